"""What makes two tellings one event, and what makes other mentions evidence of one."""

from .readings import Paper


def told(record, *papers):
    record.ingest([p.reading() for p in papers])
    return [(e["type"], e["source"], e["target"], e["date"], e["reports"]) for e in record.events()]


def test_an_announcement_and_the_arrival_weeks_later_are_two_events(record):
    plan = Paper("Kenya will send four gunboats to Rwanda.", "2031-05-03", ref="plan")
    plan.force("Kenya will send four gunboats to Rwanda", "KEN", "RWA", (4, 4), status="ordered", category="ships")
    again = Paper("The four Kenyan gunboats promised to Rwanda are being loaded, the port says, and will go soon.", "2031-05-05", "Coast Radio", ref="again")
    again.force("four Kenyan gunboats promised to Rwanda", "KEN", "RWA", (4, 4), status="ordered", category="ships")
    there = Paper("The four Kenyan gunboats have arrived in Rwanda.", "2031-05-16", "Coast Radio", ref="there")
    there.force("The four Kenyan gunboats have arrived in Rwanda", "KEN", "RWA", (4, 4), category="ships")
    assert told(record, plan, again, there) == [
        ("MOBILIZE", ["KEN"], ["RWA"], "2031-05-03", ["plan", "again"]), ("MOBILIZE", ["KEN"], ["RWA"], "2031-05-16", ["there"])]


def test_soldiers_and_ships_that_go_the_same_way_are_two_moves(record):
    one = Paper("Kenya sends 600 soldiers to Rwanda.", "2031-05-03", ref="a")
    one.force("Kenya sends 600 soldiers to Rwanda", "KEN", "RWA", (600, 600), status="under_way")
    two = Paper("A Kenyan flotilla makes for Rwanda.", "2031-05-03", "Coast Radio", ref="b")
    two.force("A Kenyan flotilla makes for Rwanda", "KEN", "RWA", status="under_way", category="ships")
    assert len(told(record, one, two)) == 2


def test_what_is_to_come_happens_when_it_is_announced(record):
    paper = Paper("Kenya promised Rwanda two aircraft from August.", "2031-05-03", ref="a")
    paper.force("promised Rwanda two aircraft from August", "KEN", "RWA", (2, 2), status="ordered", category="aircraft", day="2031-08-01")
    assert told(record, paper) == [("MOBILIZE", ["KEN"], ["RWA"], "2031-05-03", ["a"])]


def test_a_dated_announcement_dates_what_it_announces(record):
    paper = Paper("Kenya will give Rwanda trucks, its president announced on Monday.", "2031-05-07", ref="a")
    paper.gift("Kenya will give Rwanda trucks", "KEN", "RWA", None)
    paper.says("Kenya will give Rwanda trucks, its president announced on Monday", "its president", "KENGOV", "promise")
    paper.found["statements"][0]["when"] |= {"start": "2031-05-05", "end": "2031-05-05", "basis": "stated"}
    assert ("AID", ["KEN"], ["RWA"], "2031-05-05", ["a"]) in told(record, paper)


def test_a_visit_is_one_event_of_both_sides(record):
    paper = Paper("The president of Ghana received the premier of Togo.", "2031-05-03", ref="a")
    paper.event("received the premier of Togo", "CONSULT", ["GHA"], ["TGO"])
    paper.event("received the premier of Togo", "CONSULT", ["TGO"], ["GHA"])
    (_, source, target, _, _), = told(record, paper)
    assert set(source) == set(target) == {"GHA", "TGO"}


def test_a_meeting_of_others_on_the_day_is_another(record):
    one = Paper("Ghana and Togo conferred.", "2031-05-03", ref="a")
    one.event("Ghana and Togo conferred", "CONSULT", ["GHA", "TGO"], ["GHA", "TGO"])
    two = Paper("Ghana and Benin conferred.", "2031-05-03", "Coast Radio", ref="b")
    two.event("Ghana and Benin conferred", "CONSULT", ["GHA", "BEN"], ["GHA", "BEN"])
    assert len(told(record, one, two)) == 2


def test_whose_demand_it_is_that_is_turned_down(record):
    paper = Paper("Togo asked Ghana to open the dam. Accra called the demand absurd.", "2031-05-03", ref="a")
    paper.event("Togo asked Ghana to open the dam", "REQUEST", ["TGO"], ["GHA"])
    paper.event("Accra called the demand absurd", "ACCUSE", ["GHA"], ["the demand"])
    assert ("REJECT", ["GHA"], ["TGO"], "2031-05-03", ["a"]) in told(record, paper)


def test_whose_jets_they_are_the_deployment_knows(record):
    paper = Paper("Six jets from Accra landed in Togo.", "2031-05-03", ref="a")
    paper.event("Six jets from Accra landed in Togo", "MOBILIZE", ["six jets"], [])
    paper.force("Six jets from Accra landed in Togo", "GHA", "TGO", (6, 6), category="aircraft", what="Six jets")
    assert told(record, paper) == [("MOBILIZE", ["GHA"], ["TGO"], "2031-05-03", ["a"])]


def test_a_person_parts_what_one_report_tells_in_the_same_words(record):
    paper = Paper("Six jets from Accra landed in Togo.", "2031-05-03", ref="a")
    paper.event("Six jets from Accra landed in Togo", "MOBILIZE", ["GHA"], [])
    paper.force("Six jets from Accra landed in Togo", "GHA", "TGO", (6, 6), category="aircraft", what="Six jets")
    (_, _, target, _, _), = told(record, paper)
    event, = record.events()
    done = record.correct(event["id"], "split", by="ann", why="the event is another")
    assert [len(e["mentions"]) for e in record.events()] == [1, 1]
    record.undo(done, by="ann", why="no, it is not")
    assert [e["target"] for e in record.events()] == [target] == [["TGO"]]


def test_whom_a_statement_names_counts_more_than_a_guess_from_before(record):
    paper = Paper("Benin lies far from all this, as everybody in the room could see at once on the map. Togo demands that Ghana open the dam.", "2031-05-03", ref="a")
    paper.event("Togo demands that Ghana open the dam", "REQUEST", ["TGO"], ["BEN"])
    paper.found["events"][0]["target"][0]["span"] = {"start": 0, "end": 5, "text": "Benin"}
    paper.says("Togo demands that Ghana open the dam", "Togo", "TGOGOV", "demand")
    paper.found["places"].append({"id": "p1", "name": "Ghana", "country": "GHA", "spans": [
        {"start": paper.report.text.index("Ghana"), "end": paper.report.text.index("Ghana") + 5, "text": "Ghana", "use": "metonym"}]})
    assert told(record, paper) == [("REQUEST", ["TGO"], ["GHA"], "2031-05-03", ["a"])]


def test_a_withdrawal_that_is_asked_for_is_the_asking_alone(record):
    paper = Paper("Ghana demanded that Togo withdraw the troops.", "2031-05-03", ref="a")
    paper.event("Ghana demanded that Togo withdraw the troops", "REQUEST", ["GHA"], ["TGO"])
    paper.force("withdraw the troops", "TGO", "GHA", status="considered", basis="reduction")
    assert [e[0] for e in told(record, paper)] == ["REQUEST"]
