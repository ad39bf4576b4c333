"""The event lexicon: which words, with which complements, stand for which CAMEO code.

A file of patterns has sections ``[CODE]`` (or ``[CODE TYPE]``, where PLOVER has another type for some of its acts) and in
them one pattern a line::

    v impose|slap o=SANCTIONS          a verb with an object of that class
    v pull_out p=from:PLACENAME        with its particle and a prepositional phrase
    n withdrawal p=of:TROOPS           a noun ("the withdrawal of troops")
    v threaten ~                       weak: it counts only if nothing else does

Slots are ``o`` object, ``s`` subject, ``p`` prepositional phrase (``prep/prep:values``), ``m`` modifier of a noun and ``x``
any word below the trigger. Values are lemmas (``tear+gas`` for two words), classes of `classes.txt` in capitals, ``_``
for anything, ``-`` for nothing. ``p?=`` does not need to be there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

FILES = ("idioms", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")


@dataclass(frozen=True, slots=True)
class Slot:
    """One complement that a pattern asks for."""

    kind: str
    values: frozenset[str]
    preps: frozenset[str] = frozenset()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One sense of a trigger word."""

    code: str
    type: str | None
    noun: bool
    before: tuple[str, ...]
    particles: frozenset[str]
    slots: tuple[Slot, ...]
    weak: bool
    rank: int


def _text(name: str) -> list[str]:
    path = files("standoff.knowledge") / "data" / "events" / name
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def noun_classes() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Return the classes of each noun (or two-word noun), and the CAMEO code that a class stands for."""
    classes: dict[str, set[str]] = {}
    codes: dict[str, str] = {}
    for line in _text("classes.txt"):
        head, _, members = line.partition(":")
        name, _, code = (part.strip() for part in head.partition("="))
        if code:
            codes[name] = code
        for member in members.split(","):
            classes.setdefault(member.strip(), set()).add(name)
    return {word: frozenset(names) for word, names in classes.items()}, codes


@cache
def _slot(part: str) -> Slot:
    kind, _, values = part.partition("=")
    optional = kind.endswith("?")
    kind = kind.rstrip("?")
    preps: frozenset[str] = frozenset()
    if kind == "p":
        names, _, values = values.partition(":")
        preps, values = frozenset(names.split("/")), values or "_"
    return Slot(kind, frozenset(v.replace("+", " ") for v in values.split(",")), preps, optional)


@lru_cache(maxsize=1)
def patterns() -> dict[str, tuple[Pattern, ...]]:
    """Return the patterns by the lemma of their trigger (its last word)."""
    found: dict[str, list[Pattern]] = {}
    rank = 0
    for name in FILES:
        code, kind_of = "", ""
        for line in _text(f"{name}.txt"):
            if line.startswith("["):
                code, _, kind_of = line.strip("[]").partition(" ")
                continue
            kind, lemmas, *rest = line.split()
            weak = "~" in rest
            slots = tuple(_slot(part) for part in rest if part != "~")
            for lemma in lemmas.split("|"):
                word, *particles = lemma.split("_")
                *before, last = word.split("+")
                rank += 1
                found.setdefault(last, []).append(
                    Pattern(code, kind_of or None, kind == "n", tuple(before), frozenset(particles), slots, weak, rank)
                )
    return {lemma: tuple(entries) for lemma, entries in found.items()}


@lru_cache(maxsize=1)
def operators() -> dict[str, tuple[tuple[str, str, frozenset[str]], ...]]:
    """Return the words that act on another event: lemma → (family, particle, prepositions of the complement)."""
    found: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
    family = ""
    for line in _text("operators.txt"):
        if line.startswith("["):
            family = line.strip("[]")
            continue
        lemmas, _, preps = line.partition(":")
        for lemma in lemmas.strip().split("|"):
            word, _, particle = lemma.partition("_")
            found.setdefault(word, []).append((family, particle, frozenset(preps.split())))
    return {lemma: tuple(entries) for lemma, entries in found.items()}


@lru_cache(maxsize=1)
def context_words() -> dict[str, frozenset[str]]:
    """Return the PLOVER contexts that a word (or two-word name) points to."""
    found: dict[str, set[str]] = {}
    for line in _text("contexts.txt"):
        context, _, members = line.partition(":")
        for member in members.split(","):
            found.setdefault(member.strip(), set()).add(context.strip())
    return {word: frozenset(contexts) for word, contexts in found.items()}


@lru_cache(maxsize=1)
def acting_words() -> dict[str, frozenset[str]]:
    """Return the words that composing looks at by name, by what they do (``requests``, ``promises``, …)."""
    lists = (line.partition(":") for line in _text("acting.txt"))
    return {name: frozenset(word.strip() for word in members.split(",")) for name, _, members in lists}


@lru_cache(maxsize=1)
def domain_words() -> dict[str, tuple[str, ...]]:
    """Return the domains without political events that a word (or two-word name) points to."""
    found: dict[str, list[str]] = {}
    for line in _text("domains.txt"):
        domain, _, members = line.partition(":")
        for member in members.split(","):
            found.setdefault(member.strip(), []).append(domain.strip())
    return {word: tuple(domains) for word, domains in found.items()}
