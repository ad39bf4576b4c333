"""What all the readers of expressions share: the text, its timeline, and the year of what is said without one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from standoff.knowledge.calendar import time_words
from standoff.reading.draft import Draft
from standoff.reading.times import moments as m
from standoff.reading.times.context import Timeline
from standoff.reading.times.moments import Moment
from standoff.reading.times.tense import governing_verb, looks_ahead, tense_at

BACK = frozenset({"last", "past", "previous", "preceding", "prior", "recent", "latest"})
ON = frozenset({"next", "coming", "following", "subsequent", "ensuing", "succeeding", "upcoming"})
# Relative to the text's own time, whatever the publication date is.
ANAPHORIC = frozenset({"previous", "preceding", "following", "subsequent", "ensuing", "succeeding", "same", "very same", "that", "those", "that same", "that very"})

# Verbs that stand in the present for what is to come.
_SCHEDULED = frozenset(
    """begin start end expire open close leave depart arrive meet run last hold resume return host vote convene conclude kick commence
    visit travel fly head finish launch""".split()
)


@dataclass(frozen=True, slots=True)
class Read:
    """Type, value and days of an expression."""

    type: str
    value: str
    start: str | None = None
    end: str | None = None


def read_of(moment: Moment, pod: str | None = None) -> Read:
    """Return a moment as an expression's meaning; `pod` is a part of the day ("TMO")."""
    start = moment.start.isoformat() if moment.start else None
    end = moment.end.isoformat() if moment.end else None
    return Read("TIME" if pod else "DATE", moment.value + (pod or ""), start, end)


class Base:
    """The report, its timeline and the words of time."""

    def __init__(self, draft: Draft, line: Timeline) -> None:
        self.draft = draft
        self.text = draft.working.text
        self.words = draft.words
        self.line = line
        tables = time_words()
        self.months: dict[str, int] = tables["months"]
        self.weekdays: dict[str, int] = tables["weekdays"]
        self.pods: dict[str, str] = tables["parts_of_day"]
        self.seasons: dict[str, str] = tables["seasons"]
        self.ordinals: dict[str, int] = tables["ordinals"]
        self.references = {w: value for value, group in tables["references"].items() for w in group}
        self.narrative_references = {w: value for value, group in tables["narrative_references"].items() for w in group}

    def _previous(self, token: int) -> str:
        return self.words.lower[token - 1] if token and self.words.block[token - 1] == self.words.block[token] else ""

    def _next(self, offset: int) -> int | None:
        token = self.words.token_at(offset)
        return token if token is not None and self.words.start[token] < offset + 3 else None

    def _month_number(self, written: str) -> int:
        return self.months[written.lower().rstrip(".")]

    def _whose(self, match: re.Match[str]) -> int | None:
        """Return the year that is said with a date ("2014", "last year", "'14")."""
        written = match["whose"]
        return self._year_said(written) if written else None

    def _year_said(self, written: str) -> int | None:
        written = written.lower()
        digits = re.match(r"\d+", written)
        if digits:
            return -int(digits[0]) if "b" in written else int(digits[0])
        if written[0] in "'’":
            short = int(written[1:3])
            return 2000 + short if short <= 50 else 1900 + short
        anaphoric = any(w in written for w in ("same", "that", "following", "previous", "preceding"))
        base = (self.line.last.year if self.line.last else None) if anaphoric or self.line.narrative else (self.line.published.year if self.line.published else None)
        if base is None:
            return None
        if any(w in written for w in ("last", "previous", "preceding")):
            return base - 1
        if any(w in written for w in ("next", "following")):
            return base + 1
        return base

    def _tense(self, token: int) -> str:
        if looks_ahead(self.words, token):
            return "future"
        return tense_at(self.words, token)

    def _scheduled(self, token: int) -> bool:
        """Whether the verb is one that stands in the present for what is to come ("the talks begin on Sunday")."""
        verb = governing_verb(self.words, token)
        return verb is not None and self.words.lemma[verb] in _SCHEDULED and self.draft.working.blocks[self.words.block[token]].kind != "heading"

    def _year_for(self, month: int, day: int | None, token: int, weekday: int | None = None) -> int | None:
        """Return the year of a date that is said without one."""
        line = self.line
        if line.narrative:
            return self._narrative_year(month)
        published = line.published
        if published is None:
            return line.last.year if line.last else None
        if line.last is not None and line.last_sent == self.words.sent[token] and line.last.year and line.last.year != published.year and self._tense(token) == "past":
            year = self._nearest_year(month)  # "between June 2014 and August"
            if year and line.last.start and (year, month) < (line.last.start.year, line.last.start.month) and (year + 1, month) <= (published.year, published.month):
                return year + 1  # "in late 2013 and again in January"
            return year
        years = [published.year + k for k in (-1, 0, 1)]
        if weekday is not None and day is not None:
            fits = [y for y in [*years, published.year - 2, published.year + 2] if (d := m.ymd(y, month, day)) and d.start and d.start.isoweekday() == weekday]
            if fits:
                return min(fits, key=lambda y: abs((dt.date(y, month, min(day, 28)) - published).days))
        tense = self._tense(token)
        if day is not None and (near := m.ymd(published.year, month, day)) and near.start and abs((near.start - published).days) <= 45:
            return published.year  # whatever the tense: nobody names a day 11 months off without its year
        if tense == "present" and self._scheduled(token):
            tense = "future"
        here = (published.month, published.day if day is not None else 0)
        there = (month, day if day is not None else 0)
        if tense == "future":
            return published.year if there >= here else published.year + 1
        if tense == "past":
            return published.year if there <= here else published.year - 1
        return min(years, key=lambda y: abs((dt.date(y, month, min(day or 15, 28)) - published).days))

    def _narrative_year(self, month: int) -> int | None:
        line = self.line
        if line.last is None or line.last.year is None:
            return line.published.year if line.published else None
        return self._nearest_year(month)

    def _nearest_year(self, month: int) -> int | None:
        """Return the year that brings `month` next to the month at which the text has arrived."""
        line = self.line
        year = line.last.year if line.last else None
        anchor = line.last_month
        if year is None or anchor is None or anchor.year != year or anchor.start is None:
            return year
        step = month - anchor.start.month
        if step <= -7:
            return year + 1
        return year
