"""Quantities: numbers with approximator, interval and unit."""

from __future__ import annotations

import re
from dataclasses import replace

from standoff.knowledge.measures import Unit, formations, unit_kinds
from standoff.mentions import Quantity
from standoff.reading.draft import Draft, Found
from standoff.reading.numbers.context import SIGN, currency_before, interval, rule_after, rule_before, unit_after
from standoff.reading.numbers.exclude import is_date, is_name, is_year_pair
from standoff.reading.numbers.fractions import find_fractions
from standoff.reading.numbers.heads import counted
from standoff.reading.numbers.numerals import Numeral, find_numerals, numeral_at
from standoff.reading.numbers.ratios import Ratio, find_ratios
from standoff.reading.words import Words

__all__ = ["Ratio", "find_quantities", "find_ratios", "is_count", "kind_of"]

_SEPARATOR = re.compile(r"\s?(?:[-–—]|\bto\b|\bor\b|\bup to\b)\s?")
_BETWEEN = re.compile(r"\s(?:and|to|[-–])\s")
_OPENING = re.compile(r"\b(?P<word>between|from)\s(?:(?:about|around|roughly|some|approximately)\s)?$", re.I)
_CHANGES = frozenset(
    """rise increase grow drop fall cut reduce boost expand raise lower go climb jump decline shrink swell slash slide move
    bring surge soar plunge plummet tumble up down double change increase extend shift slip dip drawdown gain""".split()
)
_MINUS = re.compile(r"(?:\bminus |(?<![\w)])[−-])$", re.I)
_TIMES = re.compile(r"\stimes\s(?:as|the|more|larger|bigger|higher|greater|over|its|their|what|that|those)\b", re.I)
_TAKES_OVER = frozenset("hand take turn sign pass make bring win".split())


def find_quantities(draft: Draft) -> list[Found[Quantity]]:
    """Return the quantities of a report; `Found.head` is the token of what is counted, else of the number."""
    found = _Finder(draft).run() + find_fractions(draft)
    found.sort(key=lambda one: (one.value.span.start, -one.value.span.end))
    kept: list[Found[Quantity]] = []
    for one in found:
        if kept and one.value.span.start < kept[-1].value.span.end:
            continue
        kept.append(Found(one.first, one.end, one.head, replace(one.value, id=f"q{len(kept) + 1}")))
    return kept


def kind_of(quantity: Quantity) -> str:
    """Return ``count``, ``money``, ``percent``, ``fraction``, or the kind of measure (``length``, ``duration``, …)."""
    if quantity.unit == "fraction":
        return "fraction"
    return unit_kinds().get(quantity.unit or "", "count")


def is_count(quantity: Quantity) -> bool:
    """Whether the quantity counts things or people: neither money, nor a measure, nor a share."""
    return kind_of(quantity) == "count"


