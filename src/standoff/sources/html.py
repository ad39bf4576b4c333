"""HTML → report, by trafilatura."""

from __future__ import annotations

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources.make import make_report

# Only what the page says of its own date: a search of the whole text takes any year in it for the day of publication.
_DATES = {"extensive_search": False, "original_date": True}


def from_html(html: str | bytes, name: str, *, published: str | None = None, ref: str | None = None, url: str | None = None) -> Report:
    """Return the report of a web page: the article's text as trafilatura extracts it, paragraphs apart by blank lines.

    Raises
    ------
    SourceError
        If the page holds no article text.
    """
    import trafilatura
    from trafilatura.settings import Document

    try:
        page = trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=dict(_DATES))
    except Exception as error:  # foreign bytes through several parsers: whatever they raise is this page's fault alone
        raise SourceError(f"{name}: the HTML could not be parsed ({type(error).__name__}); save the page's text instead") from error
    text = (page.text or "").strip() if isinstance(page, Document) else ""
    if not isinstance(page, Document) or not text:
        raise SourceError(f"{name}: no article text found in the page; save the page's text instead")
    title = (page.title or "").strip() or None
    paragraphs = [line for line in text.split("\n") if line.strip()]
    if title and len(paragraphs) > 1 and paragraphs[0].strip() == title:
        paragraphs = paragraphs[1:]
    given = {"title": title, "byline": page.author, "publisher": page.sitename, "published": page.date, "url": page.url or url}
    return make_report("\n\n".join(paragraphs), name=name, given=given, fallback_date=published, ref=ref)
