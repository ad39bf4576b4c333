"""JSONL, one report a line → reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources.make import MAX_CHARACTERS, make_report

# Characters of a line; a longer one is no report and is not held in memory. Escapes take up to six characters each.
MAX_LINE = 6 * MAX_CHARACTERS
# The first of these that a line has is its id; likewise for its date.
_IDS = ("id", "doc_id", "ref")
_DATES = ("published", "dct", "date")


def from_jsonl(lines: Iterable[str], name: str, *, published: str | None = None) -> Iterator[Report | SourceError]:
    """Yield the report of each line, or an error that names the line."""
    empty = True
    for number, line in enumerate(lines, 1):
        if not line.strip("\ufeff \t\r\n"):
            continue
        empty = False
        where = f"{name}: line {number}"
        if len(line) > MAX_LINE:
            yield SourceError(f"{where}: longer than any report; split it")
            continue
        try:
            yield _report_of(line, where, published, default_ref=f"{name}:{number}")
        except SourceError as error:
            yield error
    if empty:
        yield SourceError(f"{name}: empty; nothing to read")


def lines_of(stream: TextIO) -> Iterator[str]:
    """Yield the lines of a stream; of a line that is too long for a report, only as much as shows that it is."""
    while line := stream.readline(MAX_LINE + 1):
        rest = line
        while len(rest) > MAX_LINE and not rest.endswith("\n"):
            rest = stream.readline(MAX_LINE + 1)
        yield line


def _report_of(line: str, where: str, published: str | None, default_ref: str) -> Report:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError as error:
        raise SourceError(f"{where}: not UTF-8; save the file as UTF-8") from error
    try:
        row: Any = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{where}: not JSON ({str(error).split(':')[0]}); one object a line is needed") from error
    if not isinstance(row, dict):
        raise SourceError(f"{where}: not a JSON object; one object a line is needed")
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise SourceError(f'{where}: no "text"; give the report\'s text under that name')
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # Half of a surrogate pair, from a broken escape; it is no character and cannot be written again.
        raise SourceError(f'{where}: "text" holds a broken escape (half a surrogate pair); mend it') from None
    given = dict(row)
    given["published"] = next((row[k] for k in _DATES if row.get(k)), None)
    ref = next((str(row[k]) for k in _IDS if row.get(k) not in (None, "")), default_ref)
    return make_report(text, name=where, given=given, fallback_date=published, ref=ref)
