"""What a token stands for, as it is worked out of the words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Coded:
    """What a token stands for: a code, the operators above it, and where its parts are.

    ``head`` is the token that carries the clause, ``inner`` the innermost one; ``families`` are the operators passed
    on the way in, outermost first; ``taken`` the tokens that belong to the trigger or are spoken for by it.
    """

    code: str
    head: int
    inner: int
    score: float
    weak: bool
    literal: bool
    taken: frozenset[int]
    families: tuple[str, ...] = ()
    addressee: int | None = None
    slots: int = 0
    type: str | None = None
    direct: bool = False
