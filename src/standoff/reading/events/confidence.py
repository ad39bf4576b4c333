"""How likely it is that an event stands: small decision trees over what was seen on the way to it.

The trees are grown by `training/train_events.py` from the project's own texts and kept in `events_model.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

Node = Sequence[Any]


class Forest:
    """Decision trees one after the other in arrays, so that a row goes down all of them at once.

    Parameters
    ----------
    trees
        Each a list of nodes: ``[column, threshold, left, right]``, or ``[score]`` for a leaf; the first is the root.

    Examples
    --------
    >>> Forest([[[0, 0.5, 1, 2], [-0.1], [0.3]]]).score(np.array([1.0]))
    0.3
    """

    def __init__(self, trees: Sequence[Sequence[Node]]) -> None:
        self.roots = np.cumsum([0, *map(len, trees[:-1])])
        size = sum(map(len, trees))
        self.column = np.zeros(size, dtype=np.intp)
        self.threshold = np.zeros(size)
        # A leaf leads to itself: a row that has reached one stays there.
        self.left, self.right = np.arange(size), np.arange(size)
        self.leaf = np.zeros(size)
        for root, tree in zip(self.roots, trees, strict=True):
            for n, node in enumerate(tree, start=root):
                if len(node) == 1:
                    self.leaf[n] = node[0]
                else:
                    self.column[n], self.threshold[n], self.left[n], self.right[n] = node[0], node[1], root + node[2], root + node[3]
        self.depth = max(map(_depth, trees))

    def score(self, row: npt.NDArray[np.float64]) -> float:
        """Return the sum of the scores that the trees give to a row of all columns."""
        at = self.roots
        for _ in range(self.depth):
            at = np.where(row[self.column[at]] <= self.threshold[at], self.left[at], self.right[at])
        return float(self.leaf[at].sum())


def _depth(tree: Sequence[Node], n: int = 0) -> int:
    return 0 if len(tree[n]) == 1 else 1 + max(_depth(tree, tree[n][2]), _depth(tree, tree[n][3]))


@lru_cache(maxsize=1)
def model() -> dict[str, Any]:
    """Return the trained parameters: the trees and what they ask for, calibration and thresholds."""
    path = files("standoff.knowledge") / "data" / "events" / "events_model.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    loaded["columns"] = {name: n for n, name in enumerate(loaded["features"])}
    loaded["forest"] = Forest(loaded.pop("trees"))
    return loaded


def probability(features: Mapping[str, float]) -> float:
    """Return the calibrated probability that an event with these features is right."""
    parameters = model()
    columns = parameters["columns"]
    row = np.zeros(len(columns))
    for name, value in features.items():
        if name in columns:
            row[columns[name]] = value
    raw = parameters["start"] + parameters["forest"].score(row.round(3))
    slope, shift = parameters["calibration"]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, slope * raw + shift))))
