"""Every format: counts, columns, filters, order, and reading back."""

import csv
import json
import re
import xml.etree.ElementTree as ET

import pytest

import standoff
from standoff.errors import RecordError
from standoff.export import Selection, export, formats, import_jsonl
from standoff.export.coded import ACLED_COLUMNS, ICEWS_COLUMNS, POLECAT_COLUMNS
from standoff.export.files import defused
from standoff.export.gdelt import EVENT_COLUMNS, MENTION_COLUMNS, event_rows
from standoff.export.selection import TABLES


def test_the_fields_column_counts():
    assert (len(EVENT_COLUMNS), len(MENTION_COLUMNS), len(POLECAT_COLUMNS), len(ICEWS_COLUMNS), len(ACLED_COLUMNS)) == (61, 16, 40, 20, 31)


@pytest.mark.parametrize("name", sorted(formats()))
def test_every_format_is_written_the_same_twice_and_says_what(record, tmp_path, name):
    if name == "parquet":
        pytest.importorskip("pyarrow")
    first, second = (export(record, name, tmp_path / n / ("f" + formats()[name].suffix)) for n in "ab")
    assert first == second and first
    for file in sorted(p for p in (tmp_path / "a").rglob("*") if p.is_file()):
        assert file.read_bytes() == (tmp_path / "b" / file.relative_to(tmp_path / "a")).read_bytes()


def test_unknown_format_and_filter(record, tmp_path):
    with pytest.raises(RecordError, match="no such format"):
        export(record, "dbase", tmp_path / "x")
    with pytest.raises(RecordError, match="unknown filter"):
        export(record, "csv", tmp_path / "x", colour="red")


def test_csv_counts_are_the_tables(record, tmp_path):
    for name, count in export(record, "csv", tmp_path):
        with (tmp_path / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == count == len(Selection(record).table(name.removesuffix(".csv")))


def test_filters_and_date_are_honoured(record, tmp_path):
    counts = dict(export(record, "csv", tmp_path / "a", publisher="Wire A"))
    assert counts["reports.csv"] == 2
    assert dict(export(record, "csv", tmp_path / "b", as_of="2023-05-05"))["reports.csv"] == 1
    lines = [json.loads(line) for line in _jsonl(record, tmp_path, sender="SWE")]
    assert [x["reading"]["report"]["ref"] for x in lines if x["kind"] == "reading"] == ["b"]


def _jsonl(record, tmp_path, **filters):
    export(record, "jsonl", tmp_path / "r.jsonl", **filters)
    return (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()


def test_jsonl_and_back_is_the_same_record(record, tmp_path):
    lines = _jsonl(record, tmp_path)
    with standoff.open(tmp_path / "copy.db") as copy:
        assert import_jsonl(copy, lines, "r.jsonl") == {"readings": 3, "corrections": 1, "ratings": 1}
        assert import_jsonl(copy, lines, "r.jsonl") == {"readings": 0, "corrections": 0, "ratings": 0}
        for name in TABLES:
            assert Selection(copy).table(name).to_dicts() == Selection(record).table(name).to_dicts()
        assert copy.ratings().to_dicts() == record.ratings().to_dicts()
        assert copy.corrections().to_dicts() == record.corrections().to_dicts()
        assert _jsonl(copy, tmp_path) == lines


def test_a_foreign_line_is_named(tmp_path):
    with standoff.open(tmp_path / "x.db") as copy, pytest.raises(RecordError, match="line 2"):
        import_jsonl(copy, ["", '{"kind": "reading"}'], "x.jsonl")


def test_parquet_has_the_tables_and_describes_them(record, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    export(record, "parquet", tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text())
    for resource in package["resources"]:
        table = parquet.read_table(tmp_path / resource["path"])
        assert [f["name"] for f in resource["schema"]["fields"]] == table.column_names


def test_gdelt_rows_are_well_formed(record, tmp_path):
    (_, events), (_, mentions) = export(record, "gdelt", tmp_path)
    rows = [line.split("\t") for line in (tmp_path / "export.CSV").read_text().splitlines()]
    assert len(rows) == events > 0 and {len(r) for r in rows} == {61}
    told = [line.split("\t") for line in (tmp_path / "mentions.CSV").read_text().splitlines()]
    assert len(told) == mentions >= events and {len(r) for r in told} == {16}
    assert {r[0] for r in told} == {r[0] for r in rows}
    for row in rows:
        assert row[0].isdigit() and re.fullmatch(r"\d{8}", row[1]) and re.fullmatch(r"\d{3,4}", row[26]) and row[29] in "1234"
    assert list(event_rows(Selection(record))) == list(event_rows(Selection(record)))


def test_polecat_and_icews_have_their_headers(record, tmp_path):
    export(record, "polecat", tmp_path / "p.txt")
    lines = (tmp_path / "p.txt").read_text().splitlines()
    assert lines[0].split("\t") == list(POLECAT_COLUMNS) and {len(x.split("\t")) for x in lines} == {40}
    export(record, "icews", tmp_path / "i.tab")
    lines = (tmp_path / "i.tab").read_text().splitlines()
    assert lines[0].split("\t") == list(ICEWS_COLUMNS) and len(lines) > 1


def test_annotations_point_at_their_words(record, tmp_path):
    export(record, "annotations", tmp_path / "a.jsonl")
    lines = [json.loads(x) for x in (tmp_path / "a.jsonl").read_text().splitlines()]
    texts = {r["url"]: record.show(r["id"])["text"] for r in record.reports()}
    assert lines
    for one in lines:
        quote, position = one["target"]["selector"]
        assert texts[one["target"]["source"]][position["start"] : position["end"]] == quote["exact"]


def test_graphs_and_feeds_are_well_formed_xml(record, tmp_path):
    for name in ("graphml", "gexf", "rss"):
        export(record, name, tmp_path / name)
        ET.parse(tmp_path / name)
    export(record, "ics", tmp_path / "c.ics")
    text = (tmp_path / "c.ics").read_bytes().decode()
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") and all(len(x.encode()) <= 75 for x in text.split("\r\n"))


def test_geojson_has_points(record, tmp_path):
    export(record, "geojson", tmp_path / "g.geojson")
    collection = json.loads((tmp_path / "g.geojson").read_text())
    assert all(-180 <= f["geometry"]["coordinates"][0] <= 180 and -90 <= f["geometry"]["coordinates"][1] <= 90 for f in collection["features"])


def test_formulas_are_defused(record, tmp_path):
    assert [defused(x) for x in ("=1+1", "@x", "-a", "plain", 5, -3.0)] == ["'=1+1", "'@x", "'-a", "plain", 5, -3.0]
    export(record, "excel", tmp_path)
    for path in tmp_path.glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_frames(record):
    pytest.importorskip("pandas")
    rows = record.statements()
    assert list(rows.to_pandas()["speaker"]) == [r["speaker"] for r in rows]
    assert rows.to_polars().height == len(rows)
    assert "<table>" in rows._repr_html_()


def test_provenance_names_source_hash_and_versions(record, tmp_path):
    export(record, "prov", tmp_path / "p.json")
    document = json.loads((tmp_path / "p.json").read_text())
    mentions = [e for e in document["entity"].values() if e["prov:type"].startswith("standoff:")]
    reports = [e for e in document["entity"].values() if e["prov:type"] == "report"]
    assert len(reports) == 3 and all(e["standoff:hash"].startswith("sha256:") for e in reports)
    assert len(document["wasDerivedFrom"]) == len(mentions) == len(document["wasGeneratedBy"])
    assert all(a["standoff:ontology"] for a in document["activity"].values())
