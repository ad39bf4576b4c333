"""Deployments: the ways in which reports say them, and what is none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.knowledge.forces import forces
from standoff.reading.reader import read_report
from standoff.report import Report


def read(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_report(Report(text, published="2023-03-01")).to_dict()["deployments"]
    return found


# text, sender, host, low, high, basis, status
SAYINGS = [
    ("Denmark will send 300 soldiers to Estonia in May.", "DNK", "EST", 300, 300, "total", "ordered"),
    ("Some 400 Italian paratroopers landed in Iraq on Monday.", "ITA", "IRQ", 360, 440, "total", "in_place"),
    ("Britain is moving another six tanks to Estonia.", "GBR", "EST", 6, 6, "increment", "under_way"),
    ("Spain is considering sending 200 troops to Romania.", "ESP", "ROU", 200, 200, "total", "considered"),
    ("Kenya has withdrawn its 900 soldiers from Somalia.", "KEN", "SOM", 900, 900, "reduction", "ended"),
    ("The 900 American troops stationed in Syria guard oil wells.", "USA", "SYR", 900, 900, "total", "in_place"),
    ("Canada has put 3,400 troops on standby.", "CAN", None, 3400, 3400, "total", "standby"),
    ("France has ruled out sending troops to Niger.", "FRA", "NER", None, None, "total", "ruled_out"),
    ("More than 2,000 Turkish soldiers are deployed in Libya.", "TUR", "LBY", 2001, None, "total", "in_place"),
    ("Up to 150 Norwegian soldiers would go to Lithuania if the alliance asked.", "NOR", "LTU", None, 150, "total", "considered"),
]


SAYINGS += [
    # ships by their names
    ("Portugal is sending the frigate Corte-Real to Guinea.", "PRT", "GIN", 1, 1, "total", "under_way"),
    ("The French carrier Foch is patrolling off Lebanon.", "FRA", None, 1, 1, "total", "in_place"),
    # systems by theirs
    ("Germany has moved two Pantsir systems to Poland.", "DEU", "POL", 2, 2, "total", "in_place"),
]


@pytest.mark.parametrize("saying", SAYINGS, ids=[s[0][:40] for s in SAYINGS])
def test_sayings(saying: tuple[Any, ...]) -> None:
    text, sender, host, low, high, basis, status = saying
    (d,) = read(text)[:1]
    assert d["sender"]["country"] == sender
    assert (d["host"] or {}).get("country") == host
    count = d["count"] or {"low": None, "high": None}
    assert (count["low"], count["high"]) == (low, high)
    assert (d["basis"], d["status"]) == (basis, status)
    assert d["polarity"] == ("denied" if status == "ruled_out" else "affirmed")


@pytest.mark.parametrize(
    "text",
    [
        "Seven soldiers were killed when a mine blew up their lorry.",
        "The president awarded medals to eighteen pilots.",
        "The factory sold 40 tanks last year.",
        "Turnout was 61 percent and the party won 71 seats.",
        "Some 12,000 refugees crossed into Armenia on Monday.",
        "He retired as a captain in 1987 and grew roses.",
        "The ferry Estonia Star sank in a storm.",
        "A frigate captain from Lisbon retired.",
        "Germany won 12 medals, France 9.",
        "The Chadian army repelled the raid and lost 40 men.",
    ],
)
def test_no_deployment(text: str) -> None:
    assert read(text) == []


def test_part_and_whole() -> None:
    found = read("Australia will send 900 soldiers to Fiji and Tonga. Some 600 of them will go to Fiji.")
    whole, part = found[0], found[1]
    assert part["of"] == whole["id"]
    assert whole["host"]["country"] is None
    assert whole["host"]["code"] == "FJI+TON"


def test_the_same_again() -> None:
    found = read("Belgium sends 500 troops to Latvia\n\nBelgium will send 500 troops to Latvia, its government said on Friday.")
    assert [d["same_as"] for d in found] == [None, found[0]["id"]]


def test_kind_and_item() -> None:
    d = read("Four Dutch F-35s arrived in Bulgaria on Tuesday.")[0]
    assert (d["force"]["category"], d["force"]["item"]) == ("aircraft", "F-35")


@pytest.mark.parametrize(("word", "category"), [("F-16s", "aircraft"), ("T-72s", "vehicles"), ("S-400", "air_defence"), ("2S19", "artillery"), ("COVID-19", None)])
def test_designations(word: str, category: str | None) -> None:
    assert forces().designation(word) == category


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet="troops 3,000 Kenya\n*“”’-.", max_size=120))
def test_evidence_holds_its_text(noise: str) -> None:
    text = noise + " Kenya sent 300 troops to Somalia. " + noise
    for d in read(text):
        assert text[d["evidence"]["start"] : d["evidence"]["end"]] == d["evidence"]["text"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Spain will send 600 soldiers to Chad, Denmark 100 and Finland 45.", [("ESP", 600), ("DNK", 100), ("FIN", 45)]),
        ("Ghana promised 400 troops for Liberia; Senegal 250.", [("GHA", 400), ("SEN", 250)]),
    ],
)
def test_gapped_lists(text: str, parts: list[tuple[str, int]]) -> None:
    found = read(text)
    assert [(d["sender"]["country"], d["count"]["low"]) for d in found] == parts
    assert len({d["host"]["country"] for d in found}) == 1


def test_a_ship_named_again_is_read_again() -> None:
    found = read("The Norwegian frigate Otto Sverdrup sailed to the Baltic Sea on Monday. The Otto Sverdrup will stay there until June.")
    assert [d["force"]["category"] for d in found] == ["ships", "ships"]
    assert {d["sender"]["country"] for d in found} == {"NOR"}


def test_the_heading_of_a_paragraph_says_where() -> None:
    found = read("Slovakia.\n\nThree Dutch Patriot batteries arrived last week.\n\nLatvia. About 900 Spanish soldiers are stationed here, and six tanks.")
    assert [(d["sender"]["country"], d["host"]["country"]) for d in found if d["force"]["category"] == "personnel"] == [("ESP", "LVA")]


def rows(text: str) -> list[tuple[str | None, str | None, float | None, str, str, str]]:
    """Sender, host, least number, category, basis and status of each deployment of a report."""
    return [
        ((d["sender"] or {}).get("country"), (d["host"] or {}).get("country"), (d["count"] or {}).get("low"), d["force"]["category"], d["basis"], d["status"])
        for d in read(text)
    ]


def test_a_heading_over_labelled_lines() -> None:
    found = rows("Who has what, and where.\n\nTogo. Ghana: about 200 soldiers. Benin has 300 in the country. Niger keeps 150 soldiers at Dapaong.\n\nThe government in Lome said nothing.")
    assert [(sender, host, low) for sender, host, low, *_ in found] == [("GHA", "TGO", 180), ("BEN", "TGO", 300), ("NER", "TGO", 150)]


def test_a_dateline_is_no_heading() -> None:
    assert rows("Warsaw. Two Spanish tank companies have left Lithuania, the ministry in Madrid said.")[0][:2] == ("ESP", "LTU")


def test_a_heading_that_is_no_place_says_nothing() -> None:
    assert {host for _, host, *_ in rows("Arrived. Six Dutch frigates docked in Lisbon on Monday.")} == {"PRT"}


def test_what_was_named_last_is_counted() -> None:
    found = rows("Eight Spanish F-18 jets are in Estonia. Madrid will send four more to Latvia this month.")
    assert found[-1] == ("ESP", "LVA", 4, "aircraft", "increment", "ordered")
    assert rows("Eight Spanish F-18 jets are in Estonia, and Madrid will send another 400 soldiers to Latvia.")[-1][3] == "personnel"


@pytest.mark.parametrize("text, low", [
    ("Baku puts the Armenian force around Fizuli at 8,000.", 8000),
    ("The French soldiers present there number 1,200 at the moment, the minister in Chad said.", 1200),
    ("The ministry will raise the number of Kenyan soldiers in Haiti to 900.", 900),
])  # fmt: skip
def test_numbers_behind_the_noun(text: str, low: float) -> None:
    found = [r for r in rows(text) if r[2] is not None]
    assert [(r[2], r[4]) for r in found] == [(low, "total")]


def test_notice_to_move_is_standby() -> None:
    assert rows("In Rome 900 Italian soldiers were put on 48 hours' notice to move, the ministry said.")[0][5] == "standby"


def test_on_whose_word() -> None:
    found = read("There are 2,600 Rwandan soldiers in Congo, by Kinshasa's count; Kigali speaks of 1,000.")
    assert [(d["count"]["low"], d["sender"]["country"], d["attribution"]["code"][:3]) for d in found] == [(2600, "RWA", "COD"), (1000, "RWA", "RWA")]


def test_who_counts_forces_counts_those_of_another() -> None:
    found = read("Some 9,000 Ugandan soldiers stand along the border with Kenya. Nairobi puts the force at 14,000. On Friday it put 4,000 men on the border.")
    assert [(d["count"]["high"], d["sender"]["country"]) for d in found[:2]] == [(9900, "UGA"), (14000, "UGA")]
    assert found[1]["attribution"]["code"] == "KEN" or found[1]["attribution"]["code"] == "KENGOV"
    raised = read("Some 9,000 Ugandan soldiers stand along the border with Kenya. On Friday Nairobi raised its estimate to 12,000.")[-1]
    assert (raised["count"]["low"], raised["sender"]["country"], raised["basis"]) == (12000, "UGA", "total")
    assert all(d["sender"]["country"] != "UGA" for d in read("Some 9,000 Ugandan soldiers stand in Lira. Kenya puts its own force at 4,000.")[1:])
    assert read("Chile will send 300 marines to Peru. They come from a base in Iquique and will join 120 instructors already there.")[-1]["host"]["country"] == "PER"
