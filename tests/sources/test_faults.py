"""Broken and hostile input: each fault costs one line and nothing else."""

import gzip
import json

import pytest
from test_archives import PAGE, TEXT, warc_record
from test_files import small_pdf

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources import jsonl as jsonl_source
from standoff.sources import reports_in
from standoff.sources.warc import Page, pages_in

COUNT = 300
BROKEN = (7, 123, 250)


def told(items):
    """Return the reports (or pages) and the lines of what could not be read."""
    items = list(items)
    assert all("\n" not in str(item) for item in items if isinstance(item, SourceError))
    return [i for i in items if not isinstance(i, SourceError)], [str(i) for i in items if isinstance(i, SourceError)]


def damage(kind, record, pack):
    if kind == "no header":
        return pack(record.replace(b"WARC/1.0", b"WXRC/1.0"))
    if kind == "cut":
        return pack(record)[: len(pack(record)) // 2]
    if kind == "length":
        return pack(record.replace(b"Content-Type: application/http; msgtype=response\r\nContent-Length: ", b"Content-Type: application/http; msgtype=response\r\nContent-Length: 9"))
    data = bytearray(pack(record))
    data[30:60] = bytes(30)
    return bytes(data)


@pytest.mark.parametrize("kind", ["no header", "cut", "length", "flipped"])
@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_a_warc_with_one_percent_of_broken_records(tmp_path, suffix, kind):
    pytest.importorskip("fastwarc")
    pack = gzip.compress if suffix.endswith("gz") else bytes
    records = [warc_record(f"http://example.org/{n}", PAGE.encode()) for n in range(COUNT)]
    path = tmp_path / ("a" + suffix)
    path.write_bytes(b"".join(damage(kind, r, pack) if n in BROKEN else pack(r) for n, r in enumerate(records)))
    pages, lines = told(pages_in(path))
    assert {f"http://example.org/{n}" for n in range(COUNT) if n not in BROKEN} <= {p.url for p in pages}
    assert len(lines) <= len(BROKEN) and len(pages) + len(lines) >= COUNT - len(BROKEN)


def test_a_warc_that_is_none(tmp_path):
    pytest.importorskip("fastwarc")
    for name, data in (("a.warc", b"no such thing\n" * 99), ("b.warc.gz", b"\x1f\x8b\x08" * 999), ("c.warc", b""), ("d.warc.gz", gzip.compress(b"x"))):
        (tmp_path / name).write_bytes(data)
    pages, lines = told(item for name in ("a.warc", "b.warc.gz", "c.warc", "d.warc.gz") for item in pages_in(tmp_path / name))
    assert not pages and len(lines) == 4


def test_decompression_bombs_in_a_warc(tmp_path):
    pytest.importorskip("fastwarc")
    zeros = bytes(40 * 2**20)
    inner = warc_record("http://example.org/inner", gzip.compress(zeros)).replace(b"Content-Type: text/html", b"Content-Encoding: gzip\r\nContent-Type: text/html")
    head, body = inner.split(b"\r\n\r\n", 1)
    inner = head.rsplit(b": ", 1)[0] + b": " + str(len(body) - 4).encode() + b"\r\n\r\n" + body
    records = [warc_record("http://example.org/1", PAGE.encode()), warc_record("http://example.org/outer", zeros), inner, warc_record("http://example.org/2", PAGE.encode())]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    pages, lines = told(pages_in(tmp_path / "a.warc.gz"))
    assert [p.url for p in pages] == ["http://example.org/1", "http://example.org/2"]
    assert len(lines) == 2 and all("larger than" in line for line in lines)


def test_a_page_that_was_sent_compressed_is_unpacked(tmp_path):
    pytest.importorskip("fastwarc")
    body = gzip.compress(PAGE.encode())
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/1\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n".encode()
    (tmp_path / "a.warc").write_bytes(head + http + b"\r\n\r\n")
    ((page,), lines) = told(pages_in(tmp_path / "a.warc"))
    assert isinstance(page, Page) and page.data == PAGE.encode() and not lines


def test_a_line_of_jsonl_that_is_no_report_is_not_held(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonl_source, "MAX_LINE", 1000)
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([json.dumps({"id": 1, "text": TEXT}), "x" * 5000, json.dumps({"id": 2, "text": "y " * 2000}), json.dumps({"id": 3, "text": TEXT})]))
    reports, lines = told(reports_in([path]))
    assert [r.ref for r in reports] == ["1", "3"]
    assert len(lines) == 2 and "line 2" in lines[0] and "line 3" in lines[1]


def test_nesting_without_end(tmp_path):
    (tmp_path / "a.html").write_text("<html><body><article>" + "<div><b>" * 10_000 + TEXT)
    (tmp_path / "b.md").write_text("---\na: " + "[" * 10_000 + "]" * 10_000 + f"\n---\n{TEXT}")
    (tmp_path / "c.jsonl").write_text('{"text": ' + "[" * 100_000 + "\n" + json.dumps({"text": TEXT}))
    (tmp_path / "d.txt").write_text(TEXT)
    reports, lines = told(reports_in([tmp_path]))
    assert len(reports) >= 2 and len(reports) + len(lines) == 5


def loops():
    """Return PDFs that go round in circles: in the tree of pages, the tables of objects, a drawing, a length."""
    plain = small_pdf(["Norway moved 300 soldiers to Finnmark on Tuesday."])
    at = plain.rindex(b"xref\n", 0, plain.rindex(b"startxref"))
    yield "pages", plain.replace(b"/Kids [3 0 R] /Count 1", b"/Kids [2 0 R] /Count 9")
    yield "tables", plain.replace(b"/Root 1 0 R", f"/Root 1 0 R /Prev {at}".encode())
    yield "objects", plain.replace(b"/Root 1 0 R", b"/Root 7 0 R")
    yield "length", plain.replace(b"<< /Length ", b"<< /Length 4 0 R /Was ")
    drawing = b"/Fm Do"
    yield "drawing", plain.replace(b"/Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Fm 5 0 R >> >> /Length 6 >>\nstream\n" + drawing + b"\nendstream")


@pytest.mark.parametrize(("name", "data"), [*loops()], ids=lambda x: x if isinstance(x, str) else "")
def test_a_pdf_that_loops(tmp_path, name, data):
    (tmp_path / "a.pdf").write_bytes(data)
    (tmp_path / "b.txt").write_text(TEXT)
    reports, lines = told(reports_in([tmp_path]))
    assert len(reports) + len(lines) == 2 and reports[-1].ref == "b.txt"
    assert isinstance(reports[-1], Report)
