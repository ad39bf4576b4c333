"""Time expressions (TIMEX3), and the time at which a clause holds."""

from __future__ import annotations

from standoff.reading.times.find import find_times
from standoff.reading.times.governing import when_of

__all__ = ["find_times", "when_of"]
