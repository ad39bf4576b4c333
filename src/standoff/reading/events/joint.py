"""What two nations do together: cooperation, whatever it is that they do ("Thai and Lao engineers are digging it together").

Leaders of two of them who need three hours for something have met.
"""

from __future__ import annotations

from collections.abc import Iterable

from standoff.reading.draft import Draft
from standoff.reading.events.nouns import Nouns
from standoff.reading.words import Words

_TOGETHER = frozenset({"together", "jointly"})
_PHRASES = (("side", "by", "side"), ("shoulder", "to", "shoulder"), ("hand", "in", "hand"), ("as", "one"), ("in", "tandem"))
_FIRST = frozenset(phrase[0] for phrase in _PHRASES)
_ARMED = frozenset({"TROOPS", "SHIP", "AIRCRAFT", "WEAPON"})
# What stays what it is though several do it: talk, agreement, praise, protest, war.
_OWN_KIND = frozenset({"01", "02", "03", "04", "05", "06", "10", "11", "12", "13", "14", "16", "18", "19", "20"})


# What two take their time for together, where nothing else is said of them.
_TAKES = frozenset({"spend", "need", "take"})
_HOURS = frozenset({"hour", "minute", "morning", "afternoon", "evening"})


def joint_code(draft: Draft, nouns: Nouns, i: int, subjects: Iterable[int], code: str | None) -> str | None:
    """Return the code of cooperation, or of a meeting, for verb `i` if parties of two countries do it together, or None.

    `code` is what the verb stands for by itself.
    """
    words = draft.words
    meet = words.lemma[i] in _TAKES and any(words.lemma[k] in _HOURS and words.head[k] == i for k in words.kids[i])
    if words.pos[i] != "VERB" or not meet and (code and code[:2] in _OWN_KIND or not _together(words, i)):
        return None
    heads = [k for subject in subjects for k in words.conjuncts(subject)]
    countries = {party.country for k in heads for party in (*draft.parties.each_of(k), draft.parties.of(k)) if party is not None and party.country}
    if len(countries) < 2:
        return None
    if meet:
        return "040"
    return "062" if any(nouns.of(k) & _ARMED for k in heads) else "060"


def _together(words: Words, i: int) -> bool:
    """Whether "together" or the like stands with verb `i`, or with what hangs on it, or its object is a joint one."""
    last = words.right[i] + 1
    below = range(i + 1, last)
    if any(words.lower[k] in _TOGETHER and i in (words.head[k], words.head[words.head[k]]) for k in (*words.kids[i], *below)):
        return True
    if any(words.lower[a] == "joint" for k in words.kids[i] if words.dep[k] == "dobj" for a in words.kids[k]):
        return True
    return any(tuple(words.lower[k : k + len(phrase)]) == phrase for k in below if words.lower[k] in _FIRST for phrase in _PHRASES)
