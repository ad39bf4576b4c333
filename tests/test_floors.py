"""A floor under every figure of the scoreboard, pinned to the gold that it was measured on.

``python tests/test_floors.py BOARD.json`` raises the floors to the figures of a scoreboard's ``--json`` file, less a
margin of 0.002 for figures that depend on the order of equal candidates; it never lowers one. To lower a floor, edit
floors.json by hand and say why in the commit.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.002
# Figures where less is better.
CEILINGS = {"events per sentence", "false_alarm"}


def gold_digest() -> str:
    """Return one digest over the gold files and the scorers."""
    digest = hashlib.sha256()
    for path in sorted([*(SHARED / "gold").rglob("*"), *(SHARED / "score").glob("*.py")]):
        if path.is_file():
            digest.update(path.relative_to(SHARED).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def better(name: str, value: float, floor: float) -> bool:
    return value <= floor if name in CEILINGS else value >= floor


@pytest.mark.skipif(not (SHARED / "score" / "board.py").exists(), reason="the gold data (../shared) is not here: floors not checked")
def test_no_figure_is_under_its_floor(tmp_path):
    pinned = json.loads(FLOORS.read_text())
    assert pinned["gold"] == gold_digest(), "the gold or a scorer has changed: measure again and pin floors.json to it"
    out = tmp_path / "board.json"
    run = subprocess.run(
        [sys.executable, str(SHARED / "score" / "board.py"), "--command", f"{sys.executable} -m standoff", "--out", str(tmp_path), "--json", str(out)],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    print(run.stdout)
    assert out.exists(), run.stdout + run.stderr
    figures = json.loads(out.read_text())
    under = [
        f"{task}: {name} {figures.get(task, {}).get(name)} (floor {floor})"
        for task, floors in pinned["floors"].items()
        for name, floor in floors.items()
        if figures.get(task, {}).get(name) is None or not better(name, figures[task][name], floor)
    ]
    assert not under, "\n".join(under)


def raise_floors(board: Path) -> None:
    """Raise the floors to a scoreboard's figures."""
    pinned = json.loads(FLOORS.read_text()) if FLOORS.exists() else {"gold": "", "floors": {}}
    for task, figures in json.loads(board.read_text()).items():
        floors = pinned["floors"].setdefault(task, {})
        for name, value in figures.items():
            if value is None:
                continue
            floor = round(value + MARGIN if name in CEILINGS else value - MARGIN, 3)
            if name not in floors or better(name, floor, floors[name]):
                floors[name] = floor
    pinned["gold"] = gold_digest()
    FLOORS.write_text(json.dumps(pinned, indent=1) + "\n")


if __name__ == "__main__":
    raise_floors(Path(sys.argv[1]))
