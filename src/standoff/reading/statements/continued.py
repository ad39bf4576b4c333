"""Quotations without a cue of their own: those that go on, those after a colon, those with a name behind a dash."""

from __future__ import annotations

from standoff.knowledge.reporting import Frame
from standoff.reading.statements.around import has_cue
from standoff.reading.statements.content import FINITE, Candidate, Scene
from standoff.reading.statements.cues import Cue, is_nominal, speaker_of
from standoff.reading.statements.quotes import Quote, merge_paragraphs
from standoff.reading.words import Words

_PLAIN = Frame("speech", "assert")
# Frames whose content is in quotation marks; a quotation of another paragraph that goes on with them has so many tokens.
_QUOTED = frozenset({"quote", "post", "colon", "follows"})
_LONG = 8
_DASHES = frozenset({"—", "–", "―", "--", "-"})


def continued(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Extend quotations in `found` by those that go on with them; return the further ones that have a speaker."""
    words = scene.words
    quoted = [c for c in found if c.frame == "quote" or (c.frame == "post" and c.quotes)]
    earlier = [c for c in found if c.cue.kind in ("verb", "preposition")]
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
        candidate = _cued(scene, group) or _colon(scene, group) or _dash(scene, group) or _follows(scene, group, earlier)
        if candidate is not None:
            more.append(candidate)
            earlier.append(candidate)
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


def _cued(scene: Scene, group: list[Quote]) -> Candidate | None:
    """Return a quotation with the cue right after it whose syntax the parser missed ("…," Mayor of X Y tweeted)."""
    words, close = scene.words, group[-1].end
    if words.text[close - 1] == ".":
        return None
    for i in range(close + 1, min(close + 18, len(words))):
        if words.block[i] != group[-1].block or words.text[i] in (".", ";") or i in scene.opens:
            return None
        if words.tag[i] not in FINITE and not (words.tag[i] == "VBN" and scene.speaks(i)):
            continue
        if not scene.speaks(i):
            return None
        before = range(close + 1, i)
        speaker = _name_in(words, before) or next((k for k in reversed(before) if is_nominal(words, k)), None)
        if speaker is None:
            after = range(i + 1, min(i + 12, len(words)))
            after = range(i + 1, next((k for k in after if words.pos[k] in ("PUNCT", "VERB", "AUX")), after.stop))
            speaker = _name_in(words, after) or next((k for k in after if words.pos[k] in ("NOUN", "PROPN", "PRON")), None)
        if speaker is None:
            return None
        return _make(Cue(i, i, i + 1, {"quote": _PLAIN}, speaker), "quote", group, speaker)
    return None


def _name_in(words: Words, tokens: range) -> int | None:
    """Return the last token of the last person's name among the tokens."""
    return next((k for k in reversed(tokens) if words.ent[k] == "PERSON" and words.pos[k] == "PROPN"), None)


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


def _follows(scene: Scene, group: list[Quote], found: list[Candidate]) -> Candidate | None:
    """Join a quotation to the one before it in its paragraph, or give it the speaker of what was said last."""
    words, first = scene.words, group[0].first
    mark = first - 1
    opens = mark <= 0 or words.block[mark - 1] != words.block[first] or words.text[mark - 1] in (".", "!", "?", "”", '"')
    if not opens or not _closed(words, group[-1]) or has_cue(scene, group[-1]):
        return None
    before = [c for c in found if c.end <= first and words.block[first] - words.block[c.end - 1] <= 1]
    if not before:
        return None
    last = max(before, key=lambda c: (c.end, -c.first))
    same = words.block[last.end - 1] == words.block[first]
    if same and last.quotes and last.frame in _QUOTED:
        last.pieces.extend((q.first, q.end) for q in group)
        last.quotes.extend(group)
        return None
    opens_block = mark <= 0 or words.block[mark - 1] != words.block[first]
    if not same and (last.frame not in _QUOTED or not opens_block or group[0].end - first < _LONG):
        return None
    cue = last.cue
    return _make(Cue(cue.head, cue.first, cue.end, {"follows": _PLAIN}, cue.speaker, "follows"), "follows", group, last.speaker)


def _closed(words: Words, quote: Quote) -> bool:
    """Whether a quotation ends its sentence."""
    after = quote.end + 1
    return (
        quote.carries
        or words.text[quote.end - 1] in (".", "!", "?", "…")
        or after >= len(words)
        or words.text[after] == "."
        or words.block[after] != quote.block
    )
