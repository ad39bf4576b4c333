"""Standoff reads news reports about a security crisis and keeps a sourced, queryable record of it."""

from standoff.api import read, read_many
from standoff.report import Report, Span
from standoff.version import VERSION as __version__

__all__ = ["Report", "Span", "__version__", "read", "read_many"]
