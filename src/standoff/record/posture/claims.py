"""A deployment mention as a claim on the posture: who, where, what, how many, since when, on whose word."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from standoff.record.hosts import borne_out, host_of
from standoff.record.party import has_forces, party_key
from standoff.record.posture import words
from standoff.record.view import Mention, View

INF = math.inf
# Parts follow their whole within so many characters.
_REACH = 1500
PENDING = ("ordered", "under_way")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one report says of one force.

    Attributes
    ----------
    hosts : tuple of str
        The countries that share the figure; one as a rule, empty where no single country is said.
    scope : str
        Where no country is said: the region, as few words as tell regions apart; empty for the theatre as a whole.
    part : str
        Which force, where it is not all of the category ("f-16", "marines"); empty for all of it.
    sure : bool
        Whether the words name the host, which else the passage around them only suggests.
    share : tuple of float, optional
        What is there as a share of what was to come ("about half of them"); the claim has no number then.
    side : str
        On whose word: a party, a named source, or the publisher for a report's own voice.
    day : date ordinal on which the claim holds; `published` likewise.
    """

    id: str
    report: str
    name: str
    source: str
    side: str
    own: bool
    who: str
    day: int
    published: int
    coarse: bool
    sender: str
    joint: tuple[str, ...] = ()
    hosts: tuple[str, ...]
    scope: str
    category: str
    part: str
    low: float
    high: float
    counted: bool
    basis: str
    ratio: tuple[float, float] | None
    strict: bool
    status: str
    of: str | None
    start: int
    end: int
    text: str
    said: str = ""
    sure: bool = True
    share: tuple[float, float] | None = None
    before: bool = False
    parts: tuple[str, ...] = field(default=())

    @property
    def order(self) -> tuple[int, int, str, str]:
        """By day, then by the report; the same whatever came in first."""
        return (self.day, self.published, self.name, self.id)

    @property
    def host(self) -> str | None:
        """The single country, if there is one."""
        return self.hosts[0] if len(self.hosts) == 1 else None

    @property
    def pool(self) -> tuple[str, str | None, str, str]:
        """What the claim is about: sender, host, region and category."""
        return (self.sender, self.host, "" if self.host else self.scope, self.category)


def ordinal(day: str | None) -> int | None:
    """Return an ISO date as a day number."""
    try:
        return dt.date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def claims_of(view: View, mentions: list[Mention]) -> list[Claim]:
    """Return the claims of deployment mentions, in order of their days; denied ones and those without a sender left out."""
    by_report: dict[str, list[Mention]] = defaultdict(list)
    for m in mentions:
        by_report[m["report"]].append(m)
    found: list[Claim] = []
    for own in by_report.values():
        by_local = {m["body"]["id"]: m for m in own}
        made = [c for m in own if m["polarity"] != "denied" and (c := _claim(view, m, by_local))]
        found += _with_parts(made)
    return sorted(found, key=lambda c: c.order)


