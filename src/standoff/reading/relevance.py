"""Can anything in a report matter? A quick look at its words, for leaving others unparsed in bulk reading."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from standoff.knowledge.forces import forces
from standoff.knowledge.topic import country_words, topic

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TYPE = re.compile(r"\b[A-Z]{1,4}-?\d{1,3}[A-Z]?s?\b")
_HOME = "USA"


def matters(text: str) -> bool:
    """Whether a report may hold anything for the record of a security crisis.

    Weighs the different words of forces, conflict and diplomacy in it against its length; the lists, weights and what is
    enough are in ``knowledge/data/topic.toml``. Short texts always matter. ``benchmarks/loss.py`` measures what is lost.
    """
    words = topic()
    length = text.count(" ")
    if length < words.short:
        return True
    return weight(text) >= min(words.most, words.least + length / words.per)


def weight(text: str) -> float:
    """Return the weight of the different words of a text that tell of a security crisis."""
    words = topic()
    stems: dict[str, set[str]] = defaultdict(set)
    written = set(_WORD.findall(text))
    for word in written:
        for name, stem in _lists_of(word):
            stems[name].add(stem)
    for found in words.phrases.finditer(text.lower()):
        stems[str(found.lastgroup)].add(found.group())
    stems["types"] = {name for name in _TYPE.findall(text) if forces().designation(name)}
    return sum(min(most, each * len(stems[name])) for name, (each, most) in words.weights.items())


@lru_cache(maxsize=100_000)
def _lists_of(word: str) -> tuple[tuple[str, str], ...]:
    """Return the (list, stem) of a word as written; of a country's name, ("countries", its code)."""
    country = country_words().get(word)
    if country:
        return (("countries", country),) if country != _HOME else ()
    return topic().lists_of(word.lower())
