"""The run: batches in order of the input, handed to any executor, each a shard; what is there already is not read again."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from standoff.bulk.shards import fingerprint, require_pyarrow, shard_is_done, shard_path, write_manifest, write_shard
from standoff.bulk.work import DEADLINE, BatchResult, read_batch, start_worker
from standoff.errors import SourceError
from standoff.report import Report
from standoff.version import VERSION

BATCH = 64


@dataclass(slots=True)
class BulkResult:
    """What came of a run.

    Parameters
    ----------
    reports, duplicates, skipped : int
        Reports in the shards, exact duplicates left out, reports not parsed since nothing in them can matter.
    resumed : int
        Reports that an earlier run had read.
    failures : list of (str, str)
        What could not be read, and why.
    """

    reports: int = 0
    duplicates: int = 0
    skipped: int = 0
    resumed: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)


def read_bulk(
    sources: Iterable[Report | SourceError], out: Path, *, executor: Executor | None = None, workers: int = 1,
    skip: bool = True, deadline: float = DEADLINE, progress: Callable[[int], None] = lambda done: None,
) -> BulkResult:
    """Read any number of reports into Parquet shards in the folder `out`.

    Interrupted at any moment, a second run with the same input completes it; the result is the same to the byte.

    Parameters
    ----------
    sources : iterable of Report or SourceError
        The input, streamed; errors are noted and passed over.
    out : Path
        Folder for the shards and the manifest.
    executor : Executor, optional
        Where batches are read, such as a Dask cluster's ``Client.get_executor()``; else a pool of `workers` processes.
    skip : bool
        Leave reports unparsed in which nothing can matter (no word of forces, conflict or diplomacy).
    deadline : float
        Seconds for one report.
    progress : callable
        Called with the number of reports done so far.
    """
    require_pyarrow()
    out.mkdir(parents=True, exist_ok=True)
    result = BulkResult()
    shards: dict[int, dict[str, Any]] = {}
    pool: _Pool | _Borrowed = _Borrowed(executor) if executor is not None else _Pool(workers)
    waiting: deque[tuple[int, str, list[Report], Future[BatchResult]]] = deque()

    def settle() -> None:
        number, mark, batch, future = waiting.popleft()
        answer = pool.result(future, batch, deadline, skip)
        shards[number] = write_shard(shard_path(out, number), answer, mark)
        progress(sum(s["rows"] for s in shards.values()))

    try:
        for number, batch in enumerate(_batches(_fresh(sources, result))):
            mark = fingerprint(batch, skip)
            done = shard_is_done(shard_path(out, number), mark)
            if done:
                shards[number] = done
                result.resumed += done["rows"]
                progress(sum(s["rows"] for s in shards.values()))
                continue
            waiting.append((number, mark, batch, pool.submit(batch, deadline, skip)))
            # Two batches a worker in flight keep all busy; memory does not grow with the input.
            while len(waiting) > 2 * pool.width:
                settle()
        while waiting:
            settle()
    finally:
        pool.close()
    for number in sorted(shards):
        result.reports += shards[number]["rows"]
        result.skipped += shards[number]["skipped"]
        result.failures.extend((ref, why) for ref, why in shards[number]["failures"])
    _finish(out, shards, result)
    return result


def _fresh(sources: Iterable[Report | SourceError], result: BulkResult) -> Iterator[Report]:
    """Yield the reports that are no exact duplicate (same text) of an earlier one; note errors."""
    seen: set[bytes] = set()
    for item in sources:
        if isinstance(item, SourceError):
            result.failures.append(("", str(item)))
            continue
        key = hashlib.blake2b(" ".join(item.text.split()).encode("utf-8", "surrogatepass"), digest_size=12).digest()
        if key in seen:
            result.duplicates += 1
            continue
        seen.add(key)
        yield item


def _batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    batch: list[Report] = []
    for report in reports:
        batch.append(report)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _finish(out: Path, shards: dict[int, dict[str, Any]], result: BulkResult) -> None:
    """Remove shards of an earlier, longer input and write the manifest."""
    wanted = {shard_path(out, number).name for number in shards}
    for path in [*out.glob("part-*.parquet"), *out.glob("part-*.part")]:
        if path.name not in wanted:
            path.unlink()
    files = []
    for number in sorted(shards):
        path = shard_path(out, number)
        files.append({"file": path.name, "rows": shards[number]["rows"], "sha256": hashlib.sha256(path.read_bytes()).hexdigest()})
    write_manifest(out, {
        "version": VERSION, "reports": result.reports, "duplicates": result.duplicates, "skipped": result.skipped,
        "failures": [list(f) for f in result.failures], "shards": files,
    })


class _Pool:
    """A process pool that outlives a worker's death: the batches in flight are read anew, the guilty one report by report."""

    def __init__(self, workers: int) -> None:
        self.width = workers
        self._pool = self._new(workers)

    @staticmethod
    def _new(workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=start_worker)

    def submit(self, batch: list[Report], deadline: float, skip: bool) -> Future[BatchResult]:
        try:
            return self._pool.submit(read_batch, batch, deadline, skip)
        except BrokenProcessPool:
            self._renew()
            return self._pool.submit(read_batch, batch, deadline, skip)

    def result(self, future: Future[BatchResult], batch: list[Report], deadline: float, skip: bool) -> BatchResult:
        """Return a batch's result. A broken future may be another batch's fault: it is tried once more by itself."""
        for attempt in (future, None):
            try:
                return (attempt or self.submit(batch, deadline, skip)).result()
            except BrokenProcessPool:
                continue
        return _one_by_one(batch, deadline, skip)

    def _renew(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._new(self.width)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


class _Borrowed:
    """Somebody else's executor, such as a Dask cluster's."""

    width = 8

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, batch: list[Report], deadline: float, skip: bool) -> Future[BatchResult]:
        return self._executor.submit(read_batch, batch, deadline, skip)

    def result(self, future: Future[BatchResult], batch: list[Report], deadline: float, skip: bool) -> BatchResult:
        return future.result()

    def close(self) -> None:
        """Leave the executor to its owner."""


def _one_by_one(batch: list[Report], deadline: float, skip: bool) -> BatchResult:
    """Read a batch in which some report has killed a worker, each report in its turn; the killer is noted."""
    whole = BatchResult()
    pool = _Pool._new(1)
    for report in batch:
        try:
            part = pool.submit(read_batch, [report], deadline, skip).result()
            whole.lines += part.lines
            whole.failures += part.failures
            whole.skipped += part.skipped
        except BrokenProcessPool:
            pool = _Pool._new(1)
            whole.failures.append((str(report.ref or report.id), "crashed or hung the parser"))
    pool.shutdown()
    return whole
