"""kill -9 at any moment of an ingest: what is there is whole, and going on gives the record of an undisturbed run."""

import multiprocessing
import random
import sqlite3
import time

import standoff
from standoff.record import record as module

from .readings import Paper

REPORTS = 150
KILLS, RECORDS = 10, 3


def readings():
    words = random.Random(5)
    for n in range(REPORTS):
        body = " ".join(words.choice(("port", "ship", "guard", "talks", "border", "north", "minister", "grain", "convoy")) for _ in range(40))
        paper = Paper(f"Report {n}: soldiers came and went. {body}.", "2031-03-01", ref=f"r{n}")
        paper.force("soldiers came", "DNK", "EST", (n, n))
        paper.event("soldiers came", "MOBILIZE", ["DNK"], ["EST"])
        yield paper.reading()


def put_in(path):
    module._BATCH = 4  # many small transactions: many moments between and within them
    with standoff.open(path) as record:
        record.ingest(readings())


def rows(path):
    with sqlite3.connect(path) as db:
        names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'texts_%' AND name != 'meta'")]
        return {name: sorted(map(repr, db.execute(f"SELECT * FROM {name}"))) for name in names}


def test_killed_at_thirty_moments_and_resumed(tmp_path):
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["standoff.record", __name__])
    whole = str(tmp_path / "whole.db")
    began = time.monotonic()
    put_in(whole)
    takes = time.monotonic() - began
    expected = rows(whole)
    assert len(expected["reports"]) == REPORTS
    chance, caught = random.Random(30), 0
    for n in range(RECORDS):
        path = str(tmp_path / f"{n}.db")
        for _ in range(KILLS):
            child = processes.Process(target=put_in, args=(path,))
            child.start()
            time.sleep(chance.uniform(0, takes / 3))
            child.kill()
            child.join()
            caught += child.exitcode == -9
            with standoff.open(path) as record:
                assert all(r["mentions"] == {"deployment": 1, "event": 1} for r in record.reports()), "each report whole or not at all"
        put_in(path)
        assert rows(path) == expected
    assert caught > KILLS
