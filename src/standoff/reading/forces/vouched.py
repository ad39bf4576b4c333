"""On whose word a figure rests, where no verb of saying tells it: "Paris counts 900 of them", "by Cairo's count", "Bonn stands by its 600"."""

from __future__ import annotations

from standoff.knowledge.moves import moves
from standoff.mentions import Attribution, Party
from standoff.reading.draft import Draft
from standoff.reading.forces.candidates import Candidate
from standoff.reading.forces.parties import OURS, Owners
from standoff.reading.forces.predicates import Predication

# Whose word counts though no state is named with them.
_INFORMED = frozenset({"official", "diplomat", "officer", "analyst", "expert", "source", "monitor", "observer"})

# Verbs whose object is what is counted, not what somebody has ("admits 900 dead", "claims the island").
_COUNTS = frozenset({"count", "estimate", "reckon", "put"})


class Vouched:
    """Finds who vouches for figures in one report."""

    def __init__(self, draft: Draft, who: Owners) -> None:
        self.draft, self.words, self.who = draft, draft.words, who

    def claimed(self, candidate: Candidate, said: list[Predication]) -> Predication | None:
        """Return the verb by which somebody stands for a bare number, in a dispute of which the report tells: "insists on 900"."""
        if not candidate.elided:
            return None
        for p in said:
            preposition = p.role.removeprefix("prep:") if p.role.startswith("prep:") else ""
            names = {p.lemma, f"{p.lemma} {preposition}".strip()}
            if p.lemma == "be" and p.role == "attr" and (subject := self.words.child(p.token, "nsubj")) is not None and self.words.lower[subject] in ("it", "that"):
                return p  # "Berlin said it was 900"
            if self._revised(p):
                return p
            counted = self.words.child(p.token, "dobj")
            if not p.modifies and names & moves().claimed and (counted in (None, candidate.head) or self.words.pos[counted or 0] == "PRON"):
                return p
        return None

    def counted(self, candidate: Candidate, said: list[Predication]) -> Predication | None:
        """Return the verb by which somebody counts forces that the phrase calls nobody's: "Bonn speaks of 900 soldiers along the border"."""
        if candidate.count is None or candidate.elided:
            return None
        for p in said:
            level = p.lemma != "put" or p.role == "prep:at" or any(self.words.lower[k] == "at" for k in self.words.children(p.token, "prep"))
            spoken = p.role.startswith("prep:") and f"{p.lemma} {p.role.removeprefix('prep:')}" in moves().claimed
            if not p.modifies and (spoken or p.lemma in _COUNTS and level and p.role in ("obj", "prep:at")):
                return p
        return None

    def other(self, claim: Predication, party: Party | None) -> bool:
        """Whether who makes a claim is not himself the party whose forces it may be of."""
        subject = self.who.subject(claim.token)
        claims = self.who.party(subject) if subject is not None else None
        return party is not None and (claims is None or claims.country != party.country)

    def _revised(self, p: Predication) -> bool:
        """Whether a number is what somebody's count is raised or lowered to: "Bonn raised its estimate to 900"."""
        changed = self.words.child(p.token, "dobj")
        revises = p.lemma == "revise" or p.lemma in moves().raising
        return revises and p.role == "prep:to" and not p.modifies and changed is not None and self.words.lemma[changed] in moves().counts

    def estimated(self, said: list[Predication]) -> bool:
        """Whether somebody's count is what a figure is said to be: "Berlin's estimate of the force is 900"."""
        words = self.words
        for p in said:
            if self._revised(p):
                return True
            subject = words.child(p.token, "nsubj") if p.lemma == "be" and not p.modifies else None
            if subject is not None and words.lemma[subject] in moves().counts and p.tense in ("present", "past"):
                return True
        return False

    def source(self, candidate: Candidate, said: list[Predication], sender: Party | None) -> Attribution | None:
        """Return the source of a figure, None where it is the report's own or that of the forces' own side."""
        if candidate.count is None:
            return None
        if (named := self._by_count(candidate)) is not None:
            return named
        claim, counted = self.claimed(candidate, said), self.counted(candidate, said)
        for p in said:
            if p in (claim, counted) or p.lemma in moves().sized and p.role in ("obj", "prep:at"):
                subject = self.who.subject(p.token)
                party = self.who.party(subject) if subject is not None and subject != candidate.head else None
                if subject is None or self.words.lower[subject] in OURS:
                    continue
                if party is None:
                    if self.words.lemma[subject] in _INFORMED:
                        return Attribution(self._phrase(subject), None, self.draft.span(p.token, p.token + 1))
                elif p is claim or party.country is None or sender is None or party.country != sender.country:
                    return Attribution(self._phrase(subject), party.code, self.draft.span(p.token, p.token + 1))
        return None

    def _by_count(self, candidate: Candidate) -> Attribution | None:
        """Return whose count a phrase like "by Cairo's count" names in the sentence, nearest to the candidate's clause."""
        words = self.words
        first, end = words.sents[words.sent[candidate.head]]
        best: tuple[int, Attribution] | None = None
        for t in range(first, end):
            if words.lemma[t] not in moves().counts or words.dep[t] != "pobj" or words.lower[words.head[t]] not in ("by", "on"):
                continue
            for k in words.kids[t]:
                if words.dep[k] == "poss" and words.lower[k] not in OURS and (party := self.who.party(k)) is not None:
                    gap = abs(t - candidate.head)
                    crossed = any(words.text[x] == ";" for x in range(min(t, candidate.head), max(t, candidate.head)))
                    if not crossed and (best is None or gap < best[0]):
                        best = (gap, Attribution(self._phrase(k), party.code, self.draft.span(words.head[t], t + 1)))
        return best[1] if best else None

    def _phrase(self, t: int) -> str:
        words = self.words
        mark = self.who.scene.at.get(t)
        if mark is not None and mark.owns:
            return mark.name
        return words.phrase(range(words.left[t], t + 1)).removeprefix("the ").removeprefix("The ")
