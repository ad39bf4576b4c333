"""WARC files (plain, gzip, zstd) → pages, one record at a time; a damaged record costs itself and no other.

The parser gives up where a record is damaged. Each record begins with a mark of its own (a gzip member, a zstd frame, or
the words "WARC/1"), so reading goes on at the next mark from which a record can be read.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standoff.errors import SourceError
from standoff.sources.decode import MAX_BYTES

_MARKS = ((b"\x1f\x8b", b"\x1f\x8b\x08"), (b"\x28\xb5\x2f\xfd", b"\x28\xb5\x2f\xfd"))
_PLAIN = b"WARC/1."
# Places in a row at which no record begins, after which a file is given up.
_MAX_TRIES = 10_000
_KINDS = {"text/plain": ".txt", "application/pdf": ".pdf"}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a WARC file: its bytes, its kind as a file's suffix, its address or record id, and the day of the crawl."""

    data: bytes
    suffix: str
    url: str
    record: str
    crawled: str | None


def pages_in(path: Path) -> Iterator[Page | SourceError]:
    """Yield the pages (HTML, text, PDF) of the successful responses in a WARC file; an error in each damaged one's place."""
    if path.stat().st_size == 0:
        yield SourceError(f"{path}: empty; nothing to read")
        return
    with open(path, "rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        mark = next((mark for head, mark in _MARKS if whole[: len(head)] == head), _PLAIN)
        start, tries, said, before = 0, 0, False, "the beginning"
        while start >= 0 and tries < _MAX_TRIES:
            run = _Run(path, stream, start)
            yield from run
            if not run.broken:
                if not run.read and not said and before == "the beginning":
                    yield SourceError(f"{path}: no WARC record in it; check its name")
                return
            said = said and not run.read
            before = run.last or before
            start = whole.find(mark, run.at + 1)
            if not said and not run.left:
                left = "damaged record; left out" if start >= 0 else "damaged; nothing after it can be read"
                yield SourceError(f"{run.damaged or f'{path}: after {before}'}: {left}")
            tries, said = (0 if run.read else tries + 1), True


class _Run:
    """The records from one place in the file to the first that is damaged.

    `broken` tells whether there was one, `damaged` its name where it is known, `left` whether it was left on purpose, `at`
    the place of the last record that was begun, `read` and `last` how many were read and the last one's address.
    """

    def __init__(self, path: Path, stream: Any, start: int) -> None:
        self.path, self.stream, self.at = path, stream, start
        self.broken, self.left, self.damaged, self.read, self.last = False, False, "", 0, ""

    def __iter__(self) -> Iterator[Page | SourceError]:
        from fastwarc.warc import ArchiveIterator, WarcRecordType

        self.stream.seek(self.at)
        try:
            for record in ArchiveIterator(self.stream, record_types=WarcRecordType.any_type, parse_http=False):
                self.at = record.stream_pos
                url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
                name = f"{self.path}: {url or record.record_id}"
                if record.record_type == WarcRecordType.response:
                    self.damaged = name
                    found = self._page(record, name, url)
                    if found is not None:
                        yield found
                    if self.left:
                        break
                self.damaged, self.read, self.last = "", self.read + 1, url or str(record.record_id)
        except Exception:  # whatever the parser raises is the fault of the bytes at hand
            self.broken = True

    def _page(self, record: Any, name: str, url: str) -> Page | SourceError | None:
        if record.content_length > MAX_BYTES:
            return SourceError(f"{name}: larger than {MAX_BYTES // 2**20} MB, so hardly one report; left out")
        record.parse_http(auto_decode="all")
        head = record.http_headers
        if head is None or not 200 <= (head.status_code or 0) < 300:
            return None
        kind = (record.http_content_type or "").lower()
        if "html" not in kind and kind not in ("", *_KINDS):
            return None
        data = record.reader.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            # Its rest is not unpacked: reading goes on at the next record's own mark.
            self.broken = self.left = True
            return SourceError(f"{name}: larger than {MAX_BYTES // 2**20} MB when unpacked; left out")
        if b"\r\n\r\nWARC/1." in data:
            raise OSError("the record's length is wrong: it takes in the next one")
        return Page(data, _KINDS.get(kind, ".html"), url, record.record_id, (record.headers.get("WARC-Date") or "")[:10] or None)
