"""Quantities: numbers with approximator, interval and unit."""

from __future__ import annotations

from standoff.mentions import Quantity
from standoff.reading.draft import Draft, Found


def find_quantities(draft: Draft) -> list[Found[Quantity]]:
    """Return the quantities of a report; `Found.head` is the token of what is counted, else of the number."""
    return []
