"""Where an event or deployment is: what its clause says, not the nearest name.

The trigger's own prepositional phrases come first ("deployed to Poland"), then those of its objects ("sent troops to Poland"),
the object that it happens to ("invaded Ukraine"), a place that modifies it ("the Kharkiv attack"), the antecedent of "where",
and the phrases of the verb that it hangs on ("agreed to deploy … in Poland"). Where the clause says nothing, nothing is said.
"""

from __future__ import annotations

from bisect import bisect_right

from standoff.knowledge.gazetteer_context import place_context
from standoff.reading.draft import Draft, Found, PlaceUse
from standoff.reading.words import Words

# Clauses of their own below a trigger: what they say of places is not about it.
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "csubj", "csubjpass"})
_ARGUMENTS = frozenset({"dobj", "attr", "oprd", "nsubjpass", "dative", "nsubj"})


def place_at(draft: Draft, i: int) -> Found[PlaceUse] | None:
    """Return the place whose name covers token `i`, or None."""
    at = bisect_right(draft.places, i, key=lambda found: found.first) - 1
    return draft.places[at] if at >= 0 and i < draft.places[at].end else None


def where_of(draft: Draft, trigger: int) -> str | None:
    """Return the id of the place where the event at token `trigger` is, by its clause; None where it does not say."""
    found = _where(draft, trigger, 0)
    return found.value.place.id if found else None


def _where(draft: Draft, trigger: int, depth: int) -> Found[PlaceUse] | None:
    words = draft.words
    found = _in_phrases(draft, trigger) or _in_arguments(draft, trigger) or _modifying(draft, trigger) or _antecedent(draft, trigger)
    if found or depth > 2 or words.head[trigger] == trigger:
        return found
    head, dep = words.head[trigger], words.dep[trigger]
    if dep in ("xcomp", "conj", "acl", "pcomp", "prep") or (dep in ("dobj", "nsubj", "nsubjpass", "attr", "pobj") and words.pos[trigger] == "NOUN"):
        up = words.head[head] if dep == "pobj" else head
        # A conjunct shares what stands before the first ("In Mali, soldiers seized and burned"); a noun what its verb is said to be in.
        if words.pos[up] in ("VERB", "AUX") or dep in ("conj", "pcomp"):
            return _in_phrases(draft, up, before=trigger if dep == "conj" else None) or (
                _where(draft, up, depth + 1) if dep in ("xcomp", "pcomp", "prep") else None
            )
    return None


def _in_phrases(draft: Draft, head: int, before: int | None = None) -> Found[PlaceUse] | None:
    """Return the place in the best prepositional phrase that hangs on `head`."""
    words, locative = draft.words, place_context().locative
    noun = words.pos[head] in ("NOUN", "PROPN")
    best: tuple[int, int, Found[PlaceUse]] | None = None
    for k in words.kids[head]:
        if words.dep[k] in ("advmod", "npadvmod") and (found := _named(draft, k)):
            return found
        if words.dep[k] not in ("prep", "agent") or (before is not None and k > before):
            continue
        rank = locative.get(words.lower[k])
        low = words.lower[k]
        if rank is None or words.dep[k] == "agent" or (low in ("of", "against") and words.lemma[head] not in place_context().happens_to):
            continue
        if low == "by" or (low == "on" and not noun and words.lemma[head] in ("call", "impose", "decide", "agree", "focus", "insist")):
            continue
        found = _below(draft, k)
        if found and (best is None or (rank, k) < best[:2]):
            best = (rank, k, found)
    return best[2] if best else None


def _below(draft: Draft, preposition: int) -> Found[PlaceUse] | None:
    """Return the place that a preposition governs: its object, or the place that its object is said to be in.

    "at a base in Poland" is the base's Poland, "in the city of Kharkiv" Kharkiv, "near the Ukrainian border" Ukraine.
    """
    words = draft.words
    for k in words.kids[preposition]:
        if words.dep[k] == "pobj":
            found = _named(draft, k)
            if found:
                return found
            found = _modifying(draft, k) or _nested(draft, k) or _appositive(draft, k)
            if found:
                return found
        elif words.dep[k] == "prep":  # "out of Kabul", "from inside Syria"
            found = _below(draft, k)
            if found:
                return found
    return None


