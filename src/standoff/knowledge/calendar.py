"""Words of time expressions and holidays, from the data files."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def time_words() -> dict[str, dict[str, Any]]:
    """Return the tables of time words (``months``, ``weekdays``, ``units``, ``references``, …)."""
    return tomllib.loads((files("standoff.knowledge") / "data" / "times.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def holidays() -> dict[str, str]:
    """Return holiday → rule, names lower-cased."""
    text = (files("standoff.knowledge") / "data" / "holidays.csv").read_text(encoding="utf-8")
    return {row["name"]: row["rule"] for row in csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#"))}


def holiday(name: str, year: int) -> dt.date | None:
    """Return the day on which the holiday `name` falls in `year`, if it is known."""
    rule = holidays().get(name.lower())
    if rule is None:
        return None
    if rule.startswith("easter"):
        return easter(year) + dt.timedelta(days=int(rule.removeprefix("easter")))
    if "/" in rule:
        month, weekday, which = map(int, rule.split("/"))
        if which > 0:
            first = dt.date(year, month, 1)
            return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))
        last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7)
    return dt.date(year, int(rule[:2]), int(rule[3:]))


def easter(year: int) -> dt.date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)
