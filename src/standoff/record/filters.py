"""What a query may ask for: the same names in Python, on the command line and in an address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import func, or_, select

from standoff.errors import RecordError
from standoff.record import schema
from standoff.record.flatten import _PARTS, parties_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Conditions that all must hold; None asks for nothing.

    Parameters
    ----------
    sender, host : str, optional
        ISO3 code, ``NATO``, ``EU``, ``UN`` or a name; donor and recipient of aid.
    category, status, type : str, optional
        As in the vocabulary; `type` is an event's type, a statement's act or the kind of aid.
    actor : str, optional
        A party in any part, or the source that vouches for the mention.
    country : str, optional
        ISO3 code of the place, host or any party.
    since, until : str, optional
        First and last day (ISO 8601) on which the mention holds.
    publisher : str, optional
        Part of the publisher's name.
    text : str, optional
        Words in the evidence.
    """

    sender: str | None = None
    host: str | None = None
    category: str | None = None
    status: str | None = None
    actor: str | None = None
    country: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    text: str | None = None

    @classmethod
    def of(cls, given: dict[str, Any]) -> Filters:
        """Return filters made of keyword arguments, saying which name is none."""
        names = {f.name for f in fields(cls)}
        if unknown := sorted(set(given) - names):
            raise RecordError(f"unknown filter {', '.join(unknown)}; there are {', '.join(sorted(names))}")
        return cls(**given)

    def clauses(self, names: Callable[[str], list[str]] = lambda party: [party]) -> list[Any]:
        """Return the conditions that the database can check; they let through whatever `fits` lets through.

        `names` gives all names under which a party was read.
        """
        m, p = schema.mentions.c, schema.parties.c
        found: list[Any] = [m[name] == value for name in ("category", "status", "type") if (value := getattr(self, name))]
        found += [m[name].in_(names(value)) for name in ("sender", "host") if (value := getattr(self, name))]
        if self.since:
            found.append(func.coalesce(m.until, m.date) >= self.since)
        if self.until:
            found.append(m.date <= self.until + "~")
        if self.actor:
            own = names(self.actor)
            found.append(or_(m.side.in_(own), m.sender.in_(own), m.id.in_(select(p.mention).where(p.party.in_(own)))))
        if self.country:
            ours = select(p.mention).where(or_(p.country == self.country, p.party == self.country))
            found.append(or_(m.country == self.country, m.host == self.country, m.id.in_(ours)))
        return found

    def fits(self, row: dict[str, Any], report: dict[str, Any]) -> bool:
        """Whether a mention, as it stands after corrections, fits."""
        for name in ("sender", "host", "category", "status", "type"):
            if (value := getattr(self, name)) and row.get(name) != value:
                return False
        if self.since and (row.get("until") or row.get("date") or "") < self.since:
            return False
        if self.until and (row.get("date") or "")[:10] > self.until:
            return False
        if self.publisher and self.publisher.lower() not in (report.get("publisher") or "").lower():
            return False
        if self.text and not all(w in (row.get("evidence") or "").lower() for w in self.text.lower().split()):
            return False
        if self.actor or self.country:
            parties = [p for part in _PARTS[row["kind"]] for p in parties_of(row["body"], part)]
            if self.actor and self.actor not in (*parties, row.get("sender"), row.get("side")):
                return False
            countries = (*parties, row.get("host"), row.get("country"), *_countries(row))
            if self.country and self.country not in countries:
                return False
        return True


def _countries(row: dict[str, Any]) -> list[Any]:
    values = [row["body"].get(part) for part in _PARTS[row["kind"]]]
    return [one.get("country") for v in values for one in (v if isinstance(v, list) else [v]) if one]
