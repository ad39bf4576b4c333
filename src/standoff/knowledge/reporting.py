"""The words of reporting: verbs and nouns with their speech act and what they take as content."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Frame:
    """One way in which a reporting word takes content: the `kind` of reporting and the speech `act` it performs."""

    kind: str
    act: str


@dataclass(frozen=True, slots=True)
class Reporting:
    """The lexicon: ``verbs[lemma][frame]``, ``nouns[lemma]`` (act), and the lists that the data file explains."""

    verbs: dict[str, dict[str, Frame]]
    nouns: dict[str, str]
    core: frozenset[str]
    light: frozenset[str]
    attitudes: dict[str, str]
    prepositions: tuple[tuple[str, ...], ...]
    unnamed_adverbs: frozenset[str]
    unnamed_adjectives: frozenset[str]
    speakers: dict[str, str]


@lru_cache(maxsize=1)
def reporting() -> Reporting:
    """Return the lexicon of ``data/reporting.toml``."""
    raw: dict[str, Any] = tomllib.loads((files("standoff.knowledge") / "data/reporting.toml").read_text("utf-8"))
    verbs: dict[str, dict[str, Frame]] = {}
    for group in raw["verbs"]:
        for lemma in group["lemmas"].split():
            frames = verbs.setdefault(lemma, {})
            for frame in group["frames"]:
                # A lemma may stand in several groups: what says more than "assert" wins.
                if frame not in frames or frames[frame].act == "assert":
                    frames[frame] = Frame(group["class"], group["act"])
    nouns = {noun: group["act"] for group in raw["nouns"] for noun in group["nouns"].split()}
    attitudes = {noun: act for act, line in raw["attitudes"].items() for noun in line.split()}
    sources = raw["sources"]
    return Reporting(
        verbs,
        nouns,
        frozenset(raw["core"]["verbs"].split()),
        frozenset(raw["light"]["verbs"].split()),
        attitudes,
        tuple(tuple(p.split()) for p in sorted(sources["prepositions"], key=len, reverse=True)),
        frozenset(sources["unnamed_adverbs"]),
        frozenset(sources["unnamed_adjectives"]),
        {noun: kind for kind, line in raw["speakers"].items() for noun in line.split()},
    )
