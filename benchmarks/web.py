"""How long pages take over a large record: synthetic reports with 50,000 mentions, every page asked for in turn.

    python benchmarks/web.py [--mentions 50000] [--record FILE] [--limit-ms 300]

Prints a line for each page: the first answer (the record just opened, while common answers are made in the background), the
median of five more, and the processor's time of both. Exits with 1 if a page's processor time is over the limit.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
import warnings
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import standoff
from standoff.report import Report

SENDERS = {"USA": "the United States", "GBR": "Britain", "FRA": "France", "RUS": "Russia", "DEU": "Germany", "NLD": "the Netherlands",
           "CAN": "Canada", "ESP": "Spain", "DNK": "Denmark", "NOR": "Norway", "ITA": "Italy", "POL": "Poland"}  # fmt: skip
HOSTS = {"POL": "Poland", "ROU": "Romania", "EST": "Estonia", "LVA": "Latvia", "LTU": "Lithuania", "BLR": "Belarus", "BGR": "Bulgaria",
         "HUN": "Hungary", "SVK": "Slovakia", "UKR": "Ukraine", "DEU": "Germany", "MDA": "Moldova", "CZE": "Czechia", "GEO": "Georgia"}  # fmt: skip
OUTLETS = [f"Outlet {i:02d}" for i in range(20)]
EVENTS = ("CONSULT", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "AID", "MOBILIZE", "SUPPORT", "COERCE", "AGREE")
ACTS = ("assert", "deny", "demand", "warn", "promise", "accuse")
STATUSES = ("in_place", "under_way", "ordered", "standby", "considered")
SYLLABLES = "ba co du fe gi ho ka li mo nu pa re si to vu wa xe yi zo".split()
CATEGORIES = ("personnel", "personnel", "personnel", "aircraft", "ships", "vehicles")


def reading(number: int, dice: random.Random, mentions: int = 25) -> dict[str, Any]:
    """Return one synthetic reading with its mentions, spans and all."""
    day = date(2030, 1, 1) + timedelta(days=number % 400)
    text, found = "", {"events": [], "deployments": [], "aid": [], "statements": []}
    places = [{"id": "p1", "name": "Warsaw", "kind": "city", "country": "POL", "lat": 52.2, "lon": 21.0, "spans": []}]
    for i in range(mentions):
        a, b = dice.choice(list(SENDERS)), dice.choice(list(HOSTS))
        party = {"name": SENDERS[a], "code": a, "country": a, "role": None, "span": None}
        other = {"name": HOSTS[b], "code": b, "country": b, "role": None, "span": None}
        # Figures grow from month to month and mostly agree; one in thirty is off.
        amount = 100 * (1 + zlib.crc32(f"{a}{b}".encode()) % 20) + 50 * (number % 400 // 30) + (150 if dice.random() < 0.03 else 0)
        kind = dice.choice(("events", "deployments", "statements", "statements", "events", "aid"))
        start = len(text)
        # Words of its own in each sentence, so that no two reports are copies.
        own_words = [f"{dice.choice(SYLLABLES)}{dice.choice(SYLLABLES)}{dice.choice(SYLLABLES)}" for _ in range(10)]
        sentence = (
            f"Officials in {own_words[0]} say {SENDERS[a]} has {own_words[1]} {amount} soldiers {own_words[2]} for {HOSTS[b]} "
            f"in {own_words[3]} view of paragraph {number}-{i}, {' '.join(own_words[4:])}."
        )
        text += sentence + "\n"
        evidence = {"start": start, "end": start + len(sentence), "text": sentence}
        trigger = {"start": start + sentence.index("say"), "end": start + sentence.index("say") + 3, "text": "say"}
        tail = {"start": start + sentence.index(own_words[4]), "end": start + len(sentence), "text": sentence[sentence.index(own_words[4]) :]}
        common = {
            "evidence": evidence, "attribution": None, "polarity": "affirmed", "where": "p1", "confidence": round(dice.random(), 3),
            "when": {"start": day.isoformat(), "end": day.isoformat(), "value": day.isoformat(), "span": None, "basis": "published"},
        }  # fmt: skip
        if kind == "events":
            own = {"id": f"e{i}", "type": dice.choice(EVENTS), "mode": None, "context": ["military"], "cameo": "040", "goldstein": 1.0, "quad": 1, "source": [party], "target": [other], "trigger": trigger, "modality": "past"}
        elif kind == "deployments":
            own = {"id": f"d{i}", "sender": party, "joint": [], "host": {"place": None, "name": HOSTS[b], "country": b}, "origin": None, "force": {"text": "soldiers", "category": dice.choice(CATEGORIES), "item": None}, "count": {"low": amount, "high": amount, "text": str(amount)}, "basis": dice.choice(("total", "increment")), "ratio": None, "status": dice.choice(STATUSES), "of": None}
        elif kind == "aid":
            own = {"id": f"m{i}", "donor": party, "recipient": other, "kind": "military", "what": trigger, "amount": {"low": amount, "high": amount, "unit": "USD", "currency": "USD", "text": str(amount)}, "status": "ordered", "of": None}
        else:
            own = {"id": f"s{i}", "speaker": party, "audience": None, "channel": None, "content": [tail], "cue": trigger, "kind": "indirect", "act": dice.choice(ACTS), "conditions": [], "basis_cited": []}
        found[kind].append({**common, **own})
    report = Report(text=text, title=f"Synthetic report {number}", publisher=dice.choice(OUTLETS), published=day.isoformat(), ref=f"synthetic-{number}.txt")
    plain = {f: getattr(report, f) for f in ("text", "title", "byline", "publisher", "published", "url", "language", "ref", "id")}
    return {"report": plain, "actors": [], "places": places, "times": [], "quantities": [], **found, "version": "synthetic"}


def readings(mentions: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Yield synthetic readings with about as many mentions as asked for."""
    dice = random.Random(seed)
    for number in range(max(1, mentions // 25)):
        yield reading(number, dice)


def addresses(record: Any) -> list[str]:
    """Return an address of every page over a record."""
    report, event = record.reports()[0], record.events()[0]
    days = sorted({r["published"] for r in record.reports()})
    middle, later = days[len(days) // 2], days[len(days) // 2 + 1]
    return [
        "/", f"/?as_of={middle}", f"/?as_of={middle}&part=live", f"/?compare={middle}", "/?sender=USA&category=personnel", "/?view=world",
        "/timeline", "/timeline?by=actor", f"/timeline?since={middle}", "/events", "/events?actor=USA&type=CONSULT", f"/events/{event['id']}",
        f"/mentions/{event['mentions'][0]}", "/cell?sender=USA&host=POL&category=personnel&status=in_place", "/parties/USA", "/dyads/USA/POL",
        "/statements", "/statements?act=demand", "/sources", "/reports", f"/reports/{report['key']}", "/search?q=soldiers+Poland",
        "/search?q=paragraph", "/review", "/review?by=newest", "/review?by=conflicts", f"/?as_of={later}&part=live", "/brief", "/aid", "/conflicts", "/corrections", "/ingest", "/help",
    ]  # fmt: skip


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--mentions", type=int, default=50_000)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--limit-ms", type=float, default=300)
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

    from standoff.web import Settings, make_app

    path = args.record or Path(tempfile.mkdtemp()) / "synthetic.db"
    record = standoff.open(path)
    if not len(record.reports()):
        started = time.perf_counter()
        record.ingest(readings(args.mentions))
        print(f"made a record of {args.mentions} mentions in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    client = TestClient(make_app(record, Settings()), base_url="http://127.0.0.1")
    slow = busy = 0
    for address in addresses(record):
        times, worked = [], []
        for _ in range(6):
            started, before = time.perf_counter(), time.process_time()
            answer = client.get(address)
            times.append((time.perf_counter() - started) * 1000)
            worked.append((time.process_time() - before) * 1000)
            assert answer.status_code == 200, (address, answer.status_code)
        median = statistics.median(times[1:])
        slow += median > args.limit_ms
        busy += statistics.median(worked[1:]) > args.limit_ms
        print(f"{address:<60} {len(answer.content) / 1000:7.0f} kB   first {times[0]:7.0f} ms   then {median:6.1f} ms (processor {worked[0]:.0f}, {statistics.median(worked[1:]):.1f})", flush=True)
    # On a machine that does other work as well, only the processor's time is the pages' own.
    print(f"pages over {args.limit_ms:.0f} ms: {slow} by the clock, {busy} by processor time")
    return 1 if busy else 0


if __name__ == "__main__":
    sys.exit(main())
