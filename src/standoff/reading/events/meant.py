"""Which party a noun phrase of an event means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from standoff.mentions import Party
from standoff.reading.draft import Draft
from standoff.reading.events.compose import Composer

NO_COUNTRY = frozenset({"IGO", "NGO", "IMG", "MNC"})
PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i", "who", "which", "that", "there", "this", "what", "us", "you", "them", "his", "her", "their", "its", "one", "ones"})
PEOPLE = frozenset({"CROWD", "LEADERS", "TROOPS", "POLICE"})


class Meant:
    """Names the parties of the events of one report."""

    def __init__(self, draft: Draft, composer: Composer) -> None:
        self.draft, self.words, self.composer, self.nouns = draft, draft.words, composer, composer.nouns

    def all_of(self, heads: Iterable[int]) -> tuple[Party, ...]:
        """Return the parties of some heads and of what is coordinated with them, each once."""
        found: list[Party] = []
        for head in heads:
            for k in self.words.conjuncts(head):
                several = self.draft.parties.each_of(k)
                for party in several if len(several) > 1 else (self.party(k),):
                    if party and not any(same(party, other) for other in found):
                        found.append(party)
        return tuple(found)

    def party(self, i: int) -> Party | None:
        """Return the party that a noun phrase names; a phrase that names none is kept in its own words."""
        words = self.words
        known = self.draft.parties.of(i)
        if known is not None:
            return self._with_country(known, i)
        before = self._named_before(i)
        if before is not None:
            return self.party(before)
        if words.lower[i] in PRONOUNS or words.pos[i] not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            return None
        owner = self.draft.parties.owner_of(i)
        span = self.draft.span(*self._phrase(i))
        if owner is not None:
            return Party(owner.name, owner.code, owner.country, owner.role, span)
        for found in self.draft.places:
            if found.head == i and found.value.place.country:
                return Party(found.value.place.name, found.value.place.country, found.value.place.country, None, span)
        where = self._stands_in(i) if self.nouns.of(i) & PEOPLE else None
        return Party(span.text, where, where, None, span)

    def _named_before(self, i: int) -> int | None:
        """Return what "him" or "them" stands for in the second of two verbs ("dragged a man from a bus and beat him")."""
        words = self.words
        verb = words.head[i]
        if words.lower[i] not in ("him", "her", "them") or words.dep[i] != "dobj" or words.dep[verb] != "conj":
            return None
        first = self.composer.frame(words.head[verb])
        return next((k for k in first.objects if words.pos[k] in ("NOUN", "PROPN") and self.nouns.actor(k)), None)

    def _with_country(self, party: Party, i: int) -> Party:
        """Add the country of the adjective or possessor where a role stands alone ("a top U.S. official")."""
        if not party.code or party.code[:3] in NO_COUNTRY or len(party.code) == 3 and party.country:
            return party
        where = self._stands_in(i)
        if where:
            role = party.code if len(party.code) == 3 else party.code[3:]
            return replace(party, code=where + role, country=where)
        if party.country or len(party.code) != 3:
            return party
        words = self.words
        owner = self.owner(i)
        if owner is None:
            owner = next((k for k in range(words.left[i], i) if words.ent[k] in ("NORP", "GPE")), None)
        nation = self.draft.parties.of(owner) if owner is not None else None
        if nation is None or not nation.country:
            return party
        return replace(party, code=nation.country + party.code, country=nation.country)

    def _stands_in(self, i: int) -> str | None:
        """Return the country of the place that a phrase without nation of its own is in ("a hospital in Mariupol")."""
        words = self.words
        if words.ent[i] == "PERSON" or any(words.ent[k] in ("NORP", "GPE", "ORG") for k in range(words.left[i], i)):
            return None
        if any(words.dep[k] == "poss" for k in words.kids[i]):
            return None  # "its troops in Mali"
        for k in words.kids[i]:
            if words.dep[k] == "prep" and words.lower[k] in ("in", "at", "near", "of", "from"):
                for deep in words.children(k, "pobj"):
                    for found in self.draft.places:
                        if found.head == deep and found.value.place.country:
                            return found.value.place.country
                    if words.pos[deep] == "NOUN" and not self.nouns.actor(deep):
                        # "inmates at a camp near Tula"
                        return self._stands_in(deep)
        return None

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

    def owner(self, i: int) -> int | None:
        """Return the possessor, or a nation or actor that modifies the noun."""
        words = self.words
        for k in words.kids[i]:
            if words.dep[k] == "poss" and (self.nouns.actor(k) or words.pos[k] == "PRON"):
                return k
        for k in words.kids[i]:
            if words.dep[k] in ("compound", "amod", "nmod") and (words.ent[k] in ("GPE", "NORP", "ORG", "PERSON") or self.draft.parties.of(k)):
                return k
        return None


def same(a: Party, b: Party) -> bool:
    return a.name == b.name and a.code == b.code
