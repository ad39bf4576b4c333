"""What a worker does: read one batch of reports, each under a deadline and a memory limit, so that a bad one costs only itself."""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import FrameType

from standoff.bulk.rows import Row, row_of
from standoff.mentions import Reading
from standoff.reading.parse import bounded
from standoff.reading.reader import read_report, reader_version
from standoff.reading.relevance import matters
from standoff.report import Report

# Seconds for one report; the longest articles take less than one.
DEADLINE = 60.0
# Bytes of address space; a worker fills a tenth of it.
MEMORY = 6 * 2**30
# glibc's M_TRIM_THRESHOLD, and how much of freed memory may stay with the process.
_TRIM_THRESHOLD, _KEPT = -1, 64 * 2**20
# One batch at a time in a process: a Dask worker may have several threads.
_TURN = threading.Lock()


@dataclass(slots=True)
class BatchResult:
    """What came of one batch: a row a reading, in order, and (ref, reason) of the reports that failed.

    `processor` is the seconds of processor spent on it; `memory` is the most that the process has held so far, in MB, where
    the system tells.
    """

    rows: list[Row] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    skipped: int = 0
    processor: float = 0.0
    memory: float = 0.0


class TookTooLong(Exception):
    """A report's deadline has passed."""


def read_batch(reports: Sequence[Report], deadline: float = DEADLINE, skip: bool = True) -> BatchResult:
    """Return the readings of `reports`; with `skip`, those that cannot matter are not parsed and have no mentions."""
    settle()
    result = BatchResult()
    began = time.process_time()
    with _TURN, bounded():
        for report in reports:
            if skip and not matters(report.text):
                result.skipped += 1
                result.rows.append(row_of(Reading(report, version=reader_version())))
                continue
            try:
                with time_limit(deadline):
                    result.rows.append(row_of(read_report(report)))
            except TookTooLong:
                result.failures.append((str(report.ref or report.id), f"took longer than {deadline:g} seconds"))
            except (MemoryError, RecursionError) as error:
                result.failures.append((str(report.ref or report.id), f"too large to read ({type(error).__name__})"))
            except Exception as error:  # one report's failure must not cost the others; it is logged and retried next time
                result.failures.append((str(report.ref or report.id), f"{type(error).__name__}: {error}"))
    result.processor, result.memory = time.process_time() - began, most_memory()
    return result


@lru_cache(maxsize=1)
def settle() -> None:
    """Load the language model and the data files, once in a process.

    What is loaded stays: the collector need not walk it again and again, nor touch the pages that forked workers share. Dask
    has its workers' memory handed back to the system at every turn, which costs a fifth here: it is kept.
    """
    if sys.platform == "linux" and "MALLOC_TRIM_THRESHOLD_" in os.environ:
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_TRIM_THRESHOLD, _KEPT)
    read_report(Report("Norway sent 300 soldiers to Latvia on Monday, the minister said; Oslo gave Riga $20 million in aid.", published="2023-05-04"))
    gc.collect()
    gc.freeze()


def most_memory() -> float:
    """Return the most memory that this process has held, in MB; 0 where the system does not tell."""
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as lines:
            return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)
    except OSError:
        return 0.0


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


def start_worker(model: str | None = None, memory: int = MEMORY) -> None:
    """Prepare a worker process: cap its memory, where the system can, leave Ctrl-C to its parent and end when that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _follow_parent()
    if model is not None:
        os.environ["STANDOFF_MODEL"] = model
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _follow_parent() -> None:
    """End this process when its parent is gone, even if that was killed."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
