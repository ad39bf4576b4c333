"""The formats of `standoff export`, in one table; further ones come by the entry point group ``standoff.exports``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from standoff.errors import RecordError
from standoff.export import coded, gdelt
from standoff.export.annotation import write_annotations
from standoff.export.feeds import write_ics, write_rss
from standoff.export.files import write_csv, write_tsv, writing
from standoff.export.geo import write_geojson
from standoff.export.graph import write_gexf, write_graphml
from standoff.export.prov import write_prov
from standoff.export.selection import Selection
from standoff.export.tables import write_csvs, write_excel_csvs, write_jsonl, write_parquet
from standoff.record import Record

Written = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Parameters
    ----------
    name, about : str
        As on the command line, and what it is, in a line.
    suffix : str
        Of its file; empty where it writes a folder.
    write : callable
        Writes a `Selection` to a path; returns (file name, number of rows) for each file.
    """

    name: str
    about: str
    suffix: str
    write: Callable[[Selection, Path], Written]


def _gdelt(selection: Selection, folder: Path) -> Written:
    return [
        ("export.CSV", write_tsv(folder / "export.CSV", gdelt.EVENT_COLUMNS, gdelt.event_rows(selection), header=False)),
        ("mentions.CSV", write_tsv(folder / "mentions.CSV", gdelt.MENTION_COLUMNS, gdelt.mention_rows(selection), header=False)),
    ]


def _polecat(selection: Selection, path: Path) -> Written:
    return [(path.name, write_tsv(path, coded.POLECAT_COLUMNS, coded.polecat_rows(selection), header=True))]


def _icews(selection: Selection, path: Path) -> Written:
    return [(path.name, write_tsv(path, coded.ICEWS_COLUMNS, coded.icews_rows(selection), header=True))]


def _acled(selection: Selection, path: Path) -> Written:
    return [(path.name, write_csv(path, coded.ACLED_COLUMNS, coded.acled_rows(selection)))]


def _plover(selection: Selection, path: Path) -> Written:
    found: list[dict[str, Any]] = list(coded.plover_events(selection))
    with writing(path) as out:
        json.dump(found, out, ensure_ascii=False, indent=1)
    return [(path.name, len(found))]


BUILT_IN = (
    Format("csv", "one CSV file a table, UTF-8", "", write_csvs),
    Format("excel", "the same, safe and readable for spreadsheets", "", write_excel_csvs),
    Format("jsonl", "the whole record as JSON lines, for `standoff import`", ".jsonl", write_jsonl),
    Format("parquet", "one Parquet file a table, with datapackage.json", "", write_parquet),
    Format("geojson", "events and deployments with a place, as points", ".geojson", write_geojson),
    Format("gdelt", "GDELT 2.0 events (61 columns) and mentions (16)", "", _gdelt),
    Format("polecat", "POLECAT's 40 columns, a row a coded event", ".txt", _polecat),
    Format("icews", "ICEWS's 20 columns, a row a coded event and pair of parties", ".tab", _icews),
    Format("acled", "ACLED's 31 columns, for events of kinds that ACLED records", ".csv", _acled),
    Format("plover", "PLOVER JSON, an object a coded event", ".json", _plover),
    Format("graphml", "who did what to whom, for graph programs", ".graphml", write_graphml),
    Format("gexf", "the same for Gephi", ".gexf", write_gexf),
    Format("ics", "events as a calendar", ".ics", write_ics),
    Format("rss", "the newest events as a feed", ".rss", write_rss),
    Format("annotations", "W3C Web Annotations of the evidence, as JSON lines", ".jsonl", write_annotations),
    Format("prov", "PROV-JSON: report, reading, program and ontology of each mention", ".json", write_prov),
)


@lru_cache(maxsize=1)
def formats() -> dict[str, Format]:
    """Return every format by name: those built in, and those that installed plug-ins add."""
    found = {one.name: one for one in BUILT_IN}
    for point in entry_points(group="standoff.exports"):
        one = point.load()
        found.setdefault(one.name, one)
    return found


def export(record: Record, format: str, path: str | Path, *, as_of: str | None = None, **filters: Any) -> Written:
    """Write a record, or the part of it that `filters` let through, in one of the field's formats.

    Parameters
    ----------
    record : Record
        From `standoff.open`.
    format : str
        A name in `formats`.
    path : str or Path
        A file, or a folder for formats of several files.
    as_of : str, optional
        Only what reports published by this date say.
    **filters
        As for the record's queries.

    Returns
    -------
    list of (str, int)
        The files written, with their numbers of rows.

    Raises
    ------
    RecordError
        If there is no such format or filter, or the path cannot be written.
    """
    known = formats()
    if format not in known:
        raise RecordError(f"{format}: no such format; there are {', '.join(known)}")
    return known[format].write(Selection(record, as_of, {k: v for k, v in filters.items() if v}), Path(path))
