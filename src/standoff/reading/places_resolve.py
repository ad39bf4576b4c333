"""Which of the places that bear a name is meant: one sense of a name in a report.

Each entry that bears the name gets a score of its own: kind, size, what the text says it lies in, the kind word beside it.
Then all names are weighed together: an entry gains from the countries, divisions and near points that the entries of the other
names have, each of those in proportion to how likely it is itself. A few rounds settle it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass

from standoff.knowledge.gazetteer import Entry, gazetteer
from standoff.knowledge.gazetteer_context import place_context
from standoff.reading.places_names import Name

_KIND = {"country": 5.2, "continent": 5.0, "region": 4.2, "water": 5.4, "base": 2.6, "landmark": 1.0, "admin1": 0.9, "admin2": -0.4, "city": 0.0}
_HOW = {"n": 0.8, "a": -0.7, "s": -2.4}
_POINTS = frozenset({"city", "admin2", "base", "landmark"})
# Federal states that are better known than towns of their name.
_STATES = frozenset({"USA", "CAN", "AUS"})
ROUNDS = 4
# What a share of the other places in its country is worth to an entry, and being the capital of a state.
COUNTRY, CAPITAL = 2.8, 2.2
MOST = 60


@dataclass(slots=True)
class _Sense:
    """The entries that one name may mean, each with its own score and its likelihood as things stand."""

    key: tuple[str, int]
    names: list[Name]
    entries: list[Entry]
    alone: list[float]
    odds: list[float]
    weight: float


def inside(entry: Entry, container: int) -> bool:
    """Whether an entry lies in a division or country."""
    if container in (entry.admin1, entry.admin2):
        return True
    outer = gazetteer().entry(container)
    return outer.kind == "country" and outer.country == entry.country and entry.number != container


def resolve(names: list[Name], hints: dict[str, float] | None = None) -> None:
    """Set the entry of each name; `hints` are countries that the report's source speaks for."""
    senses = _senses(names)
    for _ in range(ROUNDS):
        scene = _Scene(senses, hints or {})
        odds = [_softmax([a + scene.fit(sense, e) for a, e in zip(sense.alone, sense.entries, strict=True)]) for sense in senses]
        for sense, o in zip(senses, odds, strict=True):
            sense.odds = o
    for sense in senses:
        _, _, best = max((odds, -entry.number, entry) for odds, entry in zip(sense.odds, sense.entries, strict=True))
        for name in sense.names:
            name.entry = best


def _senses(names: list[Name]) -> list[_Sense]:
    """Return the senses to settle: names of one key together, apart where the text puts them in different places."""
    g = gazetteer()
    said: dict[str, list[int]] = defaultdict(list)
    for name in names:
        if name.within is not None and name.within >= 0:
            said[name.key].append(name.within)
    groups: dict[tuple[str, int], list[Name]] = defaultdict(list)
    for name in names:
        if name.fixed is not None:
            groups[(name.key, -2 - name.fixed)].append(name)
            continue
        within = name.within if name.within is not None and name.within >= 0 else -1
        if within < 0 and said[name.key]:
            within = Counter(sorted(said[name.key])).most_common(1)[0][0]
        groups[(name.key, within)].append(name)
    senses = []
    for key, group in groups.items():
        if group[0].fixed is not None:
            options = [(9.0, g.entry(group[0].fixed))]
        else:
            kinds = frozenset(k for n in group for k in n.kinds) or _own_kinds(key[0])
            options = [(_alone(g.entry(r.number), r.how, key[1], kinds, group[0].fellows), g.entry(r.number)) for r in group[0].refs]
            if not kinds and not group[0].fellows:
                options = _towns_first(options)
            options.sort(key=lambda o: (-o[0], o[1].number))
        options = options[:MOST]
        alone = [o[0] for o in options]
        senses.append(_Sense(key, group, [o[1] for o in options], alone, _softmax(alone), 1.0 + math.log2(len(group))))
    return senses


def _own_kinds(key: str) -> frozenset[str]:
    """Return the kinds that a name's own last word says ("red sea", "harris county"), if it has one."""
    stem, _, last = key.rpartition(" ")
    return place_context().kind_after.get(last, frozenset()) if stem else frozenset()


def _towns_first(options: list[tuple[float, Entry]]) -> list[tuple[float, Entry]]:
    """Take from divisions that are named after their chief town: a name without a kind word is the town's."""
    towns = {e.admin1 for _, e in options if e.kind == "city"} | {e.admin2 for _, e in options if e.kind == "city"}
    return [(s - 2.0 if e.kind in ("admin1", "admin2") and e.number in towns and e.country not in _STATES else s, e) for s, e in options]


