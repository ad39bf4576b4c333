"""What every page has at hand: the record with its answers kept ready, the settings, the pages themselves."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from standoff.web.jobs import Jobs
from standoff.web.query import Query
from standoff.web.settings import Settings

if TYPE_CHECKING:
    from standoff.record import Record

# Answers kept ready, in rows: enough for a film over a long crisis, little enough for a laptop.
KEPT_ROWS = 600_000


class Room:
    """The record with the settings under which it is shown.

    Parameters
    ----------
    record : Record
        An open record.
    settings : Settings
        How it is served.
    """

    def __init__(self, record: Record, settings: Settings) -> None:
        self.record = record
        self.settings = settings
        self.jobs = Jobs(record)
        self._kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._making: dict[tuple[Any, ...], Lock] = {}
        self._generation: str | None = None
        self._lock = Lock()
        self._warmer = ThreadPoolExecutor(1, thread_name_prefix="warm")
        self._warmed: str | None = None

    def begin(self) -> None:
        """Begin to answer a request: what was made for an earlier state of the record is let go."""
        generation = self.record.store.generation()
        with self._lock:
            if generation != self._generation:
                self._kept.clear()
                self._making.clear()
                self._generation = generation

    def close(self) -> None:
        """Let go of threads and processes."""
        self.jobs.close()
        self._warmer.shutdown(wait=False, cancel_futures=True)

    def warm(self) -> None:
        """Make in the background what most pages need, so that a large record answers at once after a change."""
        generation = self.record.store.generation()
        if generation != self._warmed:
            self._warmed = generation
            self._warmer.submit(self._warm, generation)

    def _warm(self, generation: str) -> None:
        for name in ("posture", "events", "conflicts", "timeline", "statements", "deployments"):
            if self._warmed != generation:
                return  # changed again meanwhile
            self.begin()
            self.ask(name)
        self.ask("statements", opposed=True)

    def ask(self, name: str, *args: Any, **filters: Any) -> list[dict[str, Any]]:
        """Return the rows of one of the record's queries; computed once for each state of the record."""
        rows: list[dict[str, Any]] = self.once((name, *args), lambda: list(getattr(self.record, name)(*args, **filters)), **filters)
        return rows

    def once(self, about: tuple[Any, ...], make: Callable[[], Any], **filters: Any) -> Any:
        """Return what `make` makes, made once for each state of the record."""
        key = (*about, *sorted((k, v) for k, v in filters.items() if v is not None))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            generation, making = self._generation, self._making.setdefault(key, Lock())
        with making:  # two who ask the same wait for one answer; others do not wait
            if key in self._kept:
                return self._kept[key]
            made = make()
        with self._lock:
            if generation == self._generation:
                self._kept[key] = made
                total = sum(_size(v) for v in self._kept.values())
                while total > KEPT_ROWS and len(self._kept) > 1:
                    total -= _size(self._kept.popitem(last=False)[1])
        return made

    def posture(self, as_of: str | None, **filters: Any) -> list[dict[str, Any]]:
        """Return posture rows; of the newest state, which is at hand as a whole, they are picked out."""
        if as_of is None and set(filters) <= {"sender", "host", "category", "status"}:
            found = [r for r in self.ask("posture") if all(r[name] == value for name, value in filters.items())]
            if found:
                return found
        return self.ask("posture", as_of=as_of, **filters)

    def reports(self) -> list[dict[str, Any]]:
        """Return all reports, replaced versions included, oldest first."""
        return self.ask("reports", versions=True)

    def dates(self) -> list[str]:
        """Return the days on which reports were published, oldest first."""
        found: list[str] = self.once(("dates",), lambda: sorted({r["published"][:10] for r in self.reports() if r["published"]}))
        return found

    def publishers(self) -> list[str]:
        """Return the publishers by name."""
        found: list[str] = self.once(("publishers",), lambda: sorted({r["publisher"] for r in self.reports() if r["publisher"]}))
        return found

    def report_keys(self) -> dict[str, str]:
        """Return the keys of reports by the names that rows call them."""
        found: dict[str, str] = self.once(("keys",), lambda: {r["name"]: r["key"] for r in self.reports()})
        return found

    def report_named(self, name: str) -> dict[str, Any] | None:
        """Return the row of a report by name or key."""
        found = self.once(("named",), lambda: {r[k]: r for k in ("name", "key") for r in self.reports()})
        row: dict[str, Any] | None = found.get(name)
        return row

    def colours(self) -> dict[str, int]:
        """Return a colour for each sender, the same on every date: the seven most told of have their own."""

        def make() -> dict[str, int]:
            told: dict[str, int] = {}
            for row in self.ask("posture"):
                told[row["sender"]] = told.get(row["sender"], 0) + len(row["mentions"])
            ranked = sorted(told, key=lambda s: (-told[s], s))
            return {sender: min(i, 8) for i, sender in enumerate(ranked, 1)}

        found: dict[str, int] = self.once(("colours",), make)
        return found


def _size(value: Any) -> int:
    return len(value) if hasattr(value, "__len__") else 1


@dataclass(slots=True)
class Content:
    """What a page shows.

    Parameters
    ----------
    rows : iterable of dict
        The rows that the page is about; .json, .csv and .geojson give all of them.
    context : dict
        What the template needs beside them.
    extra : dict
        What the .json has beside the rows.
    template : str or None
        Another template than the page's own.
    code : int
        HTTP status.
    """

    rows: Iterable[dict[str, Any]] = ()
    context: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    template: str | None = None
    code: int = 200


class NotThere(LookupError):
    """What was asked for is not in the record; the message says so in words."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the application.

    Parameters
    ----------
    path : str
        Its address without suffix, with parameters in braces.
    title : str
        Its title.
    template : str
        Its template.
    make : callable
        Makes the content, given room, query and the parameters of the address.
    geo : bool
        Whether it is there as GeoJSON.
    data : bool
        Whether it is there as JSON and CSV.
    """

    path: str
    title: str
    template: str
    make: Callable[..., Content]
    geo: bool = False
    data: bool = True


PAGES: list[Page] = []
Maker = Callable[..., Content]


def page(path: str, title: str, template: str, *, geo: bool = False, data: bool = True) -> Callable[[Maker], Maker]:
    """Register a function as a page."""

    def register(make: Maker) -> Maker:
        PAGES.append(Page(path, title, template, make, geo, data))
        return make

    return register


def part_of(rows: list[Any], query: Query, settings: Settings) -> tuple[list[Any], dict[str, Any]]:
    """Return the rows on the page asked for, and what its pager needs."""
    size = query.size or settings.page_size
    pages = max(1, -(-len(rows) // size))
    at = min(query.page or 1, pages)
    return rows[(at - 1) * size : at * size], {"at": at, "pages": pages, "total": len(rows), "size": size}


def last_of(rows: list[Any], query: Query, settings: Settings) -> tuple[list[Any], dict[str, Any]]:
    """Return the rows on the page asked for of a list that is shown from its end."""
    size = query.size or settings.page_size
    pages = max(1, -(-len(rows) // size))
    at = min(query.page or 1, pages)
    end = len(rows) - (at - 1) * size
    return rows[max(0, end - size) : end][::-1], {"at": at, "pages": pages, "total": len(rows), "size": size}
