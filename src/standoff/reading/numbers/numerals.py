"""Numerals: where a number stands in the text, and its value.

Works on characters, not tokens: tokenisers cut "$13.6M", "5-10km" or "4,000-man" in many ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from standoff.knowledge.measures import currency_signs, numerals
from standoff.reading.words import Words


@dataclass(slots=True)
class Numeral:
    """A number in the working text from `start` to `end`.

    `low` and `high` differ from each other only for vague words ("hundreds", "several thousand"); `scale` is the
    scale word's factor, 1 without one, so that "5 to 10 million" can hand it back to the first number.
    """

    start: int
    end: int
    low: float
    high: float
    scale: float = 1
    kind: str = "digits"

    @property
    def vague(self) -> bool:
        """Whether the number is a vague word."""
        return self.kind == "vague"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    tables = numerals()
    ones = [w for w, v in tables["units"].items() if v < 10 and v]
    teens = [w for w, v in tables["units"].items() if v >= 10]
    scale = "|".join(w for w in tables["scales"] if w != "hundred")
    abbreviation = "|".join(sorted(map(re.escape, tables["abbreviations"]), key=len, reverse=True))
    small = rf"(?:(?:{'|'.join(tables['tens'])})(?:[- ](?:{'|'.join(ones)}))?|{'|'.join(teens)}|{'|'.join(ones)}|zero)\b"
    part = rf"(?:(?:{small}|an?)[- ]hundred\b(?:(?:[ -]and)?[ -]{small})?|{small})"
    half = r"(?:[ ]and[ ]a[ ](?:half|quarter))"
    exact = rf"(?:(?:{part}{half}?|an?|half[ ]an?|half|an?[ ]half|an?[ ]quarter[ ](?:of[ ]an?|an?))[- ](?:{scale})\b{half}?(?:,?(?:[ ]and)?[ ](?={part}[ ]?(?:{scale})?\b))?)+(?:{part})?|{part}{half}?"
    coefficient = "|".join(w.replace(" ", "[ ]") for w in sorted(tables["vague_coefficients"], key=len, reverse=True))
    plural = "|".join(tables["vague"])
    signs = "".join(tables["fraction_signs"])
    codes = "|".join(rf"(?<=\b{re.escape(sign)})" for sign in currency_signs() if sign[-1].isalpha() and len(sign) > 1)
    return re.compile(
        rf"""
        (?P<dozen>\b(?:(?P<dozens>{coefficient}|half[ ]an?|half|an?|{small}|\d+)[ -])(?:dozen|score)\b(?![ -]of[ -]dozens))
        | (?P<vague>\b(?:(?:several|many|a[ ]few)[ ])?(?P<many>{plural})\b(?:[ ]of[ ](?P<times>(?:hundreds|thousands|millions|billions|trillions)\b)(?:[ ]of[ ](?P<again>(?:thousands|millions)\b))?|[ ](?P<timesword>(?:thousand|million|billion)\b))?)
        | (?P<some>\b(?P<coefficient>{coefficient})[ -](?P<somescale>hundred|{scale})\b(?:[ -](?P<somescale2>thousand|million|billion)\b)?)
        | (?:(?<![\w.,/’'])|{codes})(?<![\w][-–/.,:])(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:[ ]\d{{3}})*[ ]000(?![\d,])|\d+(?:\.\d+)?(?!,?\d)|\.\d+)
          (?:(?P<sign>[{signs}])|[ ](?P<fraction>[1-9]/[2-9])(?!\d))?(?P<andhalf>{half})?
          (?:[ -]?(?P<scale>(?:hundred|{scale})\b)(?:[ -](?P<scale2>thousand|million|billion)\b)?(?P<scalehalf>{half})?|[ ]?(?P<short>{abbreviation})(?![\w/²³]))?
        | (?<!\w)(?P<lone>[{signs}])(?:[ -]?(?P<lonescale>hundred|{scale})\b)?
        | (?<![\w'’])(?P<pair>an?[ ](?:couple|pair)[ ]of)(?=[ ][a-z][\w-]*(?:[ ][\w-]+)?)(?![ ](?:hundred|thousand|million|dozen|days|weeks|months|years|hours|minutes|decades|times|other|things|ways|points))
        | (?<![\w'’])(?P<words>{exact})(?!['’]s\b)
        """,
        re.X | re.I,
    )


_NUMBER_START = re.compile(r"(?<![\d.,])\.?[\d½¼¾⅓⅔⅛]")


@lru_cache(maxsize=1)
def _openers() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words that can open a numeral, those that open one only before others, and those others."""
    tables = numerals()
    vague = {w.split()[0] for w in tables["vague_coefficients"]} - {"a"}
    openers = {*tables["units"], *tables["tens"], *tables["vague"], *vague, "half", "many"}
    after = {*tables["scales"], "dozen", "score", "few", "couple", "pair", "half", "quarter", "quite"}
    return frozenset(openers), frozenset({"a", "an"}), frozenset(after)


def find_numerals(text: str, words: Words | None = None) -> Iterator[Numeral]:
    """Yield the numerals of `text` in order; with `words`, only where a token can open one, which is much faster."""
    pattern = _pattern()
    if words is None:
        for found in pattern.finditer(text):
            yield _read(found)
        return
    openers, articles, after = _openers()
    done, n, lower = 0, len(words), words.lower
    for i in range(n):
        word = lower[i]
        if word in openers or (word in articles and i + 1 < n and lower[i + 1].split("-")[0] in after):
            starts = [words.start[i]]
        elif not word.isalpha():
            if "-" in word and word.split("-")[0] in openers:
                starts = [words.start[i]]
            else:
                starts = [words.start[i] + cue.start() for cue in _NUMBER_START.finditer(word)]
        else:
            continue
        for start in starts:
            if start >= done:
                here = pattern.match(text, start)
                if here:
                    done = here.end()
                    yield _read(here)


def numeral_at(text: str, at: int) -> Numeral | None:
    """Return the numeral that begins exactly at offset `at`, if one does."""
    found = _pattern().match(text, at)
    return _read(found) if found else None


def _read(found: re.Match[str]) -> Numeral:
    if found["number"]:
        return _digits(found)
    tables = numerals()
    start, end = found.span()
    if found["lone"]:
        scale = tables["scales"].get((found["lonescale"] or "").lower(), 1)
        value = tables["fraction_signs"][found["lone"]] * scale
        return Numeral(start, end, value, value, scale)
    if found["pair"]:
        return Numeral(start, end, 2, 2, 1, "words")
    if found["dozen"]:
        low, high = _coefficient(found["dozens"].lower())
        unit = 12 if found["dozen"].lower().endswith("dozen") else 20
        return Numeral(start, end, low * unit, high * unit, 1, "words" if low == high else "vague")
    if found["some"]:
        low, high = tables["vague_coefficients"][found["coefficient"].lower()]
        scale = tables["scales"][found["somescale"].lower()] * tables["scales"].get((found["somescale2"] or "").lower(), 1)
        return Numeral(start, end, low * scale, high * scale, scale, "vague")
    if found["many"]:
        low, high = tables["vague"][found["many"].lower()]
        times = 1.0
        for word in (found["times"], found["again"], found["timesword"]):
            if word:
                word = word.lower()
                times *= tables["scales"][word if word in tables["scales"] else word[:-1]]
        if times > 1:
            # "tens of thousands": [20000, 99999]
            low, high = low * times, (high + 1) * times - 1
        return Numeral(start, end, low, high, times, "vague")
    value, scale = _words(found["words"].lower())
    return Numeral(start, end, value, value, scale, "words")


def _digits(found: re.Match[str]) -> Numeral:
    tables = numerals()
    value = float(re.sub(r"[, ]", "", found["number"]))
    end = found.end()
    if found["sign"]:
        value += tables["fraction_signs"][found["sign"]]
    if found["fraction"]:
        above, below = found["fraction"].split("/")
        value += int(above) / int(below)
    if found["andhalf"]:
        value += 0.25 if "quarter" in found["andhalf"].lower() else 0.5
    scale = 1.0
    if found["scale"]:
        scale = tables["scales"][found["scale"].lower()] * tables["scales"].get((found["scale2"] or "").lower(), 1)
        if found["scalehalf"]:
            value += 0.5
    elif found["short"]:
        # Whether "m" is a million or a metre is for the context to say.
        scale = tables["abbreviations"].get(found["short"], 0)
        if not scale:
            return Numeral(found.start(), found.start("short"), value, value)
        return Numeral(found.start(), end, round(value * scale, 6), round(value * scale, 6), scale, "short")
    return Numeral(found.start(), end, value * scale, value * scale, scale)


def _coefficient(words: str) -> tuple[float, float]:
    tables = numerals()
    if words in tables["vague_coefficients"]:
        low, high = tables["vague_coefficients"][words]
        return low, high
    if words.startswith("half"):
        return 0.5, 0.5
    if words in ("a", "an"):
        return 1, 1
    value = float(words) if words.isdigit() else _words(words)[0]
    return value, value


def _words(words: str) -> tuple[float, float]:
    """Return value and largest scale of exact number words ("two million three hundred and six")."""
    tables = numerals()
    simple = tables["units"] | tables["tens"]
    total = part = 0.0
    top = 1.0
    pieces = re.findall(r"[a-z]+", words)
    for at, piece in enumerate(pieces):
        if piece in simple:
            part += simple[piece]
        elif piece == "half":
            # "half a million", but "two and a half million" and "a million and a half"
            if at and pieces[at - 2 : at] == ["and", "a"]:
                part, total = (part + 0.5, total) if part or not total else (part, total + 0.5 * top)
            else:
                part += 0.5
        elif piece == "quarter":
            part, total = (part + 0.25, total) if part or not total else (part, total + 0.25 * top)
        elif piece == "hundred":
            part = (part or 1) * 100
        elif piece in tables["scales"]:
            scale = tables["scales"][piece]
            total += (part or 1) * scale
            part, top = 0.0, max(top, scale)
    return total + part, top
