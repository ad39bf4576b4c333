"""Brief: the situation report of one page, each sentence with its footnote."""

from __future__ import annotations

import re
from typing import Any

from standoff.web.query import Query
from standoff.web.room import Content, Room, page

_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:\s*(.*)$")
_INLINE = re.compile(r"\[\^([^\]\s]+)\]|\*\*(.+?)\*\*|\*(.+?)\*|`([^`]+)`")
_MENTION = re.compile(r"\b[0-9a-f]{10}\.[a-z]\d+\b")


@page("/brief", "Brief", "brief.html")
def brief(room: Room, query: Query) -> Content:
    """Make the page."""
    dates = room.dates()
    text: str = room.once(("brief", query.as_of), lambda: room.record.brief(query.as_of)) if dates else ""
    blocks, notes = blocks_of(text)
    context = {"blocks": blocks, "notes": notes, "dates": dates, "as_of": query.as_of or (dates[-1] if dates else None), "markdown": text}
    return Content([{"note": n["name"], "text": "".join(p["text"] for p in n["pieces"])} for n in notes], context, {"markdown": text})


def blocks_of(text: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Cut the brief's Markdown (headings, lists, tables, paragraphs, footnotes) into blocks of plain pieces.

    Nothing in it is taken for HTML: the pieces are put into the page as text.
    """
    blocks: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for line in text.splitlines():
        stripped = line.strip()
        note = _NOTE.match(stripped)
        if note:
            notes.append({"name": note[1], "pieces": pieces_of(note[2])})
        elif not stripped:
            blocks.append({"kind": "gap"})
        elif stripped.startswith("#"):
            level = len(stripped) - len(stripped.lstrip("#"))
            blocks.append({"kind": "heading", "level": min(level, 4), "pieces": pieces_of(stripped.lstrip("# "))})
        elif stripped.startswith(("- ", "* ")):
            if not blocks or blocks[-1]["kind"] != "list":
                blocks.append({"kind": "list", "items": []})
            blocks[-1]["items"].append(pieces_of(stripped[2:]))
        elif stripped.startswith("|"):
            cells = [pieces_of(cell.strip()) for cell in stripped.strip("|").split("|")]
            if all(set("".join(p["text"] for p in cell)) <= set("-: ") for cell in cells):
                continue
            if not blocks or blocks[-1]["kind"] != "table":
                blocks.append({"kind": "table", "rows": []})
            blocks[-1]["rows"].append(cells)
        elif blocks and blocks[-1]["kind"] == "paragraph":
            blocks[-1]["pieces"] += [{"kind": "text", "text": " "}, *pieces_of(stripped)]
        else:
            blocks.append({"kind": "paragraph", "pieces": pieces_of(stripped)})
    return [b for b in blocks if b["kind"] != "gap"], notes


def pieces_of(text: str) -> list[dict[str, str]]:
    """Return a line as pieces: text, strong, emphasis, code, links to footnotes and to mentions."""
    out: list[dict[str, str]] = []
    at = 0
    for found in _INLINE.finditer(text):
        out += _mentions(text[at : found.start()])
        kind = next(k for k, g in zip(("note", "strong", "em", "code"), found.groups(), strict=True) if g is not None)
        inner = next(g for g in found.groups() if g is not None)
        out += _mentions(inner) if kind == "code" and _MENTION.fullmatch(inner) else [{"kind": kind, "text": inner}]
        at = found.end()
    out += _mentions(text[at:])
    # Footnotes that follow each other are told apart by a comma.
    return [
        {**piece, "kind": "further note"} if i and piece["kind"] == "note" and out[i - 1]["kind"] == "note" else piece
        for i, piece in enumerate(out)
    ]


def _mentions(text: str) -> list[dict[str, str]]:
    out, at = [], 0
    for found in _MENTION.finditer(text):
        out += [{"kind": "text", "text": text[at : found.start()]}, {"kind": "mention", "text": found[0]}]
        at = found.end()
    return [p for p in [*out, {"kind": "text", "text": text[at:]}] if p["text"]]
