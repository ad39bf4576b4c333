"""Quantities: value, approximator, interval, unit and what is counted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.reading.draft import Draft
from standoff.reading.numbers import find_quantities, find_ratios, is_count, kind_of
from standoff.reading.numbers.context import interval
from standoff.reading.numbers.numerals import find_numerals
from standoff.reading.parse import parse
from standoff.reading.working import make_working
from standoff.report import Report


def draft_of(text: str) -> Draft:
    working = make_working(text)
    return Draft(Report(text=text), working, parse(working))


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("3,000", 3000, 3000),
        ("twenty-one", 21, 21),
        ("two million three hundred and six", 2000306, 2000306),
        ("a hundred and fifty-seven", 157, 157),
        ("half a million", 500000, 500000),
        ("two and a half thousand", 2500, 2500),
        ("a million and a half", 1500000, 1500000),
        ("half a dozen", 6, 6),
        ("two dozen", 24, 24),
        ("several hundred", 300, 900),
        ("a few hundred", 200, 500),
        ("a couple of dozen", 24, 24),
        ("dozens", 24, 99),
        ("tens of thousands", 20000, 99999),
        ("hundreds of thousands", 200000, 999999),
        ("13 thousand", 13000, 13000),
        ("10 000", 10000, 10000),
        ("4 1/2", 4.5, 4.5),
        ("2.4 billion", 2.4e9, 2.4e9),
    ],
)
def test_numerals(written: str, low: float, high: float) -> None:
    (one,) = find_numerals(written)
    assert (one.low, one.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway sent about 300 soldiers to Latvia.", (300, "~", 270, 330, "soldiers", "soldiers")),
        ("Nearly 2,000 paratroopers will land in Rzeszow.", (2000, "~", 1800, 2000, "paratroopers", "paratroopers")),
        ("They deployed more than 40 tanks.", (40, ">", 41, None, "tanks", "tanks")),
        ("At least 12 jets took off.", (12, ">", 12, None, "jets", "jets")),
        ("Up to 8,500 troops may go.", (8500, "<", None, 8500, "troops", "troops")),
        ("Fewer than 500 soldiers remain.", (500, "<", None, 499, "soldiers", "soldiers")),
        ("Between 850 and 1,100 men were offered.", ([850, 1100], "=", 850, 1100, "men", "men")),
        ("The army lost five to ten thousand men.", ([5000, 10000], "=", 5000, 10000, "men", "men")),
        ("Two or three ships left port.", ([2, 3], "=", 2, 3, "ships", "ships")),
        ("Hundreds of marines came ashore.", ([200, 999], "~", 200, 999, "marines", "marines")),
        ("A 4,000-man force is already there.", (4000, "=", 4000, 4000, "personnel", "force")),
        ("Sweden pledged 340 million Canadian dollars.", (340e6, "=", 340e6, 340e6, "CAD", "dollars")),
        ("The package is worth more than $2.5 billion.", (2.5e9, ">", 2.5e9 + 1, None, "USD", "billion")),
        ("Berlin will pay €60m for it.", (60e6, "=", 60e6, 60e6, "EUR", None)),
        ("They have 10,000 boots on the ground.", (10000, "=", 10000, 10000, "personnel", "boots")),
        ("Turnout was 54.2 percent.", (54.2, "=", 54.2, 54.2, "percent", "percent")),
        ("The guns fire 155mm shells.", (155, "=", 155, 155, "mm", None)),
        ("Troops stopped some 30 miles from the border.", (30, "~", 27, 33, "mile", "miles")),
        ("A third of them went home.", (0.333333, "=", 1 / 3, 1 / 3, "fraction", "them")),
        ("A battalion-sized force crossed the river.", ([300, 1200], "~", 300, 1200, "personnel", "force")),
        ("The Danes sent 200 soldiers or more.", (200, ">", 200, None, "soldiers", "soldiers")),
    ],
)
def test_quantities(text: str, expected: tuple[object, ...]) -> None:
    draft = draft_of(text)
    (found,) = find_quantities(draft)
    one = found.value
    value, approx, low, high, unit, head = expected
    assert (list(one.value) if isinstance(one.value, tuple) else one.value) == value
    assert (one.approx, one.low, one.high, one.unit) == (approx, low, high, unit)
    if head is not None:
        assert draft.words.text[found.head].startswith(str(head))


@pytest.mark.parametrize(
    "text",
    [
        "An F-16 and a MiG-29 met over the sea.",
        "The S-400 was switched on.",
        "COVID-19 spread through the barracks.",
        "NATO invoked Article 5.",
        "He was born on 4 May 1961 in Riga.",
        "The war began in 2014.",
        "The meeting starts at 10:30 a.m. on Monday.",
        "Flight MH17 was shot down.",
        "They won 3-1 on penalties.",
        "Nobody was there, and no one called.",
        "The 82nd Airborne Division arrived.",
        "On 12/05/2022 the convoy left.",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert find_quantities(draft_of(text)) == []


def test_a_model_number_beside_a_count() -> None:
    found = find_quantities(draft_of("Warsaw sent six Leopard 2 tanks and four F-16s."))
    assert [one.value.value for one in found] == [6, 4]


def test_change_from_one_level_to_another_is_no_range() -> None:
    found = find_quantities(draft_of("The garrison rose from 2,000 to 5,000 soldiers."))
    assert [one.value.value for one in found] == [2000, 5000]


def test_conversion_in_brackets_takes_over_the_approximator() -> None:
    found = find_quantities(draft_of("It flew more than 60 miles (97 km) inland."))
    assert [one.value.approx for one in found] == [">", ">"]


def test_kinds() -> None:
    found = find_quantities(draft_of("They sent 30 tanks and $5 million within two weeks."))
    assert [kind_of(one.value) for one in found] == ["count", "money", "duration"]
    assert [is_count(one.value) for one in found] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("That would more than double the force.", 2, None),
        ("The number has tripled.", 3, 3),
        ("It is a sevenfold rise.", 7, 7),
        ("They sent four times as many guns.", 4, 4),
        ("The garrison was nearly halved.", 0.45, 0.5),
    ],
)
def test_ratios(text: str, low: float, high: float | None) -> None:
    (found,) = find_ratios(draft_of(text))
    assert (found.value.factor.low, found.value.factor.high) == (low, high)


@given(st.integers(1, 10**9), st.sampled_from(["about", "near", "more", "least", "less", "most", "short", None]))
def test_interval_is_in_order(n: int, rule: str | None) -> None:
    low, high = interval(n, n, rule, counted=True)
    assert low is not None or high is not None
    if low is not None and high is not None and rule != "short":
        assert low <= high
    assert all(x is None or float(x).is_integer() for x in (low, high))


_PIECES = st.sampled_from(
    "about 300 troops | between 5 and 10 | $4m | the 82nd | 3-1 | a dozen ships | half of | 5-10% | , | . | and | F-16 | in 2014 | up to | £2.5bn | two-thirds of them | … | “ | \n\n".split(" | ")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=14))
def test_spans_hold_text_and_do_not_overlap(pieces: list[str]) -> None:
    text = " ".join(pieces)
    draft = draft_of(text)
    end = 0
    for found in find_quantities(draft):
        span = found.value.span
        assert text[span.start : span.end] == span.text
        assert span.start >= end
        end = span.end
        assert found.first < found.end
        assert 0 <= found.head < len(draft.words)
        low, high = found.value.low, found.value.high
        assert low is None or high is None or low <= high
