"""A small encoder of sentences: what a word means where it stands.

MiniLM (Wang et al. 2020, arXiv:2002.10957; here in the form of ``all-MiniLM-L6-v2`` by Reimers and Gurevych,
https://www.sbert.net, Apache License 2.0), its upper half trained further by ``training/train_encoder.py``. Whole numbers of a byte stand for the
weights; the arithmetic is NumPy's, in single precision.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
# Pieces of a sentence that are looked at together, a longer sentence is cut; and those of the end of the sentence before.
LONGEST, BEFORE = 128, 24
HEADS = 12
_EPSILON = np.float32(1e-12)
_ROOT = np.float32(math.sqrt(2 / math.pi))


@dataclass(frozen=True, slots=True)
class Window:
    """Numbers of pieces, how many of them lead up to the sentence, and the places of words in it with those of their first pieces."""

    ids: list[int]
    lead: int
    firsts: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of attention: matrices of shape (in, out), biases, and the scale and shift of its two norms."""

    ask: Array
    ask_bias: Array
    join: Array
    join_bias: Array
    norm: Array
    up: Array
    up_bias: Array
    down: Array
    down_bias: Array
    last_norm: Array

    def of(self, x: Array) -> Array:
        """Return the layer's states of the states `x` of a window, both of shape (pieces, size)."""
        n, size = x.shape
        # queries, keys and values of each head: (3, heads, pieces, size of a head)
        q, k, v = _linear(x, self.ask, self.ask_bias).reshape(n, 3, HEADS, size // HEADS).transpose(1, 2, 0, 3)
        scores: Array = q @ k.transpose(0, 2, 1)
        scores *= np.float32(1 / math.sqrt(size // HEADS))
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        met: Array = scores @ v
        seen = _linear(met.transpose(1, 0, 2).reshape(n, size), self.join, self.join_bias)
        seen += x
        x = _normed(seen, self.norm)
        more = _linear(_gelu(_linear(x, self.up, self.up_bias)), self.down, self.down_bias)
        more += x
        return _normed(more, self.last_norm)


@dataclass(frozen=True, slots=True)
class Encoder:
    """Pieces of words by number, their vectors, and the layers above them; `heads` are weights of decisions by name."""

    number: dict[str, int]
    vectors: npt.NDArray[np.int8]
    steps: Array
    places: Array
    kinds: Array
    norm: Array
    layers: tuple[Layer, ...]
    heads: dict[str, Array]

    def pieces(self, word: str) -> list[int]:
        """Return the numbers of the longest pieces that a word in lower case falls into; those after the first begin with "##"."""
        found: list[int] = []
        for part in _parts(word):
            at, inner = 0, []
            while at < len(part):
                end = next((e for e in range(len(part), at, -1) if ("##" if at else "") + part[at:e] in self.number), at)
                if end == at:
                    inner = [self.number["[UNK]"]]
                    break
                inner.append(self.number[("##" if at else "") + part[at:end]])
                at = end
            found += inner
        return found

    def windows(self, words: Sequence[str], before: Sequence[str] = ()) -> Iterator[Window]:
        """Yield what is looked at together: the end of the sentence before, and a sentence or a part of a long one.

        Parameters
        ----------
        words, before
            The words of the sentence, and of the one before it, in lower case.

        Yields
        ------
        Window
            At least one in which each word with pieces begins.
        """
        start, stop = self.number["[CLS]"], self.number["[SEP]"]
        lead = [start, *[piece for word in before[-BEFORE:] for piece in self.pieces(word)][-BEFORE:], stop]
        ids = list(lead)
        firsts: list[tuple[int, int]] = []
        for n, word in enumerate(words):
            pieces = self.pieces(word)[:LONGEST]
            if len(ids) - len(lead) + len(pieces) > LONGEST:
                yield Window([*ids, stop], len(lead), firsts)
                ids, firsts = list(lead), []
            if pieces:
                firsts.append((n, len(ids)))
            ids += pieces
        if firsts:
            yield Window([*ids, stop], len(lead), firsts)

    def states(self, words: Sequence[str], before: Sequence[str] = ()) -> Array:
        """Return what the words of a sentence mean in it.

        Parameters
        ----------
        words, before
            The words of the sentence, and of the one before it, in lower case.

        Returns
        -------
        numpy.ndarray
            Of shape (words, size): the state of each word's first piece; zeros for a word without any.
        """
        out = np.zeros((len(words), self.norm.shape[1]), dtype=np.float32)
        for window in self.windows(words, before):
            x = self.vectors[window.ids] * self.steps[window.ids] + self.places[: len(window.ids)]
            x[: window.lead] += self.kinds[0]
            x[window.lead :] += self.kinds[1]
            x = _normed(x, self.norm)
            for layer in self.layers:
                x = layer.of(x)
            out[[n for n, _ in window.firsts]] = x[[at for _, at in window.firsts]]
        return out


def _parts(word: str) -> list[str]:
    """Return a word without accents, cut at punctuation, as the pieces were made of."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")
    return "".join(c if c.isalnum() else " " if c.isspace() else f" {c} " for c in plain).split()


# What follows works in place where it can: new arrays of this size cost more than the arithmetic.
def _linear(x: Array, weights: Array, bias: Array) -> Array:
    out: Array = x @ weights
    out += bias
    return out


def _normed(x: Array, norm: Array) -> Array:
    x -= x.mean(axis=-1, keepdims=True)
    x /= np.sqrt((x * x).mean(axis=-1, keepdims=True) + _EPSILON)
    x *= norm[0]
    x += norm[1]
    return x


def _gelu(x: Array) -> Array:
    """Return x times how much of a normal distribution is below it, by the usual approximation with a hyperbolic tangent."""
    with np.errstate(over="ignore"):  # far below zero nothing is left of x
        power: Array = x * x
        power *= np.float32(-2 * 0.044715) * _ROOT
        power -= np.float32(2) * _ROOT
        power *= x
        np.exp(power, out=power)
        power += np.float32(1)
        np.divide(x, power, out=power)
        return power


def read_matrix(stored: Any, name: str) -> Array:
    """Return a stored array: whole numbers times their row's step, or as it stands."""
    values: Array = stored[name]
    return values * stored[f"{name}.steps"] if values.dtype == np.int8 else values


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """Return the encoder of ``data/encoder_words.npz`` and ``data/encoder.npz``."""
    data = files("standoff.knowledge") / "data"
    with as_file(data / "encoder_words.npz") as first, as_file(data / "encoder.npz") as second, np.load(first) as words, np.load(second) as stored:
        layers = tuple(Layer(*(read_matrix(stored, f"{n}.{name}") for name in Layer.__slots__)) for n in range(stored["layers"].item()))
        number = {piece: n for n, piece in enumerate(bytes(words["pieces"]).decode("utf-8").split("\n"))}
        heads = {name.removeprefix("head."): stored[name] for name in stored.files if name.startswith("head.")}
        return Encoder(number, words["vectors"], words["steps"], stored["places"], stored["kinds"], stored["norm"], layers, heads)
