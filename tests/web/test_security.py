"""Who may ask, from where, how much; and what a browser may do with the answer."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from standoff.web import Settings
from standoff.web.actions import back_to
from standoff.web.tables import _cell

from .conftest import client


def test_headers_forbid_inline_script_and_sniffing(pages: Any) -> None:
    for address in ("/", "/events.json", "/static/base.css", "/nothing"):
        headers = pages.get(address).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_a_mistake_of_the_program_is_told_in_words_behind_the_same_headers(record: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "events", lambda **_: 1 / 0)
    answer = client(record).get("/events")
    assert answer.status_code == 500 and "made a mistake" in answer.text and "ZeroDivision" not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_no_page_has_inline_script_or_style(pages: Any) -> None:
    for address in ("/", "/timeline", "/review", "/ingest", "/sources", "/brief"):
        text = pages.get(address).text
        assert "<script>" not in text and " style=" not in text and "<style" not in text and " onclick" not in text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "10.0.0.1"])
def test_foreign_names_are_not_answered(pages: Any, host: str) -> None:
    assert pages.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8350", "localhost", "[::1]:9"])
def test_own_names_are_answered(pages: Any, host: str) -> None:
    assert pages.get("/help", headers={"host": host}).status_code == 200


def test_changes_need_our_own_page(pages: Any, record: Any) -> None:
    form = {"id": record.events()[0]["mentions"][0], "action": "reject", "by": "Ada", "why": "test"}
    assert pages.post("/correct", data=form).status_code == 403  # no token
    form["token"] = "t0ken"
    assert pages.post("/correct", data=form, headers={"origin": "https://evil.example"}).status_code == 403
    assert pages.post("/correct", data=form, headers={"origin": "null"}).status_code == 403
    assert pages.post("/correct", data=form, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert pages.get("/correct", params=form).status_code == 405  # nothing is changed by GET
    assert len(record.corrections()) == 0
    assert pages.post("/correct", data=form, headers={"origin": "http://127.0.0.1:8350"}).status_code == 303
    assert len(record.corrections()) == 1


def test_read_only_changes_nothing(record: Any) -> None:
    pages = client(record, read_only=True)
    for address in ("/correct", "/undo", "/ingest"):
        assert pages.post(address, data={"token": "t0ken"}).status_code == 403


def test_too_much_is_refused(record: Any) -> None:
    pages = client(record, body_limit=1000)
    assert pages.post("/ingest", data={"token": "t0ken", "text": "x" * 2000}).status_code == 413
    chunks = (b"x" * 400 for _ in range(5))
    assert pages.post("/ingest", content=chunks, headers={"content-type": "application/x-www-form-urlencoded"}).status_code == 413
    assert pages.get("/search?q=" + "x" * 9000).status_code == 414


def test_password(record: Any) -> None:
    pages = client(record, password="long winter")
    assert pages.get("/").status_code == 401
    assert pages.get("/static/base.css").status_code == 401
    token = base64.b64encode(b"ada:long winter").decode()
    assert pages.get("/", headers={"authorization": f"Basic {token}"}).status_code == 200


def test_settings_know_loopback() -> None:
    assert Settings().loopback and Settings(host="::1").loopback
    open_one = Settings(host="0.0.0.0", allow_hosts=("desk.example",))
    assert not open_one.loopback
    assert open_one.answers_to("192.0.2.7") and open_one.answers_to("desk.example") and not open_one.answers_to("other.example")


@pytest.mark.parametrize("address", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", "/a\nb", ""])
def test_back_leads_to_our_own_pages_only(address: str) -> None:
    assert back_to(address) == "/"


def test_csv_cells_are_not_run_by_spreadsheets() -> None:
    assert _cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert _cell(-5) == -5
    assert _cell(["@a", "b"]) == "'@a; b" or _cell(["@a", "b"]).startswith("'")
