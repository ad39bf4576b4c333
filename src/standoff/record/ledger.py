"""The aid ledger: who gives whom what, by the posture's rules.

Gifts of one kind and unit from one donor to one recipient are one pool. A figure told by several reports is one gift;
what one report tells apart is added up; a gift that one report counts as part of another is not counted twice; of what
was announced, what has been delivered since moves on.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field

from standoff.record.filters import Filters
from standoff.record.posture import words
from standoff.record.posture.solve import Problem
from standoff.record.rows import Row
from standoff.record.view import Mention, View

COLUMNS = ("donor", "recipient", "kind", "what", "unit", "status", "low", "high", "date", "mentions", "reports")
_RANK = {"considered": 0, "standby": 1, "ordered": 2, "under_way": 3, "in_place": 4, "delivered": 4, "ended": 5, "ruled_out": 5}
# Tellings of one gift may lie so many days apart.
_DAYS = 45
# Words by which a report tells a gift from the one before.
_MORE = re.compile(r"\b(another|further|second|third|fourth|additional|extra|more|added|adds|again|next)\b", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Gift:
    """One gift, told by one report or more."""

    tellings: list[Mention] = field(default_factory=list)
    low: float = 0.0
    high: float = math.inf

    def join(self, m: Mention) -> None:
        """Add a telling that agrees."""
        self.tellings.append(m)
        self.low, self.high = max(self.low, _low(m)), min(self.high, _high(m))

    def agrees(self, m: Mention) -> bool:
        """Whether a telling may be of this gift: no report tells one gift twice with other words, sizes share a value."""
        if not (_low(m) <= self.high and self.low <= _high(m)) or abs(_day(m) - _day(self.tellings[0])) > _DAYS:
            return False
        if any(k["report"] == m["report"] for k in self.tellings) and _MORE.search(m["evidence"] or ""):
            return False
        return counted(m) == counted(self.tellings[0])

    @property
    def status(self) -> str:
        """How far it has come: the latest that is said."""
        told = sorted(self.tellings, key=lambda m: (m["published"] or "", _RANK.get(m["status"] or "", 0), m["id"]))
        last = told[-1]["status"]
        furthest = max(told, key=lambda m: _RANK.get(m["status"] or "", 0))["status"]
        return str(last if last in ("ended", "ruled_out") else furthest).replace("in_place", "delivered")


def rows(view: View, filters: Filters) -> list[Row]:
    """Return the ledger's rows."""
    wanted = Filters(sender=filters.sender, host=filters.host, type=filters.type, publisher=filters.publisher, until=filters.until, since=filters.since)
    pools: dict[tuple[str, str | None, str, str], list[Mention]] = defaultdict(list)
    for m in view.mentions("aid", wanted):
        donor = view.party(m["sender"])
        if donor and m["polarity"] != "denied":
            pools[donor, view.party(m["host"]), m["type"] or "other", _unit(m)].append(m)
    found: list[Row] = []
    for key in sorted(pools, key=str):
        by_status: dict[str, list[Gift]] = defaultdict(list)
        for gift in gifts(pools[key]):
            by_status[gift.status].append(gift)
        found += [_row(view, key, status, own) for status, own in sorted(by_status.items())]
    return [r for r in found if _fits(r, filters)]


def gifts(mentions: list[Mention]) -> list[Gift]:
    """Return the gifts that mentions of one pool tell of."""
    found: list[Gift] = []
    ids = {(m["report"], m["body"]["id"]) for m in mentions}
    for m in sorted(mentions, key=lambda m: (m["published"] or "", -_low(m), m["id"])):
        if m["body"].get("of") and (m["report"], m["body"]["of"]) in ids:
            continue
        fitting = [g for g in found if g.agrees(m)]
        if fitting:
            min(fitting, key=lambda g: (g.low != _low(m) or g.high != _high(m), abs(_day(g.tellings[0]) - _day(m)))).join(m)
        else:
            found.append(Gift())
            found[-1].join(m)
    return found


def _row(view: View, key: tuple[str, str | None, str, str], status: str, own: list[Gift]) -> Row:
    donor, recipient, kind, unit = key
    problem = Problem()
    for i, gift in enumerate(own):
        for m in gift.tellings:
            problem.add({("gift", i): 1.0}, _low(m), _high(m), (m["id"],), "gift")
    bounds = problem.bounds({("gift", i): 1.0 for i in range(len(own))})
    tellings = [m for gift in own for m in gift.tellings]
    known = any(counted(m) for m in tellings)
    what = next((t for m in tellings if (t := (m["body"].get("what") or {}).get("text"))), None)
    return {
        "as_of": view.as_of, "donor": donor, "recipient": recipient, "kind": kind, "what": what, "unit": tellings[0]["unit"] or unit,
        "status": status, "low": _whole(bounds.low) if bounds and known and bounds.low else None,
        "high": _whole(bounds.high) if bounds and known and bounds.high < math.inf else None,
        "date": min(m["date"] for m in tellings if m["date"]) if any(m["date"] for m in tellings) else None,
        "mentions": [m["id"] for m in tellings], "reports": view.names(m["report"] for m in tellings),
        "independent": view.independent(m["report"] for m in tellings),
    }


def _unit(m: Mention) -> str:
    """Return what is counted: a currency, or the goods by the words that tell them from others."""
    amount = m["body"].get("amount") or {}
    if amount.get("currency"):
        return str(amount["currency"])
    unit = (amount.get("unit") or (m["body"].get("what") or {}).get("text") or "").lower()
    return " ".join(words.singular(w) for w in unit.split()[-2:])


def counted(m: Mention) -> bool:
    """Whether a number is said."""
    return m["low"] is not None or m["high"] is not None


def _low(m: Mention) -> float:
    return float(m["low"]) if m["low"] is not None else 0.0


def _high(m: Mention) -> float:
    return float(m["high"]) if m["high"] is not None else math.inf


def _day(m: Mention) -> int:
    from standoff.record.deeds import ordinal

    return ordinal(m["published"] or m["date"]) or 0


def _whole(value: float) -> int | float:
    return int(value) if float(value).is_integer() else round(value, 2)


def _fits(row: Row, filters: Filters) -> bool:
    if filters.status and row["status"] != filters.status or filters.actor and filters.actor not in (row["donor"], row["recipient"]):
        return False
    if filters.country and filters.country not in (row["donor"], row["recipient"]):
        return False
    return not filters.text or all(w in (row["what"] or "").lower() for w in filters.text.lower().split())
