"""Turns: transcripts whose speakers stand as labels before what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from standoff.knowledge.reporting import Frame
from standoff.reading.draft import Draft
from standoff.reading.statements.content import Candidate
from standoff.reading.statements.cues import Cue

_NAME = r"[A-Z][\w.’'-]*"
_OPENER = re.compile(
    rf"""["“'‘]?\({{0,3}}(?P<label>(?:[A-Z][A-Z.’'-]+|Q|A)(?:[ ,]+[A-Z(][A-Z.’')-]+){{0,6}}|{_NAME}(?:,? (?:of|the|for|and|de|al|{_NAME})){{0,14}})\){{0,3}}\s?:\s""",
)
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
# A speech says "I" or "we" at least once in so many words.
_FIRST_PERSON_SHARE = 80
_SENTENCE_END = frozenset(".!?…>)”\"")


@dataclass(slots=True)
class Turn:
    """What one speaker says: label and words as token ranges; `opens` tells that the label opens a paragraph."""

    label: tuple[int, int]
    pieces: list[tuple[int, int]]
    opens: bool


def find_turns(draft: Draft) -> list[Turn]:
    """Return the turns of a transcript, none for other texts."""
    labels = [*_labels(draft)]
    if len(labels) == 1:
        return _speech(draft, labels[0])
    texts = [text for _, _, text, opens in labels if opens]
    inline = [text for _, _, text, opens in labels if not opens]
    opening = len(texts) >= 3 and (len(set(texts)) < len(texts) or all(t.isupper() for t in texts))
    if not opening:
        names = texts + inline
        if len(names) < 2 or not (len({_key(n) for n in names}) < len(names) or names[0] == (texts[:1] or [""])[0] and inline):
            return []
        if len({_key(n) for n in names}) < 2 or not inline:
            return []
    words = draft.words
    kept = [label for label in labels if label[3] or not opening]
    turns = []
    for n, (start, end, _, opens) in enumerate(kept):
        first, begin = words.token_at(start), words.token_at(end)
        stop = words.token_at(kept[n + 1][0]) if n + 1 < len(kept) else len(words)
        if first is None or begin is None or stop is None or begin >= stop:
            continue
        turns.append(Turn((first, begin), _by_block(draft, begin, stop), opens))
    return turns


def _speech(draft: Draft, label: tuple[int, int, str, bool]) -> list[Turn]:
    """Return the one turn of a speech: a name with a colon at the head of a text in the first person."""
    start, end, text, _ = label
    words = draft.words
    first, begin = words.token_at(start), words.token_at(end)
    if first is None or begin is None or len(text.split()) < 2 or first > len(words) // 4 or begin >= len(words):
        return []
    own = sum(words.lower[i] in _FIRST_PERSON for i in range(begin, len(words)))
    if own < 3 or own * _FIRST_PERSON_SHARE < len(words) - begin:
        return []
    return [Turn((first, begin), _by_block(draft, begin, len(words)), False)]


def _key(label: str) -> str:
    return label.split()[-1].lower()


def _labels(draft: Draft) -> list[tuple[int, int, str, bool]]:
    """Return (start, end, label, whether it opens a paragraph) of what looks like a speaker's label."""
    text, found = draft.working.text, []
    for block in draft.working.blocks:
        for match in _OPENER.finditer(text, block.start, block.end):
            at = match.start()
            opens = at == block.start
            if not opens and (text[at - 1 : at].strip() or text[:at].rstrip()[-1:] not in _SENTENCE_END):
                continue
            label = match.group("label")
            if not opens and len(label.split()) < 2:
                continue
            found.append((at, match.end(), label, opens))
    return found


def _by_block(draft: Draft, first: int, end: int) -> list[tuple[int, int]]:
    words, pieces = draft.words, []
    begin = first
    for i in range(first + 1, end + 1):
        if i == end or words.block[i] != words.block[begin]:
            pieces.append((begin, i))
            begin = i
    return pieces


def turn_candidates(draft: Draft, turns: list[Turn]) -> list[Candidate]:
    """Return the turns of a transcript that a report quotes as candidates.

    Where the whole text is a transcript its turns are not statements one by one: who speaks is known all the same.
    """
    words, found = draft.words, []
    if not turns or words.block[turns[0].label[0]] == 0 or words.text[max(turns[0].label[0] - 1, 0)] == "(":
        return []
    for turn in turns:
        if not turn.opens:
            continue
        speaker = next((i for i in range(turn.label[1] - 1, turn.label[0] - 1, -1) if words.text[i][0].isalpha()), None)
        act = "ask" if speaker is not None and words.lower[speaker] in ("question", "q") else "assert"
        cue = Cue(turn.label[1] - 1, turn.label[1] - 1, turn.label[1], {"turn": Frame("speech", act)}, speaker, "turn")
        found.append(Candidate(cue, "turn", turn.pieces, [], speaker, act))
    return found
