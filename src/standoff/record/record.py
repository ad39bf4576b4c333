"""`Record`: everything that can be asked of a record, and put into it."""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import select

from standoff.errors import RecordError
from standoff.mentions import Reading
from standoff.record import corrections, schema, tables
from standoff.record.filters import Filters
from standoff.record.rows import Row, Rows, uncollected
from standoff.record.store import Store
from standoff.record.view import View
from standoff.report import Report

# Reports put in with one transaction: at most so many, and for so long.
_BATCH, _SECONDS = 500, 1.0
# Views kept ready: each belongs to one state of the record and one date.
_KEPT = 8


class Record:
    """Many reports, one sourced picture. Made by `standoff.open`.

    Every query takes `as_of` (ISO date: the record as known from reports published by then; everything if not given)
    and the filters of `standoff.record.filters.Filters` by keyword (``sender``, ``host``, ``category``, ``status``,
    ``actor``, ``country``, ``type``, ``since``, ``until``, ``publisher``, ``text``), and returns `Rows`. In rows,
    ``report`` and ``reports`` name reports as their input did (a JSONL line's id or a file's name), and ``mentions``
    are mention ids, to be given to `show`.

    Parameters
    ----------
    address : str or Path
        Path of an SQLite file, or an SQLAlchemy address (``postgresql://…``).
    """

    def __init__(self, address: str | Path) -> None:
        self.store = Store(str(address))
        self._views: OrderedDict[tuple[str, str | None], View] = OrderedDict()
        self._lock = Lock()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back the database."""
        self.store.close()

    # --- putting in -------------------------------------------------------------------------------------------------

    def ingest(
        self, sources: Iterable[Any], *, executor: Executor | None = None, raw: Callable[[Report], bytes | None] | None = None
    ) -> Row:
        """Read and keep reports, a second's worth of them in one transaction: what is broken off goes on where it was.

        Parameters
        ----------
        sources : iterable
            Whatever `standoff.read_many` takes (reports, paths, folders, texts), or readings (`Reading`, or its dict).
        executor : concurrent.futures.Executor, optional
            Where reports are read.
        raw : callable, optional
            Gives the bytes from which a report was made, to be kept with their hash.

        Returns
        -------
        dict
            ``{"added": n, "known": n}``; a report that is there already is not read again.
        """
        counts = {"added": 0, "known": 0}
        waiting: list[tuple[dict[str, Any], bytes | None]] = []
        began = time.monotonic()

        def keep() -> None:
            with uncollected():
                added = self.store.add_all(waiting)
            counts["added"] += added
            counts["known"] += len(waiting) - added
            waiting.clear()

        try:
            for reading in self._readings(sources, executor, counts):
                data = raw(reading.report) if raw and isinstance(reading, Reading) else None
                waiting.append((reading.to_dict() if isinstance(reading, Reading) else reading, data))
                if len(waiting) >= _BATCH or time.monotonic() - began > _SECONDS:
                    keep()
                    began = time.monotonic()
        finally:
            if waiting:  # also what was read before a source broke
                keep()
        return counts

    def _readings(self, sources: Iterable[Any], executor: Executor | None, counts: Row) -> Iterable[Any]:
        from standoff.api import each_report, read_many

        def unknown(waiting: Iterable[Any]) -> Iterable[Report]:
            for report in each_report(waiting):
                if self.knows(report.id):
                    counts["known"] += 1
                else:
                    yield report

        pending = iter(sources)
        for first in pending:
            if isinstance(first, (Reading, Mapping)):
                yield first
                continue
            yield from read_many(unknown(_chain(first, pending)), executor)

    def knows(self, report_id: str) -> bool:
        """Whether a report with this id (its hash) is in the record."""
        with self.store.read() as db:
            return db.scalar(select(schema.reports.c.id).where(schema.reports.c.id == report_id)) is not None

    def reread(self, *, executor: Executor | None = None, all: bool = False) -> Rows:
        """Read again the reports that another version of the program read (or `all`) and return what changed.

        Returns
        -------
        Rows
            ``report, change, kind, id, evidence``: a mention ``added``, ``removed`` or ``changed``. Corrections stand.
        """
        from standoff.record.reread import reread

        found = reread(self.store, executor, all)
        return Rows(("report", "change", "kind", "id", "evidence"), lambda: found)

    # --- asking -----------------------------------------------------------------------------------------------------

    def view(self, as_of: str | None = None) -> View:
        """Return the record as known on a date; computed once for each state of the record."""
        key = (self.store.generation(), as_of)
        with self._lock:  # pages ask from several threads
            if key not in self._views:
                self._views[key] = View(self.store, as_of)
                while len(self._views) > _KEPT:
                    self._views.popitem(last=False)
            self._views.move_to_end(key)
            return self._views[key]

    def reports(self, *, as_of: str | None = None, versions: bool = False, **filters: Any) -> Rows:
        """Return the reports: ``id, key, ref, title, publisher, published, url, language, mentions, copies, program``.

        ``copies`` names the other reports of its group of copies. With `versions` also those that a later version of
        the same page replaced, marked by ``replaced_by``. Filters: ``publisher``, ``since``, ``until``, ``text``.
        """
        return self._rows(tables.REPORTS, lambda: tables.reports(self.view(as_of), Filters.of(filters), versions))

    def events(self, *, as_of: str | None = None, **filters: Any) -> Rows:
        """Return events, each once however often it is told: ``id, type, mode, source, target, date, …, reports, mentions``.

        ``source`` and ``target`` are lists of parties; ``first_reported``, ``last_reported``; ``independent`` is the
        number of reports with copies counted once; ``why`` says for each mention why it was taken for the same event.
        """
        return self._rows(tables.EVENTS, lambda: tables.events(self.view(as_of), Filters.of(filters)))

    def statements(self, *, as_of: str | None = None, opposed: bool = False, **filters: Any) -> Rows:
        """Return statements: ``id, date, speaker, party, act, kind, content, audience, channel, conditions, report``.

        With `opposed` only those that another statement contradicts, with ``opposed`` naming that one.
        """
        return self._rows(tables.STATEMENTS, lambda: tables.statements(self.view(as_of), Filters.of(filters), opposed))

    def deployments(self, *, as_of: str | None = None, **filters: Any) -> Rows:
        """Return what single reports say of forces, unreconciled: ``id, date, sender, host, category, item, low, high, basis, status, report, evidence``."""
        return self._rows(tables.DEPLOYMENTS, lambda: tables.deployments(self.view(as_of), Filters.of(filters)))

    def posture(
        self, *, as_of: str | None = None, date: str | None = None, assume: Sequence[str] = (), **filters: Any
    ) -> Rows:
        """Return whose forces are where, in bounds: what all that is said and is not in conflict leaves open.

        Parameters
        ----------
        as_of : str, optional
            Rests on reports published by then.
        date : str, optional
            The day for which the rows hold; `as_of` if not given.
        assume : sequence of str
            Statuses (``ordered``, ``standby``, ``considered``, ``under_way``) to be taken as carried out: their
            amounts are added to what is in place.

        Returns
        -------
        Rows
            ``as_of, date, sender, host, category, status, low, high, basis, what, according_to, mentions, reports`` and,
            in each row, ``because``: the constraints on which each bound rests, ``{"low": […], "high": […]}``, each
            with its mentions and how it reads. ``basis`` is ``total`` or ``increment`` (comes on top of what is in place).
        """
        from standoff.record import posture

        return self._rows(
            posture.COLUMNS,
            lambda: posture.rows(self.view(as_of), Filters.of(filters), date=date or as_of, assume=tuple(assume)),
        )

    def history(self, **filters: Any) -> Rows:
        """Return the posture as it could be known on each date on which a report was published, for charts over time."""
        from standoff.record import charts

        return charts.history(self, **filters)

    def aid(self, *, as_of: str | None = None, **filters: Any) -> Rows:
        """Return what single reports say of aid: ``id, date, donor, recipient, kind, what, low, high, unit, status, report, evidence``."""
        return self._rows(tables.AID, lambda: tables.aid(self.view(as_of), Filters.of(filters)))

    def aid_ledger(self, *, as_of: str | None = None, **filters: Any) -> Rows:
        """Return aid reconciled: ``donor, recipient, kind, what, unit, status, low, high, mentions, reports``.

        ``sender`` filters the donor, ``host`` the recipient.
        """
        from standoff.record import ledger

        return self._rows(ledger.COLUMNS, lambda: ledger.rows(self.view(as_of), Filters.of(filters)))

    def conflicts(self, *, as_of: str | None = None, **filters: Any) -> Rows:
        """Return what cannot all be true: ``what, kind, sender, host, category, claims, resolved, mentions, reports``.

        ``claims`` lists the sides, ``{"according_to", "low", "high", "mentions"}``; ``resolved`` says how it was settled
        (a correction by the publisher itself), else None.
        """
        from standoff.record import conflicts

        return self._rows(conflicts.COLUMNS, lambda: conflicts.rows(self.view(as_of), Filters.of(filters)))

    def duplicates(self, *, as_of: str | None = None) -> Rows:
        """Return groups of reports that are copies or updates of one text: ``group, ids, containment``."""
        return self._rows(tables.DUPLICATES, lambda: tables.duplicates(self.view(as_of)))

    def timeline(self, *, as_of: str | None = None, **filters: Any) -> Rows:
        """Return events, deployments, aid and statements in order of their dates: ``date, kind, id, text, parties, reports``."""
        return self._rows(tables.TIMELINE, lambda: tables.timeline(self.view(as_of), Filters.of(filters)))

    def search(
        self, query: str, *, as_of: str | None = None, kind: str | None = None, limit: int = 100, **filters: Any
    ) -> Rows:
        """Return what holds all words of `query`, best first: ``id, kind, date, report, excerpt``.

        `kind` is ``report``, ``event``, ``deployment``, ``aid`` or ``statement``. The words found stand in brackets.
        """
        return self._rows(
            tables.SEARCH, lambda: tables.search(self.view(as_of), query, Filters.of(filters), kind=kind, limit=limit)
        )

    def show(self, id: str, *, as_of: str | None = None) -> Row:
        """Return all about one thing: a mention, an event (``E…``) or a report (id, key or name).

        A mention comes with its report, its words and its ``body`` as read; an event with all its mentions; a report
        with its text, its reading and its mentions.

        Raises
        ------
        RecordError
            If there is nothing of that name.
        """
        return tables.show(self.view(as_of), id)

    def diff(self, since: str, until: str, **filters: Any) -> Rows:
        """Return what changed between two dates of knowledge: ``change, kind, what, before, after, reports``.

        ``change`` is ``new``, ``changed`` or ``gone``; kinds are ``posture``, ``event``, ``aid`` and ``conflict``.
        """
        from standoff.record import diff

        return self._rows(diff.COLUMNS, lambda: diff.rows(self.view(since), self.view(until), Filters.of(filters)))

    def brief(self, as_of: str | None = None, *, days: int = 7) -> str:
        """Return a situation report of one page in Markdown, with footnotes to the evidence.

        `days` is how far back events and statements count as recent.
        """
        from standoff.record import brief

        with uncollected():
            return brief.write(self.view(as_of), days)

    # --- correcting -------------------------------------------------------------------------------------------------

    def correct(
        self, id: str | Sequence[str], action: str, *, by: str, why: str, changes: Mapping[str, Any] | None = None
    ) -> str:
        """Keep what a person decided and return the correction's id.

        Parameters
        ----------
        id : str or sequence of str
            A mention; for ``merge`` and ``split`` two event mentions or more, or one event (``E…``) to split whole.
        action : str
            ``accept``, ``reject``, ``edit`` (with `changes`), ``merge`` (these are one event) or ``split`` (they are not).
        by, why : str
            Who decides, and the reason.
        changes : mapping, optional
            Fields of the mention as in the JSON contract, with the values that are right:
            ``{"count": {"low": 900, "high": 900, "text": "900"}}``.
        """
        view = self.view()
        ids = [id] if isinstance(id, str) else list(id)
        mentions = [m for one in ids for m in tables.mentions_named(view, one)]
        if unknown := sorted(set(changes or {}) - {k for m in mentions for k in m["body"]}):
            raise RecordError(f"correction: {', '.join(ids)} has no field {', '.join(unknown)}")
        return corrections.add(self.store, action, [corrections.target_of(m) for m in mentions], changes, by, why)

    def corrections(self) -> Rows:
        """Return all corrections, oldest first: ``id, action, target, changes, by, at, why, undone``."""
        return self._rows(("id", "action", "target", "changes", "by", "at", "why", "undone"), lambda: corrections.load(self.store))

    def undo(self, correction: str, *, by: str, why: str) -> None:
        """Take back a correction; it stays in the list, marked."""
        corrections.undo(self.store, correction, by, why)

    def rate(self, publisher: str, grade: str, *, by: str, why: str) -> None:
        """Keep a person's judgement of a publisher's reliability: a grade of the Admiralty scale, ``A`` to ``F``.

        It is shown with the publisher's reports and used for nothing else; the program never computes one.
        """
        from standoff.record import ratings

        ratings.rate(self.store, publisher, grade, by, why)

    def ratings(self) -> Rows:
        """Return all grades, oldest first: ``publisher, grade, meaning, by, at, why``; a publisher's last one holds."""
        from standoff.record import ratings

        return self._rows(ratings.COLUMNS, lambda: ratings.load(self.store))

    def export_corrections(self) -> str:
        """Return all corrections as JSON lines, for another copy of the record."""
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in corrections.load(self.store))

    def import_corrections(self, lines: Iterable[str]) -> int:
        """Add corrections that `export_corrections` wrote; return how many are new."""
        return corrections.import_lines(self.store, lines)

    def _rows(self, columns: Sequence[str], make: Callable[[], list[Row]]) -> Rows:
        return Rows(columns, make)


def _chain(first: Any, rest: Iterable[Any]) -> Iterable[Any]:
    yield first
    yield from rest
