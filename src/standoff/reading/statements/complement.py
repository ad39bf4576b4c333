"""Content that is a complement of its cue: clauses, infinitives, noun phrases and prepositional phrases."""

from __future__ import annotations

from standoff.knowledge.reporting import reporting
from standoff.reading.statements.content import COMMAS, FINITE, Candidate, Scene
from standoff.reading.statements.cues import Cue, is_nominal, is_passive

_PREPOSITIONS = {"of": "of", "about": "about", "on": "on", "for": "for", "against": "against", "with": "with", "to": "to_np", "over": "about", "upon": "on"}
_RELATIVE = frozenset({"who", "which", "that", "where", "whom", "whose", "what"})
_MEDIA = frozenset("statement interview speech address letter tweet post message remark report briefing conference television radio broadcast video text email article".split())


def complement(scene: Scene, cue: Cue) -> Candidate | None:
    """Return what verb `cue` reports as its complement, by the surest frame that its entry allows."""
    words, v = scene.words, cue.head
    kids = [k for k in words.kids[v] if k > v]
    if is_passive(words, v):
        return _passive(scene, cue, kids)
    for find in (_clause, _linear, _infinitive, _named, _preposition, _thing):
        found = find(scene, cue, kids)
        if found is not None:
            return found
    return None


def _object(scene: Scene, kids: list[int]) -> int | None:
    words = scene.words
    return next((k for k in kids if words.dep[k] in ("dobj", "attr") and is_nominal(words, k)), None)


def _clause(scene: Scene, cue: Cue, kids: list[int]) -> Candidate | None:
    frames, words = cue.frames, scene.words
    if not ("clause" in frames or "whether" in frames):
        return None
    frame = "clause" if "clause" in frames else "whether"
    for k in kids:
        reported = words.dep[k] == "ccomp" and (scene.finite(k) or (words.tag[k] == "VBN" and words.child(k, "nsubj") is not None))
        if not reported and words.dep[k] in ("xcomp", "advcl", "ccomp", "dobj", "attr", "acl", "pcomp", "relcl"):
            reported = scene.that(k)
        if reported and words.left[k] - cue.end < 14:
            start = _start(scene, cue, kids, k)
            return scene.candidate(cue, frame, (start, scene.clause_end(cue, k, start)))
    thing = _object(scene, kids) if "whom" in frames or words.lemma[cue.head] in ("tell", "inform", "assure", "remind", "notify", "convince", "advise") else None
    for k in words.kids[thing] if thing is not None else ():
        # "told reporters he lost": without "that" the parser makes it a relative clause of the addressee.
        if words.dep[k] in ("relcl", "acl", "ccomp") and (scene.that(k) or (scene.finite(k) and words.child(k, "nsubj", "nsubjpass", "expl") is not None)):
            start = words.left[k]
            if words.lower[start] not in ("who", "which", "whom", "whose"):
                return scene.candidate(cue, frame, (start, scene.clause_end(cue, k, start)))
    return None


