"""A whole scenario that nothing was trained on: eighteen invented reports of six outlets about an invented standoff, with what is true in it.

The measure is that of ../shared/score/record.py; the floors only rise.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import standoff

ROOT = Path(__file__).parents[2]
SCENARIO = ROOT / "tests" / "scenario"
SCORER = ROOT.parent / "shared" / "score" / "record.py"
# Right, at least, of all that is scored.
FLOORS = {"events found": 39, "posture right": 60, "conflicts found": 5}


@pytest.mark.skipif(not SCORER.exists(), reason="the scorers (../shared) are not here: the scenario is not scored")
def test_scenario(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with standoff.open(path) as record:
        record.ingest([SCENARIO / "reports"])
    run = subprocess.run([sys.executable, str(SCORER), str(SCENARIO), str(path), "--command", f"{sys.executable} -m standoff"],
                         capture_output=True, text=True, check=True)
    figures = json.loads(run.stdout.strip().splitlines()[-1])
    print(run.stdout)
    assert figures["duplicates"]["f1"] == 1.0
    assert figures["conflicts false"] == 0
    for name, floor in FLOORS.items():
        assert int(figures[name].split("/")[0]) >= floor, f"{name}: {figures[name]}, floor {floor}"
