"""Sources named without a verb: "according to", reporting nouns, headlines."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.knowledge.reporting import Frame, reporting
from standoff.reading.statements.content import Candidate, Scene
from standoff.reading.statements.cues import Cue
from standoff.reading.words import Words

_PLAIN = Frame("speech", "assert")


def prepositional(words: Words, scene: Scene) -> Iterator[Candidate]:
    """Yield what is reported by "according to" and the like: the clause without the phrase."""
    lexicon = reporting()
    starts = {p[0] for p in lexicon.prepositions}
    for i in range(len(words)):
        if words.lower[i] not in starts:
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
    last = max(words.right[source] + 1, end)
    for i in range(end, last):
        if words.text[i] == "," and i + 1 < last and words.pos[i + 1] not in ("PROPN", "NOUN", "DET", "ADJ"):
            last = i
            break
    cue = Cue(first, first, end, {"according": _PLAIN}, source, "preposition")
    quote = scene.inside.get(first)
    if quote is not None:
        at, stop = max(at, quote.first), min(stop, quote.end)
    leading = first == at or all(words.pos[i] in ("PUNCT", "CCONJ", "ADV", "SCONJ") for i in range(at, first))
    pieces: list[tuple[int, int]] = []
    if leading:
        begin = last
        while begin < stop and words.text[begin] in (",", "—", "–"):
            begin += 1
        pieces.append((begin, scene.trimmed(begin, stop)))
    else:
        head = words.head[first]
        begin = at
        for i in range(first - 1, at - 1, -1):
            if words.text[i] == ";":
                begin = i + 1
                break
        ahead = first - 1 if words.text[first - 1] in (",", "—", "–", "(") else first
        pieces.append((begin, ahead))
        if last < stop and words.text[last] == "," and words.text[first - 1] == "," and head >= last:
            pieces.append((last + 1, scene.trimmed(last + 1, stop)))
    pieces = [p for p in pieces if p[1] > p[0]]
    if not pieces:
        return None
    quotes = [q for q in scene.quotes if any(q.first < e and q.end > s for s, e in pieces)]
    return Candidate(cue, "according", pieces, quotes, source)


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
        if speaker is None:
            continue
        cue = Cue(i, i, i + 1, {"headline": _PLAIN}, speaker, "headline")
        yield Candidate(cue, "headline", [(i + 1, scene.trimmed(i + 1, stop))], [], speaker)
        return
