"""The parties of a report: which actor a noun phrase stands for, and whose thing a noun is."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from standoff.knowledge.actors import Organisation, Person, name_index, regions
from standoff.knowledge.countries import Country
from standoff.mentions import Actor, Party
from standoff.reading.actors.cast import Cast, Entity, compose
from standoff.reading.actors.names import Name, NameFinder, publisher_country
from standoff.reading.actors.phrases import Phrase, PhraseReader
from standoff.reading.actors.pronouns import PRONOUNS, Resolver
from standoff.reading.draft import Draft
from standoff.reading.words import OBJECTS, Words

_FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_TITLE_POS = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "NUM"})


class Parties:
    """The actors of one report; answers which party a noun phrase stands for.

    Parameters
    ----------
    draft : Draft
        The report being read, with its places found.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.words: Words = draft.words
        self.names = NameFinder(self.words)
        found = self.names.find()
        self.at: list[Name | None] = self.names.at
        self.places = self._place_countries()
        self.reader = PhraseReader(self.words, self.at, self.places)
        self.cast = Cast(self.words, draft.published)
        self.entity_at: dict[int, Entity] = {}
        self.phrase_at: dict[int, tuple[int, int]] = {}
        self._speeches: list[tuple[int, int, Party]] = []
        self._name_entity: dict[int, Entity] = {}
        self._same: dict[int, Entity] = {}
        self._around: dict[int, dict[str, float]] = {}
        self._parties: dict[int, Party | None] = {}
        self._belgian = any(n.kind != "seat" and isinstance(n.entry, Country) and n.entry.iso3 == "BEL" for n in found)
        self._introduce(found)
        self.resolver = Resolver(self.words, self.entity_at)
        self._walk(found)

    # What other steps ask ---------------------------------------------------

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
            Actor(f"a{n}", e.name, e.kind, e.code, e.country, e.role, tuple(self.draft.span(a, b) for a, b in sorted(set(e.spans))))
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
        return [Party(entity.name, country + entity.code[3:], country, None, span) for country in phrase.countries]

    # Setting up -------------------------------------------------------------

    def _place_countries(self) -> dict[int, str]:
        """Return the countries of the places in the text, by token, where no actor's name stands."""
        found: dict[int, str] = {}
        for use in self.draft.places:
            country = use.value.place.country
            if country:
                for i in range(use.first, use.end):
                    if self.at[i] is None:
                        found[i] = country
        return found

    def _introduce(self, names: list[Name]) -> None:
        """Make the entities of all names, persons with their titles, so that what comes first may mean what is told later."""
        for name in names:
            if name.kind == "person":
                entity = self.cast.person(name)
                for phrase in self._descriptions(name):
                    self._apply(entity, phrase)
            elif isinstance(name.entry, Country):
                entity = self._brussels(name) or self.cast.state(name.entry.iso3)
            elif isinstance(name.entry, Organisation) and name.kind == "organisation":
                entity = self.cast.body(name.entry, self.words.phrase(range(name.first, name.end)))
                self._short_form(name, entity)
            else:
                entity = self._unknown(name)
            self._name_entity[name.first] = entity
            if name.kind in ("organisation", "unknown"):
                self._introduced_by(name, entity)

    def _brussels(self, name: Name) -> Entity | None:
        """Return the EU where "Brussels" acts in a report that does not speak of Belgium."""
        if name.kind != "seat" or self.words.lower[name.first] != "brussels" or self._belgian:
            return None
        head = name.head
        acts = self.words.dep[head] in ("nsubj", "nsubjpass", "poss", "dobj", "agent", "conj")
        acts = acts or self.words.dep[head] == "pobj" and self.words.lower[self.words.head[head]] in ("with", "by", "to", "from", "against", "between")
        union = next((a.entry for a in name_index().get("eu", ()) if isinstance(a.entry, Organisation)), None)
        return self.cast.body(union) if acts and union is not None else None

    def _introduced_by(self, name: Name, entity: Entity) -> None:
        """ "the news agency ISNA", "one site, Znak.com", "the group, known as M23": the noun is the same as the name."""
        words = self.words
        before = name.first - 1
        if words.dep[name.head] in ("compound", "amod", "nmod", "poss"):
            return
        if before >= 0 and words.sent[before] == words.sent[name.first] and words.pos[before] in ("NOUN", "PROPN") and self.at[before] is None:
            if words.head[name.head] in (before, *words.kids[before]) or words.head[before] in (name.head, words.head[name.head]) or words.dep[name.head] == "appos" and words.head[name.head] <= before:
                phrase = self.reader.read(before)
                if phrase is not None and phrase.role.kind in ("body", "group") and not phrase.countries[1:]:
                    self._same[before] = entity
                    self._told(entity, phrase)
        first = words.head[name.head]
        if words.dep[name.head] == "appos" and first < name.first and self.at[first] is None and first not in self._same:
            phrase = self.reader.read(first)
            if phrase is not None and phrase.role.kind in ("body", "group", "alliance"):
                self._told(entity, phrase)
                self._same[first] = entity
            elif phrase is None and self.reader.gathered(first) is not None and words.lower[first] in ("one", "another", "member"):
                self._same[first] = entity

    def _told(self, entity: Entity, phrase: Phrase) -> None:
        entity.keys.update((phrase.key, phrase.words, phrase.words.split()[-1]))
        if entity.code is None or entity.country is None and entity.code[:3] not in ("IGO", "IMG", "NGO"):
            code, country = self._coded(phrase)
            entity.code, entity.country = entity.code or code, entity.country or country

    def _unknown(self, name: Name) -> Entity:
        words = self.words
        text = words.phrase(range(name.first, name.end))
        found = self.reader.role_at(name.head)
        phrase = self.reader.read(name.head) if found else None
        code = country = None
        if isinstance(name.entry, Organisation):
            code, country = name.entry.code, name.entry.country
            for k in range(name.first, name.end):
                at = self.names.inner.get(k)
                if isinstance(at, Country):
                    code, country = at.iso3 + code[3:], at.iso3
        elif phrase is not None:
            country = self._country(phrase)
            code = compose(phrase.sector, country, None, relational=False, former=False)
        entity = self.cast.other_body(text, code, country, phrase.key if phrase else None)
        self._short_form(name, entity)
        return entity

    def _short_form(self, name: Name, entity: Entity) -> None:
        """ "the Syrian Observatory for Human Rights (SOHR)": the short form is the same."""
        text = self.words.text
        e = name.end
        if e + 2 < len(text) and text[e] == "(" and text[e + 2] == ")" and text[e + 1].isupper():
            self.cast.alias(text[e + 1], entity)

    def _descriptions(self, name: Name) -> list[Phrase]:
        """Return what titles and appositions say of a person."""
        words = self.words
        found: list[Phrase] = []
        title = self._title(name)
        if title is not None:
            found.append(title)
            for k in range(title.role_first, title.role_end):  # the parse may make the title the subject
                if words.pos[k] in ("NOUN", "PROPN") and not (name.first <= words.head[k] < name.end or title.role_first <= words.head[k] < title.role_end):
                    self._same[k] = self.cast.person(name)
        head = name.head
        if words.dep[head] == "appos" and words.head[head] < name.first:
            phrase = self.reader.read(words.head[head])
            if phrase is not None and not phrase.plural and self.at[words.head[head]] is None:
                self._same[words.head[head]] = self.cast.person(name)
                found.append(phrase)
        for k in words.kids[head]:
            if words.dep[k] == "appos" and k >= name.end and self.at[k] is None:
                phrase = self.reader.read(k)
                if phrase is not None and not phrase.plural:
                    self._same[k] = self.cast.person(name)
                    found.append(phrase)
        if not found and name.end + 1 < len(words) and words.text[name.end] == ",":
            after = self._after_comma(name.end + 1)
            if after is not None and (phrase := self.reader.read(after)) is not None and not phrase.plural and phrase.first <= name.end + 2:
                self._same[after] = self.cast.person(name)
                found.append(phrase)
        first = words.head[head]
        if title is not None and words.dep[head] == "nsubj" and title.first >= 2 and words.head[title.first - 2] == first and words.dep[title.first - 2] == "nsubj":
            first = title.first - 2
        if title is not None and self.at[first] is None and title.first - 1 > first and words.lower[title.first - 1] == "and":
            # "party leader and Prime Minister Ann Lee": two offices, one person
            phrase = self.reader.read(first)
            if phrase is not None and phrase.role.kind in ("office", "person") and not phrase.plural and words.pos[phrase.first] != "DET" and title.first - first <= 3:
                self._same[first] = self.cast.person(name)
                found.append(phrase)
        if words.dep[head] == "nsubj" and words.lemma[words.head[head]] == "be":
            k2 = words.child(words.head[head], "attr")
            if k2 is not None and self.at[k2] is None and (phrase := self.reader.read(k2)) is not None and not phrase.plural and phrase.role.kind in ("office", "person"):
                found.append(phrase)
        return found

    def _after_comma(self, i: int) -> int | None:
        """Return the head of the noun phrase that begins at `i`, if what follows it ends an apposition."""
        words = self.words
        stop = words.sents[words.sent[i]][1] if i < len(words) else 0
        for k in range(i, min(i + 9, stop)):
            if words.pos[k] in ("NOUN", "PROPN") and self.reader.role_at(k) and (k + 1 >= stop or words.pos[k + 1] not in ("NOUN", "PROPN", "PART") and words.text[k + 1] not in ("-", "’s", "'s")):
                return k if k + 1 >= stop or words.text[k + 1] in ",." or words.lower[k + 1] in ("of", "for", "in", "at", "to", "who", "said", "told") else None
            if words.pos[k] in ("VERB", "AUX", "PRON", "SCONJ", "CCONJ") or words.text[k] in ",.;":
                return None
        return None

    def _title(self, name: Name) -> Phrase | None:
        """Return the title before a person's name: "British Prime Minister", "Pentagon spokesman", "Gen."."""
        words, lower = self.words, self.reader.lower
        stop = name.first
        start = max(words.sents[words.sent[stop]][0], stop - 12)
        titles: list[str] = []
        while stop > start and (lower[stop - 1] in ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "dame") or lower[stop - 1] == "," and stop - 1 > start and False):
            titles.append(lower[stop - 1])
            stop -= 1
        for first in range(max(start, stop - 7), stop):
            text = " ".join(lower[first:stop]).replace(" - ", "-").replace(" '", "'")
            role = self.reader.roles.get(text)
            if role is None or role.kind in ("group", "gear", "state", "states", "alliance", "body") or words.tag[stop - 1] in ("NNS", "NNPS"):
                continue
            edge = self._title_edge(first, start)
            if role.kind == "title":
                # "the Pentagon spokesman, Gen. Patrick Ryder": look behind the rank
                before = self._title(Name(first, stop, stop - 1, "title")) if first > start else None
                if before is not None:
                    return before
            return self.reader.titled(edge, first, stop, role, text)
        return self._long_title(name, start)

    def _long_title(self, name: Name, start: int) -> Phrase | None:
        """ "US Ambassador to the United Nations Ann Lee": a title whose complement stands right before the name."""
        words, lower = self.words, self.reader.lower
        last = name.first - 1
        if last < start or words.pos[last] not in ("PROPN", "NOUN"):
            return None
        for k in range(last - 1, max(start, last - 7), -1):
            if lower[k] in ("of", "to", "for", "at") and words.pos[k - 1] in ("NOUN", "PROPN"):
                found = self.reader.role_at(k - 1)
                if found is None or found[4] or found[2].kind not in ("office", "person") or found[1] > name.first:
                    return None
                edge = self._title_edge(found[0], start)
                if words.pos[edge] == "DET":
                    return None
                phrase = self.reader.read(k - 1)
                if phrase is not None:
                    self._same[k - 1] = self.cast.person(name)
                    phrase.end = max(phrase.end, name.first)
                return phrase
            if words.pos[k] in ("VERB", "AUX", "PUNCT", "CCONJ"):
                return None
        return None

    def _title_edge(self, first: int, start: int) -> int:
        words, at = self.words, self.at
        j = first
        while j > start:
            k = j - 1
            if at[k] is not None or words.pos[k] in _TITLE_POS and words.tag[k] not in ("NNS",) or words.text[k] in ("'s", "’s", "'", "’", "-") or words.pos[k] == "DET":
                if at[k] is not None and at[k].kind == "person" and words.text[j] not in ("'s", "’s"):  # type: ignore[union-attr]
                    break
                j = k
                if words.pos[k] == "DET":
                    break
                continue
            if words.lower[k] in _OWN_PRONOUNS:
                j = k
            break
        return j

    # Entities of phrases ----------------------------------------------------

    def _country(self, phrase: Phrase) -> str | None:
        """Return the country that a phrase names itself."""
        if phrase.countries:
            return phrase.countries[0]
        if phrase.body is not None:
            return self._entity_of(phrase.body).country
        if phrase.inner is not None:
            return self._country(phrase.inner)
        if phrase.owner is not None:
            owner = self.entity_at.get(phrase.owner)
            return owner.country if owner is not None else None
        return None

    def _entity_of(self, name: Name) -> Entity:
        entity = self._name_entity.get(name.first)
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

    def _coded(self, phrase: Phrase) -> tuple[str | None, str | None]:
        """Return code and country of a phrase, as far as it says them itself."""
        body = self._entity_of(phrase.body) if phrase.body is not None else None
        country = phrase.countries[0] if phrase.countries else None
        sector = phrase.sector
        relational = phrase.role.relational
        if body is None and phrase.inner is not None:
            code, inner_country = self._coded(phrase.inner)
            country = country or inner_country
            if relational and not sector:
                sector = phrase.inner.sector or (code or "")[3:]
            elif phrase.inner.body is not None:
                body = self._entity_of(phrase.inner.body)
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

    def _role_text(self, phrase: Phrase) -> str:
        """Return an office in words: "Pentagon spokesman", without article and possessive."""
        words = self.words
        first = phrase.first
        for j in range(phrase.first, phrase.role_first):
            if words.pos[j] == "DET" or words.lower[j] in _OWN_PRONOUNS or words.text[j] in ("'s", "’s"):
                first = j + 1
        while first < phrase.role_first and words.pos[first] in ("PUNCT", "PART", "ADP"):
            first += 1
        return words.phrase(range(first, max(phrase.role_end, phrase.end)))

    def _apply(self, entity: Entity, phrase: Phrase) -> None:
        code, country = self._coded(phrase)
        if phrase.body is not None:
            entity.bodies.add(self._entity_of(phrase.body).name)
        self.cast.describe(entity, phrase, code, country, self._role_text(phrase))

    # The walk through the text ----------------------------------------------

    def _walk(self, names: list[Name]) -> None:
        """Go through the text once and note for every noun and pronoun whom it means."""
        words, at = self.words, self.at
        resolver = self.resolver
        n = len(words)
        i = 0
        while i < n:
            name = at[i]
            if name is not None and name.first == i:
                self._name(name)
                i = name.end
                continue
            pos = words.pos[i]
            if words.lower[i] in PRONOUNS and (pos in ("PRON", "DET", "ADJ") or words.dep[i] == "poss"):
                entity = resolver.pronoun(i)
                if entity is not None:
                    self._mention(i, i, i + 1, entity)
            elif words.lower[i] in _RELATIVE and words.dep[i] in ("nsubj", "nsubjpass", "dobj", "pobj", "poss") and pos in ("PRON", "DET", "SCONJ"):
                self._relative(i)
            elif pos in ("NOUN", "PROPN", "ADJ", "NUM", "X") and (pos != "ADJ" or words.dep[i] not in ("amod", "compound", "acomp", "advmod")):
                self._noun(i)
            i += 1

    def _mention(self, i: int, first: int, end: int, entity: Entity) -> None:
        self.entity_at[i] = entity
        self.phrase_at[i] = (first, end)
        if not entity.parts:
            entity.spans.append((first, end))
        self.resolver.note(i, entity)

    def _name(self, name: Name) -> None:
        entity = self._name_entity[name.first]
        words = self.words
        head = name.head
        if entity.kind == "person" and entity.country is None and entity.code and len(entity.code) == 3:
            country = self._context(head, entity.code)
            if country is not None:
                entity.country, entity.code = country, country + entity.code
        if name.kind == "demonym" and words.pos[head] == "ADJ" and words.dep[head] in ("amod", "compound", "acomp", "nmod", "conj", "attr"):
            entity.spans.append((name.first, name.end))
            for k in range(name.first, name.end):
                self.entity_at.setdefault(k, entity)
                self.phrase_at.setdefault(k, (name.first, name.end))
            self.cast.count[entity.code or ""] += 1
            return
        if name.kind == "people" or name.kind == "demonym":
            entity = self._people(name, entity)
        if entity.country and entity.kind != "person":
            self.cast.count[entity.country] += 1
        for k in range(name.first, name.end):
            self.entity_at[k] = entity
            self.phrase_at[k] = (name.first, name.end)
        # the head of a larger phrase ("US officials", "Kremlin spokesman") is a mention of its own; this one is in passing
        entity.spans.append((name.first, name.end))
        self.resolver.note(head, entity)

    def _people(self, name: Name, state: Entity) -> Entity:
        """Return who "the Russians", "Poles" or "a Frenchman" are: the state with the article, else its people."""
        words = self.words
        head = name.head
        before = words.lower[name.first - 1] if name.first else ""
        if before == "the" and words.lower[head] not in _ETHNIC and words.tag[head] in ("NNPS", "NNS", "NNP", "JJ", "NN") and words.dep[head] not in ("compound", "amod"):
            return state
        if words.dep[head] in ("compound", "amod", "nmod"):
            return state
        country: str | None = state.country
        # "Bosnian Serbs", "Kosovo's Serbs", "ethnic Albanians": what stands before says whose people
        ethnic = words.lower[name.first - 1] == "ethnic" if name.first else False
        edge = self.reader.edge(head)
        other = next((n for j in range(name.first - 1, edge - 1, -1) if (n := self.at[j]) is not None and isinstance(n.entry, Country)), None)
        if other is not None and isinstance(other.entry, Country):
            country = other.entry.iso3
        elif ethnic:
            country = None
            country = self._context(head, "CVL")
        text = words.phrase(range(max(edge, name.first - 1) if ethnic or other is not None and other.end == name.first else name.first, name.end))
        if words.tag[head] in ("NNPS", "NNS"):
            entity = self.cast.generic(text, "group", f"{country or ''}CVL", country, words.lower[head])
            entity.number = "p"
            return entity
        if words.pos[head] in ("NOUN", "PROPN") and before in ("a", "an", "another", "one"):
            return self.cast.generic(text, "person", f"{country or ''}CVL", country, words.lower[head])
        return state

    def _relative(self, i: int) -> None:
        words = self.words
        verb = words.head[i]
        for _ in range(3):
            if words.dep[verb] == "relcl":
                entity = self.entity_at.get(words.head[verb])
                if entity is not None and words.head[verb] < i:
                    self.entity_at[i] = entity
                    self.phrase_at[i] = (i, i + 1)
                return
            if words.head[verb] == verb:
                break
            verb = words.head[verb]
        if words.lower[i] in ("who", "whose", "whom"):
            for k in range(i - 1, max(words.sents[words.sent[i]][0], i - 12) - 1, -1):
                entity = self.entity_at.get(k)
                if entity is not None and entity.kind in ("person", "group"):
                    self.entity_at[i] = entity
                    self.phrase_at[i] = (i, i + 1)
                    return

    def _noun(self, i: int) -> None:
        """Note whom a common noun means, if it is one for actors."""
        words = self.words
        same = self._same.get(i) or self._renamed(i)
        if same is not None:
            phrase = self.reader.read(i)
            first, end = (phrase.first, phrase.end) if phrase is not None else (self.reader.edge(i), i + 1)
            self._mention(i, first, end, same)
            return
        if words.dep[i] in ("compound", "amod", "nmod") and words.dep[i] != "appos":
            if words.head[i] != i and abs(words.head[i] - i) <= 4 and self._is_title(i):
                self._modifier(i)
                return
        phrase = self.reader.read(i)
        if phrase is None:
            inner = self.reader.gathered(i)
            if inner is not None:
                self._later_gathered(i, inner)
            elif i in self.places:
                self._place(i)
            return
        if words.dep[i] == "compound" and words.head[i] > i and words.pos[words.head[i]] in ("NOUN", "PROPN") and words.head[i] < phrase.role_end:
            return
        if phrase.role_end - 1 > i and words.pos[phrase.role_end - 1] in ("NOUN", "PROPN") and words.lower[i + 1] == "-":
            return
        if phrase.role.kind in ("state", "states", "alliance"):
            entity = self.resolver.stand_in(i, phrase, self._country(phrase), self)
        else:
            entity = self._phrase_entity(i, phrase)
        if entity is not None:
            self._mention(i, phrase.first, phrase.end, entity)

    def _renamed(self, i: int) -> Entity | None:
        """ "a student named Wong", "a man identified as Lee", "a soldier, Jan Kos, said": the noun is the one named after it."""
        words = self.words
        for k in words.kids[i]:
            if k < i or k > i + 8:
                continue
            if words.dep[k] == "acl" and words.lemma[k] in ("name", "identify", "call", "know", "dub", "nickname", "use"):
                for j in range(k + 1, min(k + 6, len(words))):
                    name = self.at[j]
                    if name is not None and name.first == j and name.kind in ("person", "organisation", "unknown"):
                        return self._name_entity.get(j)
                    if words.pos[j] in ("VERB", "PUNCT") and words.text[j] not in "\"“‘'":
                        break
        return None

    def _modifier(self, i: int) -> None:
        """ "a government order", "rebel attacks": the modifier is an actor, though no mention that "it" could take up."""
        words = self.words
        head = words.head[i]
        if self.at[head] is not None or i + 1 < len(words) and words.dep[i + 1] == "compound" and words.head[i + 1] == head:
            return
        above = self.reader.role_at(head)
        if above is not None and above[0] <= i:
            return
        found = self.reader.role_at(i)
        if found is None or found[2].kind not in ("body", "group", "person", "office"):
            return
        phrase = self.reader.read(i)
        if phrase is not None:
            edge = self.reader.edge(head)
            names = [n for j in range(edge, i) if (n := self.at[j]) is not None and isinstance(n.entry, Country) and not n.foreign]
            if names and not phrase.countries and isinstance(names[0].entry, Country):
                phrase.countries.append(names[0].entry.iso3)
            entity = self._phrase_entity(i, phrase)
            if entity is not None:
                self.entity_at[i] = entity
                self.phrase_at[i] = (found[0], i + 1)

    def _is_title(self, i: int) -> bool:
        """Whether noun `i` is a modifier inside a title or a compound, no phrase of its own."""
        head = self.words.head[i]
        return self.at[head] is not None and self.at[head].kind == "person" or self.words.pos[head] in ("NOUN", "PROPN")  # type: ignore[union-attr]

    def _later_gathered(self, i: int, inner: int) -> None:
        """ "thousands of protesters": the quantity stands for the people, who are read a little later."""
        if inner not in self.entity_at:
            name = self.at[inner]
            if name is not None:
                self.entity_at[i] = self._entity_of(name)
                self.phrase_at[i] = (self.words.left[i], name.end)
                return
            if self.words.lower[inner] in PRONOUNS:
                entity = self.resolver.pronoun(inner)
                if entity is not None:
                    self.entity_at[i] = entity
                    self.phrase_at[i] = (self.words.left[i], inner + 1)
                return
            self._noun(inner)
        entity = self.entity_at.get(inner)
        if entity is not None:
            self.entity_at[i] = entity
            self.phrase_at[i] = (min(self.words.left[i], i), self.phrase_at[inner][1])
            self.resolver.note(i, entity)

    def _place(self, i: int) -> None:
        """A place that is no actor's name stands for its country where it is acted upon."""
        words = self.words
        if words.dep[i] in ("nsubj", "nsubjpass", *OBJECTS, "pobj", "conj", "poss"):
            country = self.places[i]
            first, end = i, i + 1
            while first - 1 >= 0 and first - 1 in self.places and words.sent[first - 1] == words.sent[i]:
                first -= 1
            text = words.phrase(range(first, end))
            self.entity_at[i] = Entity(text, "place", country, country)
            self.phrase_at[i] = (first, end)

    def _phrase_entity(self, i: int, phrase: Phrase) -> Entity | None:
        code, country = self._coded(phrase)
        known = self.resolver.described(i, phrase, code, country, self) or self.resolver.several(i, phrase, country)
        if known is not None:
            return known
        region = self._region(phrase) if country is None and phrase.body is None else None
        if region is not None:
            code = region + (phrase.sector or "")
        elif country is None and phrase.body is None and (code is None or len(code) == 3) and (phrase.sector or phrase.role.relational):
            country = self._context(i, code or phrase.sector)
            if country is not None and (code is None or code[:3] not in ("IGO", "IMG", "NGO")):
                code = country + (code or "")
        kind = phrase.role.kind
        entity_kind = "person" if kind in ("office", "person", "title") and not phrase.plural else "group" if kind in ("group", "gear") or phrase.plural else "organisation"
        text = self._own_words(phrase)
        if kind == "gear" and code is None:
            return None
        entity = self.cast.generic(text, entity_kind, code, country, phrase.key)
        entity.keys.update((phrase.words, phrase.words.split()[-1]))
        entity.number = "p" if phrase.plural else "s"
        if entity_kind == "person":
            entity.role = self._role_text(phrase)
            self.cast.describe(entity, phrase, code, country, None)
        return entity

    def _region(self, phrase: Phrase) -> str | None:
        """Return the code of a part of the world that a phrase names: "Western officials", "West African leaders"."""
        lower = self.reader.lower
        for j in range(phrase.first, phrase.role_first):
            for size in (2, 1):
                found = regions().get(" ".join(lower[j : j + size])) if j + size <= phrase.role_first else None
                if found and not (j and lower[j - 1] in ("anti", "pro", "-")):
                    return found
        return None

    def _own_words(self, phrase: Phrase) -> str:
        """Return a phrase in its own words, without "the" and possessive pronouns."""
        words = self.words
        first = phrase.first
        while first < phrase.role_first and (words.lower[first] in ("the", "these", "those", "this", "that") or words.lower[first] in _OWN_PRONOUNS or words.pos[first] == "PUNCT"):
            first += 1
        return words.phrase(range(first, phrase.end))

    def _context(self, i: int, sector: str) -> str | None:
        """Return the country that sentence and sentence before leave open for somebody without one ("the police")."""
        if sector in _STATELESS:
            return None
        words = self.words
        s = words.sent[i]
        weight: Counter[str] = Counter()
        for sentence, factor in ((s, 1.0), (s - 1, 0.6)):
            if sentence >= 0 and words.block[i] - words.block[words.sents[sentence][0]] <= 1:
                for country, value in self._countries_in(sentence).items():
                    weight[country] += factor * value
            if sentence == s and len(weight) == 1:
                break
        ranked = weight.most_common(2)
        if not ranked or sector in _LOOSE and len(weight) > 1:
            return None
        if len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]:
            return None
        return ranked[0][0]

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
                country = name.entry.iso3 if isinstance(name.entry, Country) else self._name_entity[i].country
                head = name.head
            else:
                country, head = self.places.get(i), i
            if country:
                found[country] = max(found.get(country, 0.0), _LEAN.get(words.dep[head], 1.0) + (0.3 if name is not None and name.kind == "seat" else 0.0))
        return found

    # Answers ----------------------------------------------------------------

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
        if entity.parts:
            codes = {p.code for p in entity.parts}
            return Party(" and ".join(p.name for p in entity.parts), entity.parts[0].code if len(codes) == 1 else None, None, None, span)
        return Party(entity.name, code, entity.country, entity.role, span)

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
            entity = self._entity_of(name)
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
                        entity = self._entity_of(other)
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


# Sectors that need no state: what a country nearby says of them is too little.
_STATELESS = frozenset({"REF", "NGO"})
# Sectors that are taken to be of the one country that is spoken of, and of none among several.
_LOOSE = frozenset({"BUS", "CRM", "UAF", "ELI", "JRN"})
# How far a country named in this part of the sentence is that of its other actors.
_LEAN = {"nsubj": 1.5, "nsubjpass": 1.5, "poss": 1.5, "pobj": 1.2, "amod": 1.0, "compound": 1.0, "dobj": 1.0}
_ETHNIC = frozenset({"kurds", "serbs", "croats"})
_OWN_PRONOUNS = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})


def find_parties(draft: Draft) -> Parties:
    """Return the actors of a report."""
    return Parties(draft)


__all__ = ["Parties", "Person", "find_parties"]
