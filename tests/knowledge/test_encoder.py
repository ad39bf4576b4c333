"""The encoder: pieces of words, windows of a sentence, states."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.knowledge.encoder import BEFORE, LONGEST, encoder


def spelled(word: str) -> list[str]:
    by_number = {n: piece for piece, n in encoder().number.items()}
    return [by_number[n] for n in encoder().pieces(word)]


def test_a_common_word_is_one_piece_and_a_rare_one_falls_into_the_longest():
    assert spelled("troops") == ["troops"]
    rare = spelled("paratrooper")
    assert len(rare) > 1
    assert all(piece.startswith("##") for piece in rare[1:])
    assert "".join(piece.removeprefix("##") for piece in rare) == "paratrooper"


def test_accents_fall_and_punctuation_stands_alone():
    assert spelled("élysée") == spelled("elysee")
    assert spelled("u.s.") == ["u", ".", "s", "."]


def test_what_no_piece_spells_is_unknown():
    assert spelled("部") == ["[UNK]"]
    assert spelled("") == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=300), st.lists(st.text(max_size=12), max_size=40))
def test_each_word_with_pieces_begins_in_one_window(words: list[str], before: list[str]):
    seen = []
    for window in encoder().windows(words, before):
        assert len(window.ids) <= BEFORE + LONGEST + 3
        places = [at for _, at in window.firsts]
        assert places == sorted(set(places))
        assert all(window.lead <= at < len(window.ids) - 1 for at in places)
        seen += [n for n, _ in window.firsts]
    assert seen == [n for n, word in enumerate(words) if encoder().pieces(word)]


def test_a_word_means_what_its_sentence_makes_of_it():
    river, money = "the boat lay at the bank of the river".split(), "the loan came from a bank in the city".split()
    states = encoder().states(river)
    assert states.shape == (len(river), encoder().norm.shape[1])
    assert np.array_equal(states, encoder().states(river))
    other = encoder().states(money)
    assert not np.allclose(states[river.index("bank")], other[money.index("bank")], atol=0.1)


def test_a_long_sentence_is_read_to_its_end():
    words = ["soldiers", "came", "and"] * LONGEST
    assert np.abs(encoder().states(words)).sum(axis=1).min() > 0
