"""Noun phrases for actors: "Pentagon spokesman", "Polish troops", "the head of the union", "thousands of protesters"."""

from __future__ import annotations

from dataclasses import dataclass, field

from standoff.knowledge.actors import Organisation, Person, Role, role_heads, roles
from standoff.knowledge.countries import Country
from standoff.reading.actors.names import Name
from standoff.reading.words import Words

# Nouns that count or gather others: the actor is what stands behind "of".
_GATHERERS = frozenset(
    """group groups thousand thousands hundred hundreds dozen dozens ten tens score scores million millions number majority minority
    team teams crowd crowds contingent part pair handful couple series column columns wave waves band bands member members most many
    some several all both one two three four five six seven eight nine ten half rest remainder lot lots bulk plenty party squad handful
    generation mass masses host array range mob cluster trio total few each any none either neither percent %""".split()
)  # fmt: skip
_FORMER = frozenset("former ex retired ousted deposed toppled ex- one-time onetime".split())
_AFFILIATING = frozenset({"of", "for", "from", "in", "at", "within", "with", "inside", "on"})
_PLACING = frozenset({"in", "at", "from", "inside", "across"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_LEFT_DEPS = frozenset("det compound amod poss nmod nummod case quantmod advmod punct appos npadvmod nsubj dep predet neg".split())
_RANKS = frozenset({"deputy", "general", "major", "private", "captain", "minister", "state", "public", "national", "local", "minority", "community", "people"})
_OWNING = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})


_AIRCRAFT = Role("MIL", "gear")


@dataclass(slots=True)
class Phrase:
    """What a noun phrase says of an actor, before anything is resolved."""

    head: int
    first: int
    end: int
    role: Role
    words: str
    key: str
    role_first: int
    role_end: int
    plural: bool = False
    definite: bool = False
    former: bool = False
    owner: int | None = None
    countries: list[str] = field(default_factory=list)
    body: Name | None = None
    inner: Phrase | None = None
    sector: str = ""


