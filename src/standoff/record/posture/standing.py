"""Which claims on one level still stand on a day, and where they differ for good.

A later claim of the same side replaces an earlier one that it does not agree with; so does a later claim of another
side, once the earlier is too old to be a rival, and any later one where announced moves explain the difference. What is
left and disagrees are rivals: the consistent readings are the largest sets of claims that agree with each other.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from standoff.record.posture.claims import Claim

# For how many days a figure stays a rival of later ones: an outlet's own, and one that a source vouches for.
OWN_DAYS, SOURCE_DAYS = 6, 10
# Figures that differ by no more than this are one figure, rounded.
_NEAR = 0.02


@dataclass(frozen=True, slots=True)
class Reading:
    """Claims that agree."""

    claims: tuple[Claim, ...]

    @property
    def low(self) -> float:
        """The greatest lower bound."""
        return max(c.low for c in self.claims)

    @property
    def high(self) -> float:
        """The least upper bound."""
        return min(c.high for c in self.claims)


def agree(a: Claim, b: Claim) -> bool:
    """Whether two intervals share a value."""
    return a.low <= b.high and b.low <= a.high


def near(a: Claim, b: Claim) -> bool:
    """Whether two intervals share a value or miss each other by no more than rounding."""
    low, high = (a, b) if a.high < b.low else (b, a)
    return agree(a, b) or high.low - low.high <= max(1.0, _NEAR * high.low)


def standing(claims: list[Claim], explained: Callable[[Claim, Claim], bool] = lambda a, b: False) -> list[Claim]:
    """Return the claims that no later one replaces, in order of their days.

    Parameters
    ----------
    claims : list of Claim
        On the same level.
    explained : callable
        Whether reported moves explain that a later claim (second) differs from an earlier one (first).
    """
    ordered = _one_voice(sorted(claims, key=lambda c: c.order))
    by_side: dict[str, list[Claim]] = defaultdict(list)
    for c in ordered:
        by_side[c.side].append(c)
    alive = [c for own in by_side.values() for c in _latest(own)]
    kept = [a for a in alive if not any(_replaces(b, a, explained) for b in alive if b is not a)]
    return sorted(kept, key=lambda c: c.order)


def _latest(own: list[Claim]) -> list[Claim]:
    """Return one side's claims from the newest back to its last estimate, or to one that does not agree with later ones.

    "More than 900" leaves an earlier 950 standing; "about 1,000" takes its place.
    """
    kept: list[Claim] = []
    low, high = 0.0, math.inf
    estimate: Claim | None = None
    for c in reversed(own):
        if c.low > high or c.high < low or estimate and c.day < estimate.day and c.report != estimate.report:
            break
        if c.low > 0 and c.high < math.inf:
            estimate = estimate or c
        low, high = max(low, c.low), min(high, c.high)
        kept.append(c)
    return kept


def _one_voice(claims: list[Claim]) -> list[Claim]:
    """Leave out what is a part: of figures that one report gives in one voice, those below the largest."""
    most: dict[tuple[str, str, int], float] = {}
    for c in claims:
        key = (c.report, c.side, c.day)
        most[key] = max(most.get(key, 0.0), c.low)
    return [c for c in claims if c.high >= most[c.report, c.side, c.day]]


def _replaces(later: Claim, earlier: Claim, explained: Callable[[Claim, Claim], bool]) -> bool:
    if agree(later, earlier):
        return False
    if later.order < earlier.order:
        return False
    if near(later, earlier) or explained(earlier, later):
        return True
    return later.day - earlier.day > (OWN_DAYS if earlier.own or earlier.coarse else SOURCE_DAYS)


def readings(claims: list[Claim]) -> list[Reading]:
    """Return the largest sets of claims that agree, best supported first.

    Intervals that agree two by two share a value all together, so that every such set belongs to some lower end.
    """
    found: dict[frozenset[str], Reading] = {}
    for point in sorted({c.low for c in claims}):
        members = tuple(c for c in claims if c.low <= point <= c.high)
        found[frozenset(c.id for c in members)] = Reading(members)
    largest = [r for key, r in found.items() if not any(key < other for other in found)]
    return sorted(largest, key=lambda r: (-len({c.source for c in r.claims}), -max(c.day for c in r.claims), r.low))


def undisputed(claims: list[Claim]) -> list[Claim]:
    """Return the claims with which all others agree."""
    return [c for c in claims if all(agree(c, other) for other in claims)]


def voices(claims: tuple[Claim, ...] | list[Claim]) -> str:
    """Return whose word a set of claims is: each source once, by name."""
    return ", ".join(sorted({c.who for c in claims}))
