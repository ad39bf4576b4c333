"""What a person decided about what was read: kept beside it, winning in every view, outliving a new reading.

A correction names its mentions by their evidence (report, kind, offsets and words), not by their ids, because the ids
may change when a later version of the program reads the report again. A later correction of the same mention wins over
an earlier one; what was undone stays in the list but has no effect.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import insert, select, update

from standoff.errors import RecordError
from standoff.record import schema
from standoff.record.store import Store

ACTIONS = ("accept", "reject", "edit", "merge", "split")
Correction = dict[str, Any]


def add(store: Store, action: str, targets: list[dict[str, Any]], changes: Mapping[str, Any] | None, by: str, why: str) -> str:
    """Keep a correction and return its id."""
    if action not in ACTIONS:
        raise RecordError(f"correction: unknown action {action!r}; one of {', '.join(ACTIONS)}")
    if action in ("merge", "split") and len(targets) < 2:
        raise RecordError(f"correction: {action} needs two mentions or more")
    if action == "edit" and not changes:
        raise RecordError("correction: edit needs the fields to change")
    at = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
    row = {
        "action": action, "target": json.dumps(targets, ensure_ascii=False, sort_keys=True),
        "changes": json.dumps(dict(changes), ensure_ascii=False, sort_keys=True) if changes else None,
        "by": by, "at": at, "why": why, "undone": None,
    }
    row["id"] = _id(row)
    with store.write() as db:
        db.execute(insert(schema.corrections), [row])
    return str(row["id"])


def _id(row: Mapping[str, Any]) -> str:
    parts = "\x1f".join(str(row[k]) for k in ("action", "target", "changes", "by", "at", "why"))
    return "c" + hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def undo(store: Store, correction: str, by: str, why: str) -> None:
    """Take back a correction; it stays in the list with who took it back, when and why."""
    note = {"by": by, "at": dt.datetime.now(dt.UTC).isoformat(timespec="microseconds"), "why": why}
    with store.write() as db:
        done = db.execute(
            update(schema.corrections).where(schema.corrections.c.id == correction, schema.corrections.c.undone.is_(None))
            .values(undone=json.dumps(note, ensure_ascii=False))
        )
        if not done.rowcount:
            raise RecordError(f"{correction}: no such correction, or undone already")


def load(store: Store) -> list[Correction]:
    """Return all corrections, oldest first."""
    rows = store.rows(select(schema.corrections).order_by(schema.corrections.c.at, schema.corrections.c.id))
    for row in rows:
        row["target"] = json.loads(row["target"])
        row["changes"] = json.loads(row["changes"]) if row["changes"] else None
        row["undone"] = json.loads(row["undone"]) if row["undone"] else None
    return rows


def import_lines(store: Store, lines: Iterable[str]) -> int:
    """Add corrections written by `Record.export_corrections`; those that are there already are left; return how many are new."""
    have = {row["id"]: row for row in load(store)}
    new = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            row = {k: given[k] for k in ("action", "target", "by", "at", "why")}
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise RecordError(f"corrections, line {number}: not a correction ({error})") from error
        row["target"] = json.dumps(row["target"], ensure_ascii=False, sort_keys=True)
        row["changes"] = json.dumps(given["changes"], ensure_ascii=False, sort_keys=True) if given.get("changes") else None
        row["undone"] = json.dumps(given["undone"], ensure_ascii=False) if given.get("undone") else None
        row["id"] = _id(row)
        with store.write() as db:
            if row["id"] not in have:
                db.execute(insert(schema.corrections), [row])
                have[row["id"]] = row
                new += 1
            elif row["undone"] and not have[row["id"]]["undone"]:
                db.execute(update(schema.corrections).where(schema.corrections.c.id == row["id"]).values(undone=row["undone"]))
    return new


def target_of(mention: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a correction names a mention."""
    return {
        "report": mention["report"], "kind": mention["kind"], "start": mention["start"], "end": mention["end"],
        "text": mention["evidence"], "id": mention["id"],
    }


def find(target: Mapping[str, Any], mentions: list[dict[str, Any]]) -> str | None:
    """Return the id of the mention in one report that a correction's target names, None where it is no longer read.

    The same evidence wins, and among mentions with the same evidence the one that kept its id; else the evidence that
    overlaps most, by at least half.
    """
    same = [m for m in mentions if m["kind"] == target["kind"]]
    exact = [m for m in same if (m["start"], m["end"]) == (target["start"], target["end"])]
    for pool in (exact, same):
        for m in pool:
            if m["id"] == target["id"] and (pool is exact or _shared(target, m) >= 0.5):
                return str(m["id"])
    if exact:
        return str(min(m["id"] for m in exact))
    best = max(same, key=lambda m: (_shared(target, m), m["id"]), default=None)
    return str(best["id"]) if best and _shared(target, best) >= 0.5 else None


def _shared(target: Mapping[str, Any], mention: Mapping[str, Any]) -> float:
    inside: int = min(target["end"], mention["end"]) - max(target["start"], mention["start"])
    longest: int = max(target["end"] - target["start"], mention["end"] - mention["start"], 1)
    return max(0, inside) / longest
