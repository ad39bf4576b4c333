"""The report and the span: what every mention points into."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a report's text.

    Parameters
    ----------
    start, end : int
        Offsets in Unicode code points into ``Report.text``; `end` is exclusive.
    text : str
        The words themselves; ``report.text[start:end] == text`` always holds.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """One document: an article, release, transcript or letter.

    Parameters
    ----------
    text : str
        The body as given (plain text, Markdown, JSONL) or as extracted (HTML, PDF).
    title, byline, publisher, url : str or None
        As the input says, else as found at the head of the body; ``None`` where neither does.
    published : str or None
        Publication date, ISO 8601 (``YYYY-MM-DD``); relative times are read against it.
    language : str
        ISO 639-1 code of the text; only ``en`` is read for mentions.
    ref : str or None
        The id that the input gave the report: a JSONL line's ``id``, else the file's name.
    id : str
        ``sha256:`` and the hash of text, title, publisher, date and address; computed when not given.
    """

    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "en"
    ref: str | None = None
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            parts = (self.text, self.title, self.publisher, self.published, self.url)
            digest = hashlib.sha256("\x1f".join(p or "" for p in parts).encode("utf-8", "surrogatepass"))
            object.__setattr__(self, "id", "sha256:" + digest.hexdigest())

    def span(self, start: int, end: int) -> Span:
        """Return the span of the characters from `start` to `end` (exclusive), without white space at its edges."""
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start, end, text[start:end])
