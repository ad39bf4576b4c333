"""The trained decisions on a phrase of forces or aid: is it one, and in which status."""

from __future__ import annotations

import math

from standoff.knowledge.encoder import encoder
from standoff.knowledge.linear import linear_model
from standoff.reading.contexts import Contexts
from standoff.reading.forces.features import Observation

FORCES = "forces_model"
# Below these probabilities a phrase is left out; chosen on texts held out of all training, where anything from .30
# to .42 does about equally well.
THRESHOLD = 0.30
AID_THRESHOLD = 0.40
# Between these probabilities the features leave doubt, and the sentence is looked at as a whole; beyond them the encoder hardly
# ever changed a decision, and it is what costs most.
DOUBT = (0.2, 0.6)


def decide(seen: Observation, contexts: Contexts, name: str = FORCES) -> float:
    """Return the probability that an observation is a deployment (or aid): by its features, and by its sentence where they leave doubt."""
    p = linear_model(name, "accept").probability(seen.features, seen.vectors)
    if not DOUBT[0] < p < DOUBT[1]:
        return p
    head = encoder().heads[name]
    score = float(contexts.state(seen.candidate.head) @ head[:-2] + head[-2]) + float(head[-1]) * math.log(p / (1 - p))
    return 1 / (1 + math.exp(-score))


def status_of(features: set[str], name: str = FORCES) -> str:
    """Return the status that a phrase's features speak for; the rule's verdict is one of them."""
    return linear_model(name, "status").best(features)
