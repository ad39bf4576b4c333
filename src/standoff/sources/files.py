"""Reports in files: plain text and JSONL so far."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from standoff.errors import SourceError
from standoff.report import Report


def reports_in(path: Path, *, published: str | None = None) -> Iterator[Report | SourceError]:
    """Yield the reports of one file, and an error in place of each that could not be read."""
    if path.suffix == ".jsonl":
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    row = json.loads(line)
                    yield Report(
                        text=row["text"], title=row.get("title"), byline=row.get("byline"), publisher=row.get("publisher"),
                        published=row.get("published") or row.get("dct") or row.get("date") or published, url=row.get("url"),
                        ref=str(row.get("id") or row.get("doc_id")))
    else:
        yield Report(text=path.read_text(encoding="utf-8"), published=published, ref=path.name)
