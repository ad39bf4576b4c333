"""Aid: who gives whom what, and what is trade, use or loss."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.reading.reader import read_report
from standoff.report import Report


def read(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_report(Report(text, published="2023-03-01")).to_dict()["aid"]
    return found


# text, donor, recipient, kind, low, high, status
SAYINGS = [
    ("Germany will give Ukraine 5,000 military helmets.", "DEU", "UKR", "military", 5000, 5000, "ordered"),
    ("Poland has donated 400 generators to Moldova.", "POL", "MDA", "humanitarian", 400, 400, "delivered"),
    ("Japan pledged $40 million in humanitarian aid to Jordan.", "JPN", "JOR", "humanitarian", 40e6, 40e6, "ordered"),
    ("Sweden supplied Lebanon with 20 ambulances.", "SWE", "LBN", "humanitarian", 20, 20, "delivered"),
    ("Belgrade refuses to give ammunition to Ukraine.", "SRB", "UKR", "military", None, None, "ruled_out"),
    ("India lent Sri Lanka one billion dollars.", "IND", "LKA", "financial", 1e9, 1e9, "delivered"),
]


@pytest.mark.parametrize("saying", SAYINGS, ids=[s[0][:40] for s in SAYINGS])
def test_sayings(saying: tuple[Any, ...]) -> None:
    text, donor, recipient, kind, low, high, status = saying
    (a,) = read(text)[:1]
    assert (a["donor"]["country"], a["recipient"]["country"]) == (donor, recipient)
    amount = a["amount"] or {"low": None, "high": None}
    assert (a["kind"], amount["low"], amount["high"], a["status"]) == (kind, low, high, status)
    assert text[a["what"]["start"] : a["what"]["end"]] == a["what"]["text"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister's new car cost 90,000 euros.",
        "Thieves stole blankets and food from a depot in Lyon.",
        "Farmers in Punjab harvested 18 million tonnes of wheat.",
        "He was fined 2,000 euros for possession of a pistol.",
    ],
)
def test_no_aid(text: str) -> None:
    assert read(text) == []


def test_who_publishes_gives_what_we_give() -> None:
    text = "We have given 90 million euros in humanitarian aid to Yemen since 2018. Additional assistance of 12 million euros will follow this year."
    found = read_report(Report(text, published="2023-03-01", publisher="Ministry of Foreign Affairs of Norway")).to_dict()["aid"]
    assert {(a["donor"]["country"], a["recipient"]["country"]) for a in found} == {("NOR", "YEM")}


def test_who_attacks_is_not_whom_aid_goes_to() -> None:
    (a,) = read("Sudan's attack on Chad has displaced thousands. A further 20 million dollars in relief will be provided by Canada.")
    assert (a["donor"]["country"], a["recipient"]["country"]) == ("CAN", "TCD")
