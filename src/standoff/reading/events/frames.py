"""What hangs on a trigger word: subject, objects, prepositional phrases, particles, clauses."""

from __future__ import annotations

from dataclasses import dataclass, field

from standoff.reading.words import Words

NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
PARTICLES = frozenset(
    "back out away home up down off over in through aside forward together along around round dead ablaze free by "
    "behind with on under across apart hostage short way into part to for at from upon about past firm packing stock aim sail open loose riot ranks plug siege "
    "available forces door".split()
)
_ATTITUDES = frozenset({"oppose", "commit", "determine", "dispose", "resolve", "dedicate"})
# Verbs whose object the parser takes for the subject of the bare infinitive after it.
_CAUSES = frozenset({"let", "help", "make", "have", "see", "watch", "bid"})
# Prepositional verbs' second words come as particle, adverb or preposition, as the parser pleases.
PARTICLE_DEPS = frozenset({"prt", "advmod", "prep", "acomp", "oprd", "dobj", "nmod", "compound", "advcl", "amod", "npadvmod"})


@dataclass(slots=True)
class Frame:
    """The complements of one trigger; all are head tokens."""

    subjects: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    datives: list[int] = field(default_factory=list)
    preps: dict[str, list[int]] = field(default_factory=dict)
    particles: set[str] = field(default_factory=set)
    modifiers: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    passive: bool = False


def is_passive(words: Words, i: int) -> bool:
    """Whether verb `i` is a passive participle: "was sent", "troops sent by", "is being sent"."""
    if any(words.dep[k] in ("auxpass", "nsubjpass", "agent", "csubjpass") for k in words.kids[i]):
        return True
    if words.tag[i] == "VBN" and words.dep[i] in ("acl", "relcl") and "have" not in _aux_lemmas(words, i):
        return words.dep[i] == "acl" and not _main(words, i) and not words.child(i, "nsubj")
    if words.dep[i] == "conj" and words.tag[i] == "VBN":
        first = words.head[i]
        if words.tag[first] == "VBN" and not words.child(i, "nsubj", "dobj") and first != i:
            return is_passive(words, first)
    return words.tag[i] == "VBN" and words.dep[i] in ("xcomp", "oprd", "ccomp") and not words.child(i, "nsubj", "aux")


def _main(words: Words, i: int) -> bool:
    """Whether the parser has hung the only verb of a sentence on its subject ("The pope called on the imam")."""
    head = words.head[i]
    if words.dep[head] != "ROOT" or words.pos[head] not in ("NOUN", "PROPN") or i < head:
        return False
    return words.tag[i] == "VBD" or words.tag[i] == "VBN" and words.child(i, "dobj") is not None


def _aux_lemmas(words: Words, i: int) -> list[str]:
    return [words.lemma[k] for k in words.kids[i] if words.dep[k] == "aux"]


def frame_of(words: Words, i: int) -> Frame:
    """Return the frame of token `i`, with subjects and objects that stand elsewhere in the sentence."""
    frame = Frame(passive=is_passive(words, i))
    for k in words.kids[i]:
        dep = words.dep[k]
        if dep in ("nsubj", "csubj"):
            frame.subjects.append(k)
        elif dep == "nsubjpass":
            frame.objects.append(k)
        elif dep == "agent":
            frame.subjects.extend(words.children(k, "pobj"))
        elif dep == "dobj" or (dep in ("attr", "oprd") and words.pos[k] in NOUNS):
            frame.objects.append(k)
            if dep in ("attr", "oprd"):
                frame.clauses.append(k)
        elif dep == "dative":
            frame.datives.extend(words.children(k, "pobj") or [k])
        elif dep in ("xcomp", "ccomp", "acomp", "pcomp") or (dep in ("advcl", "acl") and _infinitive(words, k)):
            frame.clauses.append(k)
        elif dep in ("compound", "amod", "nmod", "nummod", "poss"):
            frame.modifiers.append(k)
        elif dep == "aux":
            # "is going to": the parser may leave the subject with the auxiliary
            frame.subjects.extend(words.children(k, "nsubj"))
        if dep == "ccomp" and words.child(k, "mark", "aux") is None and (words.tag[k] == "VB" and words.lemma[i] in _CAUSES or words.pos[k] == "ADJ"):
            # "let the lorries pass", "helped the police find them", "holds them responsible"
            frame.objects.extend(words.children(k, "nsubj"))
        if dep in ("prep", "agent") or (dep in ("prt", "advmod", "dative") and words.child(k, "pobj") is not None):
            _add_prep(words, frame, k)
        if words.lower[k] in PARTICLES and dep in PARTICLE_DEPS and not (dep == "prep" and _when(words, k)):
            frame.particles.add(words.lower[k])
            if dep in ("advmod", "acomp"):
                for deep in words.children(k, "prep"):
                    _add_prep(words, frame, deep)
    if words.pos[i] not in ("NOUN", "PROPN"):
        _borrow(words, i, frame)
    if not frame.objects and not frame.passive:
        # "gave the ministry two weeks": what is given is no object to the parser
        frame.objects.extend(frame.datives)
    if frame.passive and words.lemma[i] in _ATTITUDES and not frame.subjects and ("to" in frame.preps or frame.clauses):
        # "is opposed to", "is committed to": whose attitude it is
        frame.subjects, frame.objects, frame.passive = frame.objects, [], False
    return frame


