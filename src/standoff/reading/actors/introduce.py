"""The entities behind the names of a report, with what titles and appositions say of them."""

from __future__ import annotations

from standoff.knowledge.actors import Organisation, name_index
from standoff.knowledge.countries import Country
from standoff.reading.actors.cast import Entity, compose
from standoff.reading.actors.coding import OWN_PRONOUNS, Coder
from standoff.reading.actors.names import Name
from standoff.reading.actors.phrases import Phrase
from standoff.reading.actors.stage import Stage

# Groups that may bear a name as bodies do ("the rebels, the M23").
_COLLECTIVE = frozenset({"REB", "PRM", "UAF", "CRM", "SOC", "BUS", "JRN"})
_HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "dame"})
_TITLE_POS = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "NUM"})


class Introducer:
    """Makes the entities of all names before the text is walked, so that what comes first may mean what is told later."""

    def __init__(self, stage: Stage, coder: Coder) -> None:
        self.stage = stage
        self.words, self.at, self.places = stage.words, stage.at, stage.places
        self.reader, self.cast, self.entity_at = stage.reader, stage.cast, stage.entity_at
        self.coder = coder

    def introduce(self, names: list[Name]) -> None:
        """Make the entities of all names, persons with their titles, so that what comes first may mean what is told later."""
        for name in names:
            if name.kind == "person":
                entity = self.cast.person(name)
                for phrase in self._descriptions(name):
                    self._of_country(name, phrase)
                    if phrase.owner is not None:
                        self.stage.pending.setdefault(name.first, []).append(phrase)
                    else:
                        self.coder.apply(entity, phrase)
                if entity.code is None and (owner := self._owner(name)) is not None:
                    entity.code = entity.country = owner.iso3
            elif isinstance(name.entry, Country):
                entity = self._brussels(name) or self.cast.state(name.entry.iso3)
            elif isinstance(name.entry, Organisation) and name.kind == "organisation":
                entity = self.cast.body(name.entry, self.words.phrase(range(name.first, name.end)))
                self._short_form(name, entity)
            else:
                entity = self._unknown(name)
            self.stage.name_entity[name.first] = entity
            if name.kind in ("organisation", "unknown"):
                self._introduced_by(name, entity)

    def _owner(self, name: Name) -> Country | None:
        """ "Korea's Ann Lee": the country before the bare name of a person."""
        before = self.at[name.first - 2] if name.first > 1 and self.words.text[name.first - 1] in ("'s", "’s", "'", "’") else None
        return before.entry if before is not None and before.kind == "country" and isinstance(before.entry, Country) else None

    def _of_country(self, name: Name, phrase: Phrase) -> None:
        """ "President Lee of Korea": the country behind the name is the office's."""
        words = self.words
        k = name.end + (name.end + 1 < len(words) and words.lower[name.end + 1] == "the")
        if phrase.countries or phrase.body is not None or phrase.owner is not None or phrase.inner is not None or k + 1 >= len(words) or words.lower[name.end] != "of":
            return
        country = self.at[k + 1]
        if country is not None and country.kind == "country" and isinstance(country.entry, Country):
            phrase.countries.append(country.entry.iso3)

    def _brussels(self, name: Name) -> Entity | None:
        """Return the EU where "Brussels" acts in a report that does not speak of Belgium."""
        if name.kind != "seat" or self.words.lower[name.first] != "brussels" or self.stage.belgian:
            return None
        head = name.head
        acts = self.words.dep[head] in ("nsubj", "nsubjpass", "poss", "dobj", "agent", "conj")
        acts = acts or self.words.dep[head] == "pobj" and self.words.lower[self.words.head[head]] in ("with", "by", "to", "from", "against", "between")
        union = next((a.entry for a in name_index()["eu"] if a.words == ("eu",) and isinstance(a.entry, Organisation)), None)
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
                if phrase is not None and (phrase.role.kind == "body" or phrase.role.kind == "group" and phrase.sector in _COLLECTIVE) and not phrase.countries[1:]:
                    self.stage.same[before] = entity
                    self._told(entity, phrase)
        first = words.head[name.head]
        if words.dep[name.head] == "appos" and first < name.first and self.at[first] is None and first not in self.stage.same:
            phrase = self.reader.read(first)
            if phrase is not None and (phrase.role.kind in ("body", "alliance") or phrase.role.kind == "group" and phrase.sector in _COLLECTIVE):
                self._told(entity, phrase)
                self.stage.same[first] = entity
            elif phrase is None and self.reader.gathered(first) is not None and words.lower[first] in ("one", "another", "member"):
                self.stage.same[first] = entity

    def _told(self, entity: Entity, phrase: Phrase) -> None:
        entity.keys.update((phrase.key, phrase.words, phrase.words.split()[-1]))
        if entity.code is None or entity.country is None and entity.code[:3] not in ("IGO", "IMG", "NGO"):
            code, country = self.coder.coded(phrase)
            entity.code, entity.country = entity.code or code, entity.country or country

    def _unknown(self, name: Name) -> Entity:
        words = self.words
        text = words.phrase(range(name.first, name.end))
        found = self.reader.role_at(name.head)
        phrase = self.reader.read(name.head) if found else None
        code = country = None
        if isinstance(name.entry, Organisation):
            code, country = name.entry.code, name.entry.country
            if code[3:] in ("JRN", "BUS"):  # "CNN Brasil"
                for k in range(name.first, name.end):
                    at = self.stage.inner.get(k)
                    if at is not None:
                        code, country = at.iso3 + code[3:], at.iso3
        elif phrase is not None:
            country = self.coder.country(phrase)
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
        elif (apposed := self._apposed(name)) is not None:
            found.append(apposed)
        if title is not None:
            for k in range(title.role_first, title.role_end):  # the parse may make the title the subject
                if words.pos[k] in ("NOUN", "PROPN") and not (name.first <= words.head[k] < name.end or title.role_first <= words.head[k] < title.role_end):
                    self.stage.same[k] = self.cast.person(name)
        head = name.head
        if words.dep[head] == "appos" and words.head[head] < name.first:
            phrase = self.reader.read(words.head[head])
            if phrase is not None and not phrase.plural and self.at[words.head[head]] is None:
                self.stage.same[words.head[head]] = self.cast.person(name)
                found.append(phrase)
        for k in words.kids[head]:
            if words.dep[k] == "appos" and k >= name.end and self.at[k] is None:
                phrase = self.reader.read(k)
                if phrase is not None and not phrase.plural:
                    self.stage.same[k] = self.cast.person(name)
                    found.append(phrase)
        if not found and name.end + 1 < len(words) and words.text[name.end] == ",":
            after = self._after_comma(name.end + 1)
            if after is not None and (phrase := self.reader.read(after)) is not None and not phrase.plural and phrase.first <= name.end + 2:
                self.stage.same[after] = self.cast.person(name)
                found.append(phrase)
        first = words.head[head]
        if title is not None and words.dep[head] == "nsubj" and title.first >= 2 and words.head[title.first - 2] == first and words.dep[title.first - 2] == "nsubj":
            first = title.first - 2
        if title is not None and self.at[first] is None and title.first - 1 > first and words.lower[title.first - 1] == "and":
            # "party leader and Prime Minister Ann Lee": two offices, one person
            phrase = self.reader.read(first)
            if phrase is not None and phrase.role.kind in ("office", "person") and not phrase.plural and words.pos[phrase.first] != "DET" and title.first - first <= 3:
                self.stage.same[first] = self.cast.person(name)
                found.append(phrase)
        if words.dep[head] == "nsubj" and words.lemma[words.head[head]] == "be":
            k2 = words.child(words.head[head], "attr")
            if k2 is not None and self.at[k2] is None and (phrase := self.reader.read(k2)) is not None and not phrase.plural and phrase.role.kind in ("office", "person"):
                found.append(phrase)
        return found

    def _apposed(self, name: Name) -> Phrase | None:
        """ "the party's leader, Ann Lee, said": an office right before a comma and the name, however they are parsed."""
        words = self.words
        k = name.first - 2
        if k < words.sents[words.sent[name.first]][0] or words.text[name.first - 1] != "," or words.pos[k] not in ("NOUN", "PROPN"):
            return None
        if words.dep[name.head] not in ("appos", "nsubj", "nsubjpass"):
            return None
        near = k
        for _ in range(6):  # "the deputy head of the ministry of finance, Ann Lee"
            if self.at[k] is None and words.pos[k] in ("NOUN", "PROPN") and self.reader.role_at(k) and words.dep[k] not in ("pobj", "compound"):
                break
            if words.head[k] >= name.first or words.head[k] == k or words.pos[words.head[k]] in ("VERB", "AUX"):
                break
            k = words.head[k]
        if k in self.stage.same or self.at[k] is not None or not (words.head[name.head] in (k, words.head[k], near) or k <= words.head[name.head] <= near):
            return None
        phrase = self.reader.read(k)
        if phrase is None or phrase.plural or phrase.role.kind not in ("office", "person"):
            return None
        self.stage.same[k] = self.cast.person(name)
        return phrase

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
        while stop > start and lower[stop - 1] in _HONORIFICS:
            stop -= 1
        if stop - 3 > start and lower[stop - 1] == ")" and lower[stop - 3] == "(":
            stop -= 3  # "Member of Parliament (MP) Ann Lee"
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
                    self.stage.same[k - 1] = self.cast.person(name)
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
            if words.ent[k] in ("DATE", "TIME") and at[k] is None:
                break
            if at[k] is not None or words.pos[k] in _TITLE_POS and words.tag[k] not in ("NNS",) or words.text[k] in ("'s", "’s", "'", "’", "-") or words.pos[k] == "DET":
                if at[k] is not None and at[k].kind == "person" and words.text[j] not in ("'s", "’s"):  # type: ignore[union-attr]
                    break
                j = k
                if words.pos[k] == "DET":
                    break
                continue
            if words.lower[k] in OWN_PRONOUNS:
                j = k
            break
        return j
