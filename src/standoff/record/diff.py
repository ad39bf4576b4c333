"""What changed between two dates of knowledge."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from standoff.record import conflicts, happenings, ledger, posture
from standoff.record.filters import Filters
from standoff.record.rows import Row
from standoff.record.view import View

COLUMNS = ("change", "kind", "what", "before", "after", "reports")


def rows(before: View, after: View, filters: Filters) -> list[Row]:
    """Return what is new, changed and gone."""
    found = _compare("posture", _posture(before, filters), _posture(after, filters))
    found += _compare("aid", _aid(before, filters), _aid(after, filters))
    found += _compare("event", _events(before, filters), _events(after, filters))
    found += _compare("conflict", _by(conflicts.rows(before, filters), _conflict), _by(conflicts.rows(after, filters), _conflict))
    return found


def _compare(kind: str, old: dict[str, Row], new: dict[str, Row]) -> list[Row]:
    found: list[Row] = []
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        if was and now and was["says"] == now["says"]:
            continue
        row = now or was or {}
        found.append({
            "change": "new" if not was else "gone" if not now else "changed", "kind": kind, "what": row.get("what", key),
            "before": was["says"] if was else None, "after": now["says"] if now else None,
            "reports": row["reports"], "mentions": row["mentions"],
        })
    return found


def _posture(view: View, filters: Filters) -> dict[str, Row]:
    return _by(
        posture.rows(view, filters, date=view.as_of),
        lambda r: (
            f"{r['sender']} in {r['host'] or r['what'] or 'no single country'}: {r['category']}, {r['status'].replace('_', ' ')}{' (leaving)' if r['basis'] == 'reduction' else ''}"
            + (f" (according to {r['according_to']})" if r["according_to"] else ""),
            interval(r["low"], r["high"]),
        ),
    )


def _aid(view: View, filters: Filters) -> dict[str, Row]:
    return _by(
        ledger.rows(view, filters),
        lambda r: (f"{r['donor']} to {r['recipient'] or 'unsaid'}: {r['unit'] or r['what']}, {r['status']}", interval(r["low"], r["high"])),
    )


def _events(view: View, filters: Filters) -> dict[str, Row]:
    """Return events by their names, which they keep as more reports tell of them."""
    return {
        f"{row['first_reported']} {row['id']}": {
            "what": f"{row['date']} {row['type']} {', '.join(row['source']) or '?'} → {', '.join(row['target']) or '?'}: {row['text']}",
            "says": f"{row['independent']} source{'s' if row['independent'] != 1 else ''}", "reports": row["reports"], "mentions": row["mentions"],
        }
        for row in happenings.events(view, filters)
    }


def _conflict(row: Row) -> tuple[str, str]:
    return row["what"], row["resolved"] or "open"


def _by(given: Iterable[Row], name: Callable[[Row], tuple[str, str]]) -> dict[str, Row]:
    found: dict[str, Any] = {}
    for row in given:
        what, says = name(row)
        if what in found:
            found[what] = {**found[what], "says": f"{found[what]['says']}; {says}"}
        else:
            found[what] = {"says": says, "reports": row["reports"], "mentions": row["mentions"]}
    return found


def interval(low: float | None, high: float | None) -> str:
    """Return bounds in words."""
    if low is None and high is None:
        return "number unknown"
    if low == high:
        return f"{low:,}"
    if high is None:
        return f"at least {low:,}"
    return f"at most {high:,}" if low is None else f"{low:,} to {high:,}"
