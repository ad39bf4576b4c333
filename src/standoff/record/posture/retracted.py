"""Figures that their own publisher has taken back: a corrected figure gives way to its correction."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select

from standoff.record import schema
from standoff.record.posture.claims import Claim
from standoff.record.posture.standing import agree
from standoff.record.view import View
from standoff.record.wording import MARK

_STANDS = re.compile(r"\b(?:not (?:affected|changed|altered|in question)|unaffected|unchanged|stands?|remains? correct)\b", re.IGNORECASE)

# So many reports are named one by one.
_FEW = 1000


def passages(view: View, reports: set[str]) -> dict[str, list[tuple[int, str]]]:
    """Return the paragraphs of reports in which they correct something, each with its offset."""
    r = schema.reports.c
    query = select(r.id, r.text).where(r.mends == 1)
    rows = view.store.rows(query.where(r.id.in_(sorted(reports)))) if len(reports) < _FEW else [
        row for row in view.kept("mending", lambda v: v.store.rows(query)) if row["id"] in reports]
    found: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        at = 0
        for paragraph in row["text"].split("\n\n"):
            if MARK.search(paragraph):
                found.setdefault(row["id"], []).append((at, paragraph))
            at += len(paragraph) + 2
    return found


def retractions(view: View, claims: list[Claim]) -> tuple[dict[str, str], list[Claim]]:
    """Return the claims that are taken back, each with a claim of the correction, and all claims as corrected.

    A correction repeats an earlier figure of the same publisher, or of the story that it is an update of, in a claim or in
    its words alone, and gives another in its place; that one then stands for what the earlier one was said of.
    """
    where = passages(view, {c.report for c in claims})
    told: dict[str, list[Claim]] = defaultdict(list)
    by_publisher: dict[str, list[Claim]] = defaultdict(list)
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.report in where:
            told[c.report].append(c)
        if c.counted:
            by_source[c.source].append(c)
        if c.counted and (publisher := view.report(c.report)["publisher"]):
            by_publisher[publisher].append(c)
    wrong: dict[str, str] = {}
    mended: dict[str, Claim] = {}
    for report, own in told.items():
        earlier = [c for c in by_publisher.get(view.report(report)["publisher"] or "", ()) if c.report != report]
        earlier += [c for c in by_source[view.source_of(report)] if c.report != report and c not in earlier]
        for at, paragraph in where[report]:
            group = [c for c in own if at <= c.start < at + len(paragraph)]
            for said, taken in _taken_back(at, paragraph, group, earlier):
                right = [c for c in group if c.counted and c.category == taken.category and not agree(c, taken)]
                same = [c for c in right if c.sender == taken.sender]
                named = [c for c in same if c.hosts == taken.hosts] or [c for c in same if not c.sure or not c.hosts and not c.scope]
                for c in [taken, *said]:
                    wrong[c.id] = (right or said or group)[0].id
                if len(named) == 1:
                    c = named[0]
                    stays = taken.status == "in_place" or c.hosts != taken.hosts  # "the number has been put at 450" tells no status
                    mended[c.id] = replace(
                        c, hosts=taken.hosts, scope=taken.scope, part=taken.part, sure=taken.sure, status=taken.status if stays else c.status,
                        basis=taken.basis if stays else c.basis)
    return wrong, [mended.get(c.id, c) for c in claims]


def _taken_back(at: int, paragraph: str, group: list[Claim], earlier: list[Claim]) -> Iterator[tuple[list[Claim], Claim]]:
    """Yield the earlier claims whose figure a passage takes back, each with the claims by which it repeats the figure."""
    for c in earlier:
        said = [w for w in group if w.counted and _same(c, w) and c.published <= w.published]
        places = [w.start - at for w in said]
        if not said and c.low == c.high and any(w.sender == c.sender and w.category == c.category and c.published <= w.published for w in group):
            places = [found.start() for found in re.finditer(rf"(?<![\d,.]){c.low:,.0f}(?![\d%]|,\d)", paragraph)] if c.low >= 10 else []
        if places and not any(_STANDS.search(paragraph[p:].split(". ")[0]) for p in places):
            yield said, c


def _same(a: Claim, b: Claim) -> bool:
    return (a.sender, a.category, a.low, a.high) == (b.sender, b.category, b.low, b.high) and (
        a.hosts == b.hosts or not a.hosts or not b.hosts)
