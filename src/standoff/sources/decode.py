"""Bytes → text, without guessing silently."""

from __future__ import annotations

import codecs

from standoff.errors import SourceError

# More than any one report; a cap on what one file may cost.
MAX_BYTES = 32 * 2**20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes, name: str) -> str:
    """Return `data` as text: by its byte order mark, else as UTF-8, else as Windows-1252.

    Raises
    ------
    SourceError
        If it is empty, binary, or in no encoding that gives readable text.
    """
    if not data.strip():
        raise SourceError(f"{name}: empty; nothing to read")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return checked(data.decode(encoding), name)
            except UnicodeDecodeError as error:
                raise SourceError(f"{name}: says it is {encoding.upper()} but is not; save it as UTF-8") from error
    if b"\0" in data[:65536]:
        raise SourceError(f"{name}: binary, not text; give plain text, Markdown, HTML, PDF or JSONL")
    try:
        return checked(data.decode("utf-8"), name)
    except UnicodeDecodeError:
        pass
    # The one other encoding that English reports still come in. Bytes that it has no character for are no text.
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise SourceError(f"{name}: neither UTF-8 nor Windows-1252 text; save it as UTF-8") from error
    return checked(text, name)


def checked(text: str, name: str) -> str:
    """Return `text` unless it is blank or full of control characters."""
    if not text.strip():
        raise SourceError(f"{name}: empty; nothing to read")
    head = text[:20000]
    odd = sum(c < " " and c not in "\t\n\r\f\v\x1b" or c in "\x7f�" for c in head)
    if odd * 20 > len(head):
        raise SourceError(f"{name}: binary or damaged, not text; give plain text, Markdown, HTML, PDF or JSONL")
    return text
