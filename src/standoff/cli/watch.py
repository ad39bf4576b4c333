"""``standoff watch``: keep a record up to date from feeds."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from standoff.cli.record import errors_said, opened
from standoff.errors import SourceError


def watch(
    feeds: Annotated[Path, typer.Argument(help="TOML file with [[feed]] tables: url, every (minutes), publisher.", metavar="FEEDS.toml")],
    record: Annotated[str, typer.Option("--record", "-r", help="The record: an SQLite file or postgresql://….", envvar="STANDOFF_RECORD")],
    once: Annotated[bool, typer.Option("--once", help="Look at what is due and stop, for cron.")] = False,
    state: Annotated[Path | None, typer.Option(help="Where to remember what was read; default: beside the feeds file.")] = None,
) -> None:
    """Keep a record up to date from feeds, politely, until stopped (Ctrl-C); it can be stopped and started at any time.

    Asks no host more often than its robots.txt and a delay allow, sends conditional requests, and waits longer after errors.
    """
    from standoff.cli.read import complain
    from standoff.sources.watch import Watcher, read_watch_list

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with errors_said():
        # The event interrupts a wait at once; a report in work is finished first.
        watcher = Watcher(read_watch_list(feeds), state or feeds.with_suffix(".state.json"), sleep=lambda s: void(stop.wait(s)))
        with opened(record, new=True) as kept:
            while not stop.is_set():
                for item in watcher.once():
                    if isinstance(item, SourceError):
                        complain(str(item))
                    else:
                        kept.ingest([item])
                        complain(f"read: {item.title or item.url}")
                    if stop.is_set():
                        break
                if once:
                    break
                stop.wait(max(watcher.due(), 1.0))


def void(_: object) -> None:
    """Take a value and give none, where a callback must."""
