"""The run: batches in order of the input, handed to any executor, each a shard; what is there already is not read again."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from standoff.bulk.pool import Borrowed, Pool, Processes
from standoff.bulk.shards import fingerprint, require_pyarrow, shard_is_done, shard_path, write_manifest, write_shard
from standoff.bulk.work import DEADLINE, BatchResult, read_batch
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
    processor : float
        Seconds of processor that the workers of this run have spent on reading.
    memory : float
        The most memory that a worker of this run has held, in MB; 0 where the system does not tell.
    """

    reports: int = 0
    duplicates: int = 0
    skipped: int = 0
    resumed: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    processor: float = 0.0
    memory: float = 0.0


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
    pool: Pool
    if executor is not None:
        pool = Borrowed(executor, read_batch, deadline, skip)
    else:
        pool = Processes(workers, read_batch, deadline, skip)
    done_so_far = 0
    waiting: deque[tuple[int, str, list[Report], Future[BatchResult]]] = deque()

    def note(number: int, shard: dict[str, Any]) -> None:
        nonlocal done_so_far
        shards[number] = shard
        done_so_far += shard["rows"]
        progress(done_so_far)

    def settle() -> None:
        number, mark, batch, future = waiting.popleft()
        answer = pool.result(future, batch)
        result.processor += answer.processor
        result.memory = max(result.memory, answer.memory)
        note(number, write_shard(shard_path(out, number), answer, mark))

    try:
        for number, batch in enumerate(_batches(_fresh(sources, result))):
            mark = fingerprint(batch, skip)
            done = shard_is_done(shard_path(out, number), mark)
            if done:
                result.resumed += done["rows"]
                note(number, done)
                continue
            waiting.append((number, mark, batch, pool.submit(batch)))
            # Two batches a worker in flight keep all busy; memory does not grow with the input.
            while len(waiting) > 2 * pool.width:
                settle()
        while waiting:
            settle()
    except BaseException:
        pool.close(wait=False)
        raise
    pool.close(wait=True)
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
