"""Reading beside the bare spaCy pipeline on the same texts, in one run: one report after another, in bulk with one and two
workers, and on a Dask cluster with two.

    python benchmarks/bulk.py [--on PATH …] [--off PATH …] [--reports 1000] [--workers 1 2] [--no-dask]

`--on` are reports about crises, `--off` about anything else (files, folders or JSONL; texts written for the project by
default). In bulk they are mixed one to nine, as news is, and repeated with a mark so that none is a duplicate, up to
`--reports`. What is compared with bare spaCy is processor time, which another program on the same machine does not change
much. What two workers gain by the clock means something only on a machine that does nothing else (its load is printed), so it
is also reckoned from the processor time of the workers and of the process that feeds them, for two processors.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import spacy
from texts import mixed, off_topic, on_topic

from standoff.bulk import BulkResult, read_bulk
from standoff.bulk.run import BATCH
from standoff.reading.parse import MODEL
from standoff.reading.reader import read_report
from standoff.report import Report


def clocked(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Return the seconds by the clock and of this process's processor that `work` takes, and its result."""
    began, spent = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - began, time.process_time() - spent, result


def bare(nlp: Any, reports: Iterable[Report]) -> None:
    """Run the bare pipeline, keeping nothing."""
    for _ in nlp.pipe(report.text for report in reports):
        pass


class Pace:
    """Notes when results come, so that start-up can be told from the rest."""

    def __init__(self) -> None:
        self.first: tuple[float, int] | None = None
        self.last: tuple[float, int] = (0.0, 0)

    def __call__(self, done: int) -> None:
        self.last = time.perf_counter(), done
        self.first = self.first or self.last

    def rate(self) -> float:
        """Return the reports a second from the first result to the last."""
        assert self.first is not None
        return (self.last[1] - self.first[1]) / (self.last[0] - self.first[0]) if self.last[0] > self.first[0] else float("nan")


Run = tuple[float, float, Pace, BulkResult]


def bulk(reports: list[Report], **options: Any) -> Run:
    """Return what reading `reports` in bulk takes by the clock and of the feeding process, its pace and its result."""
    pace = Pace()
    with tempfile.TemporaryDirectory() as folder:
        seconds, feeding, result = clocked(lambda: read_bulk(iter(reports), Path(folder), progress=pace, **options))
    return seconds, feeding, pace, result


def on_dask(reports: list[Report], workers: int) -> Run:
    from distributed import Client, LocalCluster

    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        executor: Executor = client.get_executor()
        bulk(reports[:BATCH * 2 * workers], executor=executor)  # each worker loads the model
        return bulk(reports, executor=executor)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--on", nargs="+", default=[])
    options.add_argument("--off", nargs="+", default=[])
    options.add_argument("--reports", type=int, default=1000)
    options.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    options.add_argument("--no-dask", action="store_true")
    args = options.parse_args()
    on, off = on_topic(args.on), off_topic(args.off)
    nlp = spacy.load(MODEL)
    print(f"load of the machine at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")

    read_report(on[0])
    _, spacy_on, _ = clocked(lambda: bare(nlp, on))
    _, ours_on, _ = clocked(lambda: [read_report(report) for report in on])
    print(f"\n{len(on)} reports on topic, {sum(len(r.text.split()) for r in on)} words; seconds of processor")
    print(f"bare nlp.pipe             {spacy_on:7.1f}")
    print(f"reading one after another {ours_on:7.1f}   {ours_on / spacy_on:5.2f} x bare")

    reports = list(mixed(on, off, args.reports))
    took, spent, _ = clocked(lambda: bare(nlp, reports))
    print(f"\n{len(reports)} reports, {sum(len(r.text.split()) for r in reports)} words, one in ten on topic")
    print("                          seconds  reports/s  after start-up  of processor  as fast as bare   memory")
    print(f"bare nlp.pipe             {took:7.1f}  {len(reports) / took:9.1f}  {len(reports) / took:14.1f}  {spent:12.1f}")
    # The process that workers are forked from stays once it is there: let no run pay for the others.
    began, _, _ = clocked(lambda: bulk(reports[:1], workers=1))
    runs = [(f"bulk, {n} worker{'s' * (n > 1)}", bulk(reports, workers=n)) for n in args.workers]
    if not args.no_dask:
        runs.append(("bulk, Dask, 2 workers", on_dask(reports, 2)))
    for name, (seconds, _, pace, result) in runs:
        print(f"{name:<25} {seconds:7.1f}  {len(reports) / seconds:9.1f}  {pace.rate():14.1f}  {result.processor:12.1f}  "
              f"{spent / result.processor:13.2f} x  {result.memory:4.0f} MB")
    seconds, feeding, pace, result = runs[0][1]
    for name, (more, _, quicker, _) in runs[1:]:
        print(f"{name} against {runs[0][0]}: {seconds / more:.2f} x by the clock, {quicker.rate() / pace.rate():.2f} x after start-up")
    print(f"reckoned for two workers on two processors: {2 * result.processor / (result.processor + feeding):.2f} x "
          f"(workers {result.processor:.1f} s, the process that feeds them {feeding:.1f} s); start-up {began:.1f} s once")
    print(f"not parsed, since nothing in them can matter: {result.skipped} of {len(reports)}; load at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
