"""From force phrases to deployments."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from standoff.knowledge.forces import forces
from standoff.knowledge.moves import moves
from standoff.mentions import Attribution, Basis, Deployment, Force, Host, Party, Status
from standoff.reading import places, statements, times
from standoff.reading.draft import Draft, Found
from standoff.reading.forces.basis import basis_of
from standoff.reading.forces.candidates import Candidate
from standoff.reading.forces.dates import date_of
from standoff.reading.forces.features import Observation, armed, describe, known_forces, observe
from standoff.reading.forces.headings import Headings
from standoff.reading.forces.hosts import GUESSES, Hosts
from standoff.reading.forces.links import link, several
from standoff.reading.forces.lists import lead_in
from standoff.reading.forces.meaning import Meanings
from standoff.reading.forces.model import THRESHOLD, decide, status_of
from standoff.reading.forces.mood import Moods
from standoff.reading.forces.nouns import Nouns
from standoff.reading.forces.parties import Known, Memory, Owners, shares
from standoff.reading.forces.predicates import FACTORS, Predicates, Predication
from standoff.reading.forces.pronouns import placed
from standoff.reading.forces.roles import History, Roles
from standoff.reading.forces.scene import Scene
from standoff.reading.forces.senders import Senders
from standoff.reading.forces.status import rule_status
from standoff.reading.forces.turns import grown, habitual, sets_out, shared, turned
from standoff.reading.forces.vouched import Vouched
from standoff.reading.numbers.ratios import find_ratios
from standoff.reading.words import Words

# Of units so called there are few; so many are men.
_MEN, _MANY = frozenset({"military", "army", "force", "guard", "legion"}), 100
# Two figures that differ less than so many times may be of one force.
_ORDER = 10


class Assembler:
    """Reads the deployments of one report."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.words = draft, draft.words
        self.scene = Scene(draft)
        who = Owners(draft, self.scene)
        self.hosts = Hosts(draft, self.scene, who)
        self.senders = Senders(draft, self.scene, who, self.hosts)
        self.ratios = find_ratios(draft)
        self.roles = Roles(draft, self.scene)
        self.predicates = Predicates(self.words)
        self.moods = Moods(draft, self.predicates)
        self.meanings = Meanings(draft.words)
        self.headings = Headings(draft, self.scene)
        self.vouched = Vouched(draft, who)

    def observe(self) -> list[Observation]:
        """Return every force phrase with what the rules say of it, wanted or not; also what training learns from."""
        draft, words = self.draft, self.words
        # an estimate is no force, what it is of is
        candidates = [c for c in Nouns(draft, self.scene).find() if c.count is not None or words.lemma[c.head] not in moves().counts]
        density = sum(c.grade in ("strong", "unit", "name", "group") for c in candidates)
        topic = armed(words)
        memory = Memory()
        seen: list[Observation] = []
        before: Host | None = None
        last: Observation | None = None
        forces_at: dict[int, Observation] = {}
        for candidate in candidates:
            heading = self.headings.of(candidate.head)
            if heading is not None and heading.country and heading is not before:
                memory.hosts.append(heading)
            memory.heading = before = heading
            if heading is not None:
                candidate.hints.add("headed")
            if self.headings.labelled(candidate.head):
                candidate.hints |= {"labelled", f"labelled {candidate.grade}"}
            said = self.predicates.of(candidate.head)
            if candidate.quantity and candidate.quantity.head != candidate.head:
                said = said or self.predicates.of(candidate.quantity.head)
            named = None
            if candidate.stands_for is not None:
                named = forces_at.get(candidate.stands_for)
                if named is None:
                    continue
            if candidate.grade in ("pronoun", "party") and not placed(said):
                continue
            one = observe(draft, candidate, said)
            at = one.chosen.token if one.chosen else candidate.head
            verbless = words.pos[at] not in ("VERB", "AUX") or at in self.scene.at
            if one.main in ("none", "placed", "other") and verbless and seen and shared(words, candidate.head, seen[-1].candidate.head, self.scene.at):
                one.status = seen[-1].status
            if one.main in ("none", "placed", "other") and verbless and (lead := lead_in(words, self.predicates, candidate.head)) is not None:
                one.status = "in_place" if habitual(words, lead) else rule_status(lead, False)[0]
            one.status = turned(words, candidate.head, one.chosen, one.status, one.direction, one.main, date_of(draft, at))
            if grown(one.chosen, candidate.quantity is not None, known_forces(words, candidate)):
                one.status = "in_place"
            one.headed = heading
            known = memory.known(words, candidate)
            if named is not None:
                one.like = named
                known = Known(named.senders[0] if named.senders else None, named.hosts[0] if named.hosts and not named.inferred else named.known)
            claim = self.vouched.claimed(candidate, said)
            if claim is not None and words.sent[memory.last_at] == words.sent[candidate.head]:
                one.like = last
                known = Known(memory.senders[-1] if memory.senders else None, memory.last_host)  # "Kyiv speaks of 900": of those just named
            if claim is None and not self.senders.owners(candidate):
                claim = self.vouched.counted(candidate, said)
            if claim is not None and claim.lemma != "be" and (known is None or known.sender is None):
                known = self._spoken_of(candidate, claim, memory)
                if known is not None and known.sender is not None and memory.senders and known.sender == memory.senders[-1]:
                    one.like = last
            over = self._at_home(candidate, said, memory, one.direction == "out") if heading is not None else None
            one.rungs = self.senders.rungs(candidate, said, memory, known, claim is not None, over)
            one.owned = bool(one.rungs[0][1])
            one.senders = next((parties for _, parties in one.rungs if parties), [])
            sender = one.senders[0] if one.senders else None
            # whence forces are withdrawn is where they are, also where nobody withdraws them
            one.hosts, one.placed = self.hosts.hosts(candidate, said, sender, memory, one.main in ("withdraw", "leave"), one.owned)
            if one.placed in GUESSES and known is not None and known.host is not None:
                one.hosts, one.known, one.placed = [known.host], known.host, "known"
            if one.status == "ended" and sets_out(words, self.scene, one.chosen, sender):
                one.status = "under_way"
            one.inferred = one.placed in GUESSES or one.placed == "known"
            one.features = describe(draft, self.scene, one, density, topic)
            one.vectors = self.meanings.of(candidate.head, one.chosen)
            seen.append(one)
            if decide(one, draft.contexts) >= THRESHOLD:
                last = forces_at[candidate.head] = one
                if sender:
                    memory.senders.append(sender)
                    memory.headed_at = heading.country if heading else None
                    if words.dep[candidate.head] in ("nsubj", "nsubjpass"):
                        memory.subjects.append(sender)
                if one.hosts and not one.inferred and one.hosts[0].country:
                    memory.hosts.append(one.hosts[0])
                memory.last_at, memory.last_host = candidate.head, one.hosts[0] if one.hosts else None
                memory.last_count = candidate.count.low if candidate.count else None
                memory.tell(words, candidate, sender, one.hosts[0] if one.hosts and not one.inferred else one.known)
        return seen

    def _spoken_of(self, candidate: Candidate, claim: Predication, memory: Memory) -> Known | None:
        """Return whose forces somebody else counts: those of the heading, else those that the sentences before are about."""
        words, heading, size = self.words, memory.heading, candidate.count.low if candidate.count else None
        near = words.sent[candidate.head] - words.sent[memory.last_at] <= 2 and words.block[candidate.head] - words.block[memory.last_at] <= 1
        # two counts of one force are of one order
        alike = bool(size and memory.last_count and size < _ORDER * memory.last_count and memory.last_count < _ORDER * size)
        last = memory.senders[-1] if near and alike and memory.senders else None
        if heading is not None and heading.country and self.vouched.other(claim, state := self.scene.state(heading.country)):
            return Known(state, memory.last_host if last is not None and state is not None and last.country == state.country else None)
        return Known(last, memory.last_host) if self.vouched.other(claim, last) else None

    def _at_home(self, candidate: Candidate, said: list[Predication], memory: Memory, out: bool) -> Party | None:
        """Return the state of the heading where forces of nobody's may be its own: not "stationed here", and nobody's named under it before."""
        heading = memory.heading
        if heading is None or not heading.country or memory.headed_at == heading.country and memory.senders:
            return None
        placed = self.hosts.hosts(candidate, said, None, memory, out, False)[1]
        return self.scene.state(heading.country) if placed in ("noun", "verb", "above", "beside", "object") else None

    def run(self) -> list[Found[Deployment]]:
        """Return the deployments of the report in the order of the text."""
        found: list[Found[Deployment]] = []
        history = History()
        for seen in self.observe():
            confidence = decide(seen, self.draft.contexts)
            if confidence < THRESHOLD:
                continue
            self.roles.settle(seen, history)
            if seen.like is not None and (seen.inferred or seen.placed == "known"):
                seen.hosts = [] if seen.like.inferred else seen.like.hosts  # what is only inferred is not handed on
            p = seen.chosen
            multiplied = p is not None and p.lemma in FACTORS and p.tense in ("future", "would", "may") and seen.candidate.quantity is None
            if self.vouched.estimated(seen.said):
                seen.status = "in_place"
            elif not multiplied:
                seen.status = status_of(self.moods.features(seen, history.statuses))
            history.statuses.append((seen.status, self.words.sent[seen.candidate.head]))
            if self.hosts.leaves_for(seen.chosen, seen.hosts, seen.senders):
                seen.direction = "in"
            for senders in shares(self.words, seen.candidate.head, seen.candidate.count is not None, seen.senders):
                found.append(self._deployment(replace(seen, senders=senders), confidence, len(found) + 1))
        return link(self.draft, found)

    def _deployment(self, seen: Observation, confidence: float, number: int) -> Found[Deployment]:
        draft, c, status = self.draft, seen.candidate, seen.status
        basis, ratio = basis_of(draft.words, seen, self.ratios, set(self.scene.at))
        if basis == "increment" and self.vouched.estimated(seen.said):
            basis = "total"  # the count grew, whatever the force did
        lemma = self.words.lemma[c.head]
        if c.category == "units" and lemma in _MEN and c.count is not None and (c.count.low or 0) >= _MANY:
            c.category = "personnel"  # "10,000 Serbian military"
        if ratio is not None and c.category in ("units", "other") and lemma not in forces().strength and "reinforce" not in moves().nouns.get(lemma, ()):
            c.category = "personnel"  # "double its presence": so many times as many men
        trigger = seen.chosen.token if seen.chosen else c.head
        first, end = clause(self.words, seen)
        deployment = Deployment(
            id=f"d{number}",
            evidence=draft.span(first, end),
            attribution=self._attribution(seen, trigger),
            polarity="denied" if status == "ruled_out" else "affirmed",
            when=times.when_of(draft, trigger),
            where=seen.hosts[0].place if seen.hosts else places.where_of(draft, trigger),
            confidence=round(confidence, 3),
            sender=seen.senders[0] if seen.senders else None,
            joint=tuple(seen.senders[1:]),
            host=several(seen.hosts) if seen.hosts else None,
            origin=self.hosts.origin(seen.said, c),
            force=Force(draft.span(c.first, max(c.end, c.head + 1)).text, c.category, c.item),
            count=c.count if ratio is None else None,
            basis=cast(Basis, basis),
            ratio=ratio,
            status=cast(Status, status),
            of=None,
        )
        return Found(c.first, max(c.end, c.head + 1), c.head, deployment)

    def _attribution(self, seen: Observation, trigger: int) -> Attribution | None:
        """Return on whose word a figure rests: who raised his estimate to it, who says so, who else vouches for it."""
        vouched = self.vouched.source(seen.candidate, seen.said, seen.senders[0] if seen.senders else None)
        if vouched is not None and self.vouched.estimated(seen.said):
            return vouched
        return statements.attribution_of(self.draft, trigger) or vouched


def clause(words: Words, seen: Observation) -> tuple[int, int]:
    """Return the tokens of the clause that supports an observation."""
    c, p = seen.candidate, seen.chosen
    first, end = min(c.first, words.left[c.head]), max(c.end, words.right[c.head] + 1)
    if p is not None and not p.modifies and words.sent[p.token] == words.sent[c.head]:
        first, end = min(first, words.left[p.token]), max(end, words.right[p.token] + 1)
    sentence = words.sentence_of(c.head)
    first = max([first, *(t + 1 for t in range(first, c.first) if words.text[t] == ";")])
    end = min([end, *(t for t in range(c.head + 1, end) if words.text[t] == ";")])
    first, end = max(first, sentence[0]), min(end, sentence[-1] + 1)
    while end - 1 > c.head and words.pos[end - 1] in ("PUNCT", "SPACE") and words.text[end - 1] not in ")”\"":
        end -= 1
    while first < c.first and words.pos[first] in ("PUNCT", "SPACE", "CCONJ"):
        first += 1
    return first, end
