"""Country, code and wording of what a noun phrase says of an actor."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from standoff.knowledge.actors import Organisation, regions, role_words
from standoff.knowledge.countries import Country, country_by_capital, country_by_demonym, country_by_name
from standoff.reading.actors.cast import Entity, compose
from standoff.reading.actors.names import Name
from standoff.reading.actors.phrases import Phrase
from standoff.reading.actors.stage import Stage

# Sectors that need no state: what a country nearby says of them is too little.
_STATELESS = frozenset({"REF", "NGO"})
# Sectors that are taken to be of the one country that is spoken of, and of none among several.
_LOOSE = frozenset({"BUS", "CRM", "UAF", "ELI", "JRN"})
# How far a country named in this part of the sentence is that of its other actors.
_LEAN = {"nsubj": 1.5, "nsubjpass": 1.5, "poss": 1.5, "pobj": 1.2, "amod": 1.0, "compound": 1.0, "dobj": 1.0}
# How much the countries of a sentence, of those before it, and a country's share of the report count for somebody
# without one.
_HERE, _BEFORE, _EARLIER, _SHARE = 0.7, 0.4, 0.2, 4.5
_TITLE = 4
_FROM_ANYWHERE = frozenset({"source", "insider", "observer", "analyst", "expert"})
OWN_PRONOUNS = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})


# Titles that states, firms, parties and leagues have alike.
_HEADS_OF_ANYTHING = frozenset({"president", "vice president", "vice-president", "deputy president", "governor", "chancellor", "secretary general"})


def _runs(name: str) -> list[str]:
    """Return every run of one to three words of a name, a possessive's "s" left out.

    Examples
    --------
    >>> _runs("South Korea's")
    ['South', 'South Korea', 'Korea']
    """
    words = name.removesuffix("'s").split()
    return [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 4, len(words) + 1))]


class Coder:
    """Codes the phrases of one report."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.words, self.at, self.places = stage.words, stage.at, stage.places
        self.reader, self.cast, self.entity_at = stage.reader, stage.cast, stage.entity_at
        self._around: dict[int, dict[str, float]] = {}

    def country(self, phrase: Phrase) -> str | None:
        """Return the country that a phrase names itself."""
        if phrase.countries:
            return phrase.countries[0]
        if phrase.body is not None:
            return self.entity_of(phrase.body).country
        if phrase.inner is not None:
            return self.country(phrase.inner)
        if phrase.owner is not None:
            owner = self.entity_at.get(phrase.owner)
            return owner.country if owner is not None else None
        return None

    def entity_of(self, name: Name) -> Entity:
        entity = self.stage.name_entity.get(name.first)
        if entity is None:
            entry = name.entry
            if isinstance(entry, Organisation):
                entity = self.cast.body(entry)
            elif isinstance(entry, Country):
                entity = self.cast.state(entry.iso3)
            elif name.kind == "person":
                entity = self.cast.person(name)
            else:
                entity = self.cast.other_body(self.words.phrase(range(name.first, name.end)), None, None, None)
        return entity

    def coded(self, phrase: Phrase) -> tuple[str | None, str | None]:
        """Return code and country of a phrase, as far as it says them itself."""
        body = self.entity_of(phrase.body) if phrase.body is not None else None
        country = phrase.countries[0] if phrase.countries else None
        sector = phrase.sector
        relational = phrase.role.relational
        if phrase.words in _HEADS_OF_ANYTHING and self._heads_a_body(phrase, body):
            sector, relational = "", True
        if body is None and phrase.inner is not None:
            code, inner_country = self.coded(phrase.inner)
            country = country or inner_country
            if phrase.inner.body is not None and (code or "")[:3] in ("IGO", "IMG", "NGO"):
                body = self.entity_of(phrase.inner.body)
            elif relational and not sector:
                sector = phrase.inner.sector or (code or "")[3:]
            elif phrase.inner.body is not None:
                body = self.entity_of(phrase.inner.body)
        if country is None and body is None and phrase.owner is not None:
            owner = self.entity_at.get(phrase.owner)
            if owner is not None:
                body, country = owner, owner.country
                if owner.kind in ("person", "state"):
                    body = None
                    if owner.code and owner.code[:3] in ("IGO", "IMG"):
                        body = owner
                    elif relational and not sector and owner.kind == "person":
                        sector = owner.sector
        if body is not None and body.kind == "person" and body.country is None and body.code is None:
            body = None
        if body is not None and body.country and country is None:
            country = body.country
        if sector == "SOC" and country is None and body is None and phrase.role.kind in ("group", "body"):
            sector = "NGO"
        code = compose(sector, country, body, relational=relational, former=phrase.former and phrase.role.kind in ("office", "person"))
        return code, country if country or body is None else body.country

    def _heads_a_body(self, phrase: Phrase, body: Entity | None) -> bool:
        """Whether a president is one of a bank, a party or a league, not of a state."""
        if body is not None and body.kind != "person":
            return True
        if phrase.inner is not None and phrase.inner.role.kind == "body" and phrase.inner.sector != "GOV":
            return True
        words = self.words
        return any(words.pos[j] == "PROPN" and self.at[j] is None and words.lower[j] not in role_words() for j in range(phrase.first, phrase.role_first))

    def role_text(self, phrase: Phrase) -> str:
        """Return an office in words: "Pentagon spokesman", without article and possessive."""
        words = self.words
        first = phrase.first
        for j in range(phrase.first, phrase.role_first):
            if words.pos[j] == "DET" or words.lower[j] in OWN_PRONOUNS or words.text[j] in ("'s", "’s"):
                first = j + 1
        while first < phrase.role_first and words.pos[first] in ("PUNCT", "PART", "ADP"):
            first += 1
        return words.phrase(range(first, max(phrase.role_end, phrase.end)))

    def apply(self, entity: Entity, phrase: Phrase) -> None:
        code, country = self.coded(phrase)
        if phrase.body is not None:
            entity.bodies.add(self.entity_of(phrase.body).name)
        elif phrase.role.relational and any(self.words.pos[j] == "PROPN" and self.at[j] is None and self.words.lower[j] not in role_words() for j in range(phrase.first, phrase.role_first)):
            entity.bodies.add(self.words.phrase(range(phrase.first, phrase.role_first)))  # "Import Bank president"
        self.cast.describe(entity, phrase, code, country, self.role_text(phrase))

    def own_words(self, phrase: Phrase) -> str:
        """Return a phrase in its own words, without "the" and possessive pronouns."""
        words = self.words
        first = phrase.first
        while first < phrase.role_first and (words.lower[first] in ("the", "these", "those", "this", "that") or words.lower[first] in OWN_PRONOUNS or words.pos[first] == "PUNCT"):
            first += 1
        return words.phrase(range(first, phrase.end))

    def region(self, phrase: Phrase) -> str | None:
        """Return the code of a part of the world that a phrase names: "Western officials", "West African leaders"."""
        lower = self.reader.lower
        for j in range(phrase.first, phrase.role_first):
            for size in (2, 1):
                found = regions().get(" ".join(lower[j : j + size])) if j + size <= phrase.role_first else None
                if found and not (j and lower[j - 1] in ("anti", "pro", "-")):
                    return found
        return None

    def context(self, i: int, sector: str, others: frozenset[str] = frozenset()) -> str | None:
        """Return the country that sentence and sentence before leave open for somebody without one ("the police"); None where two could be meant.

        It is none of `others`.
        """
        if sector in _STATELESS or self.words.lemma[i] in _FROM_ANYWHERE:
            return None
        here = {country: value for country, value in self._near(i, ((0, 1.0),)).items() if country not in others}
        weight = here if len(here) == 1 else self._near(i, ((0, 1.0), (1, 0.6)))
        ranked = sorted(((country, value) for country, value in weight.items() if country not in others), key=lambda kv: -kv[1])[:2]
        if not ranked or sector in _LOOSE and len(weight) > 1:
            return None
        if len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]:
            return None
        best = ranked[0][0]
        most, often = self._named.most_common(1)[0] if self._named else (best, 0)
        if most != best and often >= 6 and self._named[best] * 5 < often:
            return None  # named in passing in a report on another country
        return best

    def likely(self, i: int) -> str | None:
        """Return the country that the report speaks of around token `i`, by its sentences, its title and the share of its mentions; a guess."""
        if self.words.lemma[i] in _FROM_ANYWHERE:
            return None
        weight = self._near(i, ((0, _HERE), (1, _BEFORE), (2, _EARLIER)))
        total = self._report.total()
        if total > 3:
            for country, often in self._report.items():
                weight[country] = weight.get(country, 0.0) + _SHARE * often / total
        return max(weight, key=lambda country: (weight[country], country), default=None)

    def _near(self, i: int, back: tuple[tuple[int, float], ...]) -> dict[str, float]:
        """Return the countries named in the sentence of token `i` and so many sentences back, each weighed by a factor."""
        words = self.words
        weight: dict[str, float] = {}
        for steps, factor in back:
            sentence = words.sent[i] - steps
            if sentence >= 0 and words.block[i] - words.block[words.sents[sentence][0]] <= 1:
                for country, value in self._countries_in(sentence).items():
                    weight[country] = weight.get(country, 0.0) + factor * value
        return weight

    @cached_property
    def _named(self) -> Counter[str]:
        """How often each country is named in the text."""
        found: Counter[str] = Counter(n.entry.iso3 for n in self.stage.names if isinstance(n.entry, Country))
        found.update(self.places.values())
        return found

    @cached_property
    def _report(self) -> Counter[str]:
        """How often each country is named in the whole report; its title counts for more."""
        found = Counter(self._named)
        title = re.findall(r"[A-Z][\w'-]*(?: [A-Z][\w-]*)*", self.stage.draft.report.title or "")
        for name in {part for run in title for part in _runs(run)}:
            country = country_by_name(name) or country_by_demonym(name) or country_by_capital(name)
            if country is not None:
                found[country.iso3] += _TITLE
        return found

    def _countries_in(self, sentence: int) -> dict[str, float]:
        """Return the countries of a sentence, weighed by how much its actors would be theirs."""
        known = self._around.get(sentence)
        if known is not None:
            return known
        found: dict[str, float] = {}
        self._around[sentence] = found
        words = self.words
        for i in range(*words.sents[sentence]):
            name = self.at[i]
            if name is not None:
                if name.first != i or name.foreign:
                    continue
                country = name.entry.iso3 if isinstance(name.entry, Country) else self.stage.name_entity[i].country
                head = name.head
            else:
                country, head = self.places.get(i), i
            if country:
                found[country] = max(found.get(country, 0.0), _LEAN.get(words.dep[head], 1.0) + (0.3 if name is not None and name.kind == "seat" else 0.0))
        return found
