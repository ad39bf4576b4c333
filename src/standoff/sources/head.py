"""Title, byline and date where they stand at the head of the body itself."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = r"(?P<month>" + "|".join(f"{m[:3]}(?:{m[3:]})?" if m != "september" else "sept?(?:ember)?" for m in _MONTHS) + r")\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_WRITTEN = (
    re.compile(rf"\b{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH},?\s+(?P<year>\d{{4}})\b", re.I),
    re.compile(rf"\b{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.I),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
)
_BYLINE = re.compile(r"^(?:by|from|reporting by|written by)\s+(?P<who>[^.!?]{2,80})$", re.I)
_NAME = re.compile(r"^(?:[A-Z][\w'’-]+|[A-Z]\.)(?:\s+(?:[A-Z][\w'’-]+|[A-Z]\.|de|van|von|der|al|bin|el|la)){1,3}(?:(?:,| and)\s+(?:[A-Z][\w'’.-]+\s?){2,4})?$")
_MARK = re.compile(r"^\s{0,3}#{1,6}\s+|[*_]{1,3}|\s+#*$")
_LABEL = re.compile(r"^(?:published|date|posted|updated|issued)\b\s*(?:on|:)?\s*", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines of a text say about it; None for what they do not."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None


def date_in(line: str) -> str | None:
    """Return the first full date written in `line`, as ``YYYY-MM-DD``."""
    for pattern in _WRITTEN:
        found = pattern.search(line)
        if found:
            month = found["month"]
            number = int(month) if month.isdigit() else next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(month.lower()[:3]))
            try:
                return dt.date(int(found["year"]), number, int(found["day"])).isoformat()
            except ValueError:
                return None
    return None


def head_of(text: str) -> Head:
    """Return title, byline and date from the first lines of `text`.

    A line is a title if it is a heading, or the first line, short, without a full stop and followed by more; a byline
    says "By …" or is a bare name; a date line is hardly more than a date.
    """
    lines = [line for line in text[:3000].splitlines() if line.strip()][:7]
    title = byline = published = None
    for number, raw in enumerate(lines):
        line = _MARK.sub("", raw).strip()
        heading = raw.lstrip().startswith("#")
        date = date_in(line)
        if date and len(_LABEL.sub("", line)) <= 45 and published is None:
            published = date
            by = _BYLINE.match(re.split(r"[|•·]", line)[0].strip())
            byline = byline or (by["who"].strip() if by else None)
        elif title is None and (heading or number == 0 and _title_like(line) and len(lines) > 1):
            title = line
        elif byline is None and number > 0 and len(line) < 90 and (by := _BYLINE.match(line)):
            byline = by["who"].strip()
        elif byline is None and title is not None and number <= 3 and len(line) < 60 and _NAME.match(line):
            byline = line
        elif len(line) > 120:
            break
    return Head(title, byline, published)


def _title_like(line: str) -> bool:
    return 15 <= len(line) <= 180 and line[-1] not in ".:;,?!\"”" and len(line.split()) >= 3 and not re.search(r"\w\. [A-Z]", line)
