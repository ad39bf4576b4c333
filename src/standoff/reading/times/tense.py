"""Whether a clause looks back or ahead: what decides which Friday "Friday" is."""

from __future__ import annotations

from typing import Literal

from standoff.reading.words import Words

Tense = Literal["past", "present", "future"]

_FUTURE_AUX = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "may", "might", "can", "could", "should", "must"})
_PLANS = frozenset(
    """plan expect schedule due set intend hope aim want need prepare agree promise vow pledge decide order urge call invite
    propose slate poise ready likely bind plan threaten ask demand offer authorize authorise approve commit begin start""".split()
)
_FIXED = frozenset({"go", "expect", "schedule", "plan", "slate", "due", "set", "postpone", "reschedule", "slat"})
_AHEAD = frozenset({"until", "till", "by", "starting", "beginning", "before", "ahead", "from"})


def tense_at(words: Words, i: int) -> Tense:
    """Return the tense of the clause of token `i`."""
    verb = governing_verb(words, i)
    if verb is None:
        return "past"
    return verb_tense(words, verb)


def governing_verb(words: Words, i: int) -> int | None:
    """Return the verb of the clause that token `i` is in."""
    if words.pos[i] in ("VERB", "AUX"):
        return i
    for j in words.ancestors(i):
        if words.pos[j] in ("VERB", "AUX") and words.dep[j] not in ("amod", "compound"):
            return j
    return None


def verb_tense(words: Words, verb: int) -> Tense:
    """Return the tense of a verb: of plans and wishes their aim, the future, is what counts."""
    tag = words.tag[verb]
    auxiliaries = words.auxiliaries(verb)
    if any(a in _FUTURE_AUX for a in auxiliaries):
        # "would have sent" looks back
        return "past" if "have" in auxiliaries and any(a in ("would", "could", "should", "might", "must") for a in auxiliaries) else "future"
    if "to" in auxiliaries:
        head = words.head[verb]
        if head == verb or words.lemma[head] in _PLANS or words.lower[head] in ("is", "are", "'s", "be", "going"):
            return "future"
        return verb_tense(words, head) if words.pos[head] in ("VERB", "AUX") and head != verb else "future"
    if any(a in ("was", "were", "had", "did", "has", "have", "'ve", "’ve", "been") for a in auxiliaries):
        if words.lemma[verb] in _FIXED and any(a in ("was", "were", "been") for a in auxiliaries):
            return "future"
        return "past"
    if any(a in ("is", "are", "am", "'re", "'s", "’s", "’re", "be") for a in auxiliaries):
        return "future" if tag == "VBG" or words.lemma[verb] in _PLANS else "past"
    if tag == "VBD":
        return "past"
    if tag in ("VBP", "VBZ", "VB"):
        if any(words.lemma[k] in _PLANS for k in words.kids[verb] if words.dep[k] in ("acomp", "xcomp", "attr")):
            return "future"
        return "present"
    if tag in ("VBG", "VBN"):
        head = words.head[verb]
        if head != verb and words.dep[verb] in ("advcl", "xcomp", "ccomp", "conj", "acl", "pcomp"):
            above = governing_verb(words, head)
            if above is not None and above != verb:
                tense = verb_tense(words, above)
                if tag == "VBN" and words.lemma[verb] in _PLANS:
                    return "future"
                return tense
        return "past"
    return "present"


def looks_ahead(words: Words, first: int) -> bool:
    """Whether the word before an expression points to the future ("until Friday", "by Monday")."""
    return first > 0 and words.lower[first - 1] in _AHEAD and words.sent[first - 1] == words.sent[first]
