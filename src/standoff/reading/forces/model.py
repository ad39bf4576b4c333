"""The trained decisions: is it a deployment, and in which status."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib.resources import files
from typing import Any

from standoff.reading.forces.features import Observation

FORCES = "forces_model.json"


@lru_cache(maxsize=2)
def parameters(name: str = FORCES) -> dict[str, Any] | None:
    """Return the trained weights of one of the two models, or None before there are any."""
    path = files("standoff.knowledge").joinpath(f"data/{name}")
    try:
        loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    return loaded


def decide(seen: Observation, name: str = FORCES) -> tuple[float, str]:
    """Return the probability that an observation is a deployment (or aid), and its status."""
    model = parameters(name)
    if model is None:
        return (0.6 if _plausible(seen) else 0.1), seen.status
    accept = model["accept"]
    score = accept["bias"] + sum(accept["weights"].get(f, 0.0) for f in seen.features)
    probability = 1 / (1 + math.exp(-score))
    status = model["status"]
    scores = list(status["bias"])
    for f in sorted(seen.features):
        for n, w in status["weights"].get(f, ()):
            scores[n] += w
    best = max(range(len(scores)), key=lambda n: scores[n])
    return probability, status["classes"][best]


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
