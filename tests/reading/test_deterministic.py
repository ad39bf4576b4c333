"""The same text reads the same in every process: nothing hangs on the order of a set, which changes from run to run."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import hashlib, json, sys
from standoff.reading.reader import read_report
from standoff.sources import reports_in
for report in reports_in(sys.argv[1:]):
    print(hashlib.sha256(json.dumps(read_report(report).to_dict()).encode()).hexdigest())
"""


def test_readings_do_not_depend_on_the_seed_of_hashes():
    paths = sorted((ROOT / "examples" / "reports").glob("*.md"))[::3]
    seen = set()
    for seed in "123":
        run = subprocess.run([sys.executable, "-c", PROGRAM, *map(str, paths)], capture_output=True, text=True, check=True,
                             env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed})
        seen.add(run.stdout)
    assert len(seen) == 1 and seen.pop().count("\n") == len(paths)
