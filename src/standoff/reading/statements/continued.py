"""Quotations without a cue of their own: those that go on, those after a colon, those with a name behind a dash."""

from __future__ import annotations

from standoff.knowledge.reporting import Frame
from standoff.reading.statements.content import Candidate, Scene
from standoff.reading.statements.cues import Cue, is_nominal, speaker_of
from standoff.reading.statements.quotes import Quote, merge_paragraphs

_PLAIN = Frame("speech", "assert")
_DASHES = frozenset({"—", "–", "―", "--", "-"})


def continued(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Extend quotations in `found` by those that go on with them; return the further ones that have a speaker."""
    words = scene.words
    quoted = [c for c in found if c.frame == "quote"]
    covered: set[int] = set()
    for c in found:
        covered.update(i for first, end in c.pieces for i in range(first, end))
    more: list[Candidate] = []
    for group in merge_paragraphs(words, scene.quotes):
        holder = next((c for c in quoted if c.first <= group[0].first < c.end), None)
        if holder is not None:
            for quote in group[1:]:
                holder.pieces.append((quote.first, quote.end))
                holder.quotes.append(quote)
            continue
        if group[0].first in covered or not _whole(scene, group[0]):
            continue
        candidate = _colon(scene, group) or _dash(scene, group) or _follows(scene, group, quoted)
        if candidate is not None:
            more.append(candidate)
            quoted.append(candidate)
    return more


def _whole(scene: Scene, quote: Quote) -> bool:
    """Whether a quotation is a sentence of its own rather than a name or a scare quote."""
    words = scene.words
    size = quote.end - quote.first
    return quote.carries or (size >= 4 and (scene.has_finite(quote.first, quote.end) or words.text[quote.end - 1] in (".", "!", "?")))


def _make(cue: Cue, frame: str, group: list[Quote], speaker: int | None) -> Candidate:
    return Candidate(cue, frame, [(q.first, q.end) for q in group], list(group), speaker)


def _colon(scene: Scene, group: list[Quote]) -> Candidate | None:
    """Return a quotation that a sentence with any verb introduces by a colon ("disagreed: …")."""
    words = scene.words
    colon = group[0].first - 2
    if colon < 1 or words.text[colon] != ":":
        return None
    at, _ = words.sents[words.sent[colon]]
    verb = next((i for i in range(at, colon) if words.tag[i][:2] == "VB" and words.child(i, "nsubj") is not None), None)
    if verb is None:
        return None
    subject = speaker_of(words, verb)
    if subject is None or not is_nominal(words, subject):
        return None
    return _make(Cue(verb, verb, verb + 1, {"colon": _PLAIN}, subject), "colon", group, subject)


def _dash(scene: Scene, group: list[Quote]) -> Candidate | None:
    """Return a quotation that has its speaker behind a dash at the paragraph's end."""
    words, i = scene.words, group[-1].end + 1
    if i + 1 >= len(words) or words.text[i] not in _DASHES or words.block[i] != group[-1].block or words.pos[i + 1] != "PROPN":
        return None
    end = i + 1
    while end < len(words) and words.block[end] == words.block[i]:
        end += 1
    if end - i > 12:
        return None
    speaker = i + 1
    while speaker + 1 < end and words.pos[speaker + 1] == "PROPN":
        speaker += 1
    return _make(Cue(i, i, i + 1, {"dash": _PLAIN}, speaker, "dash"), "dash", group, speaker)


def _follows(scene: Scene, group: list[Quote], quoted: list[Candidate]) -> Candidate | None:
    """Join a quotation to the one before it in its paragraph, or give it the speaker of the paragraph before."""
    words, first = scene.words, group[0].first
    mark = first - 1
    opens = mark <= 0 or words.block[mark - 1] != words.block[first] or words.text[mark - 1] in (".", "!", "?", "”", '"')
    if not opens:
        return None
    before = [c for c in quoted if c.end <= first]
    if not before:
        return None
    last = max(before, key=lambda c: c.end)
    block = words.block[last.end - 1]
    if block == words.block[first]:
        last.pieces.extend((q.first, q.end) for q in group)
        last.quotes.extend(group)
        return None
    if words.block[first] - block > 1 or (mark > 0 and words.block[mark - 1] == words.block[first]):
        return None
    cue = last.cue
    return _make(Cue(cue.head, cue.first, cue.end, {"follows": _PLAIN}, cue.speaker, "follows"), "follows", group, last.speaker)
