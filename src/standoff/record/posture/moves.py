"""Moves: what is ordered or on its way, told by many reports, and what of it has arrived."""

from __future__ import annotations

import itertools
import math
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from standoff.record.posture.claims import PENDING, Claim
from standoff.record.posture.words import same_force
from standoff.record.wording import ARRIVES, ARRIVING, SENDS

# Claims on a move to one place within so many days are about one announcement, unless one report tells them apart.
SAME_DAYS = 3


@dataclass(slots=True, eq=False)
class Move:
    """One announced move of one sender's force to one place.

    Attributes
    ----------
    pool : tuple
        Sender, host, region and category.
    claims : list of Claim
        What is said of its size, all in agreement; empty where it follows from other claims alone.
    rivals : int or None
        Number of a group of moves of which only one can be the right account.
    instead : list of Move
        The others of that group.
    arrived : list of Claim
        What is said to have arrived of it.
    """

    pool: tuple[str, str | None, str, str]
    claims: list[Claim]
    day: int
    part: str = ""
    low: float = 0.0
    high: float = math.inf
    rivals: int | None = None
    instead: list[Move] = field(default_factory=list)
    arrived: list[Claim] = field(default_factory=list)
    hints: list[Claim] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, ...]:
        """What names the move among all."""
        return ("move", *map(str, self.pool), self.said[0].id if self.said else "")

    @property
    def said(self) -> list[Claim]:
        """All claims that tell of the move, with or without its size."""
        return self.claims or self.hints

    def join(self, c: Claim) -> None:
        """Add a claim that agrees."""
        self.claims.append(c)
        self.low, self.high = max(self.low, c.low), min(self.high, c.high)
        self.part = self.part or c.part
        self.day = min(self.day, c.day)

    def agrees(self, c: Claim) -> bool:
        """Whether a claim may be about this move: forces that may be the same, sizes that share a value."""
        if self.low == c.low and self.high == c.high and all(k.source != c.source for k in self.claims):
            return True
        return same_force(self.part, c.part) and c.low <= self.high and self.low <= c.high

    def status(self) -> str:
        """Return how far the move has come."""
        if any(c.status == "under_way" for c in self.said) or self.arrived:
            return "under_way"
        return self.said[-1].status if self.said else "ordered"

    def complete(self) -> bool:
        """Whether all of it may have arrived."""
        return any(a.share is None and a.high >= m.low for m in (self, *self.instead) for a in self.arrived)

    def arriving(self) -> Claim | None:
        """Return the latest claim by which an unsaid part of it has arrived."""
        return max((c for c in self.said if c.status == "under_way" and ARRIVING.search(c.said)), key=lambda c: c.order, default=None)


def moves_of(claims: list[Claim]) -> tuple[list[Move], list[tuple[Claim, list[Move]]]]:
    """Return the moves to one place that pending claims tell of, and totals said over several of them.

    Parameters
    ----------
    claims : list of Claim
        Pending, counted, of one pool, in order of their days.
    """
    moves: list[Move] = []
    totals: list[tuple[Claim, list[Move]]] = []
    groups = 0
    # What one report tells apart is counted apart; the larger figure first, so that the order in the text is no matter.
    for c in sorted(claims, key=lambda c: (c.day, c.published, c.name, -c.low, c.id)):
        fitting = [m for m in moves if m.agrees(c)]
        if fitting:
            min(fitting, key=lambda m: (not _equal(m, c), abs(m.day - c.day))).join(c)
            continue
        if summed := _summed(moves, c):
            totals.append((c, summed))
            continue
        new = Move(c.pool, [], c.day)
        new.join(c)
        rival = next(
            (m for m in moves if abs(m.day - c.day) <= SAME_DAYS and same_force(m.part, c.part)
             and all(_other_voice(k, c) for k in m.claims)), None)
        if rival:
            if rival.rivals is None:
                rival.rivals = groups
                groups += 1
            new.rivals = rival.rivals
            new.instead = [m for m in moves if m.rivals == rival.rivals]
            for m in new.instead:
                m.instead.append(new)
        moves.append(new)
    return moves, totals


def _other_voice(a: Claim, b: Claim) -> bool:
    """Whether two claims come from different sources: other reports, or in one report the words of others."""
    return a.source != b.source or a.side != b.side and not a.own and not b.own


def _summed(moves: list[Move], c: Claim) -> list[Move]:
    """Return the moves, two or more, whose sum a total may be; of rival accounts the one that makes it so."""
    if c.basis != "total":
        return []
    groups: dict[object, list[Move]] = defaultdict(list)
    for m in moves:
        if same_force(m.part, c.part):
            groups[m.rivals if m.rivals is not None else m.key].append(m)
    for account in itertools.islice(itertools.product(*groups.values()), 16):
        if len(account) > 1 and sum(m.low for m in account) <= c.high and c.low <= sum(m.high for m in account):
            return list(account)
    return []


def _equal(m: Move, c: Claim) -> bool:
    return m.low == c.low and m.high == c.high


