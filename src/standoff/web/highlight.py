"""A text with spans → pieces, each knowing which mentions lie on it. Spans may overlap as they like."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

KINDS = {"events": "event", "deployments": "deployment", "aid": "aid", "statements": "statement"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of one mention.

    Parameters
    ----------
    start, end : int
        Offsets in code points.
    kind : str
        ``event``, ``deployment``, ``aid`` or ``statement``.
    id : str
        The mention's id.
    core : bool
        Whether these are the words that say it, not only the sentence around them.
    """

    start: int
    end: int
    kind: str
    id: str
    core: bool = False


@dataclass(slots=True)
class Piece:
    """A stretch of text on which the same mentions lie throughout."""

    text: str
    start: int
    kinds: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    core: list[str] = field(default_factory=list)
    begins: list[Mark] = field(default_factory=list)


def core_spans(kind: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the spans of the words that make a mention: trigger, cue, what is given, the forces' number."""
    if kind == "event":
        found = [body.get("trigger")]
    elif kind == "statement":
        found = [body.get("cue")]
    elif kind == "aid":
        found = [body.get("what")]
    else:
        # A deployment's words have no offsets of their own: they are sought in its evidence.
        evidence = body["evidence"]
        texts = [(body.get("count") or {}).get("text"), (body.get("force") or {}).get("text")]
        found = [_sought(evidence, text) for text in texts if text]
    return [span for span in found if span]


def _sought(evidence: dict[str, Any], text: str) -> dict[str, Any] | None:
    at = evidence["text"].find(text)
    return {"start": evidence["start"] + at, "end": evidence["start"] + at + len(text)} if at >= 0 else None


def marks_of(kind: str, body: dict[str, Any], id: str | None = None) -> list[Mark]:
    """Return the marks of one mention: its evidence, and the words in it that say it."""
    name, evidence = id or body["id"], body["evidence"]
    return [
        Mark(evidence["start"], evidence["end"], kind, name),
        *(Mark(span["start"], span["end"], kind, name, core=True) for span in core_spans(kind, body)),
    ]


def pieces(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Piece]:
    """Cut ``text[start:end]`` wherever a mark begins or ends; what lies outside the text is left out.

    Examples
    --------
    >>> [(p.text, p.ids) for p in pieces("a b c", [Mark(2, 3, "event", "e1")])]
    [('a ', []), ('b', ['e1']), (' c', [])]
    """
    end = len(text) if end is None else min(end, len(text))
    held = sorted(
        (m for m in marks if start <= m.start < m.end and m.start < end), key=lambda m: (m.start, -m.end, m.kind, m.id)
    )
    cuts = sorted({start, end, *(m.start for m in held), *(min(m.end, end) for m in held)})
    out: list[Piece] = []
    open_marks: list[Mark] = []
    waiting = iter(held)
    following = next(waiting, None)
    for a, b in itertools.pairwise(cuts):
        open_marks = [m for m in open_marks if m.end > a]
        begins = []
        while following and following.start == a:
            open_marks.append(following)
            if not following.core:
                begins.append(following)
            following = next(waiting, None)
        out.append(
            Piece(
                text[a:b],
                a,
                list(dict.fromkeys(m.kind for m in open_marks)),
                list(dict.fromkeys(m.id for m in open_marks)),
                list(dict.fromkeys(m.kind for m in open_marks if m.core)),
                begins,
            )
        )
    return out


def mentions_of(reading: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return a reading's mentions with their kinds, in the order of the text."""
    found = [(kind, body) for plural, kind in KINDS.items() for body in reading.get(plural) or ()]
    return sorted(found, key=lambda m: (m[1]["evidence"]["start"], m[0]))


def sentence(body: dict[str, Any], kind: str) -> Sequence[Piece]:
    """Return a mention's own evidence with the words in it that say it."""
    evidence = body["evidence"]
    offset = evidence["start"]
    own = [Mark(m.start - offset, m.end - offset, m.kind, m.id, m.core) for m in marks_of(kind, body)[1:]]
    return pieces(evidence["text"], own)
