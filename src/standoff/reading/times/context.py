"""What a relative expression is relative to: the publication date in news, the story's own time in a history."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from standoff.knowledge.calendar import time_words
from standoff.reading.draft import Draft
from standoff.reading.times.moments import Moment

_YEAR = re.compile(r"(?<![\w.,$€£#-])(1\d{3}|20\d{2})(?![\w%]|[.,]\d| (?:troops|soldiers|men|people|miles|km|tons|tonnes|dollars))")
_BEFORE_CHRIST = re.compile(r"\b\d{1,4}\s?B\.?C\b")
_DEICTIC = re.compile(r"\b(?:yesterday|today|tomorrow|tonight|(?:last|this|next|on) (?:week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.I)
_OPENING_DATE = re.compile(
    r"\b(?:(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2,8})\.?,? (?P<year>20\d\d|19\d\d)|(?P<month2>[A-Z][a-z]{2,8})\.? (?P<day2>\d{1,2}),? (?P<year2>20\d\d|19\d\d)|(?P<iso>\d{4}-\d{2}-\d{2}))\b"
)


@dataclass(slots=True)
class Timeline:
    """The state of one pass through the expressions of a text.

    Parameters
    ----------
    published : date or None
        What "yesterday" is counted from.
    narrative : bool
        Whether the text is a history, whose undated months and days follow each other.
    month_first : bool
        How "02/03/2022" is to be read.
    """

    published: dt.date | None
    narrative: bool
    month_first: bool
    last: Moment | None = None
    last_day: dt.date | None = None
    last_month: Moment | None = None
    last_sent: int = -1

    def base(self) -> dt.date | None:
        """Return the day that relative expressions are counted from."""
        if self.narrative:
            return self.here() or self.published
        return self.published

    def here(self) -> dt.date | None:
        """Return the day at which the text has arrived: that of the last date in it."""
        if self.last is not None and self.last.start is not None:
            return self.last.start
        return self.last_day

    def year(self) -> int | None:
        """Return the year at which the text has arrived; in news, that of publication."""
        if self.narrative and self.last is not None and self.last.year is not None:
            return self.last.year
        return self.published.year if self.published else self.last.year if self.last else None

    def move(self, moment: Moment, sent: int, leads: bool = True) -> None:
        """Go on to a time that the text has named; a year that does not lead its sentence may be a mere glance aside."""
        if moment.grain == "none" or moment.year is None:
            return
        anchor = self.last_month
        if self.narrative and moment.grain == "year" and not leads and anchor is not None and anchor.year is not None and not 0 <= moment.year - anchor.year <= 1:
            return  # a glance back or ahead
        self.last = moment
        self.last_sent = sent
        if moment.grain == "day" and moment.start is not None:
            self.last_day = moment.start
        if moment.grain in ("day", "month"):
            self.last_month = moment


def timeline_of(draft: Draft) -> Timeline:
    """Return the timeline at the beginning of a report."""
    text = draft.working.text
    published = draft.published or _opening_date(text[:400])
    if published is not None and not 1500 <= published.year <= 2500:
        published = None  # no date that a report can have
    narrative = _is_narrative(text, published)
    months_before = len(re.findall(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b", text))
    days_before = len(re.findall(r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b", text))
    dayish = len(re.findall(r"\b(?:1[3-9]|2\d|3[01])/\d{1,2}/\d{2,4}\b", text))
    return Timeline(published, narrative, months_before >= days_before and not dayish)


def _is_narrative(text: str, published: dt.date | None) -> bool:
    """Whether the text tells a history: it names many years of the past and hardly a day relative to its own."""
    years = [int(y) for y in _YEAR.findall(text)]
    if _BEFORE_CHRIST.search(text) and len(_BEFORE_CHRIST.findall(text)) >= 3:
        return True
    if published is None:
        return len(years) >= 3 and len(years) >= 2 * len(_DEICTIC.findall(text))
    past = sum(y < published.year or y > published.year + 1 for y in years)
    deictic = len(_DEICTIC.findall(text))
    return past >= 6 and past >= 8 * deictic and past * 200 >= len(text.split())


def _opening_date(head: str) -> dt.date | None:
    """Return a full date at the head of a text that comes without one."""
    found = _OPENING_DATE.search(head)
    if not found:
        return None
    try:
        if found["iso"]:
            return dt.date.fromisoformat(found["iso"])
        number = time_words()["months"].get((found["month"] or found["month2"]).lower())
        return dt.date(int(found["year"] or found["year2"]), number, int(found["day"] or found["day2"])) if number else None
    except ValueError:
        return None
