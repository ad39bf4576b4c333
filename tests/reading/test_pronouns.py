"""What stands for forces named before: pronouns, both armies, groups and abbreviations by name."""

from __future__ import annotations

import pytest
from tests.drafts import draft_of

from standoff.reading.forces.assemble import Assembler
from standoff.reading.forces.scene import Scene


@pytest.mark.parametrize("text, word, named, status", [
    ("Norway has 90 soldiers in Mali. They will leave in May.", "They", "soldiers", "ordered"),
    ("Kenya sent two battalions to Haiti. Most of them are in the capital.", "Most", "battalions", "in_place"),
    ("Chad's troops crossed into Sudan, but all of them have returned.", "all", "troops", "ended"),
])  # fmt: skip
def test_a_pronoun_goes_back_to_forces(text: str, word: str, named: str, status: str) -> None:
    draft = draft_of(text)
    (one,) = (o for o in Assembler(draft).observe() if o.candidate.grade == "pronoun")
    assert (draft.words.text[one.candidate.head], draft.words.text[one.candidate.stands_for or -1], one.status) == (word, named, status)
    assert [p.country for p in one.senders] == [p.country for p in Assembler(draft).observe()[0].senders]


@pytest.mark.parametrize("text", [
    "Norway has bought 90 buses. They will leave for Mali in May.",  # no forces were named
    "Kenya sent two battalions to Haiti. They cost 40 million dollars.",  # nothing that forces do
    "Chad has a frigate. They say so in Abeche.",  # one thing is not several
])  # fmt: skip
def test_other_pronouns_are_left_alone(text: str) -> None:
    assert all(o.candidate.grade != "pronoun" for o in Assembler(draft_of(text)).observe())


@pytest.mark.parametrize("text, sides", [
    ("Talks between Ethiopia and Eritrea failed. Both countries keep troops on the frontier.", {"ETH", "ERI"}),
    ("Greece spoke with Turkey on Monday. Neither side will send ships.", {"GRC", "TUR"}),
    ("Minister Ama Boateng of Ghana spoke after talks between Senegal and Mali. Neither side will send ships.", {"SEN", "MLI"}),
    ("India and Pakistan have agreed on a line. Each country will withdraw its guns.", {"IND", "PAK"}),
])  # fmt: skip
def test_both_sides_have_forces(text: str, sides: set[str]) -> None:
    seen = [o for o in Assembler(draft_of(text)).observe() if o.candidate.grade != "count"]
    assert {p.country for p in seen[-1].senders} == sides


@pytest.mark.parametrize("text", ["Greece spoke with Turkey. Each side of the box is red.", "Greece waits. Neither side will send ships."])
def test_no_sides_without_two(text: str) -> None:
    draft = draft_of(text)
    i = next(t for t in range(len(draft.words)) if draft.words.lower[t] == "side")
    assert len(draft.parties.each_of(i)) < 2 or "box" in text


@pytest.mark.parametrize("text, owner", [
    ("The Kenyan Maritime Guard (KMG) spoke on Monday. The KMG has two boats in Haiti.", "KEN"),
    ("The Mission of Observers (MOO) is of no state. The MOO has two boats in Haiti.", None),
    ("Fighters of the group known as al-Shabaab hold Jilib.", "al-Shabaab"),
    ("Some 300 of its soldiers serve abroad, Ghana says.", "GHA"),
])  # fmt: skip
def test_names_of_owners(text: str, owner: str | None) -> None:
    seen = [o for o in Assembler(draft_of(text)).observe() if o.candidate.grade != "count"]
    found = [p.country or p.name for p in seen[-1].senders]
    assert found[:1] == [owner] if owner else "KEN" not in found


def test_an_abbreviation_is_the_reports_own() -> None:
    marks = [(m.name, m.end - m.first) for m in Scene(draft_of("The Lebanese Armed Forces (LAF) met. The LAF and the FAL left.")).marks]
    assert marks.count(("Lebanon", 1)) == 2  # in brackets and after, but not "FAL"


@pytest.mark.parametrize("text, status", [
    ("The offer is contingent on Chad withdrawing its soldiers from Sudan.", "considered"),
    ("The treaty leaves room for Norway to station soldiers in Iceland.", "considered"),
    ("It would mean Chad withdrawing its soldiers from Sudan.", "considered"),
    ("Chad is withdrawing its soldiers from Sudan.", "under_way"),
    ("Norway leaves 90 soldiers in Iceland.", "in_place"),
])  # fmt: skip
def test_what_hangs_on_something_is_considered(text: str, status: str) -> None:
    seen = [o for o in Assembler(draft_of(text)).observe() if draft_of(text).words.lemma[o.candidate.head] == "soldier"]
    assert [o.status for o in seen] == [status]


@pytest.mark.parametrize("text, counted", [
    ("These deployments worry Niger.", False),
    ("That withdrawal worries Niger.", False),
    ("The withdrawal worries Niger.", True),
    ("These 900 soldiers worry Niger.", True),
])  # fmt: skip
def test_what_points_back_is_nothing_new(text: str, counted: bool) -> None:
    assert bool(Assembler(draft_of(text)).observe()) == counted


@pytest.mark.parametrize("text, arrives", [
    ("The planners put 900 men in Niger.", False),
    ("The destroyers put in at Dakar.", True),
    ("The marines moved in on Monday.", True),
])  # fmt: skip
def test_putting_somebody_in_a_place_is_no_putting_in(text: str, arrives: bool) -> None:
    assert any(p.main == "arrive" for o in Assembler(draft_of(text)).observe() for p in o.said) == arrives


@pytest.mark.parametrize("text, reinforced", [
    ("Norway strengthens the morale of its soldiers.", False),
    ("Norway has increased cooperation with the navy of Chad.", False),
    ("Norway will increase the number of its soldiers in Mali.", True),
    ("Norway has reinforced the camp with 90 soldiers.", True),
])  # fmt: skip
def test_what_is_strengthened_is_not_always_the_force(text: str, reinforced: bool) -> None:
    assert any(p.main == "reinforce" for o in Assembler(draft_of(text)).observe() if o.candidate.grade != "count" for p in o.said) == reinforced


@pytest.mark.parametrize("text, counts", [("Norway spent record levels of aid.", False), ("Record numbers of soldiers are there.", True)])
def test_a_number_of_other_things(text: str, counts: bool) -> None:
    assert bool(Assembler(draft_of(text)).observe()) == counts


def test_who_defends_his_homeland_is_there() -> None:
    (one,) = Assembler(draft_of("Kenya thanked Chad. Niger's soldiers defend their homeland.")).observe()
    assert (one.placed, [h.country for h in one.hosts]) == ("own land", ["NER"])
