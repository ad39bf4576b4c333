"""What aid is called, of which kind it is, and what is said of it (`data/aid.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from standoff.knowledge.moves import Moves, moves, turn


@dataclass(frozen=True, slots=True)
class AidWords:
    """The lexicon of aid: nouns with their kind (``open`` where other words say it, ``none`` for names that are no gift), and words that say the kind.

    ``home`` are nouns that stand for a state where a pronoun owns them: "our country"; ``called`` what aid is called, each told of by
    itself in a list; ``measures`` nouns that say how much there is of it, ``raises`` verbs that raise it to a sum; ``frames`` words that thank or ask for it, ``thanks`` those that thank;
    ``equips`` verbs whose object receives what stands behind "with"; ``deeds`` verbs that help with nothing named, with their kind.
    """

    nouns: dict[str, str]
    plain: frozenset[str]
    kinds: dict[str, str]
    strict: frozenset[str]
    home: frozenset[str]
    called: frozenset[str]
    measures: frozenset[str]
    raises: frozenset[str]
    frames: frozenset[str]
    thanks: frozenset[str]
    equips: frozenset[str]
    deeds: dict[str, str]
    moves: Moves

    def noun(self, word: str) -> str | None:
        """Return the kind of a lower-case noun, singular or plural, or None if it is no aid."""
        found = self.nouns.get(word)
        if found is None and word.endswith("s") and len(word) > 3:
            found = self.nouns.get(word[:-1])
            if found is None and word.endswith("ies"):
                found = self.nouns.get(word[:-3] + "y")
        return found


@lru_cache(maxsize=1)
def aid_words() -> AidWords:
    """Return the lexicon of the data file."""
    data: dict[str, Any] = tomllib.loads(files("standoff.knowledge").joinpath("data/aid.toml").read_text("utf-8"))
    tables = dict(data["nouns"])
    plain = tables.pop("plain")
    nouns: dict[str, str] = {}
    for kind in ("none", "military", "humanitarian", "financial", "other", "open"):
        for word in tables[kind]:
            nouns.setdefault(word, kind)
    kinds = {word: kind for kind, words in data["kinds"].items() for word in words}
    common = moves()
    verbs = turn(data["verbs"])
    return AidWords(
        nouns=nouns,
        plain=frozenset(plain),
        kinds=kinds,
        strict=frozenset(data["strict"]["give"]),
        home=frozenset(data["home"]["nouns"]),
        called=frozenset(data["lists"]["called"]),
        measures=frozenset(data["lists"]["measures"]),
        raises=frozenset(data["lists"]["raises"]),
        frames=frozenset(data["frames"]["thank"] + data["frames"]["ask"]),
        thanks=frozenset(data["frames"]["thank"]),
        equips=frozenset(data["frames"]["equip"]),
        deeds={verb: kind for kind, words in data["deeds"].items() for verb in words},
        moves=Moves(
            verbs=verbs,
            nouns=turn(data["predicates"]),
            adjectives={word: name for name, words in data["adjectives"].items() for word in words},
            particles=frozenset(word.split(" ", 1)[1] for word in verbs if " " in word),
            measures=common.measures | set(data["lists"]["measures"]),
            aspect=common.aspect,
            increment=common.increment,
            sized=common.sized,
            raising=common.raising,
            now=common.now,
            later=common.later,
            past=common.past,
        ),
    )
