"""Exact and near duplicates: reprints, wire copy, updates of one story.

Two reports are copies if at least half of the shorter one's word sequences stand in the other (containment, so that a
reprint cut to half is found too). Candidates come from a sample of the sequences, the same for all reports (those whose
hash ends in three zero bits); whether a candidate is a copy is then decided on all of them. So a pair depends on its
two texts alone, and the groups do not depend on the order in which reports come in.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, func, insert, select

from standoff.record.schema import pairs, reports, sketches

CONTAINED = 0.5
_WORDS = 5
_SAMPLE = 8
# A candidate shares at least this part of the smaller sample; lower than CONTAINED, for a sample errs.
_SHARED = 0.25
# Shorter texts say too little to be told apart.
_FEWEST = 12

_word = re.compile(r"[^\W_]+")


def shingles(text: str) -> set[int]:
    """Return the hashes of all runs of five words."""
    words = [w.lower() for w in _word.findall(text)]
    return {_hash(" ".join(words[i : i + _WORDS])) for i in range(max(0, len(words) - _WORDS + 1))}


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def containment(a: set[int], b: set[int]) -> float:
    """Return how much of the smaller set the other holds."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def add(db: Connection, report: str, text: str) -> None:
    """Keep a report's sample and find which earlier reports are copies of it."""
    own = shingles(text)
    if len(own) < _FEWEST:
        return
    sample = sorted(h for h in own if h % _SAMPLE == 0)
    counts: dict[str, int] = defaultdict(int)
    for i in range(0, len(sample), 500):
        query = select(sketches.c.report, func.count()).where(sketches.c.hash.in_(sample[i : i + 500])).group_by(sketches.c.report)
        for other, shared in db.execute(query):
            counts[other] += shared
    if sample:
        db.execute(insert(sketches), [{"hash": h, "report": report} for h in sample])
    for other in sorted(counts):
        size = db.scalar(select(func.count()).where(sketches.c.report == other)) or 0
        if counts[other] < _SHARED * min(size, len(sample)):
            continue
        share = containment(own, shingles(db.scalar(select(reports.c.text).where(reports.c.id == other)) or ""))
        if share >= CONTAINED:
            a, b = sorted((report, other))
            db.execute(insert(pairs), [{"a": a, "b": b, "containment": round(share, 4)}])


def groups(members: Iterable[str], linked: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each member the smallest member that it is linked with, directly or by others."""
    root = {m: m for m in members}

    def find(m: str) -> str:
        while root[m] != m:
            root[m] = root[root[m]]
            m = root[m]
        return m

    for a, b in linked:
        if a in root and b in root:
            x, y = sorted((find(a), find(b)))
            root[y] = x
    return {m: find(m) for m in root}
