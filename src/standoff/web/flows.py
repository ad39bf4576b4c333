"""Forces on the map: a curve from sender to host for each posture cell, its width from the bounds, its style from the status."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from standoff.web import wording
from standoff.web.basemap import Shape, name_of, point_of, shapes
from standoff.web.projection import Point, Projection, View

EUROPE = View(-11, 36, 46, 62)
WORLD = View(-168, -52, 178, 74)
# The amount that is drawn full width, by category.
FULL = {"personnel": 100_000}
WIDEST = 12.0
MOST_LABELS = 22
NEAR = 34  # degrees from the middle of a crisis
ORDER = ("in_place", "under_way", "ordered", "standby", "considered", "ended", "ruled_out")


@dataclass(slots=True)
class Flow:
    """One curve (or, where sender and host are one, one disc).

    Parameters
    ----------
    line : str
        Path of the curve, empty for a disc.
    head : str
        Path of the arrow's head.
    inner, outer : float
        Widths for the lower and the upper bound.
    colour : int
        Number of the sender's colour.
    status : str
        Decides on the style.
    words : str
        What a pointer or a screen reader is told.
    label : str
        The bounds, where there is room for them.
    at : tuple of float
        Where the label stands, or the middle of a disc.
    key : str
        Ties the curve to its row in the table.
    link : str
        Address of the cell's dossier.
    """

    line: str
    head: str
    inner: float
    outer: float
    colour: int
    status: str
    words: str
    label: str
    at: Point
    key: str
    link: str = ""
    open_end: bool = False


@dataclass(slots=True)
class Name:
    """A name on the map."""

    text: str
    x: float
    y: float
    anchor: str = "middle"
    kind: str = "land"


@dataclass(slots=True)
class Drawing:
    """All that the template draws."""

    view: View
    shapes: Sequence[Shape]
    borders: str
    flows: list[Flow] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    left_out: int = 0


def view_of(weights: Mapping[str, float], wanted: str | None = None, width: int = 960, height: int = 660) -> View:
    """Return the part of the earth that holds the hosts of a crisis, with room around them.

    Parameters
    ----------
    weights : mapping
        How much is told of each host. A host far from where most is told of does not widen the view unless much is
        told of it too.
    wanted : str, optional
        ``world`` for the whole world.
    """
    found = {code: point for code in weights if (point := point_of(code))}
    if wanted == "world":
        return replace(WORLD, width=width, height=height)
    if not found:
        return replace(EUROPE, width=width, height=height)
    middle = [_median([(point[i], weights[code]) for code, point in found.items()]) for i in (0, 1)]
    total = sum(weights[code] for code in found)
    near = [
        p for code, p in found.items() if max(abs(p[0] - middle[0]), abs(p[1] - middle[1]) * 1.5) < NEAR or weights[code] > total / 6
    ]
    lons, lats = [p[0] for p in near], [p[1] for p in near]
    west, east, south, north = min(lons) - 7, max(lons) + 7, min(lats) - 5, max(lats) + 5
    if east - west < 32:
        west, east = (west + east) / 2 - 16, (west + east) / 2 + 16
    if north - south < 18:
        south, north = (south + north) / 2 - 9, (south + north) / 2 + 9
    # Whole degrees in steps, so that a new report does not make the map jump.
    west, south = math.floor(west / 4) * 4, max(-80, math.floor(south / 4) * 4)
    east, north = math.ceil(east / 4) * 4, min(84, math.ceil(north / 4) * 4)
    view = View(west, south, east, north, width, height)
    return replace(WORLD, width=width, height=height) if view.world else view


def _median(weighted: list[tuple[float, float]]) -> float:
    half, ordered = sum(w for _, w in weighted) / 2, sorted(weighted)
    passed = 0.0
    for value, weight in ordered:
        passed += weight
        if passed >= half:
            return value
    return ordered[-1][0]


def width_of(amount: float | None, category: str) -> float:
    """Return the width for an amount: grows slowly, so that 300 and 100,000 can be told apart on one map."""
    if not amount:
        return 1.2
    share: float = (amount / FULL.get(category, 200)) ** 0.4
    return max(1.2, min(WIDEST, WIDEST * share))


def key_of(row: dict[str, Any]) -> str:
    """Return the short name of a posture row's cell."""
    parts = (row.get("sender"), row.get("host"), row.get("category"), row.get("status"))
    return "-".join("".join(c for c in str(p or "x") if c.isalnum() or c == "_") for p in parts)


