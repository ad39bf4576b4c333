"""Bulk reading: shards, resumption, duplicates, and reports that kill a worker."""

import hashlib
import os
import time

import pytest

pytest.importorskip("pyarrow")

from standoff.bulk import read_bulk, readings_in
from standoff.bulk import run as bulk_run
from standoff.bulk.work import BatchResult, TookTooLong, read_batch, time_limit
from standoff.errors import SourceError
from standoff.reading.reader import read_report
from standoff.report import Report

REPORTS = [Report(text=f"Norway sent {n} soldiers to Latvia on Monday, the defence ministry said.", ref=str(n), published="2023-05-04") for n in range(1, 12)]


def digest(folder):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(bulk_run, "BATCH", 3)


def test_shards_hold_every_reading_in_order(tmp_path):
    result = read_bulk([*REPORTS, REPORTS[0], SourceError("x.html: broken")], tmp_path)
    assert (result.reports, result.duplicates, len(result.failures)) == (11, 1, 1)
    readings = list(readings_in(tmp_path))
    assert [r["report"]["ref"] for r in readings] == [r.ref for r in REPORTS]
    assert readings[0] == read_report(REPORTS[0]).to_dict()


def test_resumed_after_an_interruption_it_is_the_same_to_the_byte(tmp_path):
    read_bulk(iter(REPORTS), tmp_path / "whole")

    def interrupted():
        for n, report in enumerate(REPORTS):
            if n == 8:
                raise KeyboardInterrupt
            yield report

    with pytest.raises(KeyboardInterrupt):
        read_bulk(interrupted(), tmp_path / "twice")
    (tmp_path / "twice" / "part-000001.part").write_bytes(b"half")
    with pytest.raises(SourceError, match="not finished"):
        next(readings_in(tmp_path / "twice"))
    result = read_bulk(iter(REPORTS), tmp_path / "twice")
    assert result.reports == 11 and digest(tmp_path / "twice") == digest(tmp_path / "whole")


def test_a_second_run_reads_nothing_and_a_shorter_one_cleans_up(tmp_path):
    read_bulk(iter(REPORTS), tmp_path)
    assert read_bulk(iter(REPORTS), tmp_path).resumed == 11
    read_bulk(iter(REPORTS[:4]), tmp_path)
    assert len(list(readings_in(tmp_path))) == 4 and len(list(tmp_path.glob("part-*"))) == 2


def kill_on_five(reports, deadline, skip):
    if any(r.ref == "5" for r in reports):
        os._exit(3)
    return BatchResult(rows=[row for r in reports for row in read_batch([r]).rows])


def test_a_report_that_kills_its_worker_costs_only_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(bulk_run, "read_batch", kill_on_five)
    result = read_bulk(iter(REPORTS[:6]), tmp_path)
    assert result.reports == 5 and [ref for ref, _ in result.failures] == ["5"]


def test_the_deadline_ends_a_loop():
    with pytest.raises(TookTooLong), time_limit(0.05):
        while True:
            time.sleep(0.01)


def test_reports_that_cannot_matter_are_not_parsed():
    gardening = Report(text="The roses in the valley bloom early this year and the growers are glad of the warm spring rain. " * 6, ref="r")
    result = read_batch([gardening])
    assert result.skipped == 1 and result.rows[0]["events"] == "[]"
