"""``standoff read``: reports in, their mentions out."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from enum import StrEnum
from multiprocessing import get_context
from pathlib import Path
from typing import IO, Annotated

import typer

from standoff.errors import SourceError, StandoffError
from standoff.mentions import Reading
from standoff.report import Report

# Below this many characters a second process costs more than it saves (each loads the language model).
_WORTH_A_POOL = 60_000


class Format(StrEnum):
    """How readings are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


def read(
    paths: Annotated[list[str], typer.Argument(help="Files, archives, folders, patterns, addresses (https://…); - is standard input.", metavar="PATH...")],
    format: Annotated[Format | None, typer.Option("--format", "-f", help="Default: table on a terminal, else jsonl.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    published: Annotated[str | None, typer.Option(help="Date (YYYY-MM-DD) of reports that have none.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes; default: as many as pay.", min=1, envvar="STANDOFF_WORKERS")] = None,
    annotator: Annotated[list[str] | None, typer.Option(help="Add what this annotator reads (llm, or a plug-in's name); may be repeated.")] = None,
    model: Annotated[str | None, typer.Option(help="Another installed spaCy pipeline.", envvar="STANDOFF_MODEL")] = None,
    min_confidence: Annotated[float | None, typer.Option(help="Leave out mentions that are less sure than this.", min=0, max=1)] = None,
    out: Annotated[Path | None, typer.Option(help="Bulk reading: write Parquet shards into this folder; run again to resume.")] = None,
    dask: Annotated[str | None, typer.Option(help="With --out: read on the Dask cluster with this scheduler (tcp://…).")] = None,
    everything: Annotated[bool, typer.Option("--everything", help="With --out: parse off-topic reports too.")] = False,
) -> None:
    """Read reports and print what they say: deployments, aid, statements, events, each with its words.

    What cannot be read is named on standard error, the rest goes on, and the exit status is 1 at the end.
    """
    from standoff.api import read_many
    from standoff.sources import reports_in
    from standoff.sources.make import iso_date

    failures: list[SourceError] = []
    try:
        day = iso_date(published, "--published") if published else None
    except SourceError as error:
        complain(str(error))
        raise typer.Exit(2) from None
    if model:
        os.environ["STANDOFF_MODEL"] = model  # worker processes inherit it
    if out is not None and min_confidence is not None:
        complain("--min-confidence does not go with --out, which keeps everything; filter what you take from it")
        raise typer.Exit(2)
    if out is not None:
        from standoff.cli.bulk import read_into

        try:
            read_into(paths, out, published=day, workers=workers, dask=dask, everything=everything)
        except StandoffError as error:
            complain(str(error))
            raise typer.Exit(2) from None
        return
    if dask or everything:
        complain("--dask and --everything go with --out")
        raise typer.Exit(2)
    reports: list[Report] = []
    for item in reports_in(paths, published=day):
        if isinstance(item, SourceError):
            failures.append(item)
            complain(str(item))
            continue
        if item.language != "en":
            complain(f"{item.ref}: written in '{item.language}', not English; no mentions read")
        reports.append(item)
    to_terminal = output is None and sys.stdout.isatty()
    shape = format or (Format.table if to_terminal else Format.jsonl)
    try:
        with _out(output) as stream, pool_for(reports, workers) as pool:
            readings = _with_progress(read_many(reports, pool, annotators=annotator or ()), len(reports), quiet=to_terminal)
            if min_confidence is not None:
                readings = (reading.surer_than(min_confidence) for reading in readings)
            _write(readings, shape, stream)
    except StandoffError as error:
        complain(str(error))
        raise typer.Exit(2) from None
    except BrokenPipeError:
        sys.stderr.close()
    if failures:
        raise typer.Exit(1)


def complain(message: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(" ".join(message.split()) + "\n")


def _write(readings: Iterator[Reading], shape: Format, out: IO[str]) -> None:
    if shape is Format.jsonl:
        for reading in readings:
            out.write(json.dumps(reading.to_dict(), ensure_ascii=False) + "\n")
    elif shape is Format.json:
        separator = "[\n"
        for reading in readings:
            out.write(separator + json.dumps(reading.to_dict(), ensure_ascii=False, indent=1))
            separator = ",\n"
        out.write("\n]\n" if separator != "[\n" else "[]\n")
    else:
        from standoff.cli.summary import print_summary

        for reading in readings:
            print_summary(reading, out)


@contextlib.contextmanager
def _out(output: Path | None) -> Iterator[IO[str]]:
    """Yield where to write; a file gets its name only once it is complete."""
    if output is None:
        yield sys.stdout
        return
    part = output.with_name(output.name + ".part")
    try:
        with open(part, "w", encoding="utf-8") as out:
            yield out
        os.replace(part, output)
    except OSError as error:
        raise StandoffError(f"{output}: cannot be written ({error.strerror or error})") from error
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def pool_for(reports: list[Report], workers: int | None) -> Iterator[ProcessPoolExecutor | None]:
    """Yield a process pool where it pays, else None."""
    count = min(workers or os.cpu_count() or 1, len(reports))
    if count < 2 or (workers is None and sum(len(r.text) for r in reports) < _WORTH_A_POOL):
        yield None
        return
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        yield pool


def _with_progress(readings: Iterator[Reading], total: int, *, quiet: bool) -> Iterator[Reading]:
    """Yield the readings, with a bar on standard error where a person watches and there is something to wait for."""
    if quiet or total < 3 or not sys.stderr.isatty():
        yield from readings
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(readings, total=total, description="Reading")
