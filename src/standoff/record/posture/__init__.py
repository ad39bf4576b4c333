"""The posture: whose forces are where, in bounds."""

from __future__ import annotations

from standoff.record.filters import Filters
from standoff.record.rows import Row
from standoff.record.view import View

COLUMNS = (
    "as_of", "sender", "host", "category", "status", "low", "high", "basis", "what", "according_to", "mentions", "reports",
)


def rows(view: View, filters: Filters, *, date: str | None = None, assume: tuple[str, ...] = ()) -> list[Row]:
    """Return the posture's rows."""
    return []
