"""Whether a figure is a level, an addition, a reduction or a ratio."""

from __future__ import annotations

from standoff.knowledge.moves import moves
from standoff.mentions import Interval
from standoff.reading.forces.features import Observation
from standoff.reading.forces.predicates import FACTORS
from standoff.reading.words import Words


def basis_of(words: Words, seen: Observation, status: str) -> tuple[str, Interval | None]:
    """Return the basis of an observation's figure, and its factor if it is a ratio."""
    c, i = seen.candidate, seen.candidate.head
    p = seen.chosen
    if p is not None and p.lemma in FACTORS and p.role in ("obj", "pass", "noun:of", "subj") and (c.quantity is None or p.role in ("obj", "noun:of")):
        factor = FACTORS[p.lemma]
        open_end = any(words.lower[k] in ("than", "more") for t in words.kids[p.token] for k in (t, *words.kids[t]) if k < p.token)
        return "ratio", Interval(factor, None if open_end else factor, words.text[p.token])
    first = max(c.first - 1, 0)
    near = {words.lower[t] for t in range(first, i)} | {words.lower[t] for t in range(i + 1, min(i + 2, len(words)))}
    if seen.direction == "out" and seen.main in ("withdraw", "leave"):
        return "reduction", None
    if near & moves().increment and not near & {"than"} or near & {"more"} and "than" not in near:
        return "increment", None
    if seen.main == "reinforce" and p is not None and p.role in ("obj", "under:with", "prep:with", "prep:by"):
        return "increment", None
    return "total", None
