"""Counting: what was right, of what was read and of what should have been; kept by document, so that runs can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
Offsets = tuple[int, int]


@dataclass(slots=True)
class Count:
    """Right, read and expected, of one figure in one document."""

    right: float = 0
    read: float = 0
    gold: float = 0

    def __iadd__(self, other: Count) -> Count:
        self.right += other.right
        self.read += other.read
        self.gold += other.gold
        return self


@dataclass(slots=True)
class Tally:
    """The counts of one document, and what went wrong there: (kind of error, words)."""

    counts: dict[str, Count] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, right: float, read: float, gold: float) -> None:
        """Add to a figure's counts; a share has nothing `read`: it is right of gold."""
        self.counts.setdefault(name, Count())
        self.counts[name] += Count(right, read, gold)


def total(tallies: Iterable[Tally]) -> dict[str, Count]:
    """Return the counts of all documents together."""
    found: dict[str, Count] = {}
    for tally in tallies:
        for name, count in tally.counts.items():
            found.setdefault(name, Count())
            found[name] += count
    return found


def figure(count: Count) -> dict[str, float]:
    """Return precision, recall and F1, or for a share (nothing read) the share alone."""
    recall = count.right / count.gold if count.gold else 0.0
    if not count.read:
        return {"share": recall}
    precision = count.right / count.read
    both = precision + recall
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / both if both else 0.0}


def headline(count: Count) -> float:
    """Return the one number of a figure: F1, or the share."""
    values = figure(count)
    return values.get("f1", values.get("share", 0.0))


def overlap(a: Offsets, b: Offsets) -> int:
    """Return how many characters two half-open intervals share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def offsets(span: Row | None) -> Offsets | None:
    """Return (start, end) of a span, or None."""
    return (span["start"], span["end"]) if span and span.get("start") is not None else None


def occurrences(text: str, quote: str, most: int | None = None) -> list[Offsets]:
    """Return where `quote` stands in `text`."""
    found: list[Offsets] = []
    at = text.find(quote) if quote else -1
    while at >= 0 and (most is None or len(found) < most):
        found.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return found


def match(gold: Sequence[Any], read: Sequence[Any], score: Callable[[Any, Any], float]) -> list[tuple[int, int]]:
    """Pair items one to one, best score first, earlier items first among equals; a score of 0 is no match."""
    scored = [(score(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(read)]
    chosen: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_read: set[int] = set()
    for value, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if value <= 0:
            break
        if i not in taken_gold and j not in taken_read:
            taken_gold.add(i)
            taken_read.add(j)
            chosen.append((i, j))
    return chosen
