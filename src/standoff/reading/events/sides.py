"""Who acts and upon whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from standoff.mentions import Party
from standoff.reading.draft import Draft
from standoff.reading.events.coded import Coded
from standoff.reading.events.compose import Composer
from standoff.reading.events.frames import Frame
from standoff.reading.events.meant import NO_COUNTRY, PEOPLE, PRONOUNS, Meant, same

# Codes whose parties do to each other what the code says.
_MUTUAL_ROOTS = frozenset({"03", "04", "06"})
_MUTUAL = frozenset({"050", "054", "057", "190", "193", "194", "087", "0871", "0356", "196"})
_TARGET_PREPS = ("against", "with", "on", "upon", "to", "toward", "towards", "at", "from", "for", "over", "into", "between", "of", "about")
_AGAINST = ("against", "toward", "towards", "at", "with")
_PLACE_PREPS = ("in", "on", "at", "near", "to", "from", "into", "around", "inside", "across", "over", "throughout", "of")
# What is done somewhere is done to that place's people: force, relief, restrictions, but no march and no manoeuvre.
_PLACED = frozenset({"ASSAULT", "COERCE", "AID", "SANCTION", "RETREAT", "CONCEDE", "ACCUSE", "THREATEN", "CONSULT", "AGREE", "REJECT"})
_OWN_FORCES = frozenset({"PROTEST", "MOBILIZE"})
# Meetings, calls, talks, joint work and signed agreements: each party is on both sides of them.
_BOTH = frozenset({"040", "041", "044", "046", "060", "061", "062", "064", "050", "054", "057", "036", "0311", "0312", "0314"})
_SUBORDINATE = frozenset({"after", "as", "while", "since", "because", "following", "before", "when", "although", "though", "amid", "despite", "where"})
# What is handed over goes to somebody.
_RECEIVED = frozenset({"063", "070", "071", "072", "073", "033", "084"})
_ARMED = frozenset({"ASSAULT", "AID", "THREATEN", "AGREE"})
_ABROAD = frozenset({"CONSULT", "COOPERATE", "AID"})
_HOME_TYPES = frozenset({"COERCE", "ASSAULT", "REQUEST", "REJECT", "CONCEDE", "RETREAT", "THREATEN", "ACCUSE"})
_COMPLAINTS = frozenset({"complain", "protest", "complaint"})
_SPEECH = frozenset("say announce declare tell confirm warn state report add insist claim indicate promise pledge reiterate write argue admit".split())
_HOLD = frozenset("hold have begin start launch stage conduct mount carry engage take join attend announce order resume continue lead make open end give issue deliver".split())


class Sides:
    """Finds the source and target of each event of one report."""

    def __init__(self, draft: Draft, composer: Composer) -> None:
        self.draft = draft
        self.words = draft.words
        self.composer = composer
        self.nouns = composer.nouns
        self.meant = Meant(draft, composer)
        self._spoken_of: dict[int, set[str]] = {}

    def of(self, coded: Coded, kind: str | None) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Return source and target of an event of PLOVER type `kind`."""
        heads = self._sources(coded)
        source = tuple(self._at_home(p, coded) for p in self.meant.all_of(heads))
        taken = {k for head in heads for k in self.words.conjuncts(head)} | {coded.head, coded.inner}
        for head in heads:
            inside = self.words.subtree(head)
            if coded.head not in inside and coded.inner not in inside:
                taken.update(inside)
        home = {p.country for p in source if p.country}
        failed = coded.code == "120" and coded.families[:1] == ("fail",)
        mutual = (coded.code[:2] in _MUTUAL_ROOTS or coded.code in _MUTUAL or failed) and coded.addressee is None
        target: tuple[Party, ...] = ()
        for near, group in self._target_groups(coded, kind, taken):
            if mutual and len(source) > 1 and not near:
                break
            parties = tuple(p for p in self.meant.all_of(k for k in group if k not in taken and not (kind in _ARMED and "WEAPON" in self.nouns.of(k))) if not any(same(p, s) for s in source))
            if parties and source and kind in _ABROAD and all(self._own_state(p, home) for p in parties):
                continue
            if parties:
                target = tuple(self._subject_of(p, home, coded) for p in parties) if kind in _HOME_TYPES else parties
                break
        if mutual:
            if not target and len(source) > 1:
                return source, source
            if not source and len(target) > 1:
                return target, target
            if not source and target:
                # "an agreement has been reached with the rebels, the army said"
                source = tuple(p for p in self._tellers(coded) if not any(same(p, t) for t in target))
        if coded.code in _BOTH and source and target:
            both = source + target
            return both, both
        return source, target

    def _own_state(self, party: Party, home: set[str]) -> bool:
        """Whether a party is the state that the source itself speaks or acts for ("China's president urged")."""
        return party.country in home and party.code == party.country and len(home) == 1

    def _at_home(self, party: Party, coded: Coded) -> Party:
        """Give a source without country ("the president", "miners") that of its clause, else the one that the report speaks of there."""
        if party.country or (party.code and (len(party.code) != 3 or party.code in NO_COUNTRY)) or (party.code is None and not self._domestic(party)):
            return party
        countries = self._countries(self.words.sent[coded.head])
        if len(countries) > 1:
            # of several, the one that the clause is set in
            places = self._places(coded) or self._places(coded, self.composer.frame(coded.head).objects)
            countries = {p.country for k in places if (p := self.meant.party(k)) and p.country}
        country = next(iter(countries)) if len(countries) == 1 else self.draft.parties.setting(coded.head)
        if country is None:
            return party
        return replace(party, code=country + (party.code or ""), country=country)

    def _subject_of(self, party: Party, home: set[str], coded: Coded) -> Party:
        """Give people without country ("refugees", "the rebels") that of who acts, where no other is spoken of."""
        if party.country or not (party.code or self._domestic(party)) or party.code and (len(party.code) != 3 or party.code in NO_COUNTRY):
            return party
        if len(home) == 1 and self._countries(self.words.sent[coded.head]) <= home:
            country = next(iter(home))
        else:
            country = self.draft.parties.setting(coded.head) or ""
        return replace(party, code=country + (party.code or ""), country=country) if country else party

    def _domestic(self, party: Party) -> bool:
        """Whether a party without code is people or an office by its own words ("the interim leaders", "a spokesman")."""
        words = [word for word in (party.span.text if party.span else party.name).lower().split() if word not in ("group", "groups", "man", "men")]
        return any(PEOPLE & self.nouns.lexicon.get(form, frozenset()) for word in words for form in (word, word.rstrip("s")))

    def _countries(self, sentence: int) -> set[str]:
        known = self._spoken_of.get(sentence)
        if known is None:
            first, last = self.words.sents[sentence]
            known = self._spoken_of[sentence] = {
                found.value.place.country for found in self.draft.places if first <= found.head < last and found.value.place.country and self.words.ent[found.head] != "PERSON"
            }
        return known

    # Sources

    def _sources(self, coded: Coded) -> list[int]:
        words, frame = self.words, self.composer.frame(coded.head)
        if words.pos[coded.head] in ("NOUN", "PROPN"):
            return self._noun_source(coded)
        found = list(frame.subjects)
        if not found and words.pos[coded.head] == "ADJ":
            found = self.composer.frame(words.head[coded.head]).subjects
        if not found and coded.inner != coded.head and words.pos[coded.inner] not in ("NOUN", "PROPN"):
            found = [k for k in self.composer.frame(coded.inner).subjects if k != coded.head]
        if not found and frame.passive:
            # "is expected to plead for the return": who is to do it
            between = (self.composer.frame(k).subjects for k in sorted(coded.taken) if k != coded.head and words.pos[k] == "VERB")
            found = next((list(subjects) for subjects in between if subjects), [])
        found = [self._speaker(k, coded.head) if words.lower[k] in PRONOUNS and self.draft.parties.of(k) is None else k for k in found]
        found = [k for k in found if k >= 0 and not self._is_event(k)] or self._event_owners(found)
        found = [self._voice(k) for k in found]
        if not found and frame.passive:
            for prep in ("by", "from"):
                found = [k for k in frame.preps.get(prep, ()) if self.nouns.actor(k)]
                if found:
                    break
        if not found:
            # "were killed in an Israeli air strike": the noun under the verb knows who
            under = [k for prep in ("in", "during", "by") for k in frame.preps.get(prep, ()) if not self.nouns.actor(k)]
            found = self._event_owners([k for k in sorted(coded.taken) if k != coded.head and coded.type is None] + (under if coded.code[:2] in ("18", "19", "20") else []))
        if not found and frame.passive and coded.code == "075":
            # "was granted asylum in Canada"
            found = [k for k in frame.preps.get("in", ()) if "PLACENAME" in self.nouns.of(k) or self.nouns.actor(k)]
        if not found and frame.passive and coded.code[:2] in ("03", "08") and words.dep[coded.head] == "ccomp" and words.lemma[words.head[coded.head]] in _SPEECH:
            # "the curfew will be lifted, the governor said"
            found = [k for k in self.composer.frame(words.head[coded.head]).subjects if self.nouns.actor(k)]
        return found

    def _tellers(self, coded: Coded) -> tuple[Party, ...]:
        """Return who says that there is something between another party and somebody left out."""
        words = self.words
        verb = next((k for k in (coded.head, *words.ancestors(coded.head)) if words.pos[k] in ("VERB", "AUX")), coded.head)
        above = words.head[verb]
        if words.dep[verb] != "ccomp" or words.lemma[above] not in _SPEECH:
            return ()
        return tuple(p for p in self.meant.all_of(self.composer.frame(above).subjects) if p.code)

    def _voice(self, k: int) -> int:
        """Return who speaks through a statement or bill ("issued a declaration demanding")."""
        words = self.words
        if words.pos[k] == "NOUN" and words.dep[k] in ("dobj", "pobj") and not self.nouns.actor(k) and self.meant.owner(k) is None:
            verb = words.head[k] if words.dep[k] == "dobj" else words.head[words.head[k]]
            if words.dep[k] == "pobj" and words.lower[words.head[k]] == "of" and self.nouns.actor(verb):
                # "the adoption by parliament of laws banning": the maker of the law
                return verb
            if words.pos[verb] == "VERB":
                above = [s for s in self.composer.frame(verb).subjects if self.nouns.actor(s)]
                return above[0] if above else k
        return k

    def _speaker(self, pronoun: int, head: int) -> int:
        """Return who says that "it" will do something, -1 if nobody does."""
        words = self.words
        for k in words.ancestors(head):
            if words.lemma[k] in _SPEECH:
                subject = words.child(k, "nsubj")
                return subject if subject is not None and words.lower[subject] not in PRONOUNS else -1
        return -1

    def _is_event(self, k: int) -> bool:
        return self.words.pos[k] == "NOUN" and not self.nouns.actor(k) and self.composer.coded(k) is not None

    def _event_owners(self, heads: Iterable[int]) -> list[int]:
        """Return who stands behind a noun of action: its owner, or the "by" phrase."""
        for k in heads:
            if k >= 0 and self.words.pos[k] in ("NOUN", "PROPN"):
                owner = self.meant.owner(k)
                if owner is not None:
                    return [owner]
                preps = self.composer.frame(k).preps
                by = [a for a in preps.get("by", ()) if self.nouns.actor(a)]
                if not by:
                    # "an attack on a patrol by rebels": the parser hangs the doer on whom it was done to
                    below = [o for prep in ("on", "against", "of") for o in preps.get(prep, ()) if self.words.pos[o] == "NOUN"]
                    by = [a for o in below for a in self.composer.frame(o).preps.get("by", ()) if self.nouns.actor(a)]
                if by:
                    return by
        return []

    def _noun_source(self, coded: Coded) -> list[int]:
        words, i = self.words, coded.head
        found = self._event_owners([i])
        if found:
            return found
        frame = self.composer.frame(i)
        if words.dep[i] == "pobj" and words.lemma[words.head[words.head[i]]] in ("responsible", "guilty", "accountable", "culpable"):
            blamed = words.head[words.head[i]]
            return self.composer.frame(words.head[blamed]).subjects or self.composer.frame(blamed).subjects
        for prep in ("between", "among"):
            found = [k for k in frame.preps.get(prep, ()) if self.nouns.actor(k)]
            if found:
                return found
        for k in words.kids[i]:
            if words.dep[k] == "acl" and words.tag[k] == "VBN":
                agents = self.composer.frame(k).subjects
                if agents and agents[0] != i:
                    return agents
        verb = words.head[words.head[i]] if words.dep[i] == "pobj" else words.head[i]
        if words.dep[i] == "pobj" and words.pos[verb] == "NOUN" and words.dep[verb] in ("dobj", "nsubjpass"):
            verb = words.head[verb]
        if words.dep[i] in ("dobj", "pobj", "attr", "nsubjpass") and words.pos[verb] in ("VERB", "AUX"):
            above = self.composer.frame(verb)
            against = words.dep[i] == "pobj" and words.lower[words.head[i]] == "in" and coded.code[:2] in ("06", "11", "12")
            if words.dep[i] in ("dobj", "nsubjpass") or words.lemma[verb] in _HOLD or against:
                found = [k for k in above.subjects if self.nouns.actor(k)]
        if not found and coded.code[:2] == "04" and "with" in frame.preps:
            above_verb = next((k for k in words.ancestors(i) if words.pos[k] in ("VERB", "AUX")), None)
            if above_verb is not None:
                found = [k for k in self.composer.frame(above_verb).subjects if self.nouns.actor(k)]
        if not found and coded.code[:2] not in ("11", "12", "17", "18", "19", "20", "16", "09"):
            found = [k for k in frame.preps.get("of", ()) if self.nouns.actor(k)]
        return found

    def _target_groups(self, coded: Coded, kind: str | None, taken: set[int]) -> Iterator[tuple[bool, list[int]]]:
        """Yield groups of tokens that may be the target, the likeliest first, and whether they stand with the trigger itself."""
        words = self.words
        if coded.addressee is not None:
            yield True, [coded.addressee]
        frame = self.composer.frame(coded.head)
        inner = self.composer.frame(coded.inner) if coded.inner != coded.head else None
        if kind in _OWN_FORCES:
            for group in self._opponents(coded, kind):
                yield True, group
            return
        frames = [f for f in (frame, inner) if f is not None]
        nominal = words.pos[coded.head] in ("NOUN", "PROPN")
        free = [k for k in frame.objects if k not in coded.taken] if not nominal else []
        yield True, frame.datives
        if coded.code[:3] in _RECEIVED:
            objects = [o for one in frames for k in one.objects for o in words.conjuncts(k)]
            for one in (*frames, *(self.composer.frame(o) for o in objects)):
                yield True, [k for prep in ("to", "for") for k in one.preps.get(prep, ()) if self.nouns.actor(k) or "PLACENAME" in self.nouns.of(k)]
        free = [k for k in free if "WEAPON" not in self.nouns.of(k)]
        yield True, [k for k in free if self.nouns.actor(k)]
        if kind == "REJECT" or coded.code[:2] == "11" and words.lemma[coded.head] in _COMPLAINTS:
            yield True, list(self._whose(coded, frame))
        for n, one in enumerate(frames):
            for prep in ("of", *_TARGET_PREPS) if nominal and coded.code[:2] in ("16", "17", "18", "19", "20", "08") else _TARGET_PREPS:
                if coded.code[:2] in ("06", "07") and prep == "from":
                    continue
                group = [k for k in one.preps.get(prep, ()) if k not in coded.taken and self.nouns.actor(k) and not self._time(k)]
                yield n == 0 and prep in ("with", "between", "to", "against"), group
        if inner is not None:
            yield False, inner.datives
            yield False, [k for k in inner.objects if k not in coded.taken and self.nouns.actor(k)]
            if kind in ("REQUEST", "REJECT", "ACCUSE"):
                yield False, [k for k in inner.subjects if self.nouns.actor(k)]
        for group in self._of_things([*free, *sorted(coded.taken), *(inner.objects if inner else ()), *(k for ks in frame.preps.values() for k in ks)], coded, free):
            yield False, group
        yield False, self._below(coded, taken)
        if kind in _PLACED:
            yield False, self._places(coded)
        if coded.code not in _BOTH:
            yield False, [k for k in free if not self._time(k) and not self._is_event(k)][:1]

    def _whose(self, coded: Coded, frame: Frame) -> Iterator[int]:
        """Yield whose offer or plan is turned down, or whose deeds somebody complains to others about."""
        things = frame.objects if coded.code[:2] == "12" else [k for prep in ("about", "over", "against", "at") for k in frame.preps.get(prep, ())]
        for k in things:
            if self.words.pos[k] == "NOUN" and not self.nouns.actor(k):
                yield from self._event_owners([k])

    def _of_things(self, things: list[int], coded: Coded, free: list[int]) -> Iterator[list[int]]:
        """Yield whose the things are that the event is about ("praised Haiti's efforts", "relations with France")."""
        for k in things:
            if k != coded.head and self.words.pos[k] in ("NOUN", "PROPN"):
                owner = self.meant.owner(k)
                verbal = coded.code[:1] == "0" or coded.code[:2] in ("10", "11", "12", "13")
                if owner is not None and not (verbal and self.words.pos[owner] == "PRON"):
                    # "voiced its support for Riga": its own is not whom it is about
                    yield [k] if k in free else [owner]
                below = [self.composer.frame(c).preps for c in self.words.conjuncts(k)]
                for prep in ("of", "against", "with", "on", "to", "for", "by", "between", "from"):
                    yield [d for preps in below for d in preps.get(prep, ()) if self.nouns.actor(d)]

    def _opponents(self, coded: Coded, kind: str | None) -> Iterator[list[int]]:
        """Yield whom a march or a deployment is directed against."""
        words = self.words
        for k in self._reach(coded):
            if words.dep[k] == "prep" and words.lower[k] in (_AGAINST if kind == "PROTEST" else ("against", "toward", "towards")):
                for deep in words.children(k, "pobj"):
                    if self.nouns.actor(deep):
                        yield [deep]
                    else:
                        owner = self.meant.owner(deep)
                        yield [owner] if owner is not None else []
            elif kind == "MOBILIZE" and words.dep[k] == "prep" and words.lower[k] in ("near", "around", "off"):
                yield [deep for deep in words.children(k, "pobj") if "PLACENAME" in self.nouns.of(deep)]
            elif kind == "MOBILIZE" and words.dep[k] == "pobj" and words.lemma[k] in ("border", "frontier", "coast", "shore", "airspace", "waters"):
                owner = self.meant.owner(k)
                if owner is not None:
                    yield [owner]
                yield [deep for deep in self.composer.frame(k).preps.get("with", ()) if "PLACENAME" in self.nouns.of(deep)]
        if kind == "PROTEST":
            yield [k for k in self.composer.frame(coded.head).objects if k not in coded.taken and self.nouns.actor(k)]
            yield self._below(coded, set(), governmental=True)

    def _reach(self, coded: Coded) -> list[int]:
        """Return the tokens below the trigger and after it that are no subordinate comment."""
        words = self.words
        out, skip = [], -1
        top = coded.head
        if words.pos[top] == "NOUN" and words.dep[top] == "dobj":
            top = words.head[top]
        for k in words.subtree(top):
            if k <= coded.head or k <= skip or k - coded.head > 35:
                continue
            if words.lower[k] in _SUBORDINATE and words.dep[k] in ("mark", "prep", "advmod", "pcomp") and words.pos[k] != "ADV":
                top = words.head[k] if words.dep[k] in ("mark", "advmod") else k
                if words.right[top] > k and top != coded.head:
                    skip = words.right[top]
                    continue
            out.append(k)
        return out

    def _below(self, coded: Coded, taken: set[int], *, governmental: bool = False) -> list[int]:
        """Return the nearest actor in what follows the trigger within its clause."""
        words = self.words
        for k in self._reach(coded):
            if k in taken or k in coded.taken or words.pos[k] not in ("NOUN", "PROPN", "ADJ") or self._time(k):
                continue
            if words.ent[k] in ("GPE", "NORP", "ORG", "PERSON") or self.nouns.actor(k):
                party = self.draft.parties.of(k)
                if party is None or party.code is None:
                    continue
                if governmental and not (len(party.code) == 3 or party.code[3:6] in ("GOV", "MIL", "LEG", "JUD", "COP")):
                    continue
                head = k
                while words.dep[head] in ("compound", "amod", "poss", "nmod") and self.nouns.actor(words.head[head]) and words.head[head] > coded.head:
                    head = words.head[head]
                return [head]
        return []

    def _places(self, coded: Coded, under: Iterable[int] = ()) -> list[int]:
        """Return the place that the clause, or a noun `under` it, puts the event in."""
        words = self.words
        for token in under or (coded.head, coded.inner, words.head[coded.head]):
            preps = self.composer.frame(token).preps
            for prep in _PLACE_PREPS:
                for k in preps.get(prep, ()):
                    if "PLACENAME" in self.nouns.of(k) and not self._time(k):
                        return [k]
        return []

    def _time(self, k: int) -> bool:
        return self.words.ent[k] in ("DATE", "TIME")
