"""Reports: the list, and one report with everything read out of it marked in its text."""

from __future__ import annotations

from typing import Any

from standoff.web.cards import card, detail_of
from standoff.web.highlight import Mark, marks_of, pieces
from standoff.web.query import Query
from standoff.web.room import Content, NotThere, Room, page, part_of

# A longer text is cut for the page; the .json has all of it.
LONGEST = 200_000


@page("/reports", "Reports", "reports.html")
def reports(room: Room, query: Query) -> Content:
    """Make the list of reports."""
    rows = list(room.ask("reports", versions=True, as_of=query.as_of, **query.only("publisher", "since", "until")))[::-1]
    if query.q:
        words = query.q.lower().split()
        rows = [r for r in rows if all(w in f"{r['title']} {r['publisher']} {r['name']}".lower() for w in words)]
    shown, pages = part_of(rows, query, room.settings)
    return Content(rows, {"rows": shown, "pages": pages, "publishers": room.publishers(), "any": bool(room.reports())})


@page("/reports/{key}", "Report", "report.html")
def report(room: Room, query: Query, key: str) -> Content:
    """Make the page of one report."""
    row = room.report_named(key)
    if row is None:
        raise NotThere(f"There is no report called {key} in this record.")
    detail = detail_of(room, row["id"])
    text: str = detail["text"]
    mentions = detail["all"]
    marks: list[Mark] = []
    for m in mentions:
        marks += marks_of(m["kind"], m["body"], m["id"].partition(".")[2])
    kinds = {k: sum(1 for m in mentions if m["kind"] == k) for k in ("event", "deployment", "aid", "statement")}
    url = row["url"]
    versions = [r for r in room.reports() if url and r["url"] == url and r["id"] != row["id"]]
    context = {
        "title": row["title"] or row["name"],
        "report": {**row, "byline": detail.get("byline")},
        "pieces": pieces(text, marks, 0, LONGEST),
        "cut": len(text) > LONGEST,
        "cards": [card(room, m) for m in mentions],
        "kinds": kinds,
        "copies": [(name, room.report_keys().get(name)) for name in detail["copies"]],
        "versions": versions,
        "link": url if _is_web(url) else None,
        "current": detail.get("current", True),
    }
    rows: list[dict[str, Any]] = [{k: v for k, v in m.items() if k not in {"body", "corrections"}} for m in mentions]
    return Content(rows, context, {"report": {**row, "text": text}, "reading": detail["reading"]})


def _is_web(url: str | None) -> bool:
    """Whether an address may be linked: only the web's own schemes, so that no script hides in one."""
    return bool(url) and str(url).lower().startswith(("https://", "http://"))
