"""What a candidate looks like: the names of its features, for the trained weights."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.knowledge.reporting import reporting
from standoff.reading.statements.content import FINITE, Candidate, Scene
from standoff.reading.words import Words

_MODALS = frozenset({"would", "could", "may", "might", "should", "must", "can", "will", "shall", "ought"})
_LENGTHS = (2, 4, 7, 12, 20, 35)


def features(scene: Scene, candidate: Candidate) -> list[str]:
    """Return the features of a candidate."""
    words, cue, frame = scene.words, candidate.cue, candidate.frame
    v = cue.head
    entry = cue.frames.get(frame) or next(iter(cue.frames.values()), None)
    kind = entry.kind if entry is not None else "none"
    speaker = speaker_kind(words, candidate.speaker)
    verb = cue.kind == "verb"
    names = [
        f"frame={frame}",
        f"kind={kind}",
        f"cue={words.lemma[v] if cue.kind in ('verb', 'noun', 'light') else cue.kind}",
        f"cue={words.lemma[v]}|{frame}",
        f"speaker={speaker}",
        f"frame={frame}|speaker={speaker}",
        f"kind={kind}|speaker={speaker}",
        f"kind={kind}|frame={frame}",
        f"act={candidate.act}|frame={frame}",
    ]
    if verb:
        names += _verb_features(words, v, frame)
    inside = v in scene.inside
    if inside:
        names += ["in quote", f"in quote|kind={kind}", f"in quote|speaker={speaker}"]
    names += _content_features(scene, candidate, frame)
    if candidate.speaker is not None and words.lower[candidate.speaker] in ("i", "we", "you", "us") and not inside:
        names += ["first person", f"first person|kind={kind}", f"first person|act={candidate.act}"]
    return names


def _verb_features(words: Words, v: int, frame: str) -> list[str]:
    names = [f"tag={words.tag[v]}", f"dep={words.dep[v]}", f"tag={words.tag[v]}|frame={frame}"]
    for k in words.kids[v]:
        if words.dep[k] == "neg" or words.lower[k] in ("never", "not"):
            names.append("negated")
        elif words.dep[k] == "aux" and words.lower[k] in _MODALS:
            names.append("modal")
        elif words.dep[k] == "aux" and words.lower[k] == "to":
            names.append("infinitive")
        elif words.dep[k] == "auxpass":
            names.append("passive")
        elif words.dep[k] == "mark":
            names.append(f"mark={words.lower[k]}")
    return names


def _content_features(scene: Scene, candidate: Candidate, frame: str) -> list[str]:
    words = scene.words
    size = sum(end - first for first, end in candidate.pieces)
    bucket = sum(size > n for n in _LENGTHS)
    first = candidate.first
    names = [f"size={bucket}", f"size={bucket}|frame={frame}", f"opens={words.tag[first]}", f"pieces={min(len(candidate.pieces), 3)}"]
    if candidate.quotes:
        names += ["quoted", f"quoted|frame={frame}"]
    if any(words.tag[i] in FINITE for a, b in candidate.pieces for i in range(a, b)):
        names += ["finite", f"finite|frame={frame}"]
    gap = first - candidate.cue.end
    names.append(f"gap={min(gap, 4) if gap >= 0 else 'before'}")
    return names


def speaker_kind(words: Words, i: int | None) -> str:
    """Return what a source is by its looks: pronoun, named person or body, person, institution, document or thing."""
    if i is None:
        return "none"
    lower = words.lower[i]
    if words.pos[i] == "PRON" or words.tag[i] in ("PRP", "WP", "WDT", "PRP$"):
        if lower in ("i", "we", "you", "us", "my", "our"):
            return "first"
        if lower in ("it", "this", "that", "which", "its", "what", "there"):
            return "it"
        return "pronoun"
    kind = reporting().speakers.get(words.lemma[i])
    if kind is not None:
        return kind
    if words.ent[i] in ("PERSON", "ORG", "GPE", "NORP"):
        return words.ent[i]
    return "name" if words.pos[i] == "PROPN" else "thing"


def nesting(candidates: Sequence[Candidate]) -> dict[int, list[str]]:
    """Return for each candidate, by its place in the list, whether it is in another's content or holds others."""
    names: dict[int, list[str]] = {n: [] for n in range(len(candidates))}
    order = sorted(range(len(candidates)), key=lambda n: (candidates[n].first, -candidates[n].end))
    stack: list[int] = []
    for n in order:
        c = candidates[n]
        while stack and candidates[stack[-1]].end < c.end:
            stack.pop()
        if stack:
            outer = candidates[stack[-1]]
            same = outer.first == c.first and outer.end == c.end
            names[n] += ["same as another"] if same else ["nested", f"nested|frame={c.frame}", f"nested in {outer.frame}"]
            if same:
                names[stack[-1]].append("same as another")
            elif "holds" not in names[stack[-1]]:
                names[stack[-1]].append("holds")
        stack.append(n)
    return names


