"""Records of an older format are brought up to the present one when they are opened, from the reports and readings that they keep."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, insert, select, text, update

from standoff.record import duplicates, schema
from standoff.record.flatten import actor_rows

# What format 2 made otherwise, to be made anew; and the indexes that it gave to tables which stay.
_DROPPED = ("sketches", "pairs", "actors")
_INDEXES = {"mentions_by_report": schema.mentions, "reports_by_seq": schema.reports}
_AT_ONCE = 200


def from_1(db: Connection) -> None:
    """Bring a record from format 1 to 2: samples by report number, actors by key, deeds and events kept."""
    for name in _DROPPED:
        db.execute(text(f"DROP TABLE {name}"))
    db.execute(text("ALTER TABLE reports ADD COLUMN sampled INTEGER NOT NULL DEFAULT 0"))
    db.execute(text("DROP INDEX IF EXISTS mentions_by_report"))
    schema.metadata.create_all(db)
    for name, table in _INDEXES.items():
        next(index for index in table.indexes if index.name == name).create(db)
    r = schema.reports.c
    rows = [dict(row._mapping) for row in db.execute(select(r.id, r.seq).order_by(r.seq))]
    for some in duplicates.batched(rows, _AT_ONCE):
        _again(db, [row["seq"] for row in some])


def _again(db: Connection, seqs: list[int]) -> None:
    r = schema.reports.c
    texts: list[duplicates.Text] = []
    actors: list[dict[str, Any]] = []
    for row in db.execute(select(r.id, r.seq, r.text, r.reading).where(r.seq.in_(seqs)).order_by(r.seq)).all():
        texts.append(duplicates.new_text(row.id, row.seq, row.text))
        actors += actor_rows({"report": {"id": row.id}, **json.loads(row.reading)})
    duplicates.add(db, texts)
    for one in texts:
        db.execute(update(schema.reports).where(r.seq == one.seq).values(sampled=len(one.sample)))
    if actors:
        db.execute(insert(schema.actors), actors)
