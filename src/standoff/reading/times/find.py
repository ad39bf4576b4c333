"""Find the time expressions of a report, in the order of the text."""

from __future__ import annotations

import re

from standoff.mentions import Time
from standoff.reading.draft import Draft, Found
from standoff.reading.times.base import Read
from standoff.reading.times.context import timeline_of
from standoff.reading.times.patterns import DAY, EXTENDERS, EXTENSION, scan, shapes, starts
from standoff.reading.times.resolve import Resolver

_DAYS_BEFORE = re.compile(rf"(?<![\w.,$€£-])(?P<day>{DAY.replace('(?!', '(?=[ -–—,])(?!')})(?: ?[-–—] ?| to | till | until | through | and | or |, )(?:the )?$", re.I)
_PARTS = {
    "end": "end", "close": "end", "latter part": "late", "later part": "late", "last days": "late", "final days": "late", "last weeks": "late",
    "final weeks": "late", "last months": "late", "final months": "late", "closing days": "late", "closing weeks": "late", "closing months": "late",
    "latter half": "second", "second half": "second", "first half": "first", "beginning": "start", "start": "start", "outset": "start",
    "early part": "early", "early days": "early", "early weeks": "early", "early months": "early", "first days": "early", "first weeks": "early",
    "first months": "early", "opening days": "early", "opening weeks": "early", "turn": "start", "middle": "mid", "remainder": "second", "rest": "second",
}  # fmt: skip
_PARTS |= {"first week": "week1", "second week": "week2", "third week": "week3", "fourth week": "week4", "last week": "week0"}
_FULL_MONTH = re.compile(r"(?:january|february|march|april|may|june|july|august|september|october|november|december)$", re.I)
_MODS = {"early": "early", "earlier": "early", "late": "late", "later": "late", "mid": "mid", "middle": "mid"}


def find_times(draft: Draft) -> list[Found[Time]]:
    """Return the time expressions of a report."""
    text, words = draft.working.text, draft.words
    line = timeline_of(draft)
    draft.history = line.narrative
    resolver = Resolver(draft, line)
    table = shapes()
    found: list[Found[Time]] = []
    done = 0
    pattern = scan()
    for offset in starts(words):
        match = pattern.match(text, offset) if offset >= done else None
        if match is None:
            continue
        name = match.lastgroup or ""
        token = words.token_at(match.start())
        if token is None or words.start[token] >= match.end():
            continue
        exact = table[name].match(text, match.start())
        if exact is None or exact.end() == exact.start():
            continue
        start, part, pod = _extend(text, match.start(), done, name)
        for begin, end, read in _read(resolver, name, exact, token, start, part, pod):
            if begin < done:
                continue
            first, last = words.token_at(begin), words.token_at(end - 1)
            if first is None or last is None:
                continue
            span = draft.chars(begin, end)
            time = Time(f"t{len(found) + 1}", read.type, read.value, read.start, read.end, span)
            found.append(Found(first, last + 1, token, time))
            done = end
    return found


def _extend(text: str, start: int, done: int, name: str) -> tuple[int, str | None, str | None]:
    """Return where the expression begins with the words before it, the part that they take, and a part of the day."""
    if name in ("references", "narrative", "time_refs", "sets"):
        return start, None, None
    window = text[max(start - 48, done) : start]
    cut = window.rfind("\n") + 1
    last = re.split(r"[\s-]", window.rstrip(" -").lower())[-1] if window else ""
    if last not in EXTENDERS:
        return start, None, None
    found = EXTENSION.search(window, cut)
    if not found or not found.group().strip():
        return start, None, None
    words = found.group()
    begin = start - len(window) + found.start()
    if re.fullmatch(r"(?:in|on|of|the|some|over|only|just|under)\s*(?:the\s*)?", words.strip(), re.I) and name not in ("duration", "shifted", "adjective"):
        return start, None, None
    part = _MODS.get((found["mod"] or "").lower()) or _PARTS.get((found["part"] or "").lower())
    return begin, part, found["pod"] or ("morning" if "morning" in (found["part"] or "") else None)


def _read(resolver: Resolver, name: str, match: re.Match[str], token: int, start: int, part: str | None, pod: str | None) -> list[tuple[int, int, Read]]:
    """Return offsets and meaning of what the match holds: mostly one time, two where days or years share a month."""
    text = resolver.text
    if name == "year_range":
        return resolver.year_range(match, start)
    if name == "era_range":
        return resolver.era_range(match, start)
    reads: list[tuple[int, int, Read]] = []
    end = match.end()
    if name == "day_month":
        before = _DAYS_BEFORE.search(text, max(match.start() - 12, 0), match.start())
        if before:
            other = resolver.day_beside(match, before["day"], token)
            if other is not None:
                reads.append((before.start("day"), before.end("day"), other))
                start = match.start()
    read = resolver.read(name, match, token, part, pod)
    if read is None:
        return []
    if name == "month_day" and match["day2"]:
        other = resolver.day_beside(match, match["day2"], token)
        if other is not None:
            reads.append((start, match.end("day"), read))
            reads.append((match.start("day2"), end, other))
            return reads
    while end > match.start() and (text[end - 1] in " ," or (text[end - 1] == "." and name in ("month", "day_month") and _FULL_MONTH.search(text, match.start(), end - 1))):
        end -= 1
    reads.append((start, end, read))
    return reads
