"""Can anything in a report matter? A quick look at its words, for leaving others unparsed in bulk reading."""

from __future__ import annotations

from standoff.knowledge.topic import topic


def matters(text: str) -> bool:
    """Whether a report may hold anything for the record of a security crisis.

    Counts different words of forces, conflict and diplomacy; the lists and what is enough of them are in
    ``knowledge/data/topic.toml``. Short texts always matter. ``benchmarks/bulk.py`` measures what is lost.
    """
    words = topic()
    if text.count(" ") < words.short:
        return True
    lowered = text.lower()
    strong = len(set(words.strong.findall(lowered)))
    # The first letters stand for the word, so that "attack" and "attacks" count once.
    weak = len({word[:6] for word in words.weak.findall(lowered)})
    return any(strong >= s and weak >= w for s, w in words.enough)
