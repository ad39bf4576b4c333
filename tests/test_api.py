"""The Python interface."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import standoff

TEXT = "“We will stay,” the president of Finland said on Friday. About 500 soldiers are stationed in Lapland."
CRISIS = st.sampled_from(
    "The US USA will send 3,000 troops to Poland on Wednesday , . “ ” ' said Kremlin Mr. Putin he they nearly more than double $5 million F-16s\n \n\n — 😀 é if not Russia's in at demanded # * \u2028".split(" ")
)


def check_spans(node, text):
    if isinstance(node, dict):
        if {"start", "end", "text"} <= node.keys() and isinstance(node["start"], int):
            assert text[node["start"] : node["end"]] == node["text"]
            assert node["start"] < node["end"]
        for value in node.values():
            check_spans(value, text)
    elif isinstance(node, list):
        for value in node:
            check_spans(value, text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120) | st.lists(CRISIS, max_size=60).map(" ".join))
def test_every_span_holds_its_text(text):
    plain = standoff.read(standoff.Report(text=text, published="2022-02-02")).to_dict()
    check_spans({k: v for k, v in plain.items() if k != "report"}, text)


def test_read_takes_text_path_and_report(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    readings = [standoff.read(TEXT, published="2022-02-02"), standoff.read(path, published="2022-02-02"), standoff.read(str(path), published="2022-02-02")]
    assert {r.report.text for r in readings} == {TEXT}
    assert len({str(r.to_dict()["statements"]) for r in readings}) == 1


def test_read_says_what_is_wrong(tmp_path):
    with pytest.raises(standoff.SourceError, match="no such file"):
        standoff.read(tmp_path / "none.txt")
    with pytest.raises(standoff.SourceError, match="no date"):
        standoff.read(TEXT, published="soon")
    with pytest.raises(standoff.SourceError, match="empty"):
        standoff.read("  ")


def test_read_many_streams_in_order():
    texts = [f"Report number {n} on the talks in Geneva." for n in range(100)]
    with ThreadPoolExecutor(2) as pool:
        assert [r.report.text for r in standoff.read_many(iter(texts), pool)] == texts
    assert [r.report.text for r in standoff.read_many(texts[:3])] == texts[:3]


def test_the_notebook_view_escapes():
    view = standoff.read("<script>alert(1)</script> Spain sent troops to Mali, officials said.")._repr_html_()
    assert "<script>" not in view and "&lt;script&gt;" in view


def test_public_names():
    assert Path(standoff.__file__).with_name("py.typed").exists()
    assert all(hasattr(standoff, name) for name in standoff.__all__)


def test_a_folder_is_no_text(tmp_path):
    (tmp_path / "a.txt").write_text("Chile sent 40 soldiers to Haiti on Monday.")
    (tmp_path / "b.txt").write_text("Talks on the river treaty go on in Quito.")
    assert [r.report.ref for r in standoff.read_many([tmp_path])] == ["a.txt", "b.txt"]
    assert [r.report.ref for r in standoff.read_many([str(tmp_path)])] == ["a.txt", "b.txt"]
    with pytest.raises(standoff.SourceError, match="folder"):
        standoff.read(tmp_path)
