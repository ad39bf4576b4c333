"""Acts without a sense of the lexicon, told by their form alone: a promise to do something, a threat to, a refusal to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.reading.events.coded import Coded
from standoff.reading.events.frames import Frame
from standoff.reading.events.verbs import PROMISES, REQUESTS, STATES, VERBAL

if TYPE_CHECKING:
    from standoff.reading.events.compose import Composer


def bare_act(composer: Composer, i: int, frame: Frame) -> Coded | None:
    """Return what token `i` promises, asks, threatens or refuses, whatever its words mean, or None."""
    return _promise(composer, i, frame) or _threat(composer, i, frame) or _refusal(composer, i, frame)


def _threat(composer: Composer, i: int, frame: Frame) -> Coded | None:
    """Return the threat to do what the lexicon does not know, unless somebody else does something."""
    words = composer.words
    if words.pos[i] not in VERBAL or not any(words.lower[k] in ("will", "would") and words.dep[k] == "aux" for k in words.kids[i]):
        return None
    for k in words.kids[i]:
        marks = {words.lower[m] for m in words.kids[k]}
        if words.dep[k] == "advcl" and ("unless" in marks or "if" in marks and words.negated(k)):
            others = [s for s in composer.frame(k).subjects if composer.nouns.actor(s) and s not in frame.subjects]
            if others and any(composer.nouns.actor(s) for s in frame.subjects) and words.child(i, "neg") is None:
                return Coded("130", i, i, 1.0, False, True, frozenset({i}), (), others[0])
    return None


def _refusal(composer: Composer, i: int, frame: Frame) -> Coded | None:
    """Return the refusal to do what the lexicon does not know, by a state or its leaders ("would not let them in")."""
    words = composer.words
    if words.pos[i] != "VERB" or words.lemma[i] in STATES or words.child(i, "neg") is None or frame.passive or not frame.objects and not frame.clauses:
        return None
    if not any(words.lower[k] in ("will", "would", "wo") and words.dep[k] == "aux" for k in words.kids[i]):
        return None
    if not any({"COUNTRYNOUN", "LEADERS"} & composer.nouns.of(k) or words.ent[k] in ("GPE", "NORP") for k in frame.subjects):
        return None
    return Coded("120", i, i, 0.8, True, False, frozenset({i}), ("refuse",))


def _promise(composer: Composer, i: int, frame: Frame) -> Coded | None:
    """Return the agreement to something that the lexicon does not know."""
    words = composer.words
    lemma = words.lemma[i]
    if words.pos[i] not in ("VERB", "ADJ") or not composer.may_act(i, frame):
        return None
    clause = next((k for k in frame.clauses if composer.infinitive(k)), None)
    if lemma in PROMISES and clause is not None and frame.subjects:
        return Coded("030", i, clause, 1.0, False, True, frozenset({clause}), ("commit",))
    if lemma in REQUESTS:
        demand = lemma in ("demand", "order", "insist")
        if clause is None and lemma in ("demand", "insist", "urge", "request"):
            clause = next((k for k in frame.clauses if words.dep[k] == "ccomp"), None)
        if clause is None and lemma in ("call", "urge", "ask"):
            asked = (*frame.objects, *frame.preps.get("on", ()), *frame.preps.get("upon", ()))
            clause = next((k for whom in asked for k in words.kids[whom] if words.dep[k] in ("relcl", "acl", "advcl") and composer.infinitive(k)), None)
        if clause is None or not frame.subjects:
            return None
        whom = next((k for k in frame.objects if composer.nouns.actor(k)), None)
        if whom is None:
            whom = next((k for k in composer.frame(clause).subjects if k not in frame.subjects and composer.nouns.actor(k)), None)
        if whom is None and lemma == "call":
            whom = next((k for k in frame.preps.get("on", ()) if composer.nouns.actor(k)), None)
        if whom is not None:
            return Coded("100" if demand else "020", i, clause, 1.0, False, True, frozenset({clause}), ("demand" if demand else "appeal",), whom)
    return None
