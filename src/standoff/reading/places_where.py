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

_ARGUMENTS = ("dobj", "attr", "oprd", "nsubjpass", "dative")
# A demonym says less of where something is than a name does, a possessor less than a modifier.
_MODIFIERS = ("compound", "nmod", "amod", "poss")


def place_at(draft: Draft, i: int) -> Found[PlaceUse] | None:
    """Return the place whose name covers token `i`, or None."""
    at = bisect_right(draft.places, i, key=lambda found: found.first) - 1
    return draft.places[at] if at >= 0 and i < draft.places[at].end else None


def where_of(draft: Draft, trigger: int) -> str | None:
    """Return the id of the place where the event at token `trigger` is, by its clause; None where it does not say."""
    found = _where(draft, trigger, 0)
    return found.value.place.id if found else None


def _where(draft: Draft, trigger: int, depth: int) -> Found[PlaceUse] | None:
    words, context = draft.words, place_context()
    found = _in_phrases(draft, trigger)
    if words.lemma[trigger] not in context.talking or words.pos[trigger] == "NOUN":
        found = found or _in_arguments(draft, trigger) or _modifying(draft, trigger) or _in_companions(draft, trigger)
    found = found or _antecedent(draft, trigger) or _there(draft, trigger)
    if found or depth > 2:
        return found
    return _above(draft, trigger, depth) or _when(draft, trigger, depth)


def _above(draft: Draft, trigger: int, depth: int) -> Found[PlaceUse] | None:
    """Return the place of the clause that the trigger is a part of: "agreed in Rome to send", "the attack took place in"."""
    words = draft.words
    head, dep = words.head[trigger], words.dep[trigger]
    if dep == "xcomp" or (dep == "pcomp" and words.lower[head] in ("by", "in", "of")):
        return _where(draft, words.head[head] if dep == "pcomp" else head, depth + 1)
    if dep == "conj":
        # A conjunct shares what stands before the first: "In Mali, soldiers seized a truck and burned it".
        return _in_phrases(draft, head, before=min(head, trigger)) or (_above(draft, head, depth + 1) if words.pos[trigger] == "NOUN" else None)
    if words.pos[trigger] == "NOUN" and dep in (*_ARGUMENTS, "nsubj") and words.pos[head] in ("VERB", "AUX"):
        return _in_phrases(draft, head)
    return None


def _when(draft: Draft, trigger: int, depth: int) -> Found[PlaceUse] | None:
    """Return the place of what happened as the trigger did: "were killed when a shell hit a market in Aleppo"."""
    words = draft.words
    for k in words.children(trigger, "advcl"):
        if any(words.lower[j] in ("when", "as") for j in words.kids[k] if j < k):
            return _where(draft, k, depth + 2)
    return None


def _in_phrases(draft: Draft, head: int, before: int | None = None) -> Found[PlaceUse] | None:
    """Return the place in the best prepositional phrase that hangs on `head`."""
    words = draft.words
    best: tuple[int, int, Found[PlaceUse]] | None = None
    for k in words.kids[head]:
        if before is not None and k >= before:
            break
        if words.dep[k] in ("advmod", "npadvmod") and (found := _named(draft, k)):
            return found
        if words.dep[k] not in ("prep", "dative", "prt", "advmod"):
            continue
        rank = _rank(words, head, k)
        if rank is None:
            continue
        found = _below(draft, k)
        if found and (best is None or (rank, k) < best[:2]):
            best = (rank, k, found)
    return best[2] if best else None


def _rank(words: Words, head: int, preposition: int) -> int | None:
    """Return how well a preposition says where its head's event is, 0 the best; None if it does not."""
    context, low, lemma = place_context(), words.lower[preposition], words.lemma[head]
    if low == "from" and lemma in context.leaving:
        return -1
    if low == "for" and lemma in context.setting_out:
        return 2
    if low in ("of", "against") and lemma not in context.happens_to:
        return None
    if low == "by" or (low in ("on", "upon") and lemma in ("call", "impose", "decide", "agree", "focus", "insist", "depend", "rely")):
        return None
    return context.locative.get(low)


def _below(draft: Draft, preposition: int) -> Found[PlaceUse] | None:
    """Return the place that a preposition governs: its object, or the place that its object is said to be in.

    "at a base in Poland" is the base's Poland, "in the city of Kharkiv" Kharkiv, "near the Ukrainian border" Ukraine.
    """
    words = draft.words
    for k in words.kids[preposition]:
        if words.dep[k] == "pobj":
            found = _of_noun(draft, k)
            if found:
                return found
        elif words.dep[k] == "prep":  # "out of Kabul", "from inside Syria"
            found = _below(draft, k)
            if found:
                return found
    return None


def _of_noun(draft: Draft, noun: int) -> Found[PlaceUse] | None:
    """Return the place that a noun names, or that says where its thing is."""
    return _named(draft, noun) or _called(draft, noun) or _nested(draft, noun) or _modifying(draft, noun)


def _called(draft: Draft, noun: int) -> Found[PlaceUse] | None:
    """Return the name that a noun of place has: "the Estonian port of Tallinn", "the capital, Khartoum"."""
    words, context = draft.words, place_context()
    if words.lower[noun] in context.kind_before or words.lower[noun] in context.land:
        for k in words.kids[noun]:
            target = words.child(k, "pobj") if words.lower[k] == "of" else k if words.dep[k] == "appos" else None
            if target is not None and (found := _named(draft, target)):
                return found
    return None


