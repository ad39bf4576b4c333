"""``standoff read``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from standoff.api import read_many
from standoff.errors import SourceError
from standoff.sources import reports_in


def read(
    paths: Annotated[list[Path], typer.Argument(help="Files to read.")],
    format: Annotated[str, typer.Option(help="jsonl")] = "jsonl",
    output: Annotated[Path | None, typer.Option(help="Write here instead of standard output.")] = None,
    published: Annotated[str | None, typer.Option(help="Date of reports that have none.")] = None,
) -> None:
    """Read reports and print what they say."""
    reports = [r for path in paths for r in reports_in(path, published=published) if not isinstance(r, SourceError)]
    with open(output, "w", encoding="utf-8") if output else sys.stdout as out:
        for reading in read_many(reports):
            out.write(json.dumps(reading.to_dict(), ensure_ascii=False) + "\n")
