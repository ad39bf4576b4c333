"""Ingest and corrections through the forms, without a browser."""

from __future__ import annotations

import time
from typing import Any

from standoff.web.actions import _day
from standoff.web.pages.review import changes_of, party_of, queue
from standoff.web.room import Room
from standoff.web.settings import Settings

from .conftest import TEXT, client, reading


def test_forms_say_in_words_what_is_missing(pages: Any) -> None:
    own = {"token": "t0ken"}
    assert "Paste a text" in pages.post("/ingest", data=own).text
    assert "year-month-day" in pages.post("/ingest", data={**own, "text": "x", "published": "2.3.2022"}).text
    assert "https://" in pages.post("/ingest", data={**own, "address": "file:///etc/passwd"}).text
    assert "who you are" in pages.post("/correct", data={**own, "id": "x", "action": "accept"}).text
    assert pages.post("/correct", data={**own, "id": "x.e1", "action": "accept", "by": "Ada"}).status_code == 400
    assert _day("") is None


def test_a_folder_name_in_an_upload_leads_nowhere(record: Any) -> None:
    pages = client(record)
    answer = pages.post("/ingest", data={"token": "t0ken"}, files={"files": ("../../etc/x.weird", b"\x00\x01")})
    assert answer.status_code == 303
    for _ in range(200):
        job = pages.get(answer.headers["location"] + ".json").json()["rows"][0]
        if job["state"] == "done":
            break
        time.sleep(0.05)
    assert job["failed"] and not job["added"]


def test_an_edit_becomes_fields_of_the_contract(record: Any) -> None:
    key = record.reports()[0]["key"]
    detail = record.show(f"{key}.d1")
    form = {"count.low": "310", "count.high": "330", "sender": "usa", "host": "Poland", "evidence.start": "0", "evidence.end": "6", "status": "in_place"}
    changes = changes_of(detail, form, TEXT)
    assert changes["count"] == {"low": 310, "high": 330, "text": "300"}
    assert changes["sender"]["country"] == "USA" and changes["host"]["country"] == "POL"
    assert changes["evidence"] == {"start": 0, "end": 6, "text": "Norway"}
    assert "status" not in changes


def test_parties_are_known_by_code_and_name() -> None:
    assert party_of("lithuania")["code"] == "LTU"
    assert party_of("nato") == {"name": "NATO", "code": None, "country": None, "role": None, "span": None}
    assert party_of("Free Corps")["name"] == "Free Corps"


def test_a_rejected_mention_leaves_the_pages_and_comes_back(record: Any) -> None:
    pages = client(record)
    before = pages.get("/statements.json").json()["total"]
    id = pages.get("/statements.json").json()["rows"][0]["id"]
    told = pages.post("/correct", data={"token": "t0ken", "id": id, "action": "reject", "by": "Ada"}, headers={"accept": "application/json"}).json()
    assert pages.get("/statements.json").json()["total"] == before - 1
    pages.post("/undo", data={"token": "t0ken", "id": told["correction"], "by": "Ada"})
    assert pages.get("/statements.json").json()["total"] == before


def test_the_queue_begins_with_the_least_likely_and_leaves_out_what_is_decided(record: Any) -> None:
    room = Room(record, Settings())
    room.begin()
    ids, waiting = queue(room, "confidence", None)
    assert waiting == 10 and ids[0].endswith(".s1")
    record.correct(ids[0], "accept", by="Ada", why="read again")
    room.begin()
    again, left = queue(room, "confidence", None)
    assert ids[0] not in again and left == 9
    room.close()


def test_a_later_version_replaces_an_earlier_one(record: Any) -> None:
    address = "https://example.org/a"
    record.ingest([reading(url=address, title="First"), reading(TEXT + "More.", url=address, title="Second", published="2023-03-02")])
    first = next(r for r in record.reports(versions=True) if r["title"] == "First")
    assert "a later version counts" in client(record).get(f"/reports/{first['key']}").text
