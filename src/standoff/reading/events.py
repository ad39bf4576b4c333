"""Events: who did what to whom, in PLOVER and CAMEO."""

from __future__ import annotations

from standoff.mentions import Event
from standoff.reading.draft import Draft, Found


def find_events(draft: Draft) -> list[Found[Event]]:
    """Return the events of a report; `Found.head` is the trigger."""
    return []
