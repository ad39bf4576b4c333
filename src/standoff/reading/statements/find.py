"""From candidates to statements."""

from __future__ import annotations

from dataclasses import replace

from standoff.mentions import Party, Statement
from standoff.reading.draft import Draft, Found
from standoff.reading.statements.attribution import attribution_of
from standoff.reading.statements.candidates import choose, propose
from standoff.reading.statements.content import Candidate
from standoff.reading.statements.details import audience_and_channel, basis_cited, conditions
from standoff.reading.statements.quotes import MARKS
from standoff.reading.statements.speakers import resolve
from standoff.reading.statements.turns import find_turns
from standoff.reading.statements.voice import find_comments, is_reading
from standoff.reading.times import when_of
from standoff.report import Span

_EDGES = "".join(MARKS) + " \t\n,;:—–-"
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})


def find_statements(draft: Draft) -> list[Found[Statement]]:
    """Return the statements of a report; `Found.first` and `end` enclose the content, `head` is the cue.

    Sets the draft's `turns` (who speaks where in a transcript) and `comments` (the writer's own voice) on the way.
    """
    turns = find_turns(draft)
    draft.turns = [
        Found(turn.pieces[0][0], turn.pieces[-1][1], turn.label[0], party)
        for turn in turns
        if (party := _labelled(draft, turn.label)) is not None
    ]
    scene, proposed, names = propose(draft, turns)
    chosen = choose(scene, proposed, names)
    read_into = [c for c in chosen if is_reading(draft.words, c)]
    chosen = [c for c in chosen if not is_reading(draft.words, c)]
    draft.comments = find_comments(draft, scene, chosen, read_into)
    found: list[Found[Statement]] = []
    for turn in draft.turns:
        draft.parties.speaking(turn.first, turn.end, turn.value)
    # Outer ones come first, so that "I" and "we" inside a quotation are its speaker.
    for candidate in chosen:
        statement = _statement(draft, candidate, f"s{len(found) + 1}")
        if statement is not None:
            found.append(Found(candidate.first, candidate.end, candidate.cue.head, statement))
            if statement.speaker is not None:
                for quote in candidate.quotes:
                    draft.parties.speaking(quote.first, quote.end, statement.speaker)
    return _chained(draft, found)


def _chained(draft: Draft, found: list[Found[Statement]]) -> list[Found[Statement]]:
    """Return the statements, each inside another's content attributed to that one's speaker ("the paper said officials said")."""
    draft.statements = found
    return [Found(f.first, f.end, f.head, replace(f.value, attribution=attribution_of(draft, f.head))) for f in found]


def _statement(draft: Draft, candidate: Candidate, number: str) -> Statement | None:
    words, cue = draft.words, candidate.cue
    content = tuple(s for first, end in candidate.pieces if (s := _content_span(draft, first, end)))
    if not content:
        return None
    audience, channel = audience_and_channel(draft, candidate)
    negated = any(words.lower[k] in _NEGATIONS for k in words.kids[cue.head]) and cue.kind == "verb"
    return Statement(
        id=number,
        evidence=draft.span(*words.sents[words.sent[cue.head]]),
        attribution=None,
        polarity="denied" if negated else "affirmed",
        when=when_of(draft, cue.head),
        where=None,
        confidence=candidate.score,
        speaker=_speaker(draft, candidate),
        audience=audience,
        channel=channel,
        content=content,
        cue=draft.span(cue.first, cue.end),
        kind=_kind(candidate),  # type: ignore[arg-type]
        act=candidate.act,  # type: ignore[arg-type]
        conditions=conditions(draft, candidate),
        basis_cited=basis_cited(draft, candidate),
    )


def _kind(candidate: Candidate) -> str:
    if candidate.frame == "turn":
        return "direct"
    if not candidate.quotes:
        return "indirect"
    whole = all(any(q.first <= a and b <= q.end for q in candidate.quotes) for a, b in candidate.pieces)
    return "direct" if whole and candidate.frame in ("quote", "colon", "dash", "follows") else "mixed"


def _content_span(draft: Draft, first: int, end: int) -> Span | None:
    """Return the span of the tokens, without quotation marks and separators at the edges."""
    text = draft.working.text
    start, stop = draft.words.start[first], draft.words.end[end - 1]
    while start < stop and text[start] in _EDGES:
        start += 1
    while stop > start and text[stop - 1] in _EDGES:
        stop -= 1
    return draft.chars(start, stop) if stop > start else None


def _speaker(draft: Draft, candidate: Candidate) -> Party | None:
    """Return the party that speaks: the resolved actor, else the phrase in its own words."""
    token = candidate.speaker
    if token is None:
        return None
    if candidate.frame == "turn":
        return next((t.value for t in draft.turns if t.head <= token < t.first), None)
    return resolve(draft, token)


def _labelled(draft: Draft, label: tuple[int, int]) -> Party | None:
    """Return the party that a transcript's label names."""
    words = draft.words
    letters = [i for i in range(*label) if words.text[i][0].isalnum()]
    if not letters:
        return None
    span = draft.span(letters[0], letters[-1] + 1)
    party = draft.parties.of(letters[-1])
    return replace(party, span=span) if party is not None else Party(span.text, span=span)
