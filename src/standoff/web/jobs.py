"""Reading in the background: one report after the other, in a process of its own, with progress that a page can show."""

from __future__ import annotations

import logging
import multiprocessing
import secrets
import shutil
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from standoff.errors import SourceError, StandoffError
from standoff.report import Report

if TYPE_CHECKING:
    from standoff.record import Record

log = logging.getLogger("standoff.web")
KEPT = 50


@dataclass(slots=True)
class Job:
    """One ingest.

    Parameters
    ----------
    id : str
        Its name in addresses.
    what : str
        What was given, in words.
    state : str
        ``waiting``, ``reading`` or ``done``.
    added, known : list of dict
        Reports that are new, and those that were there already: ``{"key", "title"}``.
    failed : list of str
        What could not be read, in words.
    now : str
        What is being read.
    """

    id: str
    what: str
    state: str = "waiting"
    added: list[dict[str, str]] = field(default_factory=list)
    known: list[dict[str, str]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    now: str = ""


class Jobs:
    """The ingests of this session, read one at a time."""

    def __init__(self, record: Record, processes: int = 1) -> None:
        self.record = record
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ingest")
        self._readers: ProcessPoolExecutor | None = None
        self._processes = processes

    def close(self) -> None:
        """Stop after the report that is being read."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._readers:
            self._readers.shutdown(wait=False, cancel_futures=True)

    def get(self, id: str) -> Job | None:
        """Return a job by its name."""
        return self._jobs.get(id)

    def all(self) -> list[Job]:
        """Return the jobs, the newest first."""
        return list(self._jobs.values())[::-1]

    def start(self, what: str, find: Callable[[], Iterable[Report | SourceError]], folder: Path | None = None) -> Job:
        """Begin to read what `find` gives; `folder` is thrown away afterwards."""
        job = Job(secrets.token_hex(6), what)
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
        self._thread.submit(self._run, job, find, folder)
        return job

    def _run(self, job: Job, find: Callable[[], Iterable[Report | SourceError]], folder: Path | None) -> None:
        job.state = "reading"
        try:
            for found in find():
                if isinstance(found, SourceError):
                    job.failed.append(str(found))
                else:
                    self._read(job, found)
            if not (job.added or job.known or job.failed):
                job.failed.append("There was no report in it.")
        except StandoffError as error:
            job.failed.append(str(error))
        except Exception:
            log.exception("ingest of %s failed", job.what)
            job.failed.append("The program made a mistake while reading this; its log says where.")
        finally:
            if folder:
                shutil.rmtree(folder, ignore_errors=True)
            job.state, job.now = "done", ""

    def _read(self, job: Job, report: Report) -> None:
        job.now = report.title or report.ref or "a report"
        told = {"key": report.id.removeprefix("sha256:")[:10], "title": job.now}
        try:
            counts: dict[str, Any] = self.record.ingest([report], executor=self._pool())
        except StandoffError as error:
            job.failed.append(f"{job.now}: {error}")
            return
        (job.added if counts["added"] else job.known).append(told)

    def _pool(self) -> ProcessPoolExecutor:
        # A process of its own, so that the pages answer while a long report is read.
        if self._readers is None:
            self._readers = ProcessPoolExecutor(self._processes, mp_context=multiprocessing.get_context("spawn"))
        return self._readers
