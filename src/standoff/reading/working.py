"""The working text: the report's text as whole sentences, with a map of offsets back to the report.

Text that was reflowed from a page has line and page breaks inside sentences and Markdown's marks. The working text drops
what is layout and keeps, for each of its characters, the offset in `Report.text` that it came from.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "dateline", "body", "layout"]

# Marks that Markdown adds and a reader does not see: emphasis, links, images, headings, quotes, list bullets.
# Labels and addresses are bounded, since a text of nothing but brackets would be looked through from each of them.
_LINK = re.compile(r"!?\[([^\]\n]{0,1000})\]\((?:[^()\s]|\([^()\s]{0,1000}\)){0,4000}(?:\s+\"[^\"\n]*\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,400}?)(?<=\S)\1(?![\w*_])")
_LINE_MARK = re.compile(r"(?m)^[ \t]{0,3}(?:(#{1,6})[ \t]+|>[ \t]?|[-*+•][ \t]+)")
_RULE = re.compile(r"(?m)^[ \t]*(?:[-*_=~][ \t]*){3,}$")
_BREAK = re.compile(r"[ \t\r\f\v\u2028\u2029]*\n[\s]*")
_TERMINAL = re.compile(r"""[.!?:;…]["'”’»)\]*_]*\s*$""")
_OPEN_END = re.compile(r"(?:,|–|—|-|\b(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|its|their|his|her|that|which|as|into|than|is|are|was|were|be|has|have|had|will|would))\s*$", re.I)
# "KYIV, Feb 3 (Agency) —" at the head of a paragraph
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’/-]+(?:[ ,/]+(?:[A-Z][\w.'’-]+|[A-Z]{2,}|and|de|of|la|el|/)){0,6})"
    r"(?P<rest>(?:,\s*|\s+)(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\.?|[A-Z][a-z]{2,8}\.?\s+\d{1,2})(?:,?\s+\d{4})?)?"
    r"(?:\s*[,.]?\s*\((?P<agency>[^()\n]{1,60})\))?\s*(?P<dash>--|—|–| - |\.(?=\s)|:(?=\s))\s*"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or dateline of the working text: offsets `start` to `end` (exclusive)."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Working:
    """Working text, its blocks, and for each character its offset in the report."""

    text: str
    offsets: array[int]
    blocks: tuple[Block, ...]

    def to_report(self, start: int, end: int) -> tuple[int, int]:
        """Return the report's offsets of the working characters from `start` to `end` (exclusive)."""
        if end <= start:
            at = self.offsets[start] if start < len(self.offsets) else (self.offsets[-1] + 1 if self.offsets else 0)
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1


def make_working(text: str) -> Working:
    """Return the working text of a report's `text`."""
    keep = bytearray(b"\x01") * len(text)
    headings: set[int] = set()
    for found in _RULE.finditer(text):
        _drop(keep, found.start(), found.end())
    for found in _LINE_MARK.finditer(text):
        _drop(keep, found.start(), found.end())
        if found.group(1):
            headings.add(found.end())
    for found in _LINK.finditer(text):
        _drop(keep, found.start(), found.start(1))
        _drop(keep, found.end(1), found.end())
    for found in _EMPHASIS.finditer(text):
        _drop(keep, found.start(), found.start(2))
        _drop(keep, found.end(2), found.end())
    paragraphs = _paragraphs(text, headings)
    characters: list[str] = []
    offsets: array[int] = array("i")
    blocks: list[Block] = []
    for pieces, heading in paragraphs:
        began = len(characters)
        for start, end in pieces:
            if len(characters) > began and characters[-1] != " ":
                characters.append(" ")
                offsets.append(max(start - 1, 0))
            for at in range(start, end):
                if not keep[at]:
                    continue
                character = text[at]
                if character.isspace():
                    if len(characters) == began or characters[-1] == " ":
                        continue
                    character = " "
                elif "\ud800" <= character <= "\udfff":
                    character = "\ufffd"  # half a surrogate pair, from a broken source: no tokenizer takes it
                characters.append(character)
                offsets.append(at)
        while len(characters) > began and characters[-1] == " ":
            characters.pop()
            offsets.pop()
        if len(characters) > began:
            blocks.extend(_split("".join(characters[began:]), began, heading, first=not blocks or len(blocks) < 4))
            characters.append("\n")
            offsets.append(min(offsets[-1] + 1, len(text) - 1))
    return Working("".join(characters), offsets, tuple(blocks))


def _drop(keep: bytearray, start: int, end: int) -> None:
    keep[start:end] = bytes(end - start)


def _paragraphs(text: str, headings: set[int]) -> list[tuple[list[tuple[int, int]], bool]]:
    """Return the paragraphs as lists of line pieces, joined where a break falls inside a sentence."""
    lines: list[tuple[int, int, bool, bool]] = []  # start, end, heading, blank line before
    at, blank = 0, True
    for found in [*_BREAK.finditer(text), None]:
        end = found.start() if found else len(text)
        if text[at:end].strip():
            start = at + len(text[at:end]) - len(text[at:end].lstrip())
            heading = any(h in headings for h in range(at, min(start + 10, end)))
            lines.append((at, end, heading, blank))
        if found:
            blank = found.group().count("\n") > 1
            at = found.end()
    longest = max((end - start for start, end, _, _ in lines), default=0)
    # Hard-wrapped text has many lines of nearly one length; elsewhere a single line break ends a paragraph.
    body = [end - start for start, end, _, _ in lines if end - start > 40]
    wrapped = longest <= 160 and len(body) > 3 and sum(n > 0.75 * longest for n in body) >= 0.5 * len(body)
    paragraphs: list[tuple[list[tuple[int, int]], bool]] = []
    for start, end, heading, blank_before in lines:
        if paragraphs and not heading and not paragraphs[-1][1]:
            previous = paragraphs[-1][0][-1]
            before, after = text[previous[0] : previous[1]], text[start:end]
            if _continues(before, after, blank_before, wrapped):
                paragraphs[-1][0].append((start, end))
                continue
        paragraphs.append(([(start, end)], heading))
    return paragraphs


def _continues(before: str, after: str, blank: bool, wrapped: bool) -> bool:
    """Whether the line `after` goes on with the sentence that the line `before` left open."""
    if _TERMINAL.search(before):
        return wrapped and not blank
    head = after.lstrip(" \t*_\"“‘'(")[:1]
    if head.islower():
        return True
    if not blank and wrapped:
        return len(before.strip()) > 40
    return len(before.strip()) > 30 and bool(_OPEN_END.search(before))


def _split(paragraph: str, began: int, heading: bool, first: bool) -> list[Block]:
    """Return the blocks of one paragraph: its dateline apart, since it is no part of the first sentence."""
    end = began + len(paragraph)
    if heading:
        return [Block(began, end, "heading")]
    found = _DATELINE.match(paragraph) if first else None
    if found and len(paragraph) - found.end() > 40 and (
        found.group("agency") or found.group("rest") or (found.group("place").isupper() and found.group("dash") not in ".:")
    ):
        return [Block(began, began + found.end(), "dateline"), Block(began + found.end(), end, "body")]
    return [Block(began, end, "body")]
