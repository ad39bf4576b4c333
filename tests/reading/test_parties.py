"""Who is meant: shared subjects, who is thanked or asked, the enemy, partners by name, where "there" is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.drafts import draft_of

from standoff.mentions import Host, Party
from standoff.reading.actors.names import publisher_country
from standoff.reading.forces.assemble import Assembler
from standoff.reading.giving.assemble import AidAssembler


def names(parties: Sequence[Party | Host]) -> list[str]:
    return [p.country or p.name for p in parties]


@pytest.mark.parametrize("text, senders", [
    ("France and Italy refuse to withdraw their troops from Niger.", ["FRA", "ITA"]),
    ("Neither Turkey nor Greece will station missiles on Cyprus.", ["TUR", "GRC"]),
    ("American, British and French troops are leaving Niger.", ["USA", "GBR", "FRA"]),
    ("Finland and Greece will each send a company to Kosovo.", ["FIN", "GRC"]),
    ("France, after talks with Italy, refuses to withdraw its troops from Niger.", ["FRA"]),
    ("A French soldier was killed and Italian troops are leaving Niger.", ["ITA"]),
])  # fmt: skip
def test_each_his_own_forces(text: str, senders: list[str]) -> None:
    assert [d.value.sender.country for d in draft_of(text).deployments] == senders


def test_a_figure_is_shared() -> None:
    (d,) = (f.value for f in draft_of("Finland and Greece will send 200 men to Kosovo.").deployments)
    assert (d.sender.country, names(list(d.joint))) == ("FIN", ["GRC"])


@pytest.mark.parametrize("text, hosts", [
    ("Ethiopia has refused to pull its soldiers out of Eritrea and Somalia.", ["ERI", "SOM"]),
    ("Chad won't withdraw its 900 soldiers from Sudan.", ["SDN"]),
    ("Ghana is withdrawing its soldiers from Mali.", ["MLI"]),
    ("Chad is sending 900 soldiers from Abeche to Sudan.", ["SDN"]),
])  # fmt: skip
def test_whence_they_are_not_withdrawn(text: str, hosts: list[str]) -> None:
    seen = Assembler(draft_of(text)).observe()
    assert names(seen[0].hosts) == hosts


# text, who gives, who receives, as the rules have it
FRAMES = [
    ("The President of Moldova thanked Lithuania for the humanitarian aid sent in May.", "LTU", "MDA"),
    ("The Prime Minister of Kenya thanked Germany for providing hospitals with generators.", "DEU", "KEN"),
    ("Kenya asked Germany for 20 trucks.", "DEU", "KEN"),
    ("The President of Moldova called on Norway to speed up the transfer of generators.", "NOR", "MDA"),
    ("Kenya's president expressed gratitude to Norway for the tents.", "NOR", "KEN"),
    ("Kenya has asked Germany to send tents to Somalia.", "DEU", "SOM"),
    ("Germany told Kenya that it gives Somalia tents.", "DEU", "SOM"),
]


@pytest.mark.parametrize("text, giver, taker", FRAMES, ids=[f[0][:40] for f in FRAMES])
def test_who_is_thanked_or_asked_gives(text: str, giver: str, taker: str) -> None:
    seen = next(o for o in AidAssembler(draft_of(text)).observe() if o.candidate.grade != "none")
    assert (names(seen.senders)[:1], names(seen.hosts)[:1]) == ([giver], [taker])


@pytest.mark.parametrize("text, publisher, sender", [
    ("Russia's aggression against Ukraine goes on. The enemy has moved 3,000 soldiers to the Kharkiv region.", None, "RUS"),
    ("Sudan's attack on Chad began in May. The occupiers have 900 men in Adre.", None, "SDN"),
    ("Russia's aggression goes on. The aggressor keeps 3,000 soldiers in Luhansk.", "President of Ukraine", "RUS"),
    ("Chad's friends know the enemy. Niger has 3,000 soldiers in Diffa.", None, "NER"),
])  # fmt: skip
def test_the_enemy_is_who_makes_the_war(text: str, publisher: str | None, sender: str) -> None:
    seen = [o for o in Assembler(draft_of(text, publisher)).observe() if o.candidate.count is not None]
    assert names(seen[0].senders)[:1] == [sender]


@pytest.mark.parametrize("text, givers", [
    ("International partners, including the European Commission, Germany and Turkey, are giving aid to Georgia.", ["EU", "DEU", "TUR"]),
    ("Countries such as Kenya and Chad have sent tents to Haiti.", ["KEN", "TCD"]),
    ("Poland and Denmark have pledged funds for Moldova.", ["POL", "DNK"]),
    ("Kenya, including its coast, has sent tents to Haiti.", ["KEN"]),
])  # fmt: skip
def test_partners_by_name(text: str, givers: list[str]) -> None:
    seen = max(AidAssembler(draft_of(text)).observe(), key=lambda o: len(o.senders))
    assert names(seen.senders) == givers


@pytest.mark.parametrize("text, host", [
    ("The camp is in Jordan. Britain and Turkey have 300 troops there as well.", "JOR"),
    ("At Incirlik in Turkey the power was cut. Germany has 240 soldiers there.", "TUR"),
    ("Norway spoke with Estonia, and in Latvia it keeps 90 men there.", "LVA"),
])  # fmt: skip
def test_there_is_no_state_that_acts(text: str, host: str) -> None:
    seen = next(o for o in Assembler(draft_of(text)).observe() if o.candidate.count is not None)
    assert (seen.placed, names(seen.hosts)) == ("there", [host]) or seen.placed in ("verb", "noun") and names(seen.hosts) == [host]


@pytest.mark.parametrize("publisher, country", [
    ("Office of the President, Islamic Republic of Afghanistan", "AFG"),
    ("Council of Ministers of Albania", "ALB"),
    ("U.S. Department of State", "USA"),
    ("Albanian Daily News", None),
    ("Council of the European Union", None),
])  # fmt: skip
def test_whose_office_publishes(publisher: str, country: str | None) -> None:
    assert publisher_country(publisher) == country


@pytest.mark.parametrize("text, rung, party", [
    ("Kenya thanked Rwanda for the 900 men in Haiti.", "thanked", "RWA"),
    ("Benin has asked for 90 soldiers on its frontier.", "asker", "BEN"),
    ("Benin has sent 90 soldiers to its frontier.", "giver", "BEN"),
    ("About 900 soldiers from Rwanda are at the port.", "from", "RWA"),
])  # fmt: skip
def test_by_which_rule_forces_are_somebodys(text: str, rung: str, party: str) -> None:
    seen = next(o for o in Assembler(draft_of(text)).observe() if o.candidate.count is not None)
    assert names(next(parties for name, parties in seen.rungs if name == rung and parties)) == [party]


def test_who_leaves_a_state_is_not_from_it() -> None:
    seen = next(o for o in Assembler(draft_of("France withdrew 900 soldiers from Chad.")).observe() if o.candidate.count is not None)
    assert all(name != "from" or not parties for name, parties in seen.rungs)


def test_rebels_are_their_own() -> None:
    seen = Assembler(draft_of("Tuareg rebels hold the town. The army has 90 rebel flags.")).observe()
    assert next(names(parties) for name, parties in seen[0].rungs if name == "itself" and parties) == ["Tuareg rebels"]


@pytest.mark.parametrize("text, host", [
    ("Pirates are at large in the Gulf of Aden. Norway has a frigate in the gulf.", "Gulf of Aden"),
    ("Fishermen like the Gulf of Aden. Norway has a frigate in the strait.", None),
])  # fmt: skip
def test_a_place_by_a_part_of_its_name(text: str, host: str | None) -> None:
    seen = next(o for o in Assembler(draft_of(text)).observe() if o.candidate.category == "ships")
    named = [h.name for h in seen.hosts] if seen.placed in ("verb", "noun") else []
    assert named == ([host] if host else [])
