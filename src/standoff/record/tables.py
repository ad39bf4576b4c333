"""The plain tables of a view: reports, statements, deployments, aid, timeline, search, and one thing at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from sqlalchemy import func, select

from standoff.errors import RecordError
from standoff.record import happenings, opposed, schema
from standoff.record.filters import Filters
from standoff.record.flatten import KINDS
from standoff.record.rows import Row
from standoff.record.store import matching
from standoff.record.view import Mention, View

REPORTS = ("id", "ref", "title", "publisher", "published", "url", "language", "mentions", "copies", "program")
EVENTS = (
    "id", "type", "mode", "modality", "source", "target", "date", "place", "country", "first_reported", "last_reported",
    "independent", "reports", "mentions", "text",
)
STATEMENTS = ("id", "date", "speaker", "party", "act", "kind", "content", "audience", "channel", "conditions", "report")
DEPLOYMENTS = (
    "id", "date", "sender", "host", "category", "item", "low", "high", "basis", "status", "according_to", "report", "evidence",
)
AID = (
    "id", "date", "donor", "recipient", "kind", "what", "low", "high", "unit", "status", "according_to", "report", "evidence",
)
DUPLICATES = ("group", "ids", "containment")
TIMELINE = ("date", "kind", "id", "text", "parties", "reports")
SEARCH = ("id", "kind", "date", "report", "excerpt")


def reports(view: View, filters: Filters, versions: bool) -> list[Row]:
    """Return the reports of a view."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    m = schema.mentions.c
    for row in view.store.rows(select(m.report, m.kind, func.count().label("n")).group_by(m.report, m.kind)):
        counts[row["report"]][row["kind"]] = row["n"]
    copies: dict[str, list[str]] = defaultdict(list)
    for report, source in view.source.items():
        copies[source].append(report)
    current = {r["url"]: r for r in view.reports.values() if r["url"]}
    found = []
    for row in view.all.values() if versions else view.reports.values():
        if view.as_of and (row["published"] or "")[:10] > view.as_of:
            continue
        if not _report_fits(row, filters):
            continue
        group = copies[view.source.get(row["id"], row["id"])]
        later = current.get(row["url"]) if row["id"] not in view.reports else None
        found.append({
            **{k: row[k] for k in ("id", "key", "ref", "title", "byline", "publisher", "published", "url", "language", "program")},
            "name": row["name"], "mentions": counts[row["id"]], "copies": view.names(r for r in group if r != row["id"]),
            "replaced_by": view.name(later["id"]) if later else None,
        })
    return sorted(found, key=lambda r: (r["published"] or "", r["id"]))


def _report_fits(row: dict[str, Any], filters: Filters) -> bool:
    day = (row["published"] or "")[:10]
    if filters.since and day < filters.since or filters.until and day > filters.until:
        return False
    if filters.publisher and filters.publisher.lower() not in (row["publisher"] or "").lower():
        return False
    return not filters.text or all(w in (row["title"] or "").lower() for w in filters.text.lower().split())


def events(view: View, filters: Filters) -> list[Row]:
    """Return the merged events that have a mention which fits."""
    return happenings.events(view, filters)


def statements(view: View, filters: Filters, only_opposed: bool) -> list[Row]:
    """Return the statements, with `only_opposed` those that another contradicts."""
    rows = [statement_row(view, m) for m in view.mentions("statement", filters)]
    if not only_opposed:
        return rows
    against = opposed.pairs(view)
    return [row | {"opposed": sorted(against[row["id"]])} for row in rows if row["id"] in against]


def statement_row(view: View, m: Mention) -> Row:
    """Return a statement's row."""
    body = m["body"]
    return {
        "id": m["id"], "date": m["date"], "speaker": (body.get("speaker") or {}).get("name"), "party": m["sender"],
        "act": body.get("act"), "kind": body.get("kind"), "content": " … ".join(s["text"] for s in body.get("content") or ()),
        "audience": body.get("audience"), "channel": body.get("channel"),
        "conditions": [s["text"] for s in body.get("conditions") or ()],
        "basis_cited": [s["text"] for s in body.get("basis_cited") or ()],
        "report": view.name(m["report"]), "published": m["published"], "evidence": m["evidence"], "confidence": m["confidence"],
        "accepted": m["accepted"],
    }


def deployments(view: View, filters: Filters) -> list[Row]:
    """Return the deployments as single reports tell them."""
    return [deployment_row(view, m) for m in view.mentions("deployment", filters)]


def deployment_row(view: View, m: Mention) -> Row:
    """Return a deployment's row."""
    body = m["body"]
    host = body.get("host") or {}
    return {
        "id": m["id"], "date": m["date"], "sender": m["sender"], "host": m["host"], "host_name": host.get("name"),
        "category": m["category"], "item": (body.get("force") or {}).get("item"), "force": (body.get("force") or {}).get("text"),
        "low": m["low"], "high": m["high"], "basis": body.get("basis"), "ratio": body.get("ratio"), "status": m["status"],
        "of": f"{m['id'].split('.')[0]}.{body['of']}" if body.get("of") else None, "polarity": m["polarity"],
        "according_to": m["attribution"], "place": m["place"], "country": m["country"], "lat": m["lat"], "lon": m["lon"],
        "report": view.name(m["report"]), "published": m["published"], "evidence": m["evidence"], "confidence": m["confidence"],
        "accepted": m["accepted"],
    }


