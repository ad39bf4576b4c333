"""Whom a deed is directed at, and by whom, where its own words do not say it."""

import random

import pytest

import standoff

from .readings import Paper


def told(record, *papers):
    record.ingest([p.reading() for p in papers])
    return [(e["type"], e["source"], e["target"], e["reports"]) for e in record.events()]


def actor(paper, name, country, lent=False):
    paper.found["actors"].append({
        "id": f"a{len(paper.found['actors']) + 1}", "name": name, "kind": "person", "code": f"{country}GOV", "country": country, "role": "minister",
        "spans": [], "lent": lent})


def named(paper, part, name):
    paper.found["events"][-1][part][0]["name"] = name


@pytest.mark.parametrize(
    ("words", "known", "guessed"),
    [("Togolese minister Kofi Mensah met the press.", "Kofi Mensah", "GHA"), ("Togo's president Mensah met the press.", "Mensah", "BEN")],
)
def test_a_person_is_of_the_state_whose_reports_say_so(record, words, known, guessed):
    sure = Paper(words, "2031-05-02", ref="sure")
    actor(sure, known, "TGO")
    open_ = Paper("Minister Kofi Mensah accused Ghana of theft.", "2031-05-03", ref="open")
    actor(open_, "Kofi Mensah", guessed, lent=True)
    open_.event("Minister Kofi Mensah accused Ghana of theft", "ACCUSE", [guessed], ["GHA"])
    named(open_, "source", "Kofi Mensah")
    assert ("ACCUSE", ["TGO"], ["GHA"], ["open"]) in told(record, sure, open_)


def test_who_is_whose_does_not_depend_on_the_order(tmp_path):
    given = []
    for n, (country, lent) in enumerate([("TGO", False), ("GHA", True), ("BEN", True), ("TGO", False), ("GHA", False)]):
        paper = Paper(f"Report {n}: Kofi Mensah accused Mali of theft number {n}.", f"2031-05-{n + 1:02d}", f"Paper {n}", ref=f"r{n}")
        actor(paper, "Kofi Mensah", country, lent)
        paper.event(f"Kofi Mensah accused Mali of theft number {n}", "ACCUSE", [country], ["MLI"])
        named(paper, "source", "Kofi Mensah")
        given.append(paper.reading())
    found = []
    for n in range(4):
        random.Random(n).shuffle(given)
        with standoff.open(tmp_path / f"{n}.db") as record:
            for one in given:
                record.ingest([one])
                record.events().to_dicts()
            found.append(record.events().to_dicts())
    assert all(one == found[0] for one in found) and all(e["source"] == ["TGO"] for e in found[0])


def test_what_is_said_to_ones_own_side_is_meant_for_the_other(record):
    paper = Paper("Ghana blamed Togo for the raid. It demanded the release of the crew at once.", "2031-05-03", ref="a")
    paper.event("Ghana blamed Togo for the raid", "ACCUSE", ["GHA"], ["TGO"])
    paper.event("It demanded the release of the crew at once", "REQUEST", ["GHA"], ["GHA"])
    paper.found["events"][-1]["target"][0] |= {"name": "crew", "code": "GHACVL"}
    assert ("REQUEST", ["GHA"], ["TGO"], ["a"]) in told(record, paper)


def test_what_is_asked_of_people_at_home_stays_at_home(record):
    paper = Paper("Ghana blamed Togo for the raid. Ghana asked its farmers to stay calm.", "2031-05-03", ref="a")
    paper.event("Ghana blamed Togo for the raid", "ACCUSE", ["GHA"], ["TGO"])
    paper.event("Ghana asked its farmers to stay calm", "REQUEST", ["GHA"], ["GHA"])
    paper.found["events"][-1]["target"][0] |= {"name": "farmers", "code": "GHACVL"}
    assert ("REQUEST", ["GHA"], ["TGO"], ["a"]) not in told(record, paper)


def test_a_call_up_faces_whom_the_words_or_the_report_say_there_is_a_quarrel_with(record):
    words = Paper("Ghana called up reservists in its dispute with Togo.", "2031-05-03", ref="words")
    words.event("Ghana called up reservists in its dispute with Togo", "MOBILIZE", ["GHA"], [])
    report = Paper("Mali put troops on alert. Benin accused Mali of bad faith.", "2031-06-03", ref="report")
    report.event("Mali put troops on alert", "MOBILIZE", ["MLI"], [])
    report.event("Benin accused Mali of bad faith", "ACCUSE", ["BEN"], ["MLI"])
    nobody = Paper("Kenya put troops on alert. Rwanda praised Uganda.", "2031-07-03", ref="nobody")
    nobody.event("Kenya put troops on alert", "MOBILIZE", ["KEN"], [])
    nobody.event("Rwanda praised Uganda", "SUPPORT", ["RWA"], ["UGA"])
    found = told(record, words, report, nobody)
    assert ("MOBILIZE", ["GHA"], ["TGO"], ["words"]) in found and ("MOBILIZE", ["MLI"], ["BEN"], ["report"]) in found
    assert ("MOBILIZE", ["KEN"], [], ["nobody"]) in found


def test_whose_step_is_blamed(record):
    paper = Paper("Kenya sends 600 soldiers to Rwanda. Uganda denounced the deployment and will complain to the African Union.", "2031-05-03", ref="a")
    paper.event("Kenya sends 600 soldiers to Rwanda", "MOBILIZE", ["KEN"], ["RWA"])
    paper.event("Uganda denounced the deployment and will complain to the African Union", "ACCUSE", ["UGA"], ["African Union"])
    assert ("ACCUSE", ["UGA"], ["KEN"], ["a"]) in told(record, paper)


