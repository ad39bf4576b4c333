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

Node = Sequence[Any]


@lru_cache(maxsize=1)
def model() -> dict[str, Any]:
    """Return the trained parameters: the trees and what they ask for, calibration and thresholds."""
    path = files("standoff.knowledge") / "data" / "events" / "events_model.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    loaded["columns"] = {name: n for n, name in enumerate(loaded["features"])}
    return loaded


def value_of(tree: Sequence[Node], row: Mapping[int, float]) -> float:
    """Return the score that a tree gives to a row of features; what the row has not is 0.

    Examples
    --------
    >>> value_of([[0, 0.5, 1, 2], [-0.1], [0.3]], {0: 1.0})
    0.3
    """
    node = tree[0]
    while len(node) > 1:
        node = tree[node[2] if row.get(node[0], 0.0) <= node[1] else node[3]]
    score: float = node[0]
    return score


def probability(features: Mapping[str, float]) -> float:
    """Return the calibrated probability that an event with these features is right."""
    parameters = model()
    columns = parameters["columns"]
    row = {columns[name]: round(value, 3) for name, value in features.items() if name in columns}
    raw = parameters["start"] + sum(value_of(tree, row) for tree in parameters["trees"])
    slope, shift = parameters["calibration"]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, slope * raw + shift))))
