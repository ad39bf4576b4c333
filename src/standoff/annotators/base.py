"""What an annotator is, and where they come from."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import entry_points
from typing import Protocol

from standoff.errors import StandoffError
from standoff.mentions import Reading


class Annotator(Protocol):
    """Adds to a reading or replaces parts of it."""

    def __call__(self, reading: Reading) -> Reading:
        """Return the reading with what was added or replaced; every span must hold its text."""
        ...


def _llm() -> Annotator:
    from standoff.annotators.llm import LlmAnnotator

    return LlmAnnotator.from_environment()


@lru_cache(maxsize=1)
def annotators() -> dict[str, Callable[[], Annotator]]:
    """Return what makes each annotator, by name: the built-in ``llm`` and the entry points of the group ``standoff.annotators``."""
    found: dict[str, Callable[[], Annotator]] = {"llm": _llm}
    for point in entry_points(group="standoff.annotators"):
        found.setdefault(point.name, point.load())
    return found


@lru_cache(maxsize=16)
def annotator(name: str) -> Annotator:
    """Return the annotator of that name, made once in a process.

    Raises
    ------
    StandoffError
        If there is none.
    """
    known = annotators()
    if name not in known:
        raise StandoffError(f"{name}: no such annotator; there are {', '.join(sorted(known))}")
    return known[name]()
