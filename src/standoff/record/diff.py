"""To come."""

from __future__ import annotations

from typing import Any

from standoff.record.rows import Row

COLUMNS: tuple[str, ...] = ()


def rows(*_: Any) -> list[Row]:
    """Return the rows."""
    return []
