"""What the words of a phrase of forces or aid, and those around it, mean: vectors for the decision whether it is one."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from standoff.knowledge.vectors import NOTHING, Vector, word_vector
from standoff.reading.forces.predicates import Predication
from standoff.reading.words import Words

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV"})
# Words to each side that count as near.
_NEAR = 5


class Meanings:
    """Gives the vectors of one report's phrases; those of its words are looked up once."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.known: dict[int, Vector] = {}

    def of(self, head: int, chosen: Predication | None) -> dict[str, Vector]:
        """Return a phrase's vectors by slot: its head and what it is of, what is said of it, the words beside it and the sentence around it.

        Parameters
        ----------
        head
            Token of the phrase's head.
        chosen
            What is said of the phrase, if anything is.

        Returns
        -------
        dict
            Vectors of shape (100,); slots without a known word are left out.
        """
        words = self.words
        first, end = words.sents[words.sent[head]]
        content = [t for t in range(first, end) if t != head and words.pos[t] in _CONTENT]
        slots = {
            "head": self._word(head),
            "before": self._word(head - 1) if head > first else NOTHING,
            "after": self._word(head + 1) if head + 1 < end else NOTHING,
            "sentence": self._mean(content),
            "left": self._mean(t for t in content if head - _NEAR <= t < head),
            "right": self._mean(t for t in content if head < t <= head + _NEAR),
        }
        of = next((o for p in words.kids[head] if words.lower[p] == "of" and (o := words.child(p, "pobj")) is not None), None)
        if of is not None:
            slots["of"] = self._word(of)
        if chosen is not None:
            slots["verb"] = self._word(chosen.token)
            if chosen.chain:
                slots["up"] = self._word(chosen.chain[0].token)
        return {name: vector for name, vector in slots.items() if vector.any()}

    def _word(self, i: int) -> Vector:
        if (found := self.known.get(i)) is None:
            found = self.known[i] = word_vector(self.words.lower[i], self.words.lemma[i])
        return found

    def _mean(self, tokens: Iterable[int]) -> Vector:
        rows = [self._word(t) for t in tokens]
        return np.mean(rows, axis=0, dtype=np.float32) if rows else NOTHING
