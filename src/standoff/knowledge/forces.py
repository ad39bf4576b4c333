"""Nouns, equipment and named units of forces: which category a word is, and whose unit a name."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, cast

from standoff.mentions import Category

Grade = Literal["strong", "weak", "group", "name", "abstract", "count"]
_DESIGNATION = re.compile(r"([A-Za-z][A-Za-z/]{0,6})-?(\d{1,4})(?:[A-Z]{0,4}\d{0,2}[A-Z]{0,2}(?:-[A-Z]\d?)?)?[’']?s?$")
_TYPE = re.compile(r"[a-z]{1,3}-\d{1,3}")
_RUSSIAN_GUN = re.compile(r"2[SА-С]\d{1,2}s?$")


@dataclass(frozen=True, slots=True)
class ForceNoun:
    """What a noun says of forces: its category, and how surely it means forces.

    ``strong`` always, ``weak`` where a number, an owner or a military word says so, ``group`` a body of forces,
    ``name`` a type of equipment, ``abstract`` stands for forces in place, ``count`` stands for their number.
    """

    category: Category
    grade: Grade


@dataclass(frozen=True, slots=True)
class Unit:
    """A named unit: whose it is (ISO 3166-1 alpha-3 or an organisation's name; None where several have one)."""

    owner: str | None
    category: Category


@dataclass(frozen=True, slots=True)
class Forces:
    """The lexicon of forces."""

    nouns: dict[str, ForceNoun]
    units: dict[str, Unit]
    unit_starts: frozenset[str]
    strength: dict[str, tuple[int, int]]
    ship_prefixes: dict[str, str]
    bases: dict[str, str]
    ship_classes: frozenset[str]
    military: frozenset[str]
    core: frozenset[str]
    harm: frozenset[str]
    foes: frozenset[str]
    irregular: frozenset[str]
    civil: frozenset[str]
    ranks: frozenset[str]
    prefixes: dict[str, list[tuple[int, int, Category]]]
    operators: dict[str, str]
    hulls: dict[str, str]

    def operator(self, word: str) -> str | None:
        """Return the state that operates nearly all of a type of equipment, or whose men a word means."""
        word = word.lower()
        found = self.operators.get(word)
        if found is None and (type_ := _TYPE.match(word)):
            found = self.operators.get(type_.group(0))
        return found

    def noun(self, word: str) -> ForceNoun | None:
        """Return what a lower-case word or two-word noun says of forces, in the singular or the plural."""
        found = self.nouns.get(word)
        if found is None and word.endswith("s") and len(word) > 3:
            found = self.nouns.get(word[:-1])
            if found is None and word.endswith("es"):
                found = self.nouns.get(word[:-2])
            if found is None and word.endswith("ies"):
                found = self.nouns.get(word[:-3] + "y")
        return found

    def designation(self, word: str) -> Category | None:
        """Return the category of a type designation ("F-16s", "T-72", "S-400"), or None."""
        if not any(c.isdigit() for c in word):
            return None
        if _RUSSIAN_GUN.match(word):
            return "artillery"
        found = _DESIGNATION.match(word)
        if found:
            number = int(found.group(2))
            for low, high, category in self.prefixes.get(found.group(1), ()):
                if low <= number <= high:
                    return category
        return None


@lru_cache(maxsize=1)
def forces() -> Forces:
    """Return the lexicon of the data files."""
    folder = files("standoff.knowledge").joinpath("data")
    data: dict[str, Any] = tomllib.loads(folder.joinpath("forces.toml").read_text("utf-8"))
    nouns: dict[str, ForceNoun] = {}

    def add(words: list[str], category: str, grade: Grade) -> None:
        for word in words:
            nouns.setdefault(word, ForceNoun(cast(Category, category), grade))

    add(data["personnel"]["group"], "personnel", "group")
    add(data["units"]["strong"], "units", "strong")
    for category in ("personnel", "aircraft", "ships", "vehicles", "artillery", "missiles", "air_defence"):
        add(data[category].get("strong", []), category, "strong")
    add(list(data["units"]["strength"]), "units", "group")
    add(data["units"]["open"]["group"], "units", "group")
    for category in ("personnel", "aircraft", "ships", "vehicles", "artillery", "missiles", "air_defence"):
        add(data[category].get("weak", []), category, "weak")
    for category in ("aircraft", "vehicles", "artillery", "missiles", "air_defence"):
        add(data[category].get("names", []), category, "name")
    add(data["other"]["abstract"], "other", "abstract")
    add(data["counts"]["nouns"], "personnel", "count")
    prefixes: dict[str, list[tuple[int, int, Category]]] = {}
    for row in _rows(folder.joinpath("equipment_prefixes.csv").read_text("utf-8")):
        prefixes.setdefault(row["prefix"], []).append((int(row["low"]), int(row["high"]), cast(Category, row["category"])))
    units = {
        row["name"]: Unit(row["owner"] or None, cast(Category, row["category"]))
        for row in _rows(folder.joinpath("military_units.csv").read_text("utf-8"))
    }
    return Forces(
        nouns=nouns,
        units=units,
        unit_starts=frozenset(name.split()[0] for name in units),
        strength={name: (low, high) for name, (low, high) in data["units"]["strength"].items()},
        ship_prefixes=data["ships"]["prefixes"],
        bases=data["bases"],
        ship_classes=frozenset(data["ships"]["classes"]),
        military=frozenset(data["military"]["words"]),
        core=frozenset(data["military"]["core"]),
        harm=frozenset(data["harm"]["words"]),
        foes=frozenset(data["foes"]["words"]),
        irregular=frozenset(data["irregular"]["words"]),
        civil=frozenset(data["civil"]["words"]),
        ranks=frozenset(data["ranks"]["words"]),
        prefixes=prefixes,
        operators={row["name"]: row["owner"] for row in _rows(folder.joinpath("operators.csv").read_text("utf-8"))},
        hulls={row["name"]: row["owner"] for row in _rows(folder.joinpath("hulls.csv").read_text("utf-8"))},
    )


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
