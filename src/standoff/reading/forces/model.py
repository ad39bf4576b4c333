"""The trained decisions on a phrase of forces or aid: is it one, and in which status."""

from __future__ import annotations

from standoff.knowledge.linear import linear_model
from standoff.reading.forces.features import Observation

FORCES = "forces_model"
# Below these probabilities a phrase is left out; chosen by cross-validation on the training texts.
THRESHOLD = 0.42
AID_THRESHOLD = 0.40


def decide(seen: Observation, name: str = FORCES) -> float:
    """Return the probability that an observation is a deployment (or aid)."""
    return linear_model(name, "accept").probability(seen.features, seen.vectors)


def status_of(features: set[str], name: str = FORCES) -> str:
    """Return the status that a phrase's features speak for; the rule's verdict is one of them."""
    return linear_model(name, "status").best(features)
