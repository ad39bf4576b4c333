import csv
import io
import json

import pytest
from typer.testing import CliRunner

import standoff
from standoff.cli import app

from .readings import Paper

run = CliRunner().invoke


@pytest.fixture
def path(tmp_path):
    paper = Paper("Denmark has 300 soldiers in Latvia. Talks go on.", "2031-03-01", ref="one")
    paper.force("Denmark has 300 soldiers in Latvia", "DNK", "LVA", (300, 300))
    paper.event("Talks go on", "CONSULT", ["DNK"], ["LVA"])
    paper.gift("Talks go on", "DNK", "UKR", (5, 5, "tanks"))
    paper.says("Talks go on", "Mette Holm", "DNKGOV")
    with standoff.open(tmp_path / "r.db") as record:
        record.ingest([paper.reading()])
    return str(tmp_path / "r.db")


@pytest.mark.parametrize("command", [
    "posture", "events", "deployments", "aid", "reports", "conflicts", "timeline", "statements", "duplicates", "search soldiers", "show one",
    "diff --from 2031-01-01 --to 2031-04-01", "corrections list",
])
@pytest.mark.parametrize("shape", ["table", "json", "csv"])
def test_every_command_prints_every_shape(path, command, shape):
    name, *rest = command.split()
    result = run(app, [name, *rest, "--record", path, "--format", shape])
    assert result.exit_code == 0, result.output
    if shape == "json":
        json.loads(result.stdout)
    elif shape == "csv":
        assert list(csv.reader(io.StringIO(result.stdout)))


def test_posture_as_json_has_what_scorers_read(path):
    row, = json.loads(run(app, ["posture", "--record", path, "--format", "json", "--as-of", "2031-03-02", "--host", "LVA"]).stdout)
    wanted = {"as_of": "2031-03-02", "sender": "DNK", "host": "LVA", "category": "personnel", "status": "in_place", "low": 300, "high": 300, "reports": ["one"]}
    assert wanted.items() <= row.items() and row["mentions"]
    assert json.loads(run(app, ["posture", "--record", path, "--format", "json", "--as-of", "2031-02-01"]).stdout) == []


def test_a_correction_from_the_command_line_and_back(path):
    mention = json.loads(run(app, ["deployments", "--record", path, "--format", "json"]).stdout)[0]["id"]
    who = ["--record", path, "--by", "ann", "--why", "hearsay"]
    done = run(app, ["corrections", "reject", mention, *who]).stdout.strip()
    assert json.loads(run(app, ["deployments", "--record", path, "--format", "json"]).stdout) == []
    assert run(app, ["corrections", "undo", done, *who]).exit_code == 0
    assert len(json.loads(run(app, ["deployments", "--record", path, "--format", "json"]).stdout)) == 1


def test_one_line_where_something_is_missing(path, tmp_path):
    gone = run(app, ["posture", "--record", str(tmp_path / "none.db")])
    assert gone.exit_code == 2 and gone.stderr.count("\n") == 1 and "standoff ingest" in gone.stderr
    unknown = run(app, ["show", "nothing", "--record", path])
    assert unknown.exit_code == 2 and "nothing of that name" in unknown.stderr


def test_brief_is_markdown_with_footnotes(path):
    text = run(app, ["brief", "--record", path]).stdout
    assert text.startswith("# Situation report, 2031-03-01") and "[^1]: “" in text
