"""What a number counts: the noun that it belongs to."""

from __future__ import annotations

from standoff.reading.words import Words

_NOMINAL = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset(
    """more other additional extra new further fresh such remaining own - – 's ’s " “ ” us u.s. uk""".split()
)
_JOINTS = frozenset({"-", "–", "'s", "’s"})
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
# "a force of 3,000": the number counts the members of these.
GROUPS = frozenset(
    """force contingent group team unit army garrison crowd crew complement presence deployment detachment party
    column convoy company battalion brigade division regiment squad platoon mission strength delegation fleet population
    staff workforce guard corps formation battlegroup troop body host""".split()
)
_CALENDAR = frozenset(
    """weekend week month year morning evening night midnight noon monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december today yesterday tomorrow""".split()
)


def counted(words: Words, first: int, last: int) -> int | None:
    """Return the token of the noun that the number at the tokens `first` to `last` counts, if it says one."""
    n = len(words)
    nxt = last + 1
    if nxt < n and words.sent[nxt] == words.sent[last] and words.lower[nxt] == "of":
        return _of(words, nxt)
    near = _following(words, last)
    for i in range(last, first - 1, -1):
        j = words.head[i]
        while words.dep[i] in ("nummod", "quantmod", "compound", "nmod", "amod") and first <= j <= last and words.head[j] != j:
            i, j = j, words.head[j]
        if words.dep[i] in ("nummod", "amod", "compound", "nmod", "quantmod") and j > last and words.pos[j] in _NOMINAL and words.sent[j] == words.sent[i] and j - last <= 8:
            if words.lower[j] in _CALENDAR or any(words.pos[k] in ("NUM", "ADP") for k in range(last + 1, j)):
                continue
            return near if near is not None and near > j and _unbroken(words, j, near) else j
    if near is not None:
        return near
    return _group(words, first)


def _unbroken(words: Words, first: int, last: int) -> bool:
    return all(words.pos[i] in _NOMINAL for i in range(first, last + 1))


def _of(words: Words, preposition: int) -> int | None:
    """Return the noun after "of" ("hundreds of the soldiers", "half of them")."""
    found = words.child(preposition, "pobj")
    if found is not None and found > preposition:
        return found if words.pos[found] != "NUM" else _following(words, found)
    return _following(words, preposition, determiners=True)


def _following(words: Words, last: int, determiners: bool = False) -> int | None:
    """Return the last noun of the noun phrase that goes on right after token `last`."""
    noun = None
    i = last + 1
    n = len(words)
    while i < n and words.sent[i] == words.sent[last] and i - last <= 9:
        pos, lower = words.pos[i], words.lower[i]
        if pos in _NOMINAL and lower not in _CALENDAR:
            if noun is not None and words.text[i][0].isupper() and words.tag[noun] == "NNS":
                break
            noun = i
        elif noun is not None and pos == "ADJ" and words.tag[noun] == "NN" and i + 1 < n and words.tag[i + 1] == "NNS":
            pass  # "three battalion tactical groups"
        elif lower in _CALENDAR or not (lower in _JOINTS if noun is not None else _modifies(words, i, determiners)):
            break
        i += 1
    return noun


def _modifies(words: Words, i: int, determiners: bool) -> bool:
    """Whether token `i` may stand between a number and its noun."""
    if words.pos[i] in _MODIFIERS or words.lower[i] in _INSIDE:
        return True
    if determiners and words.pos[i] in ("DET", "PRON"):
        return True
    return words.tag[i] in ("VBN", "VBG", "HYPH") and words.dep[i] == "amod"


def _group(words: Words, first: int) -> int | None:
    """Return the noun of a body of people that the number gives the size of ("a force of 3,000")."""
    for i in words.ancestors(first):
        if words.lower[i] == "of" and words.dep[i] == "prep":
            above = words.head[i]
            return above if words.lemma[above] in GROUPS and above < first else None
        if words.pos[i] in ("VERB", "AUX"):
            return None
    return None