class PhraseReader:
    """Reads the noun phrases of one report; `at` says which name covers a token."""

    def __init__(self, words: Words, at: list[Name | None], countries_at: dict[int, str]) -> None:
        self.words = words
        self.at = at
        self.countries_at = countries_at
        self.lower = [t.replace("’", "'") for t in words.lower]
        self.roles = roles()
        self.heads = role_heads()
        self._cache: dict[int, Phrase | None] = {}

    def read(self, i: int) -> Phrase | None:
        """Return what the noun phrase headed by `i` says of an actor, or None if its noun is none for actors."""
        if i not in self._cache:
            self._cache[i] = None  # a cycle through the parse ends here
            self._cache[i] = self._read(i)
        return self._cache[i]

    def gathered(self, i: int) -> int | None:
        """Return the head of what noun `i` counts or gathers: "thousands of protesters", or None."""
        words = self.words
        if self.lower[i] in _GATHERERS or words.pos[i] == "NUM":
            for k in words.kids[i]:
                if words.dep[k] == "prep" and self.lower[k] in ("of", "among"):
                    return words.child(k, "pobj")
        return None

    def role_at(self, i: int) -> tuple[int, int, Role, str, bool] | None:
        """Return the longest role phrase around head `i`: (first, end, role, its words, plural)."""
        words, lower = self.words, self.lower
        reach = self._reach(i)
        if reach is None:
            return None
        start, stop = words.sents[words.sent[i]]
        best: tuple[int, int, Role, str, bool] | None = None
        for forward in (4, 3, 2, 0) if reach[1] else (0,):
            end = i + 1 + forward
            if forward > reach[1] or end > stop or forward and lower[i + 1] not in ("of", "for", "in", "-", "at"):
                continue
            for back in range(min(5, i - start, reach[0]), -1, -1):
                first = i - back
                if back and self.at[first] is not None:
                    continue
                if back and (words.pos[first] in ("DET", "VERB", "ADP", "PUNCT") and lower[first] != "-" or lower[first] == "-"):
                    continue
                if best is not None and end - first <= best[1] - best[0]:
                    break
                found = self._role(first, end, i)
                if found:
                    best = first, end, found[0], found[1], found[2]
                    break
        return best

    def _reach(self, i: int) -> tuple[int, int] | None:
        """Return how many tokens before and after `i` a role phrase may take in; None if it heads none."""
        token = self.lower[i]
        found = [r for w in {token, self.words.lemma[i], token[:-1] if token.endswith("s") else token, token[:-3] + "y" if token.endswith("ies") else token} if (r := self.heads.get(w))]
        if not found:
            return None
        return max(r[0] for r in found), max(r[1] for r in found)

    def _role(self, first: int, end: int, head: int) -> tuple[Role, str, bool] | None:
        lower, words = self.lower, self.words
        if lower[head] == "corpses":
            return None
        if lower[head] in ("fighter", "fighters") and first == head and head and any(c.isdigit() for c in lower[head - 1]):
            return _AIRCRAFT, lower[head], words.tag[head] in ("NNS", "NNPS")  # "F-16 fighters"
        tokens = lower[first:end]
        plural = words.tag[head] in ("NNS", "NNPS")
        text = _joined(tokens)
        role = self.roles.get(text)
        if role is not None:
            return role, text, role.kind == "group" or plural
        lemma = words.lemma[head]
        if not plural and lower[head].endswith("s") and len(lower[head]) > 3:
            lemma, plural = lower[head][:-1], True
            if lower[head].endswith("ies"):
                lemma = lower[head][:-3] + "y"
        if lemma == lower[head]:
            return None
        tokens = tokens.copy()
        tokens[head - first] = lemma
        text = _joined(tokens)
        role = self.roles.get(text)
        return (role, text, plural) if role is not None else None

    def edge(self, i: int) -> int:
        """Return the first token of the noun phrase around head `i`, determiner included."""
        words = self.words
        left = i
        for k in words.kids[i]:
            if k < i and words.dep[k] in _LEFT_DEPS and words.sent[k] == words.sent[i]:
                if words.dep[k] in ("nsubj", "appos", "advmod", "dep") and words.right[k] + 1 < left and words.left[k] < left and not self._adjoins(words.right[k], left):
                    continue
                left = min(left, words.left[k])
        # a misread compound: "the defence ministry" cut in two
        start = words.sents[words.sent[i]][0]
        while left > start and words.head[left - 1] in range(left, i + 1) and words.dep[left - 1] in _LEFT_DEPS:
            left = words.left[left - 1] if words.left[left - 1] >= start else left - 1
        while left < i and words.pos[left] == "PUNCT" and words.text[left] != "-":
            left += 1
        return left

    def _adjoins(self, last: int, left: int) -> bool:
        return all(self.words.pos[k] in ("ADJ", "NOUN", "PROPN", "PUNCT") and self.words.text[k] not in ",;" for k in range(last + 1, left))

    def _read(self, i: int) -> Phrase | None:
        words = self.words
        found = self.role_at(i)
        if found is None:
            return None
        first, end, role, text, plural = found
        edge = self._start(min(self.edge(i), first), first)
        phrase = Phrase(i, edge, max(end, i + 1), role, text, self.lower[i] if role.kind == "group" else words.lemma[i], first, end, plural, sector=role.sector)
        self._left(phrase, edge, first)
        self._right(phrase)
        return phrase

    def _start(self, edge: int, stop: int) -> int:
        """Return where a phrase really begins: behind any verb or clause that a wrong parse has drawn into it."""
        words = self.words
        for j in range(stop - 1, edge - 1, -1):
            if words.pos[j] in ("VERB", "AUX", "SCONJ") and words.tag[j] not in ("VBN", "VBG") or words.pos[j] == "PRON" and self.lower[j] not in _OWNING or words.text[j] in (";", ":", "“", "”", '"'):
                return j + 1
        return edge

    def titled(self, edge: int, first: int, end: int, role: Role, text: str) -> Phrase:
        """Return the phrase of a title before a name: the role stands at `first` to `end`, what it is of before it."""
        phrase = Phrase(end - 1, edge, end, role, text, self.lower[end - 1], first, end, sector=role.sector)
        self._left(phrase, edge, first)
        return phrase

    def _left(self, phrase: Phrase, edge: int, stop: int) -> None:
        words, lower, at = self.words, self.lower, self.at
        j = edge
        while j < stop:
            name = at[j]
            if name is not None and name.first <= j:
                if not name.foreign:
                    self._belongs(phrase, name)
                j = max(name.end, j + 1)
                continue
            word = lower[j]
            if word in _DEFINITE:
                phrase.definite = True
            elif word in _FORMER:
                phrase.former = True
            elif word in _OWNING and words.pos[j] in ("PRON", "DET", "ADJ"):
                phrase.owner = j
                phrase.definite = True
            elif j in self.countries_at:
                phrase.countries.append(self.countries_at[j])
            j += 1
        poss = next((k for k in words.kids[phrase.head] if words.dep[k] == "poss"), None)
        if poss is not None and poss < phrase.head and lower[poss] not in _OWNING:
            phrase.definite = True
            if at[poss] is None:
                phrase.inner = self.read(poss)
                if phrase.inner is None and phrase.owner is None:
                    phrase.owner = poss
        if phrase.inner is None and not phrase.sector:
            # "dissident group spokesman": the compound says which sector
            for back in range(1, 4):
                text = _joined(lower[max(edge, stop - back) : stop])
                role = self.roles.get(text)
                if role is not None and role.sector and text not in _RANKS:
                    phrase.sector = role.sector

    def _right(self, phrase: Phrase) -> None:
        words, lower, at = self.words, self.lower, self.at
        for k in words.kids[phrase.head]:
            if k < phrase.head or words.dep[k] != "prep" or lower[k] not in _AFFILIATING or k < phrase.role_end - 1 and lower[k] != "of":
                continue
            o = words.child(k, "pobj")
            if o is None or o < phrase.role_end:
                continue
            name = at[o]
            placing = lower[k] in _PLACING
            if name is not None:
                if placing and name.kind in ("organisation", "unknown", "person") and lower[k] != "from":
                    continue
                if placing and (phrase.countries or phrase.owner is not None):
                    continue  # "its embassy in Lima" is not Peru's
                if lower[k] in ("with", "on") and not (lower[k] == "on" and name.kind == "organisation") and (name.kind == "country" or not phrase.role.relational):
                    continue
                self._belongs(phrase, name)
                if phrase.plural and lower[k] == "of":
                    # "the leaders of Kenya and Uganda"
                    for other in (at[c] for c in words.conjuncts(o) if c != o):
                        if other is not None and isinstance(other.entry, Country) and phrase.countries:
                            self._belongs(phrase, other)
                if name.kind == "organisation" and name.head != o:
                    continue
            elif o in self.countries_at and placing and not phrase.countries:
                phrase.countries.append(self.countries_at[o])
            elif lower[k] in ("of", "for", "with", "within") and phrase.inner is None and phrase.body is None:
                inner = self.read(o)
                if inner is not None:
                    phrase.inner = inner
                elif lower[k] == "of" and o in self.countries_at:
                    phrase.countries.append(self.countries_at[o])
            if lower[k] in ("of", "for") and phrase.end <= words.right[k] + 1 <= phrase.head + 14 and not placing:
                phrase.end = max(phrase.end, self._np_end(o))

    def _np_end(self, o: int) -> int:
        name = self.at[o]
        return max(o + 1, name.end if name is not None else 0)

    def _belongs(self, phrase: Phrase, name: Name) -> None:
        entry = name.entry
        if isinstance(entry, Country):
            if entry.iso3 not in phrase.countries:
                phrase.countries.append(entry.iso3)
        elif isinstance(entry, Person) and phrase.body is None or name.kind == "person" or isinstance(entry, Organisation) or name.kind == "unknown":
            phrase.body = phrase.body or name


def _joined(tokens: list[str]) -> str:
    if len(tokens) == 1:
        return tokens[0]
    text = " ".join(tokens)
    return text.replace(" - ", "-").replace(" '", "'") if "-" in text or "'" in text else text
