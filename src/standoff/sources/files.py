"""Files, folders, patterns and addresses → reports, one at a time; what cannot be read comes as an error in its place."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources.archives import ARCHIVES, from_archive, is_archive
from standoff.sources.content import JSONL, SINGLE, plugins, reports_of
from standoff.sources.decode import MAX_BYTES
from standoff.sources.jsonl import from_jsonl, lines_of


def reports_in(paths: Iterable[str | Path], *, published: str | None = None) -> Iterator[Report | SourceError]:
    """Yield the reports of files, archives, folders, glob patterns and addresses.

    Parameters
    ----------
    paths : iterable of str or Path
        ``-`` is standard input; what begins with ``http://`` or ``https://`` is fetched: a page, feed, sitemap or file.
        Files in a folder or pattern come in order of name.
    published : str, optional
        ISO date for reports that have none of their own.

    Yields
    ------
    Report or SourceError
        An error stands in the place of each report that could not be read; the others go on.
    """
    for path in paths:
        if is_address(path):
            from standoff.sources.address import from_address

            yield from from_address(str(path), published=published)
            continue
        for file in files_of(path):
            if isinstance(file, SourceError):
                yield file
            else:
                yield from reports_in_file(file, published=published)


def is_address(path: str | Path) -> bool:
    """Whether a source is an address to fetch rather than a path."""
    return isinstance(path, str) and path.lower().startswith(("http://", "https://"))


def files_of(path: str | Path) -> Iterator[Path | SourceError]:
    """Yield the files that a path stands for: itself, what a folder holds, or what a pattern matches."""
    name = str(path)
    whole = Path(name)
    if name == "-" or whole.is_file():
        yield whole
    elif whole.is_dir():
        found = sorted(p for p in whole.rglob("*") if p.is_file() and _readable(p) and not _hidden(p, whole))
        if not found:
            yield SourceError(f"{name}: no report in this folder (looked for {', '.join(sorted(SINGLE) + list(ARCHIVES))})")
        yield from found
    elif glob.has_magic(name) and (matches := sorted(p for p in map(Path, glob.glob(name, recursive=True)) if p.is_file())):
        yield from matches
    else:
        yield SourceError(f"{name}: there is no such file or folder; check the name")


def _readable(path: Path) -> bool:
    return path.suffix.lower() in SINGLE or is_archive(path) or path.suffix.lower() in plugins()


def _hidden(path: Path, below: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(below).parts)


def reports_in_file(path: Path, *, published: str | None = None) -> Iterator[Report | SourceError]:
    """Yield the reports of one file, by the kind that its name or content says."""
    if str(path) == "-":
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            yield SourceError(f"standard input: larger than {MAX_BYTES // 2**20} MB; give it as a file")
            return
        yield from reports_of(data, "standard input", "", published=published)
        return
    suffix = path.suffix.lower()
    try:
        if is_archive(path):
            yield from from_archive(path, published=published)
        elif suffix in JSONL:
            # Line by line, so that the file's size does not matter.
            with open(path, encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
                yield from from_jsonl(lines_of(lines), str(path), published=published)
        elif path.stat().st_size > MAX_BYTES:
            yield SourceError(f"{path}: larger than {MAX_BYTES // 2**20} MB, so hardly one report; split it, or give it as JSONL")
        else:
            yield from reports_of(path.read_bytes(), str(path), suffix, published=published, ref=path.name)
    except OSError as error:
        yield SourceError(f"{path}: cannot be opened ({error.strerror or error}); check its name and permissions")
