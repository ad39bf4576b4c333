"""Places that the gazetteer does not have, where the text says that they are places: "the village of Robotyne".

They have a name, and the division and country that the text puts them in; coordinates and id stay open.
"""

from __future__ import annotations

import math

from standoff.knowledge.gazetteer import Entry
from standoff.reading.places_names import Name
from standoff.reading.words import Words

_SMALL = frozenset({"village", "villages", "town", "settlement", "hamlet", "township", "suburb"})
_LONGEST = 4


def unlisted(words: Words, names: list[Name]) -> list[Name]:
    """Return the names of places outside the gazetteer, with all their mentions; `names` are those found in it."""
    covered = {i for name in names for i in range(name.first, name.end)}
    found: dict[str, Name] = {}
    for i in range(len(words)):
        if words.lower[i] not in _SMALL:
            continue
        span = _after(words, i, covered) or _before(words, i, covered)
        if span:
            text = words.phrase(range(*span))
            if text not in found:
                found[text] = _name(words, span, text, -1 - len(found), _container(words, i, span, names))
    out = []
    for text, name in found.items():
        first_word = words.text[name.first]
        size = name.end - name.first
        for i in range(len(words) - size + 1):
            if words.text[i] == first_word and i not in covered and words.phrase(range(i, i + size)) == text:
                out.append(Name(i, i + size, i + size - 1, name.key, (), "name", entry=name.entry))
    return out


def _after(words: Words, i: int, covered: set[int]) -> tuple[int, int] | None:
    """Return the span of the name in "village of NAME"."""
    last = words.sents[words.sent[i]][1]
    if i + 2 >= last or words.lower[i + 1] != "of" or not _capital(words, i + 2, covered):
        return None
    end = i + 3
    while end < min(last, i + 2 + _LONGEST) and _capital(words, end, covered):
        end += 1
    return i + 2, end


def _before(words: Words, i: int, covered: set[int]) -> tuple[int, int] | None:
    """Return the span of the name in "NAME village"."""
    first = words.sents[words.sent[i]][0]
    start = i
    while start > max(first, i - _LONGEST) and _capital(words, start - 1, covered):
        start -= 1
    if start == i or words.text[i][0].isupper() or words.ent[i - 1] not in ("GPE", "LOC", "FAC", ""):
        return None
    return (start, i) if start > first else None


def _capital(words: Words, i: int, covered: set[int]) -> bool:
    return words.text[i][0].isupper() and words.pos[i] == "PROPN" and i not in covered and words.ent[i] not in ("DATE", "NORP")


def _container(words: Words, kind: int, span: tuple[int, int], names: list[Name]) -> Entry | None:
    """Return what the text puts it in: "…, Kharkiv region", "… in Mali", "the Syrian village of …"."""
    for name in names:
        if name.entry is None or name.entry.kind not in ("country", "admin1", "admin2", "region"):
            continue
        if 0 <= name.first - span[1] <= 3 and all(w in (",", "in", "the", "of") for w in words.lower[span[1] : name.first]):
            return name.entry
        if name.end == kind and name.use == "demonym":
            return name.entry
    return None


def _name(words: Words, span: tuple[int, int], text: str, number: int, container: Entry | None) -> Name:
    admin1 = admin2 = None
    if container is not None:
        admin1 = container.number if container.kind == "admin1" else container.admin1
        admin2 = container.number if container.kind == "admin2" else None
    country = container.country if container is not None else ""
    entry = Entry(number, text, "city", country, math.nan, math.nan, 0, None, admin1, admin2, container is not None and container.disputed)
    return Name(*span, span[1] - 1, f"?{text}", (), "name", entry=entry)

