"""Whose forces: by their noun, by who acts on them, by what the sentence and the report say."""

from __future__ import annotations

from standoff.knowledge.aid import aid_words
from standoff.knowledge.forces import forces
from standoff.knowledge.moves import moves
from standoff.mentions import Party
from standoff.reading import statements
from standoff.reading.draft import Draft
from standoff.reading.forces.candidates import OF_THEM, Candidate
from standoff.reading.forces.hosts import Hosts
from standoff.reading.forces.parties import OURS, THEIRS, Known, Memory, Owners, sound
from standoff.reading.forces.predicates import Predication, measured
from standoff.reading.forces.scene import Scene

# What a group is called before its name.
_BODIES = frozenset({"group", "movement", "organisation", "organization", "militia", "company", "faction", "alliance"})
# Parts in which forces are what somebody asks for.
_REQUESTED = frozenset({"obj", "pass", "prep:for"})
_SUCH = frozenset({"those", "these", "they"})


class Senders:
    """Finds senders in one report."""

    def __init__(self, draft: Draft, scene: Scene, who: Owners, hosts: Hosts) -> None:
        self.draft, self.scene, self.words, self.who, self.hosts = draft, scene, draft.words, who, hosts

    def rungs(self, candidate: Candidate, said: list[Predication], memory: Memory, known: Known | None = None, claimed: bool = False, over: Party | None = None) -> list[tuple[str, list[Party]]]:
        """Return what each rule says of whose forces these are, the surest rule first; the first party is the sender, others are joint with it."""
        found = [("claimed", [known.sender])] if claimed and known is not None and known.sender is not None else []
        found += [("owners", self.owners(candidate)), ("counted", self._counted(candidate, said))]
        found += [("from", self._from(candidate, said)), ("itself", self._itself(candidate))]
        siblings = self._siblings(candidate)
        bound = self.words.dep[candidate.head] in ("conj", "appos")
        found.append(("siblings", siblings if bound else []))
        found.append(("part", memory.senders[-1:] if self._of_them(candidate) else []))
        found.append(("known", [known.sender] if known is not None and known.sender is not None else []))
        found.append(("operator", self._operator(candidate)))
        for p in sorted(said, key=lambda p: p.main is None):
            found.append(("thanked", self._thanked(p)))
            found.append(("asker" if p.lemma in moves().requests and p.role in _REQUESTED else "giver", self._giver(p)))
            subject = self.who.subject(p.token)
            if subject is not None and self.words.lower[subject] in _SUCH:
                found.append(("such", memory.subjects[-1:]))
        found.append(("loose siblings", [] if bound else siblings))
        found.append(("heading", [over] if over is not None else []))
        return found + self.guesses(candidate, said, memory)

    def guesses(self, candidate: Candidate, said: list[Predication], memory: Memory) -> list[tuple[str, list[Party]]]:
        """Return whose forces they are likely to be, where no word by them says so."""
        return [("around", self._around(candidate, said)), ("last", memory.senders[-1:]), ("lead", memory.senders[:1]), ("first", self._first())]

    def _counted(self, candidate: Candidate, said: list[Predication]) -> list[Party]:
        """Return the owner of the forces that a bare number counts: "Serbia's force there is put at 4,000"."""
        words = self.words
        bare = candidate.elided or candidate.grade == "count"
        for at in (candidate.head, *(p.token for p in said)) if candidate.elided else ():
            for p in words.children(at, "prep"):
                o = words.child(p, "pobj") if words.lower[p] == "for" else None
                if o is not None and forces().noun(words.lower[o]) and (owners := self._by_name(o)):
                    return owners  # "we accept 900 for the Serbian garrison"
        for said_of in said if bare else [p for p in said if measured(p)]:
            for k in words.kids[said_of.token]:
                if words.dep[k] not in ("nsubj", "nsubjpass", "dobj", "csubj") or k == candidate.head:
                    continue
                if words.pos[k] == "VERB" and (massing := self.who.subject(k)) is not None and (party := self.who.party(massing)) is not None:
                    return [party]  # "what Serbia has massed amounts to 4,000 men"
                for t in words.subtree(k):
                    if words.pos[t] in ("NOUN", "PROPN") and forces().noun(words.lower[t]) and (owners := self._by_name(t)):
                        return owners
        return []

    def _by_name(self, i: int) -> list[Party]:
        """Return the owners that stand before noun `i` by name."""
        return [self.scene.party(m) for m in self.scene.within(self.words.left[i], i) if m.owns and self.who.modifies(m, i)]

    def _of_them(self, candidate: Candidate) -> bool:
        """Whether the phrase is a part of the forces named last: "2,000 of them"."""
        words = self.words
        last = max(candidate.end, candidate.head + 1)
        return any(words.lower[t] == "of" and words.lower[t + 1] in OF_THEM for t in range(max(candidate.first - 2, 0), min(last + 1, len(words) - 1)))

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
                    if m.owns and self.who.modifies(m, top):
                        return [self.scene.party(m)]
                unit = self.who.unit_owner(top)
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
            if (unit := self.who.unit_owner(k)) or any(words.lower[p] == "of" and (o := words.child(p, "pobj")) is not None and (unit := self.who.unit_owner(o)) for p in words.children(k, "prep")):
                return [unit] if unit else []
        return []

    def _around(self, candidate: Candidate, said: list[Predication]) -> list[Party]:
        """Return the sender that the sentence lets one know: its subject, who says so, the operator of the equipment."""
        words, i = self.words, candidate.head
        place = {id(m) for p in said for k in words.kids[p.token] if words.dep[k] == "prep" for o in words.children(k, "pobj") for m in self.hosts.marks_of(o)}
        for a in words.ancestors(i):
            subject = words.child(a, "nsubj") if words.pos[a] in ("VERB", "AUX") else None
            if subject is not None and subject != i and words.lower[subject] not in ("who", "which", "that"):
                mark = self.scene.at.get(subject)
                if mark is None or id(mark) not in place:
                    party = self.who.party(subject)
                    if party and (party.country or party.code):
                        return [party]
        source = statements.attribution_of(self.draft, said[0].token if said else i)
        if source and source.code and sound(source.code) and (state := self.scene.state(source.code[:3])):
            return [state]
        return []

    def _operator(self, candidate: Candidate) -> list[Party]:
        """Return the state that has nearly all of such equipment, or the ship of that name: "two B-52s", "the carrier Nimitz"."""
        lexicon, words = forces(), self.words
        for t in range(candidate.first, max(candidate.end, candidate.head + 1)):
            owner = lexicon.operator(words.text[t]) or (lexicon.hulls.get(words.lower[t]) if candidate.category == "ships" else None)
            if owner and (state := self.scene.state(owner)):
                return [state]
        return []

    def _first(self) -> list[Party]:
        """Return the first state that the report names as an actor."""
        mark = next((m for m in self.scene.marks if m.kind in ("demonym", "seat", "people")), None)
        return [self.scene.party(mark)] if mark else []

    def owners(self, candidate: Candidate) -> list[Party]:
        words, i = self.words, candidate.head
        if candidate.unit and (state := self.scene.state(candidate.unit)):
            return [state]
        found: list[Party] = []
        before = self.scene.at.get(candidate.first - 1)
        if candidate.elided and before is not None and before.kind in ("name", "seat") and words.pos[candidate.first] == "NUM":
            return [self.scene.party(before)]  # "Denmark 100"
        mark = self.scene.at.get(i)
        if mark and mark.owns and candidate.grade != "unit":
            return [self.scene.party(mark)]
        for mark in self.scene.within(words.left[i], i):
            if mark.owns and self.who.modifies(mark, i):
                found.append(self.scene.party(mark))
        if found:
            return found
        for k in words.kids[i]:
            if words.dep[k] == "poss" and (theirs := self._possessor(k)):
                return theirs
            if words.dep[k] == "prep" and words.lower[k] in ("of", "from") and (o := words.child(k, "pobj")) is not None:
                marks = [m for m in self.scene.within(words.left[o], words.right[o] + 1) if m.owns and (m.first <= o < m.end or words.head[m.end - 1] == o)]
                if words.lower[k] == "of" and words.lemma[o] in _BODIES:
                    marks = marks or [m for m in self.scene.within(o + 1, words.right[o] + 1) if m.kind == "organisation"]  # "fighters of the group known as …"
                if marks and (words.lower[k] == "of" or marks[0].kind in ("demonym", "organisation", "people")):
                    return [self.scene.party(marks[0])]
                whose = next((h for h in words.children(o, "poss")), None) if words.lower[k] == "of" else None
                if whose is not None and (theirs := self._possessor(whose)):
                    return theirs  # "ships of our navy", "300 of its soldiers"
                unit = self.who.unit_owner(o) or self.scene.state(forces().bases.get(words.lower[o]))
                if unit:
                    return [unit]
            if words.dep[k] == "appos":
                marks = [m for m in self.scene.within(words.left[k], k + 1) if m.kind in ("demonym", "people")]
                if marks:
                    return [self.scene.party(marks[0])]
        return []

    def _possessor(self, k: int) -> list[Party]:
        """Return whom the possessive at token `k` stands for."""
        word = self.words.lower[k]
        if word in THEIRS:
            return self.who.pronoun(k)
        if word in OURS:
            return self.who.speaker(k)
        party = self.who.party(k)
        return [party] if party else []

    def _from(self, candidate: Candidate, said: list[Predication]) -> list[Party]:
        """Return the state that forces are said to be from, unless it is where they leave: "2,000 soldiers from Chad"."""
        words = self.words
        if any(p.main in ("withdraw", "leave", "send", "arrive", "head") for p in said):
            return []
        of = [words.child(k, "pobj") for k in words.children(candidate.head, "prep") if words.lower[k] == "from"]
        return [self.scene.party(m) for o in of if o is not None for t in words.conjuncts(o) if (m := self.scene.at.get(t)) is not None and m.kind == "name"]

    def _itself(self, candidate: Candidate) -> list[Party]:
        """Return armed men that are nobody's army as a party of their own, by what they are called: "the rebels", "Tuareg rebels"."""
        words, i = self.words, candidate.head
        if words.lemma[i] not in forces().irregular:
            return []
        first = next((t for t in range(words.left[i], i + 1) if words.dep[t] in ("amod", "compound") or t == i), i)
        name = words.phrase(range(first, i + 1))
        party = self.draft.parties.of(i)
        code = party.code if party is not None and party.code and len(party.code) > 3 else None
        return [Party(name, code, None)]

    def _thanked(self, p: Predication) -> list[Party]:
        """Return who is thanked for forces: "thanked Rwanda for the 1,000 men"."""
        words = self.words
        thanked = words.child(p.token, "dobj") if p.role == "prep:for" and p.lemma in aid_words().thanks else None
        return self.who.parties(thanked) if thanked is not None else []

    def _giver(self, p: Predication) -> list[Party]:
        """Return who acts on the force in a predication."""
        words = self.words
        if p.role == "subj" and p.main not in ("order", "consider", "refuse", "alert") and not p.role.startswith("noun"):
            return []
        if p.role in ("pass",) or p.modifies and p.role != "obj":
            for k in words.kids[p.token]:
                if words.dep[k] == "agent" and (o := words.child(k, "pobj")) is not None:
                    return self.who.parties(o)
            if p.role == "pass":
                return self._above_giver(p)
            return []
        if p.role.startswith("noun"):
            for k in words.kids[p.token]:
                if words.dep[k] in ("poss", "compound", "amod", "nmod") and (party := self.who.party(k)):
                    return [party]
                if words.dep[k] == "prep" and words.lower[k] == "by" and (o := words.child(k, "pobj")) is not None:
                    return self.who.parties(o)
        subject = self.who.subject(p.token)
        if subject is not None:
            if "host" in p.classes and p.main == "host":
                return []
            return self.who.parties(subject)
        return []

    def _above_giver(self, p: Predication) -> list[Party]:
        """Return who orders what is said in the passive: "Washington agreed that troops be sent"."""
        for step in p.chain:
            if step.classes & {"order", "consider", "refuse"}:
                subject = self.who.subject(step.token)
                if subject is not None:
                    return self.who.parties(subject)
        return []
