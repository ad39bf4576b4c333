"""Whose forces and where: sender, host and origin of a force."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from standoff.knowledge.countries import country_by_code
from standoff.knowledge.forces import forces
from standoff.mentions import Host, Party
from standoff.reading import statements
from standoff.reading.draft import Draft
from standoff.reading.forces.nouns import Candidate
from standoff.reading.forces.predicates import Predication, located
from standoff.reading.forces.scene import Mark, Scene

TOWARDS = frozenset({"to", "into", "onto", "in", "at", "on", "inside", "across", "within", "throughout", "over", "around", "toward", "towards", "for", "aboard", "through", "between", "above"})
NEAR = frozenset({"near", "off", "along", "around", "outside", "round", "by", "against", "behind", "beyond", "before", "opposite", "facing", "west", "east", "north", "south"})
_EDGES = frozenset({"border", "frontier", "coast", "line", "flank", "doorstep", "boundary", "shore", "edge", "borders", "frontiers", "coasts"})
_THEIRS = frozenset({"its", "their", "his", "her", "theirs", "them", "it", "they", "he", "she"})
_OURS = frozenset({"we", "our", "us", "i", "my", "ours"})
_SUCH = frozenset({"those", "these", "they"})
_THERE = frozenset({"there", "here"})
_LAND = frozenset({"country", "nation", "state", "kingdom", "emirate", "territory", "republic", "island", "province", "region", "capital", "city"})
GIVERS = frozenset({"send", "keep", "withdraw", "reinforce", "order", "consider", "refuse", "alert"})


@dataclass(slots=True)
class Memory:
    """What the report has said so far, for what a later sentence leaves out."""

    senders: list[Party] = field(default_factory=list)
    subjects: list[Party] = field(default_factory=list)
    hosts: list[Host] = field(default_factory=list)


class Roles:
    """Finds senders and hosts in one report."""

    def __init__(self, draft: Draft, scene: Scene) -> None:
        self.draft, self.scene, self.words = draft, scene, draft.words

    # Whose ----------------------------------------------------------------

    def senders(self, candidate: Candidate, said: list[Predication], memory: Memory) -> list[Party]:
        """Return whose forces these are, the first the sender, the others joint with it."""
        owners = self._owners(candidate)
        if owners:
            return owners
        for p in said:
            giver = self._giver(p)
            if giver:
                return giver
            subject = self.subject(p.token)
            if subject is not None and self.words.lower[subject] in _SUCH and memory.subjects:
                return memory.subjects[-1:]
        return self._siblings(candidate) or self._around(candidate, said) or memory.senders[-1:] or self._first()

    def _siblings(self, candidate: Candidate) -> list[Party]:
        """Return the owner of what the force is coordinated with or explains: "Azeri howitzers, two batteries"."""
        words = self.words
        top = candidate.head
        for _ in range(6):
            if words.dep[top] in ("conj", "appos") or words.dep[top] == "pobj" and words.lower[words.head[top]] in ("of", "with", "among", "including"):
                top = words.head[top] if words.dep[top] != "pobj" else words.head[words.head[top]]
                if words.pos[top] in ("VERB", "AUX"):
                    break
                mark = self.scene.at.get(top)
                if mark and mark.owns:
                    return [self.scene.party(mark)]
                for m in self.scene.within(words.left[top], top):
                    if m.owns and self._modifies(m, top):
                        return [self.scene.party(m)]
                unit = self._unit_owner(top)
                if unit:
                    return [unit]
            else:
                break
        for k in (*words.children(candidate.head, "appos"), candidate.head):
            for t in words.subtree(k):
                if t > candidate.head and (owner := forces().operator(words.text[t])) and (state := self.scene.state(owner)):
                    return [state]
        for k in words.conjuncts(candidate.head)[1:]:
            for m in self.scene.within(k + 1, words.right[k] + 1):
                if m.kind == "organisation":
                    return [self.scene.party(m)]
            if (unit := self._unit_owner(k)) or any(words.lower[p] == "of" and (o := words.child(p, "pobj")) is not None and (unit := self._unit_owner(o)) for p in words.children(k, "prep")):
                return [unit] if unit else []
        return []

    def _around(self, candidate: Candidate, said: list[Predication]) -> list[Party]:
        """Return the sender that the sentence lets one know: its subject, who says so, the operator of the equipment."""
        words, i = self.words, candidate.head
        place = {id(m) for p in said for k in words.kids[p.token] if words.dep[k] == "prep" for o in words.children(k, "pobj") for m in self._marks_of(o)}
        for a in words.ancestors(i):
            subject = words.child(a, "nsubj") if words.pos[a] in ("VERB", "AUX") else None
            if subject is not None and subject != i and words.lower[subject] not in ("who", "which", "that"):
                mark = self.scene.at.get(subject)
                if mark is None or id(mark) not in place:
                    party = self.party(subject)
                    if party and (party.country or party.code):
                        return [party]
        lexicon = forces()
        for t in range(candidate.first, max(candidate.end, i + 1)):
            owner = lexicon.operator(words.text[t])
            if owner and (state := self.scene.state(owner)):
                return [state]
        source = statements.attribution_of(self.draft, said[0].token if said else i)
        if source and source.code and sound(source.code) and (state := self.scene.state(source.code[:3])):
            return [state]
        return []

    def _first(self) -> list[Party]:
        """Return the first state that the report names as an actor."""
        mark = next((m for m in self.scene.marks if m.kind in ("demonym", "seat", "people")), None)
        return [self.scene.party(mark)] if mark else []

    def _owners(self, candidate: Candidate) -> list[Party]:
        words, i = self.words, candidate.head
        if candidate.unit and (state := self.scene.state(candidate.unit)):
            return [state]
        found: list[Party] = []
        mark = self.scene.at.get(i)
        if mark and mark.owns and candidate.grade != "unit":
            return [self.scene.party(mark)]
        for mark in self.scene.within(max(candidate.first - 1, words.left[i]), i):
            if mark.owns and self._modifies(mark, i):
                found.append(self.scene.party(mark))
        if found:
            return found
        for k in words.kids[i]:
            if words.dep[k] == "poss":
                if words.lower[k] in _THEIRS:
                    return self._pronoun(k)
                if words.lower[k] in _OURS:
                    return self._speaker(k)
                party = self.party(k)
                if party:
                    return [party]
            if words.dep[k] == "prep" and words.lower[k] in ("of", "from") and (o := words.child(k, "pobj")) is not None:
                marks = [m for m in self.scene.within(words.left[o], words.right[o] + 1) if m.owns and (m.first <= o < m.end or words.head[m.end - 1] == o)]
                if marks and (words.lower[k] == "of" or marks[0].kind in ("demonym", "organisation", "people")):
                    return [self.scene.party(marks[0])]
                unit = self._unit_owner(o)
                if unit:
                    return [unit]
            if words.dep[k] == "appos":
                marks = [m for m in self.scene.within(words.left[k], k + 1) if m.kind in ("demonym", "people")]
                if marks:
                    return [self.scene.party(marks[0])]
        return []

    def _unit_owner(self, o: int) -> Party | None:
        lexicon, words = forces(), self.words
        for first in range(words.left[o], o + 1):
            unit = lexicon.units.get(words.phrase(range(first, o + 1)).lower())
            if unit and unit.owner:
                return self.scene.state(unit.owner)
        return None

    def _modifies(self, mark: Mark, i: int) -> bool:
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

    def _pronoun(self, k: int) -> list[Party]:
        """Return whom a third-person pronoun stands for: the subject before it, else as the reader of actors has it."""
        party = self._actor(k)
        if party:
            return [party]
        words = self.words
        sentence = words.sentence_of(k)
        for t in range(sentence[0], k):
            if words.dep[t] in ("nsubj", "nsubjpass") and words.lower[t] not in _THEIRS and words.head[t] in words.ancestors(k):
                found = self.party(t)
                if found:
                    return [found]
        before = [m for m in self.scene.within(sentence[0], k) if m.owns and m.kind != "people"]
        return [self.scene.party(before[-1])] if before else []

    def _speaker(self, k: int) -> list[Party]:
        """Return the state of whoever says "we"."""
        source = statements.attribution_of(self.draft, k)
        if source and sound(source.code):
            state = self.scene.state((source.code or "")[:3]) or self.scene.state(source.source)
            if state:
                return [state]
        party = self._actor(k)
        return [party] if party else []

    def _actor(self, t: int) -> Party | None:
        """Return the actor of token `t` if it is one that has forces or gives aid: a state, its organs, an organisation, a group."""
        if forces().noun(self.words.lower[t]):
            return None
        party = self.draft.parties.of(t)
        return party if party and sound(party.code, party.country) else None

    def _giver(self, p: Predication) -> list[Party]:
        """Return who acts on the force in a predication."""
        words = self.words
        if p.role == "subj" and p.main not in ("order", "consider", "refuse", "alert") and not p.role.startswith("noun"):
            return []
        if p.role in ("pass",) or p.modifies and p.role != "obj":
            for k in words.kids[p.token]:
                if words.dep[k] == "agent" and (o := words.child(k, "pobj")) is not None:
                    return self.parties(o)
            if p.role == "pass":
                return self._above_giver(p)
            return []
        if p.role.startswith("noun"):
            for k in words.kids[p.token]:
                if words.dep[k] in ("poss", "compound", "amod", "nmod") and (party := self.party(k)):
                    return [party]
                if words.dep[k] == "prep" and words.lower[k] == "by" and (o := words.child(k, "pobj")) is not None:
                    return self.parties(o)
        subject = self.subject(p.token)
        if subject is not None:
            if "host" in p.classes and p.main == "host":
                return []
            return self.parties(subject)
        return []

    def _above_giver(self, p: Predication) -> list[Party]:
        """Return who orders what is said in the passive: "Washington agreed that troops be sent"."""
        for step in p.chain:
            if step.classes & {"order", "consider", "refuse"}:
                subject = self.subject(step.token)
                if subject is not None:
                    return self.parties(subject)
        return []

    def subject(self, v: int) -> int | None:
        """Return the subject of predicate `v`, its own or the one it shares with those above it."""
        words = self.words
        for _ in range(5):
            subject = words.child(v, "nsubj", "csubj")
            if subject is not None and words.lower[subject] not in ("who", "which", "that"):
                return subject
            if subject is not None and words.dep[v] == "relcl":
                return words.head[v]
            if words.dep[v] in ("xcomp", "conj", "advcl", "pcomp", "acl", "ccomp", "prep", "relcl", "acomp", "dobj", "pobj", "attr", "oprd", "dep") and words.head[v] != v:
                v = words.head[v]
                continue
            return None
        return None

    def party(self, t: int) -> Party | None:
        """Return the party of token `t`: its own name, the state it is an office of, or whom it stands for."""
        words = self.words
        mark = self.scene.at.get(t)
        if mark and mark.kind not in ("place", "region"):
            return self.scene.party(mark)
        if words.lower[t] in _OURS:
            speaker = self._speaker(t)
            return speaker[0] if speaker else None
        if words.lower[t] in _THEIRS:
            meant = self._pronoun(t)
            return meant[0] if meant else None
        if unit := self._unit_owner(t):
            return unit
        party = self._actor(t)
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
                if o is not None and words.lower[p] == "of" and (unit := self._unit_owner(o)):
                    return unit
        return None

    def parties(self, t: int) -> list[Party]:
        """Return the parties of token `t` and of what is coordinated with it."""
        return [party for k in self.words.conjuncts(t) if (party := self.party(k))]

    # Where ----------------------------------------------------------------

    def hosts(self, candidate: Candidate, said: list[Predication], sender: Party | None, memory: Memory, out: bool) -> tuple[list[Host], bool]:
        """Return where the forces are or are to be, and whether it is only inferred from what went before."""
        words = self.words
        preferred = (TOWARDS | {"from"}) if out else TOWARDS
        near: list[Mark] = []
        if where := self._where(candidate, said):
            return [self.scene.host(where)], False
        for at in self._anchors(candidate, said):
            marks = self._places(at, preferred, near, out)
            if marks == "there":
                if before := self._before(at, memory):
                    return before, False
            elif marks:
                return [self.scene.host(m) for m in marks], False  # type: ignore[union-attr]
        for p in said:
            if p.main in ("arrive", "leave", "reinforce", "host", "hold", "alert") or p.main == "refuse" and self._owners(candidate) or p.lemma in ("join", "quit", "reach", "enter", "visit", "guard", "protect", "open"):
                if (p.main == "host" or p.main == "refuse" and candidate.grade != "count") and p.role in ("obj", "pass", "under:with"):
                    t = self.subject(p.token)
                else:
                    t = words.child(p.token, "dobj")
                if t is not None and t != candidate.head and (marks := self._marks_of(t)):
                    return [self.scene.host(m) for m in marks], False
        if near:
            return self._beside(near, sender), False
        if any(p.main == "alert" for p in said):
            return [], False
        sentence = words.sentence_of(candidate.head)
        for mark in self.scene.within(sentence[0], sentence[-1] + 1):
            if mark.kind in ("place", "region", "name") and words.dep[mark.end - 1] == "pobj":
                over = words.head[words.head[mark.end - 1]]
                if words.pos[over] in ("NOUN", "PROPN") and sender and mark.country == sender.country:
                    continue
                preposition = words.lower[words.head[mark.end - 1]]
                if preposition in ("in", "at", "to", "into", "on"):
                    return [self.scene.host(mark)], True
        return memory.hosts[-1:] or self._likely(sender), True

    def _likely(self, sender: Party | None) -> list[Host]:
        """Return the one foreign state that the report speaks of, where it speaks of one above all."""
        counts = Counter(m.country for m in self.scene.marks if m.country and m.where and m.kind != "demonym" and m.country != (sender.country if sender else None))
        ranked = counts.most_common(2)
        if not ranked or len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]:
            return []
        state = self.scene.state(ranked[0][0])
        return [Host(None, state.name, state.country)] if state else []

    def _where(self, candidate: Candidate, said: list[Predication]) -> Mark | None:
        """Return the place that a relative "where" goes back to: "Chad, where 900 soldiers are already present"."""
        words = self.words
        for at in (candidate.head, *(p.token for p in said if not p.modifies)):
            for _ in range(3):
                if any(words.lower[k] == "where" and words.dep[k] in ("advmod", "nsubj", "mark") for k in words.kids[at]):
                    if words.dep[at] in ("relcl", "advcl", "acl"):
                        mark = self.scene.at.get(words.head[at])
                        if mark is None or not mark.where:
                            where = min((k for k in words.kids[at] if words.lower[k] == "where"), default=at)
                            before = [m for m in self.scene.within(max(where - 6, words.sentence_of(at)[0]), where) if m.where]
                            mark = before[-1] if before else None
                        if mark and mark.where:
                            return mark
                    break
                if words.dep[at] not in ("attr", "nsubj", "conj", "ccomp", "acomp", "nsubjpass"):
                    break
                at = words.head[at]
        return None

    def _before(self, at: int, memory: Memory) -> list[Host]:
        """Return the place that "there" or "that country" goes back to: the last one named in the sentence, else before it."""
        words = self.words
        first = words.sentence_of(at)[0]
        for mark in reversed(self.scene.within(first, at)):
            if mark.kind in ("name", "place", "region") and words.dep[mark.end - 1] in ("pobj", "dobj", "nsubj", "conj", "appos"):
                return [self.scene.host(mark)]
        return memory.hosts[-1:]

    def _beside(self, near: list[Mark], sender: Party | None) -> list[Host]:
        """Return the host of forces beside a place: at a foreign border they stand on their own side."""
        mark = near[0]
        if sender and sender.country and mark.country and sender.country != mark.country and getattr(mark, "kind", "") in ("name", "demonym") and self._is_edge(mark):
            return [Host(None, sender.name, sender.country)]
        return [Host(mark.place, f"near {mark.name}", None)]

    def _is_edge(self, mark: Mark) -> bool:
        words = self.words
        at = mark.end - 1
        h = words.head[at]
        return words.lower[h] in ("border", "frontier", "line", "borders", "frontiers", "boundary") or any(words.lower[t] in ("border", "borders", "frontier") for t in range(mark.end, min(mark.end + 3, len(words))))

    def _anchors(self, candidate: Candidate, said: list[Predication]) -> list[int]:
        """Return the tokens whose prepositional phrases say where: the noun, then its predicates."""
        words = self.words
        anchors = [candidate.head]
        if candidate.quantity:
            anchors.append(candidate.quantity.head)
        modifiers = [p.token for p in said if p.modifies]
        above = [p.token for p in said if not p.modifies]
        anchors += modifiers + above
        for p in said:
            for k in words.kids[p.token]:
                if words.dep[k] in ("xcomp", "advcl", "ccomp", "acl") and k > p.token and (words.tag[k] in ("VB", "VBG")):
                    anchors.append(k)
            if not p.modifies and words.dep[p.token] in ("xcomp", "pcomp", "conj"):
                anchors.append(words.head[p.token])
        for t in words.conjuncts(words.first_conjunct(candidate.head)):
            if t > candidate.head:
                anchors.append(t)
        return list(dict.fromkeys(anchors))

    def _places(self, at: int, preferred: frozenset[str], near: list[Mark], out: bool) -> list[Mark] | str:
        words = self.words
        later: list[Mark] = []
        for k in words.kids[at]:
            if words.dep[k] in ("advmod", "attr", "npadvmod") and words.lower[k] in _THERE and words.tag[k] != "EX":
                return "there"
            if words.dep[k] not in ("prep", "dative", "agent", "advmod", "prt") or words.lower[k] in ("of", "by", "with", "as", "than") and words.lower[k] != "by":
                continue
            o = words.child(k, "pobj", "pcomp")
            if o is None:
                inner = words.child(k, "prep")
                o = words.child(inner, "pobj") if inner is not None else None
            if o is None:
                continue
            preposition = words.lower[words.head[o]] if words.head[o] != k else words.lower[k]
            if words.lower[o] in _LAND and any(words.lower[d] in ("that", "this") for d in words.kids[o]):
                return "there"
            marks = self._marks_of(o)
            if not marks and (inner := words.child(o, "prep")) is not None and words.lower[inner] in ("in", "at") and (deep := words.child(inner, "pobj")) is not None:
                marks = self._marks_of(deep)
            if not marks:
                if words.lower[o] in _THERE or words.lower[o] in _LAND and any(words.lower[d] in ("the", "that", "this") for d in words.kids[o]):
                    return "there"
                continue
            edge = words.lower[o] in _EDGES
            if out and preposition == "from" or not out and preposition in ("to", "into", "onto", "toward", "towards") and not edge:
                return marks
            if preposition in NEAR and preposition not in ("around", "round") or edge:
                near.extend(marks)
            elif preposition in preferred and preposition != "from":
                later = later or marks
        return later

    def _marks_of(self, o: int) -> list[Mark]:
        """Return the places that a noun phrase names: itself, its owner, or what it is in."""
        words = self.words
        found: list[Mark] = []
        for t in words.conjuncts(o):
            mark = self.scene.at.get(t)
            if mark and mark.where:
                if mark not in found:
                    found.append(mark)
                continue
            inside = [m for m in self.scene.within(words.left[t], min(words.right[t] + 1, t + 9)) if m.where]
            own = [m for m in inside if m.kind in ("place", "region", "name", "seat")] or [m for m in inside if m.kind == "demonym" and m.end <= t]
            for m in own[:1]:
                if m not in found:
                    found.append(m)
        return found

    def origin(self, said: list[Predication], candidate: Candidate) -> Host | None:
        """Return whence the forces come, where it is said."""
        words = self.words
        for at in [candidate.head, *(p.token for p in said)]:
            for k in words.kids[at]:
                if words.dep[k] == "prep" and words.lower[k] == "from" and (o := words.child(k, "pobj")) is not None and (marks := self._marks_of(o)):
                    return self.scene.host(marks[0])
        return None


def sound(code: str | None, country: str | None = None) -> bool:
    """Whether a CAMEO-style code is of a party that has forces or gives aid, not of its press, scholars or citizens."""
    if not code:
        return bool(country)
    if code.startswith(("IGO", "NGO", "IMG", "MNC")):
        return True
    state, sector = code[:3], code[3:6]
    return country_by_code(state) is not None and sector in ("", "GOV", "MIL", "REB", "UAF", "LEG", "SPY", "SEP", "INS", "COP")


def has_place(words: object, candidate: Candidate) -> bool:
    """Whether a phrase of place hangs on the force's noun."""
    return bool(located(words, candidate.head))  # type: ignore[arg-type]
