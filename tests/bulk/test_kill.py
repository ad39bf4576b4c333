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


DRIVER = Path(__file__).with_name("driver.py")


def start(*words):
    """Start a Python program in a group of its own."""
    return subprocess.Popen([sys.executable, *map(str, words)], env={**os.environ, "PYTHONPATH": str(SRC)},
                            start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def run(*words, kill_after=None, program=("-m", "standoff")):
    """Run the command line; kill the whole group after some seconds if given."""
    process = start(*program, *words)
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


def test_killed_at_thirty_moments(tmp_path):
    assert run(tmp_path / "whole", 2, "fork", program=[DRIVER]) == 0
    shards = len(list((tmp_path / "whole").glob("*.parquet")))
    moments = random.Random(9)
    for n in range(30):
        # Begun anew every fifth time, so that early and late parts of a run are both hit.
        folder = tmp_path / f"killed{n // 5}"
        there = len(list(folder.glob("*.parquet")))
        wanted = moments.randint(there, shards)
        process = start(DRIVER, folder, 2, "fork")
        while process.poll() is None and len(list(folder.glob("*.parquet"))) < wanted:
            time.sleep(0.001)
        time.sleep(moments.uniform(0, 0.02))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for folder in tmp_path.glob("killed*"):
        assert run(folder, 2, "fork", program=[DRIVER]) == 0
        assert digest(folder) == digest(tmp_path / "whole")


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc")
def test_workers_end_with_a_parent_that_is_killed(tmp_path):
    process = start(DRIVER, tmp_path / "out", 2, "forkserver")
    while not list(tmp_path.glob("out/*.parquet")):
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    for _ in range(200):
        if not in_session(process.pid):
            return
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    raise AssertionError("workers were left behind")


def in_session(session):
    """Return the processes of a session that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                state, _, _, number = (entry / "stat").read_text().rsplit(")", 1)[1].split()[:4]
                if int(number) == session and state != "Z":
                    found.append(int(entry.name))
    return found


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
