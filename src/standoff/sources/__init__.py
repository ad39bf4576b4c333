"""Bytes or address → Report."""

from standoff.sources.files import reports_in, reports_in_file

__all__ = ["reports_in", "reports_in_file"]
