"""Dossier: one posture cell, event, mention, party or pair of parties, with every word it rests on."""

from __future__ import annotations

from typing import Any

from standoff.web import wording
from standoff.web.basemap import name_of
from standoff.web.cards import card, cards, detail_of
from standoff.web.pages.situation import cell_link
from standoff.web.query import Query
from standoff.web.room import Content, NotThere, Room, page, part_of

AROUND = 500  # characters of the report shown around a mention's words
CELL = ("sender", "host", "category", "status")


@page("/cell", "Posture cell", "cell.html", geo=True)
def cell(room: Room, query: Query) -> Content:
    """Make the dossier of one posture cell: its bounds, why they are what they are, every mention."""
    filters = query.only(*CELL)
    if not filters.get("sender") and not filters.get("host"):
        raise NotThere("A posture cell is asked for with sender, host, category and status in the address.")
    rows = [r for r in room.posture(query.as_of, **query.only("sender", "host", "category")) if _fits(r, query)]
    ids = list(dict.fromkeys(id for row in rows for id in [*row["mentions"], *_because_ids(row)]))
    conflicts = [
        c
        for c in room.ask("conflicts", as_of=query.as_of, **query.only("sender", "host", "category"))
        if set(c["mentions"]) & set(ids)
    ]
    title = " ".join(filter(None, (wording.party(query.sender), wording.category(query.category), "in " + wording.party(query.host) if query.host else "", wording.status(query.status))))
    context = {
        "title": title or "Posture cell",
        "cells": [{**row, "reasons": _reasons(room, row), "link": cell_link(row, query.as_of)} for row in rows],
        "cards": cards(room, ids[:60]),
        "left_out": max(0, len(ids) - 60),
        "conflicts": conflicts,
        "over_time": _over_time(room, query),
    }
    return Content(rows, context)


def _fits(row: dict[str, Any], query: Query) -> bool:
    return (query.status is None or row["status"] == query.status) and (query.host is not None or row["host"] is None or not query.status)


def _because_ids(row: dict[str, Any]) -> list[str]:
    because = row.get("because") or {}
    return [id for side in ("low", "high") for reason in because.get(side) or () for id in _ids(reason)]


def _ids(reason: Any) -> list[str]:
    return list(reason.get("mentions") or ()) if isinstance(reason, dict) else []


SAYS = {
    "level": "tells how many are there", "move": "tells how many are to go there", "change": "tells how many came or left",
    "arrived of a move": "counts those that have arrived out of those announced",
}  # fmt: skip