class _Finder:
    """One pass over the numerals of a report."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text = draft.working.text
        self.words: Words = draft.words
        self.done = 0  # offset up to which the text has been used
        self.before: tuple[int, str | None] = (-9, None)  # where the last measure ended, and its approximator's rule

    def run(self) -> list[Found[Quantity]]:
        found = []
        for numeral in find_numerals(self.text, self.words):
            if numeral.start >= self.done:
                one = self._read(numeral)
                if one is not None:
                    found.append(one)
        return found + self._formations()

    def _read(self, numeral: Numeral) -> Found[Quantity] | None:
        text, words = self.text, self.words
        first = words.token_at(numeral.start)
        if first is None or words.start[first] >= numeral.end:
            return None  # layout, not parsed
        if _TIMES.match(text, numeral.end):
            return None  # a factor
        money = currency_before(text, numeral.start)
        start = money[1] if money else numeral.start
        self._settle(numeral, money is not None, first)
        low, high, end, unit = self._range(numeral, money)
        if (low, high) == (numeral.low, numeral.high) and end == numeral.end:
            last = words.token_at(numeral.end - 1) or first
            unit = unit_after(text, end, high, numeral.scale > 1) if not money else None
            glued = unit is not None and text[end : end + 1].isalpha()
            whole = replace(numeral, end=unit[1]) if unit and glued else numeral
            if is_name(text, words, whole, first, last, money is not None, unit is not None):
                return None
        unit_end = unit[1] if unit else end
        last = words.token_at(max(unit_end, end) - 1) or first
        if numeral.vague and numeral.low != numeral.high and not self._vague_counts(numeral, last):
            return None
        return self._found(numeral, start, end, unit_end, low, high, Unit(money[0], "money") if money else unit[0] if unit else None, first, last)

    def _settle(self, numeral: Numeral, money: bool, first: int) -> None:
        """Decide what an abbreviated scale is: "5m" is a million in money and before a noun, else metres."""
        if numeral.kind != "short":
            return
        short = self.text[numeral.start : numeral.end].lstrip("0123456789., ")
        after = re.match(r"[ -]([A-Za-z]+)", self.text[numeral.end : numeral.end + 20])
        plural = bool(after) and after[1].endswith("s") if after else False
        spaced = self.text[numeral.end - len(short) - 1] == " "
        large = money or short in ("bn", "mn", "mln", "bln", "trn", "Bn", "BN", "mio") or (plural and short in ("m", "k", "K", "M", "b", "B", "mil", "tn") and not spaced)
        if not large and short in ("k", "K") and not spaced:
            large = True
        if not large or (not money and short in ("mm", "MM", "T")):
            numeral.end -= len(short) + spaced
            numeral.low, numeral.high = numeral.low / numeral.scale, numeral.high / numeral.scale
            numeral.low = numeral.high = round(numeral.low, 9)
            numeral.scale = 1
        numeral.kind = "digits"

    def _range(self, numeral: Numeral, money: tuple[str, int] | None) -> tuple[float, float, int, tuple[Unit, int] | None]:
        """Return low, high, end and unit of a range that begins with `numeral`, or of the numeral alone."""
        text = self.text
        alone = numeral.low, numeral.high, numeral.end, None
        if numeral.low != numeral.high:
            return alone
        start = money[1] if money else numeral.start
        opening = _OPENING.search(text, max(start - 24, 0), start)
        between = bool(opening) and opening["word"].lower() == "between" if opening else False
        unit = None if money else unit_after(text, numeral.end, numeral.high, numeral.scale > 1)
        for at in ([unit[1]] if unit else []) + [numeral.end]:
            separator = (_BETWEEN if between else _SEPARATOR).match(text, at)
            if not separator:
                continue
            second_at = separator.end()
            second = None
            for skipped in (0, *(m.end() - m.start() for m in [re.compile(r"(?:[A-Z]{0,3}[$€£¥]\s?|(?:about|around|nearly|almost|maybe|perhaps|even|up to|possibly|as many as)\s)+").match(text, second_at)] if m)):
                second = numeral_at(text, second_at + skipped)
                if second is None and text[second_at + skipped : second_at + skipped + 1].isdigit():
                    second = self._bare(second_at + skipped)
                if second is not None:
                    break
            if second is None or second.low != second.high:
                continue
            token = self.words.token_at(second.start)
            if token is None:
                continue
            self._settle(second, money is not None or second.kind != "short", token)
            written = separator.group().strip().lower()
            low, high = numeral.low, second.high
            if numeral.scale == 1 and second.scale > 1 and low < second.scale and low < 1000:
                low *= second.scale
            after = unit_after(text, second.end, high, second.scale > 1)
            if unit and (skipped and currency_before(text, second.start) or after and after[0].kind != unit[0].kind):
                continue
            if not self._is_range(numeral, second, low, high, written, between, opening is not None, after, money is not None):
                continue
            self.done = second.end
            return low, high, second.end, after or unit
        return alone

    def _bare(self, at: int) -> Numeral | None:
        """Return the digits at `at`, which may stand right after a dash."""
        found = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?").match(self.text, at)
        if not found:
            return None
        sub = numeral_at("  " + self.text[at : at + 48], 2)
        if sub is None:
            return None
        return replace(sub, start=at, end=at + sub.end - 2)

    def _is_range(self, first: Numeral, second: Numeral, low: float, high: float, written: str, between: bool, opened: bool, unit: tuple[Unit, int] | None, money: bool) -> bool:
        text = self.text
        if not low < high:
            return False
        if is_date(text, first.start, first.end) or is_date(text, second.start, second.end):
            return False
        if not money and is_year_pair(text[first.start : first.end], text[second.start : second.end]):
            return False
        if text[second.end : second.end + 1] in ("-", "/", ":") and text[second.end + 1 : second.end + 2].isdigit():
            return False
        if written in ("-", "–", "—") and not unit and not money:
            # scores, seasons, room numbers: a dash alone makes a range only of what has a noun after it
            after = re.match(r"[\s-]+([A-Za-z]+)", text[second.end : second.end + 30])
            if not after or first.kind == "words" and " " in text[first.end : second.start].strip("–—-") :
                return first.scale > 1 or second.scale > 1 or low >= 100
            if low < 20 and high < 20 and after[1].lower() in ("win", "victory", "loss", "defeat", "draw", "vote", "record", "lead", "in", "on", "at", "against", "over", "and", "to", "by", "for", "with", "as", "the"):
                return False
        if text[second.end : second.end + 1].isalpha() and not unit:
            return False
        if written == "to" and not between:
            tokens = self.words
            at = tokens.token_at(first.start) or 0
            begin = tokens.sents[tokens.sent[at]][0]
            near = range(max(at - 7, begin), at)
            changes = any(tokens.lemma[i] in _CHANGES for i in near)
            # "rose from 5 to 10", "rose by 5 to 100"
            if changes and (opened or (text[max(first.start - 5, 0) : first.start].lower().lstrip("$€£").startswith("by") or high > 4 * low)):
                return False
        return not (written == "or" and high > 3 * low)

    def _vague_counts(self, numeral: Numeral, last: int) -> bool:
        """Whether a vague word ("hundreds") counts something and is no turn of speech."""
        return numeral.high >= 20

    def _found(self, numeral: Numeral, start: int, end: int, unit_end: int, low: float, high: float, unit: Unit | None, first: int, last: int) -> Found[Quantity]:
        text, words = self.text, self.words
        rule = None
        before = rule_before(text, start)
        converted = self.before[1] if unit and unit.kind != "percent" and start - self.before[0] in (1, 2) and text[self.before[0] : start].strip() in ("(", "/") else None
        if before and not self._particle(before[1]):
            rule, start = before
        elif (opening := _OPENING.search(text, max(start - 24, 0), start)) and low != high and not numeral.vague:
            start = opening.start()
            before = rule_before(text, opening.start())
            if before:
                rule, start = before
        number_last = words.token_at(end - 1) or first
        noun = counted(words, first, last)
        stop = max(end, unit_end) if unit else end
        if rule is None or rule == "exact":
            for at in dict.fromkeys((end, unit_end, words.end[noun] if noun is not None and noun > last else end)):
                after = rule_after(text, at)
                if after:
                    rule = after[0]
                    stop = max(stop, after[1]) if at <= stop else stop
                    break
        if unit is None and (hyphened := self._after_hyphen(end)):
            name: str | None = hyphened
        elif unit is not None:
            name = unit.name
        else:
            name = self._unit_of(noun)
        is_counted = unit is None or unit.kind in ("money", "money part")
        # "more than 7 miles (11 km)": the conversion is as vague as what it converts
        rule = rule or converted
        self.before = (unit_end, rule if unit else None)
        bottom, top = interval(low, high, rule, is_counted)
        sign = SIGN.get(rule or "", "~" if numeral.vague and low != high else "=")
        head = noun if unit is None and noun is not None else number_last if unit is None or unit_end <= end else last
        if unit is not None and unit.kind == "money" and noun is not None and noun > last and words.lower[last + 1] != "of":
            head = noun
        token_first = words.token_at(start)
        token_first = first if token_first is None else min(token_first, first)
        token_last = words.token_at(stop - 1)
        token_last = last if token_last is None else max(token_last, number_last)
        if unit is not None and unit.kind == "temperature" and low == high and _MINUS.search(text, max(start - 6, 0), start):
            low = high = -low
            bottom, top = (None if top is None else -top), (None if bottom is None else -bottom)
        value: float | tuple[float, float] = low if low == high else (low, high)
        self.done = max(self.done, end)
        quantity = Quantity("", value, sign, bottom, top, name, self.draft.chars(start, stop))
        return Found(token_first, token_last + 1, head, quantity)

    def _particle(self, at: int) -> bool:
        """Whether the approximator at `at` is part of a verb ("hand over eight tanks", "took up to …" is not)."""
        token = self.words.token_at(at)
        if token is None or self.words.lower[token] not in ("over", "around", "about"):
            return False
        return self.words.dep[token] == "prt" or (token > 0 and self.words.lemma[token - 1] in _TAKES_OVER)

    def _after_hyphen(self, end: int) -> str | None:
        """Return the word joined to the number ("man" in "4,000-man"), as what is counted; people for "strong"."""
        found = re.match(r"[-–]([A-Za-z]+)|\s(strong)\b", self.text[end : end + 24])
        if not found:
            return None
        word = (found[1] or found[2]).lower()
        if word in ("odd", "plus", "something", "ish"):
            return None
        return "personnel" if word in ("strong", "man", "person", "soldier", "troop", "member") else word

    def _unit_of(self, noun: int | None) -> str | None:
        if noun is None:
            return None
        words = self.words
        if words.lower[noun] == "boots" and words.lower[noun + 1 : noun + 4] == ["on", "the", "ground"]:
            return "personnel"
        return words.lower[noun] if words.pos[noun] == "NOUN" and words.text[noun].isalpha() else words.text[noun]

    def _formations(self) -> list[Found[Quantity]]:
        """Return "battalion-sized" and the like as the interval of people that such a formation has."""
        words = self.words
        sizes = formations()
        found = []
        for i in range(len(words) - 1):
            lower = words.lower[i]
            if lower in sizes or lower.split("-")[0] in sizes and "-" in lower:
                match = _SIZED.match(self.text, words.start[i])
                if match:
                    low, high = sizes[match["formation"].lower()]
                    last = words.token_at(match.end() - 1) or i
                    head = counted(words, i, last)
                    quantity = Quantity("", (low, high), "~", low, high, "personnel", self.draft.chars(match.start(), match.end()))
                    found.append(Found(i, last + 1, head if head is not None and head > last else i, quantity))
        return found


_SIZED = re.compile(rf"(?P<formation>{'|'.join(sorted(map(re.escape, formations()), key=len, reverse=True))})[- ](?:sized?|strength|strong)\b", re.I)
