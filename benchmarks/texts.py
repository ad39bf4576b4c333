"""Texts to measure with: files that are named, else texts written for the project, mixed as news is."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from standoff.report import Report
from standoff.sources import reports_in

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples" / "reports"


def on_topic(paths: Sequence[str]) -> list[Report]:
    """Return the reports of `paths`; the example reports if there are none."""
    return reports_of(paths or [str(EXAMPLES)])


def off_topic(paths: Sequence[str], count: int = 200) -> list[Report]:
    """Return the reports of `paths`; if there are none, reports made of the paragraphs in ``data/off_topic.json``."""
    if paths:
        return reports_of(paths)
    subjects: dict[str, list[str]] = json.loads((HERE / "data" / "off_topic.json").read_text(encoding="utf-8"))
    choose = random.Random(9)
    return [Report("\n\n".join(choose.sample(paragraphs, min(len(paragraphs), choose.randint(4, 6)))))
            for paragraphs in itertools.islice(itertools.cycle(subjects.values()), count)]


def reports_of(paths: Iterable[str]) -> list[Report]:
    """Return the reports of `paths`, without those that could not be read."""
    return [report for report in reports_in(paths) if isinstance(report, Report)]


def mixed(on: Sequence[Report], off: Sequence[Report], count: int) -> Iterator[Report]:
    """Yield `count` reports, every tenth on topic, each marked so that repeats are no duplicates."""
    crisis, other = itertools.cycle(on), itertools.cycle(off)
    for n in range(count):
        report = next(crisis) if n % 10 == 0 else next(other)
        yield Report(text=f"{report.text}\n\nItem {n}.", published=report.published, ref=str(n))
