"""Noun phrases of aid: sums with their thing, lists, who is equipped, names that only look like a gift."""

from __future__ import annotations

import pytest
from tests.drafts import draft_of

from standoff.reading.forces.scene import Scene
from standoff.reading.giving.nouns import Gift, Gifts


def gifts(text: str) -> tuple[list[Gift], list[str]]:
    draft = draft_of(text)
    found = Gifts(draft, Scene(draft)).find()
    return found, [draft.span(g.first, max(g.end, g.head + 1)).text for g in found]


@pytest.mark.parametrize("text, thing, low, high", [
    ("Norway is offering a credit guarantee to Moldova of up to $1 billion.", "credit guarantee", None, 1e9),
    ("It brings the total amount of Danish humanitarian help since May to 40 million euros.", "Danish humanitarian help", 40e6, 40e6),
    ("Oslo announced a new support package to Moldova with a total value of one billion dollars.", "new support package", 1e9, 1e9),
    ("Monday's decision doubles total military assistance to Georgia since the start of the war to more than $2 billion.", "total military assistance", 2e9 + 1, None),
    ("This new drawdown brings the total commitment to Kenya to $240 million.", "total commitment", 240e6, 240e6),
])  # fmt: skip
def test_a_sum_goes_with_its_thing(text: str, thing: str, low: float | None, high: float | None) -> None:
    found, texts = gifts(text)
    amounts = {t: (g.amount.low, g.amount.high) for g, t in zip(found, texts) if g.amount is not None}
    assert amounts == {thing: (low, high)}


@pytest.mark.parametrize("text", ["Norway gave Moldova a loan, and Chad $5 million.", "Norway brings aid to Moldova; 40 million euros go to Chad."])
def test_a_sum_of_its_own(text: str) -> None:
    assert len(gifts(text)[0]) == 2


@pytest.mark.parametrize("text, wanted", [
    ("The Red Cross will distribute food parcels, heating stoves and cash in Armenia.", ["food parcels, heating stoves and cash"]),
    ("Canada sent generators, tents and ambulances to Chad.", ["generators, tents and ambulances"]),
    ("Sweden sent anti-tank weapons and anti-aircraft systems to Chad.", ["anti-tank weapons and anti-aircraft systems"]),
    ("Canada gave arms and financing to Chad.", ["arms", "financing"]),
    ("Canada gave Chad 20 trucks and 40 tents.", ["20 trucks", "40 tents"]),
])  # fmt: skip
def test_goods_make_one_gift(text: str, wanted: list[str]) -> None:
    assert gifts(text)[1] == wanted


def test_who_is_equipped_is_no_gift() -> None:
    assert gifts("Kenya thanked Germany for providing hospitals with generators.")[1] == ["generators"]
    assert gifts("Germany provides hospitals in Chad.")[1] == ["hospitals"]
