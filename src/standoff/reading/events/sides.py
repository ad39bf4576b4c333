"""Who acts and upon whom."""

from __future__ import annotations

from standoff.mentions import Party
from standoff.reading.draft import Draft
from standoff.reading.events.compose import Coded, Composer

# Codes whose parties do to each other what the code says.
RECIPROCAL = frozenset({"04", "06"})
_MUTUAL = frozenset({"037", "030", "031", "0311", "0312", "0314", "036", "050", "054", "057", "190", "193", "194", "0871"})
_TARGET_PREPS = ("against", "with", "on", "upon", "to", "toward", "towards", "at", "from", "for", "over", "into", "in", "of", "about", "between")
_SOURCE_PREPS = ("by", "of", "from", "between", "among")
_NO_TARGET = frozenset({"14", "15"})
_PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i", "who", "which", "that"})
_MOTION = frozenset({"154", "153", "152", "0874", "150"})


class Sides:
    """Finds the source and target of each event of one report."""

    def __init__(self, draft: Draft, composer: Composer) -> None:
        self.draft = draft
        self.words = draft.words
        self.composer = composer
        self.nouns = composer.nouns

    def of(self, coded: Coded, kind: str | None) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Return source and target of an event of PLOVER type `kind`."""
        sources = self._sources(coded)
        targets = self._targets(coded, kind, sources)
        source, target = self._parties(sources, "source"), self._parties(targets, "target")
        mutual = coded.code[:2] in RECIPROCAL or coded.code in _MUTUAL
        if mutual and coded.code not in ("043",):
            if not target and len(source) > 1:
                return source, source
            if not source and len(target) > 1:
                return target, target
        target = tuple(t for t in target if not any(_same(t, s) for s in source)) or (target if len(target) > 1 and len(source) > 1 else ())
        return source, target

    def _sources(self, coded: Coded) -> list[int]:
        words, frame = self.words, self.composer.frame(coded.head)
        if words.pos[coded.head] in ("NOUN", "PROPN"):
            return self._noun_source(coded)
        found = [k for k in frame.subjects if words.lower[k] not in ("there",)]
        if not found and words.pos[coded.head] == "ADJ":
            up = words.head[coded.head]
            found = self.composer.frame(up).subjects
        if not found and coded.inner != coded.head:
            inner = self.composer.frame(coded.inner)
            found = [k for k in inner.subjects if k != coded.head] if words.pos[coded.inner] not in ("NOUN", "PROPN") else []
        if not found and frame.passive:
            for prep in ("by", "from", "with"):
                found = [k for k in frame.preps.get(prep, ()) if self.nouns.actor(k)]
                if found:
                    break
        if not found:
            # "were killed in an Israeli air strike": the noun under the verb knows who
            for k in coded.taken:
                if k != coded.head and words.pos[k] in ("NOUN", "PROPN"):
                    owner = self._owner_token(k)
                    if owner is not None:
                        return [owner]
        return found

    def _noun_source(self, coded: Coded) -> list[int]:
        words, i = self.words, coded.head
        frame = self.composer.frame(i)
        owner = self._owner_token(i)
        if owner is not None:
            return [owner]
        for prep in ("by", "between", "among"):
            found = [k for k in frame.preps.get(prep, ()) if self.nouns.actor(k)]
            if found:
                return found
        verb = words.head[i]
        if words.dep[i] in ("dobj", "pobj", "attr"):
            if words.dep[i] == "pobj":
                verb = words.head[verb]
            if words.pos[verb] in ("VERB", "AUX"):
                subjects = self.composer.frame(verb).subjects
                if words.dep[i] == "dobj" or words.lemma[verb] in _HOLD:
                    return [k for k in subjects if self.nouns.actor(k)]
        for k in frame.preps.get("of", ()):
            if self.nouns.actor(k) and coded.code[:2] not in ("17", "18", "19", "20", "16"):
                return [k]
        return []

    def _owner_token(self, i: int) -> int | None:
        """Return the possessor, or a nation or actor that modifies the noun."""
        words = self.words
        for k in words.kids[i]:
            if words.dep[k] == "poss" and (self.nouns.actor(k) or words.pos[k] == "PRON"):
                return k
        for k in words.kids[i]:
            if words.dep[k] in ("compound", "amod", "nmod") and (words.ent[k] in ("GPE", "NORP", "ORG", "PERSON") or self.draft.parties.of(k)):
                return k
        return None

    def _targets(self, coded: Coded, kind: str | None, sources: list[int]) -> list[int]:
        if coded.addressee is not None:
            return [coded.addressee]
        found = self._candidates(coded, kind)
        return [k for k in found if k not in sources]

    def _candidates(self, coded: Coded, kind: str | None) -> list[int]:
        words = self.words
        frame = self.composer.frame(coded.head)
        inner = self.composer.frame(coded.inner) if coded.inner != coded.head else None
        if words.pos[coded.head] not in ("NOUN", "PROPN"):
            for k in frame.datives:
                return [k]
            direct = [k for k in frame.objects if k not in coded.taken and k != coded.inner]
            acting = [k for k in direct if self.nouns.actor(k)]
            if acting:
                return acting
            if coded.code[:2] in _NO_TARGET:
                return self._against(frame.preps)
            if coded.code[:3] in ("042",) and frame.objects:
                return frame.objects
        else:
            direct = []
        for one in (frame, inner):
            if one is None:
                continue
            by_prep = self._by_preps(one.preps, coded, kind)
            if by_prep:
                return by_prep
        if inner is not None and kind not in ("PROTEST", "MOBILIZE"):
            more = [k for k in (*inner.datives, *inner.objects) if self.nouns.actor(k)]
            if more:
                return more
            subjects = [k for k in inner.subjects if self.nouns.actor(k)]
            if subjects and kind in ("REQUEST", "REJECT", "ACCUSE"):
                return subjects
        for k in (*direct, *sorted(coded.taken), *((inner.objects) if inner else ())):
            owner = self._owner_token(k) if words.pos[k] in ("NOUN", "PROPN") and k != coded.head else None
            if owner is not None and kind not in ("PROTEST", "MOBILIZE"):
                return [owner]
            for deep in self.composer.frame(k).preps.get("of", ()) if k != coded.head else ():
                if self.nouns.actor(deep):
                    return [deep]
            if k != coded.head:
                deeper = self._by_preps(self.composer.frame(k).preps, coded, kind)
                if deeper:
                    return deeper
        if direct and kind in ("ACCUSE", "REJECT", "SUPPORT", "ASSAULT", "COERCE", "AID", "SANCTION", "CONCEDE", "RETREAT"):
            return direct[:1]
        return []

    def _by_preps(self, preps: dict[str, list[int]], coded: Coded, kind: str | None) -> list[int]:
        if coded.code[:2] in _NO_TARGET:
            return self._against(preps)
        names: tuple[str, ...] = _TARGET_PREPS
        if coded.code in _MOTION:
            names = ("against", "from", "toward", "towards") if coded.code == "0874" else ("against", "toward", "towards")
        for prep in names:
            for k in preps.get(prep, ()):
                if k not in coded.taken and self.nouns.actor(k) and (prep not in ("in", "of", "about") or not self._time(k)):
                    return [k]
        return []

    def _against(self, preps: dict[str, list[int]]) -> list[int]:
        for prep in ("against", "toward", "towards", "at", "with"):
            for k in preps.get(prep, ()):
                if self.nouns.actor(k):
                    return [k]
                owner = self._owner_token(k)
                if owner is not None:
                    return [owner]
        return []

    def _time(self, k: int) -> bool:
        return self.words.ent[k] in ("DATE", "TIME")

    def _parties(self, heads: list[int], side: str) -> tuple[Party, ...]:
        found: list[Party] = []
        for head in heads:
            for k in self.words.conjuncts(head):
                party = self.party(k)
                if party and not any(_same(party, other) for other in found):
                    found.append(party)
        return tuple(found)

    def party(self, i: int) -> Party | None:
        """Return the party that a noun phrase names; a phrase that names none is kept in its own words."""
        words = self.words
        known = self.draft.parties.of(i)
        if known is not None:
            return known
        if words.lower[i] in _PRONOUNS or words.pos[i] not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            return None
        owner = self.draft.parties.owner_of(i)
        first, end = self._phrase(i)
        span = self.draft.span(first, end)
        if owner is not None:
            return Party(owner.name, owner.code, owner.country, owner.role, span)
        return Party(span.text, span=span)

    def _phrase(self, i: int) -> tuple[int, int]:
        """Return the token range of a noun phrase without clauses and what only comments on it."""
        words = self.words
        first, end = words.left[i], i + 1
        while first < i and words.pos[first] in ("PUNCT", "DET", "ADP", "CCONJ"):
            first += 1
        for k in words.kids[i]:
            if k > i and words.dep[k] == "prep" and words.lower[k] in ("of", "in", "for") and words.right[k] - i < 12:
                stop = words.right[k] + 1
                for deep in words.subtree(k):
                    if words.dep[deep] in ("relcl", "acl", "conj", "appos") or words.lower[deep] == ",":
                        stop = min(stop, deep)
                end = max(end, stop)
            elif k < i and words.dep[k] in ("relcl", "advcl"):
                first = max(first, k + 1)
        return min(first, i), max(end, i + 1)


_HOLD = frozenset("hold have begin start launch stage conduct mount carry engage take join attend announce order resume continue".split())


def _same(a: Party, b: Party) -> bool:
    return a.name == b.name and a.code == b.code
