"""Counts that stand without their noun: "another 1,000 to Romania", "six are there", "Denmark 100"."""

from __future__ import annotations

from standoff.knowledge.moves import moves
from standoff.mentions import Quantity
from standoff.reading.draft import Draft, Found
from standoff.reading.forces.candidates import COUNTED, OF_THEM, Candidate, interval
from standoff.reading.forces.scene import Scene

# What stands for the noun beside a number: "four more", "the other two".
_MORE = frozenset({"more", "others", "extra", "further", "additional"})
_PARTS = ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "ROOT", "appos", "dep", "npadvmod", "oprd")
_FEW = 100


class Elisions:
    """Finds counts without their noun in one report."""

    def __init__(self, draft: Draft, scene: Scene, timed: set[int]) -> None:
        self.draft, self.scene, self.timed, self.words = draft, scene, timed, draft.words

    def of(self, found: Found[Quantity], others: dict[int, Candidate]) -> Candidate | None:
        """Return the candidate that a quantity is by itself, None where it counts a noun or something else."""
        words, quantity = self.words, found.value
        if found.first in self.timed or found.end > len(words) or any(o.quantity is found for o in others.values()):
            return None
        low = quantity.low if quantity.low is not None else quantity.high
        if low is None or low < 1 or low != int(low):
            return None
        partly = found.end + 1 < len(words) and words.lower[found.end] == "of" and words.lower[found.end + 1] in OF_THEM
        gapped = self._gapped(found)
        head = self._head(found, partly, gapped)
        if head is None or head in others:
            return None
        candidate = Candidate(head, found.first, found.end, "personnel", "elided", quantity=found, count=interval(quantity, self.draft), elided=True)
        candidate.end = max(found.end + 2 if partly else found.end, head + 1)
        before = words.lower[found.first - 1] if found.first else ""
        if before in moves().increment:
            candidate.first -= 1
        self._recall(candidate, low, others)
        return candidate

    def _head(self, found: Found[Quantity], partly: bool, gapped: bool) -> int | None:
        """Return the token that carries the syntax of a bare number, None where it counts a noun."""
        words, i = self.words, found.head
        inside = range(found.first, found.end)
        if gapped:
            return found.end - 1
        if partly:
            i = next((t for t in inside if words.head[t] not in inside), found.end - 1)
        elif (more := words.head[i]) == found.end and words.lower[more] in _MORE and words.pos[more] not in ("NOUN", "PROPN") and words.dep[i] == "nummod":
            return more if words.dep[more] in _PARTS else None
        if i >= len(words) or words.pos[i] != "NUM" and i not in inside:
            return None
        if not isinstance(found.value.value, tuple) and words.head[i] > i and words.dep[i] in ("nummod", "compound", "quantmod", "amod"):
            return None
        return i if words.dep[i] in _PARTS else None

    def _gapped(self, found: Found[Quantity]) -> bool:
        """Whether a number stands right behind a state and before a break, its verb and noun left out: "Denmark 100, Spain 30"."""
        words = self.words
        before = self.scene.at.get(found.first - 1)
        if before is None or before.kind not in ("name", "seat", "place") or words.sent[found.first - 1] != words.sent[found.first]:
            return False
        last = found.end >= len(words) or words.sent[found.end] != words.sent[found.first]
        return last or words.text[found.end] in (",", ";", ".", ")") or words.lower[found.end] in ("and", "each", "more", "to", "for")

    def _recall(self, candidate: Candidate, count: float, others: dict[int, Candidate]) -> None:
        """Let a small number count the things spoken of last: "eight jets are there; four will leave"."""
        words = self.words
        if count >= _FEW:
            return
        named = [
            o for o in others.values()
            if o.head < candidate.head and words.block[o.head] == words.block[candidate.head] and words.sent[candidate.head] - words.sent[o.head] <= 1
            and not o.elided and o.grade not in ("count", "abstract")
        ]
        here = [o for o in named if words.sent[o.head] == words.sent[candidate.head]]
        before = max(here or [o for o in named if o.count is not None] or named, key=lambda o: o.head, default=None)
        if before is not None and before.category in COUNTED and (before.quantity is not None or before.grade in ("strong", "name")):
            candidate.category, candidate.item = before.category, before.item
