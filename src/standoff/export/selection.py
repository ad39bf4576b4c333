"""What an export covers: a record, a date of knowledge and filters."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from standoff.errors import RecordError
from standoff.record import Record
from standoff.record.filters import Filters
from standoff.record.rows import Row, Rows
from standoff.record.view import View

KINDS = ("event", "deployment", "aid", "statement")
# The tables that formats of tables write, with the method of the record that gives each.
TABLES = ("reports", "events", "deployments", "aid", "statements", "posture", "aid_ledger", "conflicts")
_REPORT_FILTERS = {"publisher", "since", "until", "text"}


@dataclass
class Selection:
    """The part of a record that an export writes.

    Parameters
    ----------
    record : Record
        The record.
    as_of : str, optional
        Only what reports published by then say.
    filters : dict
        As for the record's queries; every format honours them.
    """

    record: Record
    as_of: str | None = None
    filters: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def view(self) -> View:
        """The record as known at that date."""
        return self.record.view(self.as_of)

    def table(self, name: str) -> Rows:
        """Return one of `TABLES`, filtered.

        Raises
        ------
        RecordError
            If there is no such table.
        """
        if name not in TABLES:
            raise RecordError(f"{name}: no such table; there are {', '.join(TABLES)}")
        if name == "reports":
            return self.record.reports(as_of=self.as_of, **{k: v for k, v in self.filters.items() if k in _REPORT_FILTERS})
        rows: Rows = getattr(self.record, name)(as_of=self.as_of, **self.filters)
        return rows

    def mentions(self, kind: str) -> list[Row]:
        """Return the mentions of one kind with their ``body`` as read, in order of date and id."""
        return self.view.mentions(kind, Filters.of(dict(self.filters)))

    def report(self, mention: Mapping[str, Any]) -> Row:
        """Return the report of a mention: id, name, title, publisher, published, url."""
        return self.view.report(mention["report"])

    @cached_property
    def coded_events(self) -> list[Row]:
        """The mentions of events that have a CAMEO code, each with its report's row under ``source_report``."""
        return [m | {"source_report": self.report(m)} for m in self.mentions("event") if m["body"].get("cameo")]

    @cached_property
    def merged_events(self) -> list[tuple[Row, list[Row]]]:
        """The merged events, each with its coded mentions; an event without a coded mention is left out."""
        by_id = {m["id"]: m for m in self.coded_events}
        found = []
        for event in self.table("events"):
            own = [by_id[i] for i in event["mentions"] if i in by_id]
            if own:
                found.append((event, own))
        return found


def number_of(text: str) -> int:
    """Return a stable whole number below 2**52 for an id, for formats whose ids are numbers."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:13], 16)
