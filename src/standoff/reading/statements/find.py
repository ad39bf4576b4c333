"""From candidates to statements."""

from __future__ import annotations

from standoff.knowledge.linear import linear_model
from standoff.mentions import Party, Statement
from standoff.reading.draft import Draft, Found
from standoff.reading.statements.around import around
from standoff.reading.statements.complement import complement
from standoff.reading.statements.content import Candidate, Scene
from standoff.reading.statements.continued import continued
from standoff.reading.statements.cues import Cue, noun_phrase, verb_cues
from standoff.reading.statements.features import act_features, features, nesting
from standoff.reading.statements.nominal import nominal
from standoff.reading.statements.quotes import MARKS, find_quotes
from standoff.reading.statements.sources import headlines, prepositional
from standoff.reading.statements.turns import find_turns, turn_candidates
from standoff.reading.times import when_of
from standoff.report import Span

# A candidate this likely is taken for a statement.
_THRESHOLD = 0.4
_EDGES = "".join(MARKS) + " \t\n,;:—–-"


def find_statements(draft: Draft) -> list[Found[Statement]]:
    """Return the statements of a report; `Found.first` and `end` enclose the content, `head` is the cue."""
    found: list[Found[Statement]] = []
    for candidate in candidates(draft):
        statement = _statement(draft, candidate, f"s{len(found) + 1}")
        if statement is not None:
            found.append(Found(candidate.first, candidate.end, candidate.cue.head, statement))
    return found


def candidates(draft: Draft) -> list[Candidate]:
    """Return the candidates that the trained weights take for statements, with act and score, in the order of the text."""
    scene, proposed, names = propose(draft)
    choice, acts = linear_model("statements", "choice"), linear_model("statements", "act")
    kept: list[Candidate] = []
    for n, candidate in enumerate(proposed):
        candidate.score = round(choice.probability(names[n]), 3)
        if candidate.score >= _THRESHOLD:
            kept.append(candidate)
    best: dict[tuple[int, int], Candidate] = {}
    for candidate in kept:
        envelope = (candidate.first, candidate.end)
        if envelope not in best or (best[envelope].score or 0) < (candidate.score or 0):
            best[envelope] = candidate
    for candidate in best.values():
        candidate.act = acts.best(act_features(scene, candidate))
    return sorted(best.values(), key=lambda c: (c.first, -c.end, c.cue.head))


def propose(draft: Draft) -> tuple[Scene, list[Candidate], list[list[str]]]:
    """Return all that may be a statement, and the features of each."""
    words = draft.words
    scene = Scene(words, find_quotes(draft))
    found = [c for cue in verb_cues(words) if (c := _content(scene, cue))]
    found += prepositional(words, scene)
    found += nominal(scene)
    headings = {n for n, b in enumerate(draft.working.blocks) if b.kind == "heading" or n == 0}
    found += headlines(words, scene, headings)
    found += continued(scene, found)
    found += turn_candidates(draft, find_turns(draft))
    nested = nesting(found)
    return scene, found, [features(scene, c) + nested[n] for n, c in enumerate(found)]


def _content(scene: Scene, cue: Cue) -> Candidate | None:
    """Return what a verb reports: around it if it is a verb of speech, else its complement."""
    speaks = "quote" in cue.frames or "clause" in cue.frames
    return (around(scene, cue) if speaks else None) or complement(scene, cue)


def _statement(draft: Draft, candidate: Candidate, number: str) -> Statement | None:
    words = draft.words
    content = tuple(s for first, end in candidate.pieces if (s := _content_span(draft, first, end)))
    if not content:
        return None
    cue = candidate.cue
    direct = candidate.frame == "quote" and all(any(q.first <= a and b <= q.end for q in candidate.quotes) for a, b in candidate.pieces)
    return Statement(
        id=number,
        evidence=draft.span(*words.sents[words.sent[cue.head]]),
        attribution=None,
        polarity="affirmed",
        when=when_of(draft, cue.head),
        where=None,
        confidence=candidate.score,
        speaker=speaker_party(draft, candidate.speaker),
        content=content,
        cue=draft.span(cue.first, cue.end),
        kind="direct" if direct else "mixed" if candidate.quotes else "indirect",
        act=candidate.act,  # type: ignore[arg-type]
    )


def _content_span(draft: Draft, first: int, end: int) -> Span | None:
    """Return the span of the tokens, without quotation marks and separators at the edges."""
    words = draft.words
    if end <= first:
        return None
    text = draft.working.text
    start, stop = words.start[first], words.end[end - 1]
    while start < stop and text[start] in _EDGES:
        start += 1
    while stop > start and text[stop - 1] in _EDGES:
        stop -= 1
    return draft.chars(start, stop) if stop > start else None


def speaker_party(draft: Draft, token: int | None) -> Party | None:
    """Return the party that speaks: the resolved actor, else the phrase in its own words."""
    if token is None:
        return None
    party = draft.parties.of(token)
    if party is not None:
        return party
    first, end = noun_phrase(draft.words, token)
    span = draft.span(first, end)
    return Party(span.text, span=span)
