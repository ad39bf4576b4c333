"""The words around statements: conditions, evidence, channels, audiences, and the writer's own voice."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

Phrases = dict[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Speech:
    """The lists of ``data/speech.toml``; phrases are kept by their first word, longest first."""

    condition_marks: frozenset[str]
    condition_phrases: Phrases
    inverted: frozenset[str]
    evidence_nouns: frozenset[str]
    evidence_verbs: frozenset[str]
    evidence_phrases: Phrases
    showing: frozenset[str]
    channel_nouns: frozenset[str]
    channel_prepositions: frozenset[str]
    media: frozenset[str]
    media_heads: frozenset[str]
    audience_nouns: frozenset[str]
    voice: dict[str, Phrases]


@lru_cache(maxsize=1)
def speech() -> Speech:
    """Return the lists of ``data/speech.toml``."""
    raw: dict[str, Any] = tomllib.loads((files("standoff.knowledge") / "data/speech.toml").read_text("utf-8"))
    words = {k: {n: frozenset(v.split()) for n, v in part.items() if isinstance(v, str)} for k, part in raw.items()}
    return Speech(
        frozenset(raw["conditions"]["marks"]),
        by_first_word(raw["conditions"]["phrases"]),
        frozenset(raw["conditions"]["inverted"]),
        words["evidence"]["nouns"],
        words["evidence"]["verbs"],
        by_first_word(raw["evidence"]["phrases"]),
        words["evidence"]["showing"],
        words["channel"]["nouns"],
        frozenset(raw["channel"]["prepositions"]),
        words["channel"]["media"],
        words["channel"]["heads"],
        words["audience"]["nouns"],
        {kind: by_first_word(phrases) for kind, phrases in raw["voice"].items()},
    )


def by_first_word(phrases: list[str]) -> Phrases:
    """Return phrases as word tuples under their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        parts = tuple(phrase.replace("-", " - ").split())  # words are split at hyphens
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}
