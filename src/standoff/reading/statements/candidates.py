"""All that may be a statement, and the choice among it by trained weights."""

from __future__ import annotations

from dataclasses import replace

from standoff.knowledge.linear import linear_model
from standoff.reading.draft import Draft
from standoff.reading.statements.around import around
from standoff.reading.statements.complement import complement
from standoff.reading.statements.content import COMMAS, Candidate, Scene
from standoff.reading.statements.continued import continued
from standoff.reading.statements.cues import Cue, verb_cues
from standoff.reading.statements.features import act_features, features, nesting
from standoff.reading.statements.nominal import nominal
from standoff.reading.statements.quotes import find_quotes
from standoff.reading.statements.sources import headlines, prepositional
from standoff.reading.statements.turns import Turn, turn_candidates

# A candidate this likely is taken for a statement.
_THRESHOLD = 0.4
# Headlines and turns are told by their form; the texts trained on have none, so that there is no estimate for them.
_BY_FORM = frozenset({"headline", "turn"})


def propose(draft: Draft, turns: list[Turn]) -> tuple[Scene, list[Candidate], list[list[str]]]:
    """Return all that may be a statement, and the features of each."""
    words = draft.words
    scene = Scene(words, find_quotes(draft))
    found = [c for cue in verb_cues(words) for c in _contents(scene, cue)]
    found += prepositional(words, scene)
    found += nominal(scene)
    headings = {n for n, b in enumerate(draft.working.blocks) if b.kind == "heading" or n == 0}
    found += headlines(words, scene, headings) if not turns else ()
    found += continued(scene, found)
    found += turn_candidates(draft, turns)
    nested = nesting(found)
    return scene, found, [features(scene, c) + nested[n] for n, c in enumerate(found)]


def choose(scene: Scene, proposed: list[Candidate], names: list[list[str]]) -> list[Candidate]:
    """Return the candidates that the weights take for statements, with score and speech act, in the order of the text."""
    choice, acts = linear_model("statements", "choice"), linear_model("statements", "act")
    best: dict[tuple[int, int], Candidate] = {}
    for candidate, row in zip(proposed, names, strict=True):
        if candidate.frame in _BY_FORM:
            best[candidate.first, candidate.end] = candidate
            continue
        score = round(choice.probability(row), 3)
        candidate.score = score
        envelope = (candidate.first, candidate.end)
        if score >= _THRESHOLD and (envelope not in best or (best[envelope].score or 0) < score):
            best[envelope] = candidate
    for candidate in best.values():
        if candidate.frame != "turn":
            candidate.act = acts.best(act_features(scene, candidate))
    return sorted(best.values(), key=lambda c: (c.first, -c.end, c.cue.head))


def _contents(scene: Scene, cue: Cue) -> list[Candidate]:
    """Return what a verb reports: around it if it is a verb of speech, else its complement."""
    speaks = "quote" in cue.frames or "clause" in cue.frames
    found = (around(scene, cue) if speaks else None) or complement(scene, cue)
    return _apart(scene, found) if found is not None else []


def _apart(scene: Scene, candidate: Candidate) -> list[Candidate]:
    """Return the clauses of "said that A and that B" one by one."""
    words = scene.words
    if candidate.frame not in ("clause", "linear") or len(candidate.pieces) > 1:
        return [candidate]
    first, end = candidate.pieces[0]
    starts = [first]
    for i in range(first + 3, end - 2):
        if words.lower[i] == "that" and words.lower[i - 1] in ("and", "but") and words.dep[i] == "mark" and i not in scene.inside and scene.has_finite(i, end):
            starts.append(i)
    if len(starts) == 1:
        return [candidate]
    stops = [*(i - 1 for i in starts[1:]), end]
    parts = []
    for a, b in zip(starts, stops, strict=True):
        while b > a and words.text[b - 1] in COMMAS:
            b -= 1
        quotes = [q for q in candidate.quotes if q.first < b and q.end > a]
        parts.append(replace(candidate, pieces=[(a, b)], quotes=quotes))
    return parts
