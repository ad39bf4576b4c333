"""From degrees to the drawing: equal-area, centred on what is shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """What part of the earth is drawn, and how large.

    Parameters
    ----------
    west, south, east, north : float
        The box of degrees that must be seen.
    width, height : int
        Size of the drawing.
    """

    west: float
    south: float
    east: float
    north: float
    width: int = 960
    height: int = 640

    @property
    def world(self) -> bool:
        """Whether the box is too wide for a projection with a centre of its own."""
        return self.east - self.west > 140


class Projection:
    """Lambert's azimuthal projection about the middle of a view; Equal Earth for views of the whole world."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.lon0 = 0.0 if view.world else (view.west + view.east) / 2
        self.lat0 = 0.0 if view.world else (view.south + view.north) / 2
        self._sin0, self._cos0 = math.sin(math.radians(self.lat0)), math.cos(math.radians(self.lat0))
        self.scale, self.dx, self.dy = 1.0, 0.0, 0.0
        self._fit()

    def _fit(self) -> None:
        view, steps = self.view, [i / 12 for i in range(13)]
        edge = [
            self._raw(view.west + (view.east - view.west) * a, view.south + (view.north - view.south) * b)
            for a in steps
            for b in steps
        ]
        xs, ys = [x for x, _ in edge], [y for _, y in edge]
        self.scale = min(view.width / (max(xs) - min(xs)), view.height / (max(ys) - min(ys)))
        self.dx = view.width / 2 - self.scale * (max(xs) + min(xs)) / 2
        self.dy = view.height / 2 + self.scale * (max(ys) + min(ys)) / 2

    def _raw(self, lon: float, lat: float) -> Point:
        if self.view.world:
            return _equal_earth(math.radians(lon), math.radians(lat))
        away, phi = math.radians(lon - self.lon0), math.radians(lat)
        sin, cos, cos_away = math.sin(phi), math.cos(phi), math.cos(away)
        # The antipode would be a circle at infinity: held just short of it.
        k = math.sqrt(2 / max(0.02, 1 + self._sin0 * sin + self._cos0 * cos * cos_away))
        return k * cos * math.sin(away), k * (self._cos0 * sin - self._sin0 * cos * cos_away)

    def __call__(self, lon: float, lat: float) -> Point:
        """Return the place of a point in the drawing, y downwards."""
        x, y = self._raw(lon, lat)
        return self.dx + self.scale * x, self.dy - self.scale * y

    def inside(self, point: Point, margin: float = 0) -> bool:
        """Whether a point of the drawing lies in its frame."""
        x, y = point
        return -margin <= x <= self.view.width + margin and -margin <= y <= self.view.height + margin


def _equal_earth(lam: float, phi: float) -> Point:
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(phi))
    t2 = theta * theta
    t6 = t2**3
    x = 2 / math.sqrt(3) * lam * math.cos(theta) / (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1)
    return x, theta * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1)
