"""The command `standoff read`."""

import io
import json

import pytest
from typer.testing import CliRunner

from standoff.cli import app

runner = CliRunner()
TEXT = "Norway is sending another 300 soldiers to Lithuania, Defence Minister Anna Berg said on Monday."


def test_jsonl_is_the_default_off_a_terminal(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    run = runner.invoke(app, ["read", str(tmp_path / "a.txt"), "--published", "2023-03-01"])
    assert run.exit_code == 0
    row = json.loads(run.stdout)
    assert row["report"]["text"] == TEXT and row["report"]["published"] == "2023-03-01" and row["report"]["ref"] == "a.txt"
    assert {"actors", "places", "times", "quantities", "events", "deployments", "aid", "statements"} <= row.keys()


def test_two_runs_print_the_same_bytes(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    first, second = (runner.invoke(app, ["read", str(tmp_path), "-f", "jsonl"]).stdout for _ in range(2))
    assert first == second


def test_json_and_table(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    assert len(json.loads(runner.invoke(app, ["read", str(tmp_path), "--format", "json"]).stdout)) == 1
    assert "a.txt" in runner.invoke(app, ["read", str(tmp_path), "--format", "table"]).stdout


def test_failures_are_named_and_the_rest_is_read(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"")
    out = tmp_path / "out.jsonl"
    run = runner.invoke(app, ["read", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), str(tmp_path / "c.txt"), "--output", str(out)])
    assert run.exit_code == 1
    assert run.stderr.count("\n") == 2 and "b.txt" in run.stderr and "c.txt" in run.stderr
    assert len(out.read_text().splitlines()) == 1


def test_a_date_that_is_none_is_refused(tmp_path):
    run = runner.invoke(app, ["read", str(tmp_path), "--published", "soon"])
    assert run.exit_code == 2 and "YYYY-MM-DD" in run.stderr


def test_other_languages_say_so(tmp_path):
    (tmp_path / "a.txt").write_text("Die Regierung in Wien hat am Montag beschlossen, zwei Kompanien nach Bosnien zu verlegen, wie das Ministerium mitteilte.")
    run = runner.invoke(app, ["read", str(tmp_path), "-f", "jsonl"])
    assert "not English" in run.stderr and json.loads(run.stdout)["events"] == []


def test_standard_input(monkeypatch):
    class Stdin:
        buffer = io.BytesIO(TEXT.encode())

    monkeypatch.setattr("sys.stdin", Stdin)
    run = CliRunner().invoke(app, ["read", "-", "-f", "jsonl"], input=TEXT)
    assert json.loads(run.stdout)["report"]["text"] == TEXT


def test_bulk_reading_writes_shards_and_names_failures(tmp_path):
    pytest.importorskip("pyarrow")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    (tmp_path / "in" / "b.txt").write_bytes(b"")
    run = runner.invoke(app, ["read", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--workers", "1"])
    assert run.exit_code == 1 and "b.txt" in run.stderr
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["reports"] == 1


def test_options_of_bulk_reading_need_out(tmp_path):
    assert runner.invoke(app, ["read", str(tmp_path), "--everything"]).exit_code == 2
