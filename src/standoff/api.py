"""The Python interface to reading: `read` and `read_many`."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from functools import partial
from pathlib import Path

from standoff.errors import SourceError
from standoff.mentions import Reading
from standoff.reading.reader import read_report
from standoff.report import Report
from standoff.sources import reports_in
from standoff.sources.make import iso_date
from standoff.sources.text import from_text

Source = str | Path | Report

# Reports that wait for a worker, so that memory does not grow with the input.
_AHEAD = 64


def read(source: Source, *, published: str | None = None, annotators: Sequence[str] = ()) -> Reading:
    """Read one report.

    Parameters
    ----------
    source : str, Path or Report
        A path to a file with one report, or the report's text itself, or a `Report`.
    published : str, optional
        ISO date, used where the source has none; relative times ("on Wednesday") are read against it.
    annotators : sequence of str
        Names of annotators that add to the reading, in this order (see ``docs/plugins.md``).

    Returns
    -------
    Reading
        All mentions with their spans; ``to_dict()`` gives the JSON contract.

    Raises
    ------
    SourceError
        If the file cannot be read as a report, or `published` is no date.

    Examples
    --------
    >>> import standoff
    >>> reading = standoff.read("Norway sent 200 soldiers to Latvia on Monday.", published="2023-05-04")
    >>> reading.report.published
    '2023-05-04'
    """
    return read_with(as_report(source, published=published), tuple(annotators))


def read_with(report: Report, annotators: tuple[str, ...]) -> Reading:
    """Return what one report says, by the program's own steps and then by each annotator."""
    reading = read_report(report)
    if annotators:
        from standoff.annotators import annotator

        for name in annotators:
            reading = annotator(name)(reading)
    return reading


def as_report(source: Source, *, published: str | None = None) -> Report:
    """Return the report that `source` stands for: itself, the file's at a path, or one of a text.

    Raises
    ------
    SourceError
        If the file cannot be read as a report, or `published` is no date.
    """
    if isinstance(source, Report):
        return source
    if published is not None:
        published = iso_date(published, "published")
    if _names(source, Path.is_dir):
        raise SourceError(f"{source}: a folder; give it to read_many, or one file of it")
    if isinstance(source, Path) or _names(source, Path.is_file):
        first = next(iter(reports_in([source], published=published)))
        if isinstance(first, SourceError):
            raise first
        return first
    if not source.strip():
        raise SourceError("text: empty; nothing to read")
    return from_text(source, "text", published=published)


def _names(source: Source, kind: Callable[[Path], bool]) -> bool:
    """Whether a source is the path of something of a kind, not a text."""
    if isinstance(source, Report):
        return False
    try:
        return isinstance(source, Path) and kind(source) or isinstance(source, str) and len(source) < 1024 and "\n" not in source and kind(Path(source))
    except (OSError, ValueError):
        return False


def each_report(sources: Iterable[Source]) -> Iterator[Report]:
    """Yield the reports of sources, a folder's in the order of their names."""
    for source in sources:
        if isinstance(source, (str, Path)) and _names(source, Path.is_dir):
            for report in reports_in([source]):
                if isinstance(report, SourceError):
                    raise report
                yield report
        else:
            yield as_report(source)


def read_many(sources: Iterable[Source], executor: Executor | None = None, *, annotators: Sequence[str] = ()) -> Iterator[Reading]:
    """Read many reports, streaming, in their order.

    Parameters
    ----------
    sources : iterable of str, Path or Report
        As for `read`, and folders of reports; taken as needed, so that it may be endless.
    executor : concurrent.futures.Executor, optional
        Where the reading is done: a process pool, or a Dask cluster's ``Client.get_executor()``; here if not given.
    annotators : sequence of str
        As for `read`.

    Yields
    ------
    Reading
        One for each report.

    Examples
    --------
    >>> import standoff
    >>> [r.report.language for r in standoff.read_many(["Two frigates sailed for Malta.", "Talks go on in Oslo."])]
    ['en', 'en']
    """
    reports = each_report(sources)
    one = partial(read_with, annotators=tuple(annotators))
    if executor is None:
        yield from map(one, reports)
        return
    waiting: deque[Future[Reading]] = deque(executor.submit(one, r) for r in itertools.islice(reports, _AHEAD))
    while waiting:
        done = waiting.popleft().result()
        waiting.extend(executor.submit(one, r) for r in itertools.islice(reports, 1))
        yield done
