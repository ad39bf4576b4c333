"""Bytes or address → Report."""

from standoff.sources.files import reports_in

__all__ = ["reports_in"]