def _claim(view: View, m: Mention, by_local: dict[str, Mention]) -> Claim | None:
    body = m["body"]
    parent = by_local.get(body.get("of") or "")
    sender = view.party(m["sender"] or (parent["sender"] if parent else None))
    if not sender or not has_forces(sender, body.get("sender") or {}):
        return None
    report = view.report(m["report"])
    published = ordinal(report["published"])
    day, coarse, before = _day(body.get("when") or {}, published, m["status"])
    status = m["status"] or "in_place"
    host = host_of(m)
    beside = bool(host) and words.is_beside(m["evidence"] or "", host or "")
    if beside or host == sender and status not in ("in_place", "ended") and not _at_home(m):
        host = None  # beside the country; or at home, to go where is not said
    hosts, scope = _where(body, host)
    if host and host != sender:
        hosts = words.listed_with(m["evidence"] or "", host) or hosts
    count, ratio = body.get("count") or {}, body.get("ratio")
    low, high = count.get("low"), count.get("high")
    share = None
    if high is not None and 0 < high < 1:
        share, low, high = (float(low or 0), float(high)), None, None
    force = body.get("force") or {}
    own = not body.get("attribution")
    publisher = report["publisher"] or m["report"]
    return Claim(
        id=m["id"], report=m["report"], name=view.name(m["report"]), source=view.source_of(m["report"]), own=own,
        side=publisher if own else view.party(m["side"] or m["attribution"]) or publisher, who=m["attribution"] or publisher,
        day=day, published=published or day, coarse=coarse, before=before, sender=sender,
        joint=tuple(k for p in body.get("joint") or () if (k := party_key(p)) and k != sender),
        hosts=hosts, scope=scope, category=m["category"] or "other",
        part=words.part_of(force.get("text") or "", force.get("item"), m["category"] or "other"),
        low=float(low) if low is not None else 0.0, high=float(high) if high is not None else INF,
        counted=low is not None or high is not None, basis=body.get("basis") or "total",
        ratio=(float(ratio.get("low") or 0), float(ratio["high"]) if ratio.get("high") is not None else INF) if ratio else None,
        strict=bool(ratio) and "at least" not in (ratio.get("text") or "").lower(),
        status=status, of=parent["id"] if parent else None, start=m["start"], end=m["end"],
        text=force.get("text") or "", said=m["evidence"] or "", sure=beside or borne_out(m), share=share,
    )


_CALLED = re.compile(r"\b(?:call(?:s|ed|ing)?[- ]up|mobili[sz](?:e[sd]?|ing|ation)|draft(?:s|ed|ing)?|reservists?)\b", re.IGNORECASE)


def _at_home(m: Mention) -> bool:
    """Whether forces are raised at home and not sent: "called up 900 reservists"."""
    return m["status"] == "ordered" and bool(_CALLED.search(m["evidence"] or ""))


def _day(when: dict[str, Any], published: int | None, status: str) -> tuple[int, bool, bool]:
    """Return the day on which a claim holds, whether that is vague, and whether it is said of a time before.

    What is to come counts from the day it was announced; a state that began in the past holds on the day of the report.
    """
    first, last = ordinal(when.get("start")), ordinal(when.get("end"))
    said = when.get("basis") == "stated"
    if published is None:
        return (last or first or 0), False, False
    if not said or last is None or last >= published or status != "in_place":
        return published, False, bool(said and when.get("value") == "PAST_REF")
    return last, first is not None and last - first > 7, False


def _where(body: dict[str, Any], host: str | None) -> tuple[tuple[str, ...], str]:
    """Return the countries that share the figure and, where there is none, the region."""
    if host:
        return (host,), ""
    place = body.get("host") or {}
    name = (place.get("name") or "") if not place.get("country") else ""
    several = words.countries_in(name)
    return (several, "") if several else ((), words.scope_of(name))


def _whole_of(c: Claim, made: list[Claim]) -> str | None:
    """Return the total for several countries of which a claim on one of them, told after it in the report, is a part."""
    if not c.host or c.status not in PENDING or not (c.counted or c.ratio):
        return None
    wholes = [
        w for w in made
        if w.status in PENDING and w.counted and not w.host and w.start < c.start < w.start + _REACH and (w.sender, w.category) == (c.sender, c.category)
        and (c.host in w.hosts if w.hosts else words.several(w.said)) and (not c.counted or c.low < w.high)
    ]
    return max(wholes, key=lambda w: (w.start, w.id)).id if wholes else None


def _with_parts(made: list[Claim]) -> list[Claim]:
    """Tell each claim that is a whole which claims are its parts, and give parts the hosts that only the whole names."""
    children: dict[str, list[Claim]] = defaultdict(list)
    for c in made:
        if of := c.of or _whole_of(c, made):
            children[of].append(c)
    return [replace(c, parts=tuple(k.id for k in children[c.id])) if c.id in children else c for c in made]
