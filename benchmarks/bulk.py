"""Bulk reading beside the bare spaCy pipeline, on mixed news, in one run.

    python benchmarks/bulk.py --on FILE.jsonl … --off FILE.jsonl … [--reports 600] [--workers 1 2] [--dask] [--loss]

`--on` are reports about crises, `--off` about anything else; they are mixed one to nine, and repeated with a mark so that
none is a duplicate, up to `--reports`. Prints seconds, ratios to bare spaCy, and the largest worker's memory. `--loss` reads
the `--on` reports with and without skipping and counts the mentions that skipping loses.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from standoff.bulk import read_bulk
from standoff.bulk.work import read_batch
from standoff.reading.parse import pipeline
from standoff.report import Report


def texts_of(paths: list[str]) -> list[Report]:
    return [Report(text=row["text"], published=row.get("published") or None, ref=str(n))
            for path in paths for n, row in enumerate(map(json.loads, Path(path).read_text(encoding="utf-8").rstrip("\n").split("\n")))]


def mixed(on: list[Report], off: list[Report], count: int) -> Iterator[Report]:
    """Yield `count` reports, every tenth on topic, each marked so that repeats are no duplicates."""
    crisis, other = itertools.cycle(on), itertools.cycle(off)
    for n in range(count):
        report = next(crisis) if n % 10 == 0 else next(other)
        yield Report(text=f"{report.text}\n\nItem {n}.", published=report.published, ref=str(n))


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def bulk(reports: list[Report], **options: Any) -> float:
    with tempfile.TemporaryDirectory() as folder:
        return timed(lambda: read_bulk(iter(reports), Path(folder), **options))


def on_dask(reports: list[Report], workers: int) -> float:
    from distributed import Client, LocalCluster

    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        executor: Executor = client.get_executor()
        with tempfile.TemporaryDirectory() as folder:
            read_bulk(iter(reports[:64]), Path(folder), executor=executor)  # load the model
        return bulk(reports, executor=executor)


def mentions(reports: list[Report], skip: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line in read_batch(reports, 600.0, skip).lines:
        reading = json.loads(line)
        counts.update({kind: len(reading[kind]) for kind in ("events", "deployments", "aid", "statements")})
    return counts


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--on", nargs="+", required=True)
    options.add_argument("--off", nargs="+", required=True)
    options.add_argument("--reports", type=int, default=600)
    options.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    options.add_argument("--dask", action="store_true")
    options.add_argument("--loss", action="store_true")
    args = options.parse_args()
    on, off = texts_of(args.on), texts_of(args.off)
    if args.loss:
        with_skip, without = mentions(on, True), mentions(on, False)
        print("mentions in the reports on topic, all / lost by skipping:", {k: (v, v - with_skip[k]) for k, v in without.items()})
    reports = list(mixed(on, off, args.reports))
    words = sum(len(r.text.split()) for r in reports)
    nlp = pipeline()
    bare = timed(lambda: list(nlp.pipe([r.text for r in reports])))
    print(f"{len(reports)} reports, {words} words, one in ten on topic")
    print(f"bare nlp.pipe, 1 process      {bare:7.1f} s  {len(reports) / bare:7.1f} reports/s")
    one = None
    for workers in args.workers:
        took = bulk(reports, workers=workers)
        one = one or took
        print(f"bulk, {workers} worker(s)             {took:7.1f} s  {len(reports) / took:7.1f} reports/s  "
              f"{bare / took:5.2f} x bare  {one / took:5.2f} x {args.workers[0]} worker(s)")
    if args.dask:
        took = on_dask(reports, 2)
        print(f"bulk, Dask, 2 workers         {took:7.1f} s  {len(reports) / took:7.1f} reports/s  {bare / took:5.2f} x bare")
    print(f"largest worker                {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:7.0f} MB")


if __name__ == "__main__":
    main()
