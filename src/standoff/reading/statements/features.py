"""What a candidate looks like: the names of its features, for the trained weights."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

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


_SELF = frozenset({"i", "we", "he", "she", "they", "it"})


def act_features(scene: Scene, candidate: Candidate) -> list[str]:
    """Return the features that tell the speech act of a candidate."""
    words, cue, act = scene.words, candidate.cue, candidate.act
    entry = cue.frames.get(candidate.frame) or next(iter(cue.frames.values()), None)
    kind = entry.kind if entry is not None else "none"
    lemma = words.lemma[cue.head] if cue.kind in ("verb", "noun", "light") else cue.kind
    neutral = act == "assert"
    names = [f"act={act}", f"act={act}|kind={kind}", f"frame={candidate.frame}", f"cue={lemma}", f"act={act}|frame={candidate.frame}", f"opens={words.lower[candidate.first]}"]
    names += _will(words, candidate, neutral)
    marks = act_marks()
    for n, (first, end) in enumerate(candidate.pieces):
        for i in range(first, end):
            for key in {words.lower[i], words.lemma[i]}:
                for phrase, shown in marks.get(key, ()):
                    if all(i + k < end and phrase[k] in (words.lower[i + k], words.lemma[i + k]) for k in range(1, len(phrase))):
                        names.append(f"shows {shown}|neutral={neutral}")
                        names.append(f"shows {shown}|act={act}")
                        if n == 0 and i < first + 10:
                            names.append(f"early {shown}|neutral={neutral}")
    names += [f"word={words.lemma[i]}" for i in range(candidate.first, min(candidate.first + 12, candidate.end)) if words.pos[i] in ("VERB", "ADJ", "AUX", "NOUN")]
    if any(words.lower[k] in ("not", "never", "n't", "n’t") for k in words.kids[cue.head]):
        names.append("cue negated")
    size = candidate.end - candidate.first
    names.append(f"size={sum(size > n for n in _LENGTHS)}")
    return names


def _will(words: Words, candidate: Candidate, neutral: bool) -> list[str]:
    """Return features of the main clause: its subject with its modal and negation, an imperative, a question."""
    first, end = candidate.pieces[0]
    root = next((i for i in range(first, end) if words.pos[i] in ("VERB", "AUX") and not first <= words.head[i] < end), None)
    root = root if root is not None else next((i for i in range(first, end) if words.dep[i] == "ROOT"), None)
    if root is None:
        return []
    subject = words.child(root, "nsubj", "nsubjpass", "expl")
    who = "none" if subject is None else "self" if words.lower[subject] in _SELF else "first" if words.lower[subject] == "you" else "other"
    names = [f"subject={who}|neutral={neutral}"]
    for k in words.kids[root]:
        if words.dep[k] in ("aux", "neg"):
            names.append(f"{words.lower[k]}|subject={who}|neutral={neutral}")
    if words.tag[root] == "VB" and subject is None and not any(words.dep[k] == "aux" for k in words.kids[root]):
        names.append(f"imperative|neutral={neutral}")
    return names


@lru_cache(maxsize=1)
def act_marks() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the phrases of ``acts.toml`` under their first word, each with the act it shows."""
    raw = tomllib.loads((files("standoff.knowledge") / "data/acts.toml").read_text("utf-8"))
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for act, phrases in raw.items():
        for phrase in phrases:
            parts = tuple(phrase.split())
            found.setdefault(parts[0], []).append((parts, act))
    return found