def _nested(draft: Draft, noun: int) -> Found[PlaceUse] | None:
    """Return the place in a noun's own phrases: "troops to Poland", "a base in Mali", "the outskirts of Kharkiv"."""
    words, context = draft.words, place_context()
    for k in words.kids[noun]:
        bordering = words.lower[k] == "with" and words.lower[noun] in ("border", "borders", "frontier", "boundary")
        if words.dep[k] == "prep" and (bordering or (words.lower[k] in context.locative and words.lower[k] not in ("against", "by"))):
            if words.lower[k] == "of" and not (words.lower[noun] in context.land or words.lower[noun] in context.kind_before):
                continue
            found = _below(draft, k)
            if found:
                return found
    return None


def _named(draft: Draft, token: int) -> Found[PlaceUse] | None:
    """Return the place that a token names as such; a demonym names people, and a metonym a government."""
    found = place_at(draft, token)
    return found if found and found.value.use == "literal" else None


def _modifying(draft: Draft, noun: int) -> Found[PlaceUse] | None:
    """Return the place that modifies a noun: "the Kharkiv attack", "Poland's border", "on Ukrainian soil"."""
    words, context = draft.words, place_context()
    if words.pos[noun] not in ("NOUN", "PROPN"):
        return None
    land = words.lower[noun] in context.land or words.lower[noun] in context.soil
    for dep in _MODIFIERS:
        for k in words.kids[noun]:
            if words.dep[k] != dep or (found := place_at(draft, k)) is None:
                continue
            local = dep in ("compound", "nmod") and found.value.use == "literal" and found.value.place.kind not in ("country", "continent")
            if land or local:
                return found
    return None


def _in_arguments(draft: Draft, trigger: int) -> Found[PlaceUse] | None:
    """Return the place that the trigger's object is, or is said to be in or to go to."""
    words, context = draft.words, place_context()
    happens = words.lemma[trigger] in context.happens_to
    for k in words.children(trigger, *_ARGUMENTS):
        found = None
        if happens:
            found = place_at(draft, k)
            found = found if found and found.value.use != "demonym" else _called(draft, k) or _nested(draft, k) or _modifying(draft, k)
        found = found or _in_phrases_of_noun(draft, k)
        if found:
            return found
    return None


def _in_phrases_of_noun(draft: Draft, noun: int, depth: int = 0) -> Found[PlaceUse] | None:
    """Return the place that an object's phrases name, also those under its conjuncts ("tanks and 300 men to Poland")."""
    words = draft.words
    found = _nested(draft, noun)
    if found or depth > 1:
        return found
    for k in words.children(noun, "conj", "appos", "prep"):
        target = words.child(k, "pobj") if words.dep[k] == "prep" else k
        if target is not None and (found := _in_phrases_of_noun(draft, target, depth + 1)):
            return found
    return None


def _in_companions(draft: Draft, trigger: int) -> Found[PlaceUse] | None:
    """Return the place in the phrase of whom or what it was done with: "clashed with police in Minsk"."""
    words = draft.words
    for k in words.children(trigger, "prep", "agent"):
        if words.lower[k] in ("with", "against", "by", "on", "at", "of"):
            for noun in words.children(k, "pobj"):
                found = _nested(draft, noun)
                if found:
                    return found
    return None


def _antecedent(draft: Draft, trigger: int) -> Found[PlaceUse] | None:
    """Return the place that a relative clause is about: "Poland, where 4,000 troops are stationed"."""
    words = draft.words
    clause = trigger
    while words.dep[clause] in ("conj", "xcomp", "aux") and words.head[clause] != clause:
        clause = words.head[clause]
    if words.dep[clause] not in ("relcl", "acl", "advcl") or not _locative_relative(words, clause):
        return None
    head = words.head[clause]
    found = place_at(draft, head)
    if found is None or found.value.use == "demonym":
        found = _of_noun(draft, head)
    return found or _last_before(draft, clause, words.sents[words.sent[clause]][0])


def _locative_relative(words: Words, clause: int) -> bool:
    """Whether a relative clause begins with "where" or "in which"."""
    return any(
        words.lower[k] == "where" or (words.dep[k] == "prep" and any(words.lower[j] == "which" for j in words.kids[k]))
        for k in words.kids[clause]
    )


def _there(draft: Draft, trigger: int) -> Found[PlaceUse] | None:
    """Return the place that "there" means: the last one named before it, in this sentence or the one before."""
    words = draft.words
    for k in words.kids[trigger]:
        if words.lower[k] == "there" and words.dep[k] in ("advmod", "attr", "acomp", "npadvmod"):
            sentence = words.sent[k]
            return _last_before(draft, k, words.sents[max(sentence - 1, 0)][0])
    return None


def _last_before(draft: Draft, token: int, since: int) -> Found[PlaceUse] | None:
    """Return the last place named as such before a token and not before `since`."""
    at = bisect_right(draft.places, token, key=lambda found: found.first) - 1
    while at >= 0 and draft.places[at].first >= since:
        if draft.places[at].value.use == "literal":
            return draft.places[at]
        at -= 1
    return None
