"""The Python interface: `read` and `read_many`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor

from standoff.mentions import Reading
from standoff.reading.reader import read_report
from standoff.report import Report


def read(report: Report) -> Reading:
    """Return what one report says."""
    return read_report(report)


def read_many(reports: Iterable[Report], executor: Executor | None = None) -> Iterator[Reading]:
    """Yield the readings of `reports`, in their order."""
    yield from (executor.map(read_report, reports, chunksize=4) if executor else map(read_report, reports))