def _alone(entry: Entry, how: str, within: int, kinds: frozenset[str], fellows: frozenset[str]) -> float:
    """Return how likely an entry is meant by its name, leaving the rest of the report aside."""
    score = _KIND.get(entry.kind, 0.0) + _HOW[how]
    if entry.kind == "admin1" and entry.country not in _STATES and entry.population < 1_000_000:
        score -= 0.7
    if entry.kind in ("city", "admin1", "admin2"):
        score += 0.55 * math.log10(entry.population + 100)
        if how == "a" and entry.population < 50_000:
            score -= 0.8
    if entry.capital and how == "n":
        score += CAPITAL
    if within >= 0 and inside(entry, within):
        score += 7.0
    if kinds:
        score += (2.5 if how != "s" else 4.2) if entry.kind in kinds else -0.9
    if fellows:
        score += 1.6 if entry.kind in fellows else -0.3
    return score


def _softmax(scores: list[float]) -> list[float]:
    top = max(scores)
    values = [math.exp(s - top) for s in scores]
    total = sum(values)
    return [v / total for v in values]


class _Scene:
    """What all the names together say of the countries and divisions that the report is about, and of points near each other."""

    def __init__(self, senses: list[_Sense], hints: dict[str, float]) -> None:
        self.countries: dict[str, float] = defaultdict(float, hints)
        self.divisions: dict[int, float] = defaultdict(float)
        self.cells: dict[tuple[int, int], list[tuple[_Sense, float, Entry]]] = defaultdict(list)
        self.own_countries: dict[tuple[str, int], dict[str, float]] = {}
        self.own_divisions: dict[tuple[str, int], dict[int, float]] = {}
        for sense in senses:
            countries: dict[str, float] = defaultdict(float)
            divisions: dict[int, float] = defaultdict(float)
            for entry, odds in zip(sense.entries, sense.odds, strict=True):
                if odds < 0.005:
                    continue
                mass = odds * sense.weight
                if entry.country:
                    countries[entry.country] += mass
                if entry.kind == "admin1":
                    divisions[entry.number] += 1.5 * mass
                elif entry.admin1 is not None:
                    divisions[entry.admin1] += mass
                if entry.kind == "admin2":
                    divisions[entry.number] += 1.5 * mass
                elif entry.admin2 is not None:
                    divisions[entry.admin2] += mass
                if entry.kind in _POINTS:
                    self.cells[(math.floor(entry.lat), math.floor(entry.lon))].append((sense, mass, entry))
            for c, v in countries.items():
                self.countries[c] += v
            for d, w in divisions.items():
                self.divisions[d] += w
            self.own_countries[sense.key], self.own_divisions[sense.key] = countries, divisions
        self.total = sum(self.countries.values())

    def fit(self, sense: _Sense, entry: Entry) -> float:
        """Return how well an entry goes with the other names; its own name does not speak for itself."""
        own = self.own_countries[sense.key]
        others = self.total - sum(own.values())
        score = 0.0
        if others > 0.01 and entry.country:
            share = (self.countries[entry.country] - own.get(entry.country, 0.0)) / others
            score += COUNTRY * share * min(1.0, 0.4 + others / 5)
        divisions = self.own_divisions[sense.key]
        admin1 = entry.number if entry.kind == "admin1" else entry.admin1
        if admin1 is not None:
            held = self.divisions[admin1] - divisions.get(admin1, 0.0)
            score += 1.0 * min(1.0, held) + 1.4 * min(1.0, held / (0.6 * others + 0.5))
        admin2 = entry.number if entry.kind == "admin2" else entry.admin2
        if admin2 is not None:
            score += 1.3 * min(1.0, self.divisions[admin2] - divisions.get(admin2, 0.0))
        if entry.kind in _POINTS:
            score += 1.2 * min(self._near(sense, entry), 2.0)
        return score

    def _near(self, sense: _Sense, entry: Entry) -> float:
        """Return the mass of other names' points within some hundred kilometres, the nearer the more."""
        near: dict[tuple[str, int], float] = {}
        row, column = math.floor(entry.lat), math.floor(entry.lon)
        narrow = math.cos(math.radians(entry.lat))
        for cell in ((row + dy, column + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)):
            for other, mass, point in self.cells.get(cell, ()):
                if other is sense:
                    continue
                apart = math.hypot(point.lat - entry.lat, (point.lon - entry.lon) * narrow)
                value = min(mass, 2.0) * math.exp(-1.5 * apart)
                if value > near.get(other.key, 0.0):
                    near[other.key] = value
        return sum(near.values())
