"""Parts without a browser: highlighting, queries, wording, the map, the time axis, the brief's Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.web import wording
from standoff.web.axis import lay_out
from standoff.web.basemap import shapes, world
from standoff.web.flows import EUROPE, draw, view_of
from standoff.web.highlight import Mark, pieces
from standoff.web.pages.brief import blocks_of
from standoff.web.pages.search import excerpt
from standoff.web.projection import Projection, View
from standoff.web.query import BadQuery, Query

marks = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["event", "deployment"]), st.sampled_from("abcdef")).map(
        lambda t: Mark(min(t[0], t[1]), max(t[0], t[1]), t[2], t[3])
    ),
    max_size=12,
)


@given(st.text(max_size=40), marks)
def test_pieces_give_the_text_back_and_know_what_lies_on_them(text: str, held: list[Mark]) -> None:
    cut = pieces(text, held)
    assert "".join(p.text for p in cut) == text
    for piece in cut:
        expected = {m.id for m in held if m.start <= piece.start < min(m.end, len(text)) and m.start < m.end}
        assert set(piece.ids) == expected
    assert sum(len(p.begins) for p in cut) == sum(1 for m in held if m.start < m.end and m.start < len(text))


def test_bounds_in_words() -> None:
    assert wording.bounds(1000, 1200) == "1,000 to 1,200"
    assert wording.bounds(4000, None) == "at least 4,000"
    assert wording.bounds(None, 1199) == wording.bounds(0, 1199) == "at most 1,199"
    assert wording.bounds(6, 6) == "6"
    assert wording.bounds(None, None) == "number not said"


def test_dates_cannot_be_misread() -> None:
    assert wording.day("2022-02-03") == "3 Feb 2022"
    assert wording.day("PAST_REF") == "PAST_REF"


def test_a_query_is_read_and_written_back() -> None:
    query = Query.read({"as_of": "2022-02-03", "sender": "USA", "page": "3", "unknown": "x"})
    assert query.link("/events", page=None) == "/events?as_of=2022-02-03&sender=USA"
    for bad in ({"as_of": "3.2.2022"}, {"page": "0"}, {"size": "100000"}, {"page": "²"}):
        with pytest.raises(BadQuery):
            Query.read(bad)


@given(st.dictionaries(st.sampled_from(["q", "sender", "type", "by"]), st.text(min_size=1, max_size=20)))
def test_any_text_may_stand_in_a_query(values: dict[str, str]) -> None:
    from urllib.parse import parse_qsl, urlsplit

    query = Query.read(values)
    again = Query.read(dict(parse_qsl(urlsplit(query.link("/x")).query)))
    assert again == query


def test_crimea_is_an_area_of_its_own_and_disputed() -> None:
    crimea = world().areas["XCRI"]
    assert crimea.disputed and crimea.rings
    assert not set(map(tuple, crimea.rings)) & set(map(tuple, world().areas["RUS"].rings))
    drawn, borders = shapes(EUROPE)
    assert any(s.code == "XCRI" and s.disputed for s in drawn) and borders


@given(st.floats(-10, 45), st.floats(37, 61))
def test_what_a_view_must_show_lies_in_its_frame(lon: float, lat: float) -> None:
    project = Projection(EUROPE)
    assert project.inside(project(lon, lat), 1)


def test_flows_have_width_by_bounds_and_words() -> None:
    rows = [
        {"sender": "USA", "host": "POL", "category": "personnel", "status": "ordered", "low": 1700, "high": 2000},
        {"sender": "GBR", "host": "EST", "category": "personnel", "status": "in_place", "low": 900, "high": None},
        {"sender": "UKR", "host": "UKR", "category": "personnel", "status": "in_place", "low": 5, "high": 5},
        {"sender": "USA", "host": None, "category": "personnel", "status": "standby", "low": 8500, "high": 8500},
        {"sender": "RUS", "host": None, "category": "personnel", "status": "in_place", "low": 90000, "high": 110000},
        {"sender": "RUS", "host": "high seas", "category": "ships", "status": "in_place", "low": 1, "high": 1},
    ]
    drawing = draw(rows, view_of({"POL": 1, "EST": 1, "UKR": 1}), {"USA": 1})
    assert drawing.left_out == 2  # a host that is no place on the map
    assert next(f for f in drawing.flows if f.words.startswith("Russia to no single country")).line == ""
    poland = next(f for f in drawing.flows if "Poland" in f.words)
    assert poland.words == "United States to Poland, personnel, ordered: 1,700 to 2,000"
    assert poland.inner < poland.outer and poland.colour == 1
    assert next(f for f in drawing.flows if "Estonia" in f.words).open_end
    assert next(f for f in drawing.flows if f.words.startswith("Ukraine")).line == ""


def test_a_world_wide_crisis_is_drawn_on_the_whole_world() -> None:
    assert view_of({"USA": 1, "JPN": 1}).world and not view_of({"POL": 9, "USA": 1}).world
    project = Projection(View(-168, -52, 178, 74))
    assert project.inside(project(0, 0))


def test_the_axis_counts_what_it_shows() -> None:
    rows = [{"date": "2022-02-01", "kind": "event"}, {"date": "2022-02-01", "kind": "aid"}, {"date": "1997-01-01", "kind": "event"}, {"date": None, "kind": "event"}]
    axis = lay_out(rows, lambda r: ("all",), ["all"], "2022-01-20", "2022-02-10")
    assert axis.outside == 2 and axis.lanes[0][2] == 2
    assert {m.kind for m in axis.marks} == {"event", "aid"}


def test_the_brief_is_cut_into_plain_pieces() -> None:
    blocks, notes = blocks_of("# Brief\n\n- **Two** came.[^1]\n\n| a | b |\n|---|---|\n| <b>x</b> | 2 |\n\n[^1]: “Two came”, 0123456789.d2\n")
    assert [b["kind"] for b in blocks] == ["heading", "list", "table"]
    assert blocks[2]["rows"][1][0] == [{"kind": "text", "text": "<b>x</b>"}]
    assert {"kind": "mention", "text": "0123456789.d2"} in notes[0]["pieces"]


def test_excerpts_mark_what_was_searched_for() -> None:
    assert excerpt("a [b] c [d") == [("a ", False), ("b", True), (" c ", False), ("[d", False)]
