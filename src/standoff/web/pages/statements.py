"""Statements: who said what, demands with what became of them, conditions, what contradicts what."""

from __future__ import annotations

from typing import Any

from standoff.web import wording
from standoff.web.query import Query
from standoff.web.room import Content, Room, last_of, page

ACTS = ("assert", "deny", "demand", "offer", "reject", "accept", "promise", "threaten", "warn", "accuse", "praise", "ask")
ANSWERS = {"REJECT": "refused", "AGREE": "accepted", "CONCEDE": "accepted"}


@page("/statements", "Statements", "statements.html")
def statements(room: Room, query: Query) -> Content:
    """Make the page."""
    filters = query.only("actor", "since", "until", "publisher")
    if query.act:
        filters["type"] = query.act
    rows = room.ask("statements", as_of=query.as_of, **filters)
    if query.q:
        words = query.q.lower().split()
        rows = [r for r in rows if all(w in f"{r['speaker']} {r['content']} {r['evidence']}".lower() for w in words)]
    shown, pages = last_of(rows, query, room.settings)
    opposed = room.once(("opposed",), lambda: {r["id"]: r["opposed"][:6] for r in room.ask("statements", as_of=query.as_of, opposed=True)}, as_of=query.as_of)
    context = {
        "rows": [{**r, "opposed": opposed.get(r["id"], [])} for r in shown],
        "pages": pages, "acts": ACTS, "publishers": room.publishers(), "speakers": speakers(room),
        "demands": room.once(("demands", query.actor), lambda: demands(room, query), as_of=query.as_of),
        "keys": room.report_keys(),
    }  # fmt: skip
    return Content(rows, context)


def speakers(room: Room) -> list[str]:
    """Return the parties who speak most."""

    def make() -> list[str]:
        count: dict[str, int] = {}
        for s in room.ask("statements"):
            if s["party"]:
                count[s["party"]] = count.get(s["party"], 0) + 1
        return sorted(sorted(count, key=lambda p: (-count[p], p))[:80])

    found: list[str] = room.once(("speakers",), make)
    return found


def demands(room: Room, query: Query) -> list[dict[str, Any]]:
    """Return the demands of states and organisations, each with the answers that the record has from those addressed.

    An answer is a refusal, an agreement or a concession of the addressed party towards the demanding one on or after
    the day of the demand; where there is none the demand stands as not answered in these reports.
    """
    events = room.ask("events", as_of=query.as_of)
    asked = [e for e in events if e["type"] == "REQUEST" and set(e["target"]) - set(e["source"]) and e["source"]]
    if query.actor:
        asked = [e for e in asked if query.actor in {*e["source"], *e["target"]}]
    answers: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for e in events:
        if e["type"] in ANSWERS:
            for a in e["source"]:
                for b in e["target"]:
                    answers.setdefault((a, b), []).append(e)
    found = []
    for demand in asked[::-1][:40]:
        replies: dict[str, dict[str, Any]] = {}
        for a in demand["target"]:
            for b in demand["source"]:
                for e in answers.get((a, b), ()):
                    if (e["date"] or "") >= (demand["date"] or ""):
                        replies.setdefault(e["id"], {"id": e["id"], "date": e["date"], "who": a, "how": ANSWERS[e["type"]]})
        found.append({**demand, "replies": sorted(replies.values(), key=lambda r: r["date"] or "")[:6], "by": wording.parties(demand["source"]), "of": wording.parties(demand["target"])})
    return found
