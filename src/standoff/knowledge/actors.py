"""Who acts in the news: organisations, offices and trades with their sectors, well-known people, given names.

The data stand in plain files: `data/organisations.csv`, `data/roles.toml`, `data/people.csv` and `data/given_names.toml`.
"""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_PIECES = re.compile(r"(?:[^\W\d_]\.)+(?![^\W\d_])|\d+(?:st|nd|rd|th)\b|'s\b|'(?=\s|$)|[\w&+]+(?:'(?!s\b)\w+)?\.?(?=\s|$)|[\w&+]+(?:'(?!s\b)\w+)?|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Role:
    """What a noun for an actor says.

    Parameters
    ----------
    sector : str
        PLOVER/CAMEO sector (``GOV``, ``MIL``, …); empty where it depends on what the person belongs to ("spokesman").
    kind : str
        ``office``, ``person``, ``group``, ``body`` or ``gear``; ``state``, ``states`` and ``alliance`` for stand-ins.
    relational : bool
        Whether sector and country come from what it belongs to.
    """

    sector: str
    kind: str
    relational: bool = False


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, institution, armed group, party or firm that the news knows by name."""

    name: str
    code: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom the news names without saying who that is."""

    name: str
    country: str
    code: str
    gender: str | None
    role: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to name an entry, as lower-cased tokens; `exact` is set for an abbreviation that needs its capitals."""

    words: tuple[str, ...]
    exact: tuple[str, ...] | None
    entry: Organisation | Person


def pieces(name: str) -> list[str]:
    """Return a name's tokens, cut as the tokenizer cuts running text ("People's" → People, 's; "al-Qaeda" → al, -, Qaeda)."""
    return _PIECES.findall(name.replace("’", "'"))


def _rows(name: str) -> list[dict[str, str]]:
    text = files("standoff.knowledge").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter=";", quoting=csv.QUOTE_NONE))


def _toml(name: str) -> dict[str, dict[str, str]]:
    text = files("standoff.knowledge").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _split(words: str) -> list[str]:
    return [" ".join(w.split()) for w in words.split(",") if w.strip()]


@lru_cache(maxsize=1)
def roles() -> dict[str, Role]:
    """Return the nouns and phrases for actors, in lower case, each with its `Role`."""
    found: dict[str, Role] = {}
    for sector, kinds in _toml("roles.toml").items():
        if sector == "sole":
            continue
        for kind, words in kinds.items():
            if sector == "titles":
                found.update((phrase, Role(kind, "title")) for phrase in _split(words))
                continue
            role = Role("" if sector in ("relational", "stand_in") else sector, kind, sector == "relational")
            for phrase in _split(words):
                found.setdefault(phrase, role)
    return found


@lru_cache(maxsize=1)
def sole_offices() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the offices that a state has one of, and the words beside them that make another office of them ("deputy")."""
    table = _toml("roles.toml")["sole"]
    return tuple(_split(table["offices"])), frozenset(_split(table["others"]))


@lru_cache(maxsize=1)
def role_heads() -> dict[str, tuple[int, int]]:
    """Return the words that may head a phrase of `roles`, each with the most tokens before it and after it there."""
    heads: dict[str, tuple[int, int]] = {}
    for phrase in roles():
        tokens = phrase.replace("-", " - ").replace("'s", " 's").split()
        for k, token in enumerate(tokens):
            if k == len(tokens) - 1 or tokens[k + 1] in ("of", "for", "in", "-", "at"):
                before, after = heads.get(token, (0, 0))
                heads[token] = max(before, k), max(after, len(tokens) - 1 - k)
    return heads


@lru_cache(maxsize=1)
def role_words() -> frozenset[str]:
    """Return every word of every phrase of `roles`."""
    return frozenset(word for phrase in roles() for word in phrase.replace("-", " ").split())


_OFFICES = (
    (("foreign", "external"), ("minister", "secretary"), "foreign minister"),
    (("defence", "defense"), ("minister", "secretary", "chief"), "defence minister"),
    (("interior", "home", "internal"), ("minister", "secretary"), "interior minister"),
    (("finance", "treasury", "exchequer"), ("minister", "secretary", "chancellor"), "finance minister"),
)
_SAME_OFFICE = {
    "premier": "prime minister", "taoiseach": "prime minister", "head of government": "prime minister", "chancellor": "chancellor",
    "head of state": "president", "secretary of state": "foreign minister", "secretary general": "secretary-general", "us president": "president",
}  # fmt: skip


def office(words: str) -> str:
    """Return one wording for the many of an office: "minister of defense", "defence secretary" → "defence minister"."""
    words = words.lower()
    known = _SAME_OFFICE.get(words)
    if known:
        return known
    tokens = set(words.replace("-", " ").split())
    if not tokens & {"deputy", "vice", "shadow", "former", "assistant", "first", "spokesman", "spokeswoman", "ministry"}:
        for fields, ranks, name in _OFFICES:
            if tokens.intersection(fields) and tokens.intersection(ranks):
                return name
    return words


@lru_cache(maxsize=1)
def name_index() -> dict[str, list[Alias]]:
    """Return the aliases of organisations and people by their first token in lower case, longest first."""
    index: dict[str, list[Alias]] = {}

    def add(alias: str, entry: Organisation | Person) -> None:
        tokens = pieces(alias)
        if tokens:
            exact = tuple(tokens) if len(tokens) == 1 and sum(map(str.isupper, alias)) > 1 else None
            index.setdefault(tokens[0].lower(), []).append(Alias(tuple(t.lower() for t in tokens), exact, entry))

    for row in _rows("organisations.csv"):
        organisation = Organisation(row["name"], row["code"], row["country"] or None)
        for alias in [row["name"], *row["aliases"].split("|")]:
            add(alias, organisation)
    for row in _rows("people.csv"):
        start, _, end = row["years"].partition("-")
        person = Person(row["name"], row["country"], row["code"], row["gender"] or None, row["role"] or None, int(start or 0), int(end or 9999))
        for alias in [row["name"], *row["aliases"].split("|")]:
            add(alias, person)
    for aliases in index.values():
        aliases.sort(key=lambda a: -len(a.words))
    return index


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Return given names in lower case with their gender, ``m`` or ``f``; names of both genders are left out."""
    table = _toml("given_names.toml")["names"]
    women, men = set(_split(table["women"].lower())), set(_split(table["men"].lower()))
    return {**dict.fromkeys(men - women, "m"), **dict.fromkeys(women - men, "f")}


@lru_cache(maxsize=1)
def peoples() -> dict[str, str]:
    """Return names of peoples and of parts of a state, in lower case, with the state's ISO3."""
    return {word: iso3 for iso3, words in _toml("actor_regions.toml")["peoples"].items() for word in _split(words)}


@lru_cache(maxsize=1)
def regions() -> dict[str, str]:
    """Return adjectives for parts of the world, in lower case, with CAMEO's code of the region."""
    return {word: code for code, words in _toml("actor_regions.toml")["adjectives"].items() for word in _split(words)}
