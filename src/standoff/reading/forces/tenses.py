"""Tense and mood of a predicate, as far as they say in which status forces are."""

from __future__ import annotations

from standoff.reading.words import Words

MODALS = {"will": "future", "shall": "future", "'ll": "future", "’ll": "future", "wo": "future", "would": "would", "may": "may", "might": "may", "could": "may",
          "can": "can", "should": "should", "must": "should", "ca": "can", "'d": "would", "’d": "would", "ought": "should"}  # fmt: skip


def tense_of(words: Words, v: int) -> str:
    """Return the tense and mood of predicate `v`, as the status needs it."""
    tag = words.tag[v]
    aux = [(words.lower[k], words.tag[k]) for k in words.kids[v] if words.dep[k] in ("aux", "auxpass")]
    if not aux and words.dep[v] == "conj" and words.head[v] < v and words.tag[words.head[v]] == tag and words.pos[words.head[v]] == words.pos[v]:
        return tense_of(words, words.head[v])
    for word, aux_tag in aux:
        if word in MODALS and aux_tag == "MD":
            return MODALS[word]
    forms = [word for word, _ in aux]
    if "to" in forms:
        return "infinitive"
    if any(f in ("have", "has", "'ve", "’ve", "had", "having") for f in forms):
        return "pluperfect" if "had" in forms else "perfect_progressive" if tag == "VBG" and "been" in forms else "perfect"
    if tag == "VBG":
        if any(f in ("is", "are", "am", "'s", "'re", "’s", "’re", "'m", "’m") for f in forms):
            return "progressive"
        return "past_progressive" if any(f in ("was", "were") for f in forms) else "gerund"
    if tag == "VBN":
        if "being" in forms:
            return "progressive"
        if any(f in ("is", "are", "'s", "'re", "am") for f in forms):
            return "passive"
        if forms == ["be"]:
            return "base"
        return "past_passive" if any(f in ("was", "were", "been", "got") for f in forms) else "participle"
    return {"VBD": "past", "VBZ": "present", "VBP": "present", "VB": "base"}.get(tag, "none")
