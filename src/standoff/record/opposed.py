"""Statements that contradict each other: what one asserts and another denies, what one demands and another rejects.

Two statements oppose each other if one of them denies or rejects, they come from different sides or, later, from the
same speaker, and they speak of the same thing: they share enough of the words that carry content.
"""

from __future__ import annotations

from collections import defaultdict

from standoff.record.deeds import ordinal, words
from standoff.record.view import Mention, View

_NEGATIVE = {"deny", "reject"}
_POSITIVE = {"assert", "accuse", "warn", "demand", "threaten", "offer", "promise"}
_DAYS = 30
_ALIKE = 2


def pairs(view: View) -> dict[str, set[str]]:
    """Return for each statement that is contradicted the ids of those that contradict it."""
    found: dict[str, set[str]] = view.kept("opposed", _pairs)
    return found


def _pairs(view: View) -> dict[str, set[str]]:
    statements = view.mentions("statement")
    told = {m["id"]: _words(m) for m in statements}
    by_word: dict[str, list[Mention]] = defaultdict(list)
    for m in statements:
        if m["type"] in _NEGATIVE:
            for word in told[m["id"]]:
                by_word[word].append(m)
    found: dict[str, set[str]] = defaultdict(set)
    for m in statements:
        if m["type"] not in _POSITIVE:
            continue
        shared: dict[str, int] = defaultdict(int)
        near: dict[str, Mention] = {}
        for word in told[m["id"]]:
            for other in by_word.get(word, ())[-200:]:
                shared[other["id"]] += 1
                near[other["id"]] = other
        for one, other in near.items():
            if shared[one] >= _ALIKE and view.party(other["sender"]) != view.party(m["sender"]) and _close(m, other):
                found[m["id"]].add(one)
                found[one].add(m["id"])
    return dict(found)


def _close(a: Mention, b: Mention) -> bool:
    first, second = ordinal(a["date"]), ordinal(b["date"])
    return first is not None and second is not None and abs(first - second) <= _DAYS


def _words(m: Mention) -> set[str]:
    return words(" ".join(s["text"] for s in m["body"].get("content") or ()))
