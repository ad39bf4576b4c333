"""Events as they are asked for: from what was reconciled, the rows that fit.

What was reconciled is kept in the database for the whole record, with the state of the record that it belongs to, so
that a question about few events reads few, and a change makes anew only the events of the blocks that it touches. As of a
date it is worked out, and kept with the view.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select, update

from standoff.record import schema
from standoff.record.duplicates import batched
from standoff.record.filters import Filters
from standoff.record.merge import Story, blocks, stories
from standoff.record.rows import Row
from standoff.record.told import Telling, rules, tellings
from standoff.record.view import Mention, View

# Events of so many tellings are worth keeping in the database.
_WORTH = 2000
# So many rows are made at a time, of which those that fit stay.
_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Event:
    """A reconciled event without what its mentions say."""

    id: str
    type: str
    day: int
    source: tuple[str, ...]
    target: tuple[str, ...]
    mode: str | None
    tense: str
    lead: str
    mentions: tuple[str, ...]
    reports: tuple[str, ...]
    why: tuple[str, ...]


_FIELDS = ("source", "target", "mode", "tense", "lead", "mentions", "reports", "why")


def events(view: View, filters: Filters) -> list[Row]:
    """Return the rows of the events that fit, by date, each with all its mentions."""
    if filters == Filters():
        return list(view.kept("events", lambda v: rows(v, _all(v))))
    return [row for some in batched(_narrowed(view, filters), _AT_ONCE) for row in rows(view, some) if _fits(view, row, filters)]


def event(view: View, id: str) -> Row | None:
    """Return one event's row."""
    if _is_kept(view):
        found = view.store.rows(select(schema.events).where(schema.events.c.id == id))
        return next(iter(rows(view, [_event(row) for row in found])), None)
    return next(iter(rows(view, [e for e in _all(view) if e.id == id])), None)


def _all(view: View) -> list[Event]:
    """Return all events."""
    if _is_kept(view):
        return view.kept("stored", lambda v: _ordered(_event(row) for row in v.store.rows(select(schema.events))))  # type: ignore[no-any-return]
    return view.kept("reconciled", lambda v: _ordered(_closed(s) for block in _blocks(v) for s in stories(v, block)))  # type: ignore[no-any-return]


def _blocks(view: View) -> list[list[Telling]]:
    return view.kept("blocks", lambda v: blocks(v, tellings(v)))  # type: ignore[no-any-return]


def _ordered(found: Iterable[Event]) -> list[Event]:
    return sorted(found, key=lambda e: (e.day, e.id))


def _closed(story: Story) -> Event:
    ids, lead = story.ids, story.lead
    # Named by the mention published first, so that it keeps its name as more reports tell of it.
    named = min((d.published, i) for d in story.told for i in d.ids)[1]
    return Event(
        "E" + hashlib.sha256(named.encode()).hexdigest()[:10], lead.type, story.day,
        tuple(p for p, _ in story.sources.most_common()), tuple(p for p, _ in story.targets.most_common()) or story.facing, lead.mode, lead.tense,
        lead.ids[0], tuple(ids), tuple(sorted({d.report for d in story.told})), tuple(w["reason"] for w in story.why),
    )


def _event(row: dict[str, Any]) -> Event:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in zip(_FIELDS, json.loads(row["story"]), strict=True)}
    return Event(id=row["id"], type=row["type"], day=row["day"], **values)


def _is_kept(view: View) -> bool:
    """Whether the database has the events of this very state of the record; brought up to date first where it is worth it."""
    return not view.as_of and bool(view.kept("events are kept", lambda v: _state(v) or _keep(v)))


def _state(view: View) -> bool:
    m = schema.meta.c
    kept = {row["key"]: row["value"] for row in view.store.rows(select(m.key, m.value).where(m.key == "events"))}
    return kept.get("events") == _stamp(view)


def _stamp(view: View) -> str:
    return f"{view.generation} {rules()}"


def _keep(view: View) -> bool:
    """Keep in the database what is reconciled, working out anew the blocks alone whose tellings have changed; return whether it is there."""
    if sum(map(len, _blocks(view))) < _WORTH:
        return False
    have = {row["block"] for row in view.store.rows(select(schema.events.c.block).distinct())}
    now = {_digest(view, block): block for block in _blocks(view)}
    kept, parties = [], []
    for digest in sorted(now.keys() - have):
        for e in map(_closed, stories(view, now[digest])):
            story = json.dumps([getattr(e, f) for f in _FIELDS], ensure_ascii=False)
            kept.append({"id": e.id, "type": e.type, "day": e.day, "story": story, "block": digest})
            parties += [{"party": p, "part": part, "day": e.day, "event": e.id} for part, own in (("source", e.source), ("target", e.target)) for p in own]

    def put(db: Connection) -> None:
        for some in batched(sorted(have - now.keys())):
            gone = select(schema.events.c.id).where(schema.events.c.block.in_(some))
            db.execute(delete(schema.event_parties).where(schema.event_parties.c.event.in_(gone)))
            db.execute(delete(schema.events).where(schema.events.c.block.in_(some)))
        for table, own in ((schema.events, kept), (schema.event_parties, parties)):
            for some in batched(own, 20_000):
                db.execute(insert(table), list(some))
        if not db.execute(update(schema.meta).where(schema.meta.c.key == "events").values(value=_stamp(view))).rowcount:
            db.execute(insert(schema.meta), [{"key": "events", "value": _stamp(view)}])

    return view.store.put_by(view.generation, put)


