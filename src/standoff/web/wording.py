"""Numbers, dates and codes as a reader wants them: unambiguous, in words where there are words."""

from __future__ import annotations

from datetime import date
from typing import Any

from standoff.web.basemap import name_of

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STATUS = {
    "in_place": "in place", "delivered": "delivered", "under_way": "under way", "ordered": "ordered",
    "standby": "on standby", "considered": "considered", "ended": "ended", "ruled_out": "ruled out",
}  # fmt: skip
CATEGORY = {"air_defence": "air defence"}
EVENT = {
    "AGREE": "Agree", "CONSULT": "Consult", "SUPPORT": "Support", "CONCEDE": "Concede", "COOPERATE": "Cooperate",
    "AID": "Give aid", "RETREAT": "Pull back", "REQUEST": "Demand or ask", "ACCUSE": "Accuse", "REJECT": "Reject",
    "THREATEN": "Threaten", "PROTEST": "Protest", "SANCTION": "Sanction", "MOBILIZE": "Mobilise", "COERCE": "Coerce",
    "ASSAULT": "Assault",
}  # fmt: skip
QUAD = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def number(value: float | None) -> str:
    """Return a number with thousands parted by commas."""
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")


def bounds(low: float | None, high: float | None) -> str:
    """Return an interval in words: "1,000 to 1,200", "at least 4,000", "number not said"."""
    if low is None and high is None:
        return "number not said"
    if low == high:
        return number(low)
    if high is None:
        return f"at least {number(low)}"
    if low is None or low == 0:
        return f"at most {number(high)}"
    return f"{number(low)} to {number(high)}"


def day(value: Any) -> str:
    """Return a date that nobody can misread: "2 Feb 2022"; what is no date comes back as it is."""
    if not value:
        return ""
    try:
        d = date.fromisoformat(str(value)[:10])
    except ValueError:
        return str(value)
    return f"{d.day} {MONTHS[d.month - 1]} {d.year}"


def status(value: str | None) -> str:
    """Return a status in words."""
    return STATUS.get(value or "", (value or "").replace("_", " "))


def category(value: str | None) -> str:
    """Return a force category in words."""
    return CATEGORY.get(value or "", (value or "").replace("_", " "))


def party(value: Any) -> str:
    """Return the name of a party, given as a code or as a dict with name and code."""
    if not value:
        return ""
    if isinstance(value, dict):
        return value.get("name") or name_of(value.get("country") or value.get("code")) or ""
    return name_of(str(value)) or ""


def parties(values: Any) -> str:
    """Return the names of parties, by comma."""
    return ", ".join(filter(None, map(party, values if isinstance(values, (list, tuple)) else [values])))


def event_type(value: str | None) -> str:
    """Return a PLOVER type in words; None stands for statements and appeals, which PLOVER leaves out."""
    return EVENT.get(value or "", (value or "Speak").capitalize())


def percent(value: float | None) -> str:
    """Return a probability as a percentage."""
    return "not estimated" if value is None else f"{value * 100:.0f}%"


def plural(n: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
