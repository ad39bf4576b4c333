"""Timeline: events, deployments, aid and statements on one axis, by kind or by actor."""

from __future__ import annotations

from collections import Counter
from typing import Any

from standoff.web.axis import KINDS, Axis, lay_out, span_of
from standoff.web.query import Query
from standoff.web.room import Content, Room, last_of, page
from standoff.web.wording import party

MOST_LANES = 10


@page("/timeline", "Timeline", "timeline.html")
def timeline(room: Room, query: Query) -> Content:
    """Make the page."""
    span = span_of(room.dates())
    if span is None:
        return Content(context={"axis": None, "rows": [], "pages": None})
    everything = room.ask("timeline", as_of=query.as_of, **query.only("actor", "country", "type", "publisher"))
    if query.kind:
        everything = [r for r in everything if r["kind"] == query.kind]
    by_actor = query.by == "actor"
    about = query.only("as_of", "actor", "country", "type", "publisher", "kind")
    axis = room.once(("axis", by_actor), lambda: _axis(everything, by_actor, query.kind, span), **about)
    rows = [r for r in everything if _within(r, query)] if query.since or query.until else everything
    shown, pages = last_of(rows, query, room.settings)
    window = None
    if query.since or query.until:
        left = axis.x_of(query.since or axis.first)
        window = (left, axis.x_of(query.until or axis.last) + (axis.width - axis.left) / axis.days - left)
    context = {
        "axis": axis, "rows": shown, "pages": pages, "window": window, "by_actor": by_actor, "lane_name": party if by_actor else str,
        "actors": _actors(room), "publishers": room.publishers(), "kinds": KINDS,
    }  # fmt: skip
    return Content(rows, context)


def _axis(rows: list[dict[str, Any]], by_actor: bool, kind: str | None, span: tuple[str, str]) -> Axis:
    if by_actor:
        count = Counter(p for r in rows for p in set(r["parties"]))
        return lay_out(rows, lambda r: set(r["parties"]), [p for p, _ in count.most_common(MOST_LANES)], *span)
    return lay_out(rows, lambda r: (r["kind"],), [k for k in KINDS if not kind or k == kind], *span)


def _within(row: dict[str, Any], query: Query) -> bool:
    day = (row["date"] or "")[:10]
    return (not query.since or day >= query.since) and (not query.until or (day != "" and day <= query.until))


def _actors(room: Room) -> list[str]:
    def make() -> list[str]:
        count = Counter(p for r in room.ask("timeline") for p in set(r["parties"]))
        return sorted(p for p, _ in count.most_common(80))

    found: list[str] = room.once(("timeline actors",), make)
    return found
