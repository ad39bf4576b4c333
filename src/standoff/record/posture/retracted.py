"""Figures that their own publisher has taken back: a corrected figure gives way to its correction."""

from __future__ import annotations

import re
from collections import defaultdict

from sqlalchemy import select

from standoff.record import schema
from standoff.record.posture.claims import Claim
from standoff.record.view import View
from standoff.record.wording import MARK

_STANDS = re.compile(r"\b(?:not (?:affected|changed|altered|in question)|unaffected|unchanged|stands?|remains? correct)\b", re.IGNORECASE)


def passages(view: View) -> dict[str, list[tuple[int, str]]]:
    """Return the paragraphs of each report in which it corrects something, each with its offset."""
    r = schema.reports.c
    found: dict[str, list[tuple[int, str]]] = {}
    for row in view.store.rows(select(r.id, r.text).where(r.mends == 1)):
        at = 0
        for paragraph in row["text"].split("\n\n"):
            if MARK.search(paragraph):
                found.setdefault(row["id"], []).append((at, paragraph))
            at += len(paragraph) + 2
    return found


def retractions(view: View, claims: list[Claim]) -> dict[str, str]:
    """Return the claims that are taken back, each with a claim of the correction.

    A correction repeats an earlier figure of the same publisher, and gives another in its place.
    """
    where = view.kept("passages", passages)
    counted: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.counted and c.report in where:
            counted[c.report].append(c)
    found: dict[str, str] = {}
    for report, own in counted.items():
        publisher = view.reports[report]["publisher"]
        earlier = [
            c for c in claims
            if c.counted and c.report != report and publisher and view.reports[c.report]["publisher"] == publisher
        ]
        for at, paragraph in where[report]:
            group = [c for c in own if at <= c.start < at + len(paragraph)]
            for wrong in group:
                told = [c for c in earlier if _same(c, wrong) and c.published <= wrong.published]
                if not told or _STANDS.search(paragraph[wrong.start - at :].split(". ")[0]):
                    continue
                right = [c for c in group if c.category == wrong.category and not (c.low <= wrong.high and wrong.low <= c.high)]
                for c in [*told, wrong]:
                    found[c.id] = (right or [wrong])[0].id
    return found


def _same(a: Claim, b: Claim) -> bool:
    return (a.sender, a.category, a.low, a.high) == (b.sender, b.category, b.low, b.high) and (
        a.hosts == b.hosts or not a.hosts or not b.hosts)
