"""Factors: "double", "more than doubled", "sevenfold", "three times the number", "halved"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from standoff.knowledge.measures import numerals
from standoff.mentions import Interval
from standoff.reading.draft import Draft, Found
from standoff.reading.numbers.context import interval, rule_before
from standoff.report import Span


@dataclass(frozen=True, slots=True)
class Ratio:
    """A factor by which something changes, or by which it is larger than something else.

    Parameters
    ----------
    factor : Interval
        2 for doubled, 0.5 for halved; open above for "more than double".
    span : Span
        The words, approximator included.
    """

    factor: Interval
    span: Span


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    tables = numerals()
    words = "|".join([*tables["units"], *tables["tens"]])
    multiples = "|".join(sorted(tables["multiples"], key=len, reverse=True))
    return re.compile(
        rf"""\b(?:
        (?P<multiple>{multiples})\b(?![- ](?:standard|digit|agent|check|down|edged|bed|room|murder|click|tap|glazed|decker|jump|header|act|bill|cross|negative|positive|vaccinated|a\ (?:day|week|month|year)))
        | (?P<fold>{words}|\d+)[ -]?fold\b
        | (?P<times>{words}|\d+(?:\.\d+)?)\ times\ (?:as\ (?:many|much|large|big|high|great|strong)|the\ (?:number|size|amount|figure|total|level|strength|previous|current|usual)|more|larger|bigger|higher|greater|over|its|their|what|that|those)
        | by\ (?P<half>half)\b
        )""",
        re.X | re.I,
    )


def find_ratios(draft: Draft) -> list[Found[Ratio]]:
    """Return the factors that the report names; `Found.head` is the token of the word itself ("double", "doubled")."""
    text, words = draft.working.text, draft.words
    tables = numerals()
    simple = tables["units"] | tables["tens"]
    found = []
    for match in _pattern().finditer(text):
        first, last = words.token_at(match.start()), words.token_at(match.end() - 1)
        if first is None or last is None or words.start[first] >= match.end():
            continue
        if match["multiple"]:
            factor = float(tables["multiples"][match["multiple"].lower()])
            if words.lower[first] == "twice" and not _compares(text, match.end()):
                continue
        elif match["half"]:
            factor = 0.5
        else:
            written = (match["fold"] or match["times"]).lower()
            factor = float(simple[written]) if written in simple else float(written)
            if factor <= 1:
                continue
        rule = rule_before(text, match.start())
        low, high = interval(factor, factor, rule[0] if rule else None, counted=False)
        start = rule[1] if rule else match.start()
        begin = words.token_at(start)
        span = draft.chars(start, match.end())
        found.append(Found(first if begin is None else min(first, begin), last + 1, first, Ratio(Interval(low, high, span.text), span)))
    return found


def _compares(text: str, end: int) -> bool:
    """Whether "twice" compares ("twice as many", "twice the number") and does not count occasions ("met twice")."""
    return bool(re.match(r"\s(?:as|the|that|what|its|their|this|those|over)\b", text[end : end + 8]))
