"""Watching feeds: politeness, and no loss when stopped."""

import json
from itertools import pairwise

import pytest

from standoff.errors import SourceError
from standoff.sources.fetch import Fetched
from standoff.sources.watch import Feed, Watcher, read_watch_list

FEED = b"<rss version='2.0'><channel><item><link>http://a.example/1</link></item><item><link>http://a.example/2</link></item><item><link>http://a.example/private/3</link></item></channel></rss>"
TEXT = "Two corvettes left Varna for the strait on Monday, the navy of Bulgaria said in a statement."


class FakeSite:
    """A site that answers from memory and notes what it was asked and when."""

    def __init__(self, clock):
        self.clock, self.asked, self.down = clock, [], False

    def get(self, url, headers=None):
        self.asked.append((self.clock(), url, dict(headers or {})))
        if url.endswith("robots.txt"):
            return Fetched(url, 200, {}, b"User-agent: *\nDisallow: /private\nCrawl-delay: 7")
        if self.down:
            raise SourceError(f"{url}: no answer")
        if url.endswith("/feed"):
            if (headers or {}).get("If-None-Match") == "v1":
                return Fetched(url, 304, {}, b"")
            return Fetched(url, 200, {"etag": "v1"}, FEED)
        return Fetched(url, 200, {"content-type": "text/plain"}, f"{url[-1]}. {TEXT}".encode())


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


def watcher(tmp_path, clock, site):
    return Watcher([Feed("http://a.example/feed", 600, "A Wire")], tmp_path / "state.json", site, clock=clock, sleep=clock.sleep)


def test_new_pages_once_and_politely(tmp_path):
    clock = Clock()
    site = FakeSite(clock)
    watch = watcher(tmp_path, clock, site)
    found = list(watch.once())
    assert [r.url for r in found if not isinstance(r, SourceError)] == ["http://a.example/1", "http://a.example/2"]
    assert found[0].publisher == "A Wire" and "robots" in str(found[2])
    times = [t for t, _, _ in site.asked]
    assert all(later - earlier >= 5 for earlier, later in pairwise(times))
    assert times[-1] - times[-2] >= 7
    assert list(watch.once()) == [] and watch.due() > 500


def test_stopping_in_between_loses_none(tmp_path):
    clock = Clock()
    site = FakeSite(clock)
    first = next(watcher(tmp_path, clock, site).once())
    rest = [r for r in watcher(tmp_path, clock, site).once() if not isinstance(r, SourceError)]
    assert {first.url} | {r.url for r in rest} == {"http://a.example/1", "http://a.example/2"}


def test_failures_back_off(tmp_path):
    clock = Clock()
    site = FakeSite(clock)
    site.down = True
    watch = watcher(tmp_path, clock, site)
    assert isinstance(next(watch.once()), SourceError)
    list(watch.once())
    state = json.loads((tmp_path / "state.json").read_text())
    assert state["http://a.example/feed"]["next"] - clock.now > 600


@pytest.mark.parametrize("text", ["", "[[feed]]\nurl = 'ftp://x'", "[[feed]]\nurl='http://x.example/'\nevery=0", "not toml ["])
def test_a_bad_watch_list_is_named(tmp_path, text):
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    with pytest.raises(SourceError, match=r"feeds\.toml"):
        read_watch_list(path)
