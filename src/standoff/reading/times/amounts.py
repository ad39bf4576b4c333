"""Durations: how many of which unit."""

from __future__ import annotations

import re

from standoff.knowledge.calendar import time_words
from standoff.reading.numbers.numerals import find_numerals

_VAGUE = frozenset({"several", "many", "few", "a few", "the few", "some", "dozens of", "hundreds of", "countless", "a number of", "numerous", "couple", "couple of"})


def unit_code(word: str) -> str:
    """Return the TIMEX3 unit of a word, singular or plural."""
    word = word.lower().removesuffix("'").removesuffix("’")
    units: dict[str, str] = time_words()["units"]
    if word in units:
        return units[word]
    if word == "centuries":
        return "CE"
    if word == "millennia":
        return "ML"
    return units.get(word.removesuffix("s"), "Y")


def parse_number(written: str | None) -> float | None:
    """Return the number that is written, None for a vague or missing one."""
    if not written:
        return None
    lower = written.lower().strip()
    if lower in _VAGUE:
        return None
    if lower in ("a", "an", "one"):
        return 1
    if lower in ("a couple", "a couple of", "the couple of"):
        return 2
    if lower.startswith("half") and "dozen" not in lower:
        return 0.5
    for numeral in find_numerals(lower):
        return numeral.low if numeral.low == numeral.high else None
    return float(lower) if re.fullmatch(r"\d+(?:\.\d+)?", lower) else None


def duration_value(written: str | None, unit: str, half: bool) -> str:
    """Return the TIMEX3 value of a duration ("P3D", "PT2H", "PXY")."""
    number = parse_number(written)
    if number is not None and half:
        number += 0.5
    amount = "X" if number is None else f"{number:g}"
    if unit.startswith("T"):
        return f"PT{amount}{unit[1:]}"
    if unit == "N":
        return f"P{amount}N"
    if unit == "2W":
        return "PXW" if number is None else f"P{number * 2:g}W"
    return f"P{amount}{unit}"
