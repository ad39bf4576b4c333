"""The table of countries: every row whole, every kind of name found."""

import pytest

from standoff.knowledge.countries import (
    countries,
    country_by_abbreviation,
    country_by_capital,
    country_by_code,
    country_by_demonym,
    country_by_name,
    country_by_people,
)


def test_rows_are_whole() -> None:
    rows = countries()
    assert len(rows) > 245
    assert len({c.iso3 for c in rows}) == len({c.iso2 for c in rows}) == len(rows)
    for c in rows:
        assert len(c.iso3) == 3 and len(c.iso2) == 2 and c.geonames_id > 0
        assert -90 <= c.lat <= 90 and -180 <= c.lon <= 180


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ukraine", "UKR"), ("the Netherlands", "NLD"), ("burma", "MMR"), ("Türkiye", "TUR"), ("czechia", "CZE"),
        ("ivory coast", "CIV"), ("Côte d’Ivoire", "CIV"), ("u.s.", "USA"), ("britain", "GBR"), ("swaziland", "SWZ"),
        ("congo", "COD"), ("republic of the congo", "COG"), ("korea", "KOR"), ("north korea", "PRK"), ("georgia", "GEO"),
    ],
)  # fmt: skip
def test_names(name: str, code: str) -> None:
    found = country_by_name(name)
    assert found and found.iso3 == code


@pytest.mark.parametrize(
    ("word", "code"),
    [("polish", "POL"), ("Poles", "POL"), ("south korean", "KOR"), ("frenchman", "FRA"), ("nigerien", "NER"), ("nigerian", "NGA"), ("congolese", "COD"), ("emirati", "ARE")],
)
def test_demonyms(word: str, code: str) -> None:
    found = country_by_demonym(word)
    assert found and found.iso3 == code


def test_people_are_nouns() -> None:
    assert country_by_people("danish") is None
    assert country_by_people("danes") is country_by_code("DNK")


def test_abbreviations_keep_their_case() -> None:
    assert country_by_abbreviation("US") is country_by_code("USA")
    assert country_by_abbreviation("us") is None
    assert country_by_name("us") is None


@pytest.mark.parametrize(("seat", "code"), [("kiev", "UKR"), ("kyiv", "UKR"), ("the kremlin", "RUS"), ("washington", "USA"), ("the hague", "NLD"), ("tallinn", "EST")])
def test_seats(seat: str, code: str) -> None:
    found = country_by_capital(seat)
    assert found and found.iso3 == code
