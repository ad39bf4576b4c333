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
