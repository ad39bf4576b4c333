"""The states of a report's words: one sentence at a time, and only when asked."""

import numpy as np
from tests.drafts import draft_of

from standoff.reading.contexts import Contexts
from standoff.reading.forces import model

TEXT = "The minister spoke on Monday. Two battalions crossed the river at night. Nobody was hurt."


def test_only_sentences_that_are_asked_about_are_looked_at():
    words = draft_of(TEXT).words
    contexts = Contexts(words)
    head = words.lower.index("battalions")
    state = contexts.state(head)
    assert list(contexts.known) == [words.sent[head]]
    assert np.array_equal(state, contexts.state(head))


def test_the_sentence_before_is_seen():
    one = draft_of(TEXT).words
    other = draft_of(TEXT.replace("The minister spoke on Monday.", "The film begins in a village.")).words
    states = [Contexts(words).state(words.lower.index("battalions")) for words in (one, other)]
    assert not np.array_equal(*states)


def test_where_the_features_are_sure_no_sentence_is_looked_at(monkeypatch):
    monkeypatch.setattr(model, "DOUBT", (1.0, 0.0))
    assert draft_of("The United States has 900 troops in Syria.").contexts.known == {}
