"""Statements: who said what, and who vouches for a clause."""

from __future__ import annotations

from standoff.mentions import Attribution, Statement
from standoff.reading.draft import Draft, Found


def find_statements(draft: Draft) -> list[Found[Statement]]:
    """Return the statements of a report; `Found.first` and `end` enclose the content, `head` is the cue."""
    return []


def attribution_of(draft: Draft, trigger: int) -> Attribution | None:
    """Return who vouches for the clause of token `trigger`; None for the report's own voice."""
    return None
