"""Time expressions, and the time at which a clause holds."""

from __future__ import annotations

from standoff.mentions import Time, When
from standoff.reading.draft import Draft, Found


def find_times(draft: Draft) -> list[Found[Time]]:
    """Return the time expressions of a report."""
    return []


def when_of(draft: Draft, trigger: int) -> When:
    """Return the time at which the clause of token `trigger` holds: a stated one, else the publication date."""
    published = draft.report.published
    return When(published, published, published, None, "published")
