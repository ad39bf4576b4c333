"""The writer's own voice: words that keep a distance, judge or infer."""

from __future__ import annotations

from standoff.knowledge.speech import speech
from standoff.mentions import Comment
from standoff.reading.draft import Draft
from standoff.reading.statements.content import Candidate, Scene
from standoff.reading.statements.details import phrase_at
from standoff.reading.words import Words
from standoff.report import Span

# Verbs that say what the writer reads into somebody's words, when they are said to be going on.
_READINGS = frozenset({"imply", "insinuate", "suggest", "signal", "betray", "confess", "concede"})


def is_reading(words: Words, candidate: Candidate) -> bool:
    """Whether the cue is the writer's inference from what was said ("is implying in this statement that …")."""
    v = candidate.cue.head
    return words.lemma[v] in _READINGS and words.tag[v] == "VBG" and any(words.lower[k] in ("is", "are", "was", "were") for k in words.kids[v] if words.dep[k] == "aux")


def find_comments(draft: Draft, scene: Scene, kept: list[Candidate], read_into: list[Candidate]) -> tuple[Comment, ...]:
    """Return the writer's comments: outside quotations and outside what others are reported to have said."""
    words = draft.words
    said = [range(a, b) for c in kept for a, b in c.pieces if c.frame != "according"]
    found: dict[int, Comment] = {}
    for kind, phrases in speech().voice.items():
        for i in range(len(words)):
            if words.lower[i] not in phrases:
                continue
            size = phrase_at(words, i, phrases)
            if size and i not in scene.inside and i not in found and not any(i in r for r in said):
                found[i] = Comment(kind, draft.span(i, i + size), _clause(draft, i))
    for c in read_into:
        found[c.cue.head] = Comment("inference", draft.span(c.cue.first, c.cue.end), _clause(draft, c.cue.head))
    return tuple(found[i] for i in sorted(found))


def _clause(draft: Draft, i: int) -> Span:
    """Return the clause that token `i` is in."""
    words = draft.words
    for k in (i, *words.ancestors(i)):
        if words.pos[k] in ("VERB", "AUX") and words.dep[k] in ("ROOT", "ccomp", "relcl", "conj", "advcl", "parataxis", "acl"):
            return draft.subtree(k)
    return draft.span(*words.sents[words.sent[i]])
