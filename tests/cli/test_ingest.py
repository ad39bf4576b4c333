"""The command `standoff ingest`."""

import json

import pytest
from typer.testing import CliRunner

import standoff
from standoff.cli import app

runner = CliRunner()


def write(folder, count=3):
    folder.mkdir()
    for n in range(count):
        (folder / f"{n}.txt").write_text(f"Norway sent {n + 2} frigates to Latvia on Monday, the navy said.")
    return folder


def test_again_adds_nothing_and_failures_are_named(tmp_path):
    folder = write(tmp_path / "in")
    (folder / "bad.txt").write_bytes(b"")
    first = runner.invoke(app, ["ingest", str(folder), "--record", str(tmp_path / "r.db"), "--published", "2023-05-04"])
    assert first.exit_code == 1 and "bad.txt" in first.stderr and "3 reports added, 0 known already, 1 failed" in first.stderr
    again = runner.invoke(app, ["ingest", str(folder), "--record", str(tmp_path / "r.db"), "--published", "2023-05-04"])
    assert "0 reports added, 3 known already" in again.stderr


def test_shards_give_the_same_record_as_the_reports(tmp_path):
    pytest.importorskip("pyarrow")
    folder = write(tmp_path / "in")
    assert runner.invoke(app, ["read", str(folder), "--out", str(tmp_path / "shards"), "--workers", "1"]).exit_code == 0
    for source, name in ((folder, "a.db"), (tmp_path / "shards", "b.db")):
        assert runner.invoke(app, ["ingest", str(source), "--record", str(tmp_path / name)]).exit_code == 0
    with standoff.open(tmp_path / "a.db") as a, standoff.open(tmp_path / "b.db") as b:
        assert a.deployments().to_dicts() == b.deployments().to_dicts() and len(a.reports()) == len(b.reports()) == 3


def test_a_record_that_is_not_there_is_named(tmp_path):
    run = runner.invoke(app, ["posture", "--record", str(tmp_path / "none.db")])
    assert run.exit_code == 2 and "standoff ingest" in run.stderr


def test_rows_as_json(tmp_path):
    runner.invoke(app, ["ingest", str(write(tmp_path / "in")), "--record", str(tmp_path / "r.db")])
    rows = json.loads(runner.invoke(app, ["reports", "--record", str(tmp_path / "r.db"), "--format", "json"]).stdout)
    assert len(rows) == 3


def test_ratings_are_kept(tmp_path):
    runner.invoke(app, ["ingest", str(write(tmp_path / "in")), "--record", str(tmp_path / "r.db")])
    words = ["rate", "The Wire", "B", "--record", str(tmp_path / "r.db")]
    assert "--by" in runner.invoke(app, words).stderr
    assert runner.invoke(app, [*words, "--by", "A", "--why", "long use"]).exit_code == 0
    assert "usually reliable" in runner.invoke(app, ["rate", "--record", str(tmp_path / "r.db")]).stdout
