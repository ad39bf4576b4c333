"""Calendar times: TIMEX3 values with the days that they span, and arithmetic on them."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

# What "early", "late" and the like leave of a stretch of days, in thirds.
THIRDS = {"early": (0, 1), "mid": (1, 2), "late": (2, 3), "first": (0, 1.5), "second": (1.5, 3), "end": (2.5, 3), "start": (0, 0.5)}
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Moment:
    """A calendar time.

    Parameters
    ----------
    value : str
        TIMEX3 value.
    start, end : date or None
        First and last day; ``None`` where no calendar day is known (years BC, unresolved expressions).
    grain : str
        ``day``, ``week``, ``weekend``, ``month``, ``quarter``, ``half``, ``season``, ``year``, ``decade``,
        ``century`` or ``none``.
    year : int or None
        The year, negative BC; ``None`` where it is not known.
    """

    value: str
    start: dt.date | None
    end: dt.date | None
    grain: str
    year: int | None = None

    def part(self, name: str) -> Moment:
        """Return the same value with the days of a part of it only (``early``, ``mid``, ``late``, …)."""
        if self.start is None or self.end is None or self.grain in ("day", "none"):
            return self
        length = (self.end - self.start).days + 1
        if name.startswith("week"):
            start = self.end - dt.timedelta(days=6) if name == "week0" else self.start + dt.timedelta(days=7 * int(name[4:]) - 7)
            return replace(self, start=max(start, self.start), end=min(max(start, self.start) + dt.timedelta(days=6), self.end))
        low, high = THIRDS[name]
        start = self.start + dt.timedelta(days=round(length * low / 3))
        end = self.start + dt.timedelta(days=round(length * high / 3) - 1)
        return replace(self, start=start, end=max(start, end))


UNKNOWN = Moment("XXXX-XX-XX", None, None, "none")


def day(date: dt.date) -> Moment:
    """Return one day."""
    return Moment(date.isoformat(), date, date, "day", date.year)


def ymd(year: int, month: int, number: int) -> Moment | None:
    """Return the day `number` of a month, None if there is no such day; years before 1 have a value only."""
    if not 1 <= month <= 12 or not 1 <= number <= calendar.monthrange(max(year, 4) if year > 0 else 4, month)[1]:
        return None
    if year < 1:
        return Moment(f"{year_value(year)}-{month:02d}-{number:02d}", None, None, "day", year)
    return day(dt.date(year, month, number))


def month(year: int, number: int) -> Moment:
    """Return a month."""
    if year < 1:
        return Moment(f"{year_value(year)}-{number:02d}", None, None, "month", year)
    last = calendar.monthrange(year, number)[1]
    return Moment(f"{year:04d}-{number:02d}", dt.date(year, number, 1), dt.date(year, number, last), "month", year)


def year_value(year: int) -> str:
    """Return the TIMEX3 value of a year, negative for BC."""
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"


def year_of(year: int) -> Moment:
    """Return a year, negative for BC."""
    if year < 1 or year > 9998:
        return Moment(year_value(year), None, None, "year", year)
    return Moment(year_value(year), dt.date(year, 1, 1), dt.date(year, 12, 31), "year", year)


def decade(year: int) -> Moment:
    """Return the decade that holds `year`."""
    if year < 1:
        return Moment(f"BC{-year // 10:03d}", None, None, "decade", year)
    first = year // 10 * 10
    return Moment(f"{first // 10:03d}", dt.date(max(first, 1), 1, 1), dt.date(first + 9, 12, 31), "decade", first)


def century(number: int, era: bool = False) -> Moment:
    """Return the `number`-th century; `era`: before Christ."""
    if era:
        return Moment(f"BC{number - 1:02d}", None, None, "century", -100 * (number - 1) - 1)
    first = (number - 1) * 100
    return Moment(f"{number - 1:02d}", dt.date(first + 1, 1, 1), dt.date(first + 100, 12, 31), "century", first)


def season(year: int, code: str) -> Moment:
    """Return a season by its months; winter is the one that begins in December of `year`."""
    value = f"{year_value(year)}-{code}"
    if year < 1:
        return Moment(value, None, None, "season", year)
    first = _SEASON_MONTHS[code]
    last_year, last = (year + 1, 2) if code == "WI" else (year, first + 2)
    return Moment(value, dt.date(year, first, 1), dt.date(last_year, last, calendar.monthrange(last_year, last)[1]), "season", year)


def quarter(year: int, number: int) -> Moment:
    """Return a calendar quarter."""
    last = 3 * number
    return Moment(f"{year:04d}-Q{number}", dt.date(year, last - 2, 1), dt.date(year, last, calendar.monthrange(year, last)[1]), "quarter", year)


def half(year: int, number: int) -> Moment:
    """Return a half of a year."""
    first, last = (1, 6) if number == 1 else (7, 12)
    return Moment(f"{year:04d}-H{number}", dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]), "half", year)


def week(date: dt.date) -> Moment:
    """Return the ISO week of a day."""
    monday = date - dt.timedelta(days=date.isoweekday() - 1)
    year, number, _ = date.isocalendar()
    return Moment(f"{year:04d}-W{number:02d}", monday, monday + dt.timedelta(days=6), "week", year)


def weekend(date: dt.date) -> Moment:
    """Return the weekend of the ISO week of a day."""
    whole = week(date)
    assert whole.end is not None
    return Moment(f"{whole.value}-WE", whole.end - dt.timedelta(days=1), whole.end, "weekend", whole.year)


def add_months(date: dt.date, months: int) -> dt.date:
    """Return the same day some months away, or the last day of a shorter month."""
    total = date.year * 12 + date.month - 1 + months
    year, number = divmod(total, 12)
    year = min(max(year, 1), 9998)
    return dt.date(year, number + 1, min(date.day, calendar.monthrange(year, number + 1)[1]))


def shift(date: dt.date, unit: str, count: float) -> Moment | None:
    """Return the time that lies `count` units from a day, as coarse as the unit: days, weeks, months or years."""
    try:
        if unit in ("D", "N"):
            return day(date + dt.timedelta(days=round(count)))
        if unit == "W" or unit == "2W":
            weeks = count * (2 if unit == "2W" else 1)
            if float(weeks).is_integer():
                return week(date + dt.timedelta(weeks=weeks))
            return day(date + dt.timedelta(days=round(7 * weeks)))
        if unit == "WE":
            return weekend(date + dt.timedelta(weeks=count))
        if unit == "M":
            moved = add_months(date, round(count))
            return month(moved.year, moved.month)
        if unit == "Q":
            moved = add_months(date, 3 * round(count))
            return quarter(moved.year, (moved.month + 2) // 3)
        years = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}.get(unit)
        if years is None:
            return None
        return year_of(date.year + round(years * count))
    except (OverflowError, ValueError):
        return None


def around(date: dt.date, unit: str, count: int) -> Moment | None:
    """Return the calendar unit `count` units from the one that holds a day ("last week", "this year", "next decade")."""
    if unit == "DE":
        return decade(date.year + 10 * count)
    if unit == "CE":
        return century((date.year - 1) // 100 + 1 + count)
    return shift(date, unit, count)
