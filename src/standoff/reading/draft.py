"""The draft: what the reading steps share while one report is read.

A step is a function of the draft that returns what it found; the reader stores that on the draft for the steps after it.
Steps speak of tokens; the draft turns token ranges into spans of the report.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from standoff.mentions import Aid, Comment, Deployment, Event, Party, Place, Quantity, Statement, Time, Use
from standoff.reading.contexts import Contexts
from standoff.reading.words import Words
from standoff.reading.working import Working
from standoff.report import Report, Span

if TYPE_CHECKING:
    from standoff.reading.actors import Parties

T = TypeVar("T")


@dataclass(slots=True)
class Found(Generic[T]):
    """Something found at the tokens `first` to `end` (exclusive); `head` is the token that carries its syntax."""

    first: int
    end: int
    head: int
    value: T


@dataclass(slots=True)
class PlaceUse:
    """One mention of a place: which entry, and the `use` made of it."""

    place: Place
    use: Use


@dataclass(slots=True)
class Draft:
    """The state of one reading."""

    report: Report
    working: Working
    words: Words
    contexts: Contexts = field(init=False)
    quantities: list[Found[Quantity]] = field(default_factory=list)
    times: list[Found[Time]] = field(default_factory=list)
    history: bool = False  # whether the text tells of the past in its order: then undated clauses follow the last date
    places: list[Found[PlaceUse]] = field(default_factory=list)
    parties: Parties = field(init=False)
    statements: list[Found[Statement]] = field(default_factory=list)
    turns: list[Found[Party]] = field(default_factory=list)
    comments: tuple[Comment, ...] = ()
    events: list[Found[Event]] = field(default_factory=list)
    deployments: list[Found[Deployment]] = field(default_factory=list)
    aid: list[Found[Aid]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.contexts = Contexts(self.words)

    @property
    def published(self) -> dt.date | None:
        """The publication date, if the report has one."""
        try:
            return dt.date.fromisoformat((self.report.published or "")[:10])
        except ValueError:
            return None

    def span(self, first: int, end: int) -> Span:
        """Return the report's span of the tokens `first` to `end` (exclusive)."""
        return self.chars(self.words.start[first], self.words.end[end - 1])

    def chars(self, start: int, end: int) -> Span:
        """Return the report's span of the working text from `start` to `end` (exclusive)."""
        return self.report.span(*self.working.to_report(start, end))

    def subtree(self, i: int) -> Span:
        """Return the report's span of the subtree of token `i`."""
        return self.span(self.words.left[i], self.words.right[i] + 1)
