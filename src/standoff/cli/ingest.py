"""``standoff ingest``: reports or readings into a record, streamed, so that the input's size does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.cli.read import complain, pool_for
from standoff.cli.record import Where, errors_said, opened
from standoff.errors import SourceError
from standoff.report import Report

if TYPE_CHECKING:
    from standoff.record import Record

# Reports looked at before it is decided whether a pool of processes pays.
_PEEK = 48


def ingest(
    paths: Annotated[list[str], typer.Argument(help="Files, archives, folders, patterns, addresses, or folders that `read --out` wrote.", metavar="PATH...")],
    record: Where,
    published: Annotated[str | None, typer.Option(help="Date (YYYY-MM-DD) of reports that have none.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes; default: as many as pay.", min=1, envvar="STANDOFF_WORKERS")] = None,
) -> None:
    """Read reports and keep what they say in a record, which is made if it is not there."""
    from standoff.bulk import readings_in
    from standoff.bulk.shards import MANIFEST
    from standoff.sources.make import iso_date

    with errors_said(), opened(record, new=True) as kept:
        day = iso_date(published, "--published") if published else None
        shards = [Path(p) for p in paths if (Path(p) / MANIFEST).is_file()]
        source = _Source([p for p in paths if Path(p) not in shards], day, kept)
        added = 0
        if source.paths:
            reports = iter(source)
            first = list(islice(reports, _PEEK))
            with pool_for(first, workers) as pool:
                counts = kept.ingest(chain(first, reports), executor=pool, raw=source.raw)
            added, source.known = counts["added"], source.known + counts["known"]
        for folder in shards:
            counts = kept.ingest(readings_in(folder))
            added, source.known = added + counts["added"], source.known + counts["known"]
        complain(f"{added} reports added, {source.known} known already, {source.failed} failed")
    if source.failed:
        raise typer.Exit(1)


@dataclass
class _Source:
    """The reports of some paths that the record does not know, with the bytes that each came from, where a file holds but one."""

    paths: list[str]
    published: str | None
    kept: Record
    known: int = 0
    failed: int = 0
    files: dict[str, Path] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Report]:
        for path, item in self._items():
            if isinstance(item, SourceError):
                self.failed += 1
                complain(str(item))
            elif self.kept.knows(item.id):
                self.known += 1
            else:
                if path is not None:
                    self.files[item.id] = path
                yield item

    def _items(self) -> Iterable[tuple[Path | None, Report | SourceError]]:
        from standoff.sources import reports_in, reports_in_file
        from standoff.sources.archives import is_archive
        from standoff.sources.content import JSONL
        from standoff.sources.files import files_of, is_address

        for path in self.paths:
            if is_address(path):
                yield from ((None, item) for item in reports_in([path], published=self.published))
                continue
            for file in files_of(path):
                if isinstance(file, SourceError):
                    yield None, file
                    continue
                single = str(file) != "-" and file.suffix.lower() not in JSONL and not is_archive(file)
                yield from ((file if single else None, item) for item in reports_in_file(file, published=self.published))

    def raw(self, report: Report) -> bytes | None:
        """Return the bytes of the file that a report came from."""
        path = self.files.pop(report.id, None)
        return path.read_bytes() if path is not None else None
