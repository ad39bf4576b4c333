"""Mail-style exports (``.eml`` messages, ``.mbox`` folders: wire services and press offices send these) → reports."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources.make import make_report

_FROM_LINE = re.compile(rb"(?m)^From [^\n]*\d{4}\s*\n")


def from_mailbox(data: bytes, name: str, *, published: str | None = None) -> Iterator[Report | SourceError]:
    """Yield the report of each message in an mbox file."""
    starts = [found.span() for found in _FROM_LINE.finditer(data)]
    if not starts:
        yield SourceError(f"{name}: no message in this mailbox; export it as mbox again")
    for number, (_, begin) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(data)
        try:
            yield from_message(data[begin:end], f"{name}: message {number + 1}", published=published, ref=None)
        except SourceError as error:
            yield error


def from_message(data: bytes, name: str, *, published: str | None = None, ref: str | None = None) -> Report:
    """Return the report of one message: its subject is the title, its sender the byline, its date the publication date.

    Raises
    ------
    SourceError
        If it holds no text.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    try:
        part = message.get_body(preferencelist=("plain", "html"))
        body = part.get_content() if part is not None else ""
    except (LookupError, ValueError, AttributeError) as error:
        raise SourceError(f"{name}: the message is damaged ({type(error).__name__}); export it again") from error
    if not isinstance(body, str) or not body.strip():
        raise SourceError(f"{name}: the message holds no text")
    header = {key: str(message.get(key) or "") for key in ("Subject", "From", "Date", "Message-ID", "Archived-At")}
    given = {"title": header["Subject"], "byline": header["From"].split("<")[0].strip(' "'), "published": _date(header["Date"]),
             "url": header["Archived-At"].strip("<> ")}
    ref = ref or header["Message-ID"].strip("<> ") or None
    if part is not None and part.get_content_subtype() == "html":
        from standoff.sources.content import guard

        page = guard().parse("html", body, name, published=published)
        return make_report(page.text, name=name, given=given, fallback_date=published, ref=ref)
    return make_report(body.replace("\r\n", "\n"), name=name, given=given, fallback_date=published, ref=ref)


def _date(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError):
        return None
