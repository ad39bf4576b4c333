"""The measures: on own small gold, and the same as the project's scorers where those are."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from standoff.cli import app
from standoff.errors import SourceError
from standoff.evaluate import compare, evaluate

SHARED = Path(__file__).parents[3] / "shared"
TEXT = "Norway sent 300 soldiers to Latvia on 3 May 2023. Anna Berg said the soldiers would stay."


def write(path, rows):
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    return path


def span(words):
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words}


def reading(**kinds):
    return {"report": {"ref": "1", "text": TEXT}, **kinds}


def test_times(tmp_path):
    gold = write(tmp_path / "g", [{"doc_id": 1, "text": TEXT, "timexes": [{**span("3 May 2023"), "value": "2023-05-03"}]}])
    good = write(tmp_path / "a", [reading(times=[{"span": span("3 May 2023"), "value": "2023-05-03"}])])
    bad = write(tmp_path / "b", [reading(times=[{"span": span("May 2023"), "value": "2023-05"}])])
    assert evaluate("times", gold, readings=good).figures()["value"]["f1"] == 1.0
    found = evaluate("times", gold, readings=bad)
    assert found.figures()["relaxed"]["f1"] == 1.0 and found.figures()["value"]["f1"] == 0.0 and found.errors() == {"wrong value": 1}


def test_places_and_quantities(tmp_path):
    gold = write(tmp_path / "g", [{"doc_id": 1, "text": TEXT, "toponyms": [{**span("Latvia"), "lat": 57.0, "lon": 25.0}], "quantities": [{"value": "300.0", "change": "="}]}])
    read = write(tmp_path / "a", [reading(places=[{"lat": 56.9, "lon": 24.9, "spans": [span("Latvia")]}], quantities=[{"value": 300, "approx": "=", "span": span("300")}])])
    assert evaluate("places", gold, readings=read).figures()["end to end at 161 km"]["f1"] == 1.0
    assert evaluate("quantities", gold, readings=read).figures()["value with approximator"]["f1"] == 1.0


def test_reading_now_and_comparing(tmp_path):
    gold = write(tmp_path / "g", [{"id": str(n), "text": TEXT, "published": "2023-05-06", "timexes": [{**span("3 May 2023"), "value": "2023-05-03"}]} for n in range(4)])
    now = evaluate("times", gold)
    empty = evaluate("times", gold, readings=write(tmp_path / "e", [{"report": {"ref": str(n), "text": TEXT}} for n in range(4)]))
    change = compare(empty, now)["value"]
    assert change["change"] == now.figures()["value"]["f1"] and change["low"] <= change["change"] <= change["high"]


def test_what_is_wrong_is_said(tmp_path):
    with pytest.raises(SourceError, match="no such task"):
        evaluate("colours", tmp_path / "g")
    with pytest.raises(SourceError, match="cannot be opened"):
        evaluate("times", tmp_path / "none")
    with pytest.raises(SourceError, match="--texts"):
        evaluate("times", write(tmp_path / "g", [{"id": 1, "timexes": []}]))
    with pytest.raises(SourceError, match="not a row of the task"):
        evaluate("times", write(tmp_path / "g", [{"id": 1, "text": TEXT}]))


def test_the_command(tmp_path):
    gold = write(tmp_path / "g", [{"id": "1", "text": TEXT, "expected": []}])
    run = CliRunner().invoke(app, ["evaluate", "events", str(gold), "--json"])
    assert run.exit_code == 0 and json.loads(run.stdout)["documents"] == 1
    assert "false alarms" in CliRunner().invoke(app, ["evaluate", "events", str(gold), "--errors", "2"]).stdout


@pytest.mark.skipif(not (SHARED / "score").exists(), reason="the project's scorers (../shared) are not here")
@pytest.mark.parametrize(
    ("task", "gold", "texts", "scorer", "pairs"),
    [
        ("deployments", "crisis/own_forces.gold.jsonl", "crisis/own_forces.texts.jsonl", "crisis.py", {"deployments found": "deployments found", "aid whole": "aid whole"}),
        ("events", "events/own_test.jsonl", None, "events.py", {"code": "code recall", "whole": "triple recall", "false alarms": "false_alarm"}),
        ("quantities", "numbers/newsquant_first_half.jsonl", None, "quantities.py", {"value": "value"}),
    ],
)
def test_the_same_as_the_projects_scorers(tmp_path, task, gold, texts, scorer, pairs):
    gold, texts = SHARED / "gold" / gold, SHARED / "gold" / texts if texts else None
    out = tmp_path / "r.jsonl"
    assert CliRunner().invoke(app, ["read", str(texts or gold), "-f", "jsonl", "-o", str(out)]).exit_code == 0
    words = [sys.executable, str(SHARED / "score" / scorer), str(gold), *([str(texts)] if texts else []), str(out)]
    theirs = json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip().splitlines()[-1])
    ours = evaluate(task, gold, texts=texts, readings=out).figures()
    for own, their in pairs.items():
        value = theirs[their]
        assert (ours[own].get("f1", ours[own].get("share"))) == pytest.approx(value["f1"] if isinstance(value, dict) else value, abs=2e-4), own
