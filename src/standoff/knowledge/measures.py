"""Number words, approximators, units, currencies and sizes of formations, from the data files."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or a currency.

    Parameters
    ----------
    name : str
        Canonical name; the ISO 4217 code of a currency.
    kind : str
        ``money``, ``percent``, ``length``, ``mass``, ``duration``, …
    """

    name: str
    kind: str


def _text(name: str) -> str:
    return (files("standoff.knowledge") / "data" / name).read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in _text(name).splitlines() if line and not line.startswith("#")))


@lru_cache(maxsize=1)
def numerals() -> dict[str, dict[str, Any]]:
    """Return the number words: tables by kind (``units``, ``tens``, ``scales``, ``vague``, …)."""
    return tomllib.loads(_text("numerals.toml"))


@lru_cache(maxsize=1)
def approximators() -> dict[str, dict[str, str]]:
    """Return phrase → rule for the approximators ``before`` and ``after`` a number."""
    data = tomllib.loads(_text("approximators.toml"))
    return {side: {phrase: rule for rule, phrases in data[side].items() for phrase in phrases} for side in ("before", "after")}


@lru_cache(maxsize=1)
def fillers() -> list[str]:
    """Return what may stand between an approximator and its number ("another", "a total of")."""
    words: list[str] = tomllib.loads(_text("approximators.toml"))["fillers"]["words"]
    return words


@lru_cache(maxsize=1)
def unit_symbols() -> dict[str, Unit]:
    """Return the symbols that may be written onto a number ("km", "%"); case counts."""
    return {s: Unit(row["unit"], row["kind"]) for row in _rows("units.csv") for s in row["symbols"].split("|") if s}


@lru_cache(maxsize=1)
def unit_words() -> dict[str, Unit]:
    """Return the words for units, lower-cased, with their plurals."""
    table: dict[str, Unit] = {}
    for row in _rows("units.csv"):
        for word in row["words"].lower().split("|"):
            if word:
                table.setdefault(word, Unit(row["unit"], row["kind"]))
                table.setdefault(word + "s", Unit(row["unit"], row["kind"]))
    return table


@lru_cache(maxsize=1)
def currency_signs() -> dict[str, str]:
    """Return sign before an amount → ISO 4217 code ("A$" → AUD)."""
    table: dict[str, str] = {}
    for row in _rows("currencies.csv"):
        for sign in row["signs"].split("|"):
            if sign:
                table.setdefault(sign, row["code"])
    return table


@lru_cache(maxsize=1)
def currency_words() -> dict[str, str]:
    """Return word after an amount, lower-cased, with plurals → ISO 4217 code ("roubles" → RUB)."""
    table: dict[str, str] = {}
    for row in _rows("currencies.csv"):
        for word in row["words"].split("|"):
            if word:
                table.setdefault(word.lower(), row["code"])
                table.setdefault(word.lower() + "s", row["code"])
    return table


@lru_cache(maxsize=1)
def shared_currencies() -> dict[str, dict[str, str]]:
    """Return names of money that several states share, with plurals → state (ISO 3166-1 alpha-3) → ISO 4217 code."""
    table: dict[str, dict[str, str]] = {}
    for row in _rows("shared_currencies.csv"):
        for word in (row["word"], row["word"] + "s"):
            table.setdefault(word, {})[row["country"]] = row["code"]
    return table


@lru_cache(maxsize=1)
def unit_kinds() -> dict[str, str]:
    """Return canonical unit → kind, currencies as ``money``."""
    kinds = {row["unit"]: row["kind"] for row in _rows("units.csv")}
    return kinds | {row["code"]: "money" for row in _rows("currencies.csv")}


@lru_cache(maxsize=1)
def formations() -> dict[str, tuple[int, int]]:
    """Return the size of formations in people, as wide intervals ("battalion" → 300 to 1,200)."""
    return {row["formation"]: (int(row["low"]), int(row["high"])) for row in _rows("formations.csv")}
