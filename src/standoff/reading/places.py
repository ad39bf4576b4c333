"""Toponyms, and the place where a clause's event is."""

from __future__ import annotations

from standoff.reading.draft import Draft, Found, PlaceUse


def find_places(draft: Draft) -> list[Found[PlaceUse]]:
    """Return every mention of a place, resolved to the gazetteer."""
    return []


def where_of(draft: Draft, trigger: int) -> str | None:
    """Return the id of the place where the event at token `trigger` is, by its clause; None where it does not say."""
    return None
