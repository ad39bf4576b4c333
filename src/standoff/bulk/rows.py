"""A reading as one row of a shard: the report's fields as they are, each kind of mention as JSON."""

from __future__ import annotations

import json
from typing import Any

from standoff.mentions import Reading, as_plain

Row = dict[str, str | None]

KINDS = ("actors", "places", "times", "quantities", "events", "deployments", "aid", "statements", "comments")
REPORT = ("id", "ref", "title", "byline", "publisher", "published", "url", "language", "text")
COLUMNS = (*REPORT, "version", *KINDS)


def row_of(reading: Reading) -> Row:
    """Return the row of a reading."""
    row: Row = {name: getattr(reading.report, name) for name in REPORT}
    row["version"] = reading.version
    for kind in KINDS:
        row[kind] = json.dumps(as_plain(getattr(reading, kind)), ensure_ascii=False)
    return row


def reading_of(row: Row) -> dict[str, Any]:
    """Return the reading of a row, as `Reading.to_dict` gives it."""
    reading: dict[str, Any] = {"report": {name: row[name] for name in REPORT}}
    reading.update({kind: json.loads(row[kind] or "[]") for kind in KINDS})
    reading["version"] = row["version"]
    return reading
