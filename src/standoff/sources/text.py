"""Plain text → report."""

from __future__ import annotations

from standoff.report import Report
from standoff.sources.make import make_report


def from_text(text: str, name: str, *, published: str | None = None, ref: str | None = None) -> Report:
    """Return the report of a plain text, unchanged; title, byline and date come from its head where they stand there."""
    return make_report(text, name=name, given={}, fallback_date=published, ref=ref)
