"""Who and where may be meant: the parties and places near a phrase, each with what speaks for it.

The rules of senders and hosts look at one relation after the other and take the first that holds. Here every party and
place near a phrase is an option, described by its relations to the phrase; trained weights choose among them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from standoff.knowledge.countries import country_by_code
from standoff.knowledge.forces import forces
from standoff.mentions import Host, Party
from standoff.reading.actors.names import publisher_country
from standoff.reading.draft import Draft
from standoff.reading.forces.parties import sound
from standoff.reading.forces.predicates import Predication
from standoff.reading.forces.relations import armed, harms, sited, suffers
from standoff.reading.forces.scene import Mark, Scene, named
from standoff.reading.words import Words

REACH = 3  # sentences back
_BREAKS = frozenset({";", ":", "–", "—", "(", ")"})
_LIGHT_BEFORE = frozenset({"the", "eastern", "western", "northern", "southern", "central", "north", "south", "east", "west", "neighbouring", "neighboring", "nearby"})


@dataclass(slots=True)
class Option:
    """A party or place that may be meant: `key` is its country, else its name; `at` the token that names it best, -1 for none."""

    key: str
    country: str | None
    name: str
    mark: Mark | None = None
    party: Party | None = None
    host: Host | None = None
    at: int = -1
    features: set[str] = field(default_factory=set)


class Options:
    """Lists the options of the phrases of one report."""

    def __init__(self, draft: Draft, scene: Scene) -> None:
        self.draft, self.scene, self.words = draft, scene, draft.words
        self.named = [m for m in scene.marks if m.country or m.kind == "organisation"]
        self.total = Counter(key_of_mark(m) for m in self.named)
        self.title = titled(draft.report.title)
        self.first = key_of_mark(self.named[0]) if self.named else None
        self.issuer = publisher_country(draft.report.publisher or "")
        self.harming = {id(m) for m in self.named if harms(self.words, m)}
        self.harm = Counter(key_of_mark(m) for m in self.named if id(m) in self.harming)
        self.victims = Counter(key_of_mark(m) for m in self.named if suffers(self.words, m))
        self.sited = Counter(key_of_mark(m) for m in self.named if sited(self.words, m))
        self.actors = self._actors()

    def _actors(self) -> dict[int, Party]:
        """Return the parties that noun phrases and pronouns without a state's name in them stand for, by token."""
        words, found = self.words, {}
        for t in range(len(words)):
            if words.pos[t] not in ("PRON", "NOUN", "PROPN") or t in self.scene.at:
                continue
            party = self.draft.parties.of(t)
            # Whom the reader of actors takes bare forces for is a guess from where they are.
            if party is not None and forces().noun(words.lower[t]) is None and sound(party.code, party.country):
                found[t] = party
        return found

    def near(self, i: int, heads: Iterable[int], said: list[Predication], wanted: str) -> dict[str, Option]:
        """Return the options of the phrase at token `i`, by key; `wanted` is ``owner``, ``place`` or ``any``."""
        words = self.words
        anchors = anchors_of(words, i, heads, said)
        sentence = words.sent[i]
        out: dict[str, Option] = {}
        for mark in self.named:
            back = sentence - words.sent[mark.first]
            if not -1 <= back <= REACH or wanted != "any" and not (mark.owns if wanted == "owner" else mark.where and mark.kind != "demonym"):
                continue
            option = out.setdefault(key_of_mark(mark), Option(key_of_mark(mark), mark.country, mark.name))
            kind = mark.kind
            names = self._relation(mark.end - 1, anchors, i, back, kind)
            if option.at < 0 or back == 0 and words.sent[option.at] != sentence:
                option.mark, option.at = mark, mark.end - 1
            option.features |= names
            if id(mark) in self.harming:
                option.features |= {"harms", f"harms|{min(back, 1)}"}
        if wanted != "place":
            for t in self._window(i):
                if (party := self.actors.get(t)) is None:
                    continue
                key = party.country or party.name
                option = out.setdefault(key, Option(key, party.country, party.name))
                if option.at < 0:
                    option.party, option.at = party, t
                option.features |= self._relation(t, anchors, i, sentence - words.sent[t], "pronoun" if words.pos[t] == "PRON" else "actor")
        ranked = [k for k, _ in self.total.most_common(3)]
        for mark in self.named:
            key = key_of_mark(mark)
            if key in ranked and (mark.owns if wanted == "owner" else mark.where or wanted == "any") and key not in out:
                out[key] = Option(key, mark.country, mark.name, mark, at=mark.end - 1, features={"far"})
        if self.issuer:
            state = country_by_code(self.issuer)
            option = out.setdefault(self.issuer, Option(self.issuer, self.issuer, state.name if state else self.issuer))
            option.features |= {"issuer", f"issuer|{'here' if 'here' in option.features else 'away'}"}
        self._order(out, i, wanted)
        for option in out.values():
            self._weigh(option, ranked)
            if wanted == "any":
                option.features.add(f"sited={self._often(self.sited, option.key)}")
        return out

    def _often(self, counts: Counter[str], key: str) -> str:
        """Return which part of the times that a party is named are among those counted."""
        share = counts[key] / max(self.total[key], 1)
        return "much" if share > 0.5 else "some" if share > 0.2 else "little" if share else "never"

    def _order(self, options: dict[str, Option], i: int, wanted: str) -> None:
        """Add how lately an option was named before token `i`, among all and among those named as a place."""
        for name, kinds in (("recent", None), ("recent place", ("name", "place"))):
            seen: list[str] = []
            for mark in reversed(self.named):
                if mark.first < i and (kinds is None or mark.kind in kinds) and (mark.owns or mark.where):
                    key = key_of_mark(mark)
                    if key in options and key not in seen:
                        seen.append(key)
                        options[key].features.add(f"{name}={min(len(seen), 4)}")

    @cached_property
    def armed(self) -> Counter[str]:
        """How often each state or organisation is named as the one whose forces, or whose war, are spoken of."""
        return Counter(key_of_mark(m) for m in self.named if id(m) in self.harming or armed(self.words, m))

    def arms(self, key: str) -> str:
        """Return how often a state is named as the one whose forces, or whose war, are spoken of: ``much``, ``some``, ``little`` or ``unknown``."""
        if self.total[key] < 2:
            return "unknown"
        share = self.armed[key] / self.total[key]
        return "much" if share > 0.3 else "some" if share > 0.1 else "little"

    def _weigh(self, option: Option, ranked: list[str]) -> None:
        """Add what the whole report says for an option."""
        if option.key in ranked:
            option.features.add(f"rank={ranked.index(option.key)}")
        option.features.add(f"named={min(self.total[option.key], 4)}")
        if option.key == self.first:
            option.features.add("first")
        if option.key in self.title:
            option.features |= {"title", f"title={self.title.index(option.key)}"}
        option.features.add("state" if option.country else "body")
        if self.harm[option.key]:
            option.features.add("harmful" if self.harm[option.key] * 4 >= self.total[option.key] else "harmed once")
        if self.victims[option.key]:
            option.features |= {"victim", f"victim={min(self.victims[option.key], 3)}"}

    def _window(self, i: int) -> range:
        words = self.words
        first = words.sents[max(words.sent[i] - 1, 0)][0]
        return range(first, words.sents[words.sent[i]][1])

    def _relation(self, t: int, anchors: dict[int, str], i: int, back: int, kind: str) -> set[str]:
        words = self.words
        side = "before" if t < i else "after"
        if back:
            dep, prep = top_dep(words, t)
            where = f"back={back}" if back > 0 else "next"
            same = "same" if words.block[t] == words.block[i] else "other"
            return {where, f"{where}|{kind}", f"{where}|{dep}{prep}", f"{where}|{same}", f"{dep}{prep}|away"}
        path, fine = relation(words, t, anchors)
        first, end = min(t, i), max(t, i)
        gap = end - first
        far = "1" if gap <= 1 else "3" if gap <= 3 else "8" if gap <= 8 else "15" if gap <= 15 else "far"
        between = sum(1 for m in self.scene.within(first + 1, end) if m.country)
        verbs = sum(words.pos[k] == "VERB" for k in range(first + 1, end))
        breaks = any(words.text[k] in _BREAKS for k in range(first + 1, end))
        before, after = self._beside(t)
        return {
            f"path={path}", f"path={path}|{side}", f"fine={fine}", f"path={path}|{kind}", f"gap={far}|{side}", f"kind={kind}", f"kind={kind}|{side}",
            f"between={min(between, 3)}|{side}", "here", f"pre={before}|{side}", f"pre={before}|{side}|{far}", f"post={after}|{kind}", f"verbs={min(verbs, 2)}|{side}",
            f"breaks={breaks}|{side}", f"pre={before}|breaks={breaks}",
        }  # fmt: skip

    def _beside(self, t: int) -> tuple[str, str]:
        """Return the words before and after a name, over its article and its sides of the compass."""
        words, mark = self.words, self.scene.at.get(t)
        first, end = (mark.first, mark.end) if mark else (t, t + 1)
        at = first - 1
        while at >= 0 and words.lower[at] in _LIGHT_BEFORE:
            at -= 1
        before = words.lower[at] if at >= 0 and words.sent[at] == words.sent[t] else "start"
        after = words.lower[end] if end < len(words) and words.sent[end] == words.sent[t] else "end"
        return before if words.pos[at] in ("ADP", "PART", "PUNCT", "CCONJ", "SCONJ") or before == "start" else words.pos[at], after if words.pos[min(end, len(words) - 1)] in ("ADP", "PART", "PUNCT", "AUX", "CCONJ") else words.pos[min(end, len(words) - 1)]


