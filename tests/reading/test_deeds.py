"""Help by deeds with nothing named that is given."""

from __future__ import annotations

import pytest
from tests.drafts import draft_of

from standoff.reading.giving.assemble import AidAssembler


@pytest.mark.parametrize("text, giver, taker, kind, count", [
    ("Norway has trained 300 Malian soldiers in Kidal.", "NOR", "MLI", "military", 300),
    ("Kenyan crews are being trained by Denmark.", "DNK", "KEN", "military", None),
    ("Denmark will help Kenya to rebuild its bridges.", "DNK", "KEN", "other", None),
    ("Sweden finances the schools of Chad.", "SWE", "TCD", "financial", None),
])  # fmt: skip
def test_a_deed_is_aid(text: str, giver: str, taker: str, kind: str, count: int | None) -> None:
    seen = next(o for o in AidAssembler(draft_of(text)).observe() if o.candidate.grade == "deed")
    assert (seen.senders[0].country, seen.hosts[0].country, seen.candidate.kind) == (giver, taker, kind)
    assert (seen.candidate.amount and seen.candidate.amount.low) == count


@pytest.mark.parametrize("text", [
    "Norway helps Chad with 40 tents.",  # the tents are the gift
    "Soldiers train at dawn in Norway.",  # nobody is helped
    "A trained eye sees it.",
])  # fmt: skip
def test_no_deed(text: str) -> None:
    assert all(o.candidate.grade != "deed" for o in AidAssembler(draft_of(text)).observe())


@pytest.mark.parametrize("text, count", [
    ("Canada gave 4 million dollars to rebuild the bridges of Mopti, the embassy said on Monday.", 1),
    ("Austria has pledged two million euros to train Ukrainian soldiers, its chancellor said in Kyiv.", 1),
    ("Japan delivered 12 ambulances to help the wounded of Taiz, the Red Crescent said.", 1),
    ("Canada gave 4 million dollars to Mali in March, and Austria is training Ukrainian soldiers.", 2),
])  # fmt: skip
def test_what_a_gift_is_for_is_no_gift_of_its_own(text: str, count: int) -> None:
    assert len(draft_of(text).aid) == count
