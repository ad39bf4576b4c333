"""Quotation marks: the quoted stretches of a report, as token ranges."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.reading.draft import Draft
from standoff.reading.words import Words

OPENING = frozenset({"“", "„", "«", "‟", "``", "‘", "‹"})
CLOSING = frozenset({"”", "»", "’", "›"})
EITHER = frozenset({'"', "''", "'", "＂"})
MARKS = OPENING | CLOSING | EITHER
_SINGLE = frozenset({"‘", "’", "'"})
# A single quotation mark is an apostrophe far more often: a stretch in single marks must close within so many tokens.
_SINGLE_LIMIT = 80


@dataclass(slots=True)
class Quote:
    """The tokens `first` to `end` (exclusive) between two quotation marks.

    `carries` tells that the paragraph ends without a closing mark, so that the quotation may go on in the next one.
    """

    first: int
    end: int
    block: int
    carries: bool = False

    def __contains__(self, token: int) -> bool:
        return self.first <= token < self.end


def find_quotes(draft: Draft) -> list[Quote]:
    """Return the quoted stretches, outermost ones only, in the order of the text."""
    words = draft.words
    quotes: list[Quote] = []
    n, i = len(words), 0
    while i < n:
        if words.text[i] in MARKS and _opens(words, i):
            quote = _close(words, i)
            if quote:
                quotes.append(quote)
                i = quote.end + (not quote.carries)
                continue
        i += 1
    return quotes


def _spaced(words: Words, i: int) -> tuple[bool, bool]:
    """Return whether there is a gap (space, block edge) before and after token `i`."""
    before = i == 0 or words.block[i - 1] != words.block[i] or words.end[i - 1] < words.start[i]
    after = i + 1 >= len(words) or words.block[i + 1] != words.block[i] or words.end[i] < words.start[i + 1]
    return before, after


def _opens(words: Words, i: int) -> bool:
    text = words.text[i]
    before, after = _spaced(words, i)
    if text in OPENING:
        return True
    if text in CLOSING:
        return False
    left_open = before or words.text[i - 1] in "([{—–-:" or words.text[i - 1] in MARKS
    return (left_open and not after) or (before and after and text == '"')


def _close(words: Words, i: int) -> Quote | None:
    """Return the quotation that opens with the mark at token `i`, or None if it never closes and is no paragraph."""
    opener, block = words.text[i], words.block[i]
    single = opener in _SINGLE
    limit = min(len(words), i + _SINGLE_LIMIT) if single else len(words)
    depth = 0
    for j in range(i + 1, limit):
        if words.block[j] != block:
            break
        text = words.text[j]
        if text not in MARKS:
            continue
        if single:
            if text in _SINGLE and text != "‘" and _ends(words, j):
                return Quote(i + 1, j, block) if j > i + 1 else None
            continue
        if text in _SINGLE:
            continue
        if text in OPENING and text != opener:
            continue
        if text == opener and text in OPENING:
            depth += 1
        elif text in CLOSING or (text in EITHER and not (_opens(words, j) and not _ends(words, j))):
            if depth == 0:
                return Quote(i + 1, j, block) if j > i + 1 else None
            depth -= 1
    if single:
        return None
    end = i + 1
    while end < len(words) and words.block[end] == block:
        end += 1
    # Without a closing mark it is a paragraph of a longer quotation, if it opens the paragraph or follows a colon.
    opens_block = i == 0 or words.block[i - 1] != block or words.text[i - 1] in (":", ",")
    return Quote(i + 1, end, block, carries=True) if opens_block and end > i + 2 else None


def _ends(words: Words, j: int) -> bool:
    """Whether the mark at token `j` can close: glued to the word before, followed by a gap or by punctuation."""
    before, after = _spaced(words, j)
    if words.text[j] in _SINGLE and words.text[j - 1].lower().endswith("s") and not before and j + 1 < len(words):
        # "the voters' choice": a plural's apostrophe, unless punctuation shows the end of a quotation.
        return words.pos[j + 1] == "PUNCT"
    return (not before and (after or words.pos[j + 1] == "PUNCT" or words.text[j + 1][0] in "—–-,.;:!?)[")) or after


def merge_paragraphs(words: Words, quotes: list[Quote]) -> list[list[Quote]]:
    """Return the quotations with those joined that run over several paragraphs."""
    groups: list[list[Quote]] = []
    for quote in quotes:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and last.carries
            and quote.block == last.block + 1
            and (quote.first < 2 or words.block[quote.first - 2] != quote.block)
        ):
            groups[-1].append(quote)
        else:
            groups.append([quote])
    return groups
