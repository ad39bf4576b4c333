"""Which party a token stands for, where forces and aid are spoken of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from standoff.knowledge.countries import country_by_code
from standoff.knowledge.forces import forces
from standoff.knowledge.moves import moves
from standoff.mentions import Host, Party
from standoff.reading import statements
from standoff.reading.actors.names import publisher_country
from standoff.reading.draft import Draft
from standoff.reading.forces.relations import harms
from standoff.reading.forces.scene import Mark, Scene
from standoff.reading.words import Words

THEIRS = frozenset({"its", "their", "his", "her", "theirs", "them", "it", "they", "he", "she"})
OURS = frozenset({"we", "our", "us", "i", "my", "ours"})
_PLURAL = frozenset({"their", "theirs", "them", "they"})
# Prepositions before what somebody is thanked for, accused of or kept from doing.
_CONTROLS = frozenset({"for", "of", "from", "into"})
_AMONG = frozenset({"including", "like", "as"})
_EACH = frozenset({"each", "apiece", "respectively"})

# What takes up forces named before.
_AGAIN = frozenset({"the", "these", "those", "both"})


class Phrase(Protocol):
    """What the memory needs of a phrase."""

    head: int
    first: int


@dataclass(slots=True, frozen=True)
class Known:
    """Whose and where forces are that were named before."""

    sender: Party | None
    host: Host | None


def shares(words: Words, head: int, counted: bool, parties: list[Party]) -> list[list[Party]]:
    """Return which parties a phrase tells of together: all of a figure that they share, else each of its own.

    Parameters
    ----------
    words
        The words of the report.
    head
        Token of the phrase's head.
    counted
        Whether the phrase has a figure.
    parties
        Whose it is, none or several.
    """
    first, end = words.sents[words.sent[head]]
    if len(parties) > 1 and (not counted or not _EACH.isdisjoint(words.lower[first:end])):
        return [[party] for party in parties]
    return [parties]


def key_of(party: Party | None) -> str | None:
    """Return what tells parties apart."""
    return (party.country or party.name) if party else None


@dataclass(slots=True)
class Memory:
    """What the report has said so far, for what a later sentence leaves out."""

    senders: list[Party] = field(default_factory=list)
    subjects: list[Party] = field(default_factory=list)
    hosts: list[Host] = field(default_factory=list)
    heading: Host | None = None
    headed_at: str | None = None
    last_at: int = 0
    last_host: Host | None = None
    last_count: float | None = None
    told: dict[str, Known] = field(default_factory=dict)
    where: dict[str, Host] = field(default_factory=dict)

    def tell(self, words: Words, phrase: Phrase, sender: Party | None, host: Host | None) -> None:
        """Note whose and where the forces of a phrase are."""
        before = self.told.get(words.lemma[phrase.head])
        if before is not None and host is None and key_of(before.sender) == key_of(sender):
            host = before.host
        self.told[words.lemma[phrase.head]] = Known(sender, host)
        if sender is not None and host is not None:
            self.where[key_of(sender) or ""] = host

    def known(self, words: Words, phrase: Phrase) -> Known | None:
        """Return what was told of the forces that a phrase takes up again: "the marines will fly", of marines named before."""
        i = phrase.head
        if words.pos[i] not in ("NOUN", "PROPN") or not any(words.lower[t] in _AGAIN for t in range(max(phrase.first - 1, words.left[i]), i)):
            return None
        return self.told.get(words.lemma[i])


class Owners:
    """Says which state, organisation or group a token stands for, in one report."""

    def __init__(self, draft: Draft, scene: Scene) -> None:
        self.draft, self.scene, self.words = draft, scene, draft.words

    def party(self, t: int) -> Party | None:
        """Return the party of token `t`: its own name, the state it is an office of, or whom it stands for."""
        words = self.words
        mark = self.scene.at.get(t)
        if mark and mark.kind not in ("place", "region"):
            return self.scene.party(mark)
        if words.lower[t] in OURS:
            speaker = self.speaker(t)
            return speaker[0] if speaker else None
        if words.lower[t] in THEIRS:
            meant = self.pronoun(t)
            return meant[0] if meant else None
        if unit := self.unit_owner(t):
            return unit
        if words.lemma[t] in forces().foes and words.lemma[words.head[t]] not in forces().foes:
            return self.foe
        party = self.actor(t)
        if party:
            return party
        for k in words.kids[t]:
            if words.dep[k] in ("poss", "compound", "amod", "nmod") and (mark := self.scene.at.get(k)) and mark.owns:
                return self.scene.party(mark)
        if words.pos[t] in ("NOUN", "PROPN"):
            for p in words.children(t, "prep"):
                o = words.child(p, "pobj")
                if o is not None and words.lower[p] in ("of", "in") and (mark := self.scene.at.get(o)) and mark.owns:
                    return self.scene.party(mark)
                if o is not None and words.lower[p] == "of" and (unit := self.unit_owner(o)):
                    return unit
        return None

    @cached_property
    def foe(self) -> Party | None:
        """The state that a report names as the one who makes the war, for "the enemy"; its own publisher's is none."""
        issuer = publisher_country(self.draft.report.publisher or "")
        counts = Counter(m.country for m in self.scene.marks if m.country and m.country != issuer and harms(self.words, m))
        return self.scene.state(counts.most_common(1)[0][0]) if counts else None

    def parties(self, t: int) -> list[Party]:
        """Return the parties of token `t` and of what is coordinated with it; of partners in general those that are named among them."""
        words = self.words
        named = [o for p in words.children(t, "prep") if words.lower[p] in _AMONG and (o := words.child(p, "pobj")) is not None]
        if named and t not in self.scene.at and (among := [party for k in words.conjuncts(named[0]) if (party := self.party(k))]):
            return among
        return [party for k in words.conjuncts(t) for party in self._each(k)]

    def _each(self, k: int) -> list[Party]:
        """Return the parties of token `k` alone: several for "both countries" and "neither side"."""
        several = [p for p in self.draft.parties.each_of(k) if sound(p.code, p.country)] if k not in self.scene.at else []
        if len(several) > 1 and self.words.pos[k] in ("NOUN", "PRON"):
            return several
        party = self.party(k)
        return [party] if party else []

    def subject(self, v: int) -> int | None:
        """Return the subject of predicate `v`, its own or the one it shares with those above it."""
        words = self.words
        below = False
        for _ in range(5):
            subject = words.child(v, "nsubj", "csubj")
            if subject is None and below:
                subject = words.child(v, "nsubjpass")  # "Serbia is expected to have": Serbia has
            if subject is not None and words.lower[subject] not in ("who", "which", "that"):
                return subject
            if subject is not None and words.dep[v] == "relcl":
                return words.head[v]
            if words.dep[v] in ("xcomp", "conj", "advcl", "pcomp", "acl", "ccomp", "prep", "relcl", "acomp", "dobj", "pobj", "attr", "oprd", "dep") and words.head[v] != v:
                if (controller := self.controller(v)) is not None:
                    return controller
                if words.dep[v] == "acl" and (decider := self._decider(words.head[v], v)) is not None:
                    return decider
                below = words.dep[v] == "xcomp"
                v = words.head[v]
                continue
            return None
        return None

    def controller(self, v: int) -> int | None:
        """Return who does what verb `v` says because the verb above has him do it: "asked Japan to send", "called on Japan to send", "thanked Japan for sending"."""
        words, h = self.words, self.words.head[v]
        if words.dep[v] == "pcomp" and words.lower[h] in _CONTROLS:
            verb = words.head[h]
        elif words.dep[v] in ("xcomp", "advcl", "ccomp") and "to" in words.auxiliaries(v):
            verb = h
        else:
            return None
        if words.pos[verb] not in ("VERB", "AUX") or words.lemma[verb] in moves().promises:
            return None
        o = words.child(verb, "dobj", "dative")
        if o is None and words.child(verb, "nsubjpass") is None:
            on = next((p for p in words.children(verb, "prep") if words.lower[p] in ("on", "upon", "to") and p < v), None)
            o = words.child(on, "pobj") if on is not None and words.lemma[verb] in moves().calls else None
        return o if o is not None and verb < o < v and self.party(o) is not None else None

    def _decider(self, n: int, v: int) -> int | None:
        """Return whose noun `n` is, out of which clause `v` hangs: "the decision made by Japan to send", "Japan's offer to lend"."""
        words = self.words
        if words.pos[n] != "NOUN" or "to" not in words.auxiliaries(v):
            return None
        for k in words.kids[n]:
            if words.dep[k] == "poss":
                return k
            by = k if words.dep[k] == "prep" and words.lower[k] in ("by", "of") and k < v else words.child(k, "agent") if words.dep[k] == "acl" and k < v else None
            if by is not None and (o := words.child(by, "pobj")) is not None and self.party(o) is not None:
                return o
        return None

    def pronoun(self, k: int) -> list[Party]:
        """Return whom a third-person pronoun stands for: the subject before it, else as the reader of actors has it."""
        if len(several := self._several(k)) > 1:
            return several
        party = self.actor(k)
        if party:
            return [party]
        words = self.words
        sentence = words.sentence_of(k)
        for t in range(sentence[0], k):
            if words.dep[t] in ("nsubj", "nsubjpass") and words.lower[t] not in THEIRS and words.head[t] in words.ancestors(k):
                found = self.party(t)
                if found:
                    return [found]
        before = [m for m in self.scene.within(sentence[0], k) if m.owns and m.kind != "people"]
        return [self.scene.party(before[-1])] if before else []

    def _several(self, k: int) -> list[Party]:
        """Return the several of the subject above a pronoun: "Chad and Niger will withdraw their troops", "each country will withdraw its troops"."""
        words = self.words
        subjects = (words.child(a, "nsubj", "nsubjpass") for a in words.ancestors(k) if words.pos[a] in ("VERB", "AUX"))
        nearest = next((t for t in subjects if t is not None and t < k and words.pos[t] != "PRON"), None)
        if nearest is None:
            return []
        return self.parties(nearest) if words.lower[k] in _PLURAL else self._each(nearest)

    def speaker(self, k: int) -> list[Party]:
        """Return the state of whoever says "we"."""
        source = statements.attribution_of(self.draft, k)
        if source and sound(source.code):
            state = self.scene.state((source.code or "")[:3]) or self.scene.state(source.source)
            if state:
                return [state]
        party = self.actor(k)
        return [party] if party else []

    def actor(self, t: int) -> Party | None:
        """Return the actor of token `t` if it is one that has forces or gives aid: a state, its organs, an organisation, a group."""
        if forces().noun(self.words.lower[t]):
            return None
        party = self.draft.parties.of(t)
        if party is None or not sound(party.code, party.country):
            return None
        if not party.country and (party.code or "").startswith("IGO"):
            return self.scene.bloc(party.code or "") or party  # its head speaks for the organisation
        return party

    def unit_owner(self, o: int) -> Party | None:
        lexicon, words = forces(), self.words
        for first in range(words.left[o], o + 1):
            unit = lexicon.units.get(words.phrase(range(first, o + 1)).lower())
            if unit and unit.owner:
                return self.scene.state(unit.owner)
        return None

    def modifies(self, mark: Mark, i: int) -> bool:
        """Whether a mark before noun `i` hangs on it, not on a neighbour."""
        words = self.words
        at = mark.end - 1
        for _ in range(4):
            if words.head[at] == i:
                return words.dep[at] in ("amod", "compound", "nmod", "poss", "nummod", "npadvmod", "dep", "conj", "appos", "det", "advmod")
            if words.head[at] == at:
                return False
            at = words.head[at]
            if words.pos[at] in ("VERB", "AUX", "ADP"):
                return False
        return False


def sound(code: str | None, country: str | None = None) -> bool:
    """Whether a CAMEO-style code is of a party that has forces or gives aid, not of its press, scholars or citizens."""
    if not code:
        return bool(country)
    if code.startswith(("IGO", "NGO", "IMG", "MNC")):
        return True
    state, sector = code[:3], code[3:6]
    return country_by_code(state) is not None and sector in ("", "GOV", "MIL", "REB", "UAF", "LEG", "SPY", "SEP", "INS", "COP")
