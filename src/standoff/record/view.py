"""The record as it could be known on a date: which reports, which mentions, with what a person decided about them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import select

from standoff.record import corrections, duplicates, schema
from standoff.record.filters import Filters
from standoff.record.flatten import mention_row
from standoff.record.identity import known_parties
from standoff.record.party import ALLIANCES
from standoff.record.store import Store

Mention = dict[str, Any]
_META = ("id", "key", "seq", "ref", "title", "byline", "publisher", "published", "url", "language", "program")


class View:
    """What the record knows from reports published on or before `as_of`.

    Attributes
    ----------
    reports : dict
        The reports that count: of several versions of a page the latest published by then.
    source : dict
        For each report the one that stands for its group of copies: reports with the same one are one source.
    """

    def __init__(self, store: Store, as_of: str | None = None) -> None:
        self.store, self.as_of = store, as_of
        columns = [schema.reports.c[name] for name in _META]
        self.all = {row["id"]: row for row in store.rows(select(*columns))}
        for row in self.all.values():
            row["name"] = row["ref"] or row["key"]
        self.reports = self._current()
        linked = [(r["a"], r["b"]) for r in store.rows(select(schema.pairs.c.a, schema.pairs.c.b))]
        self.source = duplicates.groups(sorted(self.reports), linked)
        self._read_corrections()
        self._kept: dict[str, Any] = {}

    def kept(self, name: str, make: Callable[[View], Any]) -> Any:
        """Return what `make` makes of this view, made once."""
        if name not in self._kept:
            self._kept[name] = make(self)
        return self._kept[name]

    def _current(self) -> dict[str, dict[str, Any]]:
        known = [r for r in self.all.values() if not self.as_of or not r["published"] or r["published"][:10] <= self.as_of]
        latest: dict[str, dict[str, Any]] = {}
        for row in known:
            page = row["url"] or row["id"]
            if page not in latest or _version(row) > _version(latest[page]):
                latest[page] = row
        return {row["id"]: row for row in sorted(latest.values(), key=lambda r: (r["published"] or "", r["id"]))}

    def _read_corrections(self) -> None:
        """Tie every correction that stands to the mentions that its evidence names now."""
        self.rejected: set[str] = set()
        self.accepted: set[str] = set()
        self.edits: dict[str, dict[str, Any]] = defaultdict(dict)
        self.together: list[list[str]] = []
        self.apart: list[list[str]] = []
        self.corrections = corrections.load(self.store)
        standing = [c for c in self.corrections if not c["undone"]]
        wanted = sorted({t["report"] for c in standing for t in c["target"]} & set(self.all))
        have: dict[str, list[Mention]] = defaultdict(list)
        if wanted:
            m = schema.mentions.c
            for row in self.store.rows(select(m.id, m.report, m.kind, m.start, m.end, m.evidence).where(m.report.in_(wanted))):
                have[row["report"]].append(row)
        for one in standing:
            ids = [i for t in one["target"] if (i := corrections.find(t, have[t["report"]]))]
            for own in ids:
                if one["action"] == "reject":
                    self.rejected.add(own)
                    self.accepted.discard(own)
                elif one["action"] in ("accept", "edit"):
                    self.rejected.discard(own)
                    self.accepted.add(own)
                    self.edits[own].update(one["changes"] or {})
            if one["action"] in ("merge", "split") and len(ids) > 1:
                (self.together if one["action"] == "merge" else self.apart).append(ids)

    def party(self, name: str | None) -> str | None:
        """Return the party that a name stands for, as the reports together let one know, else the name itself."""
        if name is None or len(name) == 3 and name.isupper() or name in ALLIANCES:
            return name
        known: dict[str, str] = self.kept("parties", known_parties)
        return known.get(name.lower(), name)

    def _read_as(self, party: str) -> list[str]:
        """Return the names under which a party was read, its own first."""
        known: dict[str, str] = self.kept("parties", known_parties)
        spelt: dict[str, str] = self.kept("spelt", lambda v: {r["party"].lower(): r["party"] for r in v.store.rows(select(schema.parties.c.party).distinct())})
        return [party, *(spelt[name] for name, key in known.items() if key == party and name in spelt)]

    def name(self, report: str) -> str:
        """Return the name by which rows refer to a report: what its input called it, else its key."""
        return str(self.all[report]["name"])

    def names(self, reports: Any) -> list[str]:
        """Return the names of reports, oldest first, each once."""
        ordered = sorted(set(reports), key=lambda r: (self.all[r]["published"] or "", self.name(r)))
        return [self.name(r) for r in ordered]

    def independent(self, reports: Any) -> int:
        """Return how many sources these reports are, copies counted once."""
        return len({self.source.get(r, r) for r in reports})

    def mentions(
        self, kind: str, filters: Filters | None = None, *, report: str | None = None, ids: Collection[str] | None = None
    ) -> list[Mention]:
        """Return the mentions of one kind that stand and fit, by date and id, each with its ``body`` as a dict.

        Only those of one `report`, or of those `ids`, where they are given.
        """
        filters = filters or Filters()
        m = schema.mentions.c
        query = select(schema.mentions).where(m.kind == kind)
        if report is not None:
            query = query.where(m.report == report)
        if ids is not None:
            query = query.where(m.id.in_(sorted(ids)))
        if self.as_of:
            query = query.where((m.published <= self.as_of + "~") | m.published.is_(None))
        narrowed = query.where(*filters.clauses(self._read_as))
        rows = {row["id"]: row for row in self.store.rows(narrowed)}
        if self.edits:  # what a person changed may fit where what was read did not
            rows |= {row["id"]: row for row in self.store.rows(query.where(m.id.in_(sorted(self.edits))))}
        found = []
        for row in rows.values():
            if row["report"] in self.reports and row["id"] not in self.rejected:
                row["body"] = json.loads(row["body"])
                row = self._edited(row)
                row["sender"], row["side"] = self.party(row["sender"]), self.party(row["side"])
                if row["kind"] == "aid":
                    row["host"] = self.party(row["host"])
                if filters.fits(row, self.reports[row["report"]]):
                    found.append(row)
        return sorted(found, key=lambda r: (r["date"] or "", r["id"]))

    def about(self) -> dict[str, list[str]]:
        """Return for each statement the parties that it is about."""
        p = schema.parties.c
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.store.rows(select(p.mention, p.party).where(p.part == "about").order_by(p.mention, p.party)):
            found[row["mention"]].append(row["party"])
        return found

    def _edited(self, row: Mention) -> Mention:
        row["accepted"] = row["id"] in self.accepted
        if changes := self.edits.get(row["id"]):
            body = {**row["body"], **changes}
            report = {"id": row["report"], "published": row["published"]}
            kept = {k: row[k] for k in ("place", "country", "lat", "lon")}
            row = {**mention_row(row["kind"], body, report, {}), **kept, "named": None, "body": body, "accepted": True}
        return row


def _version(row: dict[str, Any]) -> tuple[str, int]:
    return (row["published"] or "", row["seq"])