def key_of_mark(mark: Mark) -> str:
    """Return what tells parties apart: the country, else the name."""
    return mark.country or mark.name


def titled(title: str | None) -> list[str]:
    """Return the states and organisations that a report's title names, in order."""
    title = (title or "").replace("’", "'")
    words = [w.strip(".,:;!?\"'()") for w in title.split()]
    found: list[str] = []
    at = 0
    while at < len(words):
        step = 1
        for size in range(min(4, len(words) - at), 0, -1):
            text = " ".join(words[at : at + size]).removesuffix("'s")
            mark = named(text, size == 1) if text[:1].isupper() else None
            if mark:
                key = key_of_mark(mark)
                if key not in found:
                    found.append(key)
                step = size
                break
        at += step
    return found


def anchors_of(words: Words, i: int, heads: Iterable[int], said: list[Predication]) -> dict[int, str]:
    """Return the tokens that a relation may end at: the phrase itself, what is said of it, the verbs above."""
    anchors: dict[int, str] = {}
    up = 0
    for a in words.ancestors(i):
        if words.pos[a] in ("VERB", "AUX") or words.head[a] == a:
            up += 1
            anchors[a] = f"v{min(up, 3)}"
        elif words.pos[a] in ("NOUN", "PROPN"):
            anchors[a] = "over"
    for n, p in enumerate(said):
        anchors[p.token] = ("p" if n == 0 else "q") + ("m" if p.modifies else "")
    for h in (i, *heads):
        anchors[h] = "n"
    return anchors


