"""How likely it is that an event stands: a small trained model over what was seen on the way to it.

The weights are made by `training/train_events.py` from the project's own sentences and kept in `events_model.json`.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def model() -> dict[str, Any]:
    """Return the trained parameters: weights by feature, intercept, calibration and threshold."""
    path = files("standoff.knowledge") / "data" / "events" / "events_model.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def probability(features: dict[str, float]) -> float:
    """Return the calibrated probability that an event with these features is right."""
    parameters = model()
    weights = parameters["weights"]
    raw = parameters["intercept"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    slope, shift = parameters["calibration"]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, slope * raw + shift))))
