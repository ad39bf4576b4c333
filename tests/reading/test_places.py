"""Places: what is one, which one, to what use, and where a clause's event is."""

from functools import cache

import pytest

from standoff.reading.draft import Draft
from standoff.reading.parse import parse
from standoff.reading.places import find_places, where_of
from standoff.reading.working import make_working
from standoff.report import Report


@cache
def draft(text: str, url: str | None = None) -> Draft:
    working = make_working(text)
    d = Draft(Report(text=text, url=url), working, parse(working))
    d.places = find_places(d)
    return d


def places(text: str) -> dict[str, tuple[str, str | None]]:
    """Return the words that name places, with kind and country."""
    d = draft(text)
    return {d.span(f.first, f.end).text: (f.value.place.kind, f.value.place.country) for f in d.places}


def uses(text: str) -> dict[str, str]:
    d = draft(text)
    return {d.span(f.first, f.end).text: f.value.use for f in d.places}


def where(text: str, trigger: str) -> str | None:
    d = draft(text)
    identity = where_of(d, d.words.text.index(trigger))
    return next((f.value.place.name for f in d.places if f.value.place.id == identity), None)


def admin1(text: str, name: str) -> str | None:
    d = draft(text)
    return next(f.value.place.admin1 for f in d.places if d.span(f.first, f.end).text == name)


@pytest.mark.parametrize(
    ("text", "name", "division"),
    [
        ("The truck was found in Paris, Texas, on Monday.", "Paris", "Texas"),
        ("The truck was found in Paris on Monday.", "Paris", "Île-de-France"),
        ("She grew up in Springfield, Ill., and moved away.", "Springfield", "Illinois"),
        ("The fire began near Dayton. Troopers from Columbus and Cincinnati helped; Ohio sent money.", "Dayton", "Ohio"),
    ],
)
def test_which_one(text: str, name: str, division: str) -> None:
    assert admin1(text, name) == division


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("Shells fell in the Luhansk region overnight.", "Luhansk region", "admin1", "UKR"),
        ("Frigates crossed the Red Sea on Sunday.", "Red Sea", "water", None),
        ("A second brigade went to the Baltics in May.", "Baltics", "region", None),
        ("Trainers left Ramstein for Mihail Kogalniceanu Air Base.", "Mihail Kogalniceanu Air Base", "base", "ROU"),
        ("Patrols were attacked across the Sahel.", "Sahel", "region", None),
        ("Drones struck Sevastopol in Crimea.", "Crimea", "admin1", "UKR"),
        ("The flood reached Harris County by noon.", "Harris County", "admin2", "USA"),
        ("Farmers in Georgia, Alabama, Florida and Tennessee lost crops.", "Georgia", "admin1", "USA"),
        ("Talks took in Georgia, Armenia, Azerbaijan and Turkey.", "Georgia", "country", "GEO"),
        ("Envoys of Austria, France and Ireland met in N'Djamena, the capital of Chad.", "Chad", "country", "TCD"),
        ("They were held in Monrovia, the capital of Liberia.", "Liberia", "country", "LBR"),
        ("A hospital was hit in the capital of Kabul.", "Kabul", "city", "AFG"),
    ],
)
def test_kinds(text: str, name: str, kind: str, country: str | None) -> None:
    found = places(text)
    key = next(k for k in found if k in name or name in k)
    assert found[key] == (kind, country)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Houston and Jordan Baker agreed to meet in May.",
        "She reads the Washington Post on Sundays.",
        "The Boston Red Sox lost again on Tuesday.",
        "We will march in March, and the police may help us.",
        "He ordered French fries and an English muffin.",
    ],
)
def test_what_is_none(text: str) -> None:
    assert places(text) == {}


def test_uses() -> None:
    assert uses("Moscow rejected the offer in Geneva.") == {"Moscow": "metonym", "Geneva": "literal"}
    assert uses("Polish troops drove to Rzeszow.")["Polish"] == "demonym"
    assert uses("Officials in Moscow said little.") == {"Moscow": "literal"}
    assert uses("Texans and Londoners watched.") == {"Texans": "demonym", "Londoners": "demonym"}


def test_abbreviations() -> None:
    assert places("The US sent it to us.") == {"US": ("country", "USA")}
    assert places("It was sold in Hartford, Conn., last year.")["Conn."] == ("admin1", "USA")
    assert "In" not in places("In or out, me and OK, hi.")


