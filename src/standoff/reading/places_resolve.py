"""Which of the places that bear a name is meant: one sense of a name in a report.

Size, what the text says it lies in, the kind word beside it, the countries and divisions of the other places in the report,
and nearness to them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from standoff.knowledge.gazetteer import Entry, gazetteer, kilometres
from standoff.reading.places_names import Name

_KIND = {"country": 3.2, "continent": 3.0, "region": 1.6, "water": 1.6, "base": 1.2, "landmark": 0.8, "admin1": 0.7, "admin2": -0.5, "city": 0.0}
_HOW = {"n": 0.8, "a": 0.0, "s": -1.2}
ROUNDS = 3
NEAR = 150.0


def inside(entry: Entry, container: int) -> bool:
    """Whether an entry lies in a division or country."""
    if container in (entry.admin1, entry.admin2):
        return True
    outer = gazetteer().entry(container)
    return outer.kind == "country" and outer.country == entry.country and entry.number != container


def resolve(names: list[Name]) -> None:
    """Set the entry of each name."""
    g = gazetteer()
    groups: dict[tuple[str, int | None], list[Name]] = defaultdict(list)
    explicit: dict[str, list[int]] = defaultdict(list)
    for name in names:
        if name.within is not None and name.within >= 0:
            explicit[name.key].append(name.within)
    for name in names:
        within = name.within if name.within is not None and name.within >= 0 else None
        if within is None and explicit[name.key]:
            within = Counter(explicit[name.key]).most_common(1)[0][0]
        groups[(name.key, within)].append(name)
    base: dict[tuple[str, int | None], list[tuple[float, Entry]]] = {}
    for (key, within), group in groups.items():
        kinds = frozenset(k for n in group for k in n.kinds)
        base[(key, within)] = [(_alone(g.entry(r.number), r.how, within, kinds), g.entry(r.number)) for r in group[0].refs]
    chosen = {key: max(options, key=lambda o: (o[0], -o[1].number))[1] for key, options in base.items()}
    for _ in range(ROUNDS):
        context = _Context(chosen, groups)
        again = {}
        for key, options in base.items():
            if len(options) == 1:
                again[key] = options[0][1]
            else:
                again[key] = max(options, key=lambda o, key=key: (o[0] + context.fit(o[1], key), -o[1].number))[1]
        if again == chosen:
            break
        chosen = again
    for key, group in groups.items():
        for name in group:
            name.entry = chosen[key]


def _alone(entry: Entry, how: str, within: int | None, kinds: frozenset[str]) -> float:
    """Return how likely an entry is meant by its name, leaving the rest of the report aside."""
    score = _KIND.get(entry.kind, 0.0) + _HOW[how]
    if entry.kind in ("city", "admin1", "admin2"):
        score += 0.55 * math.log10(entry.population + 100)
    if within is not None and inside(entry, within):
        score += 6.0
    if kinds:
        score += (2.5 if how != "s" else 3.2) if entry.kind in kinds else -0.7
    return score


class _Context:
    """The other places of the report, as they are resolved so far."""

    def __init__(self, chosen: dict[tuple[str, int | None], Entry], groups: dict[tuple[str, int | None], list[Name]]) -> None:
        self.countries: Counter[str] = Counter()
        self.admin1: Counter[int] = Counter()
        self.points: list[tuple[tuple[str, int | None], float, float, float]] = []
        for key, entry in chosen.items():
            weight = 1.0 + math.log2(len(groups[key]))
            if entry.country:
                self.countries[entry.country] += weight
            if entry.kind == "admin1":
                self.admin1[entry.number] += 1.5 * weight
            elif entry.admin1 is not None:
                self.admin1[entry.admin1] += weight
            if entry.kind in ("city", "admin2", "base", "landmark"):
                self.points.append((key, entry.lat, entry.lon, weight))
        self.total = sum(self.countries.values()) or 1.0
        self.chosen, self.groups = chosen, groups

    def fit(self, entry: Entry, key: tuple[str, int | None]) -> float:
        """Return how well an entry goes with the other places; its own name does not count for itself."""
        own = 1.0 + math.log2(len(self.groups[key]))
        mine = self.chosen[key]
        countries = self.countries[entry.country] - (own if mine.country == entry.country else 0.0)
        others = self.total - (own if mine.country else 0.0)
        score = 2.4 * (countries / others if others > 0.5 else 0.0) * min(1.0, 0.5 + others / 6)
        admin1 = entry.number if entry.kind == "admin1" else entry.admin1
        if admin1 is not None:
            mine1 = mine.number if mine.kind == "admin1" else mine.admin1
            held = self.admin1[admin1] - ((1.5 if mine.kind == "admin1" else 1.0) * own if mine1 == admin1 else 0.0)
            if held > 0:
                score += 0.9 + 1.3 * min(1.0, held / (0.6 * others + 0.5))
        if entry.kind in ("city", "admin2", "base", "landmark"):
            near = 0.0
            for other, lat, lon, weight in self.points:
                if other == key or abs(lat - entry.lat) > 3.0:
                    continue
                near += min(weight, 2.0) * math.exp(-kilometres(lat, lon, entry.lat, entry.lon) / NEAR * 2)
            score += 1.2 * min(near, 2.0)
        return score
