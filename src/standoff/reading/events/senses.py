"""Which sense of the lexicon a word has where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.knowledge.patterns import Pattern, Slot, patterns
from standoff.reading.events.frames import Frame
from standoff.reading.events.nouns import Nouns, fits
from standoff.reading.words import Words


@dataclass(slots=True)
class Sense:
    """A pattern that fits a token, how well, and the tokens that it took."""

    code: str
    score: float
    weak: bool
    taken: frozenset[int]
    literal: bool
    slots: int = 0
    type: str | None = None
    direct: bool = False


# Forms whose lemma the pipeline gets wrong ("raped" is no form of "rap").
_MISTAKEN = frozenset({"raped", "raping"})
_PREDICATIVE = frozenset({"acomp", "oprd", "ROOT", "conj", "ccomp", "xcomp", "attr", "advcl"})


def hyphenated(words: Words, i: int) -> str | None:
    """Return the word that `i` ends, where the tokeniser has cut it at a hyphen ("cease-fire")."""
    if i > 1 and words.text[i - 1] == "-" and words.end[i - 1] == words.start[i] and words.end[i - 2] == words.start[i - 1]:
        return f"{words.lower[i - 2]}-{words.lemma[i]}"
    return None


def entries_of(words: Words, i: int) -> tuple[Pattern, ...] | None:
    """Return the patterns of token `i`."""
    known = patterns()
    joined = hyphenated(words, i)
    if joined and joined in known:
        return known[joined]
    if words.lower[i] in _MISTAKEN:
        return known.get(words.lower[i])
    found = known.get(words.lemma[i]) or (known.get(words.lower[i]) if words.tag[i] != "VBG" else None)
    if found is None and words.tag[i] in ("VBD", "VBN", "VBG", "VBP", "VBZ"):
        found = next((known[stem] for stem in stems(words.lower[i]) if stem in known), None)
    return found


def stems(word: str) -> list[str]:
    """Return what the infinitive of an inflected verb may be, for forms whose lemma the pipeline gets wrong.

    Examples
    --------
    >>> stems("petitioned"), stems("fined"), stems("gutted")
    (['petition', 'petitione'], ['fin', 'fine'], ['gutt', 'gutte', 'gut'])
    """
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            return [stem, stem + "e", *([stem[:-1]] if stem[-1] == stem[-2] else [])]
    return []


def best_sense(words: Words, nouns: Nouns, i: int, frame: Frame) -> Sense | None:
    """Return the most specific pattern that fits token `i`, or None."""
    entries = entries_of(words, i)
    if not entries or (words.pos[i] == "ADJ" and words.dep[i] not in _PREDICATIVE):
        return None
    noun = words.pos[i] in ("NOUN", "PROPN")
    best: Sense | None = None
    best_rank = 0
    for pattern in entries:
        if pattern.noun != noun and not (noun and words.tag[i] == "VBG"):
            continue
        sense = _match(words, nouns, i, frame, pattern)
        if sense and (best is None or sense.score > best.score + 1e-9 or (sense.score == best.score and pattern.rank < best_rank)):
            best, best_rank = sense, pattern.rank
    return best


def _match(words: Words, nouns: Nouns, i: int, frame: Frame, pattern: Pattern) -> Sense | None:
    score = 1.0 - 0.9 * pattern.weak
    taken: set[int] = set()
    if pattern.before:
        n = len(pattern.before)
        if i < n or any(words.lemma[i - n + k] != w and words.lower[i - n + k] != w for k, w in enumerate(pattern.before)):
            return None
        score += 2.2 * n
        taken.update(range(i - n, i))
    if pattern.particles:
        if not pattern.particles <= frame.particles:
            return None
        score += 1.5
    for slot in pattern.slots:
        value, tokens = _slot(words, nouns, i, frame, slot, pattern.particles)
        if value <= 0:
            if slot.optional:
                continue
            return None
        score += value
        if "_" not in slot.values and slot.kind in "opm":
            taken.update(k for k in tokens if not nouns.actor(k) or _means(slot))
    if pattern.code == "none":
        score += 0.6
    literal = any(slot.kind in "opxm" and "_" not in slot.values for slot in pattern.slots) or bool(pattern.before)
    direct = bool(pattern.particles) or any(slot.kind in "opm" and "_" not in slot.values and not slot.optional for slot in pattern.slots)
    return Sense(pattern.code, score, pattern.weak, frozenset(taken), literal or bool(pattern.particles), len(pattern.slots), pattern.type, direct)


_OWN = frozenset({"TROOPS", "POLICE", "PEACEKEEPER", "SHIP", "AIRCRAFT", "WEAPON", "HUMAID", "MILAID"})


def _means(slot: Slot) -> bool:
    """Whether a slot is for what one acts with (troops that are sent) rather than for whom one acts upon."""
    return bool(slot.values & _OWN) and not slot.values & {"ACTOR", "PERSON", "TARGET"}


def _slot(words: Words, nouns: Nouns, i: int, frame: Frame, slot: Slot, particles: frozenset[str]) -> tuple[float, list[int]]:
    if slot.kind == "o":
        if "-" in slot.values:
            return (0.3, []) if not frame.objects else (0.0, [])
        # "voted down the budget": the parser may take the particle for a preposition
        objects = frame.objects or [k for particle in particles for k in frame.preps.get(particle, ())]
        return _best(nouns, objects, slot.values)
    if slot.kind == "s":
        value, tokens = _best(nouns, frame.subjects, slot.values)
        return value * 0.8, tokens
    if slot.kind == "p":
        heads = [k for prep in sorted(slot.preps) for k in frame.preps.get(prep, ())]
        if "_" in slot.values:
            if heads or slot.preps & frame.particles:
                return 0.6, heads
            heads = _hung(words, frame, slot.preps) if words.pos[i] == "VERB" else []
            return (0.4, heads) if heads else (0.0, [])
        value, tokens = _best(nouns, heads, slot.values)
        if value <= 0 and words.pos[i] == "VERB":
            # "raised the case of the journalist with the minister": the parser hangs the phrase on a noun before it
            value, tokens = _best(nouns, _hung(words, frame, slot.preps), slot.values)
            value *= 0.8
        return value, tokens
    if slot.kind == "m":
        return _best(nouns, frame.modifiers, slot.values)
    if slot.kind == "x":
        return _below(words, nouns, i, slot.values), []
    return 0.0, []


def _hung(words: Words, frame: Frame, preps: frozenset[str]) -> list[int]:
    """Return what stands in phrases with one of `preps` that hang on the object, or on a noun below it."""
    found, queue = [], list(frame.objects)
    for _ in range(4):
        below = [k for noun in queue for k in words.kids[noun] if words.dep[k] == "prep" and k > noun]
        found += [deep for k in below if words.lower[k] in preps for deep in words.children(k, "pobj")]
        queue = [deep for k in below for deep in words.children(k, "pobj")]
    return found


def _best(nouns: Nouns, heads: list[int], values: frozenset[str]) -> tuple[float, list[int]]:
    best, tokens = 0.0, []
    for head in heads:
        for k in nouns.words.conjuncts(head):
            value = fits(nouns, k, values)
            if value > best:
                best, tokens = value, [k]
    return best, tokens


def _below(words: Words, nouns: Nouns, i: int, values: frozenset[str]) -> float:
    """Return how well `values` are met by the words below the trigger."""
    texts, classes = nouns.below(i)
    if texts & values:
        return 1.0
    if classes & values:
        return 0.9
    return 0.3 if "_" in values and words.child(i, "xcomp", "ccomp") is not None else 0.0
