"""Search: full text and facts, with facets."""

from __future__ import annotations

from collections import Counter
from typing import Any

from standoff.web.query import Query
from standoff.web.room import Content, Room, page, part_of

KINDS = ("report", "event", "deployment", "aid", "statement")
MOST = 300


@page("/search", "Search", "search.html")
def search(room: Room, query: Query) -> Content:
    """Make the page."""
    if not query.q:
        return Content(context={"rows": None, "facets": [], "pages": None})
    filters = query.only("actor", "country", "since", "until", "publisher")
    found = room.once(
        ("search", query.q, query.as_of),
        lambda: list(room.record.search(query.q or "", as_of=query.as_of, limit=MOST, **filters)),
        **filters,
    )
    keys = room.report_keys()
    named = {r["name"]: r for r in room.reports()}
    hits = []
    for hit in found:
        about = named.get(hit["report"]) or {}
        key = hit["id"].partition(".")[0] if hit["kind"] != "report" else keys.get(hit["report"])
        link = f"/reports/{key}" + ("" if hit["kind"] == "report" else "#s-" + hit["id"].partition(".")[2])
        hits.append({**hit, "publisher": about.get("publisher"), "title": about.get("title") or hit["report"], "link": link})
    facets = [
        ("kind", "Kind", _facet(hits, "kind", query.kind)),
        ("publisher", "Publisher", _facet(hits, "publisher", query.publisher)),
    ]
    rows = [h for h in hits if not query.kind or h["kind"] == query.kind]
    shown, pages = part_of(rows, query, room.settings)
    shown = [{**h, "pieces": excerpt(h["excerpt"] or "")} for h in shown]
    return Content(rows, {"rows": shown, "facets": facets, "pages": pages, "more": len(found) >= MOST})


def _facet(hits: list[dict[str, Any]], name: str, chosen: str | None) -> list[tuple[str, int, bool]]:
    counts = Counter(h[name] for h in hits if h[name])
    return [(value, n, value == chosen) for value, n in counts.most_common(12)]


def excerpt(text: str) -> list[tuple[str, bool]]:
    """Return an excerpt as pieces, with whether a piece was searched for (it stands in brackets)."""
    out: list[tuple[str, bool]] = []
    for i, part in enumerate(text.split("[")):
        inside, closing, after = part.partition("]")
        if i and closing:
            out += [(inside, True), (after, False)]
        else:
            out.append((("[" if i else "") + part, False))
    return [piece for piece in out if piece[0]]