def aid(view: View, filters: Filters) -> list[Row]:
    """Return aid as single reports tell it."""
    return [aid_row(view, m) for m in view.mentions("aid", filters)]


def aid_row(view: View, m: Mention) -> Row:
    """Return one aid mention's row."""
    body = m["body"]
    return {
        "id": m["id"], "date": m["date"], "donor": m["sender"], "recipient": m["host"], "kind": body.get("kind"),
        "what": (body.get("what") or {}).get("text"), "low": m["low"], "high": m["high"], "unit": m["unit"],
        "status": m["status"], "according_to": m["attribution"], "report": view.name(m["report"]), "published": m["published"],
        "evidence": m["evidence"], "confidence": m["confidence"], "accepted": m["accepted"],
    }


def duplicates(view: View) -> list[Row]:
    """Return the groups of copies."""
    members: dict[str, list[str]] = defaultdict(list)
    for report, source in view.source.items():
        members[source].append(report)
    least: dict[str, float] = {}
    for pair in view.store.rows(select(schema.pairs)):
        group = view.source.get(pair["a"])
        if group and view.source.get(pair["b"]) == group:
            least[group] = min(pair["containment"], least.get(group, 1.0))
    found = [
        {"group": view.names(own), "ids": sorted(own), "containment": least.get(source, 1.0)}
        for source, own in members.items() if len(own) > 1
    ]
    return sorted(found, key=lambda r: r["group"])


def timeline(view: View, filters: Filters) -> list[Row]:
    """Return all that has a date, in its order."""
    found = [
        {"date": e["date"], "kind": "event", "id": e["id"], "text": e["text"], "parties": e["source"] + e["target"],
         "reports": e["reports"]}
        for e in happenings.events(view, filters)
    ]
    for kind in ("deployment", "aid", "statement"):
        found += [
            {"date": m["date"], "kind": kind, "id": m["id"], "text": m["evidence"],
             "parties": [p for p in (m["sender"], m["host"]) if p], "reports": [view.name(m["report"])]}
            for m in view.mentions(kind, filters)
        ]
    return sorted(found, key=lambda r: (r["date"] or "", r["kind"], r["id"]))


def search(view: View, query: str, filters: Filters, *, kind: str | None, limit: int) -> list[Row]:
    """Return what holds the words, best first."""
    with view.store.read() as db:
        hits = matching(db, query, [kind] if kind else (), limit * 5)
    narrowed = filters != Filters()
    kinds = {h["kind"] for h in hits} - {"report"}
    ids = {k: [h["id"] for h in hits if h["kind"] == k] for k in sorted(kinds)}
    standing = {m["id"]: m for k in ids for m in view.mentions(k, filters, ids=ids[k])}
    found: list[Row] = []
    for hit in hits:
        report = view.report(hit["report"])
        if not report["current"]:
            continue
        if hit["kind"] == "report":
            if narrowed and not _report_fits(report, filters):
                continue
            date, name = report["published"], str(report["name"])
        elif hit["id"] in standing:
            date, name = standing[hit["id"]]["date"], str(report["name"])
        else:
            continue
        found.append({"id": hit["id"], "kind": hit["kind"], "date": date, "report": name, "excerpt": hit["excerpt"]})
    return found[:limit]


def show(view: View, name: str) -> Row:
    """Return all about one thing."""
    if name.startswith("E") and (event := happenings.event(view, name)):
        return {"kind": "event", **event, "all": [mention_detail(view, m) for m in mentions_named(view, name)]}
    if report := _report_named(view, name):
        own = select(schema.reports.c.text, schema.reports.c.text_hash, schema.reports.c.raw, schema.reports.c.reading)
        kept = view.store.rows(own.where(schema.reports.c.id == report["id"]))[0]
        reading = json.loads(kept.pop("reading"))
        mentions = [m for k in KINDS.values() for m in view.mentions(k, reports=[report["id"]])]
        return {
            "kind": "report", **report, **kept, "reading": reading, "current": report["id"] in view.reports,
            "copies": view.names(r for r, s in view.source.items() if s == view.source.get(report["id"]) and r != report["id"]),
            "all": [mention_detail(view, m) for m in sorted(mentions, key=lambda m: (m["start"], m["id"]))],
        }
    return mention_detail(view, mentions_named(view, name)[0])


def mention_detail(view: View, m: Mention) -> Row:
    """Return a mention with its report, words and corrections."""
    report = view.report(m["report"])
    own = [c for c in view.corrections if any(t["id"] == m["id"] for t in c["target"])]
    shown = {k: v for k, v in m.items() if k != "report"}
    return {
        **shown, "report": report["name"], "report_id": m["report"], "title": report["title"],
        "publisher": report["publisher"], "url": report["url"], "program": report["program"], "corrections": own,
    }


def _report_named(view: View, name: str) -> dict[str, Any] | None:
    for row in (*view.reports.values(), *view.all.values()):
        if name in (row["id"], row["key"], row["ref"]):
            return row
    return None


def mentions_named(view: View, name: str) -> list[Mention]:
    """Return the mention of that id, or all of a merged event, also where a person rejected it."""
    if name.startswith("E"):
        event = happenings.event(view, name)
        return [m for one in (event["mentions"] if event else ()) for m in mentions_named(view, one)]
    rows = view.store.rows(select(schema.mentions).where(schema.mentions.c.id == name))
    if not rows:
        raise RecordError(f"{name}: nothing of that name in the record")
    row = rows[0]
    row = view._edited(row)
    row["rejected"] = name in view.rejected
    return [row]



