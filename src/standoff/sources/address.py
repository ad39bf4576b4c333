"""An address that a person gave → reports: a page, a feed, a sitemap, or a file of any kind that is read from disk too."""

from __future__ import annotations

import gzip
import io
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources.archives import ARCHIVES, from_archive
from standoff.sources.content import reports_of, suffix_of
from standoff.sources.feeds import feed_items, is_feed, is_sitemap, sitemap_items
from standoff.sources.fetch import Fetched, Fetcher

# A sitemap or feed may name far more than a person meant to fetch at once.
MAX_ITEMS = 200
_SUFFIXES = {"text/plain": ".txt", "text/markdown": ".md", "application/pdf": ".pdf", "application/x-ndjson": ".jsonl",
             "application/jsonl": ".jsonl", "message/rfc822": ".eml", "application/mbox": ".mbox"}


def from_address(url: str, *, published: str | None = None, fetcher: Fetcher | None = None) -> Iterator[Report | SourceError]:
    """Yield the reports at `url`: one page's article, or those that a feed or sitemap (two levels deep) names."""
    fetcher = fetcher or Fetcher()
    try:
        yield from _reports(url, published, fetcher, depth=2)
    except SourceError as error:
        yield error


def _reports(url: str, published: str | None, fetcher: Fetcher, depth: int) -> Iterator[Report | SourceError]:
    answer = fetcher.get(url)
    body = unzipped(answer)
    if depth and (is_feed(body) or is_sitemap(body)):
        items = feed_items(body, answer.url) if is_feed(body) else sitemap_items(body, answer.url)
        if not items:
            yield SourceError(f"{url}: the feed or sitemap names no pages")
        if len(items) > MAX_ITEMS:
            yield SourceError(f"{url}: names {len(items)} pages; the first {MAX_ITEMS} are read")
        for item in items[:MAX_ITEMS]:
            try:
                yield from _reports(item.url, item.published or published, fetcher, depth - 1)
            except SourceError as error:
                yield error
        return
    yield from reports_of_answer(answer, body, published=published)


def reports_of_answer(answer: Fetched, body: bytes, *, published: str | None = None) -> Iterator[Report | SourceError]:
    """Yield the reports of what an address answered."""
    path = urlsplit(answer.url).path
    if path.lower().endswith(ARCHIVES):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / Path(path).name
            file.write_bytes(answer.body)
            yield from from_archive(file, published=published)
        return
    kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    suffix = ".html" if "html" in kind else _SUFFIXES.get(kind, suffix_of(path))
    for report in reports_of(body, answer.url, suffix, published=published, ref=answer.url, url=answer.url):
        yield report if isinstance(report, SourceError) or report.url else replace(report, url=answer.url, id="")


def unzipped(answer: Fetched, cap: int = 50 * 2**20) -> bytes:
    """Return the body, unpacked where it is a gzipped sitemap or feed.

    Raises
    ------
    SourceError
        If it unpacks to more than `cap` bytes.
    """
    if not answer.body.startswith(b"\x1f\x8b") or urlsplit(answer.url).path.lower().endswith(ARCHIVES):
        return answer.body
    try:
        data = gzip.GzipFile(fileobj=io.BytesIO(answer.body)).read(cap + 1)
    except (OSError, EOFError) as error:
        raise SourceError(f"{answer.url}: damaged gzip data; try again later") from error
    if len(data) > cap:
        raise SourceError(f"{answer.url}: unpacks to more than {cap // 2**20} MB; left out")
    return data

