"""Review: a queue of mentions to accept, reject or edit, worked with the keyboard alone."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import func, select

from standoff.record import schema
from standoff.web.basemap import SEATS, name_of, world
from standoff.web.cards import card, detail_of
from standoff.web.query import BadQuery, Query
from standoff.web.room import Content, NotThere, Room, page
from standoff.web.wording import EVENT, STATUS

QUEUES = {"confidence": "least likely right first", "conflicts": "in conflict", "newest": "newest first"}
LENGTH = 25
LETTERS = {"event": "e", "deployment": "d", "aid": "m", "statement": "s"}
CATEGORIES = ("personnel", "aircraft", "ships", "vehicles", "artillery", "missiles", "air_defence", "units", "other")
ACTS = ("assert", "deny", "demand", "offer", "reject", "accept", "promise", "threaten", "warn", "accuse", "praise", "ask")


@page("/review", "Review", "review.html")
def review(room: Room, query: Query) -> Content:
    """Make the page."""
    by = query.by if query.by in QUEUES else "confidence"
    ids, waiting = queue(room, by, query.kind)
    shown = []
    for id in ids:
        try:
            detail = detail_of(room, id)
        except NotThere:
            continue
        shown.append({**card(room, detail), "fields": fields_of(detail)})
    recent = room.ask("corrections")[::-1][:8]
    context = {"cards": shown, "waiting": waiting, "by": by, "queues": QUEUES, "recent": recent, "any": bool(room.reports())}
    return Content([{"id": c["id"], "kind": c["kind"], "what": c["headline"], "confidence": c["confidence"], "report": c["report"]} for c in shown], context)


def queue(room: Room, by: str, kind: str | None) -> tuple[list[str], int]:
    """Return the ids at the head of a queue, and how many wait in it; what a person decided already is left out."""
    view = room.record.view()
    decided = view.accepted | view.rejected
    if by == "conflicts":
        ids = [id for c in room.ask("conflicts") if not c.get("resolved") for id in c["mentions"]]
        ids = [id for id in dict.fromkeys(ids) if id not in decided]
        return ids[:LENGTH], len(ids)
    m = schema.mentions.c
    query = select(m.id)
    if kind:
        query = query.where(m.kind == kind)
    if by == "newest":
        query = query.order_by(m.published.desc().nulls_last(), m.id)
    else:
        query = query.order_by(func.coalesce(m.confidence, 0.5), m.published.desc(), m.id)
    found = room.record.store.rows(query.limit(LENGTH + len(decided)))
    count = select(func.count().label("n")).select_from(schema.mentions)
    total = room.record.store.rows(count.where(m.kind == kind) if kind else count)[0]["n"]
    left = max(0, total - sum(1 for id in decided if not kind or id.partition(".")[2].startswith(LETTERS[kind])))
    return [row["id"] for row in found if row["id"] not in decided][:LENGTH], left


def fields_of(detail: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the fields of a mention that a person may edit, with their values as text."""
    kind, body = detail["kind"], detail["body"]
    fields = {"deployment": _deployment, "event": _event, "aid": _aid, "statement": _statement}[kind](body)
    fields.append(_choice("polarity", "Polarity", body.get("polarity"), ("affirmed", "denied")))
    when = body.get("when") or {}
    fields += [_text("when.start", "First day", when.get("start"), "date"), _text("when.end", "Last day", when.get("end"), "date")]
    evidence = body["evidence"]
    fields += [
        _text("evidence.start", "Words from", evidence["start"], "number"),
        _text("evidence.end", "Words to", evidence["end"], "number"),
    ]
    return fields


def _choice(name: str, label: str, value: Any, options: Any) -> dict[str, Any]:
    return {"name": name, "label": label, "value": "" if value is None else value, "options": list(options), "type": "choice"}


def _text(name: str, label: str, value: Any, type: str = "text") -> dict[str, Any]:
    return {"name": name, "label": label, "value": "" if value is None else str(value), "options": None, "type": type}


def _deployment(body: dict[str, Any]) -> list[dict[str, Any]]:
    count, force = body.get("count") or {}, body.get("force") or {}
    return [
        _text("sender", "Sender (name or code)", _party(body.get("sender"))),
        _text("host", "Host (name or code)", _party(body.get("host"))),
        _choice("force.category", "Forces", force.get("category"), CATEGORIES),
        _text("count.low", "At least", count.get("low"), "number"), _text("count.high", "At most", count.get("high"), "number"),
        _choice("basis", "Counts as", body.get("basis"), ("total", "increment", "reduction", "ratio")),
        _choice("status", "Status", body.get("status"), [s for s in STATUS if s != "delivered"]),
    ]  # fmt: skip


