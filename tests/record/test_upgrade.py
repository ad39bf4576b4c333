"""A record that version 0.1.0 wrote opens, and says what it would say if it were written today."""

import pytest
from sqlalchemy import text

import standoff
from standoff.errors import RecordError

from .readings import Paper
from .test_record import papers, picture

OLD = (
    "DROP TABLE deeds", "DROP TABLE event_parties", "DROP TABLE events", "DROP TABLE sketches", "DROP TABLE pairs", "DROP TABLE actors",
    "CREATE TABLE sketches (hash BIGINT NOT NULL, report TEXT NOT NULL)",
    "CREATE TABLE pairs (a TEXT NOT NULL, b TEXT NOT NULL, containment FLOAT NOT NULL, PRIMARY KEY (a, b))",
    "CREATE TABLE actors (report TEXT NOT NULL, name TEXT NOT NULL, kind TEXT, code TEXT, country TEXT, role TEXT, party TEXT, named INTEGER NOT NULL)",
    "DROP INDEX reports_by_seq", "ALTER TABLE reports DROP COLUMN sampled", "UPDATE meta SET value = '1' WHERE key = 'format'",
)


def test_a_record_of_format_1_is_brought_up_to_date(record):
    words = "The ministry said on Friday that two frigates had left the harbour of Bergen for a long journey to the north with four hundred men"
    copies = [Paper(f"{head} {words}.", "2031-03-02", name, ref=name) for head, name in (("Oslo.", "one"), ("From our desk.", "two"))]
    copies[0].found["actors"].append({"id": "a1", "name": "Kari Vik", "kind": "person", "code": "NORMIL", "country": "NOR", "role": None, "spans": []})
    record.ingest([*papers(), *(p.reading() for p in copies)])
    before, known = picture(record), record.view().party("Vik")
    assert ["one", "two"] in [row["group"] for row in record.duplicates()] and known == "NOR"
    with record.store.engine.begin() as db:
        for statement in OLD:
            db.execute(text(statement))
    with standoff.open(record.store.address) as again:
        assert picture(again) == before and again.view().party("Vik") == known
        assert again.ingest([p.reading() for p in copies]) == {"added": 0, "known": 2}


def test_a_record_of_a_later_format_is_refused(record):
    with record.store.engine.begin() as db:
        db.execute(text("UPDATE meta SET value = '99' WHERE key = 'format'"))
    with pytest.raises(RecordError, match="record format 99"):
        standoff.open(record.store.address)