def _when(words: Words, k: int) -> bool:
    """Whether a prepositional phrase says when ("marched on Sunday"): then its preposition is no particle."""
    return any(words.ent[kid] in ("DATE", "TIME") for kid in words.kids[k])


def _infinitive(words: Words, k: int) -> bool:
    """Whether verb `k` is a bare infinitive with "to": a complement, however the parser attaches it."""
    return words.tag[k] == "VB" and any(words.lower[kid] == "to" and words.dep[kid] == "aux" for kid in words.kids[k])


def _add_prep(words: Words, frame: Frame, k: int) -> None:
    """Add a prepositional phrase; "out of", "in front of" go under each of their words."""
    name = words.lower[k]
    if name == "according":
        return
    for kid in words.kids[k]:
        if words.dep[kid] in ("pobj", "pcomp"):
            frame.preps.setdefault(name, []).append(kid)
        elif words.dep[kid] == "prep":
            for deep in words.children(kid, "pobj", "pcomp"):
                frame.preps.setdefault(name, []).append(deep)
                frame.preps.setdefault(words.lower[kid], []).append(deep)


def _borrow(words: Words, i: int, frame: Frame) -> None:
    """Add what the clause leaves out: shared subjects and objects, the nouns that clauses hang on."""
    dep, head = words.dep[i], words.head[i]
    if dep == "acl":
        if _main(words, i):
            frame.subjects.append(head)
        elif words.tag[i] == "VBN":
            frame.objects.insert(0, head)
        elif not frame.subjects and words.tag[i] == "VBG":
            frame.subjects.append(head)
    elif dep == "relcl":
        _relative(words, i, head, frame)
    elif dep == "conj" and words.pos[head] in ("VERB", "AUX"):
        first = frame_of(words, head)
        if not frame.subjects and not frame.passive:
            # "was arrested and confessed": the object of the passive is the subject of what follows
            frame.subjects.extend(first.objects if first.passive and not first.subjects else first.subjects)
        if frame.passive and not frame.objects:
            frame.objects.extend(first.objects if first.passive else first.subjects)
            frame.subjects.extend(s for s in first.subjects if first.passive and s not in frame.subjects)
        elif not frame.objects and not frame.passive:
            after = [k for k in words.kids[head] if words.dep[k] == "dobj" and k > i]
            frame.objects.extend(after)
    elif not frame.subjects and not (frame.passive and frame.objects) and dep in ("xcomp", "advcl", "ccomp", "pcomp", "acomp", "oprd"):
        if dep in ("xcomp", "pcomp", "acomp", "oprd") or words.tag[i] in ("VB", "VBG", "VBN"):
            (frame.objects if frame.passive else frame.subjects).extend(_controller(words, i))
    if not frame.objects and not frame.passive and not frame.clauses and not frame.preps:
        # "attacked and captured the town": the object stands with the last of the verbs
        for k in words.kids[i]:
            if words.dep[k] == "conj" and words.pos[k] == "VERB" and not words.child(k, "nsubj"):
                frame.objects.extend(words.children(k, "dobj"))
                break


def _relative(words: Words, i: int, noun: int, frame: Frame) -> None:
    """Put the noun that a relative clause hangs on in the place of its pronoun, or of what is left out."""
    for places in (frame.subjects, frame.objects):
        for n, k in enumerate(places):
            if words.lower[k] in ("who", "which", "that", "whom"):
                places[n] = noun
                return
            if words.child(k, "poss") is not None and words.lower[words.child(k, "poss") or 0] == "whose":
                return
    if frame.subjects and not frame.objects and not frame.passive:
        frame.objects.append(noun)
    elif not frame.subjects and not frame.passive:
        frame.subjects.append(noun)


def _controller(words: Words, i: int) -> list[int]:
    """Return who does what an infinitive or participle without subject says."""
    head = words.head[i]
    if words.dep[i] == "pcomp":
        head = words.head[head]
    if words.pos[head] in ("NOUN", "PROPN"):
        owner = words.child(head, "poss")
        if owner is not None:
            return [owner]
        if words.dep[i] == "pcomp":
            # "the role of France in arming them"
            of = [d for k in words.kids[head] if words.lower[k] in ("of", "by") and k < i for d in words.children(k, "pobj")]
            if of and words.pos[of[0]] == "PROPN":
                return of
        up = words.head[head]
        return [k for k in words.kids[up] if words.dep[k] == "nsubj"] if words.dep[head] in ("dobj", "pobj") else []
    above = frame_of(words, head) if words.pos[head] in ("VERB", "AUX", "ADJ") else None
    if above is None:
        return []
    if words.dep[i] in ("xcomp", "ccomp", "oprd") and above.objects and words.pos[head] == "VERB" and not above.passive:
        # "told troops to move": the object acts; "agreed to a truce to …" does not come this way
        return above.objects
    if words.dep[i] == "xcomp" and above.passive:
        return above.objects or above.subjects
    if words.pos[head] == "ADJ" or (words.pos[head] == "VERB" and words.dep[head] == "acomp"):
        return above.subjects or [k for k in words.kids[words.head[head]] if words.dep[k] == "nsubj"]
    if above.passive and words.dep[i] in ("advcl", "pcomp"):
        return above.subjects
    return above.subjects

