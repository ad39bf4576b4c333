"""Situation: who has or sends which forces where, as of a day."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

from standoff.web import wording
from standoff.web.flows import Drawing, draw, key_of, view_of
from standoff.web.query import Query
from standoff.web.room import Content, Room, page

FILTERS = ("sender", "host", "category", "status", "publisher")
ON_MAP = {"in_place", "under_way", "ordered", "standby", "considered"}
MOST_ROWS, MOST_FLOWS, NEWEST = 150, 36, 12
LARGE = 500
ASSUMPTIONS = [
    ("under_way", "under way"),
    ("under_way,ordered", "under way and ordered"),
    ("under_way,ordered,standby", "under way, ordered and on standby"),
    ("under_way,ordered,standby,considered", "everything named"),
]


def posture_rows(room: Room, query: Query, as_of: str | None) -> list[dict[str, Any]]:
    """Return the posture as of a day under a query's filters, the largest first within in place, under way …"""
    assumed = {"assume": tuple(query.assume.split(","))} if query.assume else {}
    return room.posture(as_of, **assumed, **query.only(*FILTERS))


def cell_link(row: dict[str, Any], as_of: str | None) -> str:
    """Return the address of a posture cell's dossier."""
    cell = {name: row.get(name) for name in ("sender", "host", "category", "status")}
    return Query(as_of=as_of, **cell).link("/cell")


@page("/", "Situation", "situation.html", geo=True)
def situation(room: Room, query: Query, part: str | None = None) -> Content:
    """Make the page."""
    dates = room.dates()
    if not dates:
        return Content(context={"dates": [], "as_of": None, "reports_known": 0})
    as_of = query.as_of or dates[-1]
    rows = posture_rows(room, query, query.as_of)
    everything = room.ask("posture")
    view = view_of(room.once(("hosts",), lambda: _hosts(everything)), query.view)
    before = sorted(posture_rows(room, query, query.compare), key=_weight) if query.compare else []
    posture = sorted(rows, key=_weight)
    drawing = drawing_of(room, posture, view, as_of)
    changed = {_cell(row): row for row in _changes(before, posture)} if query.compare else {}
    conflicts = [
        {**c, "link": Query(as_of=query.as_of).link("/conflicts") + f"#c{i}"}
        for i, c in enumerate(_conflicts(room, query.as_of), 1)
        if not c.get("resolved") and _concerns(c, query)
    ]
    context = {
        "dates": dates,
        "at": max((i for i, d in enumerate(dates) if d <= as_of), default=0),
        "per_day": _per_day(room, dates),
        "as_of": as_of,
        "reports_known": sum(1 for r in room.reports() if not r["published"] or r["published"][:10] <= as_of),
        "drawing": drawing,
        "earlier": drawing_of(room, before, view, query.compare) if query.compare else None,
        "legend": _legend(room, drawing),
        "posture": posture,
        "shown": [_shown(row, query, _cell(row) in changed) for row in posture[:MOST_ROWS]],
        "changes": list(changed.values())[:MOST_ROWS],
        "changes_total": len(changed),
        "newest": newest_events(room, query, as_of),
        "conflicts": conflicts[:8],
        "conflicts_total": len(conflicts),
        "choices": room.once(("choices",), lambda: _choices(room, everything)),
        "filtered": len(query.only(*FILTERS, "assume")),
        "assumptions": ASSUMPTIONS,
    }
    return Content(rows, context, {"as_of": as_of}, "situation_live.html" if part == "live" else None)


def drawing_of(room: Room, rows: list[dict[str, Any]], view: Any, as_of: str | None) -> Drawing:
    """Return the map of the first of sorted posture rows."""
    largest = list(itertools.islice((r for r in rows if r["status"] in ON_MAP), MOST_FLOWS))
    return draw(largest, view, room.colours(), lambda row: cell_link(row, as_of))


def newest_events(room: Room, query: Query, as_of: str) -> list[dict[str, Any]]:
    """Return the events of the last days before a day, the newest first."""
    if len(room.reports()) <= LARGE:
        known = room.ask("events", as_of=query.as_of, **query.only("publisher"))
    else:
        # A large record's events are told apart once, for all days; here only those that were known are listed.
        known = [e for e in room.ask("events", **query.only("publisher")) if (e["first_reported"] or "") <= as_of + "~"]
    parties = {query.sender, query.host} - {None}
    fitting = (
        e for e in reversed(known) if (e["date"] or "")[:10] <= as_of and (not parties or parties & {*e["source"], *e["target"]})
    )
    return [e for e, _ in zip(fitting, range(NEWEST), strict=False)]


def _conflicts(room: Room, as_of: str | None) -> list[dict[str, Any]]:
    if as_of is None or len(room.reports()) <= LARGE:
        return room.ask("conflicts", as_of=as_of)
    # As with events: of a large record's conflicts those whose reports were all there by then.
    published = room.once(("published",), lambda: {r["name"]: (r["published"] or "")[:10] for r in room.reports()})
    return [c for c in room.ask("conflicts") if all(published.get(name, "") <= as_of for name in c["reports"])]


def _weight(row: dict[str, Any]) -> tuple[Any, ...]:
    order = ("in_place", "under_way", "ordered", "standby", "considered", "ended", "ruled_out")
    personnel = row["category"] != "personnel"
    return (personnel, order.index(row["status"]), -(row["high"] or row["low"] or 0), str(row["sender"]))


def _shown(row: dict[str, Any], query: Query, changed: bool) -> dict[str, Any]:
    return {
        **row,
        "key": key_of(row),
        "link": cell_link(row, query.as_of),
        "sources": len(row["reports"]),
        "changed": changed,
        "according_to": row.get("according_to"),
    }


def _cell(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(row.get(k)) for k in ("sender", "host", "category", "status", "according_to"))


def _changes(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the cells whose bounds differ between two postures."""
    was, now = {_cell(r): r for r in before}, {_cell(r): r for r in after}
    found = []
    for cell in dict.fromkeys([*now, *was]):
        old, new = was.get(cell), now.get(cell)
        bounds = [(r["low"], r["high"]) if r else None for r in (old, new)]
        if bounds[0] != bounds[1]:
            before_words, after_words = (wording.bounds(*b) if b else "–" for b in bounds)
            found.append({**(new or old or {}), "before": before_words, "after": after_words})
    return found


def _concerns(conflict: dict[str, Any], query: Query) -> bool:
    return all(not conflict.get(name) or conflict[name] == value for name, value in query.only("sender", "host", "category").items())


def _per_day(room: Room, dates: list[str]) -> list[float]:
    counts = Counter(r["published"][:10] for r in room.reports() if r["published"])
    most = max(counts.values())
    return [round(10 * counts[d] / most, 1) for d in dates]


def _legend(room: Room, drawing: Drawing) -> list[tuple[str, int]]:
    ranked = {colour: sender for sender, colour in room.colours().items() if colour < 8}
    drawn = {flow.colour for flow in drawing.flows}
    return [(ranked[c], c) for c in sorted(ranked) if c in drawn or c <= 4]


def _hosts(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Return how much is told of each host; forces at home tell little of where a crisis is."""
    told: dict[str, float] = {}
    for row in rows:
        if row["host"] and row["host"] != row["sender"]:
            told[row["host"]] = told.get(row["host"], 0) + len(row["mentions"]) + len(row.get("also") or ())
    return told


def _choices(room: Room, rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    choices = {name: sorted({r[name] for r in rows if r[name]}) for name in ("sender", "host", "category", "status")}
    return {**choices, "publisher": room.publishers()}