def _reasons(room: Room, row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return for each bound why it is what it is: who says what, in the report's own words."""
    found = []
    because = row.get("because") or {}
    low, high = row.get("low"), row.get("high")
    same = low == high and _because_ids({"because": {"low": because.get("low")}}) == _because_ids({"because": {"high": because.get("high")}})
    sides = [("low", "Exactly")] if same else [("low", "At least"), ("high", "At most")]
    for side, words in sides:
        reasons = because.get(side) or []
        if row.get(side) is not None and reasons:
            told = [_told(room, id, str(r.get("says") or "")) for r in reasons for id in _ids(r)]
            found.append({"bound": f"{words} {wording.number(row[side])}", "because": [t for t in told if t]})
    return found


def _told(room: Room, id: str, says: str) -> dict[str, Any] | None:
    """Return what one mention contributes to a bound."""
    try:
        detail = detail_of(room, id)
    except NotThere:
        return None
    body = detail["body"]
    count, ratio = body.get("count") or {}, body.get("ratio") or {}
    quoted = (body.get("force") or {}).get("text") or count.get("text") or ratio.get("text") or ""
    number = wording.bounds(count.get("low"), count.get("high")) if body.get("count") else ""
    return {
        "id": id, "who": detail.get("publisher") or detail["report"], "date": detail.get("published"), "quoted": quoted,
        "number": number, "words": SAYS.get(says, f"tells how many are {wording.status(says)}"),
        "source": (body.get("attribution") or {}).get("source"),
    }  # fmt: skip


def _over_time(room: Room, query: Query) -> list[dict[str, Any]]:
    """Return the cell's bounds on each day on which they changed: at most 40 days are looked at."""
    dates = [d for d in room.dates() if not query.as_of or d <= query.as_of][-40:]
    if len(room.reports()) > 400:
        return []  # a long record: the film on the situation page shows it day by day
    found: list[dict[str, Any]] = []
    last: list[tuple[Any, ...]] | None = None
    for day in dates:
        rows = [r for r in room.posture(day, **query.only("sender", "host", "category")) if _fits(r, query)]
        now = [(r["low"], r["high"], r.get("according_to")) for r in rows]
        if now != last and (now or last is not None):
            found.append({"date": day, "rows": rows})
        last = now
    return found


@page("/events/{id}", "Event", "event.html")
def event(room: Room, query: Query, id: str) -> Content:
    """Make the dossier of one event."""
    detail = detail_of(room, id)
    if detail["kind"] != "event" or "all" not in detail:
        return mention(room, query, id)
    why = detail.get("why") or []
    context = {
        "title": _event_title(detail),
        "event": detail,
        "cards": [card(room, one) for one in detail["all"]],
        "why": [w for w in why if w.get("reason") != "first"],
    }
    return Content([{k: v for k, v in detail.items() if k != "all"}], context)


def _event_title(event: dict[str, Any]) -> str:
    sides = " → ".join(filter(None, (wording.parties(event["source"]) or "Someone", wording.parties(event["target"]))))
    return f"{sides}: {wording.event_type(event['type']).lower()}"


@page("/mentions/{id}", "Mention", "mention.html")
def mention(room: Room, query: Query, id: str) -> Content:
    """Make the page of one mention, with the form that corrects it."""
    from standoff.web.pages.review import fields_of

    detail = detail_of(room, id)
    if "body" not in detail:
        raise NotThere(f"{id} is no single mention.")
    shown = card(room, detail)
    text = detail_of(room, detail["report_id"])["text"]
    start, end = detail["body"]["evidence"]["start"], detail["body"]["evidence"]["end"]
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    around = [text[first:start], text[start:end], text[end:last]]
    context = {"title": shown["headline"], "card": shown, "fields": fields_of(detail), "around": around, "offset": first}
    return Content([detail], context, template="mention.html")


@page("/parties/{name}", "Party", "party.html", geo=True)
def party(room: Room, query: Query, name: str) -> Content:
    """Make the dossier of an actor or country: its forces abroad, forces it hosts, events, what it says."""
    sent = room.posture(query.as_of, sender=name)
    hosted = room.posture(query.as_of, host=name)
    events = [e for e in room.ask("events", as_of=query.as_of) if name in e["source"] or name in e["target"]]
    said = [s for s in room.ask("statements", as_of=query.as_of) if s["party"] == name or s["speaker"] == name]
    if not (sent or hosted or events or said):
        raise NotThere(f"No report known as of this date names {name_of(name)} as a party.")
    others: dict[str, int] = {}
    for e in events:
        for other in {*e["source"], *e["target"]} - {name}:
            others[other] = others.get(other, 0) + 1
    shown, pages = part_of(events[::-1], query, room.settings)
    rows = [{**r, "link": cell_link(r, query.as_of)} for r in [*sent, *(r for r in hosted if r["sender"] != name)]]
    context = {
        "title": name_of(name), "name": name, "posture": rows[:200], "events": shown, "pages": pages, "said": said[-15:][::-1],
        "said_total": len(said), "others": sorted(others.items(), key=lambda o: (-o[1], o[0]))[:20],
    }  # fmt: skip
    return Content(rows + events, context)


@page("/dyads/{a}/{b}", "Dyad", "dyad.html")
def dyad(room: Room, query: Query, a: str, b: str) -> Content:
    """Make the dossier of two parties: what each did to the other."""
    known = room.ask("events", as_of=query.as_of)
    there = [e for e in known if a in e["source"] and b in e["target"]]
    back = [e for e in known if b in e["source"] and a in e["target"]]
    context = {
        "title": f"{name_of(a)} and {name_of(b)}", "a": a, "b": b, "sides": [(a, b, there[::-1][:100], len(there)), (b, a, back[::-1][:100], len(back))],
        "posture": [{**r, "link": cell_link(r, query.as_of)} for x, y in ((a, b), (b, a)) for r in room.posture(query.as_of, sender=x, host=y)],
    }  # fmt: skip
    return Content(there + back, context)
