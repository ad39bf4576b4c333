"""What use a text makes of a place's name: the place itself, its government (metonym), or people and things of it (demonym)."""

from __future__ import annotations

from standoff.knowledge.gazetteer_context import place_context
from standoff.mentions import Use
from standoff.reading.places_names import Name
from standoff.reading.words import Words


def use_of(words: Words, name: Name) -> Use:
    """Return the use of a name; only countries, capitals and the European Union stand for governments."""
    if name.use == "demonym":
        return "demonym"
    entry = name.entry
    assert entry is not None
    if entry.kind == "country" or entry.capital or entry.name == "European Union":
        return "metonym" if _governs(words, name) else "literal"
    return "literal"


def _governs(words: Words, name: Name) -> bool:
    """Whether the name's place in the clause is that of a government."""
    context, i = place_context(), words.first_conjunct(name.head)
    head, dep = words.head[i], words.dep[i]
    if dep == "nsubj":
        return words.pos[head] in ("VERB", "AUX") and words.lemma[head] not in context.literal_verbs
    if dep == "nsubjpass":
        return words.lemma[head] in context.government_object
    if dep in ("dobj", "dative"):
        return words.lemma[head] in context.government_object
    if dep == "poss":
        return words.lemma[head] not in context.land and words.lower[head] not in context.land
    if dep in ("compound", "amod", "nmod"):
        return words.lower[head] not in context.land and not name.first <= head < name.end
    if dep == "agent" or (dep == "pobj" and words.dep[head] == "agent"):
        return True
    if dep == "pobj":
        if words.lower[head] in context.government_prepositions:
            above = words.head[head]
            return words.dep[head] == "prep" and words.lower[head] != "by" and words.lemma[above] not in context.land
        above = words.head[head]
        # "talks between Moscow and Kyiv", "called on Beijing to"
        return (words.lower[head] == "between" and words.pos[above] == "NOUN" and words.lemma[above] not in context.land) or (
            words.lower[head] in ("on", "upon") and words.lemma[above] in ("call", "pressure", "sanction", "demand", "impose", "lean", "prevail")
        )
    return False
