"""The words that tell a report about a security crisis from others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from standoff.knowledge.countries import countries

# Words that begin alike are one: "attack" and "attacks".
_STEM = 6


@dataclass(frozen=True, slots=True)
class Topic:
    """What ``data/topic.toml`` says.

    Parameters
    ----------
    words, beginnings : dict of str to str
        The list ("strong", "weak", "home") of each lower-case word, and of each beginning of a word.
    phrases : re.Pattern
        What has several words, for lower-case text; the group that matched is the list.
    weights : mapping of str to (float, float)
        Each list's weight and the most that its words give together.
    short : int
        Reports with fewer words always matter.
    least, per, most : float
        A report of n words must reach the lesser of ``least + n / per`` and ``most``.
    """

    words: dict[str, str]
    beginnings: dict[str, str]
    phrases: re.Pattern[str]
    weights: Mapping[str, tuple[float, float]]
    short: int
    least: float
    per: float
    most: float

    def lists_of(self, word: str) -> tuple[tuple[str, str], ...]:
        """Return the (list, stem) of a lower-case word and of its parts between hyphens."""
        found = []
        for part in {word, *word.split("-")}:
            name = self.words.get(part) or next((self.beginnings[part[:n]] for n in range(2, len(part) + 1) if part[:n] in self.beginnings), None)
            if name:
                found.append((name, part[:_STEM]))
        return tuple(found)


@lru_cache(maxsize=1)
def topic() -> Topic:
    """Return the lists of ``data/topic.toml``."""
    data = tomllib.loads((files("standoff.knowledge") / "data" / "topic.toml").read_text(encoding="utf-8"))
    lists = {name: [word for word in words if " " not in word] for name, words in data["words"].items()}
    phrases = {name: [re.escape(word.rstrip("*")) for word in words if " " in word] for name, words in data["words"].items()}
    return Topic(
        words={word: name for name, words in lists.items() for word in words if not word.endswith("*")},
        beginnings={word.rstrip("*"): name for name, words in lists.items() for word in words if word.endswith("*")},
        phrases=re.compile("|".join(rf"\b(?P<{name}>{'|'.join(words)})" for name, words in phrases.items() if words)),
        weights={name: (float(weight), float(most)) for name, (weight, most) in data["weights"].items()},
        short=int(data["short"]), least=float(data["least"]), per=float(data["per"]), most=float(data["most"]),
    )


@lru_cache(maxsize=1)
def country_words() -> dict[str, str]:
    """Return the single words that name a country or its people, as written, with its code."""
    return {
        name: country.iso3 for country in countries()
        for name in (country.name, *country.variants, *country.adjectives, *country.people, *country.abbreviations)
        if " " not in name and name[:1].isupper()
    }
