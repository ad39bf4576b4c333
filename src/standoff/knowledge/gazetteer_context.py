"""What in the words around a name tells a place from a person, an organisation or a common word (`data/places_context.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from standoff.knowledge.countries import countries
from standoff.knowledge.gazetteer import fold, gazetteer


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """The lexicon, lower case throughout; see the comments in the data file."""

    prepositions: dict[str, float]
    kind_before: dict[str, frozenset[str]]
    kind_after: dict[str, frozenset[str]]
    after: frozenset[str]
    titles: frozenset[str]
    organisations: frozenset[str]
    common: frozenset[str]
    common_but_places: frozenset[str]
    phrases: frozenset[str]
    accords: frozenset[str]
    vessels: frozenset[str]
    streets: frozenset[str]
    after_demonym: frozenset[str]
    language_before: frozenset[str]
    speech: frozenset[str]
    literal_verbs: frozenset[str]
    government_object: frozenset[str]
    land: frozenset[str]
    government_prepositions: frozenset[str]
    soil: frozenset[str]
    locative: dict[str, int]
    happens_to: frozenset[str]
    leaving: frozenset[str]
    setting_out: frozenset[str]
    talking: frozenset[str]
    cues: dict[str, frozenset[str]]
    first_names: frozenset[str]
    words_too: frozenset[str]
    in_the_news: frozenset[str]


@lru_cache(maxsize=1)
def place_context() -> PlaceContext:
    """Return the lexicon of what tells a place."""
    data = files("standoff.knowledge").joinpath("data")
    raw = tomllib.loads(data.joinpath("places_context.toml").read_text(encoding="utf-8"))

    def listed(name: str) -> Iterator[str]:
        lines = data.joinpath(name).read_text(encoding="utf-8").splitlines()
        return (w for line in lines if not line.startswith("#") for w in line.split())

    def words(table: str) -> frozenset[str]:
        return frozenset(raw[table]["words"].split())

    def kinds(table: str) -> dict[str, frozenset[str]]:
        return {word: frozenset(k) for word, k in raw[table].items()}

    return PlaceContext(
        {k: float(v) for k, v in raw["prepositions"].items()},
        kinds("kind_before"),
        kinds("kind_after"),
        words("after"),
        words("titles"),
        words("organisations"),
        words("common"),
        words("common_but_places"),
        frozenset(raw["phrases"]["names"]),
        words("accords"),
        words("vessels"),
        words("streets"),
        words("after_demonym"),
        words("language_before"),
        words("speech"),
        words("literal_verbs"),
        words("government_object"),
        words("land"),
        words("government_prepositions"),
        words("soil"),
        {word: rank for rank, word in enumerate(raw["locative"]["words"].split())},
        words("happens_to"),
        words("leaving"),
        words("setting_out"),
        words("talking"),
        {country: frozenset(text.split()) for country, text in raw["cues"].items()},
        frozenset(listed("first_names.txt")),
        frozenset(listed("gazetteer_words.txt")),
        frozenset(fold(w) for w in listed("news_places.txt")),
    )


@lru_cache(maxsize=1)
def written_names() -> dict[str, dict[str, int]]:
    """Return the names that hold only as written, by their use, each with its entry's number.

    Uses: ``abbr`` ("NSW", "US"), ``short`` ("Conn."), ``postal`` ("CT"), ``demonym`` ("Texan", "Polish").
    """
    found: dict[str, dict[str, int]] = {"abbr": {}, "short": {}, "postal": {}, "demonym": {}}
    for use, name, number in gazetteer().as_written():
        found[use].setdefault(name, number)
    # The gazetteer begins with the countries, in the order of their table.
    for number, country in sorted(enumerate(countries()), key=lambda c: -c[1].population):
        for word in country.abbreviations:
            found["abbr"].setdefault(word, number)
        names = {country.name, *country.variants, *country.abbreviations}
        for word in (*country.adjectives, *country.people):
            if word not in names:
                found["demonym"].setdefault(word, number)
    return found
