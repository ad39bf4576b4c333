"""Archives, mailboxes and hostile bytes."""

import gzip
import io
import tarfile
import zipfile

import pytest

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources import reports_in
from standoff.sources.guard import Guard

TEXT = "Greece sent two frigates to Cyprus on Monday, the defence ministry in Athens said."
PAGE = f"<html><body><article><p>{TEXT}</p><p>The ships will stay there until the end of the month, a spokesman told reporters.</p></article></body></html>"


def test_zip_and_tar(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.txt", TEXT)
        archive.writestr("sub/two.html", PAGE)
        archive.writestr("picture.png", b"\x89PNG")
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        info = tarfile.TarInfo("three.txt")
        info.size = len(TEXT.encode())
        archive.addfile(info, io.BytesIO(TEXT.encode()))
    assert [r.ref for r in reports_in([tmp_path])] == ["one.txt", "sub/two.html", "three.txt"]


def test_a_bomb_costs_one_line(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * 40_000_000)
        archive.writestr("good.txt", TEXT)
    bomb, good = reports_in([tmp_path / "a.zip"])
    assert isinstance(bomb, SourceError) and "bomb.txt" in str(bomb)
    assert isinstance(good, Report)


def test_a_broken_archive_is_named(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 no zip at all")
    assert "a.zip" in str(next(iter(reports_in([tmp_path / "a.zip"]))))


def warc_record(url, body, kind="text/html"):
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-05-04T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{abs(hash(url)):032d}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n").encode()
    return head + http + b"\r\n\r\n"


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_warc(tmp_path, suffix):
    pytest.importorskip("fastwarc")
    records = [warc_record("http://example.org/1", PAGE.encode()), warc_record("http://example.org/2", b"<html></html>"), warc_record("http://example.org/3", PAGE.encode())]
    pack = gzip.compress if suffix.endswith("gz") else bytes
    path = tmp_path / ("a" + suffix)
    path.write_bytes(b"".join(map(pack, records)))
    first, second, third = reports_in([path])
    assert first.url == "http://example.org/1" and first.published == "2021-05-04" and TEXT in first.text
    assert isinstance(second, SourceError) and isinstance(third, Report)


def test_mail(tmp_path):
    message = f"From: Press Desk <press@example.org>\nSubject: Frigates\nDate: Mon, 3 May 2021 09:00:00 +0200\nMessage-ID: <1@example.org>\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}\n"
    (tmp_path / "a.eml").write_text(message)
    (tmp_path / "b.mbox").write_text(f"From press@example.org Mon May  3 09:00:00 2021\n{message}\nFrom press@example.org Mon May  3 09:00:00 2021\nSubject: nothing\n\n\n")
    single, first, second = reports_in([tmp_path / "a.eml", tmp_path / "b.mbox"])
    assert (single.title, single.byline, single.published, single.ref) == ("Frigates", "Press Desk", "2021-05-03", "a.eml")
    assert first.text.strip() == TEXT and isinstance(second, SourceError)


def test_deep_nesting_costs_one_line_at_most(tmp_path):
    (tmp_path / "a.html").write_text("<html><body>" + "<div>" * 10_000 + "text" + "</div>" * 10_000)
    (tmp_path / "b.html").write_text(PAGE)
    found = list(reports_in([tmp_path]))
    assert len(found) == 2 and isinstance(found[1], Report)


def test_a_hanging_or_crashing_parser_is_ended():
    guard = Guard(seconds=0.0)
    with pytest.raises(SourceError, match="took longer"):
        guard.parse("html", PAGE, "slow.html")
    guard.seconds = 20.0
    assert TEXT in guard.parse("html", PAGE, "good.html").text
    guard._worker.kill()
    guard._worker.wait()
    with pytest.raises(SourceError, match="crashed"):
        guard.parse("html", PAGE, "crash.html")
    assert TEXT in guard.parse("html", PAGE, "good.html").text
    guard.close()
