import itertools
import random

import pytest

import standoff
from standoff.errors import RecordError

from .readings import Paper


def papers():
    made = []
    for n, (place, day) in enumerate(itertools.product(("EST", "LVA", "LTU"), ("2031-03-01", "2031-03-04", "2031-03-20"))):
        paper = Paper(f"Report {n}: {100 * n} soldiers of Denmark are in {place}. Denmark sent ships on {day}.", day, f"Paper {n % 4}", ref=f"r{n}")
        paper.force(f"{100 * n} soldiers of Denmark are in {place}", "DNK", place, (100.0 * n, 100.0 * n))
        paper.event(f"Denmark sent ships on {day}", "MOBILIZE", ["DNK"], [place], day=day)
        made.append(paper.reading())
    return made


def picture(record):
    return [record.posture().to_dicts(), record.events().to_dicts(), record.conflicts().to_dicts(), record.duplicates().to_dicts(), record.aid_ledger().to_dicts()]


def test_the_order_of_reports_does_not_matter(tmp_path):
    pictures = []
    for n in range(20):
        given = papers()
        random.Random(n).shuffle(given)
        with standoff.open(tmp_path / f"{n}.db") as record:
            for one in given:  # one by one, asked in between
                record.ingest([one])
                len(record.posture())
            pictures.append(picture(record))
    assert all(p == pictures[0] for p in pictures)


def test_the_same_report_again_changes_nothing(record):
    assert record.ingest(papers()) == {"added": 9, "known": 0}
    before = picture(record)
    assert record.ingest(papers()) == {"added": 0, "known": 9}
    assert picture(record) == before


def test_a_changed_report_is_a_new_version_beside_the_old(record):
    old = Paper("Malta has 20 soldiers in Libya.", "2031-03-01", url="https://example.org/a")
    old.force("Malta has 20 soldiers in Libya", "MLT", "LBY", (20, 20))
    new = Paper("Malta has 25 soldiers in Libya.", "2031-03-02", url="https://example.org/a")
    new.force("Malta has 25 soldiers in Libya", "MLT", "LBY", (25, 25))
    record.ingest([new.reading(), old.reading()])
    assert [r["low"] for r in record.posture()] == [25]
    assert [r["low"] for r in record.posture(as_of="2031-03-01")] == [20]
    assert len(record.reports()) == 1
    assert {r["replaced_by"] for r in record.reports(versions=True)} == {None, new.report.ref}


def test_copies_are_found_and_counted_once(record):
    words = "The ministry in Oslo said on Friday that two frigates had left the harbour of Bergen for a long journey to the north with four hundred sailors on board"
    wire, cut = Paper(f"{words}. Nobody would say when they were due back or what they carried.", "2031-03-01", ref="wire"), Paper(f"From our desk. {words}.", "2031-03-02", "Coast Radio", ref="cut")
    other = Paper("In Lisbon the parliament debated the harvest and the price of cork for most of the rainy afternoon without a vote.", "2031-03-02", "Coast Radio", ref="other")
    for paper in (wire, cut):
        paper.event("two frigates had left the harbour", "MOBILIZE", ["NOR"], [])
    record.ingest([p.reading() for p in (wire, cut, other)])
    group, = record.duplicates()
    assert group["group"] == ["wire", "cut"] and group["containment"] > 0.8
    event, = record.events()
    assert event["independent"] == 1 and event["reports"] == ["wire", "cut"]


def test_mentions_of_one_event_are_one_and_others_are_not(record):
    one = Paper("Turkey expelled three envoys of Chile on 3 May.", "2031-05-03", ref="a")
    one.event("Turkey expelled three envoys of Chile", "SANCTION", ["TUR"], ["CHL"], day="2031-05-03")
    two = Paper("Ankara's expulsion of the three envoys angered Santiago.", "2031-05-05", "Coast Radio", ref="b")
    two.event("expulsion of the three envoys", "SANCTION", ["TUR"], ["CHL"])
    late = Paper("Turkey again expelled envoys of Chile.", "2031-11-05", "Coast Radio", ref="c")
    late.event("Turkey again expelled envoys of Chile", "SANCTION", ["TUR"], ["CHL"])
    record.ingest([p.reading() for p in (one, two, late)])
    first, second = record.events()
    assert (first["reports"], first["date"], second["reports"]) == (["a", "b"], "2031-05-03", ["c"])
    assert "envoy" in first["why"][1]["reason"]


def test_a_person_splits_and_merges_and_it_stays(record):
    record.ingest(papers())
    before = {e["id"]: e["mentions"] for e in record.events()}
    a, b = [m for ms in before.values() for m in ms][:2]
    done = record.correct([a, b], "merge", by="ann", why="one crossing")
    assert any({a, b} <= set(e["mentions"]) for e in record.events())
    record.undo(done, by="ann", why="were two")
    assert {e["id"]: e["mentions"] for e in record.events()} == before


def test_corrections_win_and_travel(record, tmp_path):
    record.ingest(papers())
    row = record.deployments(host="LVA")[0]
    record.correct(row["id"], "edit", by="ann", why="misread", changes={"count": {"low": 7, "high": 7, "text": "seven"}})
    record.correct(record.deployments(host="LTU")[0]["id"], "reject", by="ann", why="hearsay")
    assert (7, 7) in [(r["low"], r["high"]) for r in record.deployments(host="LVA")]
    assert len(record.deployments(host="LTU")) == 2
    with standoff.open(tmp_path / "other.db") as other:
        other.ingest(papers())
        assert other.import_corrections(record.export_corrections().splitlines()) == 2
        assert other.import_corrections(record.export_corrections().splitlines()) == 0
        assert picture(other) == picture(record)


def test_corrections_outlive_a_new_reading_with_other_ids(record):
    first, *_ = papers()
    record.ingest([first])
    record.correct(record.deployments()[0]["id"], "reject", by="ann", why="wrong")
    again = papers()[0]
    again["deployments"][0]["id"] = "d9"
    record.store.replace(again)
    assert len(record.deployments()) == 0
    assert record.show(f"{record.reports()[0]['key']}.d9")["rejected"]


def test_search_finds_words_and_honours_filters(record):
    record.ingest(papers())
    assert {h["kind"] for h in record.search("soldiers Denmark")} == {"report", "deployment"}
    assert all("LVA" in h["excerpt"] for h in record.search("soldiers", kind="deployment", host="LVA"))
    assert len(record.search('"; DROP TABLE')) == 0


def test_show_and_unknown_names(record):
    record.ingest(papers())
    event = record.events()[0]
    assert record.show(event["id"])["all"] and record.show("r0")["text"] and record.show(event["mentions"][0])["evidence"]
    with pytest.raises(RecordError, match="nothing of that name"):
        record.show("nowhere.d1")
    with pytest.raises(RecordError, match="unknown filter"):
        record.events(colour="red").to_dicts()


def test_brief_has_a_footnote_for_every_mark(record):
    record.ingest(papers())
    text = record.brief("2031-03-20")
    marks = {w.split("]")[0] for w in text.split("[^")[1:]}
    assert marks and all(f"[^{mark}]: “" in text for mark in marks)


def test_diff_says_what_is_new(record):
    record.ingest(papers())
    changes = record.diff("2031-03-01", "2031-03-04")
    assert {c["kind"] for c in changes} >= {"posture"} and all(c["change"] in ("new", "changed", "gone") for c in changes)
    assert len(record.diff("2031-03-04", "2031-03-04")) == 0
