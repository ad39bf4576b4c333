"""Actors: names, offices, codes, and who is meant by titles and pronouns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.reading.actors import find_parties
from standoff.reading.draft import Draft
from standoff.reading.parse import parse
from standoff.reading.working import make_working
from standoff.report import Report


def read(text, published="2022-03-01"):
    working = make_working(text)
    draft = Draft(Report(text=text, published=published), working, parse(working))
    draft.parties = find_parties(draft)
    return draft


def party(draft, word, nth=0, owner=False):
    tokens = [i for i, t in enumerate(draft.words.text) if t == word]
    ask = draft.parties.owner_of if owner else draft.parties.of
    return ask(tokens[nth])


@pytest.mark.parametrize(
    ("text", "word", "code", "country"),
    [
        ("Polish troops crossed the river at dawn.", "troops", "POLMIL", "POL"),
        ("Oslo rejected the offer on Friday.", "Oslo", "NORGOV", "NOR"),
        ("The Kremlin rejected the offer on Friday.", "Kremlin", "RUSGOV", "RUS"),
        ("Kenya's interior ministry denied it.", "ministry", "KENGOV", "KEN"),
        ("NATO troops left the town.", "troops", "IGONATMIL", None),
        ("Taliban fighters attacked the convoy.", "fighters", "AFGREB", "AFG"),
        ("Peruvian miners blocked a road.", "miners", "PERLAB", "PER"),
        ("Thousands of Chilean students marched.", "Thousands", "CHLEDU", "CHL"),
        ("A former Pentagon official said so.", "official", "USAELI", "USA"),
        ("Pro-Russian separatists shelled the bridge.", "separatists", "REB", None),
    ],
)
def test_codes(text, word, code, country):
    found = party(read(text), word)
    assert found is not None
    assert (found.code, found.country) == (code, country)


def test_a_person_has_name_role_country_and_code():
    draft = read("Norwegian Defence Minister Kari Solheim met reporters. She said the plan stood. Solheim flew home.")
    for word in ("Solheim", "She"):
        found = party(draft, word)
        assert (found.name, found.code, found.country) == ("Kari Solheim", "NORGOV", "NOR")
    assert party(draft, "Solheim", 1).name == "Kari Solheim"
    assert party(draft, "Solheim").role == "Norwegian Defence Minister"


def test_appositions_and_titles_mean_the_person():
    draft = read("Jan Hoekstra, a spokesman for the Dutch army, denied it. The spokesman said the base was closed.")
    assert party(draft, "Hoekstra").country == "NLD"
    assert party(draft, "spokesman", 1).name == "Jan Hoekstra"


def test_owners():
    assert party(read("Sweden's troops left."), "troops", owner=True).country == "SWE"
    assert party(read("Six Danish fighter jets landed."), "jets", owner=True).country == "DNK"
    assert party(read("A NATO force arrived."), "force", owner=True).name == "NATO"
    draft = read("Turkey said its 900 troops would stay.")
    assert party(draft, "troops", owner=True).country == "TUR"


def test_several_parties():
    draft = read("Hungarian and Romanian officials met. France and Spain signed the treaty. The two countries will share the cost.")
    words = draft.words.text
    of = draft.parties.all_of
    assert [p.country for p in of(words.index("officials"))] == ["HUN", "ROU"]
    assert [p.country for p in of(words.index("France"))] == ["FRA", "ESP"]
    assert [p.country for p in of(words.index("countries"))] == ["FRA", "ESP"]


@pytest.mark.parametrize(
    ("text", "word", "name", "code"),
    [
        ("Brussels halted the payments.", "Brussels", "EU", "IGOEUR"),
        ("West African officials met in secret.", "officials", "West African officials", "WAFGOV"),
        ("Gazans queued for bread.", "Gazans", "Gazans", "PSECVL"),
        ("The frigate left. HMS Lynx followed it.", "Lynx", "HMS Lynx", "GBRMIL"),
        ("Soviet tanks crossed the border.", "tanks", "Soviet tanks", "SUNMIL"),
        ("The news agency BelTA reported it.", "agency", "BelTA", "BLRJRN"),
        ("Belgium agreed. Brussels halted the payments.", "Brussels", "Belgium", "BELGOV"),
        ("Seoul protested. Later the North fired a rocket.", "North", "North Korea", "PRK"),
    ],
)
def test_names_that_need_the_report(text, word, name, code):
    found = party(read(text, published=None), word)
    assert (found.name, found.code) == (name, code)


def test_offices_in_other_words_and_together():
    text = (
        "Latvian Defence Minister Ilze Kalnina met Danish Defence Minister Peter Holm in Riga. "
        "The ministers signed a letter. The Danish minister of defence praised it. No ministry replied."
    )
    draft = read(text)
    words = draft.words.text
    assert [p.name for p in draft.parties.all_of(words.index("ministers"))] == ["Ilze Kalnina", "Peter Holm"]
    assert party(draft, "minister").name == "Peter Holm"
    assert party(draft, "ministry") is None


def test_a_foreign_supporter_is_no_owner():
    draft = read("Turkish-backed fighters entered the town of Afrin in Syria.")
    assert party(draft, "fighters").country != "TUR"


def test_a_government_speaks_in_its_own_release():
    text = "We condemn the attack."
    working = make_working(text)
    draft = Draft(Report(text=text, publisher="Ministry of Foreign Affairs of Finland"), working, parse(working))
    draft.parties = find_parties(draft)
    assert draft.parties.of(0).country == "FIN"
    assert read(text).parties.of(0) is None


def test_first_person_means_who_speaks():
    draft = read('"We will send more guns," the minister said.')
    we = draft.words.text.index("We")
    assert draft.parties.of(we) is None
    speaker = party(read("Finland's prime minister spoke."), "minister")
    draft.parties.speaking(0, 8, speaker)
    assert draft.parties.of(we).country == "FIN"


@settings(max_examples=25, deadline=None)
@given(st.text(st.sampled_from("NATO Russia he 's, the army of \"“Kirby US-led\n.-"), max_size=80))
def test_every_span_holds_its_text(text):
    draft = read(text)
    for actor in draft.parties.actors():
        assert actor.spans
        for span in actor.spans:
            assert draft.report.text[span.start : span.end] == span.text


def _countries(text):
    return {a.name: (a.country, a.lent) for a in read(text).parties.actors() if a.kind == "person"}


def test_whose_minister_it_is_that_the_words_leave_open():
    assert _countries("Danish troops crossed the line, Norway said. Defence Minister Bo Rask accused Denmark of deceit.")["Bo Rask"] == ("NOR", True)
    assert _countries("Peru wants Chile to close the mine, Foreign Minister Rafael Ortega told reporters in Lima.")["Rafael Ortega"] == ("PER", True)
    assert _countries("President Rojas of Chile met President Quispe of Peru under the eyes of Brazil.") == {"Rojas": ("CHL", False), "Quispe": ("PER", False)}
    assert _countries("Kenya's Ann Otieno spoke last.")["Ann Otieno"] == ("KEN", False)


def test_no_state_has_two_presidents():
    found = _countries("Togo's president, Kodjo Sewa, flew to Mali. In Lome people waited. President Issa Keita thanked Togo for its patience.")
    assert found["Kodjo Sewa"] == ("TGO", False) and found["Issa Keita"][0] != "TGO"
    assert _countries("Peru's president, Illari Mamani, called up 2,000 reservists in reply.") == {"Illari Mamani": ("PER", False)}
