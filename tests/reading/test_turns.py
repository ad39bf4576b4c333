"""What turns the status of a force: what stands beside its verb."""

from __future__ import annotations

import pytest
from tests.drafts import draft_of

from standoff.reading.forces.assemble import Assembler

SAID = [
    # none of them
    ("Kenya has no troops in Somalia.", "ruled_out"),
    ("No Greek tanks were moved to Cyprus.", "ruled_out"),
    ("Not a single Danish soldier is in Iraq.", "ruled_out"),
    ("There are no fewer than 300 Dutch soldiers in Lithuania.", "in_place"),
    ("Italy has no doubt about its 400 soldiers in Kosovo.", "in_place"),
    # so once
    ("At the height of the war Portugal had 9,000 soldiers in Angola.", "ended"),
    ("Belgium no longer has 400 soldiers in Kosovo.", "ended"),
    ("Hungary, which had 300 men in Mosul, sends nobody.", "ended"),
    ("Hungary has had 300 men in Mosul since May.", "in_place"),
    # over and back
    ("Six Norwegian jets flew low over the harbour on Monday.", "ended"),
    ("Sixty Finns flew to Beirut last week and went home again.", "ended"),
    ("Six Norwegian jets flew to Latvia on Monday.", "in_place"),
    ("Sixty Finns flew to Beirut last week and will go home in May.", "in_place"),
    # on the way
    ("A Danish frigate left Denmark for the Gulf on Monday.", "under_way"),
    ("A Norwegian frigate crossed the Strait of Gibraltar on Monday and is heading east.", "under_way"),
    ("A Danish frigate left the Gulf on Monday.", "ended"),
    # signs behind the noun
    ("Sixty Finns are waiting in Djibouti for the order.", "standby"),
    ("A Swedish brigade for Estonia is under discussion.", "considered"),
    ("A Swedish brigade discussed the plan in Estonia.", "in_place"),
    # expected, asked, wished
    ("By July there should be 900 Norwegians in Estonia.", "ordered"),
    ("Will Sweden send 300 men to Mali?", "considered"),
    ("Rome did not exclude sending soldiers to Niger.", "considered"),
    ("Germany would like a headquarters in Chad.", "considered"),
    ("Germany likes the headquarters in Chad.", "in_place"),
    # habits and growth
    ("France provides five ships for the blockade.", "in_place"),
    ("France currently sends 90 men to Mali.", "in_place"),
    ("France sends 90 men to Mali.", "ordered"),
    ("The move will double the Czech contingent of 400 in Estonia.", "in_place"),
    ("Norway announced a doubling of its force in Latvia.", "ordered"),
    ("Options under review include a doubling of the Dutch presence in Latvia.", "considered"),
]


def statuses(text: str) -> list[str]:
    """Return the rules' verdict on each phrase of forces, whether it is then wanted or not."""
    return [seen.status for seen in Assembler(draft_of(text, published="2024-03-12")).observe()]


@pytest.mark.parametrize(("text", "status"), SAID)
def test_what_turns_a_status(text: str, status: str) -> None:
    assert statuses(text)[0] == status


def test_phrases_without_a_verb_share_the_one_before() -> None:
    assert statuses("Latvia has sent 40 men to Mali, Estonia 50 and Lithuania 20.") == ["in_place"] * 3
    assert statuses("Norway will send:\n\n- 90 men to Mali;\n- a company of about 120 in Latvia.") == ["ordered"] * 2
    assert statuses("Norway currently contributes:\n- 90 men in Mali;\n- two frigates in the Gulf.") == ["in_place"] * 2
