"""What the words of a report mean where they stand: the encoder's states, sentence by sentence, made when they are asked for."""

from __future__ import annotations

from standoff.knowledge.encoder import BEFORE, Array, encoder
from standoff.reading.engine.products import one_thread
from standoff.reading.words import Words


class Contexts:
    """The encoder's states of one report; a sentence that nobody asks about costs nothing."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.known: dict[int, Array] = {}

    def state(self, i: int) -> Array:
        """Return the state of token `i` in its sentence, of shape (size,)."""
        sentence = self.words.sent[i]
        first, end = self.words.sents[sentence]
        if (states := self.known.get(sentence)) is None:
            with one_thread():
                states = self.known[sentence] = encoder().states(self.words.lower[first:end], self.words.lower[max(first - BEFORE, 0) : first])
        state: Array = states[i - first]
        return state
