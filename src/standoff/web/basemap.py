"""The base map: outlines of states as SVG paths. For the eye alone; no fact is ever read off it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from standoff.web.projection import Point, Projection, View


@dataclass(frozen=True, slots=True)
class Area:
    """A state or a disputed area.

    Parameters
    ----------
    code, name : str
        ISO 3166-1 alpha-3 (``X…`` for areas that have none) and name.
    at : tuple of float
        Longitude and latitude of the point that stands for it.
    rings : tuple
        Rings as numbers of arcs, negative (``~n``) where an arc runs backwards.
    disputed, schematic : bool
        Whether sovereignty over it is disputed; whether its outline is a sketch.
    """

    code: str
    name: str
    at: Point
    rings: tuple[tuple[int, ...], ...]
    disputed: bool = False
    schematic: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """All areas with the arcs that bound them."""

    source: str
    areas: dict[str, Area]
    arcs: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """An area as drawn in one view."""

    code: str
    name: str
    path: str
    disputed: bool
    label: Point | None


# Organisations have no outline; their flows start at their seat.
SEATS = {
    "NATO": ("NATO", (4.43, 50.88)),
    "EU": ("European Union", (4.38, 50.84)),
    "UN": ("United Nations", (-73.97, 40.75)),
    "OSCE": ("OSCE", (16.37, 48.21)),
    "AU": ("African Union", (38.76, 9.0)),
}


@lru_cache(1)
def world() -> World:
    """Load the base map."""
    data = json.loads(files("standoff.web").joinpath("data/world.json").read_text("utf-8"))
    arcs = []
    for flat in data["arcs"]:
        x = y = 0
        points = []
        for i in range(0, len(flat), 2):
            x, y = x + flat[i], y + flat[i + 1]
            points.append((x * data["unit"], y * data["unit"]))
        arcs.append(tuple(points))
    areas = {
        a["id"]: Area(
            a["id"], a["name"].removeprefix("The "), tuple(a["at"]), tuple(map(tuple, a["rings"])), a.get("disputed", False),
            a.get("schematic", False),
        )
        for a in data["areas"]
    }  # fmt: skip
    return World(data["source"], areas, tuple(arcs))


def point_of(code: str) -> Point | None:
    """Longitude and latitude that stand for a state or organisation, or None."""
    area = world().areas.get(code)
    return area.at if area else SEATS[code][1] if code in SEATS else None


def name_of(code: str | None) -> str | None:
    """Name of a state or organisation by its code; the code itself where it is none that is known."""
    if code is None:
        return None
    area = world().areas.get(code)
    return area.name if area else SEATS[code][0] if code in SEATS else code


def _unrolled(points: list[Point]) -> list[Point]:
    """Carry a line on beyond 180° where it crosses the date line, instead of jumping back across the map."""
    out: list[Point] = []
    turn = 0
    for lon, lat in points:
        if out and abs(lon + turn - out[-1][0]) > 180:
            turn += 360 if lon + turn < out[-1][0] else -360
        out.append((lon + turn, lat))
    return out


def _drawn(line: list[Point], project: Projection) -> list[Point]:
    """Project a line and thin it to what can be seen: under a pixel inside the frame, coarse far outside."""
    thinned: list[Point] = []
    last = len(line) - 1
    for i, (lon, lat) in enumerate(_unrolled(line)):
        point = project(lon, lat)
        if thinned and i != last:
            away = abs(point[0] - thinned[-1][0]) + abs(point[1] - thinned[-1][1])
            if away < (0.8 if project.inside(point, 60) else 40):
                continue
        thinned.append(point)
    return thinned


def _d(points: list[Point]) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _in_sight(points: list[Point], project: Projection) -> bool:
    """Whether the box of a line meets the frame."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) > -20 and min(xs) < project.view.width + 20 and max(ys) > -20 and min(ys) < project.view.height + 20


@lru_cache(8)
def shapes(view: View) -> tuple[tuple[Shape, ...], str]:
    """Return the areas that a view shows, and the borders between states as one path."""
    project, earth = Projection(view), world()
    sides: dict[int, int] = {}
    found = []
    for area in earth.areas.values():
        paths = []
        for ring in area.rings:
            line: list[Point] = []
            for n in ring:
                number = n if n >= 0 else ~n
                sides[number] = sides.get(number, 0) + 1
                arc = earth.arcs[number] if n >= 0 else earth.arcs[number][::-1]
                line += arc[1:] if line else arc
            points = _drawn(line, project)
            if _in_sight(points, project):
                paths.append(_d(points) + "Z")
        if paths:
            at = project(*area.at)
            label = at if project.inside(at, -8) else None
            found.append(Shape(area.code, area.name, "".join(paths), area.disputed, label))
    shared = (_drawn(list(earth.arcs[n]), project) for n, count in sides.items() if count > 1)
    borders = "".join(_d(points) for points in shared if _in_sight(points, project))
    # Disputed areas lie on top of the states that they are cut out of or sketched over.
    return tuple(sorted(found, key=lambda s: (s.disputed, s.code))), borders
