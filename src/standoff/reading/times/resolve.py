"""The meaning of each shape of expression: TIMEX3 type and value, first and last day."""

from __future__ import annotations

import re

from standoff.reading.times import moments as m
from standoff.reading.times.base import Read, read_of
from standoff.reading.times.dates import Dates
from standoff.reading.times.days import Days
from standoff.reading.times.moments import Moment
from standoff.reading.times.periods import Periods
from standoff.reading.times.relative import Relative
from standoff.reading.times.spans import Spans


class Resolver(Dates, Periods, Days, Relative, Spans):
    """Gives the expressions of one report their meaning, in the order of the text."""

    def read(self, name: str, match: re.Match[str], token: int, part: str | None, pod: str | None) -> Read | None:
        """Return what the expression of shape `name` means, None if it is no time after all."""
        try:
            result = getattr(self, f"_{name}")(match, token)
        except (OverflowError, ValueError):
            return None  # no day of the calendar
        if result is None:
            return None
        if isinstance(result, Moment):
            sent = self.words.sent[token]
            if part:
                result = result.part(part)
            self.line.move(result, sent, token - self.words.sents[sent][0] <= 4)
            if result is m.UNKNOWN or result.value == m.UNKNOWN.value:
                return Read("DATE", result.value)
            return read_of(result, self.pods[pod.lower()] if pod and result.grain == "day" else None)
        assert isinstance(result, Read)
        return result
