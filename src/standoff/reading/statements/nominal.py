"""Nouns that report: "the announcement that", "its demand for", "expressed hope that", "their demand is"."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.knowledge.reporting import Frame, Reporting, reporting
from standoff.reading.statements.content import Candidate, Scene
from standoff.reading.statements.cues import Cue, cue_phrase, is_passive, speaker_of
from standoff.reading.words import Words

_PREPOSITIONS = frozenset({"for", "of", "against", "about", "over", "on", "at", "in"})
_EQUATES = frozenset({"be", "include", "remain", "read"})


def nominal(scene: Scene) -> Iterator[Candidate]:
    """Yield what reporting nouns carry."""
    words, lexicon = scene.words, reporting()
    for i in range(len(words)):
        if words.pos[i] != "NOUN":
            continue
        act = lexicon.nouns.get(words.lemma[i])
        attitude = lexicon.attitudes.get(words.lemma[i])
        if act is None and attitude is None:
            continue
        light = _light(words, i, lexicon)
        if act is None and light is None:
            continue
        found = _carried(scene, i, light, attitude if light is not None and attitude else act or "assert", lexicon) or _equated(scene, i, act)
        if found is not None:
            yield found


def _light(words: Words, i: int, lexicon: Reporting) -> int | None:
    """Return the verb that does no more than utter the noun `i` ("expressed", "issued"), or None."""
    head = words.head[i]
    if words.dep[i] in ("dobj", "nsubjpass") and words.lemma[head] in lexicon.light:
        return head
    return None


def _carried(scene: Scene, i: int, light: int | None, act: str, lexicon: Reporting) -> Candidate | None:
    words = scene.words
    speaker = _owner(words, i) if light is None else speaker_of(words, light)
    first, end = (min(cue_phrase(words, light)[0], i), i + 1) if light is not None else (i, i + 1)
    if light is not None and light > i:
        first, end = i, i + 1
    kind = "light" if light is not None else "noun"
    cue = Cue(i, first, end, {}, speaker, kind)
    heads = [*words.kids[i], *(words.kids[light] if light is not None else ())]
    for k in heads:
        if k > i and words.dep[k] in ("acl", "ccomp", "relcl", "advcl", "xcomp") and (scene.that(k) or scene.infinitive(k)):
            frame = f"{kind} that" if scene.that(k) else f"{kind} to"
            begin = words.left[k]
            if frame == "light to":
                begin = words.left[i]  # "expressed willingness to talk": what is voiced is the willingness
            cue.frames[frame] = Frame("noun", act)
            return scene.candidate(cue, frame, (begin, scene.cut(begin, words.right[k] + 1)))
    for k in heads:
        if k > i and words.dep[k] == "prep" and words.lower[k] in _PREPOSITIONS:
            inner = words.child(k, "pobj", "pcomp")
            if inner is None or (light is None and words.lower[k] in ("on", "at", "in")) or words.ent[inner] in ("DATE", "TIME"):
                continue
            if light is None and (speaker == inner or (speaker is None and words.lower[k] == "of" and words.ent[inner] in ("PERSON", "ORG", "GPE"))):
                continue
            frame = f"{kind} {'of' if words.lower[k] == 'of' else 'for'}"
            cue.frames[frame] = Frame("noun", act)
            return scene.candidate(cue, frame, (k + 1, scene.cut(k + 1, words.right[inner] + 1)))
    if light is not None and words.lemma[i] in lexicon.attitudes and words.lemma[light] in ("express", "voice", "convey", "offer", "extend", "give"):
        cue.first, cue.end = cue_phrase(words, light)
        cue.frames["light it"] = Frame("noun", act)
        return scene.candidate(cue, "light it", (words.left[i], scene.cut(words.left[i], words.right[i] + 1)))
    return None


def _equated(scene: Scene, i: int, act: str | None) -> Candidate | None:
    """Return what a reporting noun is said to be: "his view is that …", "their demands include …"."""
    words = scene.words
    verb = words.head[i]
    if words.dep[i] != "nsubj" or words.lemma[verb] not in _EQUATES or act is None:
        return None
    owner = words.child(i, "poss")
    if owner is None:
        return None
    for k in words.kids[verb]:
        if k > verb and words.dep[k] in ("ccomp", "attr", "dobj", "xcomp"):
            cue = Cue(i, i, i + 1, {"noun is": Frame("noun", act)}, owner, "noun")
            return scene.candidate(cue, "noun is", (words.left[k], scene.cut(words.left[k], words.right[k] + 1)))
    return None


def _owner(words: Words, i: int) -> int | None:
    """Return whose words the noun `i` are: possessive, "of" or "by", or the subject of the verb it belongs to."""
    owner = words.child(i, "poss")
    if owner is not None:
        return owner
    for k in words.kids[i]:
        if (words.dep[k] == "prep" and words.lower[k] in ("by", "from", "of")) or words.dep[k] == "agent":
            inner = words.child(k, "pobj")
            if inner is not None and (words.lower[k] != "of" or words.ent[inner] in ("PERSON", "ORG", "GPE", "NORP")):
                return inner
    for k in words.kids[i]:
        if words.dep[k] in ("compound", "amod") and words.ent[k] in ("GPE", "ORG", "PERSON", "NORP"):
            return k
    head = words.head[i]
    if words.dep[i] in ("dobj", "pobj", "attr", "conj") and head != i:
        verb = head if words.tag[head][:2] == "VB" else words.head[head]
        if words.tag[verb][:2] == "VB" and not is_passive(words, verb):
            return speaker_of(words, verb)
    return None
