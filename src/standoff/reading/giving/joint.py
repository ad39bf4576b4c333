"""One phrase is not both a deployment and aid: which of the two it is, where both readings found it."""

from __future__ import annotations

from dataclasses import replace

from standoff.knowledge.aid import aid_words
from standoff.mentions import Deployment
from standoff.reading.draft import Draft, Found
from standoff.reading.forces.predicates import Predicates

# What is sent with those who man it, and what is handed to others.
_MANNED = frozenset({"personnel", "units", "aircraft", "ships"})
_PEOPLE = frozenset({"personnel", "units"})
# Verbs that say that forces are placed, and not given away.
_PLACES = frozenset({"deploy", "redeploy", "station", "base", "mass", "position", "rotate", "patrol", "withdraw", "deployment", "mobilise", "mobilize", "scramble", "move",
                     "shift", "relocate", "reposition"})  # fmt: skip


def settle(draft: Draft) -> None:
    """Drop from the draft the deployment or the aid of each phrase that was read as both."""
    gifts = {found.head: found for found in draft.aid}
    both = [(d, gifts[d.head]) for d in draft.deployments if d.head in gifts]
    if not both:
        return
    predicates = Predicates(draft.words)
    strict = aid_words().strict
    given: set[int] = set()
    placed: set[int] = set()
    for deployment, gift in both:
        lemmas = {p.lemma for p in predicates.of(deployment.head)}
        category = deployment.value.force.category
        if category in _PEOPLE or lemmas & _PLACES:
            sent = True
        elif lemmas & strict or category not in _MANNED:
            sent = False
        else:
            sent = (deployment.value.confidence or 0.0) >= (gift.value.confidence or 0.0)
        (placed if sent else given).add(deployment.head)
    draft.aid = [replace(f, value=replace(f.value, id=f"m{n}")) for n, f in enumerate((f for f in draft.aid if f.head not in placed), 1)]
    draft.deployments = _renumbered([f for f in draft.deployments if f.head not in given])


def _renumbered(found: list[Found[Deployment]]) -> list[Found[Deployment]]:
    """Return deployments with ids in order, and no links to those that are gone."""
    ids = {f.value.id: f"d{n}" for n, f in enumerate(found, 1)}
    return [replace(f, value=replace(f.value, id=ids[f.value.id], of=ids.get(f.value.of or ""), same_as=ids.get(f.value.same_as or ""))) for f in found]
