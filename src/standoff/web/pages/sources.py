"""Sources compared: which outlet reports which facts and figures, first, only, differently."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from standoff.web import wording
from standoff.web.query import Query
from standoff.web.room import Content, Room, page

MOST_FACTS = 60


@page("/sources", "Sources compared", "sources.html")
def sources(room: Room, query: Query) -> Content:
    """Make the page."""
    made: dict[str, Any] = room.once(("sources", query.as_of), lambda: _compare(room, query.as_of))
    return Content(made["outlets"], {**made, "any": bool(room.reports())}, {"facts": made["facts"], "quoted": made["quoted"]})


def _compare(room: Room, as_of: str | None) -> dict[str, Any]:
    known = [r for r in room.reports() if not as_of or (r["published"] or "") <= as_of + "~"]
    outlet_of = {r["name"]: r["publisher"] or "publisher not said" for r in known}
    day_of = {r["name"]: (r["published"] or "")[:10] for r in known}
    reports = Counter(outlet_of.values())
    copied = {name for group in room.ask("duplicates", as_of=as_of) for name in group["group"][1:]}
    first, only, told = Counter[str](), Counter[str](), Counter[str]()
    for e in room.ask("events", as_of=as_of):
        names = [n for n in e["reports"] if n in outlet_of]
        outlets = {outlet_of[n] for n in names}
        told.update(outlets)
        if not names:
            continue
        if len(outlets) == 1:
            only.update(outlets)
        else:
            earliest = min(day_of[n] for n in names)
            leading = {outlet_of[n] for n in names if day_of[n] == earliest}
            if len(leading) == 1:
                first.update(leading)
    said: dict[str, Counter[str]] = defaultdict(Counter)
    sides: Counter[str] = Counter()
    for s in room.ask("statements", as_of=as_of):
        side = s["party"] or "not said"
        said[outlet_of.get(s["report"], "publisher not said")][side] += 1
        sides[side] += 1
    main = [side for side, _ in sides.most_common(6) if side != "not said"]
    facts = _figures(room, as_of, outlet_of)
    differing = Counter(o for f in facts if f["differs"] for o, cells in f["by"].items() if cells)
    compared = [
        {
            "publisher": name, "reports": n, "copies": sum(1 for r in known if outlet_of[r["name"]] == name and r["name"] in copied),
            "events": told[name], "first": first[name], "only": only[name], "differs": differing[name],
            "statements": sum(said[name].values()), "sides": {side: said[name][side] for side in main},
        }
        for name, n in sorted(reports.items(), key=lambda x: (-x[1], x[0]))
    ]  # fmt: skip
    pairs: list[dict[str, Any]] = sorted(
        ({"publisher": o, "party": p, "statements": n} for o, c in said.items() for p, n in c.items() if p in main),
        key=lambda q: (-q["statements"], q["publisher"]),
    )
    return {"outlets": compared, "sides": main, "facts": facts, "quoted": pairs}


def _figures(room: Room, as_of: str | None, outlet_of: dict[str, str]) -> list[dict[str, Any]]:
    """Return the figures that several outlets give for one cell: those that differ first."""
    cells: dict[tuple[str, ...], dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for d in room.ask("deployments", as_of=as_of):
        if d["sender"] and d["host"] and (d["low"] is not None or d["high"] is not None):
            cell = (d["sender"], d["host"], d["category"], d["status"])
            cells[cell][outlet_of.get(d["report"], "publisher not said")].append(d)
    found: list[dict[str, Any]] = []
    for (sender, host, category, status), by in cells.items():
        if len(by) < 2:
            continue
        shown = {
            outlet: sorted({(wording.bounds(d["low"], d["high"]), d["basis"] or "", d["id"], (d["published"] or "")[:10]) for d in ds}, key=lambda x: x[3])[:4]
            for outlet, ds in by.items()
        }
        sets = [{(d["low"], d["high"], d["basis"]) for d in ds} for ds in by.values()]
        found.append({
            "sender": sender, "host": host, "category": category, "status": status, "by": shown,
            "differs": not set.intersection(*sets), "outlets": len(by),
        })  # fmt: skip
    return sorted(found, key=lambda f: (not f["differs"], -f["outlets"], f["sender"], f["host"]))[:MOST_FACTS]
