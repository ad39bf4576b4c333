"""Killed at random moments, bulk reading and ingesting come to what an undisturbed run comes to."""

import contextlib
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

SRC = Path(__file__).parents[2] / "src"


def run(*words, kill_after=None):
    """Run the command line in a group of its own; kill the whole group after some seconds if given."""
    process = subprocess.Popen([sys.executable, "-m", "standoff", *map(str, words)], env={**os.environ, "PYTHONPATH": str(SRC)},
                               start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if kill_after is None:
        return process.wait()
    time.sleep(kill_after)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    path = tmp_path_factory.mktemp("in") / "reports.jsonl"
    rows = [{"id": n, "published": "2023-05-04", "text": f"Norway sent {n + 2} soldiers to Latvia on Monday. The ministry said that {n + 3} more would follow."} for n in range(150)]
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def digest(folder):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_bulk_reading(reports, tmp_path):
    assert run("read", reports, "--out", tmp_path / "whole", "--workers", 1) == 0
    moments = random.Random(7)
    for _ in range(4):
        run("read", reports, "--out", tmp_path / "killed", "--workers", 1, kill_after=moments.uniform(0.5, 6))
    assert run("read", reports, "--out", tmp_path / "killed", "--workers", 1) == 0
    assert digest(tmp_path / "killed") == digest(tmp_path / "whole")


def test_ingesting(reports, tmp_path):
    import standoff

    def rows(path):
        with standoff.open(path) as record:
            return [sorted(map(str, getattr(record, kind)().to_dicts())) for kind in ("reports", "events", "deployments", "statements", "posture")]

    assert run("ingest", reports, "--record", tmp_path / "whole.db", "--workers", 1) == 0
    moments = random.Random(8)
    for _ in range(4):
        run("ingest", reports, "--record", tmp_path / "killed.db", "--workers", 1, kill_after=moments.uniform(0.5, 6))
    assert run("ingest", reports, "--record", tmp_path / "killed.db", "--workers", 1) == 0
    assert rows(tmp_path / "killed.db") == rows(tmp_path / "whole.db")
