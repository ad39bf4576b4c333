"""Inputs of every kind, and what is said of those that cannot be read."""

import json

import pytest

from standoff.errors import SourceError
from standoff.report import Report
from standoff.sources import reports_in

PAGE = """<!DOCTYPE html><html><head><title>Lisbon sends frigate | The Tagus Post</title>
<meta property="og:site_name" content="The Tagus Post"><meta property="article:published_time" content="2023-05-04T10:00:00Z"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Lisbon sends frigate</h1>
<p>Portugal said on Thursday that it would send a frigate to the Gulf of Guinea for six months, with a crew of 180 on board.</p>
<p>The defence minister told parliament that the ship would sail from Alfeite in the second week of June and join a Spanish patrol vessel.</p>
</article><footer>All rights reserved. Subscribe to our newsletter.</footer></body></html>"""


def one(path, **options):
    found = list(reports_in([path], **options))
    assert len(found) == 1
    return found[0]


def test_plain_text_is_unchanged_and_its_head_is_found(tmp_path):
    text = "\n# Two frigates for Malta\r\n\r\nJane Doe  \r\n3 May 2021\n\nItaly sent two frigates to Malta on Monday. The ships will stay for a month.\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    report = one(path)
    assert isinstance(report, Report)
    assert report.text == text
    assert (report.title, report.byline, report.published, report.ref) == ("Two frigates for Malta", "Jane Doe", "2021-05-03", "a.txt")


def test_markdown_front_matter(tmp_path):
    path = tmp_path / "a.md"
    path.write_text('---\ntitle: "Patrols resume"\nauthor: A. Writer\npublisher: Post\ndate: 2022-03-04\n---\n\nPatrols in the strait resumed.\n')
    report = one(path)
    assert (report.title, report.byline, report.publisher, report.published) == ("Patrols resume", "A. Writer", "Post", "2022-03-04")
    assert report.text == "Patrols in the strait resumed.\n"


def test_markdown_without_front_matter_is_unchanged(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("Patrols in the *strait* resumed.\n\n---\n\nMore later.")
    assert one(path).text == "Patrols in the *strait* resumed.\n\n---\n\nMore later."


def test_html_article(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(PAGE)
    report = one(path)
    assert report.published == "2023-05-04" and report.publisher == "The Tagus Post"
    assert report.text.startswith("Portugal said") and "newsletter" not in report.text


def test_pdf(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(small_pdf(["Norway moved 300 soldiers to Finnmark", "on Tuesday, the ministry said."]))
    report = one(path, published="2024-01-10")
    assert "Norway moved 300 soldiers to Finnmark" in report.text and report.published == "2024-01-10"


def test_jsonl_fields(tmp_path):
    rows = [{"id": 7, "text": "Talks went on.", "published": "2020-01-02", "publisher": "Wire"}, {"text": "Nothing new in Oslo."}]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    first, second = reports_in([path], published="2020-02-02")
    assert (first.ref, first.published, first.publisher) == ("7", "2020-01-02", "Wire")
    assert second.published == "2020-02-02"


def test_one_bad_line_costs_only_itself(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id":1,"text":"Calm in Oslo."}\n{"id":2,\n[1]\n{"id":3}\n{"id":4,"text":"A","published":"soon"}\n{"id":5,"text":"\xff"}\n{"id":6,"text":"\\ud800"}\n{"id":7,"text":"Calm in Rome."}')
    found = list(reports_in([path]))
    assert [f.ref for f in found if isinstance(f, Report)] == ["1", "7"]
    lines = [str(f) for f in found if isinstance(f, SourceError)]
    assert [int(line.split("line ")[1].split(":")[0]) for line in lines] == [2, 3, 4, 5, 6, 7]
    assert all(str(path) in line for line in lines)


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("binary.txt", b"\x00\x01\x02\x03" * 50, "binary"),
        ("noise.txt", bytes(range(1, 9)) * 40, "binary"),
        ("broken.pdf", b"%PDF-1.7\nnothing of the kind", "PDF"),
        ("odd.md", b"---\ntitle: [unclosed\n---\ntext", "front matter"),
        ("odd2.md", b"---\npublished: yesterday\n---\nSome text.", "no date"),
        ("front.md", b"---\ntitle: x\n---\n", "nothing after"),
        ("nothing.html", b"<html><body></body></html>", "no article text"),
    ],
)
def test_bad_input_is_named(tmp_path, name, data, word):
    path = tmp_path / name
    path.write_bytes(data)
    error = one(path)
    assert isinstance(error, SourceError)
    assert name in str(error) and word in str(error) and "\n" not in str(error)


def test_missing_file_and_empty_folder(tmp_path):
    assert "no such file" in str(one(tmp_path / "none.txt"))
    assert "no report" in str(one(tmp_path))


def test_folder_and_pattern_are_walked_in_order(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.md", "sub/c.txt", "x.png", ".hidden.txt"):
        (tmp_path / name).write_text("The fleet stayed in port, the ministry said on Friday.")
    assert [r.ref for r in reports_in([tmp_path])] == ["a.md", "b.txt", "c.txt"]
    assert [r.ref for r in reports_in([str(tmp_path / "*.txt")])] == [".hidden.txt", "b.txt"][1:]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path, encoding):
    text = "“We stay,” said the premier of Curaçao – twice."
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert one(path).text == text


def test_language_is_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Le ministère de la défense a annoncé mercredi l'envoi de deux frégates en mer Noire, où elles resteront trois mois.")
    assert one(path).language == "fr"


def small_pdf(lines):
    """Return a one-page PDF that shows `lines`."""
    content = "BT /F1 12 Tf 72 720 Td " + " ".join(f"({line}) Tj 0 -14 Td" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    return out + f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()


def test_a_plug_in_reads_a_further_kind(tmp_path, monkeypatch):
    from standoff.sources import content, files

    def from_wire(data, name):
        if data == b"bad":
            raise ValueError("no wire file")
        yield Report(text=data.decode().upper())

    for module in (content, files):
        monkeypatch.setattr(module, "plugins", lambda: {".wire": from_wire})
    (tmp_path / "a.wire").write_bytes(b"calm at sea")
    (tmp_path / "b.wire").write_bytes(b"bad")
    good, bad = reports_in([tmp_path], published="2023-05-04")
    assert (good.text, good.ref, good.published) == ("CALM AT SEA", "a.wire", "2023-05-04")
    assert isinstance(bad, SourceError) and "b.wire" in str(bad)


def test_a_text_longer_than_any_report_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Calm at sea. " * 400_000)
    assert "split it" in str(one(path))


def test_a_year_in_the_text_is_no_date_of_a_page(tmp_path):
    (tmp_path / "page.html").write_text(
        "<html><head><title>The old war</title></head><body><article><h1>The old war</h1><p>The border war of 1998 cost tens of thousands of "
        "lives, and nobody on either side of the river has forgotten it, the mayor said on the bridge.</p><p>He would not say more.</p></article></body></html>"
    )
    (report,) = reports_in([tmp_path / "page.html"])
    assert report.published is None
