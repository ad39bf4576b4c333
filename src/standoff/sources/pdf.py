"""PDF → report, by pypdfium2."""

from __future__ import annotations

import re

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources.make import make_report

MAX_PAGES = 500


def from_pdf(data: bytes, name: str, *, published: str | None = None, ref: str | None = None) -> Report:
    """Return the report of a PDF: the text of its pages, running heads and page numbers left out.

    Raises
    ------
    SourceError
        If it is no PDF, is locked, or has no text layer.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        what = "locked by a password; unlock it" if locked else "broken or no PDF; open it in a viewer and save it anew"
        raise SourceError(f"{name}: {what}") from error
    try:
        pages = [document[n].get_textpage().get_text_bounded() for n in range(min(len(document), MAX_PAGES))]
        meta = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"{name}: a page could not be read; open it in a viewer and save it anew") from error
    finally:
        document.close()
    text = "\n\n".join(filter(None, (_page_text(page) for page in _without_running_heads(pages))))
    if not text.strip():
        raise SourceError(f"{name}: the PDF has no text, only pictures; run text recognition (OCR) on it first")
    return make_report(text, name=name, given={"title": _title(meta.get("Title")), "byline": meta.get("Author")},
                       fallback_date=published, ref=ref)


def _without_running_heads(pages: list[str]) -> list[list[str]]:
    """Return each page's lines without page numbers and without the first or last line that most pages share."""
    lines = [[line.rstrip() for line in page.replace("\r\n", "\n").replace("\r", "\n").split("\n")] for page in pages]
    edges: dict[str, int] = {}
    for page in lines:
        full = [line.strip() for line in page if line.strip()]
        for line in {*full[:1], *full[-1:]}:
            edges[re.sub(r"\d+", "#", line)] = edges.get(re.sub(r"\d+", "#", line), 0) + 1
    common = {line for line, count in edges.items() if count >= 3 and count * 2 > len(lines)}
    number = re.compile(r"\s*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*", re.I)
    return [[line for line in page if not number.fullmatch(line) and re.sub(r"\d+", "#", line.strip()) not in common] for page in lines]


def _page_text(lines: list[str]) -> str:
    """Return a page's lines with words that were hyphenated at a line's end made whole."""
    text = "\n".join(lines).replace("\ufffe", "-").replace("\u00ad", "-")
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text).strip()


def _title(title: str | None) -> str | None:
    """Return a PDF's title unless it is a file name, as word processors put there."""
    return None if not title or re.search(r"\.(?:docx?|pdf|indd|odt|pages)$|^(?:microsoft word|untitled)", title, re.I) else title
