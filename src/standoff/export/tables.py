"""The record's own tables: CSV, JSON lines (complete, to be imported again), Parquet with a Frictionless data package."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select

from standoff.errors import RecordError
from standoff.export.files import write_csv, writing
from standoff.export.selection import TABLES, Selection
from standoff.record import Record, ratings, schema
from standoff.record.flatten import KINDS
from standoff.version import VERSION

Written = list[tuple[str, int]]


def write_csvs(selection: Selection, folder: Path, *, excel: bool = False) -> Written:
    """Write one CSV file a table into `folder`; return their names and numbers of rows."""
    written = []
    for name in TABLES:
        rows = selection.table(name)
        columns = list(dict.fromkeys([*rows.columns, *(key for row in rows for key in row)]))
        written.append((f"{name}.csv", write_csv(folder / f"{name}.csv", columns, rows, excel=excel)))
    return written


def write_excel_csvs(selection: Selection, folder: Path) -> Written:
    """Write CSV files that spreadsheets open safely: marked as UTF-8, formulas defused."""
    return write_csvs(selection, folder, excel=True)


def write_jsonl(selection: Selection, path: Path) -> Written:
    """Write the record as JSON lines, complete: readings with their reports, raw data and corrections."""
    count = 0
    with writing(path) as out:
        for line in jsonl_lines(selection):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    return [(path.name, count)]


def jsonl_lines(selection: Selection) -> Iterator[dict[str, Any]]:
    """Yield a line a report (``{"kind": "reading", …}``), then a line a correction and a person's rating.

    Under filters a report's line holds the mentions that fit, and reports without any are left out.
    """
    store = selection.record.store
    wanted = _fitting(selection) if selection.filters else None
    r = schema.reports.c
    query = select(r.id).order_by(r.seq)
    if selection.as_of:
        query = query.where((r.published <= selection.as_of + "~") | r.published.is_(None))
    for row in store.rows(query):
        full = store.rows(select(schema.reports).where(r.id == row["id"]))[0]
        reading = json.loads(full["reading"])
        if wanted is not None:
            for kind in KINDS:
                reading[kind] = [m for m in reading.get(kind) or () if f"{full['key']}.{m['id']}" in wanted]
            if not any(reading[kind] for kind in KINDS):
                continue
        report = {k: full[k] for k in ("id", "ref", "title", "byline", "publisher", "published", "url", "language", "text")}
        line = {"kind": "reading", "reading": {"report": report, **reading}}
        if full.get("raw"):
            data = store.rows(select(schema.raws.c.data).where(schema.raws.c.hash == full["raw"]))[0]["data"]
            line["raw"] = base64.b64encode(data).decode()
        yield line
    for text in selection.record.export_corrections().splitlines():
        yield {"kind": "correction", "correction": json.loads(text)}
    for rating in ratings.load(store):
        yield {"kind": "rating", "rating": rating}


def _fitting(selection: Selection) -> set[str]:
    return {m["id"] for kind in KINDS.values() for m in selection.mentions(kind)}


def import_jsonl(record: Record, lines: Iterable[str], name: str) -> dict[str, int]:
    """Add what `write_jsonl` wrote to a record; what is there already is left. Return how much was added.

    Raises
    ------
    RecordError
        If a line is none of that kind; the message names it. What came before it is in the record.
    """
    counts = {"readings": 0, "corrections": 0, "ratings": 0}
    known = {(r["publisher"], r["at"]) for r in ratings.load(record.store)}
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
            if line["kind"] == "reading":
                raw = base64.b64decode(line["raw"]) if "raw" in line else None
                counts["readings"] += record.store.add(line["reading"], raw)
            elif line["kind"] == "rating":
                one = line["rating"]
                ratings.rate(record.store, one["publisher"], one["grade"], one["by"], one["why"], one["at"])
                counts["ratings"] += (one["publisher"], one["at"]) not in known
            else:
                counts["corrections"] += record.import_corrections([json.dumps(line["correction"])])
        except (ValueError, KeyError, TypeError) as error:
            raise RecordError(f"{name}: line {number}: not written by `standoff export jsonl` ({type(error).__name__})") from error
    return counts


def write_parquet(selection: Selection, folder: Path) -> Written:
    """Write one Parquet file a table and ``datapackage.json``, which describes them.

    Raises
    ------
    RecordError
        If the extra is not installed.
    """
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise RecordError("Parquet needs the extra 'data': pip install 'standoff[data]'") from None
    folder.mkdir(parents=True, exist_ok=True)
    written, resources = [], []
    for name in TABLES:
        rows = selection.table(name)
        table = rows.to_arrow()
        parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")
        written.append((f"{name}.parquet", table.num_rows))
        fields = [{"name": f.name, "type": _FRICTIONLESS.get(str(f.type), "string")} for f in table.schema]
        resources.append({"name": name.replace("_", "-"), "path": f"{name}.parquet", "format": "parquet", "mediatype": "application/vnd.apache.parquet", "schema": {"fields": fields}})
    package = {"name": "standoff-record", "profile": "data-package", "title": "A record kept by Standoff", "version": VERSION,
               "as_of": selection.as_of, "filters": dict(selection.filters), "resources": resources}
    with writing(folder / "datapackage.json") as out:
        json.dump(package, out, indent=1, ensure_ascii=False)
    return written


_FRICTIONLESS = {"int64": "integer", "double": "number", "bool": "boolean", "string": "string", "list<item: string>": "array"}
