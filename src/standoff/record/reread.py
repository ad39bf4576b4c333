"""Read all reports again with the present version of the program."""

from __future__ import annotations

import json
from concurrent.futures import Executor
from typing import Any

from sqlalchemy import or_, select

from standoff.record import schema
from standoff.record.flatten import KINDS, report_key
from standoff.record.rows import Row
from standoff.record.store import Store
from standoff.report import Report
from standoff.version import VERSION

_FIELDS = ("id", "ref", "title", "byline", "publisher", "published", "url", "language", "text")


def reread(store: Store, executor: Executor | None, everything: bool) -> list[Row]:
    """Read again, one transaction for each report, and return what changed."""
    from standoff.api import read_many

    r = schema.reports.c
    query = select(*(r[name] for name in _FIELDS), r.reading).order_by(r.published, r.id)
    if not everything:
        query = query.where(or_(r.program != VERSION, r.program.is_(None)))
    rows = store.rows(query)
    old = {row["id"]: json.loads(row.pop("reading")) for row in rows}
    changes: list[Row] = []
    for reading in read_many((Report(**row) for row in rows), executor):
        plain = reading.to_dict()
        plain["version"] = VERSION
        store.replace(plain)
        changes += _changes(plain["report"], old[reading.report.id], plain)
    return changes


def _changes(report: dict[str, Any], old: dict[str, Any], new: dict[str, Any]) -> list[Row]:
    found: list[Row] = []
    for plural, kind in KINDS.items():
        before, after = _by_words(old.get(plural)), _by_words(new.get(plural))
        for words in sorted(before.keys() | after.keys()):
            was, now = before.get(words), after.get(words)
            if was is not None and now is not None and _content(was) == _content(now):
                continue
            change = "added" if was is None else "removed" if now is None else "changed"
            body = now or was or {}
            found.append({
                "report": report.get("ref") or report_key(report["id"]), "change": change, "kind": kind,
                "id": f"{report_key(report['id'])}.{body['id']}", "evidence": body["evidence"]["text"],
                "before": was, "after": now,
            })
    return found


def _by_words(mentions: list[dict[str, Any]] | None) -> dict[tuple[int, int, int], dict[str, Any]]:
    """Return mentions by their evidence and their number among those that share it."""
    found: dict[tuple[int, int, int], dict[str, Any]] = {}
    for body in mentions or ():
        start, end, n = body["evidence"]["start"], body["evidence"]["end"], 0
        while (start, end, n) in found:
            n += 1
        found[start, end, n] = body
    return found


def _content(body: dict[str, Any]) -> dict[str, Any]:
    """Return a mention without what may change while it says the same."""
    return {k: v for k, v in body.items() if k not in ("id", "of", "where", "confidence")}
