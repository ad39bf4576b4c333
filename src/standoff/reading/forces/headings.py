"""Headings of paragraphs and labels of lines: "Romania. About 900 are stationed here", "Japan: about 180 people"."""

from __future__ import annotations

from standoff.mentions import Host
from standoff.reading.draft import Draft
from standoff.reading.forces.scene import Scene

_STOPS = frozenset({".", ":", "-", "–", "—", "*", "#", ";"})
# Headings that say where without naming a state.
_WHERE = frozenset({"border", "borders", "frontier", "frontiers", "sea", "coast", "front"})
_LONGEST = 4


class Headings:
    """Tells under which heading a token of a report stands."""

    def __init__(self, draft: Draft, scene: Scene) -> None:
        self.words, self.scene = draft.words, scene
        self.by_block: dict[int, Host] = {}
        standing: Host | None = None
        blocks = self._blocks()
        for n, (block, sents) in enumerate(blocks):
            heading = self._heading(sents[0])
            if n == 0 and heading is not None and not any(self._heading(later[0]) for _, later in blocks[1:]):
                heading = None  # where the report was written
            if heading is not None and len(sents) == 1:
                standing = heading  # it stands alone, over what follows
            elif heading is not None or self._is_short(sents):
                standing = None
            if heading is not None or standing is not None:
                self.by_block[block] = heading or standing  # type: ignore[assignment]

    def of(self, i: int) -> Host | None:
        """Return the place that the heading over token `i` names."""
        return self.by_block.get(self.words.block[i])

    def labelled(self, i: int) -> bool:
        """Whether the sentence of token `i` begins with a state and a colon: "Japan: about 180 people"."""
        first, end = self.words.sents[self.words.sent[i]]
        mark = self.scene.at.get(first)
        return mark is not None and mark.owns and mark.end < min(i, end) and self.words.text[mark.end] == ":"

    def _blocks(self) -> list[tuple[int, list[tuple[int, int]]]]:
        found: list[tuple[int, list[tuple[int, int]]]] = []
        for first, end in self.words.sents:
            block = self.words.block[first]
            if not found or found[-1][0] != block:
                found.append((block, []))
            found[-1][1].append((first, end))
        return found

    def _is_short(self, sents: list[tuple[int, int]]) -> bool:
        """Whether a paragraph is a heading that names no place."""
        return len(sents) == 1 and sents[0][1] - sents[0][0] <= _LONGEST

    def _heading(self, sentence: tuple[int, int]) -> Host | None:
        words = self.words
        first, end = sentence
        while first < end and words.text[first] in _STOPS:
            first += 1
        while end > first and words.text[end - 1] in _STOPS or end > first and words.pos[end - 1] == "SPACE":
            end -= 1
        if words.lower[first : first + 1] == ["in"]:
            first += 1
        mark = self.scene.at.get(first) or self.scene.at.get(first + 1)
        if mark and mark.where and mark.kind in ("name", "place", "region") and mark.end >= end and end - first <= 1 + mark.end - mark.first:
            return self.scene.host(mark)
        if 0 < end - first <= _LONGEST and words.lower[end - 1] in _WHERE and not self.scene.within(first, end):
            return Host(None, words.phrase(range(first, end)), None)
        return None
