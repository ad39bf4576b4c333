"""The words that tell a report about a security crisis from others."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Topic:
    """Patterns for lower-cased text, and how many different strong and weak words are `enough`; `short` is in words."""

    strong: re.Pattern[str]
    weak: re.Pattern[str]
    short: int
    enough: tuple[tuple[int, int], ...]


@lru_cache(maxsize=1)
def topic() -> Topic:
    """Return the patterns of ``data/topic.toml``."""
    data = tomllib.loads((files("standoff.knowledge") / "data" / "topic.toml").read_text(encoding="utf-8"))
    return Topic(_pattern(data["strong"]), _pattern(data["weak"]), int(data["short"]), tuple((s, w) for s, w in data["enough"]))


def _pattern(words: list[str]) -> re.Pattern[str]:
    parts = (re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")
