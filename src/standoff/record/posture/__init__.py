"""The posture: whose forces are where, in bounds.

Each deployment mention becomes a claim (`claims`). Claims of one sender and category are gathered by place: what is in
place (`pool`, of rival claims those that still stand: `standing`), what is coming (`moves`). All of them are constraints
of one linear problem (`model`), of which every row is a least and a greatest value (`solve`).
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import or_, select

from standoff.record import schema
from standoff.record.filters import Filters
from standoff.record.posture import model as models
from standoff.record.posture import words
from standoff.record.posture.claims import Claim, claims_of, ordinal
from standoff.record.posture.retracted import retractions
from standoff.record.rows import Row
from standoff.record.view import View

COLUMNS = (
    "as_of", "sender", "host", "category", "status", "low", "high", "basis", "what", "according_to", "mentions", "reports",
)


def rows(view: View, filters: Filters, *, date: str | None = None, assume: tuple[str, ...] = ()) -> list[Row]:
    """Return the posture's rows."""
    found = []
    for group in groups(view, filters, date):
        for row in models.rows(group, assume, filters.host):
            if _fits(row, filters):
                reports = {group.by_id[m].report for m in row["mentions"]}
                found.append({
                    "as_of": view.as_of, "date": date, **row, "reports": view.names(reports), "independent": view.independent(reports),
                })
    return sorted(found, key=lambda r: (r["sender"], r["host"] or "", r["category"], models.STATUSES.index(r["status"]), str(r["mentions"])))


def groups(view: View, filters: Filters, date: str | None = None) -> list[models.Model]:
    """Return a model for each sender and category, of the claims that stand."""
    claims, wrong = _of_host(view, filters) or all_claims(view, filters)
    last = ordinal(date)
    return build_models(view, filters, [c for c in claims if c.id not in wrong and (last is None or c.day <= last)])


def all_claims(view: View, filters: Filters) -> tuple[list[Claim], dict[str, str]]:
    """Return the claims, those of them that are taken back with the claim that takes their place."""
    if filters == Filters():
        return view.kept("claims", lambda v: _claims(v, filters))  # type: ignore[no-any-return]
    return _claims(view, filters)


def _of_host(view: View, filters: Filters) -> tuple[list[Claim], dict[str, str]] | None:
    """Return the claims on one sender's forces in one country, None where figures for more than it bear on it."""
    if not filters.sender or not filters.host:
        return None
    m = schema.mentions.c
    mending = select(schema.reports.c.id).where(schema.reports.c.mends == 1)
    named = m.named.like(f'%"{filters.host}"%')
    claims, wrong = _claims(view, filters, or_(m.host == filters.host, m.host.is_(None), named, m.report.in_(mending)))
    wider = any(len(c.hosts) != 1 and (c.hosts or c.scope or c.parts or words.several(c.said)) for c in claims)
    return None if wider or view.edits else (claims, wrong)


def _claims(view: View, filters: Filters, only: Any = None) -> tuple[list[Claim], dict[str, str]]:
    wanted = Filters(sender=filters.sender, category=filters.category, publisher=filters.publisher, since=filters.since, until=filters.until)
    mentions = view.mentions("deployment", wanted, only=only)
    wrong, claims = retractions(view, claims_of(view, mentions))
    return claims, wrong


def build_models(view: View, filters: Filters, claims: list[Claim]) -> list[models.Model]:
    """Return a model for each sender and category; of the claims of a whole view each is made once."""
    by_key: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for c in claims:
        by_key[c.sender, c.category].append(c)
    kept: dict[tuple[str, ...], models.Model] = view.kept("models", lambda _: {}) if filters == Filters() else {}
    found = []
    for key in sorted(by_key):
        own = tuple(c.id for c in by_key[key])
        if own not in kept:
            kept[own] = models.build(by_key[key])
        found.append(kept[own])
    return found


def _fits(row: Row, filters: Filters) -> bool:
    if filters.host and row["host"] != filters.host and filters.host not in row.get("hosts", ()):
        return False
    if filters.status and row["status"] != filters.status:
        return False
    if filters.actor and row["sender"] != filters.actor:
        return False
    return not filters.country or filters.country in (row["sender"], row["host"], *row.get("hosts", ()))


__all__ = ["COLUMNS", "groups", "rows"]
