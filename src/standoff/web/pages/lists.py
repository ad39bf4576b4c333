"""Plain lists: events, aid, conflicts, corrections."""

from __future__ import annotations

from dataclasses import replace

from standoff.web.query import Query
from standoff.web.room import Content, Room, last_of, page, part_of
from standoff.web.wording import EVENT


@page("/events", "Events", "events.html", geo=True)
def events(room: Room, query: Query) -> Content:
    """Make the list of events."""
    rows = room.ask("events", as_of=query.as_of, **query.only("actor", "country", "type", "since", "until", "publisher"))
    shown, pages = last_of(rows, query, room.settings)
    context = {"rows": shown, "pages": pages, "types": list(EVENT), "actors": actors(room), "publishers": room.publishers()}
    return Content(rows, context)


def actors(room: Room) -> list[str]:
    """Return the parties that take part in events, the most frequent first."""

    def make() -> list[str]:
        count: dict[str, int] = {}
        for e in room.ask("events"):
            for p in {*e["source"], *e["target"]}:
                count[p] = count.get(p, 0) + 1
        return sorted(sorted(count, key=lambda p: (-count[p], p))[:80])

    found: list[str] = room.once(("actors",), make)
    return found


@page("/aid", "Aid", "aid.html", geo=True)
def aid(room: Room, query: Query) -> Content:
    """Make the aid ledger."""
    rows = room.ask("aid_ledger", as_of=query.as_of, **query.only("sender", "host", "status", "type", "publisher"))
    shown, pages = part_of(rows, query, room.settings)
    everything = room.ask("aid_ledger", as_of=query.as_of)
    choices = {"sender": sorted({r["donor"] for r in everything if r["donor"]}), "host": sorted({r["recipient"] for r in everything if r["recipient"]})}
    return Content(rows, {"rows": shown, "pages": pages, "choices": choices})


@page("/conflicts", "Conflicts", "conflicts.html")
def conflicts(room: Room, query: Query) -> Content:
    """Make the list of what cannot all be true."""
    rows = room.ask("conflicts", as_of=query.as_of, **query.only("sender", "host", "category"))
    rows = [r for r in rows if not r.get("resolved")] + [r for r in rows if r.get("resolved")]
    shown, pages = part_of(rows, replace(query, size=query.size or 20), room.settings)
    return Content(rows, {"rows": shown, "pages": pages, "offset": (pages["at"] - 1) * pages["size"]})


@page("/corrections", "Corrections", "corrections.html")
def corrections(room: Room, query: Query) -> Content:
    """Make the list of what persons decided."""
    rows = room.ask("corrections")[::-1]
    shown, pages = part_of(rows, query, room.settings)
    return Content(rows, {"rows": shown, "pages": pages})