def test_dateline() -> None:
    found = places("TALLINN, Feb 3 (Agency) - The frigate sailed on Thursday, an officer told reporters at the port.")
    assert found["TALLINN"] == ("city", "EST")


def test_one_entry_has_one_id() -> None:
    d = draft("Kyiv fell silent. In Kiev, shops were closed, and Kyiv's mayor said so.")
    assert len({f.value.place.id for f in d.places}) == 1
    assert d.places[0].value.place.geonames_id == 703448
    assert len(d.places[0].value.place.spans) == 3


def test_spans_hold_their_text() -> None:
    text = "**KYIV** — Troops went\nfrom *Poland* to the Black\nSea, and Washington's envoy to Côte d’Ivoire flew home to Ft. Worth, Texas."
    d = draft(text)
    assert d.places
    for f in d.places:
        for span in f.value.place.spans:
            assert text[span.start : span.end] == span.text


def test_address_tells_the_country() -> None:
    text = "Council tax in Richmond and Plymouth will rise."
    home = {f.value.place.country for f in draft(text, "https://www.example.co.uk/a").places}
    assert home == {"GBR"}


def test_places_outside_the_gazetteer() -> None:
    text = "Shells hit the village of Qobrovka in the Kharkiv region. Qobrovka has no power."
    (place,) = {f.value.place for f in draft(text).places if f.value.place.name == "Qobrovka"}
    assert (place.country, place.lat, place.geonames_id, len(place.spans)) == ("UKR", None, None, 2)
    assert place.admin1 == "Kharkiv Oblast"


def test_disputed_land_says_so() -> None:
    (place,) = {f.value.place for f in draft("Drones were shot down over Crimea.").places}
    assert place.disputed and place.country == "UKR"


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("Norway sent 300 soldiers to Lithuania on Friday.", "sent", "Lithuania"),
        ("Two people were killed in Kharkiv, officials in Kyiv said.", "killed", "Kharkiv"),
        ("The attack on Odesa killed three.", "attack", "Odesa"),
        ("In Mali, gunmen burned a bus.", "burned", "Mali"),
        ("Russia invaded Ukraine in 2022.", "invaded", "Ukraine"),
        ("Canada agreed to deploy a frigate in the Black Sea.", "deploy", "Black Sea"),
        ("They trained at a base in western Poland.", "trained", "Poland"),
        ("The ministry in Berlin denied the report.", "denied", None),
        ("Moscow accused Washington of lying.", "accused", None),
        ("Jets bombed positions near the Syrian town of Manbij.", "bombed", "Manbij"),
        ("Protesters clashed with police in the Sudanese capital, Khartoum.", "clashed", "Khartoum"),
        ("Israel struck Gaza after rockets were fired at Sderot.", "fired", "Sderot"),
        ("Six people died when a shell hit a market in Aleppo.", "died", "Aleppo"),
        ("Ethiopian troops withdrew from Somalia.", "withdrew", "Somalia"),
        ("The council imposed sanctions on North Korea.", "imposed", None),
        ("Paris condemned the attack in Bamako.", "condemned", None),
        ("Paris condemned the attack in Bamako.", "attack", "Bamako"),
        ("Talks between Armenia and Azerbaijan took place in Brussels.", "Talks", "Brussels"),
        ("Soldiers held drills on Ukrainian soil.", "held", "Ukraine"),
        ("A brigade went to Mali. Its vanguard is there already.", "is", "Mali"),
        ("The troops arrived in Estonia, where 800 British soldiers are stationed.", "stationed", "Estonia"),
    ],
)
def test_where(text: str, trigger: str, name: str | None) -> None:
    assert where(text, trigger) == name


def test_ships_and_viruses_bear_names_of_places() -> None:
    assert "Boston" not in places("The USS Boston sailed from Malta.")
    assert "Nile" not in places("Two more cases of West Nile virus were found in Ohio.")
    assert "Minsk" not in places("Both sides broke the Minsk agreements.")


def test_rows_of_small_places() -> None:
    found = places("Clashes spread to Migori, Homa Bay, Siaya and Kisumu.")
    assert {name: country for name, (_, country) in found.items()} == dict.fromkeys(("Migori", "Homa Bay", "Siaya", "Kisumu"), "KEN")


def test_odd_text() -> None:
    for text in ("", "Kyiv \x00 \u202e Paris", "A" * 3000, "Paris " * 300, "’s ’s ’s, - / The The The"):
        working = make_working(text)
        find_places(Draft(Report(text=text), working, parse(working)))
