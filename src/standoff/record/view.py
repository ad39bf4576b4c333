"""The record as it could be known on a date: which reports, which mentions, with what a person decided about them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import case, or_, select

from standoff.record import corrections, duplicates, identity, schema
from standoff.record.filters import Filters
from standoff.record.flatten import mention_row
from standoff.record.party import PERSON, is_key
from standoff.record.store import Store

Mention = dict[str, Any]
_META = [
    schema.reports.c[name]
    for name in ("id", "key", "seq", "ref", "title", "byline", "publisher", "published", "url", "language", "program")
]
# More reports than so many are looked up all at once.
_MANY = 25_000


class View:
    """What the record knows from reports published on or before `as_of`.

    Reports are looked up as they are asked for; `reports`, `all` and `source` look up every one.
    """

    def __init__(self, store: Store, as_of: str | None = None) -> None:
        self.store, self.as_of = store, as_of
        self.generation = store.generation()
        self._rows: dict[str, dict[str, Any]] = {}
        self._sources: dict[str, str] = {}
        self._parties: dict[str, str] = {}
        self._kept: dict[str, Any] = {}
        self._read_corrections()

    def kept(self, name: str, make: Callable[[View], Any]) -> Any:
        """Return what `make` makes of this view, made once."""
        if name not in self._kept:
            self._kept[name] = make(self)
        return self._kept[name]

    @cached_property
    def all(self) -> dict[str, dict[str, Any]]:
        """All reports by id, also those published later and those that a later version of their page replaced."""
        self._rows |= {row["id"]: row for row in self._fetch(select(*_META))}
        return {row["id"]: row for row in self._rows.values()}

    @cached_property
    def reports(self) -> dict[str, dict[str, Any]]:
        """The reports that count: of several versions of a page the latest published by the view's date."""
        found = [row for row in self.all.values() if row["current"]]
        return {row["id"]: row for row in sorted(found, key=lambda r: (r["published"] or "", r["id"]))}

    @cached_property
    def source(self) -> dict[str, str]:
        """For each report that counts the one that stands for its group of copies: with the same one they are one source."""
        p = schema.pairs.c
        self._sources = duplicates.groups(sorted(self.reports), [(r["a"], r["b"]) for r in self.store.rows(select(p.a, p.b))])
        return self._sources

    def _fetch(self, query: Any) -> Iterator[dict[str, Any]]:
        own = schema.reports
        for row in self.store.rows(query.add_columns(case((identity.current(self.as_of), 1), else_=0).label("current")).select_from(own)):
            row["name"] = row["ref"] or row["key"]
            yield row

    def need(self, reports: Collection[str]) -> None:
        """Look up reports together that will be asked for one by one."""
        missing = sorted({r for r in reports if r not in self._rows})
        if len(missing) > _MANY:
            len(self.all)
            len(self.source)
        for some in duplicates.batched(missing if "all" not in self.__dict__ else []):
            self._rows |= {row["id"]: row for row in self._fetch(select(*_META).where(schema.reports.c.id.in_(some)))}
        self._group([r for r in reports if r not in self._sources and r in self._rows and self._rows[r]["current"]])

    def _group(self, reports: list[str]) -> None:
        """Find the copies of reports, and theirs."""
        if "source" in self.__dict__ or not reports:
            return
        p = schema.pairs.c
        members, linked, waiting = set(reports), [], sorted(reports)
        while waiting:
            found = []
            for some in duplicates.batched(waiting):
                found += [(r["a"], r["b"]) for r in self.store.rows(select(p.a, p.b).where(or_(p.a.in_(some), p.b.in_(some))))]
            others = sorted({r for pair in found for r in pair} - members)
            for some in duplicates.batched([r for r in others if r not in self._rows]):
                self._rows |= {row["id"]: row for row in self._fetch(select(*_META).where(schema.reports.c.id.in_(some)))}
            waiting = [r for r in others if self._rows[r]["current"]]
            members |= set(waiting)
            linked += found
        self._sources |= duplicates.groups(sorted(members), linked)

    def report(self, report: str) -> dict[str, Any]:
        """Return one report's row; ``current`` says whether it counts in this view."""
        if report not in self._rows:
            self.need([report])
        return self._rows[report]

    def source_of(self, report: str) -> str:
        """Return the report that stands for a report's group of copies."""
        if report not in self._sources:
            self.need([report])
        return self._sources.get(report, report)

    def _read_corrections(self) -> None:
        """Tie every correction that stands to the mentions that its evidence names now."""
        self.rejected: set[str] = set()
        self.accepted: set[str] = set()
        self.edits: dict[str, dict[str, Any]] = defaultdict(dict)
        self.together: list[list[str]] = []
        self.apart: list[list[str]] = []
        self.corrections = corrections.load(self.store)
        standing = [c for c in self.corrections if not c["undone"]]
        self.touched = {t["report"] for c in standing for t in c["target"]}
        wanted = sorted(self.touched)
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
        if name is None or is_key(name):
            return name
        if name.lower() not in self._parties:
            self.know([name])
        return self._parties[name.lower()] or name

    def know(self, names: Iterable[str | None]) -> None:
        """Look up together what names stand for that will be asked for one by one."""
        new = {n.lower() for n in names if n and not is_key(n)} - self._parties.keys()
        if new:
            known = identity.resolve(self, {n for n in new if not n.startswith(PERSON)})
            people = {n for n in new if n.startswith(PERSON)}
            known |= {PERSON + n: party for n, party in identity.persons(self, (n.removeprefix(PERSON) for n in people)).items()}
            self._parties |= {name: known.get(name, "") for name in new}

    def _read_as(self, party: str) -> list[str]:
        """Return the names under which a party was read, its own first."""
        return [party, *self.kept(f"names of {party}", lambda v: identity.names_of(v, party))]

    def name(self, report: str) -> str:
        """Return the name by which rows refer to a report: what its input called it, else its key."""
        return str(self.report(report)["name"])

    def names(self, reports: Any) -> list[str]:
        """Return the names of reports, oldest first, each once."""
        ordered = sorted(set(reports), key=lambda r: (self.report(r)["published"] or "", self.name(r)))
        return [self.name(r) for r in ordered]

    def independent(self, reports: Any) -> int:
        """Return how many sources these reports are, copies counted once."""
        return len({self.source_of(r) for r in reports})

    def mentions(
        self, kind: str, filters: Filters | None = None, *, reports: Collection[str] | None = None, ids: Collection[str] | None = None,
        only: Any = None,
    ) -> list[Mention]:
        """Return the mentions of one kind that stand and fit, by date and id, each with its ``body`` as a dict.

        Only those of some `reports`, of those `ids`, or that a condition of the database lets through, where they are given.
        """
        filters = filters or Filters()
        m = schema.mentions.c
        query = select(schema.mentions).where(m.kind == kind)
        if reports is not None:
            query = query.where(m.report.in_(sorted(reports)))
        if ids is not None:
            query = query.where(m.id.in_(sorted(ids)))
        if only is not None:
            query = query.where(only)
        if self.as_of:
            query = query.where((m.published <= self.as_of + "~") | m.published.is_(None))
        narrowed = query.where(*filters.clauses(self._read_as))
        rows = {row["id"]: row for row in self.store.rows(narrowed)}
        if self.edits:  # what a person changed may fit where what was read did not
            rows |= {row["id"]: row for row in self.store.rows(query.where(m.id.in_(sorted(self.edits))))}
        self.need({row["report"] for row in rows.values()})
        standing = [self._edited(row) for row in rows.values() if self.report(row["report"])["current"] and row["id"] not in self.rejected]
        self.know(n for row in standing for n in (row["sender"], row["side"], row["host"] if row["kind"] == "aid" else None))
        found = []
        for row in standing:
            row["read_as"] = (row["sender"], row["host"])
            row["sender"], row["side"] = self.party(row["sender"]), self.party(row["side"])
            if row["kind"] == "aid":
                row["host"] = self.party(row["host"])
            if filters.fits(row, self.report(row["report"])):
                found.append(row)
        return sorted(found, key=lambda r: (r["date"] or "", r["id"]))

    def about(self, statements: Sequence[str]) -> dict[str, list[str]]:
        """Return for each statement the parties that it is about."""
        p = schema.parties.c
        found: dict[str, list[str]] = defaultdict(list)
        for some in duplicates.batched(statements):
            query = select(p.mention, p.party).where(p.mention.in_(some), p.part == "about").order_by(p.mention, p.party)
            for row in self.store.rows(query):
                found[row["mention"]].append(row["party"])
        return found

    def _edited(self, row: Mention) -> Mention:
        row["body"] = json.loads(row["body"])
        row["accepted"] = row["id"] in self.accepted
        if changes := self.edits.get(row["id"]):
            body = {**row["body"], **changes}
            report = {"id": row["report"], "published": row["published"]}
            kept = {k: row[k] for k in ("place", "country", "lat", "lon")}
            row = {**mention_row(row["kind"], body, report, {}), **kept, "named": None, "body": body, "accepted": True}
        return row
