"""What stands around a numeral: currency, unit, approximator."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from standoff.knowledge.measures import (
    Unit,
    approximators,
    currency_signs,
    currency_words,
    fillers,
    unit_symbols,
    unit_words,
)

SIGN = {"about": "~", "near": "~", "short": "<", "more": ">", "least": ">", "less": "<", "most": "<", "exact": "="}
# Currency words that are common words too: only after a large number.
_AMBIGUOUS = frozenset("won real som sol lei lev leva dram crown crowns franc francs pound pounds mark rand buck quid kuna".split())


def _any(phrases: list[str]) -> str:
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=len, reverse=True))


@lru_cache(maxsize=1)
def _before() -> tuple[re.Pattern[str], frozenset[str]]:
    phrases, between = approximators()["before"], fillers()
    pattern = re.compile(rf"(?:^|(?<=[\s(\[“\"'‘’—–,;:/-]))(?P<phrase>{_any(list(phrases))})(?:\s+(?:{_any(between)}))*\s*$", re.I)
    return pattern, frozenset(p.split()[-1] for p in [*phrases, *between])


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    return re.compile(rf"\s?(?P<phrase>{_any(list(approximators()['after']))})(?!\w)", re.I)


@lru_cache(maxsize=1)
def _sign() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?P<sign>{_any(list(currency_signs()))})\s?$")


@lru_cache(maxsize=1)
def _symbol() -> re.Pattern[str]:
    return re.compile(rf"[  -]?(?P<symbol>{_any(list(unit_symbols()))})(?![A-Za-z0-9²³]|['’][a-z])")


_NEXT_WORDS = re.compile(r"[ -](?P<words>[A-Za-z.$€£₴₽]+(?:[ -][A-Za-z.]+){0,3})")
_PER = re.compile(r" ?(?:/|per |a |an )(?P<of>[a-z]+)")


def currency_before(text: str, start: int) -> tuple[str, int] | None:
    """Return ISO code and offset of the currency sign right before `start`, if there is one."""
    window = text[max(start - 10, 0) : start]
    if not window or not (window.rstrip()[-1:] in "$€£¥₽₴₺₹₪₩₫฿₱₦₵₸₾֏₼₿৳." or window.rstrip()[-1:].isalpha()):
        return None
    found = _sign().search(window)
    if not found:
        return None
    sign = found["sign"]
    if len(sign) <= 2 and sign.isalpha() and window[-1:] == " " and sign not in ("Rs", "DM", "TL", "Tk", "Rp"):
        return None
    return currency_signs()[sign], start - len(window) + found.start("sign")


def unit_after(text: str, end: int, value: float, scaled: bool) -> tuple[Unit, int] | None:
    """Return the unit written after `end` and its last offset. `scaled`: the number has a scale word ("million")."""
    found = _symbol().match(text, end)
    if found:
        symbol, spaced = found["symbol"], text[end] in "  "
        if not (spaced and len(symbol) == 1 and symbol not in "%mtWg°") and not (symbol in ("m", "in.", "no") and spaced and scaled):
            return unit_symbols()[symbol], found.end()
    found = _NEXT_WORDS.match(text, end)
    if not found:
        return None
    pieces = re.split(r"(?<=[^ -])(?=[ -])", found["words"].lower())
    for n in range(len(pieces), 0, -1):
        phrase = "".join(pieces[:n])
        stop = found.start("words") + len(phrase)
        bare = phrase.rstrip(".") if phrase not in currency_words() else phrase
        stop -= len(phrase) - len(bare)
        if bare in currency_words() and (bare not in _AMBIGUOUS or (value >= 1000 and (scaled or bare != "pounds"))):
            if not (bare in ("pounds", "pound") and text[stop : stop + 4] == " of "):
                return Unit(currency_words()[bare], "money"), stop
        if bare in ("pounds", "pound") and scaled and text[stop : stop + 4] != " of ":
            return Unit("GBP", "money"), stop
        if bare in unit_words() and not (bare == "second" and text[end] == " "):
            return unit_words()[bare], stop
    return None


def rule_before(text: str, start: int) -> tuple[str, int] | None:
    """Return the rule of the approximator that ends at `start`, and its first offset."""
    window = text[max(start - 48, 0) : start]
    stripped = window.rstrip()
    if not stripped:
        return None
    pattern, ends = _before()
    last = re.split(r"[\s(\[“\"'‘’—–,;:/-]", stripped.lower())[-1]
    if last not in ends:
        return None
    cut = window.rfind("\n")
    found = pattern.search(window, cut + 1)
    if not found:
        return None
    phrase = re.sub(r"\s+", " ", found["phrase"].lower())
    return approximators()["before"][phrase], start - len(window) + found.start("phrase")


def rule_after(text: str, end: int) -> tuple[str, int] | None:
    """Return the rule of the approximator that follows at `end`, and its last offset."""
    found = _after().match(text, end)
    if not found:
        return None
    return approximators()["after"][re.sub(r"\s+", " ", found["phrase"].lower())], found.end()


def interval(low: float, high: float, rule: str | None, counted: bool) -> tuple[float | None, float | None]:
    """Return the interval that an approximator's `rule` makes of a number, or of a range `low` to `high`.

    `counted`: what is counted comes in whole units, so that low is rounded up, high down, and "more than n" is n + 1.
    """
    whole = counted and float(low).is_integer() and float(high).is_integer()
    step = 1 if whole else 0

    def up(x: float) -> float:
        return float(math.ceil(round(x, 6))) if whole else round(x, 9)

    def down(x: float) -> float:
        return float(math.floor(round(x, 6))) if whole else round(x, 9)

    match rule:
        case "about":
            return up(0.9 * low), down(1.1 * high)
        case "near":
            return up(0.9 * low), high
        case "short":
            return up(0.9 * low), high - step
        case "more":
            return low + step, None
        case "least":
            return low, None
        case "less":
            return None, high - step
        case "most":
            return None, high
    return low, high
