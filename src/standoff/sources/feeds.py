"""Feeds (RSS, Atom) and sitemaps: which pages they name, with the dates they give."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import urljoin

from standoff.errors import SourceError


@dataclass(frozen=True, slots=True)
class Item:
    """A page that a feed or sitemap names: address, title, and publication date (ISO) where it is given."""

    url: str
    title: str | None = None
    published: str | None = None


def is_feed(body: bytes) -> bool:
    """Whether bytes are an RSS or Atom feed."""
    head = body[:2000].lower()
    return bool(re.search(rb"<(?:rss|feed|rdf:rdf)[\s>]", head)) and b"<html" not in head


def is_sitemap(body: bytes) -> bool:
    """Whether bytes are a sitemap or an index of sitemaps."""
    return bool(re.search(rb"<(?:urlset|sitemapindex)[\s>]", body[:2000].lower()))


def feed_items(body: bytes, base: str) -> list[Item]:
    """Return what an RSS or Atom feed names, in its order.

    Raises
    ------
    SourceError
        If the extra that reads feeds is not installed.
    """
    try:
        import feedparser
    except ImportError:
        raise SourceError(f"{base}: reading feeds needs the extra 'sources': pip install 'standoff[sources]'") from None
    # Bytes only: given a string, feedparser may take it for an address and fetch it.
    feed = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    items = []
    for entry in feed.entries:
        link = entry.get("link")
        if link:
            stamp = entry.get("published_parsed") or entry.get("updated_parsed")
            items.append(Item(urljoin(base, link), entry.get("title"), dt.date(*stamp[:3]).isoformat() if stamp else None))
    return items


def sitemap_items(body: bytes, base: str) -> list[Item]:
    """Return the pages (or further sitemaps) that a sitemap names.

    Raises
    ------
    SourceError
        If it is no well-formed XML.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{base}: the sitemap is no XML; check the address") from error
    items = []
    for node in root if root is not None else []:
        fields = {etree.QName(child).localname: (child.text or "").strip() for child in node.iter() if isinstance(child.tag, str)}
        if fields.get("loc"):
            date = (fields.get("publication_date") or fields.get("lastmod") or "")[:10]
            items.append(Item(urljoin(base, fields["loc"]), fields.get("title"), date if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else None))
    return items