def restated(claims: list[Claim]) -> list[Claim]:
    """Take a force that is said to be in place within a day of being announced, with no word of an arrival, for its announcement.

    "The 1,700 announced on Wednesday come on top" tells of what was announced.
    """
    waiting: dict[_Figure, list[Claim]] = defaultdict(list)
    there: dict[_Figure, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.counted and c.status in PENDING and c.part:
            waiting[_figure(c)].append(c)
        elif c.counted and c.status == "in_place" and c.basis == "total":
            there[_figure(c)].append(c)
    claims = [_restored(_placed(c, claims), claims) for c in claims]
    ready = [c for c in claims if c.status == "standby" and c.counted]
    found = []
    for c in claims:
        if c.counted and c.status == "ordered" and c.basis == "total":
            if any(_tells_again(c, k) for k in there.get(_figure(c), ())):
                c = replace(c, status="in_place")
            elif not c.hosts and not c.scope and any(_is_ready(c, k) for k in ready):
                c = replace(c, status="standby")
        if c.counted and c.status == "in_place" and c.part and not ARRIVES.search(c.said):
            told = [k for k in waiting.get(_figure(c), ()) if 0 <= c.day - k.day <= 1 and c.source != k.source and same_force(c.part, k.part)]
            c = replace(c, status=told[0].status) if told else c
        found.append(c)
    return found


_REST = re.compile(r"\b(?:remaining|rest|other)\b", re.IGNORECASE)


def _placed(c: Claim, claims: list[Claim]) -> Claim:
    """Give a force that is spoken of as known, and of no place, the place where the very number was to go: "has approved the eight F-15s"."""
    if c.hosts or c.scope or not c.counted or c.low != c.high or c.status not in PENDING or not _taken_up(c):
        return c
    told = {k.hosts for k in claims if k.hosts and k.report != c.report and k.published <= c.published and (k.low, k.high, k.part) == (c.low, c.high, c.part) and k.status in (*PENDING, "considered")}
    return replace(c, hosts=told.pop()) if len(told) == 1 else c


def _restored(c: Claim, claims: list[Claim]) -> Claim:
    """Take the rest of a force for the whole on its way, of which a report tells that so many have come: "the remaining 500"."""
    if c.status not in PENDING or not c.counted or c.low != c.high or not _REST.search(c.said):
        return c
    came = [k for k in claims if k.report == c.report and k.pool == c.pool and k.status == "in_place" and k.counted and k.low == k.high and ARRIVES.search(k.said)]
    wholes = [k for k in claims if k.pool == c.pool and k.status in PENDING and k.published <= c.published and k.report != c.report and k.low == k.high and any(k.low == c.low + a.low for a in came)]
    return replace(c, low=wholes[0].low, high=wholes[0].high) if wholes else c


_Figure = tuple[tuple[str, str | None, str, str], float, float]


def _figure(c: Claim) -> _Figure:
    return (c.pool, c.low, c.high)


def _tells_again(c: Claim, k: Claim) -> bool:
    """Whether an order gives the figure that another report gave before of what is there, and nothing is sent."""
    return k.published <= c.published and k.source != c.source and c.part == k.part and not SENDS.search(c.said)


def _is_ready(c: Claim, k: Claim) -> bool:
    """Whether an order to go nowhere in particular is the order to stand by of which another report tells."""
    return (
        k.source != c.source and abs(c.published - k.published) <= SAME_DAYS and c.low <= k.high and k.low <= c.high
        and same_force(c.part, k.part)
    )


def arrivals(levels: list[Claim], moves: list[Move]) -> set[str]:
    """Tie claims on what is in place to the pending moves that they complete; return those that are a move's arrival.

    A claim is one if it says so itself (part of a claim on the move), if it names the same force, or if it has the very
    size of the move; a figure for everything that is there is not.
    """
    found: set[str] = set()
    for c in levels:
        fitting = [(_fit(c, m), m.day, str(m.key), m) for m in moves if m.day <= c.published and _fit(c, m)]
        if not fitting:
            continue
        arriving = max(fitting, key=lambda f: f[:3])[3]
        if c.part or c.of or ARRIVES.search(c.said) or _taken_up(c) and _fit(c, arriving) == 3:  # else it tells of all that is there, and stands as a level
            found.add(c.id)
        for m in (arriving, *arriving.instead):  # rival accounts are of one move: what arrived, arrived of each
            m.arrived.append(c)
    return found


def _taken_up(c: Claim) -> bool:
    """Whether words speak of a force as known: "the 200 soldiers"."""
    return bool(re.search(rf"\b(?:the|those|these)\s+{re.escape(c.text)}", c.said, re.IGNORECASE))


def _fit(c: Claim, m: Move) -> int:
    """Return how surely a claim on what is in place tells of a move's arrival, 0 if it does not."""
    if c.of and any(c.of == k.id for k in m.claims):
        return 3
    if c.part == m.part and c.low == m.low and c.high == m.high:
        return 3
    if c.part and m.part and same_force(c.part, m.part) and c.low <= m.high:
        return 2 if c.high == m.high or c.low == m.low else 1
    # "500 have arrived" of 1,000 that were to come
    return int(bool(c.counted and m.claims and c.high < m.high and same_force(c.part, m.part) and ARRIVES.search(c.said)))


def share_of(c: Claim, moves: list[Move]) -> Move | None:
    """Return the move of which a claim says what share has arrived: the latest one of that force."""
    fitting = [m for m in moves if m.claims and m.day <= c.published and same_force(m.part, c.part)]
    return max(fitting, key=lambda m: (m.day, str(m.key)), default=None)


def pending(claims: list[Claim]) -> dict[tuple[str, str | None, str, str], list[Claim]]:
    """Return the pending claims with a number, by pool."""
    pools: dict[tuple[str, str | None, str, str], list[Claim]] = defaultdict(list)
    for c in claims:
        if c.status in PENDING and c.counted and len(c.hosts) < 2 and c.basis != "reduction" and not (c.of and not c.hosts):
            pools[c.pool].append(c)
    return pools
