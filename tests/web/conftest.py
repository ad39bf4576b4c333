"""A small record for the pages: readings made by hand, so that no language model is needed."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import standoff
from standoff.report import Report

pytest.importorskip("starlette")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from standoff.web import Settings, make_app

PARTY = {
    "NOR": {"name": "Norway", "code": "NORGOV", "country": "NOR", "role": None, "span": None},
    "LTU": {"name": "Lithuania", "code": "LTUGOV", "country": "LTU", "role": None, "span": None},
    "RUS": {"name": "Russia", "code": "RUSGOV", "country": "RUS", "role": None, "span": None},
}
TEXT = (
    "Norway has 300 soldiers in Lithuania.\nIt is sending another 120 to the same base.\n"
    "Russia condemned the move.\n\"We will answer it,\" the ministry said. Norway gives Lithuania 40 radios.\n"
)


def span(text: str, words: str) -> dict[str, Any]:
    """Return the span of the first place where a text has these words."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def reading(text: str = TEXT, *, published: str = "2023-03-01", number: int = 300, **about: Any) -> dict[str, Any]:
    """Return a reading of `TEXT` (or of a text with the same sentences) in the JSON contract."""
    about = {"title": "Norway sends more", "publisher": "Outlet A", "ref": f"{published}.txt", **about}
    report = Report(text=text, published=published, **about)
    when = {"start": published, "end": published, "value": published, "span": None, "basis": "published"}

    def common(id: str, words: str, confidence: float) -> dict[str, Any]:
        return {
            "id": id, "evidence": span(text, words), "attribution": None, "polarity": "affirmed", "when": when, "where": None,
            "confidence": confidence,
        }  # fmt: skip

    def forces(id: str, words: str, count: int, basis: str, status: str) -> dict[str, Any]:
        return {
            **common(id, words, 0.8), "sender": PARTY["NOR"], "joint": [], "origin": None, "ratio": None, "of": None,
            "host": {"place": None, "name": "Lithuania", "country": "LTU"},
            "force": {"text": "soldiers", "category": "personnel", "item": None},
            "count": {"low": count, "high": count, "text": str(count)}, "basis": basis, "status": status,
        }  # fmt: skip

    plain = {f: getattr(report, f) for f in ("text", "title", "byline", "publisher", "published", "url", "language", "ref", "id")}
    return {
        "report": plain, "actors": [], "places": [], "times": [], "quantities": [], "version": "test",
        "deployments": [
            forces("d1", f"Norway has {number} soldiers in Lithuania.", number, "total", "in_place"),
            forces("d2", "It is sending another 120 to the same base.", 120, "increment", "ordered"),
        ],
        "events": [{
            **common("e1", "Russia condemned the move.", 0.9), "type": "ACCUSE", "mode": "disapprove", "context": ["military"],
            "cameo": "111", "goldstein": -2.0, "quad": 3, "source": [PARTY["RUS"]], "target": [PARTY["NOR"]],
            "trigger": span(text, "condemned"), "modality": "past",
        }],
        "statements": [{
            **common("s1", "\"We will answer it,\" the ministry said.", 0.4), "speaker": PARTY["RUS"], "audience": None, "channel": None,
            "content": [span(text, "We will answer it")], "cue": span(text, "said"), "kind": "direct", "act": "threaten",
            "conditions": [], "basis_cited": [],
        }],
        "aid": [{
            **common("m1", "Norway gives Lithuania 40 radios.", 0.7), "donor": PARTY["NOR"], "recipient": PARTY["LTU"], "kind": "military",
            "what": span(text, "radios"), "amount": {"low": 40, "high": 40, "unit": "radios", "currency": None, "text": "40"},
            "status": "ordered", "of": None,
        }],
    }  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Any]:
    """A record of two reports."""
    with standoff.open(tmp_path / "crisis.db") as opened:
        opened.ingest([reading(), reading(TEXT.replace("300", "350"), number=350, published="2023-03-08", publisher="Outlet B", title="More on Norway")])
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Any]:
    """A record without reports."""
    with standoff.open(tmp_path / "empty.db") as opened:
        yield opened


def client(record: Any, **settings: Any) -> TestClient:
    """Return a client of the pages over a record."""
    return TestClient(make_app(record, Settings(token="t0ken", **settings)), base_url="http://127.0.0.1:8350", follow_redirects=False)


@pytest.fixture
def pages(record: Any) -> TestClient:
    """Return a client of the pages over the record of two reports."""
    return client(record)
