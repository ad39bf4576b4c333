"""As what a state or organisation stands at one place of a report: who harms, who suffers, whose arms are spoken of, where things are."""

from __future__ import annotations

from standoff.knowledge.forces import forces
from standoff.reading.forces.scene import Mark
from standoff.reading.words import Words

_SITES = frozenset({"in", "into", "inside", "at", "from", "near", "across", "throughout", "around", "within", "along", "through"})


def sited(words: Words, mark: Mark) -> bool:
    """Whether a state is named there as a place: "in Chad", "into northern Chad"."""
    last = mark.end - 1
    return words.dep[last] == "pobj" and words.lower[words.head[last]] in _SITES


def harms(words: Words, mark: Mark) -> bool:
    """Whether a state stands there as the one who makes the war or the threat: "Russia's war on Ukraine", "attacks by Sudan"."""
    last = mark.end - 1
    head = words.head[last]
    if words.dep[last] in ("poss", "amod", "compound", "nmod"):
        return words.lemma[head] in forces().harm
    if words.dep[last] == "pobj" and words.lower[head] in ("by", "from", "of"):
        over = words.head[head]
        return words.lemma[over] in forces().harm and (words.lower[head] != "of" or words.pos[over] != "NOUN")
    return words.dep[last] == "nsubj" and words.lemma[head] in forces().harm


def suffers(words: Words, mark: Mark) -> bool:
    """Whether a state stands there as the one that is attacked or has foreign forces at its door: "the invasion of Chad", "near Chad"."""
    last = mark.end - 1
    head = words.head[last]
    if words.dep[last] == "dobj":
        return words.lemma[head] in forces().harm
    if words.dep[last] in ("poss", "compound", "amod"):
        return words.lemma[head] in ("border", "frontier", "doorstep")
    if words.dep[last] != "pobj":
        return False
    over = words.head[head]
    return words.lower[head] in ("near", "around", "against", "bordering") or words.lemma[over] in forces().harm and words.lower[head] in ("on", "of", "against", "in") or words.lemma[over] == "border" and words.lower[head] == "with"


def armed(words: Words, mark: Mark) -> bool:
    """Whether a state stands there as the one whose forces are spoken of: "Russian troops", "China's fleet"."""
    last = mark.end - 1
    if words.dep[last] not in ("poss", "amod", "compound", "nmod"):
        return False
    noun = forces().noun(words.lower[words.head[last]])
    return noun is not None and noun.grade == "strong"


def acting(words: Words, mark: Mark) -> bool:
    """Whether a state stands there in the subject of a clause, as the one who acts or whose people do: "Chad keeps", "officials in Chad say"."""
    at = mark.end - 1
    while words.head[at] != at and words.pos[at] not in ("VERB", "AUX"):
        if words.dep[at] in ("nsubj", "nsubjpass"):
            return True
        at = words.head[at]
    return False
