"""The gazetteer: keys, lookups, containment, own tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.knowledge.countries import countries
from standoff.knowledge.gazetteer import Entry, fold, gazetteer, kilometres
from standoff.knowledge.gazetteer_context import place_context, written_names


def entries(name: str) -> list[Entry]:
    g = gazetteer()
    return [g.entry(named.number) for named in g.named(fold(name))]


@pytest.mark.parametrize(
    ("name", "key"),
    [("St. Louis", "saint louis"), ("Ft. Worth", "fort worth"), ("Łódź", "lodz"), ("Sana’a", "sanaa"), ("Port-au-Prince", "port au prince"), ("Trinidad & Tobago", "trinidad and tobago")],
)
def test_fold(name: str, key: str) -> None:
    assert fold(name) == key


@given(st.text(max_size=40))
def test_fold_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Kyiv", "city", "UKR"), ("Kiev", "city", "UKR"), ("Burma", "country", "MMR"), ("Crimea", "admin1", "UKR"), ("Sahel", "region", ""),
        ("Black Sea", "water", ""), ("Ramstein", "base", "DEU"), ("Transnistria", "region", "MDA"), ("Golan Heights", "region", "SYR"),
        ("Harris County", "admin2", "USA"), ("Texas", "admin1", "USA"), ("Africa", "continent", ""), ("Taiwan Strait", "water", ""),
        ("Luhansk Oblast", "admin1", "UKR"), ("Guantanamo", "base", "CUB"),
    ],
)  # fmt: skip
def test_known_places(name: str, kind: str, country: str) -> None:
    assert any(e.kind == kind and e.country == country for e in entries(name))


def test_disputed_land_is_marked() -> None:
    crimea = next(e for e in entries("Crimea") if e.kind == "admin1")
    assert crimea.disputed and crimea.country == "UKR" and crimea.geonames_id == 703883
    assert not next(e for e in entries("Texas") if e.kind == "admin1").disputed


def test_towns_lie_in_their_divisions() -> None:
    g = gazetteer()
    paris = next(e for e in entries("Paris") if e.country == "USA" and e.admin1 is not None and g.entry(e.admin1).name == "Texas")
    assert paris.admin2 is not None and g.entry(paris.admin2).name == "Lamar County"


def test_countries_come_first() -> None:
    g = gazetteer()
    for number, country in enumerate(countries()):
        entry = g.entry(number)
        assert (entry.kind, entry.country, entry.geonames_id) == ("country", country.iso3, country.geonames_id)


def test_names_as_written() -> None:
    g, written = gazetteer(), written_names()
    assert g.entry(written["demonym"]["Texan"]).name == "Texas"
    assert g.entry(written["demonym"]["Polish"]).country == "POL"
    assert g.entry(written["abbr"]["US"]).country == "USA"
    assert g.entry(written["short"]["Conn."]).name == "Connecticut"
    assert g.entry(written["postal"]["TX"]).name == "Texas"


def test_longer_names_are_foreseen() -> None:
    assert gazetteer().begins("black")
    assert not gazetteer().begins("qqqq")
    assert gazetteer().named("no such place anywhere") == ()


def test_kilometres() -> None:
    assert kilometres(52.52, 13.405, 52.52, 13.405) == pytest.approx(0)
    assert kilometres(52.52, 13.405, 48.8566, 2.3522) == pytest.approx(878, abs=3)


def test_context_is_lower_case() -> None:
    context = place_context()
    for words in (context.after, context.titles, context.organisations, context.common, context.first_names):
        assert all(w == w.lower() for w in words)
