"""Where batches are read: processes of our own, which a report may kill, or somebody else's executor."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from typing import Protocol

from standoff.bulk.work import BatchResult, start_worker
from standoff.reading.parse import model_name
from standoff.report import Report

# Reads one batch: its reports, the deadline of each, and whether to skip what cannot matter.
Reader = Callable[[list[Report], float, bool], BatchResult]

# Each worker has one processor: libraries that would share a product out among threads must not fight for the others'.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class Pool(Protocol):
    """What reads batches; `width` is how many at once."""

    width: int

    def submit(self, batch: list[Report]) -> Future[BatchResult]:
        """Begin to read a batch."""

    def result(self, future: Future[BatchResult], batch: list[Report]) -> BatchResult:
        """Return what came of a batch that was begun."""

    def close(self, *, wait: bool) -> None:
        """End what was started; `wait` where nothing is left to be read."""


class Processes:
    """A process pool that outlives a worker's death: the batches in flight are read anew, the guilty one report by report."""

    def __init__(self, workers: int, read: Reader, deadline: float, skip: bool) -> None:
        self.width = workers
        self._read, self._deadline, self._skip = read, deadline, skip
        self._pool = _new_pool(workers)

    def submit(self, batch: list[Report]) -> Future[BatchResult]:
        """Begin to read a batch."""
        try:
            return self._pool.submit(self._read, batch, self._deadline, self._skip)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = _new_pool(self.width)
            return self._pool.submit(self._read, batch, self._deadline, self._skip)

    def result(self, future: Future[BatchResult], batch: list[Report]) -> BatchResult:
        """Return a batch's result. A broken future may be another batch's fault: it is tried once more by itself."""
        for attempt in (future, None):
            try:
                return (attempt or self.submit(batch)).result()
            except BrokenProcessPool:
                continue
        return self._one_by_one(batch)

    def _one_by_one(self, batch: list[Report]) -> BatchResult:
        """Read a batch in which some report has killed a worker, each report in its turn; the killer is noted."""
        whole = BatchResult()
        pool = _new_pool(1)
        for report in batch:
            try:
                part = pool.submit(self._read, [report], self._deadline, self._skip).result()
                whole.rows += part.rows
                whole.failures += part.failures
                whole.skipped += part.skipped
                whole.processor += part.processor
                whole.memory = max(whole.memory, part.memory)
            except BrokenProcessPool:
                pool = _new_pool(1)
                whole.failures.append((str(report.ref or report.id), "crashed or hung the parser"))
        pool.shutdown()
        return whole

    def close(self, *, wait: bool) -> None:
        """End the workers."""
        self._pool.shutdown(wait=wait, cancel_futures=True)


class Borrowed:
    """Somebody else's executor, such as a Dask cluster's."""

    width = 8

    def __init__(self, executor: Executor, read: Reader, deadline: float, skip: bool) -> None:
        self._executor = executor
        self._read, self._deadline, self._skip = read, deadline, skip

    def submit(self, batch: list[Report]) -> Future[BatchResult]:
        """Begin to read a batch."""
        return self._executor.submit(self._read, batch, self._deadline, self._skip)

    def result(self, future: Future[BatchResult], batch: list[Report]) -> BatchResult:
        """Return what came of a batch."""
        return future.result()

    def close(self, *, wait: bool) -> None:
        """Leave the executor to its owner."""


def _new_pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=_context(), initializer=start_worker, initargs=(model_name(),))


def _context() -> BaseContext:
    """Return how processes are started: forked from one that has loaded the model, so that it is loaded once and shared.

    Windows has no fork, and macOS's frameworks do not bear it: there each worker loads its own.
    """
    if sys.platform in ("win32", "darwin"):
        return get_context("spawn")
    from multiprocessing import forkserver

    context = get_context("forkserver")
    context.set_forkserver_preload(["standoff.bulk.warm"])
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        forkserver.ensure_running()
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
    return context
