"""Bytes of a known or guessed kind → reports: the one place that decides which parser reads what."""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import PurePosixPath
from typing import Any

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources.decode import decode
from standoff.sources.guard import Guard
from standoff.sources.jsonl import from_jsonl
from standoff.sources.mail import from_mailbox, from_message
from standoff.sources.markdown import from_markdown
from standoff.sources.text import from_text

HTML = {".html", ".htm", ".xhtml"}
JSONL = {".jsonl", ".ndjson"}
MARKDOWN = {".md", ".markdown"}
TEXT = {".txt", ".text"}
PDF = {".pdf"}
MAIL = {".eml", ".mbox"}
SINGLE = HTML | JSONL | MARKDOWN | TEXT | PDF | MAIL


@lru_cache(maxsize=1)
def plugins() -> dict[str, Any]:
    """Return the installed readers of further kinds of source, by file suffix: entry points of the group ``standoff.sources``.

    Each is named after its suffix without the dot, and is called with the bytes and a name for messages; it yields reports.
    """
    return {f".{point.name.lower()}": point.load() for point in entry_points(group="standoff.sources")}


@lru_cache(maxsize=1)
def guard() -> Guard:
    """Return this process's worker for foreign bytes."""
    worker = Guard()
    atexit.register(worker.close)
    return worker


def reports_of(data: bytes, name: str, suffix: str, *, published: str | None = None, ref: str | None = None, url: str | None = None) -> Iterator[Report | SourceError]:
    """Yield the reports of `data`, by the file name's `suffix` where it says the kind, else by how the bytes begin.

    `name` is for messages; `ref` is the id that a single report gets; `published` the date of those that have none.
    """
    options = {"published": published, "ref": ref}
    try:
        if suffix in plugins():
            yield from _from_plugin(suffix, data, name, published, ref)
            return
        if suffix in PDF or data.startswith(b"%PDF-"):
            yield guard().parse("pdf", data, name, **options)
            return
        if suffix == ".mbox" or (suffix not in SINGLE and data.startswith(b"From ")):
            yield from from_mailbox(data, name, published=published)
            return
        if suffix == ".eml":
            yield from_message(data, name, published=published, ref=ref)
            return
        if suffix in HTML or looks_like_html(data):
            yield guard().parse("html", decode_html(data, name), name, url=url, **options)
            return
        text = decode(data, name)
        if suffix in JSONL or (not suffix and text.lstrip().startswith('{"')):
            yield from from_jsonl(text.split("\n"), name, published=published)
        elif suffix in MARKDOWN:
            yield from_markdown(text, name, **options)
        else:
            yield from_text(text, name, **options)
    except SourceError as error:
        yield error
    except (RecursionError, MemoryError) as error:
        yield SourceError(f"{name}: nested too deeply or too large to parse ({type(error).__name__}); give its text instead")


def _from_plugin(suffix: str, data: bytes, name: str, published: str | None, ref: str | None) -> Iterator[Report | SourceError]:
    """Yield a plug-in's reports; whatever it raises is this input's fault alone."""
    try:
        for report in plugins()[suffix](data, name):
            yield replace(report, published=report.published or published, ref=report.ref or ref, id="")
    except SourceError:
        raise
    except Exception as error:
        raise SourceError(f"{name}: the reader of {suffix} files failed ({type(error).__name__}: {error})") from error


def looks_like_html(data: bytes) -> bool:
    """Whether bytes begin as a web page does."""
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<?xml")) and b"<html" in data[:4000].lower()


def decode_html(data: bytes, name: str) -> str | bytes:
    """Return a page as text where it is plain UTF-8, else as bytes for the parser to find its declared encoding."""
    if not data.strip():
        raise SourceError(f"{name}: empty; nothing to read")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data


def suffix_of(name: str) -> str:
    """Return the lower-case suffix of a file name or an address's path."""
    return PurePosixPath(name).suffix.lower()
