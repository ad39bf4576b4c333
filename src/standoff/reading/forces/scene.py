"""The scene of a report: which tokens name a state, an organisation or a place, and in which way."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from standoff.knowledge.countries import (
    Country,
    countries,
    country_by_abbreviation,
    country_by_capital,
    country_by_code,
    country_by_demonym,
    country_by_name,
    country_by_people,
)
from standoff.mentions import Host, Party
from standoff.reading.draft import Draft

Kind = Literal["name", "demonym", "people", "seat", "place", "region", "organisation"]
LONGEST = 5
# Kinds of places that lie in several states or in none.
WIDE = frozenset({"region", "water", "continent"})
# What is called after the place of its signing.
_TREATIES = frozenset({"Document", "Convention", "Agreement", "Accord", "Protocol", "Treaty", "Declaration", "Memorandum", "Process", "Pact"})
_ARTICLES = frozenset({"al", "el", "an", "as", "ash"})
# What stands between the words of a name whose initials are its abbreviation.
_JOINS = frozenset({"of", "the", "in", "for", "and", "to", "de"})
_SIDES = frozenset("central eastern western northern southern north south east west northeast northwest southeast southwest north-east north-west "
                   "south-east south-west north-eastern north-western south-eastern south-western".split())  # fmt: skip


@dataclass(slots=True)
class Mark:
    """A named state, organisation or place at the tokens `first` to `end` (exclusive)."""

    first: int
    end: int
    kind: Kind
    name: str
    country: str | None
    code: str | None = None
    place: str | None = None

    @property
    def owns(self) -> bool:
        """Whether forces can be said to be this one's."""
        return self.kind in ("name", "demonym", "people", "seat", "organisation")

    @property
    def where(self) -> bool:
        """Whether forces can be said to be there."""
        return self.kind in ("name", "place", "region", "seat", "demonym")


@lru_cache(maxsize=1)
def blocs() -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    """Return organisations by name: those in any case, and those that need their capitals."""
    text = files("standoff.knowledge").joinpath("data/blocs.csv").read_text("utf-8")
    loose: dict[str, tuple[str, str]] = {}
    cased: dict[str, tuple[str, str]] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        if row["cased"] == "1":
            cased[row["name"].upper()] = (row["label"], row["code"])
        else:
            loose[row["name"]] = (row["label"], row["code"])
    return loose, cased


@lru_cache(maxsize=1)
def bloc_names() -> dict[str, str]:
    """Return the name of each organisation by its code, where it has the code alone; the first that a code is given to."""
    loose, cased = blocs()
    names: dict[str, str] = {}
    for label, code in (*loose.values(), *cased.values()):
        if len(code) == 6:
            names.setdefault(code, label)
    return names


@lru_cache(maxsize=1)
def starts() -> frozenset[str]:
    """Return the first words of all names, so that other capitalised words need no looking up."""
    names = [n for c in countries() for n in (c.name, *c.variants, *c.abbreviations, *c.adjectives, *c.people, *c.seats)]
    names += [n for table in blocs() for n in table]
    keys = (name.lower().replace("’", "'").removeprefix("the ") for name in names)
    return frozenset({"the"} | {part for key in keys for part in (key.split()[0], re.split(r"[\s\-']", key)[0])})


def named(text: str, single: bool) -> Mark | None:
    """Return the state or organisation that a text names, as a mark at no token; `single` tells that it is one word."""
    key = text.lower()
    loose, cased = blocs()
    found = loose.get(key) or (cased.get(text) if single else None)
    if found:
        country = country_by_code(found[0]) if len(found[0]) == 3 else None  # "AU" is no country here
        return Mark(-1, -1, "organisation", found[0], country.iso3 if country else None, found[1])
    if single and (state := country_by_abbreviation(text)):
        return Mark(-1, -1, "name", state.name, state.iso3, state.iso3)
    looks: tuple[tuple[Kind, Callable[[str], Country | None]], ...] = (("name", country_by_name), ("demonym", country_by_demonym), ("seat", country_by_capital))
    for kind, look in looks:
        if state := look(key):
            if kind == "name" and text.isupper() and len(text) <= 2:
                return None
            return Mark(-1, -1, kind, state.name, state.iso3, state.iso3)
    return None


