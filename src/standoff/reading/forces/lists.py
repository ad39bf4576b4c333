"""Items of a list under a lead-in: what its verb says holds of each of them."""

from __future__ import annotations

from standoff.reading.forces.predicates import Predicates, Predication
from standoff.reading.words import Words

_STOPS = frozenset({";", ","})


def lead_in(words: Words, predicates: Predicates, i: int) -> Predication | None:
    """Return what the line over a list says of noun `i` in one of its items: "Norway contributes:" over "- 90 men in Mali"."""
    for n in range(words.sent[i] - 1, -1, -1):
        first, end = words.sents[n]
        if words.block[first] == words.block[i]:
            return None
        last = end - 1
        while last > first and words.pos[last] == "SPACE":
            last -= 1
        if words.text[last] == ":":
            root = next((t for t in range(first, end) if words.head[t] == t), first)
            return predicates.at(root, "obj") if words.pos[root] in ("VERB", "AUX") else None
        if words.text[last] not in _STOPS and any(words.pos[t] in ("VERB", "AUX") and words.head[t] == t for t in range(first, end)):
            return None  # a sentence, no item
    return None
