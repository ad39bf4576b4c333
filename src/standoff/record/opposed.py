"""Statements that contradict each other."""

from __future__ import annotations

from standoff.record.view import View


def pairs(view: View) -> dict[str, set[str]]:
    """Return for each statement that is contradicted the ids of those that contradict it."""
    return {}
