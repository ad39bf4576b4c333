"""Time expressions: TIMEX3 values, days, and the time that governs a clause."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.knowledge.calendar import easter, holiday
from standoff.reading.draft import Draft
from standoff.reading.parse import parse
from standoff.reading.times import find_times, when_of
from standoff.reading.times import moments as m
from standoff.reading.working import make_working
from standoff.report import Report

PUBLISHED = "2022-02-03"  # a Thursday


def draft_of(text: str, published: str | None = PUBLISHED) -> Draft:
    working = make_working(text)
    draft = Draft(Report(text=text, published=published), working, parse(working))
    draft.times = find_times(draft)
    return draft


def values(text: str, published: str | None = PUBLISHED) -> list[str]:
    return [found.value.value for found in draft_of(text, published).times]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The jets landed on Wednesday.", "2022-02-02"),
        ("The jets will land on Wednesday.", "2022-02-09"),
        ("The minister spoke on Thursday.", "2022-02-03"),
        ("They met last Friday.", "2022-01-28"),
        ("The envoy arrived yesterday.", "2022-02-02"),
        ("The envoy leaves tomorrow.", "2022-02-04"),
        ("It was said earlier this week.", "2022-W05"),
        ("The drill ended in late January.", "2022-01"),
        ("The drill will begin in March.", "2022-03"),
        ("The drill began in December.", "2021-12"),
        ("They signed it on 5 March 2019.", "2019-03-05"),
        ("They signed it on March 5, 2019.", "2019-03-05"),
        ("They signed it on the 5th of March, 2019.", "2019-03-05"),
        ("They signed it on Tuesday, 5 March 2019.", "2019-03-05"),
        ("Troops entered in the spring of 2014.", "2014-SP"),
        ("Two years ago the base was closed.", "2020"),
        ("Three weeks ago the base was closed.", "2022-W02"),
        ("Four days ago the base was closed.", "2022-01-30"),
        ("The base was closed in the 1990s.", "199"),
        ("The fort dates from the 19th century.", "18"),
        ("Output fell in the third quarter of 2021.", "2021-Q3"),
        ("The talks lasted three days.", "P3D"),
        ("They fought for several weeks.", "PXW"),
        ("Little has changed in recent years.", "PXY"),
        ("A five-year deal was signed.", "P5Y"),
        ("The guard changes every day.", "P1D"),
        ("Officials are now talking.", "PRESENT_REF"),
        ("The ship recently left port.", "PAST_REF"),
        ("The raid began at 4:30 a.m. on Tuesday.", "2022-02-01T04:30"),
        ("The truce held on Christmas Day 2020.", "2020-12-25"),
        ("They marched last night.", "2022-02-02TNI"),
        ("Prices rose last year.", "2021"),
        ("Prices rose last month.", "2022-01"),
        ("The report is dated 2021-11-30.", "2021-11-30"),
        ("The convoy left at 2022-02-01T14:30Z.", "2022-02-01T14:30Z"),
    ],
)
def test_values(text: str, expected: str) -> None:
    assert values(text)[0] == expected


def test_the_same_day_is_that_of_the_text() -> None:
    assert values("On 12 January the council met. The same day, Moscow answered. Two days later it met again.") == ["2022-01-12", "2022-01-12", "2022-01-14"]


def test_a_range_of_days_is_two_times() -> None:
    assert values("The exercise will run from 10 till 20 February.") == ["2022-02-10", "2022-02-20"]


def test_late_january_is_its_last_third() -> None:
    (found,) = draft_of("The troops arrived in late January.").times
    assert (found.value.start, found.value.end) == ("2022-01-22", "2022-01-31")


def test_a_history_is_read_in_its_own_time() -> None:
    text = (
        "In 1914 the war began. By September 1914 the front had settled. In October the fleet sailed. In 1915 it was beaten. "
        "In March 1915 the landing began. On 5 April the second landing followed. The next day it failed. In 1916 the army left. "
        "In 1917 a new offensive began, and in 1918 the war ended."
    )
    read = values(text)
    assert read[2] == "1914-10"
    assert read[5:7] == ["1915-04-05", "1915-04-06"]


def test_without_a_publication_date_nothing_is_made_up() -> None:
    draft = draft_of("The jets landed on Wednesday. They left yesterday.", None)
    assert [(t.value.start, t.value.end) for t in draft.times] == [(None, None), (None, None)]
    when = when_of(draft, draft.words.lower.index("landed"))
    assert (when.start, when.end, when.basis) == (None, None, "published")


@pytest.mark.parametrize(
    "text",
    ["He may march on the capital.", "The Long March ended.", "About 2,000 troops left.", "They won 3-2.", "Fall in, he said.", "A second column followed."],
)
def test_what_is_no_time(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "trigger", "start", "end", "basis"),
    [
        ("On Monday Oslo sent 300 soldiers to Riga.", "sent", "2022-01-31", "2022-01-31", "stated"),
        ("The ministry said on Monday that 300 soldiers will leave.", "leave", "2022-02-03", "2022-02-03", "published"),
        ("Since 2017 the alliance has kept four battalions there.", "kept", "2017-01-01", None, "stated"),
        ("The jets will stay from April to June.", "stay", "2022-04-01", "2022-06-30", "stated"),
        ("The brigade will stay until the end of March.", "stay", None, "2022-03-31", "stated"),
        ("The battalion, which arrived in January, left on Tuesday.", "arrived", "2022-01-01", "2022-01-31", "stated"),
        ("The battalion, which arrived in January, left on Tuesday.", "left", "2022-02-01", "2022-02-01", "stated"),
        ("The attack on Monday killed ten people.", "attack", "2022-01-31", "2022-01-31", "stated"),
        ("The ship sailed.", "sailed", "2022-02-03", "2022-02-03", "published"),
        ("The troops will leave within 48 hours.", "leave", "2022-02-03", "2022-02-05", "stated"),
    ],
)
def test_when_of(text: str, trigger: str, start: str | None, end: str | None, basis: str) -> None:
    draft = draft_of(text)
    when = when_of(draft, draft.words.lower.index(trigger))
    assert (when.start, when.end, when.basis) == (start, end, basis)


def test_holidays() -> None:
    assert easter(2022) == dt.date(2022, 4, 17)
    assert holiday("Thanksgiving", 2021) == dt.date(2021, 11, 25)
    assert holiday("Memorial Day", 2022) == dt.date(2022, 5, 30)


@given(st.dates(dt.date(1000, 1, 1), dt.date(2900, 1, 1)), st.sampled_from(["D", "W", "M", "Q", "Y", "DE", "CE", "WE"]), st.integers(-60, 60))
def test_shifted_times_are_dates(date: dt.date, unit: str, count: int) -> None:
    moment = m.shift(date, unit, count)
    if moment is not None and moment.start is not None:
        assert moment.end is not None
        assert moment.start <= moment.end


@given(st.integers(1, 9990), st.integers(1, 12), st.sampled_from(["early", "mid", "late", "first", "second"]))
def test_parts_lie_inside(year: int, number: int, part: str) -> None:
    whole = m.month(year, number)
    piece = whole.part(part)
    assert whole.start and whole.end and piece.start and piece.end
    assert whole.start <= piece.start <= piece.end <= whole.end


_PIECES = st.sampled_from(
    "on Friday|in late March|4-6 May 2021|two days later|the next day|since 2014|1998-99|at 5 p.m.|February 30|31/12/2021|the 19th century|last year|yesterday|two weeks|, |. |The army moved|480 BC|‘|\n\n|every Monday|Q3 2020|Christmas|13/13/2020|the 1930s|99:99|0000 GMT".split("|")
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_PIECES, max_size=12), st.sampled_from([None, "2022-02-03", "nonsense", "0001-01-01", "9999-12-31"]))
def test_spans_and_dates_are_valid(pieces: list[str], published: str | None) -> None:
    text = " ".join(pieces)
    draft = draft_of(text, published)
    end = 0
    for found in draft.times:
        span = found.value.span
        assert text[span.start : span.end] == span.text
        assert span.start >= end
        end = span.end
        bounds = [dt.date.fromisoformat(day) for day in (found.value.start, found.value.end) if day]
        assert bounds == sorted(bounds)
    for i in range(len(draft.words)):
        when = when_of(draft, i)
        if when.start and when.end:
            assert when.start <= when.end
