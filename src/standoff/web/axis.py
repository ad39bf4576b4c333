"""The time axis: lanes of dots or, where they are too many, of bars, drawn as SVG."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

KINDS = ("event", "deployment", "aid", "statement")
WIDTH, LANE, LEFT, TOP = 1200, 46, 128, 22
# More than this in one step, and dots become bars.
MOST_DOTS = 7
MOST_LINKS = 400
STEPS = (1, 2, 7, 14, 30, 91, 182, 365)
MOST_STEPS = 120


@dataclass(slots=True)
class Mark:
    """A bar, or a stack of dots, of one kind in one step of one lane."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    words: str
    since: str
    until: str
    dots: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Axis:
    """All that the template draws."""

    width: int
    height: int
    left: int
    first: str
    last: str
    days: int
    step: int
    lanes: list[tuple[str, float, int]]
    marks: list[Mark]
    bars: list[tuple[str, str]]
    ticks: list[tuple[float, str]]
    outside: int

    def x_of(self, day: str) -> float:
        """Return where a day begins."""
        n = (date.fromisoformat(day[:10]) - date.fromisoformat(self.first)).days
        return self.left + (self.width - self.left) * max(0, min(n, self.days)) / self.days


def lay_out(rows: list[dict[str, Any]], lanes_of: Any, lanes: list[str], first: str, last: str) -> Axis:
    """Return the axis from the first to the last day.

    Parameters
    ----------
    rows : list of dict
        With ``date`` and ``kind``.
    lanes_of : callable
        Gives the lanes of a row, of those named in `lanes`.
    lanes : list of str
        Lanes, from top to bottom.
    first, last : str
        Days that bound the axis; what lies outside is only counted.
    """
    start = date.fromisoformat(first)
    days = (date.fromisoformat(last) - start).days + 1
    step = next((s for s in STEPS if days / s <= MOST_STEPS), STEPS[-1])
    counts: dict[tuple[str, int, str], int] = Counter()
    totals: Counter[str] = Counter()
    outside = 0
    known = set(lanes)
    for row in rows:
        day = (row["date"] or "")[:10]
        if not first <= day <= last or len(day) != 10:
            outside += 1
            continue
        at = (date.fromisoformat(day) - start).days // step
        for lane in lanes_of(row):
            if lane in known:
                counts[lane, at, row["kind"]] += 1
                totals[lane] += 1
    stacks: dict[tuple[str, int], int] = defaultdict(int)
    for (lane, at, _), n in counts.items():
        stacks[lane, at] += n
    most = max(stacks.values(), default=1)
    wide = (WIDTH - LEFT) * step / days
    axis = Axis(
        WIDTH, TOP + LANE * len(lanes) + 6, LEFT, first, last, days, step,
        [(lane, TOP + LANE * i, totals[lane]) for i, lane in enumerate(lanes)], [], [], _ticks(start, days), outside,
    )  # fmt: skip
    tops = {lane: TOP + LANE * (i + 1) - 4 for i, lane in enumerate(lanes)}
    filled: dict[tuple[str, int], float] = defaultdict(float)
    room = LANE - 12
    # Bars that are too many to be links of their own are one drawing for each kind.
    joined: dict[str, list[str]] = defaultdict(list)
    for (lane, at, kind), n in sorted(counts.items(), key=lambda c: (c[0][0], c[0][1], KINDS.index(c[0][2]))):
        since = start + timedelta(days=at * step)
        until = since + timedelta(days=step - 1)
        x = LEFT + wide * at
        base = tops[lane] - filled[lane, at]
        if most <= MOST_DOTS:
            dots = [base - 4 - 6 * i for i in range(n)]
            high = 6.0 * n
        else:
            dots, high = [], room * n / most
        filled[lane, at] += high
        if not dots and len(counts) > MOST_LINKS:
            joined[kind].append(f"M{x + 0.3:.1f},{base:.1f}v{-high:.1f}h{max(wide - 0.6, 0.8):.1f}v{high:.1f}z")
            continue
        words = f"{lane}, {n} {kind}{'s' if n > 1 and kind != 'aid' else ''}, {since.isoformat()}" + (f" to {until.isoformat()}" if step > 1 else "")
        axis.marks.append(Mark(x, base - high, wide, high, kind, words, since.isoformat(), until.isoformat(), dots))
    axis.bars = [(kind, "".join(paths)) for kind, paths in joined.items()]
    return axis


def _ticks(start: date, days: int) -> list[tuple[float, str]]:
    """Return places and words of the marks on the axis: days, months or years, ten or so."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    found = []

    def put(day: date, words: str) -> None:
        n = (day - start).days
        if 0 <= n <= days:
            found.append((LEFT + (WIDTH - LEFT) * n / days, words))

    if days <= 70:
        every = max(1, round(days / 9))
        for n in range(0, days, every):
            day = start + timedelta(days=n)
            put(day, f"{day.day} {months[day.month - 1]}" + (f" {day.year}" if n == 0 else ""))
    elif days <= 365 * 4:
        every = max(1, round(days / 30.4 / 10))
        for n in range(0, days // 28 + 2, every):
            year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
            put(date(year, month + 1, 1), f"{months[month]} {year}" if n == 0 or month < every else months[month])
    else:
        every = max(1, round(days / 365 / 10))
        for year in range(start.year, start.year + days // 365 + 2, every):
            put(date(year, 1, 1), str(year))
    return found


def span_of(days: Iterable[str]) -> tuple[str, str] | None:
    """Return first and last day with some room, out of the days on which reports were published."""
    known = sorted(days)
    if not known:
        return None
    first, last = date.fromisoformat(known[0]), date.fromisoformat(known[-1])
    room = timedelta(days=max(4, (last - first).days // 10))
    return (first - room).isoformat(), (last + min(room, timedelta(days=45))).isoformat()
