"""Fetching, and what is refused: private addresses, odd schemes, endless answers."""

import gzip
import ipaddress
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources import reports_in
from standoff.sources.address import from_address
from standoff.sources.fetch import Fetcher, Limits, is_public

PAGE = b"<html><head><title>Tanker boarded</title></head><body><article><p>Marines from Portugal boarded a tanker off Lagos on Tuesday and found no one on the bridge.</p><p>The navy said the crew of 19 was safe and that the ship would be taken to Lagos within two days.</p></article></body></html>"
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>
<item><title>Tanker boarded</title><link>/page</link><pubDate>Tue, 04 May 2021 10:00:00 GMT</pubDate></item>
<item><title>Gone</title><link>/gone</link></item></channel></rss>"""
SITEMAP = b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/page</loc><lastmod>2021-05-06</lastmod></url></urlset>'


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        routes = {"/page": (PAGE, "text/html"), "/feed": (FEED, "application/rss+xml"), "/map.xml": (SITEMAP, "application/xml"),
                  "/zip": (gzip.compress(b"a" * 3_000_000), "text/plain")}
        if self.path == "/loop":
            return self.answer(302, b"", {"Location": "/loop"})
        if self.path == "/inward":
            return self.answer(302, b"", {"Location": "http://192.168.0.1/secret"})
        if self.path == "/file":
            return self.answer(302, b"", {"Location": "file:///etc/passwd"})
        if self.path not in routes:
            return self.answer(404, b"no", {})
        body, kind = routes[self.path]
        headers = {"Content-Type": kind} | ({"Content-Encoding": "gzip"} if self.path == "/zip" else {})
        return self.answer(200, body, headers)

    def answer(self, status, body, headers):
        self.send_response(status)
        for key, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def local(address):
    return address.is_loopback


def fetcher(**limits):
    return Fetcher(Limits(**limits), allowed=local)


def test_loopback_is_refused(site):
    with pytest.raises(SourceError, match="private network"):
        Fetcher().get(site + "/page")
    assert "private network" in str(next(iter(reports_in([site + "/page"]))))


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "224.0.0.1", "0.0.0.0", "fd00::1", "100.64.0.1", "192.0.2.1"])
def test_what_is_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


def test_what_is_public():
    assert is_public(ipaddress.ip_address("1.1.1.1")) and is_public(ipaddress.ip_address("2606:4700::1111"))


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "http://user:x@127.0.0.1/", "http://[broken/", "http:///x"])
def test_odd_addresses_are_refused(url):
    with pytest.raises(SourceError):
        fetcher().get(url)


def test_redirects_are_checked_and_counted(site):
    for path, word in (("/inward", "private network"), ("/file", "only http"), ("/loop", "redirects")):
        with pytest.raises(SourceError, match=word):
            fetcher().get(site + path)


def test_an_answer_that_unpacks_too_large_is_refused(site):
    with pytest.raises(SourceError, match="larger than"):
        fetcher(size=2**20).get(site + "/zip")
    assert len(fetcher().get(site + "/zip").body) == 3_000_000


def test_a_page_a_feed_and_a_sitemap_become_reports(site):
    page = next(iter(from_address(site + "/page", fetcher=fetcher())))
    assert isinstance(page, Report) and page.title == "Tanker boarded" and page.url == site + "/page"
    first, second = from_address(site + "/feed", fetcher=fetcher())
    assert first.published == "2021-05-04" and isinstance(second, SourceError) and "404" in str(second)
    (mapped,) = from_address(site + "/map.xml", fetcher=fetcher())
    assert mapped.published == "2021-05-06"
