"""Blame in what somebody says: "said the raid was a breach of the accord", "declared the vote to be illegal"."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from standoff.reading.words import Words

_SAYS = frozenset(
    "say stress insist state add declare reiterate announce note maintain argue tell write call describe label brand term "
    "deem consider view regard portray dub".split()
)
_COPULAS = frozenset({"be", "constitute", "represent", "amount", "remain"})


@lru_cache(maxsize=1)
def blaming() -> frozenset[str]:
    """Return the words that blame what they are said of."""
    text = (files("standoff.knowledge") / "data" / "events" / "blame.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def blame_of(words: Words, i: int) -> tuple[int, int] | None:
    """Return the verb of speech and whom or what is blamed, where token `i` is the word of blame."""
    if words.pos[i] not in ("NOUN", "ADJ") or words.dep[i] not in ("attr", "acomp", "oprd", "pobj", "dobj"):
        return None
    verb = words.head[i]
    if words.dep[i] == "pobj" and words.lower[verb] in ("as", "to"):
        verb = words.head[verb]
    if words.lemma[verb] in _SAYS:
        speech, blamed = verb, words.child(verb, "dobj", "nsubjpass")
        if words.dep[i] == "dobj":
            return None
    elif words.lemma[verb] in _COPULAS and words.dep[verb] in ("ccomp", "xcomp") and words.lemma[words.head[verb]] in _SAYS:
        speech, blamed = words.head[verb], words.child(verb, "nsubj")
        if blamed is None and words.dep[verb] == "xcomp":
            blamed = words.child(speech, "dobj")
    else:
        return None
    if blamed is None or blamed == i or words.pos[blamed] == "PRON" and words.lower[blamed] in ("i", "we", "there", "who"):
        return None
    if words.negated(verb) or words.negated(speech) or any(words.lower[k] in ("no", "not", "hardly", "if", "whether") for k in (*words.kids[i], *words.kids[verb])):
        return None
    return speech, blamed
