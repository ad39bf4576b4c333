"""A phrase that may speak of forces."""

from __future__ import annotations

from dataclasses import dataclass, field

from standoff.mentions import Category, Interval, Quantity
from standoff.reading.draft import Draft, Found

# Categories whose things stand singly: a small number, or a noun in the singular, counts them.
COUNTED = frozenset({"aircraft", "ships", "vehicles", "artillery", "missiles", "air_defence", "units"})
# What stands for forces just named: "2,000 of them".
OF_THEM = frozenset({"them", "these", "those", "whom", "which"})


@dataclass(slots=True)
class Candidate:
    """A noun phrase that may speak of forces; `head` carries its syntax, `stands_for` is the head of the phrase that a pronoun goes back to."""

    head: int
    first: int
    end: int
    category: Category
    grade: str
    item: str | None = None
    count: Interval | None = None
    quantity: Found[Quantity] | None = None
    unit: str | None = None
    elided: bool = False
    stands_for: int | None = None
    hints: set[str] = field(default_factory=set)


def interval(quantity: Quantity, draft: Draft) -> Interval:
    """Return the interval of a quantity as a count."""
    return Interval(quantity.low, quantity.high, quantity.span.text)