def test_a_threat_is_what_is_said_to_follow_if_another_does_not_yield(record):
    paper = Paper("Togo accused Ghana of theft. If a Ghanaian boat crossed the line, Togo would open fire, its president said.", "2031-05-03", ref="a")
    paper.event("Togo accused Ghana of theft", "ACCUSE", ["TGO"], ["GHA"])
    said = "If a Ghanaian boat crossed the line, Togo would open fire, its president said"
    paper.says(said, "its president", "TGOGOV")
    start = paper.report.text.index("If a")
    paper.found["statements"][-1] |= {
        "conditions": [{"start": start, "end": start + 38, "text": said[:38].rstrip(",")}],
        "content": [{"start": start, "end": start + 63, "text": said[:63]}]}
    assert ("THREATEN", ["TGO"], ["GHA"], ["a"]) in told(record, paper)


def test_who_helps_if_another_yields_does_not_threaten(record):
    paper = Paper("If the rains fail, Togo would send grain, its president said.", "2031-05-03", ref="a")
    paper.says("If the rains fail, Togo would send grain, its president said", "its president", "TGOGOV")
    paper.found["statements"][-1]["conditions"] = [{"start": 0, "end": 17, "text": "If the rains fail"}]
    assert told(record, paper) == []


def test_a_promise_that_names_nobody_is_made_to_whom_the_speaker_helps(record):
    paper = Paper("The mission would go on until 2033, said the Kenyan premier. Sixty Kenyan soldiers go to Rwanda.", "2031-05-03", ref="a")
    paper.says("The mission would go on until 2033, said the Kenyan premier", "Kenyan premier", "KENGOV", "promise")
    paper.force("Sixty Kenyan soldiers go to Rwanda", "KEN", "RWA", (60, 60), status="ordered")
    assert ("SUPPORT", ["KEN"], ["RWA"], ["a"]) in told(record, paper)


def test_what_is_weighed_and_what_is_ordered_a_week_later_are_two(record):
    idea = Paper("Kenya is weighing 600 soldiers for Rwanda.", "2031-05-03", ref="idea")
    idea.force("Kenya is weighing 600 soldiers for Rwanda", "KEN", "RWA", (600, 600), status="considered")
    order = Paper("Kenya has ordered 600 soldiers to Rwanda.", "2031-05-11", ref="order")
    order.force("Kenya has ordered 600 soldiers to Rwanda", "KEN", "RWA", (600, 600), status="ordered")
    assert [r for _, _, _, r in told(record, idea, order)] == [["idea"], ["order"]]


def test_the_same_two_accuse_each_other_again_and_again(record):
    papers = []
    for n, day in enumerate(("2031-05-03", "2031-05-12")):
        paper = Paper(f"Togo accused Ghana of stealing {('sheep', 'timber')[n]}.", day, ref=f"r{n}")
        paper.event(f"Togo accused Ghana of stealing {('sheep', 'timber')[n]}", "ACCUSE", ["TGO"], ["GHA"])
        papers.append(paper)
    assert len(told(record, *papers)) == 2


def test_what_he_promised_in_the_next_breath_is_of_the_same_day(record):
    paper = Paper("Ghana will not send arms, its premier repeated in Togo on Monday. But he promised a loan.", "2031-05-11", ref="a")
    paper.says("Ghana will not send arms, its premier repeated in Togo on Monday", "its premier", "GHAGOV")
    paper.found["statements"][-1]["when"] |= {"start": "2031-05-05", "end": "2031-05-05", "basis": "stated"}
    paper.gift("he promised a loan", "GHA", "TGO", (5e6, 5e6, "USD"))
    record.ingest([paper.reading()])
    assert [e["date"] for e in record.events() if e["type"] == "AID"] == ["2031-05-05"]


def test_what_points_back_is_refused_to_whom_it_came_from(record):
    paper = Paper("Togo blamed Ghana for the raid. Ghana rejected that as slander. Benin sent 40 men to Mali. Ghana rejected the budget.", "2031-05-03", ref="a")
    paper.event("Togo blamed Ghana for the raid", "ACCUSE", ["TGO"], ["GHA"])
    paper.event("Ghana rejected that as slander", "REJECT", ["GHA"], ["GHA"])
    paper.event("Benin sent 40 men to Mali", "MOBILIZE", ["BEN"], ["MLI"])
    paper.event("Ghana rejected the budget", "REJECT", ["GHA"], ["MLI"])
    found = [row for row in told(record, paper) if row[0] == "REJECT"]
    assert ("REJECT", ["GHA"], ["TGO"], ["a"]) in found and ("REJECT", ["GHA"], ["MLI"], ["a"]) in found


def test_captives_are_asked_of_who_holds_them(record):
    paper = Paper("Togo seized a trawler from Benin. Mali blamed Togo for a fire. Benin demanded the release of the crew.", "2031-05-03", ref="a")
    paper.event("Togo seized a trawler from Benin", "COERCE", ["TGO"], ["BEN"])
    paper.event("Mali blamed Togo for a fire", "ACCUSE", ["MLI"], ["TGO"])
    paper.event("Benin demanded the release of the crew", "REQUEST", ["BEN"], ["BEN"])
    assert ("REQUEST", ["BEN"], ["TGO"], ["a"]) in told(record, paper)
