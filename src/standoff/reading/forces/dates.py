"""How the date of what is said stands to the day of publication."""

from __future__ import annotations

import datetime as dt

from standoff.reading import times
from standoff.reading.draft import Draft


def date_of(draft: Draft, token: int) -> str:
    """Return how the date at a token stands to the day of publication: ahead, now, since, week, lately, past, history, vague, none."""
    when, published = times.when_of(draft, token), draft.published
    if when.basis != "stated" or published is None:
        return "none"
    try:
        start = dt.date.fromisoformat((when.start or when.end or "")[:10])
        end = dt.date.fromisoformat((when.end or when.start or "")[:10])
    except ValueError:
        return "vague"
    if start > published:
        return "ahead"
    if end >= published:
        return "now" if (published - start).days < 40 else "since"
    days = (published - end).days
    return "week" if days <= 8 else "lately" if days <= 60 else "past" if days <= 800 else "history"
