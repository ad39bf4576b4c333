"""The record at size: how long reports take to go in and to be reconciled, and how long questions take.

    python benchmarks/record.py [--sizes 1000 10000 100000] [--json FILE]
    python benchmarks/record.py --sizes 1000000        # ten minutes and 4 GB of disk

Mentions are made up: ten to a report (six deployments, three events, one statement), over 40 senders, 40 hosts, 6 categories
and two years; one report in ten is a cut copy of an earlier one. Prints the seconds of processor that reports take to go in
and that their events take to be reconciled, with the exponents by which both grow from one size to the next; then those of
each question, asked of a record just opened, and again after one more report has come in.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import standoff
from standoff.record import Record, Rows
from standoff.report import Report

STATES = [f"{a}{b}{c}" for a in "ABCD" for b in "AEIO" for c in "NRST"]
CATEGORIES = ("personnel", "aircraft", "ships", "vehicles", "artillery", "air_defence")
STATUSES = ("in_place", "in_place", "in_place", "ordered", "under_way", "standby", "considered")
TYPES = ("MOBILIZE", "ACCUSE", "REQUEST", "AID", "CONSULT", "THREATEN", "ASSAULT", "REJECT")
MENTIONS = 10


def readings(mentions: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    chance = random.Random(seed)
    vocabulary = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 9))) for _ in range(8000)]
    bodies: list[str] = []
    for n in range(mentions // MENTIONS):
        if bodies and chance.random() < 0.1:
            words = chance.choice(bodies[-200:]).split()
            body = " ".join(words[: max(60, int(len(words) * 0.7))])
        else:
            body = " ".join(chance.choices(vocabulary, k=260))
            bodies.append(body)
        day = (date(2030, 1, 1) + timedelta(days=n * 730 * MENTIONS // mentions)).isoformat()
        report = Report(text=f"Item {n}. {body}", published=day, publisher=f"Paper {n % 25}", ref=f"r{n}")
        yield reading(report, chance)


def reading(report: Report, chance: random.Random) -> dict[str, Any]:
    found: dict[str, list[dict[str, Any]]] = {"deployments": [], "events": [], "statements": []}
    for i in range(MENTIONS):
        start = 20 + 60 * i
        span = {"start": start, "end": start + 50, "text": report.text[start : start + 50]}
        sender, other = chance.sample(STATES[:40], 2)
        body: dict[str, Any] = {
            "evidence": span, "polarity": "affirmed", "where": None, "confidence": None,
            "attribution": {"source": sender, "code": sender, "cue": None} if chance.random() < 0.4 else None,
            "when": {"start": report.published, "end": report.published, "value": None, "span": None, "basis": "published"},
        }
        if i < 6:
            count = chance.randint(1, 50) * 100
            kind, more = "deployments", {
                "id": f"d{i + 1}", "sender": party(sender), "joint": [], "origin": None, "basis": "total", "ratio": None, "of": None,
                "host": {"place": None, "name": other, "country": other}, "status": chance.choice(STATUSES),
                "force": {"text": "troops", "category": chance.choice(CATEGORIES), "item": None},
                "count": {"low": count, "high": count + chance.choice((0, 200)), "text": None},
            }
        elif i < 9:
            kind, more = "events", {
                "id": f"e{i - 5}", "type": chance.choice(TYPES), "mode": None, "context": [], "cameo": None, "goldstein": None, "quad": 4,
                "source": [party(sender)], "target": [party(other)], "trigger": span, "modality": "past",
            }
        else:
            kind, more = "statements", {
                "id": "s1", "speaker": party(sender), "audience": None, "channel": None, "content": [span], "cue": None, "kind": "indirect",
                "act": "assert", "conditions": [], "basis_cited": [],
            }
        found[kind].append(body | more)
    fields = {k: getattr(report, k) for k in ("id", "title", "byline", "publisher", "published", "url", "language", "ref", "text")}
    return {"report": fields, "actors": [], "places": [], "times": [], "quantities": [], "aid": [], **found, "version": "made up"}


def party(key: str) -> dict[str, Any]:
    return {"name": key, "code": key, "country": key, "role": None, "span": None}


QUESTIONS: dict[str, Callable[[Record], Rows]] = {
    "posture of a pair": lambda r: r.posture(sender=STATES[3], host=STATES[7]),
    "posture of a pair as of a date": lambda r: r.posture(sender=STATES[4], host=STATES[7], as_of="2031-01-01"),
    "posture of a sender": lambda r: r.posture(sender=STATES[3]),
    "events of an actor since a day": lambda r: r.events(actor=STATES[3], since="2031-10-01"),
    "events of a type between two": lambda r: r.events(type="THREATEN", sender=STATES[5], host=STATES[9]),
    "search": lambda r: r.search("item 7"),
}


def measure(mentions: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        waiting, into = readings(mentions), 0.0
        with standoff.open(path) as record:
            while some := list(islice(waiting, 2000)):
                began = time.process_time()
                record.ingest(some)
                into += time.process_time() - began
            began = time.process_time()
            len(record.events(actor=STATES[3]))
            reconciled = time.process_time() - began
            figures: dict[str, Any] = {"mentions": mentions, "ingest s": into, "reconcile s": reconciled, "copies": len(record.duplicates())}
        for name, ask in QUESTIONS.items():
            with standoff.open(path) as record:
                began = time.process_time()
                rows = len(ask(record))
                figures[f"{name} s"], figures[f"{name} rows"] = time.process_time() - began, rows
        with standoff.open(path) as record:
            record.ingest(readings(MENTIONS, seed=mentions))
            for name in ("events of an actor since a day", "posture of a pair"):
                began = time.process_time()
                len(QUESTIONS[name](record))
                figures[f"after a change, {name} s"] = time.process_time() - began
            if mentions <= 100_000:
                began = time.process_time()
                record.brief("2031-03-01")
                figures["brief as of a fresh day s"] = time.process_time() - began
        figures["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    return figures


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    options.add_argument("--json")
    args = options.parse_args()
    import highspy  # noqa: F401  # loaded once, so that the first question does not pay for it

    found: list[dict[str, Any]] = []
    for size in args.sizes:
        figures = measure(size)
        if found:
            times = math.log(size / found[-1]["mentions"])
            for part in ("ingest s", "reconcile s"):
                figures[f"{part[:-2]} grows as n^"] = math.log(figures[part] / found[-1][part]) / times
        found.append(figures)
        print("\n".join(f"{k:48} {v:.3f}" if isinstance(v, float) else f"{k:48} {v}" for k, v in figures.items()), end="\n\n", flush=True)
    if args.json:
        Path(args.json).write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
