"""Shares of a whole: "a third of them", "two-thirds", "nearly half the force"."""

from __future__ import annotations

import re
from functools import lru_cache

from standoff.knowledge.measures import numerals
from standoff.mentions import Quantity
from standoff.reading.draft import Draft, Found
from standoff.reading.numbers.context import SIGN, interval, rule_before
from standoff.reading.numbers.heads import counted


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    tables = numerals()
    one = "|".join(w for w in tables["fractions"] if w != "half" and not w.endswith("s"))
    many = "|".join(w for w in tables["fractions"] if w.endswith("s"))
    count = "|".join(w for w, v in tables["units"].items() if 2 <= v < 10)
    return re.compile(
        rf"""\b(?:
        (?P<several>{count})[- ](?P<parts>{many})\b(?!-)
        | (?P<single>an?|one)[- ](?P<part>{one})\b(?=\ of\b|\ as\ |\ more\b|\ less\b|\ fewer\b|[.,;)]|$)(?!\ of\ an?\ (?:million|billion|thousand|trillion)\b)
        | (?P<above>[1-9])/(?P<below>[2-9])(?=\ of\b|\ the\b)
        | (?P<half>half)\b(?=\ of\b|\ the\b|\ (?:its|their|his|her|our|those|these|that|what)\b|[.,;)]|\ (?:are|were|is|have|had|will|went|from|to|in)\b|\ an?\ (?:hour|day|year|century|mile|decade|percent|point|per)\b)
        )""",
        re.X | re.I,
    )


_ORDINAL_BEFORE = re.compile(r"\b(?:first|second|last|latter|other|better|early|former|top|bottom|each|either|final|a|and a|opening|in|time|the)[ -]$", re.I)
_APPROXIMATE_ONLY = re.compile(r"half(?=[.,;)]|\s(?:are|were|is|have|had|will|went|from|to|in)\b|$)", re.I)


def find_fractions(draft: Draft) -> list[Found[Quantity]]:
    """Return the shares of a whole, with unit ``fraction``; `Found.head` is the whole's noun or pronoun, if named."""
    text, words = draft.working.text, draft.words
    tables = numerals()
    found = []
    for match in _pattern().finditer(text):
        start, end = match.span()
        first, last = words.token_at(start), words.token_at(end - 1)
        if first is None or last is None or words.start[first] >= end:
            continue
        rule = rule_before(text, start)
        if match["half"]:
            if _ORDINAL_BEFORE.search(text, max(start - 12, 0), start) or _APPROXIMATE_ONLY.match(text, start) and not rule and not text[max(start - 3, 0) : start].lower().endswith("by "):
                continue
            value = 0.5
        elif match["several"]:
            value = tables["units"][match["several"].lower()] * tables["fractions"][match["parts"].lower()]
        elif match["part"]:
            value = tables["fractions"][match["part"].lower()]
            if text[end : end + 3] != " of" and not rule and not text[max(start - 3, 0) : start].lower().endswith("by "):
                continue
        else:
            value = int(match["above"]) / int(match["below"])
        if value >= 1:
            continue
        low, high = interval(value, value, rule[0] if rule else None, counted=False)
        begin = rule[1] if rule else start
        begin_token = words.token_at(begin)
        whole = counted(words, first, last)
        if whole is None and last + 1 < len(words) and words.dep[last + 1] in ("det", "poss") and words.head[last + 1] > last:
            whole = words.head[last + 1]
        quantity = Quantity("", round(value, 6), SIGN.get(rule[0], "=") if rule else "=", low, high, "fraction", draft.chars(begin, end))
        found.append(Found(first if begin_token is None else min(begin_token, first), last + 1, last if whole is None else whole, quantity))
    return found
