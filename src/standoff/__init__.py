"""Standoff reads news reports about a security crisis and keeps a sourced, queryable record of it."""

from standoff.api import read, read_many
from standoff.errors import RecordError, SourceError, StandoffError
from standoff.mentions import Reading
from standoff.report import Report, Span
from standoff.version import VERSION as __version__

__all__ = ["Reading", "RecordError", "Report", "SourceError", "Span", "StandoffError", "__version__", "read", "read_many"]