_MARKERS = {
    "must": "must", "should": "must", "need": "must", "needs": "must", "ought": "must", "has to": "must", "have to": "must",
    "will": "will", "would": "would", "shall": "will", "'ll": "will", "’ll": "will", "not": "not", "n't": "not", "n’t": "not", "no": "not",
    "never": "not", "nothing": "not", "none": "not", "if": "if", "unless": "if", "ready": "ready", "willing": "ready", "prepared": "ready",
    "could": "could", "may": "could", "might": "could", "risk": "risk", "danger": "risk", "threat": "risk", "grave": "risk",
    "consequences": "risk", "war": "risk", "great": "good", "good": "good", "brave": "good", "important": "good", "grateful": "good",
    "thank": "good", "proud": "good", "welcome": "good", "best": "good", "honor": "good", "heroes": "good", "support": "good",
    "wrong": "bad", "illegal": "bad", "lie": "bad", "lies": "bad", "lying": "bad", "violated": "bad", "failed": "bad", "attack": "bad",
    "killed": "bad", "terrorist": "bad", "terrorists": "bad", "shame": "bad", "unacceptable": "bad", "aggression": "bad", "bad": "bad",
    "irresponsible": "bad", "false": "bad", "disgrace": "bad", "guilty": "bad", "corrupt": "bad", "invasion": "bad", "crime": "bad",
    "please": "ask", "?": "ask", "!": "shout", "let": "let", "call": "call", "calls": "call", "demand": "call", "urge": "call",
    "we": "we", "i": "i", "you": "you", "they": "they", "our": "we", "my": "i", "your": "you", "their": "they",
    "stop": "stop", "end": "stop", "withdraw": "stop", "provide": "give", "help": "give", "continue": "go on",
}  # fmt: skip


def act_features(scene: Scene, candidate: Candidate) -> list[str]:
    """Return the features that tell the speech act of a candidate."""
    words, cue = scene.words, candidate.cue
    entry = cue.frames.get(candidate.frame) or next(iter(cue.frames.values()), None)
    kind = entry.kind if entry is not None else "none"
    names = [f"act={candidate.act}", f"act={candidate.act}|kind={kind}", f"frame={candidate.frame}", f"cue={words.lemma[cue.head]}", f"act={candidate.act}|frame={candidate.frame}"]
    seen = {_MARKERS[words.lower[i]] for a, b in candidate.pieces for i in range(a, b) if words.lower[i] in _MARKERS}
    head = {_MARKERS[words.lower[i]] for i in range(candidate.first, min(candidate.first + 8, candidate.end)) if words.lower[i] in _MARKERS}
    names += [f"has {m}" for m in sorted(seen)] + [f"act={candidate.act}|has {m}" for m in sorted(seen)]
    names += [f"early {m}" for m in sorted(head)]
    names += [f"word={words.lemma[i]}" for i in range(candidate.first, min(candidate.first + 14, candidate.end)) if words.pos[i] in ("VERB", "ADJ", "AUX", "NOUN")]
    names.append(f"opens={words.lower[candidate.first]}")
    if any(words.tag[k] in ("RB",) and words.lower[k] in ("not", "never") for k in words.kids[cue.head]):
        names.append("cue negated")
    return names
