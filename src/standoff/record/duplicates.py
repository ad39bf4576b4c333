"""Exact and near duplicates: reprints, wire copy, updates of one story.

Two reports are copies if at least half of the shorter one's word sequences stand in the other (containment, so that a
reprint cut to half is found too). Candidates come from a sample of the sequences, the same for all reports (those whose
hash ends in three zero bits); whether a candidate is a copy is then decided on all of them. So a pair depends on its
two texts alone, and the groups do not depend on the order in which reports come in.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

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


@dataclass(slots=True)
class Text:
    """A new report's text, as far as likeness goes."""

    id: str
    seq: int
    runs: set[int]
    sample: list[int]


def new_text(id: str, seq: int, text: str) -> Text:
    """Return a report's word sequences and the sample of them that is kept; none of a text too short to be told apart."""
    runs = shingles(text)
    if len(runs) < _FEWEST:
        runs = set()
    return Text(id, seq, runs, sorted(h for h in runs if h % _SAMPLE == 0))


def add(db: Connection, new: list[Text]) -> None:
    """Keep the samples of new reports and the pairs of copies that they make, with earlier ones and among themselves."""
    holders = _holders(db, sorted({h for one in new for h in one.sample}))
    shared: Counter[tuple[int, int]] = Counter()
    for one in new:
        for h in one.sample:
            known = holders[h]
            shared.update((one.seq, other) for other in known)
            known.append(one.seq)
    if rows := [{"hash": h, "report": one.seq} for one in new for h in one.sample]:
        db.execute(insert(sketches), rows)
    own = {one.seq: one for one in new}
    sizes = {one.seq: len(one.sample) for one in new} | _sizes(db, sorted({other for _, other in shared} - own.keys()))
    close = sorted(pair for pair, n in shared.items() if n >= _SHARED * min(sizes[seq] for seq in pair))
    texts = own | _earlier(db, sorted({other for _, other in close} - own.keys()))
    found = []
    for first, second in close:
        share = containment(texts[first].runs, texts[second].runs)
        if share >= CONTAINED:
            a, b = sorted((texts[first].id, texts[second].id))
            found.append({"a": a, "b": b, "containment": round(share, 4)})
    if found:
        db.execute(insert(pairs), found)


def _holders(db: Connection, hashes: list[int]) -> dict[int, list[int]]:
    """Return for each word sequence of a sample the earlier reports that have it."""
    found: dict[int, list[int]] = defaultdict(list)
    for some in batched(hashes):
        for h, report in db.execute(select(sketches.c.hash, sketches.c.report).where(sketches.c.hash.in_(some))):
            found[h].append(report)
    return found


def _sizes(db: Connection, seqs: list[int]) -> dict[int, int]:
    return {
        seq: sampled for some in batched(seqs)
        for seq, sampled in db.execute(select(reports.c.seq, reports.c.sampled).where(reports.c.seq.in_(some)))
    }


def _earlier(db: Connection, seqs: list[int]) -> dict[int, Text]:
    return {
        row.seq: new_text(row.id, row.seq, row.text) for some in batched(seqs)
        for row in db.execute(select(reports.c.id, reports.c.seq, reports.c.text).where(reports.c.seq.in_(some)))
    }


def batched(values: Sequence[Any], size: int = 500) -> Iterator[Sequence[Any]]:
    """Yield values in pieces that a query can name."""
    for i in range(0, len(values), size):
        yield values[i : i + size]


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
