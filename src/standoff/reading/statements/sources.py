"""Sources named without a verb: "according to", reporting nouns, headlines."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.knowledge.reporting import Frame, reporting
from standoff.reading.statements.content import COMMAS, Candidate, Scene
from standoff.reading.statements.cues import Cue
from standoff.reading.statements.features import speaker_kind
from standoff.reading.statements.quotes import MARKS
from standoff.reading.words import Words

# What opens a comment on a source rather than the rest of a reported clause.
_COMMENTS = frozenset({"who", "which", "whose", "whom", "where", "when"})
_PLAIN = Frame("speech", "assert")


def prepositional(words: Words, scene: Scene) -> Iterator[Candidate]:
    """Yield what is reported by "according to" and the like: the clause without the phrase."""
    lexicon = reporting()
    starts = {p[0] for p in lexicon.prepositions}
    for i in range(len(words)):
        if words.lower[i] not in starts or (words.text[i][0].isupper() and i != words.sents[words.sent[i]][0]):
            continue
        for phrase in lexicon.prepositions:
            if tuple(words.lower[i : i + len(phrase)]) == phrase:
                found = _according(words, scene, i, i + len(phrase))
                if found:
                    yield found
                break


def _according(words: Words, scene: Scene, first: int, end: int) -> Candidate | None:
    at, stop = words.sents[words.sent[first]]
    if end >= stop:
        return None
    source = next((words.child(k, "pobj") for k in range(end - 1, first - 1, -1) if words.child(k, "pobj") is not None), None)
    if source is None:
        return None
    last = _source_end(words, source, end, stop)
    cue = Cue(first, first, end, {"according": _PLAIN}, source, "preposition")
    quote = scene.inside.get(first)
    if quote is not None:
        at, stop = max(at, quote.first), min(stop, quote.end)
    opens = first
    while opens > at and (words.text[opens - 1] in COMMAS or words.pos[opens - 1] in ("CCONJ", "ADV", "SCONJ") or words.text[opens - 1] in MARKS):
        opens -= 1
    joined = opens < first and any(words.pos[i] == "CCONJ" for i in range(opens, first)) and last < stop and words.text[last] in COMMAS
    if opens <= at or joined or words.lower[opens - 1] in ("that", "including", "but"):
        begin = last
        while begin < stop and words.text[begin] in COMMAS:
            begin += 1
        return scene.candidate(cue, "according", (begin, scene.cut(begin, stop)), speaker=source)
    begin = _clause_start(scene, at, first)
    pieces = [(begin, opens if words.text[first - 1] in COMMAS else first)]
    if last < stop and words.text[last] in COMMAS and words.text[first - 1] in COMMAS:
        rest = range(last + 1, stop)
        crossing = any(begin <= words.head[i] < first and words.pos[i] not in ("PUNCT", "CCONJ") for i in rest if words.head[i] not in rest)
        if (crossing or not scene.has_finite(*pieces[0])) and words.lower[last + 1] not in _COMMENTS:
            pieces.append((last + 1, scene.cut(last + 1, stop)))
    return scene.candidate(cue, "according", *pieces, speaker=source)


def _source_end(words: Words, source: int, end: int, stop: int) -> int:
    """Return the token after the source's noun phrase: without a clause that the parser ran on with."""
    last = max(words.right[source] + 1, end)
    for i in range(end, min(last, stop)):
        if words.text[i] in COMMAS and i + 1 < last:
            # An apposition or a relative clause belongs to the source if a comma closes it.
            comment = words.pos[i + 1] in ("DET", "ADJ", "NOUN") or words.lower[i + 1] in _COMMENTS
            close = next((k for k in range(i + 1, stop) if words.text[k] in COMMAS), None)
            if comment and close is not None and close <= last:
                return close
            return i
    return min(last, stop)


def _clause_start(scene: Scene, at: int, first: int) -> int:
    """Return where the clause begins that a phrase at `first` follows: after a semicolon or a report before it."""
    words = scene.words
    for i in range(first - 1, at - 1, -1):
        if words.text[i] == ";" and i not in scene.inside:
            return i + 1
    return at


def headlines(words: Words, scene: Scene, headings: set[int]) -> Iterator[Candidate]:
    """Yield what a headline reports as "Kremlin: no plans to invade"."""
    for i in range(len(words)):
        if words.text[i] != ":" or words.block[i] not in headings:
            continue
        at = i
        while at > 0 and words.block[at - 1] == words.block[i]:
            at -= 1
        stop = i + 1
        while stop < len(words) and words.block[stop] == words.block[i]:
            stop += 1
        if not 0 < i - at <= 6 or stop - i < 4 or any(words.tag[k][:2] == "VB" or words.text[k] in ",;" for k in range(at, i)):
            continue
        speaker = next((k for k in range(i - 1, at - 1, -1) if words.pos[k] in ("PROPN", "NOUN")), None)
        if speaker is None or speaker_kind(words, speaker) in ("thing", "none"):
            continue
        cue = Cue(i, i, i + 1, {"headline": _PLAIN}, speaker, "headline")
        yield Candidate(cue, "headline", [(i + 1, scene.trimmed(i + 1, stop))], [], speaker)
        return
