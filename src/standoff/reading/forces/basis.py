"""Whether a figure is a level, an addition, a reduction or a ratio."""

from __future__ import annotations

from standoff.knowledge.moves import moves
from standoff.mentions import Interval
from standoff.reading.draft import Found
from standoff.reading.forces.features import Observation
from standoff.reading.forces.predicates import FACTORS
from standoff.reading.numbers.ratios import Ratio
from standoff.reading.words import Words

# Before a number behind its noun they make it a level: "raise the number of troops to 900".
_LEVEL = frozenset({"to", "at", "as"})


def basis_of(words: Words, seen: Observation, ratios: list[Found[Ratio]], named: set[int]) -> tuple[str, Interval | None]:
    """Return the basis of an observation's figure, and its factor if it is a ratio; `named` are tokens of names ("New Zealand")."""
    c, i, p = seen.candidate, seen.candidate.head, seen.chosen
    if p is not None and (p.lemma in FACTORS or seen.main == "reinforce" and c.quantity is None):
        factor = _factor(words, p.token, ratios)
        if factor is None and p.lemma in FACTORS:
            factor = Interval(FACTORS[p.lemma], FACTORS[p.lemma], words.text[p.token])
        if factor is not None and c.quantity is None:
            return "ratio", factor
    if c.quantity is not None and c.quantity.first > i and words.lower[c.quantity.first - 1] in _LEVEL:
        return "total", None
    if seen.direction == "out":
        return "reduction", None
    if seen.status == "standby":
        return "total", None
    near = {words.lower[t] for t in range(max(c.first - 1, 0), i) if t not in named} | {words.lower[t] for t in range(i + 1, min(i + 2, len(words)))}
    compared = "than" in near or c.quantity is not None and "more" in c.quantity.value.span.text.lower() and not c.quantity.value.span.text.lower().endswith("more")
    if near & (moves().increment - {"more"}) or "more" in near and not compared:
        return "increment", None
    if seen.main == "reinforce" and p is not None and p.role in ("obj", "under:with", "prep:with", "prep:by", "prep:to"):
        return "increment", None
    return "total", None


def _factor(words: Words, token: int, ratios: list[Found[Ratio]]) -> Interval | None:
    """Return the factor said at or right beside a predicate."""
    for found in ratios:
        if words.sent[found.head] == words.sent[token] and abs(found.head - token) <= 3:
            return found.value.factor
    return None
