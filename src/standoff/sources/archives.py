"""Archives of reports: zip, tar (plain, gzip, bzip2, xz) and WARC (plain, gzip, zstd) → reports, one record at a time.

What decompression may yield is capped: a member larger than a report may be is named and left out, and an archive that
grows beyond all measure is given up.
"""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources.content import SINGLE, reports_of, suffix_of
from standoff.sources.decode import MAX_BYTES
from standoff.sources.warc import pages_in

ZIP = (".zip",)
TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz", ".tar.xz", ".txz")
WARC = (".warc", ".warc.gz", ".warc.zst")
ARCHIVES = ZIP + TAR + WARC
# The members of an archive together may be this many times as large as the archive, or this large, whichever is more.
_MAX_RATIO = 200
_MAX_TOTAL = 4 * 2**30


def is_archive(path: Path) -> bool:
    """Whether a file's name says that it is an archive."""
    return path.name.lower().endswith(ARCHIVES)


def from_archive(path: Path, *, published: str | None = None) -> Iterator[Report | SourceError]:
    """Yield the reports of an archive; what cannot be read comes as an error in its place."""
    name = path.name.lower()
    try:
        if name.endswith(WARC):
            yield from _from_warc(path, published)
        else:
            members = _zip_members(path) if name.endswith(ZIP) else _tar_members(path)
            for member, data in members:
                if isinstance(data, SourceError):
                    yield data
                else:
                    yield from reports_of(data, f"{path}: {member}", suffix_of(member), published=published, ref=member)
    except (OSError, zipfile.BadZipFile, tarfile.TarError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        yield SourceError(f"{path}: the archive is broken or of another kind ({type(error).__name__}); unpack it by hand")


def _capped(path: Path, member: str, stream: IO[bytes], total: int) -> bytes | SourceError:
    """Return a member's bytes unless it, or the archive with it, is larger than allowed."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return SourceError(f"{path}: {member}: larger than {MAX_BYTES // 2**20} MB, so hardly one report; left out")
    if total + len(data) > max(_MAX_TOTAL, _MAX_RATIO * path.stat().st_size):
        raise OSError("the archive yields far more than its size")
    return data


def _zip_members(path: Path) -> Iterator[tuple[str, bytes | SourceError]]:
    total = 0
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.is_dir() or suffix_of(info.filename) not in SINGLE:
                continue
            try:
                with archive.open(info) as stream:
                    data = _capped(path, info.filename, stream, total)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
                data = SourceError(f"{path}: {info.filename}: damaged or locked ({type(error).__name__}); left out")
            total += 0 if isinstance(data, SourceError) else len(data)
            yield info.filename, data


def _tar_members(path: Path) -> Iterator[tuple[str, bytes | SourceError]]:
    total = 0
    with tarfile.open(path) as archive:
        for info in archive:
            stream = archive.extractfile(info) if info.isfile() and suffix_of(info.name) in SINGLE else None
            if stream is None:
                continue
            data = _capped(path, info.name, stream, total)
            total += 0 if isinstance(data, SourceError) else len(data)
            yield info.name, data


def _from_warc(path: Path, published: str | None) -> Iterator[Report | SourceError]:
    """Yield the articles of the web pages in a WARC file (such as CC-NEWS)."""
    if find_spec("fastwarc") is None:
        yield SourceError(f"{path}: reading WARC files needs the extra 'sources': pip install 'standoff[sources]'")
        return
    for page in pages_in(path):
        if isinstance(page, SourceError):
            yield page
        else:
            yield from reports_of(page.data, f"{path}: {page.url or page.record}", page.suffix, published=published or page.crawled,
                                  ref=page.url or page.record, url=page.url)
