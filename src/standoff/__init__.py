"""Standoff reads news reports about a security crisis and keeps a sourced, queryable record of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from standoff.api import read, read_many
from standoff.errors import RecordError, SourceError, StandoffError
from standoff.mentions import Reading
from standoff.report import Report, Span
from standoff.version import VERSION as __version__

if TYPE_CHECKING:
    from standoff.record import Record


def open(path: str | Path) -> Record:
    """Open a record, made if it is not there.

    Parameters
    ----------
    path : str or Path
        Path of an SQLite file, or an address such as ``postgresql://host/name``.

    Returns
    -------
    Record
        What reports are put into (`Record.ingest`) and asked (`Record.posture`, `Record.events`, …).

    Examples
    --------
    >>> import standoff
    >>> record = standoff.open(":memory:")
    >>> len(record.reports())
    0
    """
    from standoff.record import Record

    return Record(path)


__all__ = ["Reading", "RecordError", "Report", "SourceError", "Span", "StandoffError", "__version__", "open", "read", "read_many"]
