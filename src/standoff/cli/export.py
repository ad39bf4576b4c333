"""``standoff export`` and ``standoff import``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from standoff.cli.read import complain
from standoff.cli.record import (
    _FILTERS,
    Actor,
    AsOf,
    Category,
    Country,
    Host,
    Publisher,
    Sender,
    Since,
    Status,
    Text,
    Type,
    Until,
    Where,
    errors_said,
    opened,
)


def export(
    format: Annotated[str, typer.Argument(help="csv, excel, jsonl, parquet, geojson, gdelt, polecat, icews, acled, plover, graphml, gexf, ics, rss, annotations, prov.", metavar="FORMAT")],
    record: Where,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File, or folder for formats of several files; default: record.SUFFIX or the format's name.")] = None,
    as_of: AsOf = None, sender: Sender = None, host: Host = None, category: Category = None, status: Status = None, actor: Actor = None,
    country: Country = None, type: Type = None, since: Since = None, until: Until = None, publisher: Publisher = None, text: Text = None,
) -> None:
    """Write the record, or what the filters let through, in one of the field's formats."""
    given = {k: v for k, v in locals().items() if k in _FILTERS and v}
    from standoff.export import export as write
    from standoff.export import formats

    with errors_said(), opened(record) as kept:
        suffix = formats()[format].suffix if format in formats() else ""
        path = output or Path("record" + suffix if suffix else format)
        for name, rows in write(kept, format, path, as_of=as_of, **given):
            complain(f"{path / name if not suffix else path}: {rows} rows")


def import_(file: Annotated[Path, typer.Argument(help="What `standoff export jsonl` wrote.")], record: Where) -> None:
    """Add what `standoff export jsonl` wrote to a record, which is made if it is not there."""
    from standoff.errors import RecordError
    from standoff.export import import_jsonl

    with errors_said(), opened(record, new=True) as kept:
        try:
            with open(file, encoding="utf-8") as lines:
                counts = import_jsonl(kept, lines, str(file))
        except (OSError, UnicodeDecodeError) as error:
            raise RecordError(f"{file}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
        complain(f"{counts['readings']} reports, {counts['corrections']} corrections and {counts['ratings']} ratings added")
