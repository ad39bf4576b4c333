"""The situation report: one page of Markdown, every line with footnotes to the words that it rests on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from standoff.record import conflicts, happenings, ledger, posture, schema, tables
from standoff.record.diff import interval
from standoff.record.filters import Filters
from standoff.record.party import is_key
from standoff.record.rows import Row
from standoff.record.view import View

_POSTURE, _EVENTS, _CONFLICTS, _AID, _STATEMENTS = 16, 8, 5, 6, 5
# Of a fact with very many mentions so many are looked at for sources.
_LOOKED = 50
_ACTS = {"threaten", "demand", "accuse", "warn", "offer", "reject", "promise"}
_SIGNS = {"increment": "+ ", "reduction": "− "}
_STATUS = {"in_place": "in place", "under_way": "under way", "standby": "on standby"}


class _Notes:
    """Footnotes, numbered as they are first used."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.numbers: dict[str, int] = {}
        self.mentions: dict[str, Row] = {}

    def mark(self, mentions: list[str], most: int = 3) -> str:
        """Return the marks for mentions, one for each source at most."""
        marks: list[str] = []
        seen: set[str] = set()
        m = schema.mentions.c
        new = [one for one in mentions[:_LOOKED] if one not in self.mentions]
        self.mentions |= {row["id"]: row for row in self.view.store.rows(select(m.id, m.report, m.evidence).where(m.id.in_(new)))}
        for one in mentions[:_LOOKED]:
            source = self.view.source_of(self.mentions[one]["report"])
            if source not in seen and len(marks) < most:
                seen.add(source)
                marks.append(f"[^{self.numbers.setdefault(one, len(self.numbers) + 1)}]")
        return "".join(marks)

    def lines(self) -> list[str]:
        """Return the footnotes."""
        found = []
        for one, number in self.numbers.items():
            m = self.mentions[one]
            report = self.view.reports[m["report"]]
            head = ", ".join(str(x) for x in (report["publisher"], report["published"]) if x)
            found.append(f"[^{number}]: “{_one_line(m['evidence'])}” — {head} (`{report['name']}`, {one})")
        return found


def write(view: View, days: int) -> str:
    """Return the situation report."""
    notes = _Notes(view)
    last = view.as_of or max((r["published"] or "" for r in view.reports.values()), default="")
    since = (dt.date.fromisoformat(last[:10]) - dt.timedelta(days=days)).isoformat() if last else ""
    sources = len(set(view.source.values()))
    lines = [f"# Situation report, {last or 'no reports yet'}", ""]
    lines += [f"Rests on {len(view.reports)} reports ({sources} independent texts)" + (f", published by {last}." if last else "."), ""]
    lines += _posture_part(view, notes) + _events_part(view, notes, since) + _conflicts_part(view, notes, since)
    lines += _aid_part(view, notes) + _statements_part(view, notes, since)
    return "\n".join(lines + notes.lines()) + "\n"


def _posture_part(view: View, notes: _Notes) -> list[str]:
    rows = [r for r in posture.rows(view, Filters(), date=view.as_of) if r["low"] is not None or r["high"] is not None]
    rows.sort(key=lambda r: (r["status"] not in ("in_place", "under_way", "ordered"), -_size(r), r["sender"], r["host"] or "", r["status"]))
    lines = [
        f"| {r['sender']} | {r['host'] or r['what'] or '—'} | {r['category']} | {_STATUS.get(r['status'], r['status'])} | "
        f"{_SIGNS.get(r['basis'], '')}{interval(r['low'], r['high'])} | {r['according_to'] or ''} | {notes.mark(r['mentions'])} |"
        for r in rows[:_POSTURE]
    ]
    head = ["| whose | where | what | status | how many | according to | |", "|---|---|---|---|---|---|---|"]
    return _part("Posture", head + lines if lines else [])


def _size(row: Row) -> float:
    return float(row["low"] or row["high"] or 0) * (1 if row["category"] == "personnel" else 500)


def _events_part(view: View, notes: _Notes, since: str) -> list[str]:
    rows = [e for e in happenings.events(view, Filters(since=since)) if e["source"] and e["modality"] != "hypothetical"]
    rows.sort(key=lambda e: (not _between_parties(e), -e["independent"], -(e["confidence"] or 0) * (1 + abs(e["goldstein"] or 0)), e["date"] or "", e["id"]))
    chosen = sorted(rows[:_EVENTS], key=lambda e: (e["date"] or "", e["id"]))
    return _part("Events", [
        f"- **{e['date']}** {', '.join(e['source'])} → {', '.join(e['target']) or '—'}, {e['type'].lower()}: {_one_line(e['text'])} {notes.mark(e['mentions'])}"
        for e in chosen
    ])


def _between_parties(e: Row) -> bool:
    """Whether both sides are known, and not the same."""
    return any(map(is_key, e["source"])) and any(is_key(t) for t in e["target"] if [t] != e["source"])


def _conflicts_part(view: View, notes: _Notes, since: str) -> list[str]:
    rows = sorted(conflicts.rows(view, Filters()), key=lambda c: (bool(c["resolved"]), c["since"] < since, c["since"]))
    return _part("What does not agree", [
        f"- {c['what']} {notes.mark([m for side in c['claims'] for m in side['mentions'][:1]], 4)}" + (f" ({c['resolved']})" if c["resolved"] else "")
        for c in rows[:_CONFLICTS]
    ])


def _aid_part(view: View, notes: _Notes) -> list[str]:
    rows = sorted(ledger.rows(view, Filters()), key=lambda r: (r["low"] is None, r["date"] or "", str(r["mentions"])), reverse=False)
    return _part("Aid", [
        f"- {r['donor']} to {r['recipient'] or '—'}, {r['status'].replace('_', ' ')}: {_amount(r)} {notes.mark(r['mentions'])}" for r in rows[:_AID]
    ])


def _amount(row: Row) -> str:
    if row["low"] is None and row["high"] is None:
        return str(row["what"] or row["kind"])
    return f"{interval(row['low'], row['high'])} {row['unit'] or row['what'] or ''}".strip()


def _statements_part(view: View, notes: _Notes, since: str) -> list[str]:
    rows: list[dict[str, Any]] = [
        tables.statement_row(view, m) for m in view.mentions("statement", Filters(since=since)) if m["type"] in _ACTS and m["sender"]
    ]
    rows.sort(key=lambda r: (r["date"] or "", r["id"]), reverse=True)
    return _part("Statements", [
        f"- **{r['date']}** {r['speaker']} ({r['act']}): {_one_line(r['content'])} {notes.mark([r['id']])}" for r in rows[:_STATEMENTS]
    ])


def _part(title: str, lines: list[str]) -> list[str]:
    return [f"## {title}", "", *lines, ""] if lines else []


def _one_line(text: str | None, most: int = 180) -> str:
    line = " ".join((text or "").split()).replace("|", "\\|")
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"
