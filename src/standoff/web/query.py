"""The address of a page is its query: read from it, written back to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode


class BadQuery(ValueError):
    """The address asks for something that cannot be; the message says what, in words."""


DATES = ("as_of", "compare", "since", "until")
NUMBERS = ("page", "size")
LARGEST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Query:
    """What a page is asked for.

    Parameters
    ----------
    as_of : str or None
        Known from reports published by this day; the newest report's day where none is given.
    compare : str or None
        An earlier day to set beside `as_of`.
    sender, host, category, status, publisher : str or None
        Filters on posture.
    actor, country, type, act, kind : str or None
        Filters on events and statements.
    since, until : str or None
        First and last day of events and statements.
    q : str or None
        Words to search for.
    assume : str or None
        Statuses, by comma, to be taken as carried out.
    view : str or None
        Part of the map: ``crisis`` or ``world``.
    by : str or None
        What a timeline is sorted into, or a queue by.
    page, size : int or None
        Page of a long list and the rows on it.
    """

    as_of: str | None = None
    compare: str | None = None
    sender: str | None = None
    host: str | None = None
    category: str | None = None
    status: str | None = None
    publisher: str | None = None
    actor: str | None = None
    country: str | None = None
    type: str | None = None
    act: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    q: str | None = None
    assume: str | None = None
    view: str | None = None
    by: str | None = None
    page: int | None = None
    size: int | None = None

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Query:
        """Read a query out of an address; raise `BadQuery` where a date or number is none."""
        values: dict[str, Any] = {}
        for item in fields(cls):
            value = parameters.get(item.name, "").strip()
            if not value:
                continue
            if item.name in DATES:
                value = _day(item.name, value)
            values[item.name] = _count(item.name, value) if item.name in NUMBERS else value[:500]
        return cls(**values)

    def only(self, *names: str) -> dict[str, Any]:
        """Return the given filters that are set, as keyword arguments."""
        return {name: getattr(self, name) for name in names if getattr(self, name) is not None}

    def set(self) -> dict[str, Any]:
        """Return all that is set."""
        return self.only(*(item.name for item in fields(self)))

    def link(self, path: str, drop: Iterable[str] = (), **changes: Any) -> str:
        """Return the address of `path` under this query with changes; `drop` leaves out what does not belong there."""
        values = replace(self, **changes).set()
        left = {name: value for name, value in values.items() if name not in set(drop)}
        return path + ("?" + urlencode(left) if left else "")


def _day(name: str, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise BadQuery(f"{name.replace('_', ' ')} is a date as year-month-day, such as 2022-02-02.") from None


def _count(name: str, value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= (LARGEST_PAGE if name == "size" else 1_000_000):
        raise BadQuery(f"{name} is a number from 1{f' to {LARGEST_PAGE}' if name == 'size' else ''}.")
    return int(value)