def draw(rows: Iterable[dict[str, Any]], view: View, colours: dict[str, int], cell_link: Any = None) -> Drawing:
    """Return the drawing of posture rows in a view."""
    land, borders = shapes(view)
    drawing, project = Drawing(view, land, borders), Projection(view)
    cells: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        cells.setdefault(key_of(row), []).append(row)
    slots: dict[tuple[str, str], int] = {}
    ends: dict[str, Name] = {}
    for key, same in sorted(cells.items(), key=lambda c: -(_most(c[1]) or 0)):
        first = same[0]
        start = point_of(first.get("sender") or "")
        # Forces of which no single country is said stand with their sender.
        stop = point_of(first.get("host") or "") if first.get("host") else start
        if not start or not stop:
            drawing.left_out += 1
            continue
        pair = (first["sender"], first["host"] or first["sender"])
        slots[pair] = slots.get(pair, -1) + 1
        flow = _flow(project, project(*start), project(*stop), same, key, slots[pair], colours.get(first["sender"], 8))
        if flow is None:
            drawing.left_out += 1
            continue
        flow.link = cell_link(first) if cell_link else ""
        drawing.flows.append(flow)
        for code, point in ((pair[0], project(*start)), (pair[1], project(*stop))):
            ends.setdefault(code, _end_name(project, code, point))
    _name_areas(drawing, ends)
    _space_labels(drawing)
    return drawing


def _most(rows: list[dict[str, Any]]) -> float | None:
    values = [row.get("high") or row.get("low") for row in rows]
    return max((v for v in values if v), default=None)


