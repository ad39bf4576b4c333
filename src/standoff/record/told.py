"""Deeds kept from question to question: a report's are worked out again only when something that they rest on changes.

That is its reading, a person's corrections of its mentions, and whom the names in it are taken for in the light of all
reports. What is kept is told in the form of `Telling`, without the words and bodies of the mentions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from sys import intern
from typing import Any
from zlib import crc32

from sqlalchemy import Connection, delete, insert, select

from standoff.record import schema
from standoff.record.accounts import derive
from standoff.record.deeds import Deed
from standoff.record.duplicates import batched
from standoff.record.view import View
from standoff.version import VERSION

_AT_ONCE = 500
# Of so many reports what they tell stays in memory.
_AT_HAND = 20_000


@dataclass(slots=True, eq=False)
class Telling:
    """What one report says of one event: a deed, as far as reconciliation looks at it.

    Attributes
    ----------
    ids : list of str
        The mentions that tell it, the one that it was read from first.
    kind : str
        That mention's.
    country : str or None
        Where that mention says it was.
    mark : int
        Changes with what its report tells.

    The others are as in `standoff.record.deeds.Deed`.
    """

    report: str
    published: str
    ids: list[str]
    kind: str
    type: str
    mode: str | None
    sources: list[str]
    targets: list[str]
    day: int
    dated: bool
    tense: str
    words: list[str]
    weak: bool
    further: bool
    phase: str
    facing: list[str]
    arms: list[str]
    country: str | None
    mark: int = 0


_FIELDS = ("ids", "kind", "type", "mode", "sources", "targets", "day", "dated", "tense", "words", "weak", "further", "phase", "facing", "arms", "country")


@cache
def rules() -> str:
    """Return a mark that changes with the program's rules for deeds and events: what older ones gave is not taken for theirs."""
    mark = hashlib.sha256(VERSION.encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        mark.update(path.read_bytes())
    return mark.hexdigest()[:16]


def tellings(view: View) -> list[Telling]:
    """Return what the reports of a view say was done, from what is kept and, where that no longer holds, anew."""
    found: list[Telling] = []
    stale: list[str] = []
    for report, told in _kept(view):
        if told is None:
            stale.append(report)
        else:
            found += _parse(view, report, told)
    fresh: list[dict[str, Any]] = []
    for some in batched(stale, _AT_ONCE):
        for report, (deeds, names) in derive(view, some).items():
            row = {
                "report": report, "told": json.dumps([_plain(d) for d in deeds], ensure_ascii=False),
                "names": json.dumps({n: view.party(n) for n in sorted(names)}, ensure_ascii=False), "rules": rules(),
            }
            found += _parse(view, report, row["told"])
            if report not in view.touched and not view.as_of:
                fresh.append(row)
    _keep(view, fresh)
    return found


def _keep(view: View, fresh: list[dict[str, Any]]) -> None:
    def put(db: Connection) -> None:
        for some in batched(fresh):
            db.execute(delete(schema.deeds).where(schema.deeds.c.report.in_([row["report"] for row in some])))
            db.execute(insert(schema.deeds), list(some))

    if fresh:
        view.store.put_by(view.generation, put)


def _kept(view: View) -> Iterator[tuple[str, str | None]]:
    """Yield the reports that count, each with what is kept of it, None where nothing is or where it no longer holds."""
    rows = {row["report"]: row for row in view.store.rows(select(schema.deeds).where(schema.deeds.c.rules == rules()))}
    names = {report: json.loads(row["names"]) if row["names"] != "{}" else {} for report, row in rows.items() if report in view.reports}
    view.know(n for known in names.values() for n in known)
    for report in view.reports:
        holds = report in names and report not in view.touched and all(view.party(n) == p for n, p in names[report].items())
        yield report, rows[report]["told"] if holds else None


def _plain(d: Deed) -> list[Any]:
    m = d.mention
    return [d.ids, m["kind"], d.type, d.mode, d.sources, d.targets, d.day, d.dated, d.tense, sorted(d.words), d.weak, d.further, d.phase, sorted(d.facing), sorted(d.arms), m["country"]]


def _parse(view: View, report: str, told: str) -> list[Telling]:
    """Return a report's tellings; those that were asked for last stay at hand."""
    memo: dict[str, tuple[int, list[Telling]]] = view.store.memo
    mark = crc32(told.encode("utf-8", "surrogatepass"))
    have = memo.get(report)
    if have and have[0] == mark:
        return have[1]
    published = view.report(report)["published"] or ""
    found = []
    for one in json.loads(told):
        values = dict(zip(_FIELDS, one, strict=True))
        for name in ("sources", "targets", "words"):
            values[name] = [intern(w) for w in values[name]]
        found.append(Telling(report, published, **values, mark=mark))
    if len(memo) < _AT_HAND:
        memo[report] = (mark, found)
    return found
