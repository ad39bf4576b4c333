"""Quotation marks: the quoted stretches of a report, as token ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass

from standoff.reading.draft import Draft
from standoff.reading.words import Words

OPENING = frozenset("“„«‟‘‹")
CLOSING = frozenset("”»’›")
EITHER = frozenset("\"'`＂")
MARKS = OPENING | CLOSING | EITHER
_ANY = re.compile(f"[{''.join(sorted(MARKS))}]")
_SINGLE = frozenset("‘’'`")
# A single quotation mark is an apostrophe far more often: a stretch in single marks must close within so many characters.
_SINGLE_LIMIT = 500
_BEFORE_OPENING = frozenset("([{—–-:/=")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-…/")


@dataclass(slots=True)
class Quote:
    """The tokens `first` to `end` (exclusive) between two quotation marks.

    `carries` tells that the paragraph ends without a closing mark, so that the quotation may go on in the next one.
    """

    first: int
    end: int
    block: int
    carries: bool = False


def find_quotes(draft: Draft) -> list[Quote]:
    """Return the quoted stretches, outermost ones only, in the order of the text."""
    quotes: list[Quote] = []
    for number, block in enumerate(draft.working.blocks):
        for start, end, closed in _stretches(draft.working.text, block.start, block.end):
            quote = _tokens(draft.words, start, end, number, not closed)
            if quote is not None and (not quotes or quotes[-1].end <= quote.first):
                quotes.append(quote)
    return quotes


def _tokens(words: Words, start: int, end: int, block: int, carries: bool) -> Quote | None:
    """Return the quotation whose words are the characters from `start` to `end` (exclusive)."""
    first = words.token_at(start)
    if first is None or words.start[first] >= end:
        return None
    last = words.token_at(end - 1)
    if last is None:
        last = len(words) - 1
    elif words.start[last] >= end:
        last -= 1
    return Quote(first, last + 1, block, carries) if last >= first else None


def _stretches(text: str, at: int, stop: int) -> list[tuple[int, int, bool]]:
    """Return (start, end, closed) of the characters inside each pair of marks of one paragraph."""
    found = []
    mark = _ANY.search(text, at, stop)
    while mark:
        i = mark.start()
        size = _mark(text, i, stop)
        after = i + size
        if _opens(text, i, size, at, stop):
            end = _close(text, i, size, at, stop)
            if end is not None:
                found.append((i + size, end[0], end[1] > 0))
                after = end[0] + max(end[1], 1)
        mark = _ANY.search(text, after, stop)
    return found


def _mark(text: str, i: int, stop: int) -> int:
    """Return the length of the quotation mark at `i`: 0, 1, or 2 where two single marks stand for a double one."""
    if text[i] not in MARKS:
        return 0
    return 2 if text[i] in _SINGLE and i + 1 < stop and text[i + 1] == text[i] else 1


def _gaps(text: str, i: int, size: int, at: int, stop: int) -> tuple[bool, bool]:
    return i <= at or text[i - 1].isspace(), i + size >= stop or text[i + size].isspace()


def _opens(text: str, i: int, size: int, at: int, stop: int) -> bool:
    if text[i] in CLOSING and not (size == 2 and text[i] in _SINGLE):
        return False
    before, after = _gaps(text, i, size, at, stop)
    if text[i] in OPENING:
        return not after or text[i] not in _SINGLE
    return (before or text[i - 1] in _BEFORE_OPENING or text[i - 1] in MARKS) and not after


def _close(text: str, i: int, size: int, at: int, stop: int) -> tuple[int, int] | None:
    """Return where the stretch that opens at `i` closes, with the length of the mark (0: not before the paragraph ends)."""
    opener = text[i]
    single = opener in _SINGLE and size == 1
    limit = min(stop, i + _SINGLE_LIMIT) if single else stop
    found = _ANY.search(text, i + size, limit)
    while found:
        j = found.start()
        mark = _mark(text, j, stop)
        low = opener in "„‟" and text[j] == "“"  # „so“ closes with what opens elsewhere
        if (text[j] in _SINGLE and mark == 1) == single and (low or _closes(text, j, mark, at, stop)):
            return (j, mark) if j > i + size else None
        found = _ANY.search(text, j + mark, limit)
    # Without a closing mark it is a paragraph of a longer quotation, if it opens the paragraph or follows a colon.
    if single or not (i <= at or text[at:i].rstrip()[-1:] in (":", ",")):
        return None
    return stop, 0


def _closes(text: str, j: int, size: int, at: int, stop: int) -> bool:
    if text[j] in OPENING:
        return False
    before, after = _gaps(text, j, size, at, stop)
    ends = after or text[j + size] in _AFTER_CLOSING or text[j + size] in MARKS
    if text[j] in _SINGLE and size == 1:
        # "the voters' choice": a plural's apostrophe, unless punctuation shows the end of a quotation.
        plural = text[j - 1] == "s" and after and text[j + 1 : j + 3].strip()[:1].islower()
        return not before and ends and not plural
    if text[j] in CLOSING:
        return True
    return not before and (ends or text[j + size].isalpha()) or (before and after)


def merge_paragraphs(words: Words, quotes: list[Quote]) -> list[list[Quote]]:
    """Return the quotations, with those joined that run over several paragraphs."""
    groups: list[list[Quote]] = []
    for quote in quotes:
        last = groups[-1][-1] if groups else None
        opens = quote.first < 2 or words.block[quote.first - 2] != quote.block
        if last is not None and last.carries and quote.block == last.block + 1 and opens:
            groups[-1].append(quote)
        else:
            groups.append([quote])
    return groups
