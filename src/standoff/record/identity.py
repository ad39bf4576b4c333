"""Actors across reports: a name that one report explains is explained in all."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from standoff.record.schema import actors

# An office without a country is another's in each report.
_OFFICES = frozenset(
    """the a of for and foreign defence defense interior prime deputy first vice state national security armed general chief secretary minister
    ministers ministry president chancellor premier spokesman spokeswoman spokesperson official officials government parliament cabinet army
    navy military forces ambassador envoy leader adviser advisor commander governor mayor staff police council senate congress affairs
    department office embassy authorities troops soldiers opposition king queen pope""".split())

if TYPE_CHECKING:
    from standoff.record.view import View


def known_parties(view: View) -> dict[str, str]:
    """Return the parties of persons and bodies by their names in lower case, surnames alone where only one has them.

    Where reports differ the party that most of them give is taken; where that is a tie, none.
    """
    a = actors.c
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, str] = {}
    query = select(a.report, a.name, a.kind, a.party, func.count().label("n")).where(a.party.is_not(None)).group_by(a.report, a.name, a.kind, a.party)
    for row in view.store.rows(query):
        if row["report"] in view.reports and row["party"] != row["name"] and not _OFFICES.issuperset(row["name"].lower().split()):
            votes[row["name"].lower()][row["party"]] += 1
            kinds[row["name"].lower()] = row["kind"] or ""
    known: dict[str, str] = {}
    surnames: dict[str, set[str]] = defaultdict(set)
    for name, counted in votes.items():
        (party, most), *rest = counted.most_common()
        if not rest or most > rest[0][1]:
            known[name] = party
            if kinds[name] == "person" and " " in name:
                surnames[name.split()[-1]].add(party)
    for surname, parties in surnames.items():
        if len(parties) == 1:
            known.setdefault(surname, next(iter(parties)))
    return known
