"""``standoff read --out``: bulk reading into Parquet shards."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import typer

from standoff.errors import StandoffError


def read_into(paths: list[str], out: Path, *, published: str | None, workers: int | None, dask: str | None, everything: bool) -> None:
    """Read `paths` into the folder `out` and report on standard error."""
    from standoff.bulk import read_bulk
    from standoff.sources import reports_in

    with _executor(dask) as executor, _progress(paths) as progress:
        try:
            result = read_bulk(
                reports_in(paths, published=published), out, executor=executor, workers=workers or os.cpu_count() or 1,
                skip=not everything, progress=progress)
        except OSError as error:
            raise StandoffError(f"{out}: cannot be written, or another run writes there ({error.strerror or type(error).__name__})") from error
    for ref, why in result.failures:
        sys.stderr.write(" ".join(f"{ref}: {why}".removeprefix(": ").split()) + "\n")
    sys.stderr.write(
        f"{result.reports} reports in {out} ({result.resumed} from before, {result.skipped} off topic, "
        f"{result.duplicates} exact duplicates left out, {len(result.failures)} failed)\n")
    if result.failures:
        raise typer.Exit(1)


@contextlib.contextmanager
def _executor(dask: str | None) -> Iterator[Executor | None]:
    """Yield a Dask cluster's executor for its scheduler's address, or None for processes here."""
    if dask is None:
        yield None
        return
    try:
        from distributed import Client
    except ImportError:
        raise StandoffError("--dask needs the extra 'dask': pip install 'standoff[dask]'") from None
    try:
        client: Any = Client(dask, timeout="20s")  # type: ignore[no-untyped-call,unused-ignore]
    except (OSError, ValueError) as error:
        raise StandoffError(f"{dask}: no Dask scheduler answers there; start one with `dask scheduler`") from error
    with client:
        yield client.get_executor()


def _total(paths: list[str]) -> int | None:
    """Return how many reports the paths hold, where that is quick to tell."""
    from standoff.sources.archives import is_archive
    from standoff.sources.content import JSONL
    from standoff.sources.files import files_of, is_address

    total = 0
    for path in paths:
        if is_address(path) or path == "-":
            return None
        for file in files_of(path):
            if not isinstance(file, Path):
                continue
            if is_archive(file):
                return None
            if file.suffix.lower() in JSONL:
                with open(file, "rb") as lines:
                    total += sum(1 for _ in lines)
            else:
                total += 1
    return total


@contextlib.contextmanager
def _progress(paths: list[str]) -> Iterator[Callable[[int], None]]:
    """Yield a callback that shows reports done, rate and time left where a person watches."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("Reading", total=_total(paths))

        def show(done: int) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            bar.update(task, completed=done, description=f"Reading ({done / elapsed:.1f} reports/s)" if elapsed else "Reading")

        yield show
