"""Toponyms, and the place where a clause's event is.

`find_places` spots the names that the gazetteer knows, weighs whether each is a place here, resolves them together, and
says of each what use the text makes of it.
"""

from __future__ import annotations

import math
from itertools import pairwise
from urllib.parse import urlsplit

from standoff.knowledge.countries import country_by_code
from standoff.knowledge.gazetteer import Entry, gazetteer, kilometres
from standoff.knowledge.gazetteer_context import place_context
from standoff.mentions import Place, PlaceSpan
from standoff.reading.draft import Draft, Found, PlaceUse
from standoff.reading.places_evidence import ACCEPT, SURE, lend, scene_of, veto_persons, weigh
from standoff.reading.places_names import Name, names_in
from standoff.reading.places_resolve import inside, resolve
from standoff.reading.places_unlisted import unlisted
from standoff.reading.places_use import use_of
from standoff.reading.places_where import place_at, where_of

__all__ = ["find_places", "place_at", "where_of"]

# Endings of addresses that are countries' but are used all over the world.
_WORLDWIDE = frozenset({"AI", "CC", "CO", "FM", "GG", "IO", "LA", "LY", "ME", "NU", "TK", "TO", "TV", "WS"})
# How much evidence of its own a name may lack where places near it are named.
MOST_BY_NEARNESS = 1.0
ONE_THEATRE = 2500
# How much one word of a country's institutions counts as a mention of the country, and all of them together.
CUE, MOST_BY_CUES = 0.5, 2.0
# Kinds that stand in lists of their own.
_LISTED = frozenset({"country", "admin1", "continent"})


def find_places(draft: Draft) -> list[Found[PlaceUse]]:
    """Return every mention of a place, resolved to the gazetteer."""
    names = names_in(draft)
    note_containers(draft, names)
    scene = scene_of(draft, names)
    for name in names:
        name.score = weigh(scene, name)
    veto_persons(scene, names)
    lend(names, draft.words)
    accepted = accept(names)
    hints = source_hints(draft)
    resolve(accepted, hints)
    more = accept_neighbours(names, accepted)
    if more:
        accepted = sorted([*accepted, *more], key=lambda name: name.first)
        resolve(accepted, hints)
    more = unlisted(draft.words, accepted)
    return _found(draft, sorted([*accepted, *more], key=lambda name: name.first) if more else accepted)


def note_containers(draft: Draft, names: list[Name]) -> None:
    """Note what a name is said to lie in ("Paris, Texas", "Pandi, Bulacan", "Dover (Del.)"), and what it is listed with."""
    words, g = draft.words, gazetteer()
    kinds = [frozenset(g.entry(r.number).kind for r in name.refs if r.how == "n" or g.entry(r.number).kind == "country") & _LISTED for name in names]
    gaps = [words.text[a.end : b.first] if words.block[a.first] == words.block[b.first] else ["\n"] for a, b in pairwise(names)]
    listed = lists_in(gaps, kinds)
    for n, (name, after) in enumerate(pairwise(names)):
        gap = gaps[n]
        if n in listed:
            name.fellows = after.fellows = listed[n]
        if name.use == "name" and gap in ([","], ["("], ["-"]) and n not in listed:
            outer = sorted({r.number for r in after.refs if g.entry(r.number).kind in ("country", "admin1", "admin2")})
            entries = [g.entry(r.number) for r in name.refs]
            best = next((o for o in outer if not _parted(entries, g.entry(o)) for e in entries if _may_lie_in(e, o)), None)
            if best is not None:
                name.within = best
                if gap != ["-"]:
                    after.fixed = best
        if after.use in ("short", "postal") and gap == [","]:
            after.within = -1


def _may_lie_in(entry: Entry, container: int) -> bool:
    """Whether "entry, container" can be read as containment: a country lies in no other."""
    return entry.kind not in ("country", "continent") and inside(entry, container)


def _parted(entries: list[Entry], container: Entry) -> bool:
    """Whether "name, container" parts two things of one rank: a state and another country ("Canada, Mexico", "Texas, Mexico")."""
    if container.kind != "country":
        return False
    ranked = [e for e in entries if e.kind == "country" or (e.kind == "admin1" and e.population > 1_000_000)]
    return any(e.kind == "country" for e in ranked) or any(e.country != container.country for e in ranked)


def lists_in(gaps: list[list[str]], kinds: list[frozenset[str]]) -> dict[int, frozenset[str]]:
    """Return the numbers of the gaps inside lists of countries or of states, with the kinds that the list is of.

    A list has three members or more of one kind, parted by commas or "and" ("Virginia, Washington and Ohio").
    """
    inside_lists: dict[int, frozenset[str]] = {}
    run: list[int] = []
    common: frozenset[str] = frozenset()
    for n, gap in enumerate([*gaps, ["."]]):
        joined = gap in ([","], ["and"], [",", "and"], ["or"], [",", "or"]) and n + 1 < len(kinds)
        shared = (common if run else kinds[n]) & kinds[n + 1] if joined else frozenset()
        if shared:
            run.append(n)
            common = shared
        else:
            if len(run) > 1:
                inside_lists.update(dict.fromkeys(run, common))
            run = []
            if joined and kinds[n] & kinds[n + 1]:
                run, common = [n], kinds[n] & kinds[n + 1]
    return inside_lists