class Scene:
    """States, organisations and places by token, for one report."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.words = draft.words
        self.marks: list[Mark] = []
        self.at: dict[int, Mark] = {}
        self._scan()
        self._add_places()
        self._add_abbreviations()
        self.marks.sort(key=lambda m: m.first)
        self.at = {t: m for m in self.marks for t in range(m.first, m.end)}

    def _scan(self) -> None:
        words, i = self.words, 0
        first = starts()
        while i < len(words):
            step = 1
            article = words.lower[i] in _ARTICLES and words.text[i + 1 : i + 2] == ["-"]  # "al-Shabaab"
            if (words.text[i][:1].isupper() or article) and words.lower[i].replace("’", "'") in first:
                for size in range(min(LONGEST, len(words) - i), 0, -1):
                    mark = self._mark(i, i + size)
                    if mark:
                        self.marks.append(mark)
                        step = size
                        break
            i += step

    def _mark(self, first: int, end: int) -> Mark | None:
        words = self.words
        mark = named(words.phrase(range(first, end)), end == first + 1)
        if mark is None:
            return None
        if mark.kind == "demonym" and words.tag[end - 1] in ("NNPS", "NNS") and country_by_people(words.phrase(range(first, end)).lower()):
            mark.kind = "people"
        if mark.kind in ("seat", "name") and end < len(words) and words.text[end].rstrip("s") in _TREATIES:
            return None  # "the Vienna Document" is no word of Austria
        mark.first, mark.end = first, end
        return mark

    def _add_places(self) -> None:
        """Add what the reader of places found; it knows cities and regions, and decides where two readings are open."""
        taken = {t for m in self.marks for t in range(m.first, m.end)}
        for found in self.draft.places:
            place, use = found.value.place, found.value.use
            old = [m for m in self.marks if m.first < found.end and found.first < m.end]
            if use == "literal" or not old:
                if any(m.kind == "organisation" or m.end - m.first > found.end - found.first for m in old):
                    continue
                kind: Kind = "place"
                if use == "demonym":
                    kind = "demonym"
                elif use == "metonym":
                    kind = "seat"
                elif place.kind == "country":
                    kind = "name"
                elif place.kind in WIDE and not place.country:
                    kind = "region"
                for m in old:
                    self.marks.remove(m)
                code = place.country if kind in ("name", "demonym", "seat") else None
                self.marks.append(Mark(found.first, found.end, kind, place.name, place.country, code, place.id))
                taken.update(range(found.first, found.end))
            else:
                for m in old:
                    m.place = m.place or place.id

    def _add_abbreviations(self) -> None:
        """Add what a report abbreviates as its own: after "the Lebanese Armed Forces (LAF)", the LAF is Lebanon's."""
        words = self.words
        meant: dict[str, Mark] = {}
        for i in range(1, len(words) - 2):
            short = words.text[i + 1]
            if words.text[i] != "(" or words.text[i + 2] != ")" or not short.isupper() or not 2 <= len(short) <= 6:
                continue
            first, initials = i, ""
            while first > 0 and (words.text[first - 1][:1].isupper() or words.lower[first - 1] in _JOINS) and len(initials) < len(short):
                first -= 1
                initials = (words.text[first][0] if words.text[first][:1].isupper() else "") + initials
            owner = next((m for m in self.marks if first < m.end <= i and m.owns), None)
            if initials == short and owner is not None:
                meant[short] = owner
        taken = {t for m in self.marks for t in range(m.first, m.end)}
        for t in range(len(words)):
            if t not in taken and (owner := meant.get(words.text[t])) is not None:
                self.marks.append(Mark(t, t + 1, "organisation", owner.name, owner.country, owner.code))

    def party(self, mark: Mark) -> Party:
        """Return the mark as a party."""
        return Party(mark.name, mark.code or mark.country, mark.country, None, self.draft.span(mark.first, mark.end))

    def host(self, mark: Mark) -> Host:
        """Return the mark as a host."""
        words = self.words
        name = mark.name
        if mark.kind == "name" and mark.first and words.lower[mark.first - 1] in _SIDES:
            name = f"{words.text[mark.first - 1]} {name}"
        return Host(mark.place, name, mark.country)

    def state(self, code: str | None) -> Party | None:
        """Return the party of a country code or organisation's name, without a span."""
        if not code:
            return None
        country = country_by_code(code) if len(code) == 3 else None
        if country:
            return Party(country.name, country.iso3, country.iso3)
        if len(code) == 3 and code in ("MIL", "GOV", "IGO", "NGO", "REB", "UAF", "IMG", "MNC"):
            return None
        loose, cased = blocs()
        found = loose.get(code.lower()) or cased.get(code.upper())
        return Party(found[0], found[1], None) if found else Party(code, None, None)

    @staticmethod
    def bloc(code: str) -> Party | None:
        """Return the organisation of a CAMEO-style code, by its own name."""
        label = bloc_names().get(code[:6])
        return Party(label, code[:6], None) if label else None

    def within(self, first: int, end: int) -> list[Mark]:
        """Return the marks inside the tokens `first` to `end` (exclusive), in order."""
        seen: list[Mark] = []
        for t in range(first, end):
            mark = self.at.get(t)
            if mark and (not seen or seen[-1] is not mark):
                seen.append(mark)
        return seen
