"""Trained linear models: weights of named features, and of vectors of words where a model has them, read from JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from standoff.knowledge.vectors import Vector


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Classes with a bias and a weight for each feature; one class means yes or no, and may have weights for slots of vectors."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]
    slots: dict[str, Vector] = field(default_factory=dict)

    def scores(self, features: Iterable[str]) -> list[float]:
        """Return the sum of weights of each class."""
        total = list(self.bias)
        # In an order of their own: the last digit of a sum must not hang on the order of a set, which changes from run to run.
        for name in sorted(self.weights.keys() & features):
            for n, weight in enumerate(self.weights[name]):
                total[n] += weight
        return total

    def probability(self, features: Iterable[str], vectors: Mapping[str, Vector] | None = None) -> float:
        """Return the probability of yes of a model of one class; `vectors` are those of a case, by slot."""
        score = self.scores(features)[0]
        for slot, vector in (vectors or {}).items():
            if slot in self.slots:
                score += float(self.slots[slot] @ vector)
        return 1 / (1 + math.exp(-max(min(score, 30.0), -30.0)))

    def best(self, features: Iterable[str]) -> str:
        """Return the class with the highest score."""
        scores = self.scores(features)
        return self.classes[scores.index(max(scores))]


@lru_cache(maxsize=8)
def parameters(name: str) -> dict[str, Any]:
    """Return the parts of ``data/<name>.json`` as they stand there."""
    loaded: dict[str, Any] = json.loads((files("standoff.knowledge") / f"data/{name}.json").read_text("utf-8"))
    return loaded


@lru_cache(maxsize=32)
def linear_model(name: str, part: str) -> LinearModel:
    """Return the model `part` of ``data/<name>.json``."""
    raw = parameters(name)[part]
    slots = {k: np.array(v, dtype=np.float32) for k, v in raw.get("slots", {}).items()}
    return LinearModel(tuple(raw["classes"]), tuple(raw["bias"]), {k: tuple(v) for k, v in raw["weights"].items()}, slots)
