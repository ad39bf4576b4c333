"""A person's judgement of a source's reliability, on the Admiralty scale (NATO AJP-2.1): kept, shown, never computed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import insert, select

from standoff.errors import RecordError
from standoff.record import schema
from standoff.record.store import Store

GRADES = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable", "E": "unreliable",
    "F": "cannot be judged",
}
COLUMNS = ("publisher", "grade", "meaning", "by", "at", "why")


def rate(store: Store, publisher: str, grade: str, by: str, why: str, at: str | None = None) -> None:
    """Keep a grade; an earlier one of the same publisher stays in the list."""
    if grade not in GRADES:
        raise RecordError(f"{grade}: no grade of the Admiralty scale; there are {', '.join(f'{k} ({v})' for k, v in GRADES.items())}")
    at = at or dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
    with store.write() as db:
        known = select(schema.ratings.c.at).where(schema.ratings.c.publisher == publisher, schema.ratings.c.at == at)
        if not db.scalar(known):
            db.execute(insert(schema.ratings), [{"publisher": publisher, "at": at, "grade": grade, "by": by, "why": why}])


def load(store: Store) -> list[dict[str, Any]]:
    """Return all grades, oldest first; the last one of a publisher holds."""
    rows = store.rows(select(schema.ratings).order_by(schema.ratings.c.at, schema.ratings.c.publisher))
    return [row | {"meaning": GRADES[row["grade"]]} for row in rows]