def accept(names: list[Name]) -> list[Name]:
    """Return the names that are places here; other mentions of a name that are lend some of that."""
    mentions: dict[str, list[float]] = {}
    for name in names:
        if name.score >= ACCEPT:
            mentions.setdefault(name.key, []).append(name.score)
    for name in names:
        if name.score < ACCEPT and name.use == "name" and name.lends and (others := mentions.get(name.key)):
            name.score += 1.0 if max(others) >= SURE else 0.4 * len(others)
    return [name for name in names if name.score >= ACCEPT]


def accept_neighbours(names: list[Name], accepted: list[Name]) -> list[Name]:
    """Return the names that are places if what lies near, or in the division that the report is about, is one too."""
    g = gazetteer()
    around = [n.entry for n in accepted if n.entry and n.entry.kind in ("city", "admin2", "base", "landmark")]
    cells = {(round(e.lat * 2) + dy, round(e.lon * 2) + dx) for e in around for dy in (-1, 0, 1) for dx in (-1, 0, 1)}
    divisions = {e.admin2 for e in around if e.admin2 is not None} | {e.number for e in around if e.kind == "admin2"}
    countries = [n.entry for n in accepted if n.entry and (n.entry.kind == "country" or n.entry.capital)]
    wide = {n.entry.number for n in accepted if n.entry and n.entry.kind == "admin1"}
    more = []
    for name in names:
        if name.use != "name" or not ACCEPT - MOST_BY_NEARNESS <= name.score < ACCEPT:
            continue
        gain = 0.0
        for ref in name.refs:
            entry = g.entry(ref.number)
            if entry.kind == "country" and name.lends and any(kilometres(entry.lat, entry.lon, c.lat, c.lon) < ONE_THEATRE for c in countries):
                gain = MOST_BY_NEARNESS  # "Jordan" and "Chad" among their neighbours are no given names
            elif ref.how == "n" and entry.kind in ("city", "admin2"):
                near = entry.admin2 in divisions or entry.number in divisions or (round(entry.lat * 2), round(entry.lon * 2)) in cells
                gain = max(gain, MOST_BY_NEARNESS if near else 0.4 if entry.admin1 in wide else 0.0)
        if name.score + gain >= ACCEPT:
            name.score += gain
            more.append(name)
    return more


def source_hints(draft: Draft) -> dict[str, float]:
    """Return the countries that a report speaks from without saying so: by its address (".co.uk") and its own institutions."""
    host = urlsplit(draft.report.url or "").hostname or ""
    ending = host.rpartition(".")[2].upper()
    country = country_by_code({"UK": "GB"}.get(ending, ending)) if len(ending) == 2 and ending not in _WORLDWIDE else None
    hints = {country.iso3: 2.0} if country else {}
    used = set(draft.words.lower)
    for code, words in place_context().cues.items():
        cues = len(words & used)
        if cues:
            hints[code] = hints.get(code, 0.0) + min(CUE * cues, MOST_BY_CUES)
    return hints


def _found(draft: Draft, names: list[Name]) -> list[Found[PlaceUse]]:
    """Return the names as found places, those of one entry under one id."""
    spans: dict[int, list[tuple[Name, PlaceSpan]]] = {}
    for name in names:
        assert name.entry is not None
        span = draft.span(name.first, name.end)
        spans.setdefault(name.entry.number, []).append((name, PlaceSpan(span.start, span.end, span.text, use_of(draft.words, name))))
    found: list[Found[PlaceUse]] = []
    for number, mentions in enumerate(spans.values(), 1):
        entry = mentions[0][0].entry
        assert entry is not None
        place = place_of(entry, f"p{number}", tuple(span for _, span in mentions))
        found.extend(Found(name.first, name.end, name.head, PlaceUse(place, span.use)) for name, span in mentions)
    return sorted(found, key=lambda f: f.first)


def place_of(entry: Entry, identity: str, spans: tuple[PlaceSpan, ...]) -> Place:
    """Return an entry as a place of the report."""
    admin1 = entry.name if entry.kind == "admin1" else gazetteer().entry(entry.admin1).name if entry.admin1 is not None else None
    unknown = math.isnan(entry.lat)
    return Place(
        identity, entry.name.split(" (")[0], entry.kind, entry.country or None, entry.geonames_id, admin1,
        None if unknown else entry.lat, None if unknown else entry.lon, spans, entry.disputed,
    )  # fmt: skip
