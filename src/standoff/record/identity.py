"""Actors across reports: a name that one report explains is explained in all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, or_, select, true, tuple_

from standoff.record.duplicates import batched
from standoff.record.schema import actors, parties, reports

# An office without a country is another's in each report.
_OFFICES = frozenset(
    """the a of for and foreign defence defense interior prime deputy first vice state national security armed general chief secretary minister
    ministers ministry president chancellor premier spokesman spokeswoman spokesperson official officials government parliament cabinet army
    navy military forces ambassador envoy leader adviser advisor commander governor mayor staff police council senate congress affairs
    department office embassy authorities troops soldiers opposition king queen pope""".split())

if TYPE_CHECKING:
    from standoff.record.view import View


def resolve(view: View, names: Iterable[str]) -> dict[str, str]:
    """Return the parties for which names (in lower case) of persons and bodies stand, surnames alone where only one has them.

    Where reports differ the party that most of them give is taken; where that is a tie, none.
    """
    wanted = sorted(set(names))
    known = {name: party for name, _, party in _majorities(view, actors.c.key, wanted)}
    surnames: dict[str, set[str]] = defaultdict(set)
    for _, surname, party in _majorities(view, actors.c.surname, [name for name in wanted if name not in known]):
        surnames[surname].add(party)
    for surname, found in surnames.items():
        if len(found) == 1:
            known[surname] = next(iter(found))
    known |= _by_surname(view, [name for name in wanted if name not in known and " " in name])
    return known | _lent(view, [name for name in wanted if name not in known])


def _lent(view: View, names: list[str]) -> dict[str, str]:
    """Return the countries of persons whom no report introduces as somebody's, where all that were read to mean one agree."""
    found: dict[str, set[str]] = defaultdict(set)
    for column, own in ((actors.c.key, [n for n in names if " " in n]), (actors.c.surname, [n for n in names if " " not in n])):
        for some in batched(own):
            query = (
                select(column.label("value"), actors.c.country).distinct().join(reports, reports.c.id == actors.c.report)
                .where(column.in_(some), actors.c.kind == "person", actors.c.party.is_(None), actors.c.country.is_not(None), current(view.as_of))
            )
            for row in view.store.rows(query):
                found[row["value"]].add(row["country"])
    return {name: next(iter(own)) for name, own in found.items() if len(own) == 1}


def persons(view: View, names: Iterable[str]) -> dict[str, str]:
    """Return the parties of persons, by their names in lower case, as far as reports say whose they are; by surnames that one person has.

    A report that leaves a minister's country open may be read to mean another's than the one that introduces him.
    """
    wanted, person = sorted(set(names)), actors.c.kind == "person"
    known = {name: party for name, _, party in _majorities(view, actors.c.key, wanted, only=person)}
    bearers: dict[str, set[str]] = defaultdict(set)
    for _, surname, party in _majorities(view, actors.c.surname, [name for name in wanted if name not in known and " " not in name], only=person):
        bearers[surname].add(party)
    known |= {surname: next(iter(found)) for surname, found in bearers.items() if len(found) == 1}
    known |= _by_surname(view, [name for name in wanted if name not in known and " " in name])
    return known | _lent(view, [name for name in wanted if name not in known])


def _by_surname(view: View, names: list[str]) -> dict[str, str]:
    """Return the parties of persons whose country only reports that have their surnames alone say ("Peru's president Quispe")."""
    surnames, is_person = sorted({n.split()[-1] for n in names}), actors.c.kind == "person"
    others = {surname for _, surname, _ in _majorities(view, actors.c.surname, surnames, only=is_person)}
    bare = {key: party for key, _, party in _majorities(view, actors.c.key, surnames, only=is_person) if key not in others}
    return {n: bare[n.split()[-1]] for n in names if n.split()[-1] in bare}


def names_of(view: View, party: str) -> list[str]:
    """Return the names, as they were read, that stand for a party by what other reports say of them."""
    rows = view.store.rows(select(actors.c.name, actors.c.key, actors.c.surname).where(actors.c.party == party).distinct())
    spelt = {row["name"]: row["key"] for row in rows}
    spelt |= {row["name"].split()[-1]: row["surname"] for row in rows if row["surname"]}
    read = [
        row["party"] for some in batched(sorted(spelt))
        for row in view.store.rows(select(parties.c.party).where(parties.c.party.in_(some)).distinct())
    ]
    known = resolve(view, [spelt[name] for name in read])
    return [name for name in read if known.get(spelt[name]) == party]


def _majorities(view: View, column: Any, values: list[str], *, only: Any = None) -> list[tuple[str, str, str]]:
    """Return each full name whose key or surname is one of some values, with that value and the party that most reports give it."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for some in batched(values):
        query = (
            select(actors.c.key, column.label("value"), actors.c.party, func.count(actors.c.report.distinct()).label("n"))
            .join(reports, reports.c.id == actors.c.report)
            .where(column.in_(some), actors.c.party.is_not(None), actors.c.party != actors.c.name, current(view.as_of), true() if only is None else only)
            .group_by(actors.c.key, column, actors.c.party)
        )
        for row in view.store.rows(query):
            if not _OFFICES.issuperset(row["key"].split()):
                votes[row["key"], row["value"]][row["party"]] += row["n"]
    found = []
    for (key, value), counted in votes.items():
        (party, most), *rest = counted.most_common()
        if not rest or most > rest[0][1]:
            found.append((key, value, party))
    return found


def current(as_of: str | None) -> Any:
    """Return the condition that a report was published by a date and that no later version of its page was."""
    later = reports.alias()
    newer = and_(
        later.c.url == reports.c.url,
        tuple_(func.coalesce(later.c.published, ""), later.c.seq) > tuple_(func.coalesce(reports.c.published, ""), reports.c.seq),
        _by(later, as_of),
    )
    return and_(or_(reports.c.url.is_(None), ~exists(select(later.c.id).where(newer))), _by(reports, as_of))


def _by(table: Any, as_of: str | None) -> Any:
    return or_(table.c.published.is_(None), table.c.published <= as_of + "~") if as_of else True