def relation(words: Words, t: int, anchors: dict[int, str]) -> tuple[str, str]:
    """Return how token `t` hangs on one of the anchors, coarse and fine."""
    at, last, prep, steps = t, "self", "", 0
    trail: list[str] = []
    while at not in anchors:
        if words.head[at] == at or steps > 12:
            return f"root:{last}{prep}", "root"
        dep = words.dep[at]
        if dep in ("prep", "agent", "dative") and words.pos[at] in ("ADP", "PART", "SCONJ"):
            prep = prep or f":{words.lower[at]}"
        if dep not in ("conj", "pobj"):
            last = dep
            trail.append(dep)
        at = words.head[at]
        steps += 1
    return f"{anchors[at]}:{last}{prep}", f"{anchors[at]}:{'>'.join(trail[-3:])}{prep}"


def top_dep(words: Words, t: int) -> tuple[str, str]:
    """Return the part that the noun phrase of token `t` has in its own clause."""
    at, prep = t, ""
    for _ in range(6):
        dep = words.dep[at]
        if dep in ("nsubj", "nsubjpass", "dobj", "ROOT", "agent", "attr"):
            return dep, prep
        if dep in ("prep", "dative"):
            prep = f":{words.lower[at]}"
            if words.pos[words.head[at]] in ("VERB", "AUX"):
                return "prep", prep
        if words.head[at] == at:
            break
        at = words.head[at]
    return words.dep[t], prep