def _flow(
    project: Projection, start: Point, stop: Point, same: list[dict[str, Any]], key: str, slot: int, colour: int
) -> Flow | None:
    first = same[0]
    # Where sources differ for good, the curve spans what all of them say.
    low = None if any(r.get("low") is None for r in same) else min(float(r["low"]) for r in same)
    high = None if any(r.get("high") is None for r in same) else max(float(r["high"]) for r in same)
    category, status = first["category"], first["status"]
    inner = width_of(low or (high if low is None else 0), category)
    outer = width_of(high, category) if high else inner + 3
    said = wording.bounds(low, high)
    words = (
        f"{wording.party(first['sender'])} to {wording.party(first['host']) or 'no single country'}, {wording.category(category)}, "
        f"{wording.status(status)}: {said}"
    )
    flow = Flow("", "", inner, max(outer, inner), colour, status, words, short(low, high), stop, key, open_end=high is None)
    if not project.inside(stop, 30):
        return None
    if start == stop:
        return flow
    if not project.inside(start, -10):
        start = _on_edge(project.view, start, (project.view.width / 2, project.view.height / 2))
    dx, dy = stop[0] - start[0], stop[1] - start[1]
    length = math.hypot(dx, dy)
    if length < 1:
        return flow
    bend = min(0.15, 60 / length) + min(0.05, 18 / length) * slot
    mid = ((start[0] + stop[0]) / 2 + dy * bend, (start[1] + stop[1]) / 2 - dx * bend)
    ux, uy = stop[0] - mid[0], stop[1] - mid[1]
    reach = math.hypot(ux, uy) or 1
    ux, uy = ux / reach, uy / reach
    size = 5 + flow.inner * 0.9
    neck = (stop[0] - ux * size, stop[1] - uy * size)
    flow.line = f"M{start[0]:.1f},{start[1]:.1f}Q{mid[0]:.1f},{mid[1]:.1f} {neck[0]:.1f},{neck[1]:.1f}"
    wide = size * 0.62
    flow.head = (
        f"M{stop[0]:.1f},{stop[1]:.1f}L{neck[0] - uy * wide:.1f},{neck[1] + ux * wide:.1f}"
        f"L{neck[0] + uy * wide:.1f},{neck[1] - ux * wide:.1f}Z"
    )
    t = 0.55
    flow.at = (
        (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * mid[0] + t * t * stop[0],
        (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * mid[1] + t * t * stop[1],
    )
    return flow


def short(low: float | None, high: float | None) -> str:
    """Return bounds as short as a map wants them: "1,000–1,200", "≥ 4,000"."""
    if low is None and high is None:
        return "not said"
    if low == high:
        return wording.number(low)
    if high is None:
        return f"≥ {wording.number(low)}"
    if not low:
        return f"≤ {wording.number(high)}"
    return f"{wording.number(low)}–{wording.number(high)}"


def _on_edge(view: View, start: Point, stop: Point) -> Point:
    """Return where the way from a point outside the frame enters it."""
    inset, best = 12, 0.0
    for a, b, low, high in ((start[0], stop[0], inset, view.width - inset), (start[1], stop[1], inset, view.height - inset)):
        if a == b:
            continue
        if a < low:
            best = max(best, (low - a) / (b - a))
        elif a > high:
            best = max(best, (high - a) / (b - a))
    best = min(best, 0.95)
    return start[0] + (stop[0] - start[0]) * best, start[1] + (stop[1] - start[1]) * best


def _end_name(project: Projection, code: str, point: Point) -> Name:
    name, view = name_of(code) or code, project.view
    if project.inside(point, -10):
        return Name(name, point[0], point[1] + 14, kind="end")
    x, y = _on_edge(view, point, (view.width / 2, view.height / 2))
    anchor = "start" if x < view.width / 3 else "end" if x > view.width * 2 / 3 else "middle"
    return Name(name, x + (4 if anchor == "start" else -4 if anchor == "end" else 0), y - 8, anchor, "outside")


def _box(text: str, x: float, y: float, anchor: str, size: float) -> tuple[float, float, float, float]:
    wide = len(text) * size * 0.6 + 4
    left = x - wide / 2 if anchor == "middle" else x if anchor == "start" else x - wide
    return left, y - size - 1, left + wide, y + size * 0.3 + 1


def _free(box: tuple[float, float, float, float], taken: list[tuple[float, float, float, float]]) -> bool:
    return all(box[2] < t[0] or box[0] > t[2] or box[3] < t[1] or box[1] > t[3] for t in taken)


def _name_areas(drawing: Drawing, ends: dict[str, Name]) -> None:
    """Name the ends of flows, then disputed areas, then as many states as there is room for."""
    taken: list[tuple[float, float, float, float]] = []

    def put(name: Name, size: float, force: bool = False) -> None:
        box = _box(name.text, name.x, name.y, name.anchor, size)
        if force or (_free(box, taken) and box[0] > 2 and box[2] < drawing.view.width - 2):
            taken.append(box)
            drawing.names.append(name)

    for name in ends.values():
        for shift in (0, -22, 13) if name.kind == "end" else (0,):
            if _free(_box(name.text, name.x, name.y + shift, name.anchor, 13), taken):
                name.y += shift
                break
        put(name, 13, force=True)
    for shape in drawing.shapes:
        if shape.label and shape.disputed and len(shape.path) > 60:
            put(Name(f"{shape.name.split(' (')[0]} (disputed)", *shape.label, kind="disputed"), 10)
    for shape in sorted(drawing.shapes, key=lambda s: -len(s.path)):
        if shape.label and not shape.disputed and shape.code not in ends:
            put(Name(shape.name, *shape.label), 11.5)


def _space_labels(drawing: Drawing) -> None:
    """Leave only labels of flows that hide no other."""
    taken = [_box(n.text, n.x, n.y, n.anchor, 13) for n in drawing.names if n.kind in {"end", "outside"}]
    labelled = 0
    for flow in drawing.flows:
        y = flow.at[1] if flow.line else flow.at[1] - 14
        for shift in (0, -15, 15) if labelled < MOST_LABELS else ():
            box = _box(flow.label, flow.at[0], y + shift, "middle", 12)
            if _free(box, taken):
                flow.at = (flow.at[0], y + shift) if flow.line else flow.at
                taken.append(box)
                labelled += 1
                break
        else:
            flow.label = ""