def _event(body: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _choice("type", "Type", body.get("type"), EVENT),
        _text("source", "Who (by comma)", ", ".join(map(_party, body.get("source") or ()))),
        _text("target", "To whom (by comma)", ", ".join(map(_party, body.get("target") or ()))),
        _choice("modality", "Reality", body.get("modality"), ("past", "ongoing", "future", "hypothetical")),
    ]


def _aid(body: dict[str, Any]) -> list[dict[str, Any]]:
    amount = body.get("amount") or {}
    return [
        _text("donor", "Donor (name or code)", _party(body.get("donor"))),
        _text("recipient", "Recipient (name or code)", _party(body.get("recipient"))),
        _choice("kind", "Kind", body.get("kind"), ("military", "humanitarian", "financial", "other")),
        _text("amount.low", "At least", amount.get("low"), "number"), _text("amount.high", "At most", amount.get("high"), "number"),
        _choice("status", "Status", body.get("status"), STATUS),
    ]  # fmt: skip


def _statement(body: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _text("speaker", "Speaker (name or code)", _party(body.get("speaker"))),
        _choice("act", "Act", body.get("act"), ACTS),
        _choice("kind", "Quotation", body.get("kind"), ("direct", "indirect", "mixed")),
    ]


def _party(party: dict[str, Any] | None) -> str:
    return (party or {}).get("name") or (party or {}).get("country") or (party or {}).get("code") or ""


def changes_of(detail: dict[str, Any], form: dict[str, str], text: str) -> dict[str, Any]:
    """Return what a form changes in a mention, as fields of the JSON contract.

    Parameters
    ----------
    detail : dict
        The mention.
    form : dict
        Fields as `fields_of` names them.
    text : str
        The report's text: new evidence is cut out of it, so that its words are the report's own.
    """
    body = json.loads(json.dumps(detail["body"]))
    changed: dict[str, Any] = {}
    for field in fields_of(detail):
        name = field["name"]
        value = form.get(name)
        if value is None or value.strip() == str(field["value"]):
            continue
        top, _, inner = name.partition(".")
        given = _value(field, value.strip(), top, body)
        if not inner:
            changed[top] = given
            continue
        whole = changed.get(top) or body.get(top) or {"low": None, "high": None, "text": None}
        changed[top] = {**whole, inner: given}
    if "evidence" in changed:
        start, end = changed["evidence"]["start"] or 0, changed["evidence"]["end"] or 0
        if not 0 <= start < end <= len(text):
            raise BadQuery(f"The words must lie in the report: from 0 to {len(text)}, the first before the last.")
        changed["evidence"] = {"start": start, "end": end, "text": text[start:end]}
    for name in ("count", "amount"):
        new = changed.get(name)
        if new and new["low"] is not None and new["high"] is not None and new["low"] > new["high"]:
            raise BadQuery("The lower bound is above the upper one.")
    return changed


def _value(field: dict[str, Any], value: str, top: str, body: dict[str, Any]) -> Any:
    if field["type"] == "number":
        if not value:
            return None
        try:
            return int(value.replace(",", ""))
        except ValueError:
            raise BadQuery(f"{field['label']}: {value!r} is no whole number.") from None
    if field["options"] is not None:
        if value and value not in field["options"]:
            raise BadQuery(f"{field['label']}: {value!r} is not one of {', '.join(field['options'])}.")
        return value or None
    if top in {"source", "target"}:
        return [party_of(part) for part in value.split(",") if part.strip()]
    if top in {"sender", "donor", "recipient", "speaker"}:
        return party_of(value) if value else None
    if top == "host":
        found = party_of(value)
        return {"place": None, "name": found["name"], "country": found["country"]} if value else None
    return value or None


def party_of(words: str) -> dict[str, Any]:
    """Return the party that a person named by code or name."""
    words = words.strip()
    areas = world().areas
    code = words.upper() if words.upper() in areas else next((a.code for a in areas.values() if a.name.lower() == words.lower()), None)
    if code:
        return {"name": name_of(code), "code": code, "country": code, "role": None, "span": None}
    seat = SEATS.get(words.upper())
    return {"name": words.upper() if seat else words, "code": None, "country": None, "role": None, "span": None}