def _linear(scene: Scene, cue: Cue, kids: list[int]) -> Candidate | None:
    """Return a clause without "that" whose syntax the parser missed: after the cue a noun phrase with a finite verb."""
    words, v = scene.words, cue.head
    if "clause" not in cue.frames or cue.frames["clause"].kind == "intention":
        return None
    stop = words.sents[words.sent[v]][1]
    inner = scene.inside.get(v)
    stop = min(stop, inner.end) if inner is not None else stop
    i = cue.end
    while i < stop:
        if words.text[i] in COMMAS or words.pos[i] == "ADV" or words.dep[i] == "npadvmod":
            i += 1
        elif words.pos[i] == "ADP" and words.head[i] == v:
            that = next((k for k in range(i + 2, words.right[i]) if words.lower[k] == "that" and words.dep[k] == "mark"), None)
            i = that if that is not None else words.right[i] + 1 if words.right[i] - i < 12 else stop
        elif words.lemma[v] == "tell" and words.dep[i] in ("det", "compound", "amod", "poss", "dobj", "dative", "case") and i < cue.end + 8:
            i += 1
            if words.dep[i - 1] in ("dobj", "dative"):
                i = max(i, i if words.right[i - 1] > i + 6 else words.right[i - 1] + 1)
        else:
            break
    if i >= stop or (words.pos[i] not in ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM", "SCONJ") and words.lower[i] != "that"):
        return None
    verb = next((k for k in range(i + 1, stop) if words.tag[k] in FINITE), None)
    if verb is None or verb > i + 25 or any((words.lower[k] in _RELATIVE and words.tag[k] != "DT") or words.text[k] in (";", ":") for k in range(i + 1, verb)):
        return None
    before = verb - 1
    while before > i and words.pos[before] == "ADV":
        before -= 1
    if any(words.pos[k] == "CCONJ" and words.text[k - 1] in COMMAS for k in range(i + 1, verb)):
        return None
    if words.pos[before] in ("CCONJ", "SCONJ") or words.text[before] in COMMAS and words.pos[before - 1] == "VERB":
        return None
    found = scene.candidate(cue, "clause", (i, scene.with_quote(v, i, scene.cut(i, stop))))
    if found is not None:
        found.frame = "linear"
        if found.speaker is None and words.dep[v] == "acl":
            found.speaker = words.head[v]
    return found


def _start(scene: Scene, cue: Cue, kids: list[int], clause: int) -> int:
    """Return the clause's first token: with a subject that the parser took for the cue's object."""
    words = scene.words
    start = max(words.left[clause], cue.end)
    subject = words.child(clause, "nsubj", "nsubjpass", "csubj", "expl")
    if subject is None or subject > clause + 3:
        thing = _object(scene, kids)
        if thing is not None and words.right[thing] < start and scene.finite(clause) and not scene.that(clause) and "whom" not in cue.frames:
            start = words.left[thing]
    return start


def _infinitive(scene: Scene, cue: Cue, kids: list[int]) -> Candidate | None:
    words, frames = scene.words, cue.frames
    verb = next((k for k in kids if words.dep[k] in ("xcomp", "ccomp", "advcl") and (scene.infinitive(k) or (words.tag[k] == "VBG" and (words.dep[k] == "xcomp" or ("gerund" in frames and words.left[k] == cue.end))))), None)
    if verb is None and "clause" in frames and "object" in frames:
        verb = next((k for k in kids if words.dep[k] == "ccomp" and words.tag[k] == "VB"), None)
    if verb is None:
        return _asked(scene, cue, kids)
    subject = words.child(verb, "nsubj", "nsubjpass")
    thing = _object(scene, kids)
    end = scene.clause_end(cue, verb, cue.end)
    upon = "on" in frames and any(words.lower[k] in ("on", "upon") and words.dep[k] == "prep" and k < verb for k in kids)
    if "whom" in frames or upon or ("for" in frames and subject is not None):
        addressee = subject if subject is not None else thing
        if addressee is None:
            prep = next((k for k in kids if words.lower[k] in ("on", "upon", "for", "to") and words.dep[k] in ("prep", "dative")), None)
            addressee = words.child(prep, "pobj") if prep is not None else None
        begin = words.left[addressee] if addressee is not None and addressee < verb else words.left[verb]
        return scene.candidate(cue, "whom" if "whom" in frames else "on" if upon else "for", (max(begin, cue.end), end))
    if "to" in frames or "gerund" in frames or "clause" in frames:
        begin = words.left[verb]
        if thing is not None and thing < verb and "to" not in frames:
            begin = words.left[thing]
        return scene.candidate(cue, "to" if "to" in frames else "gerund" if "gerund" in frames else "clause", (max(begin, cue.end), end))
    return None


def _asked(scene: Scene, cue: Cue, kids: list[int]) -> Candidate | None:
    """Return "called on X to do Y" and "asked for X to be done", whose infinitive the parser hangs on the person."""
    words, frames = scene.words, cue.frames
    for k in kids:
        if words.dep[k] not in ("prep", "dative", "dobj") or not ("whom" in frames or "for" in frames or "on" in frames):
            continue
        person = words.child(k, "pobj") if words.dep[k] != "dobj" else k
        if person is None:
            continue
        verb = next((m for m in words.kids[person] if words.dep[m] in ("acl", "relcl", "ccomp", "xcomp") and scene.infinitive(m)), None)
        if verb is not None and (words.dep[k] == "dobj" or words.lower[k] in ("on", "upon", "for")) and (words.dep[k] != "dobj" or "whom" in frames):
            frame = "whom" if "whom" in frames else _PREPOSITIONS.get(words.lower[k], "for")
            return scene.candidate(cue, frame, (words.left[person], scene.clause_end(cue, verb, cue.end)))
    return None


def _named(scene: Scene, cue: Cue, kids: list[int]) -> Candidate | None:
    """Return "called X Y", "described X as Y": both the thing and what it is called."""
    words, frames = scene.words, cue.frames
    if not ("call" in frames or "as" in frames):
        return None
    thing = _object(scene, kids)
    predicate = next((k for k in kids if words.dep[k] in ("oprd", "acomp") or (words.dep[k] == "prep" and words.lower[k] == "as" and "as" in frames)), None)
    if predicate is None:
        predicate = next((k for k in kids if words.dep[k] == "ccomp" and not scene.finite(k)), None)
    if predicate is None and thing is not None:
        predicate = next((k for k in words.kids[thing] if words.lower[k] == "as" and words.dep[k] == "prep"), None)
    if predicate is None:
        return None
    begin = words.left[predicate] if thing is None or thing > predicate else words.left[thing]
    end = scene.with_quote(cue.head, begin, scene.before_relative(begin, words.right[predicate] + 1))
    return scene.candidate(cue, "call", (max(begin, cue.end), end))


def _preposition(scene: Scene, cue: Cue, kids: list[int]) -> Candidate | None:
    words = scene.words
    for k in kids:
        frame = _PREPOSITIONS.get(words.lower[k])
        if frame not in cue.frames or words.dep[k] not in ("prep", "dative", "prt"):
            continue
        inner = words.child(k, "pobj", "pcomp")
        if inner is not None and words.lemma[inner] not in _MEDIA and words.ent[inner] not in ("DATE", "TIME"):
            end = scene.clause_end(cue, inner, k + 1)
            return scene.candidate(cue, frame or "", (k + 1, end))
    return None


def _thing(scene: Scene, cue: Cue, kids: list[int]) -> Candidate | None:
    words, frames = scene.words, cue.frames
    thing = _object(scene, kids)
    paired = _paired(scene, cue, kids, thing)
    if paired is not None:
        return paired
    if thing is None or not ("object" in frames or "for_deed" in frames):
        return None
    frame = "for_deed" if "for_deed" in frames else "object"
    begin, end = max(words.left[thing], cue.end), words.right[thing] + 1
    if words.pos[thing] == "PRON" and end == thing + 1 and frame == "object":
        return None
    lexicon = reporting()
    if (words.lemma[thing] in lexicon.attitudes or words.lemma[thing] in lexicon.nouns) and words.lemma[cue.head] in lexicon.light:
        return None  # "expressed hope that": the noun is the cue
    for k in kids:
        if k > thing and words.dep[k] == "prep" and words.left[k] == end and _belongs(scene, k):
            end = words.right[k] + 1
        elif k > thing:
            break
    end = scene.before_relative(begin, scene.cut(begin, end))
    return scene.candidate(cue, frame, (begin, scene.with_quote(cue.head, begin, end)))


def _paired(scene: Scene, cue: Cue, kids: list[int], thing: int | None) -> Candidate | None:
    """Return "attributed X to Y", "put X at Y": both the thing and what it is set against."""
    words = scene.words
    if thing is None:
        return None
    for frame, prepositions in (("object_to", ("to", "with")), ("object_at", ("at", "in"))):
        if frame not in cue.frames:
            continue
        prep = next((k for k in (*kids, *words.kids[thing]) if k > thing and words.lower[k] in prepositions and words.dep[k] in ("prep", "dative")), None)
        inner = words.child(prep, "pobj") if prep is not None else None
        number = inner is not None and any(words.pos[k] == "NUM" or words.tag[k] == "CD" for k in words.subtree(inner))
        if prep is not None and inner is not None and (frame == "object_to" or number):
            end = scene.before_relative(words.left[thing], scene.cut(words.left[thing], words.right[prep] + 1))
            return scene.candidate(cue, frame, (words.left[thing], end))
    return None


def _belongs(scene: Scene, prep: int) -> bool:
    """Whether a prepositional phrase after an object is part of what is reported, not its time, medium or addressee."""
    words = scene.words
    inner = words.child(prep, "pobj", "pcomp")
    if inner is None:
        return False
    return not (
        words.ent[inner] in ("DATE", "TIME")
        or words.lemma[inner] in _MEDIA
        or words.lower[prep] in ("after", "before", "during", "by", "via", "through", "since", "until")
        or (words.lower[prep] == "to" and words.lemma[inner] in ("reporter", "journalist", "press", "parliament", "medium"))
    )


def _passive(scene: Scene, cue: Cue, kids: list[int]) -> Candidate | None:
    """Return what a passive reports: "residents were told to leave", "the deal was announced by X", "is said to be"."""
    words, v, frames = scene.words, cue.head, cue.frames
    subject = words.child(v, "nsubjpass", "csubjpass")
    found = _clause(scene, cue, kids)
    if found is not None:
        return found
    verb = next((k for k in kids if words.dep[k] in ("xcomp", "ccomp", "oprd", "advcl", "acomp") and (scene.infinitive(k) or words.dep[k] in ("oprd", "acomp"))), None)
    if verb is None:
        verb = next((k for k in kids if words.dep[k] == "prep" and words.lower[k] == "as" and "as" in frames), None)
    ahead = [(words.left[subject], words.right[subject] + 1)] if subject is not None and words.pos[subject] != "PRON" else []
    if subject is not None and words.lower[subject] in ("he", "she", "they", "it"):
        ahead = [(subject, subject + 1)]
    if verb is not None:
        frame = "whom" if "whom" in frames else "clause" if "clause" in frames else "call" if "call" in frames else None
        if frame is None:
            return None
        begin = words.left[verb]
        end = scene.cut(begin, words.right[verb] + 1)
        return scene.candidate(cue, frame, *ahead, (begin, scene.with_quote(v, begin, end)))
    found = _preposition(scene, cue, kids)
    if found is not None:
        return found
    if ahead and ("object" in frames or "for_deed" in frames) and (cue.speaker is not None):
        return scene.candidate(cue, "object" if "object" in frames else "for_deed", *ahead)
    return None
