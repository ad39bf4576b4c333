"""The walk through a report: for every name, noun and pronoun, whom it means."""

from __future__ import annotations

from standoff.knowledge.actors import office
from standoff.knowledge.countries import Country
from standoff.reading.actors.cast import Entity
from standoff.reading.actors.coding import Coder
from standoff.reading.actors.names import Name
from standoff.reading.actors.phrases import Phrase
from standoff.reading.actors.pronouns import PRONOUNS, Resolver
from standoff.reading.actors.stage import Stage
from standoff.reading.words import OBJECTS

_PEOPLE = frozenset("leaders members officials spokesmen representatives sources chiefs heads delegates organizers organisers participants staff allies mediators".split())
_NOBODY = frozenset({"no", "not", "neither", "nor", "nobody", "any", "none"})
_ELSEWHERE = frozenset("foreign international multinational coalition allied hostile enemy rival unidentified unknown other overseas global neighbouring neighboring outside invading occupying world".split())
_SPEAKS = frozenset({"say", "tell", "announce", "declare", "state", "add", "warn", "confirm", "insist", "inform", "stress"})
# Capitals in which ministers of all countries speak.
_HOSTS_OF_MANY = frozenset({"brussels", "vienna"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_ETHNIC = frozenset({"kurds", "serbs", "croats"})


class Walker:
    """Goes through a report once, from its first word to its last."""

    def __init__(self, stage: Stage, coder: Coder) -> None:
        self.stage = stage
        self.words, self.at, self.places = stage.words, stage.at, stage.places
        self.reader, self.cast, self.entity_at = stage.reader, stage.cast, stage.entity_at
        self.phrase_at = stage.phrase_at
        self.coder = coder
        self.resolver = Resolver(stage.words, stage.entity_at)

    def walk(self) -> None:
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
        entity = self.stage.name_entity[name.first]
        words = self.words
        head = name.head
        for phrase in self.stage.pending.get(name.first, ()):
            if phrase.owner in self.entity_at:  # "its spokesman Ann Lee"
                self.coder.apply(entity, phrase)
        if entity.kind == "person" and not entity.bodies and entity.country is None and entity.code and len(entity.code) == 3:
            country = self._speaks_in(head) or self.coder.context(head, entity.code, self._addressed(head) | self.cast.filled(entity))
            if country is not None:
                entity.country, entity.code, entity.lent = country, country + entity.code, True
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

    def _speaks_in(self, head: int) -> str | None:
        """Return the country in whose capital the person named at `head` is said to speak: a minister does so at home."""
        words = self.words
        verb = words.head[head]
        if words.dep[head] != "nsubj" or words.lemma[verb] not in _SPEAKS:
            return None
        for k in words.kids[verb]:
            for prep in (k, *words.kids[k]):  # "told reporters in Lima"
                o = words.child(prep, "pobj") if words.lower[prep] == "in" else None
                name = self.at[o] if o is not None else None
                if name is not None and name.kind == "seat" and isinstance(name.entry, Country) and words.lower[name.first] not in _HOSTS_OF_MANY:
                    return name.entry.iso3
        return None

    def _addressed(self, head: int) -> frozenset[str]:
        """Return the countries that the person named at `head` accuses, urges or tells something: none of them is his own."""
        words = self.words
        verb = words.head[head]
        if words.dep[head] != "nsubj":
            return frozenset()
        objects = [o for k in words.kids[verb] if k > verb and words.dep[k] in ("dobj", "dative") for o in words.conjuncts(k)]
        named = (self.at[o] for o in objects)
        offices = (self.reader.read(o) for o in objects if self.at[o] is None)
        return frozenset(n.entry.iso3 for n in named if n is not None and isinstance(n.entry, Country)) | {c for p in offices if p is not None for c in p.countries}

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
            country = self.coder.context(head, "CVL")
        text = words.phrase(range(max(edge, name.first - 1) if ethnic or other is not None and other.end == name.first else name.first, name.end))
        if words.tag[head] in ("NNPS", "NNS") or name.kind == "people" and words.lower[head].endswith("s"):
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
        same = self.stage.same.get(i) or self._renamed(i)
        if same is not None:
            phrase = self.reader.read(i)
            first, end = (phrase.first, phrase.end) if phrase is not None else (self.reader.edge(i), i + 1)
            self._mention(i, first, end, same)
            return
        if words.dep[i] in ("compound", "amod", "nmod") and words.dep[i] != "appos":
            if words.head[i] != i and abs(words.head[i] - i) <= 4 and self._is_title(i):
                self._modifier(i)
                return
        if (each := self.resolver.each(i, self.coder)) is not None:
            self._mention(i, words.left[i], i + 1, each)
            return
        if words.lower[i] == "opposition" and words.lower[i + 1 : i + 2] == ["to"] and words.dep[i] in OBJECTS and words.lower[self.reader.edge(i)] != "the":
            return  # "declared their opposition to the plan": nobody
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
            entity = self.resolver.stand_in(i, phrase, self.coder.country(phrase), self.coder)
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
                        return self.stage.name_entity.get(j)
                    if words.pos[j] in ("VERB", "PUNCT") and words.text[j] not in "\"“‘'":
                        break
        return None

    def _elsewhere(self, phrase: Phrase) -> bool:
        """Whether a phrase says that somebody is not simply of the country spoken of: "foreign forces"."""
        return any(self.words.lower[j] in _ELSEWHERE for j in range(phrase.first, phrase.role_first))

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
                self.entity_at[i] = self.coder.entity_of(name)
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
        if self.words.lower[phrase.first] in _NOBODY and not (phrase.countries or phrase.body):
            return None
        code, country = self.coder.coded(phrase)
        known = self.resolver.described(i, phrase, code, country, self.coder) or self.resolver.several(i, phrase, country, self.coder)
        if known is not None:
            return known
        guessed = False
        kind = phrase.role.kind
        region = self.coder.region(phrase) if country is None and phrase.body is None else None
        if region is not None:
            code = region + (phrase.sector or "")
        elif country is None and phrase.body is None and (code is None or len(code) == 3) and not self._elsewhere(phrase) and (code or phrase.key in ("leader", "leaders", "delegates")) and kind != "owned":
            country = self.coder.context(i, code or "")
            guessed = country is not None
            if country is not None and (code is None or code[:3] not in ("IGO", "IMG", "NGO")):
                code = country + (code or "")
        entity_kind = "person" if kind in ("office", "person", "title") and not phrase.plural else "group" if kind in ("group", "gear") or phrase.plural else "organisation"
        text = self.coder.own_words(phrase)
        if kind == "owned" and not (phrase.countries or phrase.body or phrase.inner):
            return None
        if kind in ("gear", "owned") and country is None and (code or "")[:3] not in ("IGO", "IMG") or code is None and phrase.role.relational and kind == "group" and phrase.key not in _PEOPLE:
            return None
        entity = self.cast.generic(text, entity_kind, code, country, phrase.key, guessed=guessed)
        entity.keys.update((phrase.words, phrase.words.split()[-1], office(phrase.words)))
        entity.number = "p" if phrase.plural else "s"
        if entity_kind == "person":
            entity.role = self.coder.role_text(phrase)
            self.cast.describe(entity, phrase, code, country, None)
        return entity
