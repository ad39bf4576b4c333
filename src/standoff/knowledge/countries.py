"""The countries and territories of the world: codes, names, demonyms, seats of government (`data/countries.csv`).

Names are looked up in lower case. Abbreviations keep their capitals, since "us" is a pronoun and "US" a country; with dots
("u.s.") they are also found as names. Demonyms are the adjective ("polish") and the people ("poles", "frenchman").
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with a code of its own.

    Parameters
    ----------
    iso3, iso2, fips : str
        ISO 3166-1 alpha-3 and alpha-2, FIPS 10-4 (empty where there is none). Kosovo is ``XKX``/``XK``.
    geonames_id : int
        GeoNames id.
    lat, lon : float
        Reference point, near the middle.
    continent : str
        ``AF``, ``AS``, ``EU``, ``NA``, ``OC``, ``SA`` or ``AN``.
    population : int
        Inhabitants.
    name : str
        The usual English name.
    variants : tuple of str
        Other names, official, former and colloquial.
    abbreviations : tuple of str
        With their capitals ("US", "DPRK").
    adjectives, people : tuple of str
        Demonyms: "Danish"; "Dane", "Danes".
    seats : tuple of str
        Names that stand for its government, the capital first ("Washington", "the Pentagon").
    """

    iso3: str
    iso2: str
    fips: str
    geonames_id: int
    lat: float
    lon: float
    continent: str
    population: int
    name: str
    variants: tuple[str, ...]
    abbreviations: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    seats: tuple[str, ...]

    @property
    def capital(self) -> str | None:
        """The capital's English name; None for the few territories without one."""
        return self.seats[0] if self.seats else None


def _bare(name: str) -> str:
    """Return a name as a key: lower case, typographic apostrophes plain, no article."""
    return name.lower().replace("’", "'").removeprefix("the ")


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """Return all countries and territories, by name."""
    text = files("standoff.knowledge").joinpath("data/countries.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        Country(
            row["iso3"], row["iso2"], row["fips"], int(row["geonames_id"]), float(row["lat"]), float(row["lon"]),
            row["continent"], int(row["population"]), row["name"],
            *(tuple(x for x in row[k].split("|") if x) for k in ("variants", "abbreviations", "adjectives", "people", "seats")),
        )
        for row in rows
    )  # fmt: skip


@lru_cache(maxsize=1)
def _indexes() -> tuple[dict[str, Country], dict[str, Country], dict[str, Country], dict[str, Country], dict[str, Country], dict[str, Country]]:
    by_code: dict[str, Country] = {}
    names: dict[str, Country] = {}
    abbreviations: dict[str, Country] = {}
    demonyms: dict[str, Country] = {}
    people: dict[str, Country] = {}
    seats: dict[str, Country] = {}
    # Populous states first: where two share a word ("Dominican", "Samoan"), news means the larger.
    ranked = sorted(countries(), key=lambda c: -c.population)
    for country in ranked:
        by_code[country.iso3] = by_code[country.iso2] = country
        names.setdefault(_bare(country.name), country)
        for short in country.abbreviations:
            abbreviations.setdefault(short, country)
            if "." in short:
                names.setdefault(short.lower(), country)
    for country in ranked:
        for variant in country.variants:
            names.setdefault(_bare(variant), country)
        for word in country.adjectives:
            if word not in country.abbreviations:
                demonyms.setdefault(_bare(word), country)
        for word in country.people:
            people.setdefault(_bare(word), country)
    for rank in range(max(len(c.seats) for c in ranked)):
        for country in ranked:
            if rank < len(country.seats):
                seats.setdefault(_bare(country.seats[rank]), country)
    return by_code, names, abbreviations, demonyms, people, seats


def country_by_code(code: str) -> Country | None:
    """Return the country with an ISO 3166-1 alpha-3 or alpha-2 code in capitals."""
    return _indexes()[0].get(code)


def country_by_name(name: str) -> Country | None:
    """Return the country that a name or variant means, with or without "the", in any case.

    "Georgia" is the country here; whether a text means the US state is for the reader of places to say.
    """
    return _indexes()[1].get(_bare(name))


def country_by_abbreviation(text: str) -> Country | None:
    """Return the country of an abbreviation as written: "US" and "U.S.", not "us"."""
    return _indexes()[2].get(text)


def country_by_demonym(word: str) -> Country | None:
    """Return the country of an adjective ("polish", "south korean") or of a word for its people ("poles")."""
    key = _bare(word)
    return _indexes()[3].get(key) or _indexes()[4].get(key)


def country_by_people(word: str) -> Country | None:
    """Return the country whose people a noun names ("poles", "frenchman"); an adjective alone gives None."""
    return _indexes()[4].get(_bare(word))


def country_by_capital(name: str) -> Country | None:
    """Return the country whose capital or seat of government a name is ("moscow", "kiev", "the pentagon")."""
    return _indexes()[5].get(_bare(name))
