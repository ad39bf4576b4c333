"""The parties of a report: which actor a noun phrase stands for, and whose thing a noun is."""

from __future__ import annotations

from functools import cached_property

from standoff.knowledge.countries import Country
from standoff.mentions import Actor, Party
from standoff.reading.actors.cast import Entity
from standoff.reading.actors.coding import Coder
from standoff.reading.actors.introduce import Introducer
from standoff.reading.actors.names import SUCCESSORS, publisher_country
from standoff.reading.actors.stage import set_stage
from standoff.reading.actors.walk import Walker
from standoff.reading.draft import Draft

_FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})


class Parties:
    """The actors of one report; answers which party a noun phrase stands for.

    Parameters
    ----------
    draft : Draft
        The report being read, with its places found.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.words = draft.words
        stage = set_stage(draft)
        self.at, self.reader, self.cast = stage.at, stage.reader, stage.cast
        self.entity_at, self.phrase_at = stage.entity_at, stage.phrase_at
        self.coder = Coder(stage)
        self._speeches: list[tuple[int, int, Party]] = []
        self._parties: dict[int, Party | None] = {}
        Introducer(stage, self.coder).introduce(stage.names)
        walker = Walker(stage, self.coder)
        walker.walk()
        self.resolver = walker.resolver

    def of(self, i: int) -> Party | None:
        """Return the party that the noun phrase headed by token `i` stands for, or None if it is no actor.

        Resolves pronouns, titles and surnames; "the Polish army" is POLMIL. `Party.span` is the phrase in the text.
        """
        if self.words.lower[i] in _FIRST and self.at[i] is None:
            return self._speaking(i)
        if i not in self._parties:
            self._parties[i] = self._party(i)
        return self._parties[i]

    def all_of(self, i: int) -> tuple[Party, ...]:
        """Return the parties of token `i` and of what is coordinated with it; "both countries" are two."""
        return tuple(party for k in self.words.conjuncts(i) for party in self.each_of(k))

    def each_of(self, i: int) -> tuple[Party, ...]:
        """Return the parties of token `i` alone, several for "both countries" and "French and Dutch officials"."""
        entity = self.entity_at.get(i)
        if entity is not None and entity.parts:
            return tuple(self._as_party(part, i) for part in entity.parts)
        several = self._split(i, entity) if entity is not None else []
        party = self.of(i)
        return tuple(several) or ((party,) if party is not None else ())

    def setting(self, i: int) -> str | None:
        """Return the country that the report speaks of around token `i`; a guess, for who has done what where no actor has a country."""
        return self.coder.likely(i)

    def owner_of(self, i: int) -> Party | None:
        """Return whose thing the noun `i` is: possessive, adjective or "of" ("Russia's troops", "US paratroopers")."""
        owners = self.owners_of(i)
        return owners[0] if owners else None

    def owners_of(self, i: int) -> tuple[Party, ...]:
        """Return all whose thing the noun `i` is: "US and British troops" have two."""
        found = self._owners(i)
        first = self.words.first_conjunct(i)
        while not found and first != i:
            found = self._owners(first)
            i, first = first, self.words.first_conjunct(first)
        return found

    def speaking(self, first: int, end: int, party: Party) -> None:
        """Note that the words from `first` to `end` (exclusive) are spoken by `party`: "I" and "we" there mean it."""
        self._speeches.append((first, end, party))

    def actors(self) -> tuple[Actor, ...]:
        """Return every actor of the report with all its spans."""
        listed = [e for e in self.cast.entities if e.spans and not e.parts]
        listed.sort(key=lambda e: min(e.spans))
        return tuple(
            Actor(f"a{n}", e.name, e.kind, e.code, heir(e.country), e.role, tuple(self.draft.span(a, b) for a, b in sorted(set(e.spans))), e.lent)
            for n, e in enumerate(listed, 1)
        )

    def _split(self, i: int, entity: Entity) -> list[Party]:
        """ "Hungarian and Romanian officials" are two parties."""
        if entity.kind == "person" or self.at[i] is not None:
            return []
        phrase = self.reader.read(i)
        if phrase is None or len(phrase.countries) < 2 or not entity.code or entity.country != phrase.countries[0]:
            return []
        span = self.draft.span(*self.phrase_at[i])
        return [Party(entity.name, country + entity.code[3:], heir(country), None, span) for country in phrase.countries]

    def _party(self, i: int) -> Party | None:
        entity = self.entity_at.get(i)
        if entity is None:
            return None
        return self._as_party(entity, i)

    def _as_party(self, entity: Entity, i: int) -> Party:
        first, end = self.phrase_at.get(i, (i, i + 1))
        span = self.draft.span(first, end)
        code = entity.code
        name = self.at[i]
        if name is not None and name.kind == "seat" and entity.kind == "state" and code and len(code) == 3:
            code = code + "GOV"
        country = heir(entity.country)
        if entity.parts:
            codes = {p.code for p in entity.parts}
            return Party(" and ".join(p.name for p in entity.parts), entity.parts[0].code if len(codes) == 1 else None, None, None, span)
        return Party(entity.name, code, country, entity.role, span)

    def _speaking(self, i: int) -> Party | None:
        best: tuple[int, Party] | None = None
        for first, end, party in self._speeches:
            if first <= i < end and (best is None or end - first < best[0]):
                best = end - first, party
        if best is None:
            return self._publisher(i)
        party = best[1]
        if self.words.lower[i] in ("we", "us", "our", "ours", "ourselves") and party.country:
            state = self.cast.state(party.country)
            return Party(state.name, party.code, party.country, None, self.draft.span(i, i + 1))
        return Party(party.name, party.code, party.country, party.role, self.draft.span(i, i + 1))

    def _publisher(self, i: int) -> Party | None:
        """Return the government that publishes the report: "we" in its own voice is its state."""
        if self.words.lower[i] not in ("we", "us", "our", "ours", "ourselves") or self.resolver.quoted[i]:
            return None
        if self._issuer is None:
            return None
        state = self.cast.state(self._issuer)
        return Party(state.name, self._issuer + "GOV", self._issuer, None, self.draft.span(i, i + 1))

    @cached_property
    def _issuer(self) -> str | None:
        """The state whose authority the publisher is, or None."""
        publisher = self.draft.report.publisher or ""
        country = publisher_country(publisher)
        return country

    def _owners(self, i: int) -> tuple[Party, ...]:
        words = self.words
        name = self.at[i]
        if name is not None and name.head == i and name.kind in ("organisation", "seat", "country"):
            entity = self.coder.entity_of(name)
            if entity.country:
                return (self._as_party(self.cast.state(entity.country), i),)
            return (self._as_party(entity, i),)
        for k in words.kids[i]:
            if words.dep[k] == "poss" and k < i:
                found = self.all_of(k)
                if found:
                    return found
        edge = self.reader.edge(i)
        found_list: list[Party] = []
        j = edge
        while j < i:
            other = self.at[j]
            if other is not None and other.first <= j:
                if not other.foreign:
                    if isinstance(other.entry, Country):
                        found_list.append(self._as_party(self.cast.state(other.entry.iso3), j))
                    elif other.kind in ("organisation", "unknown"):
                        entity = self.coder.entity_of(other)
                        found_list.append(self._as_party(entity, j))
                j = max(other.end, j + 1)
            else:
                j += 1
        if found_list:
            return tuple(found_list)
        for k in words.kids[i]:
            if words.dep[k] == "prep" and words.lower[k] in ("of", "from", "by"):
                o = words.child(k, "pobj")
                if o is None:
                    continue
                if words.lower[k] == "from" and not (self.at[o] is not None and isinstance(self.at[o].entry, Country)):  # type: ignore[union-attr]
                    continue
                found = tuple(p for p in self.all_of(o) if p.country or (p.code or "")[:3] in ("IGO", "IMG"))
                if found:
                    return found
                inner = self._owners(o) if words.lower[k] == "of" else ()
                if inner:
                    return inner
        return ()


def heir(country: str | None) -> str | None:
    """Return the ISO code in use for a state that is no more (the code keeps the old one); others as they are."""
    return SUCCESSORS[country][1] if country in SUCCESSORS else country


def find_parties(draft: Draft) -> Parties:
    """Return the actors of a report."""
    return Parties(draft)
