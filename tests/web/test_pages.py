"""Every page as HTML, JSON and CSV; empty states; errors in words."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from standoff.web.room import PAGES

from .conftest import client


def addresses(record: Any) -> list[str]:
    report, event = record.reports()[0], record.events()[0]
    values = {"key": report["key"], "name": "NOR", "a": "NOR", "b": "LTU"}
    found = []
    for page in PAGES:
        if page.path == "/ingest/{id}":
            continue
        values["id"] = event["id"] if page.path.startswith("/events") else event["mentions"][0]
        found.append(page.path.format(**values) + ("?sender=NOR&host=LTU&category=personnel" if page.path == "/cell" else ""))
    return found


def test_every_page_answers(record: Any) -> None:
    pages = client(record)
    for address in addresses(record):
        answer = pages.get(address)
        assert answer.status_code == 200, address
        assert "<h1>" in answer.text, address


def test_every_page_answers_over_an_empty_record(empty: Any) -> None:
    pages = client(empty)
    for page in PAGES:
        if "{" not in page.path and page.path != "/cell":
            answer = pages.get(page.path)
            assert answer.status_code == 200, page.path
    assert 'href="/ingest"' in pages.get("/").text


@pytest.mark.parametrize("stem", ["/situation", "/events", "/statements", "/reports", "/timeline", "/search"])
def test_json_and_csv_have_the_same_rows(record: Any, stem: str) -> None:
    pages = client(record)
    asked = stem + "{}?q=Norway" if stem == "/search" else stem + "{}"
    told = pages.get(asked.format(".json")).json()
    rows = list(csv.reader(io.StringIO(pages.get(asked.format(".csv")).text)))
    assert told["total"] == len(told["rows"]) == len(rows) - 1 > 0


def test_geojson_has_a_line_from_sender_to_host(record: Any) -> None:
    features = client(record).get("/situation.geojson?sender=NOR").json()["features"]
    assert {f["geometry"]["type"] for f in features} == {"LineString"}


def test_the_map_is_there_as_a_file(record: Any) -> None:
    answer = client(record).get("/situation.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "Crimea: disputed" in answer.text


def test_as_of_hides_what_was_not_known(record: Any) -> None:
    pages = client(record)
    before = pages.get("/reports.json?as_of=2023-03-05").json()
    after = pages.get("/reports.json").json()
    assert (before["total"], after["total"]) == (1, 2)


def test_what_is_not_there_is_said_in_words(record: Any) -> None:
    pages = client(record)
    answer = pages.get("/reports/0123456789")
    assert answer.status_code == 404 and "no report called" in answer.text
    assert pages.get("/events.json?since=yesterday").json()["error"].startswith("since is a date")
    assert pages.get("/nothing").status_code == 404


def test_report_marks_words_and_links_both_ways(record: Any) -> None:
    key = record.reports()[0]["key"]
    text = client(record).get(f"/reports/{key}").text
    assert f'href="#m-{key}.d1"' in text and f'id="m-{key}.d1"' in text
    assert f'href="/reports/{key}#s-d1"' in text and 'id="s-d1"' in text


def test_navigation_does_not_lead_to_what_read_only_forbids(record: Any) -> None:
    text = client(record, read_only=True).get("/").text
    assert 'href="/ingest"' not in text and "read-only" in text