def _digest(view: View, block: list[Telling]) -> str:
    """Return what changes with all that the events of a block rest on."""
    parts = [rules(), *(f"{d.ids[0]}:{d.mark}" for d in block)]
    if view.together or view.apart:
        own = {i for d in block for i in d.ids}
        parts += [f"{kind}:{group}" for kind, groups in (("merge", view.together), ("split", view.apart)) for group in groups if own & set(group)]
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()[:24]


def _narrowed(view: View, filters: Filters) -> list[Event]:
    """Return the events that may fit, by what is kept of them alone."""
    if _is_kept(view):
        return _ordered(_event(row) for row in view.store.rows(_query(filters)))
    first, last = _day(filters.since), _day(filters.until)
    return [
        e for e in _all(view)
        if (not filters.type or e.type == filters.type) and (first is None or e.day >= first) and (last is None or e.day <= last)
        and (not filters.sender or filters.sender in e.source) and (not filters.host or filters.host in e.target)
        and (not filters.actor or filters.actor in e.source or filters.actor in e.target)
    ]


def _query(filters: Filters) -> Any:
    e, p = schema.events.c, schema.event_parties
    query = select(schema.events)
    if filters.type:
        query = query.where(e.type == filters.type)
    if (first := _day(filters.since)) is not None:
        query = query.where(e.day >= first)
    if (last := _day(filters.until)) is not None:
        query = query.where(e.day <= last)
    for party, part in ((filters.sender, "source"), (filters.host, "target"), (filters.actor, None)):
        if party:
            days = [p.c.day >= first] if first is not None else []
            days += [p.c.day <= last] if last is not None else []
            query = query.where(e.id.in_(select(p.c.event).where(and_(p.c.party == party, *([p.c.part == part] if part else []), *days))))
    return query


def _day(date: str | None) -> int | None:
    try:
        return dt.date.fromisoformat(date[:10]).toordinal() if date else None
    except ValueError:
        return None


def rows(view: View, found: Sequence[Event]) -> list[Row]:
    """Return the rows of events, in their order."""
    mentions = _mentions(view, [i for e in found for i in e.mentions])
    view.need({r for e in found for r in e.reports})
    return [_row(view, e, [mentions[i] for i in e.mentions if i in mentions]) for e in found]


def _mentions(view: View, ids: Iterable[str]) -> dict[str, Mention]:
    """Return what rows of events say of their mentions."""
    m = schema.mentions.c
    columns = (m.id, m.report, m.kind, m.start, m.end, m.evidence, m.published, m.place, m.country, m.lat, m.lon, m.confidence, m.body)
    wanted = sorted(set(ids))
    found = {}
    for some in batched(wanted):
        for row in view.store.rows(select(*columns).where(m.id.in_(some))):
            found[row["id"]] = row
    return found


def _row(view: View, e: Event, mentions: list[Mention]) -> Row:
    lead = next(m for m in mentions if m["id"] == e.lead)
    body = json.loads(lead["body"]) | view.edits.get(e.lead, {})
    published = sorted(m["published"] for m in mentions if m["published"])
    placed = next((m for m in mentions if m["lat"] is not None), lead)
    return {
        "id": e.id, "type": e.type, "mode": e.mode, "cameo": body.get("cameo"), "goldstein": body.get("goldstein"), "quad": body.get("quad"),
        "modality": body.get("modality") or ("hypothetical" if e.tense == "open" else None), "context": body.get("context") or [],
        "source": list(e.source), "target": list(e.target), "date": dt.date.fromordinal(e.day).isoformat() if e.day else None,
        "place": placed["place"], "country": placed["country"], "lat": placed["lat"], "lon": placed["lon"],
        "first_reported": published[0] if published else None, "last_reported": published[-1] if published else None,
        "confidence": max((m["confidence"] for m in mentions if m["confidence"] is not None), default=None),
        "independent": view.independent(e.reports), "reports": view.names(e.reports), "report_ids": list(e.reports),
        "mentions": [m["id"] for m in mentions], "text": lead["evidence"], "texts": [m["evidence"] for m in mentions],
        "why": [{"mention": i, "reason": reason} for i, reason in zip(e.mentions, e.why, strict=True)],
    }


def _fits(view: View, row: Row, filters: Filters) -> bool:
    if filters.type and row["type"] != filters.type or filters.status and row["modality"] != filters.status:
        return False
    if filters.sender and filters.sender not in row["source"] or filters.host and filters.host not in row["target"]:
        return False
    if filters.actor and filters.actor not in row["source"] + row["target"]:
        return False
    if filters.country and filters.country not in (*row["source"], *row["target"], row["country"]):
        return False
    if filters.since and (row["date"] or "") < filters.since or filters.until and (row["date"] or "") > filters.until:
        return False
    if filters.publisher:
        publishers = [(view.report(r)["publisher"] or "").lower() for r in row["report_ids"]]
        if not any(filters.publisher.lower() in p for p in publishers):
            return False
    return not filters.text or all(w in " ".join(row["texts"]).lower() for w in filters.text.lower().split())
