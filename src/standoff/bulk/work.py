"""What a worker does: read one batch of reports, each under a deadline and a memory limit, so that a bad one costs only itself."""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import FrameType

from standoff.mentions import Reading
from standoff.reading.reader import read_report
from standoff.reading.relevance import matters
from standoff.report import Report

# Seconds for one report; the longest articles take two or three.
DEADLINE = 60.0
MEMORY = 6 * 2**30


@dataclass(slots=True)
class BatchResult:
    """What came of one batch: a JSON line a reading, in order, and (ref, reason) of the reports that failed."""

    lines: list[str] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    skipped: int = 0


class TookTooLong(Exception):
    """A report's deadline has passed."""


def read_batch(reports: Sequence[Report], deadline: float = DEADLINE, skip: bool = True) -> BatchResult:
    """Return the readings of `reports`; with `skip`, those that cannot matter are not parsed and have no mentions."""
    result = BatchResult()
    for report in reports:
        try:
            with time_limit(deadline):
                if skip and not matters(report.text):
                    result.skipped += 1
                    reading = Reading(report)
                else:
                    reading = read_report(report)
                result.lines.append(json.dumps(reading.to_dict(), ensure_ascii=False))
        except TookTooLong:
            result.failures.append((str(report.ref or report.id), f"took longer than {deadline:g} seconds"))
        except (MemoryError, RecursionError) as error:
            result.failures.append((str(report.ref or report.id), f"too large to read ({type(error).__name__})"))
        except Exception as error:  # one report's failure must not cost the others; it is logged and retried next time
            result.failures.append((str(report.ref or report.id), f"{type(error).__name__}: {error}"))
    return result


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TookTooLong` after `seconds`; end the process after twice that, if native code does not come back.

    Signals reach only a process's main thread: elsewhere (a Dask worker) the cluster's own limits hold.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(2 * seconds + 1, exit=True, file=nowhere)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()
            signal.signal(signal.SIGALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TookTooLong


def start_worker(memory: int = MEMORY) -> None:
    """Prepare a worker process: cap its memory, where the system can, and leave Ctrl-C to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
