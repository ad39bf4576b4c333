"""Vectors of words say what is like what."""

from __future__ import annotations

import pytest

from standoff.knowledge.vectors import SIZE, word_vector


@pytest.mark.parametrize(("word", "like", "unlike"), [("howitzer", "rifle", "bread"), ("frigate", "destroyer", "teacher"), ("loan", "credit", "tank")])
def test_like_words_lie_near(word: str, like: str, unlike: str) -> None:
    one = word_vector(word)
    assert one @ word_vector(like) > one @ word_vector(unlike) + 0.2


def test_a_lemma_stands_for_a_word_without_a_vector() -> None:
    assert (word_vector("qqfrigateqq", "frigate") == word_vector("frigate")).all()


def test_unknown_words_are_nothing() -> None:
    nothing = word_vector("qqfrigateqq")
    assert nothing.shape == (SIZE,) and not nothing.any()


def test_vectors_have_length_one() -> None:
    assert float(word_vector("paratrooper") @ word_vector("paratrooper")) == pytest.approx(1, abs=0.02)
