"""Files, folders and globs → reports, one at a time; what cannot be read comes as an error in its place."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources.decode import MAX_BYTES, decode
from standoff.sources.html import from_html
from standoff.sources.jsonl import from_jsonl
from standoff.sources.markdown import from_markdown
from standoff.sources.pdf import from_pdf
from standoff.sources.text import from_text

HTML = {".html", ".htm", ".xhtml"}
JSONL = {".jsonl", ".ndjson"}
MARKDOWN = {".md", ".markdown"}
TEXT = {".txt", ".text", ""}
KNOWN = HTML | JSONL | MARKDOWN | TEXT - {""} | {".pdf"}


def reports_in(paths: Iterable[str | Path], *, published: str | None = None) -> Iterator[Report | SourceError]:
    """Yield the reports of files, folders and glob patterns, in order of name within a folder or pattern.

    Parameters
    ----------
    paths : iterable of str or Path
        ``-`` is standard input (plain text, or JSONL if its first character is ``{``).
    published : str, optional
        ISO date for reports that have none of their own.

    Yields
    ------
    Report or SourceError
        An error stands in the place of each report that could not be read; the others go on.
    """
    for path in paths:
        for file in files_of(path):
            if isinstance(file, SourceError):
                yield file
            else:
                yield from reports_in_file(file, published=published)


def files_of(path: str | Path) -> Iterator[Path | SourceError]:
    """Yield the files that a path stands for: itself, what a folder holds, or what a pattern matches."""
    name = str(path)
    whole = Path(name)
    if name == "-" or whole.is_file():
        yield whole
    elif whole.is_dir():
        found = sorted(p for p in whole.rglob("*") if p.is_file() and p.suffix.lower() in KNOWN and not _hidden(p, whole))
        if not found:
            yield SourceError(f"{name}: no report in this folder (looked for {', '.join(sorted(KNOWN))})")
        yield from found
    elif glob.has_magic(name) and (matches := sorted(Path(p) for p in glob.glob(name, recursive=True) if Path(p).is_file())):
        yield from matches
    else:
        yield SourceError(f"{name}: there is no such file or folder; check the name")


def _hidden(path: Path, below: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(below).parts)


def reports_in_file(path: Path, *, published: str | None = None) -> Iterator[Report | SourceError]:
    """Yield the reports of one file, by the kind that its name or content says."""
    name = "standard input" if str(path) == "-" else str(path)
    suffix = path.suffix.lower()
    if suffix in JSONL:
        yield from _streamed_jsonl(path, name, published)
        return
    try:
        data = _bytes_of(path)
        if suffix == ".pdf" or data.startswith(b"%PDF-"):
            yield from_pdf(data, name, published=published, ref=path.name)
            return
        text = decode(data, name)
        if str(path) == "-" and text.lstrip().startswith('{"'):
            yield from from_jsonl(text.splitlines(), name, published=published)
        elif suffix in HTML or _looks_like_html(text):
            yield from_html(text, name, published=published, ref=path.name)
        elif suffix in MARKDOWN:
            yield from_markdown(text, name, published=published, ref=path.name)
        else:
            yield from_text(text, name, published=published, ref=None if str(path) == "-" else path.name)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(f"{name}: cannot be opened ({error.strerror or error}); check its name and permissions")


def _bytes_of(path: Path) -> bytes:
    if str(path) == "-":
        import sys

        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise SourceError(f"{path}: larger than {MAX_BYTES // 2**20} MB, so hardly one report; split it, or give it as JSONL")
    return data


def _streamed_jsonl(path: Path, name: str, published: str | None) -> Iterator[Report | SourceError]:
    """Yield a JSONL file's reports line by line, so that its size does not matter."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
            yield from from_jsonl(lines, name, published=published)
    except OSError as error:
        yield SourceError(f"{name}: cannot be opened ({error.strerror or error}); check its name and permissions")


def _looks_like_html(text: str) -> bool:
    head = text[:500].lstrip().lower()
    return head.startswith(("<!doctype html", "<html"))
