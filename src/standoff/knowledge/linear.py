"""Trained linear models: weights of named features, read from JSON; no library is needed to apply them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Classes with a bias and a weight for each feature; one class means yes or no."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def scores(self, features: Iterable[str]) -> list[float]:
        """Return the sum of weights of each class."""
        total = list(self.bias)
        # In an order of their own: the last digit of a sum must not hang on the order of a set, which changes from run to run.
        for name in sorted(self.weights.keys() & features):
            for n, weight in enumerate(self.weights[name]):
                total[n] += weight
        return total

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability of yes of a model of one class."""
        return 1 / (1 + math.exp(-max(min(self.scores(features)[0], 30.0), -30.0)))

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
    return LinearModel(tuple(raw["classes"]), tuple(raw["bias"]), {k: tuple(v) for k, v in raw["weights"].items()})
