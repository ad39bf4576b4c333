"""`evaluate`: a task's measure on a gold file, and `compare`: two runs by a paired bootstrap over documents."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standoff.errors import SourceError
from standoff.evaluate.coded import events
from standoff.evaluate.crisis import crisis
from standoff.evaluate.spans import places, quantities, quotations, times
from standoff.evaluate.tally import Row, Tally, figure, headline, total

TASKS: dict[str, Callable[[Row, Row], Tally]] = {
    "events": events, "places": places, "times": times, "quantities": quantities, "statements": quotations, "deployments": crisis,
}
_IDS = ("id", "doc_id", "doc")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of one run over one gold file.

    Parameters
    ----------
    task : str
        A name in `TASKS`.
    tallies : dict of str to Tally
        The counts of each document.
    not_read : int
        Documents of the gold without a reading; they count as read empty.
    """

    task: str
    tallies: dict[str, Tally]
    not_read: int

    def figures(self) -> dict[str, dict[str, float]]:
        """Return every figure: precision, recall and F1, or a share."""
        return {name: {k: round(v, 4) for k, v in figure(count).items()} for name, count in total(self.tallies.values()).items()}

    def errors(self) -> Counter[str]:
        """Return how many errors there are of each kind."""
        return Counter(kind for tally in self.tallies.values() for kind, _ in tally.errors)


def evaluate(task: str, gold: str | Path, *, texts: str | Path | None = None, readings: str | Path | None = None) -> Evaluation:
    """Score readings against a gold file with the measures that ``docs/accuracy.md`` states.

    Parameters
    ----------
    task : str
        ``events``, ``places``, ``times``, ``quantities``, ``statements`` (quotations) or ``deployments`` (deployments, aid and
        statements of whole reports).
    gold : path
        JSONL; the form of each task's rows is in the documentation.
    texts : path, optional
        JSONL with ``id`` and ``text``, where the gold rows hold none.
    readings : path, optional
        What ``standoff read --format jsonl`` printed; the texts are read now if not given.

    Raises
    ------
    SourceError
        If there is no such task, or a file is not of the form that it must be.
    """
    if task not in TASKS:
        raise SourceError(f"{task}: no such task; there are {', '.join(TASKS)}")
    rows = _rows(gold)
    if texts is not None:
        given = {_id(r): r for r in _rows(texts)}
        rows = [{**given.get(_id(row), {}), **row} for row in rows]
    if bad := next((n for n, row in enumerate(rows, 1) if not isinstance(row.get("text"), str)), None):
        raise SourceError(f"{gold}: row {bad}: no text; give the texts' file with --texts")
    have = {_id(r["report"], "ref"): r for r in _rows(readings)} if readings is not None else _read(rows)
    tallies = {}
    for row in rows:
        try:
            tallies[_id(row)] = TASKS[task](row, have.get(_id(row), {}))
        except (KeyError, TypeError, ValueError) as error:
            raise SourceError(f"{gold}: {_id(row)}: not a row of the task {task} ({type(error).__name__}: {error})") from error
    return Evaluation(task, tallies, sum(_id(row) not in have for row in rows))


def _rows(path: str | Path) -> list[dict[str, Any]]:
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
        return [json.loads(line) for line in lines if line.strip()]
    except OSError as error:
        raise SourceError(f"{path}: cannot be opened ({error.strerror or error}); check the name") from error
    except ValueError as error:
        raise SourceError(f"{path}: not JSON lines ({error})") from error


def _id(row: Row, *more: str) -> str:
    return str(next((row[k] for k in (*more, *_IDS) if row.get(k) not in (None, "")), ""))


def _read(rows: Iterable[Row]) -> dict[str, dict[str, Any]]:
    from standoff.api import read
    from standoff.report import Report

    found = {}
    for row in rows:
        published = row.get("published") or row.get("dct") or row.get("date") or None
        found[_id(row)] = read(Report(text=row["text"], published=published, title=row.get("title") or None, ref=_id(row))).to_dict()
    return found


def compare(one: Evaluation, other: Evaluation, *, samples: int = 2000, seed: int = 1) -> dict[str, dict[str, float]]:
    """Return, for each figure, the change from `one` to `other` with its 95% interval and p (paired bootstrap over documents).

    `p` is the share of samples in which the sign of the change is not that of the whole, twice (two-sided).

    Raises
    ------
    SourceError
        If the two do not cover the same documents.
    """
    if one.task != other.task or set(one.tallies) != set(other.tallies):
        raise SourceError("the two runs must cover the same task and documents")
    names = sorted(one.tallies)
    chance = random.Random(seed)
    before, after = total(one.tallies.values()), total(other.tallies.values())
    changes: dict[str, list[float]] = {name: [] for name in before}
    for _ in range(samples):
        drawn = chance.choices(names, k=len(names))
        first, second = (total(run.tallies[n] for n in drawn) for run in (one, other))
        for name, found in changes.items():
            if name in first and name in second:
                found.append(headline(second[name]) - headline(first[name]))
    result = {}
    for name, found in changes.items():
        if not found or name not in after:
            continue
        found.sort()
        change = headline(after[name]) - headline(before[name])
        against = sum(c <= 0 if change > 0 else c >= 0 for c in found) / len(found)
        result[name] = {"before": round(headline(before[name]), 4), "after": round(headline(after[name]), 4), "change": round(change, 4),
                        "low": round(found[int(0.025 * len(found))], 4), "high": round(found[min(int(0.975 * len(found)), len(found) - 1)], 4),
                        "p": round(min(1.0, 2 * against), 4)}
    return result
