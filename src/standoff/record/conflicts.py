"""What cannot all be true, shown together, never averaged; what only seems to disagree is not shown.

Figures of different dates, of a whole and its part, of a level and an increment do not conflict: the posture's rules for
what stands (`posture.standing`) decide. Five kinds are left: ``level`` (figures for what is there), ``move`` (figures for
one announced move), ``arithmetic`` (figures that no amounts can satisfy together), ``owner`` (the same figure for
an alliance and for a member) and ``direction`` (one side says that forces leave, another that more come).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from standoff.record import schema
from standoff.record.duplicates import groups as linked_groups
from standoff.record.filters import Filters
from standoff.record.party import ALLIANCES
from standoff.record.posture import all_claims, build_models
from standoff.record.posture.claims import Claim
from standoff.record.posture.model import Model
from standoff.record.posture.pool import MANYFOLD, Pool
from standoff.record.posture.standing import OWN_DAYS, SOURCE_DAYS, agree, near, readings, voices
from standoff.record.rows import Row
from standoff.record.view import View

COLUMNS = ("what", "kind", "sender", "host", "category", "claims", "resolved", "mentions", "reports")


def rows(view: View, filters: Filters) -> list[Row]:
    """Return the conflicts, oldest first."""
    claims, retracted = all_claims(view, filters)
    # A correction that names the wrong figure once more does not make it again.
    claims = [c for c in claims if c.id.split(".")[0] != retracted.get(c.id, "").split(".")[0]]
    models = build_models(view, filters, claims)
    found: list[Row] = []
    for model in models:
        for key in sorted(model.pools, key=str):
            found += [_row(view, "level", group, retracted) for group in _levels(model.pools[key])]
        found += [_row(view, "move", group, retracted) for group in _moves(model)]
        found += [_row(view, "arithmetic", group, retracted) for group in _arithmetic(model)]
    found += [_row(view, "owner", group, retracted) for group in _owners(claims)]
    found += [_row(view, "direction", group, retracted) for group in _directions(claims)]
    return sorted(
        (r for r in found if _fits(r, filters)), key=lambda r: (r["since"], r["kind"], r["sender"], r["host"] or "", r["mentions"])
    )


def _levels(pool: Pool) -> Iterable[list[Claim]]:
    for claims in pool.told.values():
        whole = _wholes(claims)
        pairs = [
            (a, b) for i, a in enumerate(whole) for b in whole[i + 1 :]
            if _voices_differ(a, b) and not near(a, b) and _comparable(a, b) and not pool.explains(a, b) and _rivals(a, b, whole)
        ]
        yield from _connected(pairs)


def _comparable(a: Claim, b: Claim) -> bool:
    """Whether two figures may be of one thing: what differs manyfold is a part, another force, or misread."""
    low, high = sorted((min(a.high, max(a.low, 1.0)), min(b.high, max(b.low, 1.0))))
    return high <= MANYFOLD * low


def _wholes(claims: list[Claim]) -> list[Claim]:
    """Leave out what one report tells in one voice as less than another figure of the same day: its part."""
    most: dict[tuple[str, str, int], float] = defaultdict(float)
    for c in claims:
        most[c.report, c.side, c.day] = max(most[c.report, c.side, c.day], c.low)
    return sorted((c for c in claims if c.high >= most[c.report, c.side, c.day]), key=lambda c: c.order)


def _rivals(a: Claim, b: Claim, claims: list[Claim]) -> bool:
    """Whether the earlier claim still stood when the later was made, and its side had not said otherwise."""
    if a.coarse or b.coarse or not (a.sure or b.sure) or b.day - a.day > (OWN_DAYS if a.own else SOURCE_DAYS):
        return False
    return not any(c.side == a.side and a.day < c.day <= b.day and agree(c, b) for c in claims)


def _voices_differ(a: Claim, b: Claim) -> bool:
    return a.side != b.side and (a.source != b.source or not a.own or not b.own)


def _moves(model: Model) -> Iterable[list[Claim]]:
    for key in sorted(model.moves, key=str):
        by_group: dict[int, list[Claim]] = defaultdict(list)
        for m in model.moves[key]:
            if m.rivals is not None:
                by_group[m.rivals] += m.claims + [c for c in m.arrived if c.counted and c.low <= m.high and m.low <= c.high]
        yield from by_group.values()


def _arithmetic(model: Model) -> Iterable[list[Claim]]:
    for core in model.contradictions:
        claims = [model.by_id[m] for m in core if m in model.by_id]
        counted = [c for c in claims if c.counted]
        if len({c.source for c in claims}) > 1 and all(_comparable(a, b) for a in counted for b in counted):
            yield claims


def _owners(claims: list[Claim]) -> Iterable[list[Claim]]:
    """The same number of the same place, once an alliance's and once a member's."""
    there: dict[tuple[str | None, str], list[Claim]] = defaultdict(list)
    for c in claims:
        if c.status == "in_place" and c.basis == "total" and c.counted and c.host and not c.part and c.high < float("inf"):
            there[c.host, c.category].append(c)
    for own in there.values():
        pairs = [
            (a, b) for a in own for b in own
            if a.sender in ALLIANCES and b.sender not in ALLIANCES and a.source != b.source and abs(a.day - b.day) <= SOURCE_DAYS
            and abs((a.low + a.high) - (b.low + b.high)) <= 0.02 * (a.low + a.high) and a.low + a.high >= 20
        ]
        yield from _connected(pairs)


def _directions(claims: list[Claim]) -> Iterable[list[Claim]]:
    """Forces that leave, says one side, while another says that more come."""
    going: dict[str, list[Claim]] = defaultdict(list)
    coming: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.status in ("under_way", "in_place") and c.category in ("personnel", "units", "vehicles", "other"):
            if c.basis == "reduction":
                going[c.sender].append(c)
            elif c.basis == "increment":
                coming[c.sender].append(c)
    for sender, leaving in sorted(going.items()):
        pairs = [
            (a, b) for a in leaving for b in coming.get(sender, ())
            if _voices_differ(a, b) and abs(a.day - b.day) <= OWN_DAYS and not (a.own and b.own)
            and (a.host == b.host or a.host is None or b.host is None)
        ]
        yield from _connected(pairs)


def _connected(pairs: list[tuple[Claim, Claim]]) -> list[list[Claim]]:
    """Return the claims that conflict, directly or through others, group by group."""
    by_id = {c.id: c for pair in pairs for c in pair}
    root = linked_groups(sorted(by_id), [(a.id, b.id) for a, b in pairs])
    found: dict[str, list[Claim]] = defaultdict(list)
    for c in sorted(by_id.values(), key=lambda c: c.order):
        found[root[c.id]].append(c)
    return list(found.values())


def _row(view: View, kind: str, claims: list[Claim], retracted: dict[str, str]) -> Row:
    claims = sorted(claims, key=lambda c: c.order)
    first = claims[0]
    options = [list(r.claims) for r in readings(claims)] if kind in ("level", "move") else [[c] for c in claims]
    sides = [
        {
            "according_to": voices(option), "low": _number(max(c.low for c in option)), "high": _number(min(c.high for c in option)),
            "sender": option[0].sender, "basis": option[0].basis, "mentions": [c.id for c in option], "reports": view.names(c.report for c in option),
            "retracted": all(c.id in retracted for c in option),
        }
        for option in options
    ]
    left = [s for s in sides if not s["retracted"]]
    settled = f"corrected in {view.name(_of(claims, retracted, view))}" if len(left) < 2 and len(left) < len(sides) else None
    where = first.host or first.scope or "no single country"
    told = " against ".join(f"{_figure(s)} ({s['according_to']})" for s in sides[:4])
    return {
        "what": f"{first.sender} in {where}, {first.category}, {first.status.replace('_', ' ')}: {told}", "kind": kind,
        "sender": first.sender, "host": first.host, "category": first.category, "status": first.status,
        "since": dt.date.fromordinal(min(c.published for c in claims) or 1).isoformat(), "claims": sides, "resolved": settled,
        "mentions": [c.id for c in claims], "reports": view.names(c.report for c in claims),
    }


def _of(claims: list[Claim], retracted: dict[str, str], view: View) -> str:
    correction = next(retracted[c.id] for c in claims if c.id in retracted).split(".")[0]
    return str(view.store.rows(select(schema.reports.c.id).where(schema.reports.c.key == correction))[0]["id"])


def _number(value: float) -> int | float | None:
    return None if value in (float("inf"), 0) else int(value) if float(value).is_integer() else value


def _figure(side: Row) -> str:
    low, high = side["low"], side["high"]
    if low is None and high is None:
        return {"reduction": "leaving", "increment": "more coming"}.get(side["basis"], "unknown")
    if low == high:
        return f"{side['sender']} {low:,}" if low is not None else "unknown"
    return f"{low:,} to {high:,}" if low is not None and high is not None else f"at least {low:,}" if high is None else f"at most {high:,}"


def _fits(row: Row, filters: Filters) -> bool:
    if filters.host and row["host"] != filters.host or filters.status and row["status"] != filters.status:
        return False
    return not filters.country or filters.country in (row["sender"], row["host"])
