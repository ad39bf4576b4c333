"""The trained decision: is a phrase a deployment (or aid)."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib.resources import files
from typing import Any

from standoff.reading.forces.features import Observation

FORCES = "forces_model.json"
# Below this probability a phrase is left out; chosen by cross-validation on the training texts.
THRESHOLD = 0.42


@lru_cache(maxsize=2)
def parameters(name: str = FORCES) -> dict[str, Any] | None:
    """Return the trained weights of one of the two models, or None before there are any."""
    path = files("standoff.knowledge").joinpath(f"data/{name}")
    try:
        loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    return loaded


def decide(seen: Observation, name: str = FORCES) -> float:
    """Return the probability that an observation is a deployment (or aid)."""
    model = parameters(name)
    if model is None:
        return 0.6 if _plausible(seen) else 0.1
    score = model["bias"] + sum(model["weights"].get(f, 0.0) for f in seen.features)
    return 1 / (1 + math.exp(-score))


def _plausible(seen: Observation) -> bool:
    """Whether rules alone take an observation for a deployment."""
    c = seen.candidate
    if c.grade in ("abstract", "count") or seen.main in ("other",) or seen.chosen and "trap" in seen.chosen.classes and seen.main == "none":
        return False
    if c.grade in ("weak", "group") and c.quantity is None and not (seen.owned and "military" in c.hints):
        return False
    if c.elided and (seen.main == "none" or not seen.hosts):
        return False
    return bool(seen.senders) and (seen.main != "none" or bool(seen.hosts) and not seen.inferred)
