"""The last step of every source: a checked report out of text and what the input says about it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources.head import head_of
from standoff.sources.language import language_of

# More than the longest speech or study; what is longer is a collection.
MAX_CHARACTERS = 4_000_000
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?\s*$", re.S)


def make_report(text: str, *, name: str, given: dict[str, Any], fallback_date: str | None, ref: str | None) -> Report:
    """Return a report; `given` is what the input says of title, byline, publisher, published and url.

    What the input leaves out is looked for at the head of the text; `fallback_date` holds where neither has a date.

    Raises
    ------
    SourceError
        If the input gives a date that is none, or the text is longer than any report.
    """
    if len(text) > MAX_CHARACTERS:
        raise SourceError(f"{name}: {len(text):,} characters, longer than any report; split it")
    fields = {k: _clean(given.get(k)) for k in ("title", "byline", "publisher", "published", "url")}
    published = iso_date(fields["published"], name) if fields["published"] else None
    head = head_of(text)
    return Report(
        text=text,
        title=fields["title"] or head.title,
        byline=fields["byline"] or head.byline,
        publisher=fields["publisher"],
        published=published or head.published or fallback_date,
        url=fields["url"],
        language=language_of(text),
        ref=ref,
    )


def _clean(value: Any) -> str | None:
    if value is None or isinstance(value, (list, dict)):
        return None
    text = str(value).strip()
    return text or None


def iso_date(value: str, name: str) -> str:
    """Return `value` as ``YYYY-MM-DD``.

    Raises
    ------
    SourceError
        If it is no date: the message names the input.
    """
    from standoff.sources.head import date_in

    found = _ISO.match(value)
    try:
        if found:
            return dt.date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        found = None
    written = date_in(value)
    if written:
        return written
    raise SourceError(f"{name}: published {value!r} is no date; write it as YYYY-MM-DD")
