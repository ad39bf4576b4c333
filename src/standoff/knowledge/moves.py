"""What is done with forces and aid: predicates by class.

A class fixes the frame. ``send``, ``keep``, ``withdraw``: the subject is whose forces they are, the object the forces.
``arrive``, ``head``, ``hold``, ``leave``: the subject is the forces. ``host``: the subject is the host. ``order``,
``consider``, ``refuse``, ``alert``: stand above one of these, or take the forces as their object.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

CLASSES = ("send", "arrive", "head", "hold", "keep", "host", "withdraw", "leave", "alert", "reinforce", "order", "consider", "refuse", "trap", "fight", "say")


@dataclass(frozen=True, slots=True)
class Moves:
    """Predicates by lemma: each with the set of its classes, since "move" both sends and heads."""

    verbs: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    adjectives: dict[str, str]
    particles: frozenset[str]
    aspect: dict[str, str]
    increment: frozenset[str]
    sized: frozenset[str]
    raising: frozenset[str]
    now: frozenset[str]
    later: frozenset[str]
    past: frozenset[str]
    claimed: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    requests: frozenset[str] = frozenset()
    promises: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    habits: frozenset[str] = frozenset()
    overflight: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    berths: frozenset[str] = frozenset()
    signs: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)


def turn(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """Return class lists turned into the classes of each word."""
    turned: dict[str, set[str]] = {}
    for name, words in table.items():
        for word in words:
            turned.setdefault(word, set()).add(name)
    return {word: frozenset(classes) for word, classes in turned.items()}


def _signs(table: dict[str, list[str]]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Return phrases by their first token, each with the status it speaks for and all its tokens."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for status, phrases in table.items():
        for phrase in phrases:
            tokens = tuple(phrase.replace("'s", " 's").replace("s'", "s '").split())
            found.setdefault(tokens[0], []).append((status, tokens))
    return found


@lru_cache(maxsize=1)
def moves() -> Moves:
    """Return the predicates of the data file."""
    data = tomllib.loads(files("standoff.knowledge").joinpath("data/moves.toml").read_text("utf-8"))
    verbs = turn(data["verbs"])
    return Moves(
        verbs=verbs,
        nouns=turn(data["nouns"]),
        adjectives={word: name for name, words in data["adjectives"].items() for word in words},
        particles=frozenset(word.split(" ", 1)[1] for word in verbs if " " in word),
        aspect={word: name for name, words in data["aspect"].items() for word in words},
        increment=frozenset(data["increment"]["words"]),
        sized=frozenset(data["sized"]["verbs"]),
        raising=frozenset(data["raising"]["verbs"]),
        now=frozenset(data["adverbs"]["now"]),
        later=frozenset(data["adverbs"]["later"]),
        past=frozenset(data["adverbs"]["past"]),
        claimed=frozenset(data["claimed"]["verbs"]),
        counts=frozenset(data["claimed"]["counts"]),
        measures=frozenset(data["measures"]["nouns"]),
        relations=frozenset(data["relations"]["nouns"]),
        requests=frozenset(data["requests"]["verbs"]),
        promises=frozenset(data["control"]["promises"]),
        calls=frozenset(data["control"]["calls"]),
        joining=frozenset(data["joining"]["verbs"]),
        habits=frozenset(data["turns"]["habits"]),
        levels=frozenset(data["turns"]["levels"]),
        overflight=frozenset(data["turns"]["overflight"]),
        berths=frozenset(data["turns"]["berths"]),
        signs=_signs(data["signs"]),
    )