def _nested(draft: Draft, noun: int) -> Found[PlaceUse] | None:
    words, locative = draft.words, place_context().locative
    for k in words.kids[noun]:
        if words.dep[k] == "prep" and words.lower[k] in locative and words.lower[k] not in ("against", "by", "to"):
            found = _below(draft, k)
            if found:
                return found
    return None


def _appositive(draft: Draft, noun: int) -> Found[PlaceUse] | None:
    for k in draft.words.children(noun, "appos", "conj"):
        found = _named(draft, k)
        if found:
            return found
    return None


def _named(draft: Draft, token: int) -> Found[PlaceUse] | None:
    """Return the place that a token names as itself; demonyms name people, not a place."""
    found = place_at(draft, token)
    return found if found and found.value.use != "demonym" else None


def _modifying(draft: Draft, noun: int) -> Found[PlaceUse] | None:
    """Return the place that modifies a noun: "the Kharkiv attack", "Poland's border", "on Ukrainian soil"."""
    words, context = draft.words, place_context()
    if words.pos[noun] not in ("NOUN", "PROPN"):
        return None
    land = words.lower[noun] in context.land or words.lower[noun] in context.soil
    for k in words.kids[noun]:
        if words.dep[k] not in ("compound", "nmod", "poss", "amod"):
            continue
        found = place_at(draft, k)
        if found is None:
            continue
        if land or (words.dep[k] in ("compound", "nmod") and found.value.use == "literal" and found.value.place.kind not in ("country", "continent")):
            return found
    return None


def _in_arguments(draft: Draft, trigger: int) -> Found[PlaceUse] | None:
    """Return the place that the trigger's object is, or is said to be in or to go to."""
    words, context = draft.words, place_context()
    happens = words.lemma[trigger] in context.happens_to
    for k in words.kids[trigger]:
        if words.dep[k] not in _ARGUMENTS:
            continue
        if happens and words.dep[k] in ("dobj", "nsubjpass"):
            found = _named(draft, k) or _modifying(draft, k) or _nested(draft, k)
            if found:
                return found
        if words.dep[k] in ("dobj", "attr", "oprd", "nsubjpass"):
            found = _in_phrases_of_noun(draft, k)
            if found:
                return found
    return None


def _in_phrases_of_noun(draft: Draft, noun: int, depth: int = 0) -> Found[PlaceUse] | None:
    """Return the place that an object's phrases name ("troops to Poland", "a base in Mali"), also those under its conjuncts."""
    words, locative = draft.words, place_context().locative
    for k in words.kids[noun]:
        if words.dep[k] == "prep" and words.lower[k] in locative and words.lower[k] not in ("of", "against", "by"):
            found = _below(draft, k)
            if found:
                return found
    if depth < 2:
        for k in words.kids[noun]:
            if words.dep[k] in ("conj", "appos", "prep") and words.dep[k] not in _CLAUSES:
                target = words.child(k, "pobj") if words.dep[k] == "prep" else k
                found = _in_phrases_of_noun(draft, target, depth + 1) if target is not None else None
                if found:
                    return found
    return None


def _antecedent(draft: Draft, trigger: int) -> Found[PlaceUse] | None:
    """Return the place that a relative clause is about: "Poland, where 4,000 troops are stationed", "Kabul, which fell"."""
    words = draft.words
    clause = trigger
    while words.dep[clause] in ("conj", "xcomp", "aux") and words.head[clause] != clause:
        clause = words.head[clause]
    if words.dep[clause] not in ("relcl", "acl", "advcl"):
        return None
    if any(words.lower[k] == "where" for k in words.kids[clause]) or words.dep[clause] == "relcl" and _locative_relative(words, clause):
        return _named(draft, words.head[clause]) or _modifying(draft, words.head[clause])
    return None


def _locative_relative(words: Words, clause: int) -> bool:
    """Whether a relative clause begins with a preposition: "the city in which they died"."""
    return any(words.dep[k] == "prep" and any(words.lower[j] == "which" for j in words.kids[k]) for k in words.kids[clause])
