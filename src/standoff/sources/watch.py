"""Watching feeds politely: conditional requests, robots.txt, a delay between requests to one host, back-off on errors.

The state (what each feed last answered, which pages were read, when to ask again) is one JSON file, written whole after
each step, so that watching can be stopped and started at any time.
"""

from __future__ import annotations

import json
import os
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources.address import reports_of_answer, unzipped
from standoff.sources.feeds import Item, feed_items, is_feed, is_sitemap, sitemap_items
from standoff.sources.fetch import USER_AGENT, Fetched, Fetcher

# Seconds between two requests to one host, unless its robots.txt asks for more.
HOST_DELAY = 5.0
# After n failures in a row a feed is asked again after min(every * 2**n, this many seconds).
MAX_BACKOFF = 24 * 3600.0
# Pages read are remembered this many a feed; feeds seldom list more than a few hundred.
_REMEMBERED = 5000


@dataclass(frozen=True, slots=True)
class Feed:
    """One entry of the watch list: address, seconds between two looks, publisher's name for its reports."""

    url: str
    every: float = 1800.0
    publisher: str | None = None


def read_watch_list(path: Path) -> list[Feed]:
    """Return the feeds of a TOML file with ``[[feed]]`` tables: ``url``, ``every`` (minutes, default 30), ``publisher``.

    Raises
    ------
    SourceError
        If the file is missing, no TOML, or names no feed.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("feed", [])
    except OSError as error:
        raise SourceError(f"{path}: cannot be opened ({error.strerror or error}); check the name") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: no TOML ({error}); see the example in the documentation") from error
    feeds = []
    for number, table in enumerate(tables if isinstance(tables, list) else [], 1):
        url, every = table.get("url"), table.get("every", 30)
        if not isinstance(url, str) or not url.startswith(("http://", "https://")):
            raise SourceError(f"{path}: feed {number}: url must be an http or https address")
        if not isinstance(every, (int, float)) or every < 1:
            raise SourceError(f"{path}: feed {number}: every must be a number of minutes, 1 or more")
        feeds.append(Feed(url, every * 60.0, table.get("publisher")))
    if not feeds:
        raise SourceError(f"{path}: names no feed; add a [[feed]] table with a url")
    return feeds


@dataclass(slots=True)
class Watcher:
    """Asks feeds when they are due and hands their new reports on.

    Parameters
    ----------
    feeds : list of Feed
        What to watch.
    state_path : Path
        The state file; made when missing.
    fetcher : Fetcher
        How addresses are fetched.
    delay : float
        Seconds between two requests to one host.
    clock, sleep : callable
        Time and waiting; tests replace them.
    """

    feeds: list[Feed]
    state_path: Path
    fetcher: Fetcher = field(default_factory=Fetcher)
    delay: float = HOST_DELAY
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    _state: dict[str, Any] = field(init=False)
    _last: dict[str, float] = field(init=False, default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        try:
            self._state = json.loads(self.state_path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._state = {}

    def due(self) -> float:
        """Return the seconds until the next feed is due; 0 if one is."""
        now = self.clock()
        return max(0.0, min(float(self._state.get(f.url, {}).get("next", 0.0)) for f in self.feeds) - now)

    def once(self) -> Iterator[Report | SourceError]:
        """Yield the new reports of every feed that is due; an error stands for each that could not be read.

        A page is remembered as read only after its report was taken, so that stopping in between loses none.
        """
        for feed in self.feeds:
            state = self._state.setdefault(feed.url, {})
            if state.get("next", 0.0) > self.clock():
                continue
            try:
                yield from self._new(feed, state)
                state["failures"] = 0
                state["next"] = self.clock() + feed.every
            except SourceError as error:
                state["failures"] = state.get("failures", 0) + 1
                state["next"] = self.clock() + min(feed.every * 2 ** state["failures"], MAX_BACKOFF)
                self._save()
                yield error
                continue
            self._save()

    def _new(self, feed: Feed, state: dict[str, Any]) -> Iterator[Report | SourceError]:
        headers = {k: v for k, v in (("If-None-Match", state.get("etag")), ("If-Modified-Since", state.get("modified"))) if v}
        answer = self._polite(feed.url, headers)
        if answer.status == 304:
            return
        body = unzipped(answer)
        if is_feed(body):
            items = feed_items(body, answer.url)
        elif is_sitemap(body):
            items = sitemap_items(body, answer.url)
        else:
            items = [Item(answer.url)]
        seen: dict[str, int] = state.setdefault("seen", {})
        whole = True
        for item in items:
            if item.url in seen:
                continue
            for report in self._page(item):
                if isinstance(report, SourceError):
                    whole = False
                    yield report
                else:
                    yield replace(report, publisher=feed.publisher or report.publisher, id="")
                    seen[item.url] = 1
                    self._save()
        state["seen"] = dict(list(seen.items())[-_REMEMBERED:])
        # Only when every page was read may the server be told that the list is known.
        if whole:
            state["etag"], state["modified"] = answer.headers.get("etag"), answer.headers.get("last-modified")

    def _page(self, item: Item) -> Iterator[Report | SourceError]:
        try:
            answer = self._polite(item.url, {})
            yield from reports_of_answer(answer, unzipped(answer), published=item.published)
        except SourceError as error:
            yield error

    def _polite(self, url: str, headers: dict[str, str]) -> Fetched:
        """Return what `url` answers, if the host's robots.txt allows it, no sooner than its delay asks."""
        host = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        robots = self._robots_of(host)
        if not robots.can_fetch(USER_AGENT, url):
            raise SourceError(f"{url}: the site's robots.txt asks not to fetch this; left out")
        self._wait(host, max(self.delay, float(robots.crawl_delay(USER_AGENT) or 0)))
        return self.fetcher.get(url, headers)

    def _robots_of(self, host: str) -> RobotFileParser:
        if host not in self._robots:
            robots = RobotFileParser()
            self._wait(host, self.delay)
            try:
                robots.parse(self.fetcher.get(host + "/robots.txt").body.decode("utf-8", "replace").splitlines())
            except SourceError:
                robots.parse([])  # none to be had: nothing is forbidden
            self._robots[host] = robots
        return self._robots[host]

    def _wait(self, host: str, delay: float) -> None:
        left = self._last.get(host, float("-inf")) + delay - self.clock()
        if left > 0:
            self.sleep(left)
        self._last[host] = self.clock()

    def _save(self) -> None:
        part = self.state_path.with_name(self.state_path.name + ".part")
        part.write_text(json.dumps(self._state), encoding="utf-8")
        os.replace(part, self.state_path)
