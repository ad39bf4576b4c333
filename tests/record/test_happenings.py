"""Events kept in the database are those that all reports together give, whatever came in when and was asked in between."""

import random

import pytest

import standoff
from standoff.record import happenings, told

from .readings import Paper

STATES = ("KEN", "RWA", "GHA", "TGO", "BEN", "MLI")
TYPES = ("MOBILIZE", "ACCUSE", "CONSULT", "REQUEST")


def papers(many=60, seed=3):
    dice = random.Random(seed)
    for n in range(many):
        day = f"2031-{dice.randint(1, 6):02d}-{dice.randint(1, 28):02d}"
        words = [" ".join(dice.choices(("bridge", "dam", "convoy", "harbour", "depot", "radar", "camp"), k=3)) for _ in range(3)]
        paper = Paper(" ".join(f"Item {n}.{i} on the {w}." for i, w in enumerate(words)), day, f"Paper {n % 5}", ref=f"r{n}")
        for i, w in enumerate(words):
            a, b = dice.sample(STATES, 2)
            source, target = dice.choice((([a], [b]), ([a], []), ([], [b]), ([a, b], [a, b]), ([a], [b])))
            paper.event(f"Item {n}.{i} on the {w}", dice.choice(TYPES), source, target, day=day if dice.random() < 0.3 else None)
        if dice.random() < 0.5:
            paper.force(f"Item {n}.0", *dice.sample(STATES, 2), (100, 100), status=dice.choice(("ordered", "under_way", "in_place")))
        yield paper.reading()


def asked(record):
    return {
        "all": record.events().to_dicts(), "actor": record.events(actor="GHA", since="2031-02-01", until="2031-04-30").to_dicts(),
        "type": record.events(type="ACCUSE", sender="KEN").to_dicts(), "text": record.events(text="radar", host="MLI").to_dicts(),
    }


@pytest.fixture
def kept(monkeypatch):
    monkeypatch.setattr(happenings, "_WORTH", 1)


def plainly(path, given):
    happenings._WORTH, was = 10**9, happenings._WORTH
    try:
        with standoff.open(path) as record:
            record.ingest(given)
            return asked(record)
    finally:
        happenings._WORTH = was


def test_what_is_kept_is_what_all_at_once_gives(tmp_path, kept):
    given = list(papers())
    expected = plainly(tmp_path / "plain.db", given)
    assert len(expected["all"]) > 80 and any(len(e["reports"]) > 1 for e in expected["all"]) and expected["actor"] and expected["type"]
    for n in range(3):
        random.Random(n).shuffle(given)
        with standoff.open(tmp_path / f"{n}.db") as record:
            for at in range(0, len(given), 7):
                record.ingest(given[at : at + 7])
                record.events(actor="GHA").to_dicts()
            assert asked(record) == expected
        with standoff.open(tmp_path / f"{n}.db") as record:  # another process finds it there
            assert happenings._state(record.view())
            assert asked(record) == expected


def test_only_what_a_change_touches_is_made_anew(tmp_path, kept, monkeypatch):
    with standoff.open(tmp_path / "r.db") as record:
        record.ingest(papers())
        record.events(actor="GHA").to_dicts()
        made, derived = [], []
        monkeypatch.setattr(happenings, "stories", lambda view, block, real=happenings.stories: made.append(block) or real(view, block))
        monkeypatch.setattr(told, "derive", lambda view, reports, real=told.derive: derived.extend(reports) or real(view, reports))
        late = Paper("Chad expelled an envoy of Niger.", "2031-09-01", ref="late")
        late.event("Chad expelled an envoy of Niger", "SANCTION", ["TCD"], ["NER"])
        record.ingest([late.reading()])
        assert [e["reports"] for e in record.events(actor="TCD")] == [["late"]]
        assert len(made) == 1 and derived == [late.report.id]


def test_corrections_change_what_is_kept_and_undoing_them_brings_it_back(tmp_path, kept):
    with standoff.open(tmp_path / "r.db") as record:
        record.ingest(papers())
        before = asked(record)
        event = next(e for e in before["all"] if len(e["mentions"]) > 1)
        split = record.correct(event["id"], "split", by="ann", why="two")
        assert not any(set(event["mentions"]) <= set(e["mentions"]) for e in record.events())
        gone = record.correct(event["mentions"][0], "reject", by="ann", why="misread")
        assert not any(event["mentions"][0] in e["mentions"] for e in record.events())
        record.undo(gone, by="ann", why="was right")
        record.undo(split, by="ann", why="was one")
        assert asked(record) == before


def test_as_of_a_date_rests_on_what_was_known_then(tmp_path, kept):
    given = list(papers())
    early = [r for r in given if r["report"]["published"] <= "2031-03-15"]
    expected = plainly(tmp_path / "early.db", early)
    with standoff.open(tmp_path / "r.db") as record:
        record.ingest(given)
        record.events(actor="GHA").to_dicts()
        assert record.events(as_of="2031-03-15").to_dicts() == expected["all"]


def test_a_name_explained_later_is_explained_in_what_is_kept(tmp_path, kept):
    first = Paper("Adjoa Mensah accused Togo.", "2031-03-01", ref="a")
    first.event("Adjoa Mensah accused Togo", "ACCUSE", ["Adjoa Mensah"], ["TGO"])
    second = Paper("Adjoa Mensah, minister of Ghana, left.", "2031-03-02", ref="b")
    second.found["actors"].append({"id": "a1", "name": "Adjoa Mensah", "kind": "person", "code": "GHAGOV", "country": "GHA", "role": None, "spans": []})
    with standoff.open(tmp_path / "r.db") as record:
        record.ingest([first.reading()])
        assert [e["source"] for e in record.events()] == [["Adjoa Mensah"]]
        record.ingest([second.reading()])
        assert [e["source"] for e in record.events()] == [["GHA"]]
        assert [e["source"] for e in record.events(as_of="2031-03-01")] == [["Adjoa Mensah"]]
        assert len(record.events(actor="GHA")) == 1


def test_what_other_rules_gave_is_not_taken_for_theirs(tmp_path, kept, monkeypatch):
    with standoff.open(tmp_path / "r.db") as record:
        record.ingest(papers(10))
        before = asked(record)
    for module in (told, happenings):
        monkeypatch.setattr(module, "rules", lambda: "newer")
    with standoff.open(tmp_path / "r.db") as record:
        assert not happenings._state(record.view())
        derived = []
        monkeypatch.setattr(told, "derive", lambda view, reports, real=told.derive: derived.extend(reports) or real(view, reports))
        assert asked(record) == before and len(derived) == 10
