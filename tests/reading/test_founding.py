"""What the first article must yield, on texts of our own that say the same kinds of things of other states."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from standoff.reading.reader import read_report
from standoff.report import Report

AFRICA = (
    "The French government said on Tuesday it is sending another 1,200 troops to two West African states. "
    "The almost 800 legionnaires being flown to Chad will join a 2,500-strong UN force already there, while those bound for Niger "
    "will more than triple the number of French soldiers now based in that country. Paris repeated that it has 5,000 soldiers on standby. "
    "Officials had considered sending 20,000 men to the Sahel. "
    "The army is sending another four Rafale fighters to Senegal. Portugal is supporting the operation by sending C-130s to Mali. "
    "Norway has pledged several million dollars to help Chad feed refugees."
)
ASIA = (
    "Australia announced on Monday that it is deploying another 2,000 soldiers to two Pacific nations. "
    "Nearly 1,500 infantrymen being moved to Fiji will join a 600-man New Zealand contingent already in the country; "
    "those sent to Tonga will more than double the number of Australian personnel stationed there. "
    "Canberra said it has a further 3,000 reservists on alert. Planners had weighed sending 10,000 troops to Melanesia. "
    "The air force is sending two more P-8 aircraft to Vanuatu. Japan is sending destroyers to Samoa. "
    "South Korea committed several million dollars to Fiji."
)
BALKANS = (
    "Italy said Thursday that it will send an additional 900 troops to two Balkan countries. "
    "About 600 carabinieri going to Kosovo will join a 3,700-strong NATO force already there, and those going to Bosnia will more than "
    "double the number of Italian soldiers currently deployed in that state. Rome reiterated that it has 2,000 troops on standby. "
    "Last month generals had considered putting 8,000 soldiers into the western Balkans. "
    "Rome is sending another three helicopters to Albania. Greece is sending frigates to Montenegro. "
    "Denmark just committed several million euros to Kosovo."
)
#        text, sender, part (host, low, high), garrison (owner, host, n), ratio (host, low), standby, option, kit (n, host), donor and recipient
CASES = [
    (AFRICA, "FRA", 1200, ("TCD", 720, 800), ("UN", "TCD", 2500), ("NER", 3), 5000, 20000, ("FRA", 4, "SEN"), ("NOR", "TCD")),
    (ASIA, "AUS", 2000, ("FJI", 1350, 1500), ("NZL", "FJI", 600), ("TON", 2), 3000, 10000, ("AUS", 2, "VUT"), ("KOR", "FJI")),
    (BALKANS, "ITA", 900, ("XKX", 540, 660), ("NATO", "XKX", 3700), ("BIH", 2), 2000, 8000, ("ITA", 3, "ALB"), ("DNK", "XKX")),
]


def read(text: str) -> dict[str, Any]:
    return read_report(Report(text, published="2023-05-03")).to_dict()


def of(reading: dict[str, Any], **wanted: Any) -> Iterator[dict[str, Any]]:
    for d in reading["deployments"]:
        count = d["count"] or {}
        have = {
            "sender": (d["sender"] or {}).get("country") or (d["sender"] or {}).get("name"), "host": (d["host"] or {}).get("country"),
            "low": count.get("low"), "high": count.get("high"), "status": d["status"], "basis": d["basis"], "category": d["force"]["category"],
        }  # fmt: skip
        if all(have[k] == v for k, v in wanted.items()):
            yield d


@pytest.mark.parametrize("case", CASES, ids=["africa", "asia", "balkans"])
def test_own_texts(case: tuple[Any, ...]) -> None:
    text, sender, total, part, garrison, ratio, standby, option, kit, aid = case
    reading = read(text)
    whole = next(of(reading, sender=sender, low=total, high=total, basis="increment", status="ordered"))
    piece = next(of(reading, sender=sender, host=part[0], low=part[1], high=part[2]))
    assert piece["of"] == whole["id"]
    assert next(of(reading, sender=garrison[0], host=garrison[1], low=garrison[2], high=garrison[2], status="in_place"))
    assert any(d["ratio"] and d["ratio"]["low"] == ratio[1] and d["ratio"]["high"] is None for d in of(reading, sender=sender, host=ratio[0], basis="ratio"))
    assert next(of(reading, sender=sender, low=standby, high=standby, status="standby"))
    assert next(of(reading, sender=sender, low=option, high=option, status="considered"))
    assert next(of(reading, sender=kit[0], host=kit[2], low=kit[1], high=kit[1], category="aircraft", basis="increment"))
    (gift,) = [a for a in reading["aid"] if a["donor"] and a["donor"]["country"] == aid[0]]
    assert gift["recipient"]["country"] == aid[1]
    assert (gift["amount"]["low"], gift["amount"]["high"]) == (3_000_000, 9_000_000)
    for mention in (*reading["deployments"], *reading["aid"]):
        span = mention["evidence"]
        assert text[span["start"] : span["end"]] == span["text"]


SEEDS = sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))


@pytest.mark.skipif(not SEEDS, reason="the first article is not here")
def test_first_article() -> None:
    reading = read_report(Report(SEEDS[0].read_text("utf-8"), published="2022-02-02")).to_dict()
    whole = next(of(reading, sender="USA", low=3000, high=3000, basis="increment", status="ordered"))
    piece = next(of(reading, sender="USA", host="POL", low=1800, high=2000, status="ordered"))
    assert piece["of"] == whole["id"]
    assert next(of(reading, sender="NATO", host="POL", low=4000, high=4000, status="in_place"))
    assert any(d["ratio"]["low"] >= 2 for d in of(reading, sender="USA", host="ROU", basis="ratio"))
    assert next(of(reading, sender="USA", low=8500, high=8500, status="standby"))
    assert any("Eastern Europe" in d["host"]["name"] for d in of(reading, low=50000, high=50000, status="considered"))
    assert next(of(reading, sender="USA", host="EST", low=6, high=6, category="aircraft", basis="increment"))
    assert any(d["force"]["item"] == "F-16" for d in of(reading, sender="BEL", host="EST"))
    (gift,) = [a for a in reading["aid"] if a["donor"] and a["donor"]["country"] == "SWE"]
    assert gift["recipient"]["country"] == "UKR"
    assert (gift["amount"]["low"], gift["amount"]["high"]) == (3_000_000, 9_000_000)
