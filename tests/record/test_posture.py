import pytest

from .readings import Paper


def rows(record, **wanted):
    asked = {k: wanted.pop(k) for k in ("as_of", "assume", "date") if k in wanted}
    return [(r["low"], r["high"]) for r in record.posture(**asked) if all(r[k] == v for k, v in wanted.items())]


def test_parts_of_a_total_and_a_ratio_bound_what_nobody_says(record):
    text = ("Norway is sending another 3,000 troops to two allied states. Nearly 2,000 go to Latvia, where 4,000 men of the alliance are. "
            "Those to Estonia will more than double the number there.")
    paper = Paper(text, "2031-03-04")
    whole = paper.force("Norway is sending another 3,000 troops to two allied states", "NOR", None, (3000, 3000), status="ordered", basis="increment", place="two allied states")
    paper.force("Nearly 2,000 go to Latvia", "NOR", "LVA", (1800, 2000), status="ordered", basis="increment", of=whole)
    paper.force("Those to Estonia will more than double the number there", "NOR", "EST", status="ordered", basis="ratio", ratio=(2, None), of=whole)
    paper.force("4,000 men of the alliance", "NATO", "LVA", (4000, 4000))
    record.ingest([paper.reading()])
    assert rows(record, sender="NOR", host="EST", status="ordered") == [(1000, 1200)]
    assert rows(record, sender="NOR", host="EST", status="in_place") == [(None, 1199)]
    row = next(r for r in record.posture(host="EST", status="ordered"))
    assert len(row["mentions"]) == 2, "the total and the part"


def test_what_was_announced_becomes_in_place_once_arrived(record):
    first = Paper("Spain has 400 troops in Latvia and will send 300 marines more.", "2031-03-01")
    first.force("Spain has 400 troops in Latvia", "ESP", "LVA", (400, 400))
    first.force("will send 300 marines more", "ESP", "LVA", (300, 300), status="ordered", basis="increment", what="marines")
    second = Paper("All 300 Spanish marines have landed in Riga.", "2031-03-09", "Coast Radio")
    second.force("All 300 Spanish marines have landed in Riga", "ESP", "LVA", (300, 300), what="Spanish marines")
    record.ingest([first.reading(), second.reading()])
    assert rows(record, as_of="2031-03-02", status="ordered") == [(300, 300)]
    assert rows(record, as_of="2031-03-02", status="in_place") == [(400, 400)]
    assert rows(record, status="in_place") == [(700, 700)]
    assert rows(record, status="ordered") == []


def test_what_if_all_that_is_ordered_were_carried_out(record):
    paper = Paper("Spain has 400 troops in Latvia and will send 300 to 350 more.", "2031-03-01")
    paper.force("Spain has 400 troops in Latvia", "ESP", "LVA", (400, 400))
    paper.force("will send 300 to 350 more", "ESP", "LVA", (300, 350), status="ordered", basis="increment")
    record.ingest([paper.reading()])
    assert rows(record, status="in_place", assume=["ordered"]) == [(700, 750)]


def test_sides_that_differ_have_a_row_each_and_a_conflict(record):
    paper = Paper("Minsk counts 3,000 Polish soldiers; Warsaw says there are 1,200.", "2031-03-01")
    paper.force("Minsk counts 3,000 Polish soldiers", "POL", "LTU", (3000, 3000), who=("Minsk", "BLRGOV"))
    paper.force("Warsaw says there are 1,200", "POL", "LTU", (1200, 1200), who=("Warsaw", "POLGOV"))
    record.ingest([paper.reading()])
    found = {r["according_to"]: (r["low"], r["high"]) for r in record.posture()}
    assert found == {"Minsk": (3000, 3000), "Warsaw": (1200, 1200)}
    conflict, = record.conflicts()
    assert conflict["kind"] == "level" and len(conflict["mentions"]) == 2 and conflict["resolved"] is None


@pytest.mark.parametrize("second", [
    ("2031-04-20", (2000, 2000), "level of another month"), ("2031-03-02", (900, 1100), "the same, rounded"),
])
def test_what_only_seems_to_disagree_is_no_conflict(record, second):
    day, count, words = second
    one = Paper("Italy keeps 1,000 soldiers in Iraq.", "2031-03-01")
    one.force("Italy keeps 1,000 soldiers in Iraq", "ITA", "IRQ", (1000, 1000))
    two = Paper(f"Italians in Iraq: {words}.", day, "Coast Radio")
    two.force(f"Italians in Iraq: {words}", "ITA", "IRQ", count)
    record.ingest([one.reading(), two.reading()])
    assert len(record.conflicts()) == 0


def test_a_corrected_figure_gives_way(record):
    one = Paper("Greece has 850 soldiers in Cyprus.", "2031-03-01", "Coast Radio")
    one.force("Greece has 850 soldiers in Cyprus", "GRC", "CYP", (850, 850))
    other = Paper("The contingent of Greece in Cyprus is 950 strong, the ministry notes.", "2031-03-02")
    other.force("950 strong", "GRC", "CYP", (950, 950))
    mended = Paper("Talks go on.\n\nCorrection: we gave the number of Greeks in Cyprus as 850. It is 950.", "2031-03-05", "Coast Radio")
    mended.force("the number of Greeks in Cyprus as 850", "GRC", "CYP", (850, 850))
    mended.force("It is 950", "GRC", "CYP", (950, 950))
    record.ingest([one.reading(), other.reading()])
    assert sorted(rows(record)) == [(850, 850), (950, 950)]
    record.ingest([mended.reading()])
    assert rows(record) == [(950, 950)]
    conflict, = record.conflicts()
    assert conflict["resolved"] and len(record.posture(as_of="2031-03-03")) == 2


def test_what_stays_in_place_stays_until_a_report_says_otherwise(record):
    one = Paper("Chad has 500 soldiers in Niger.", "2031-01-01")
    one.force("Chad has 500 soldiers in Niger", "TCD", "NER", (500, 500))
    two = Paper("The last of the Chadian soldiers have left Niger.", "2031-06-01")
    two.force("The last of the Chadian soldiers have left Niger", "TCD", "NER", status="ended")
    record.ingest([one.reading(), two.reading()])
    assert rows(record, as_of="2031-05-30", status="in_place") == [(500, 500)]
    assert rows(record, status="in_place") == []


def test_distinct_forces_add_up_and_types_are_told_apart(record):
    paper = Paper("Six F-15s and four Rafales stand in Iceland.", "2031-03-01")
    paper.force("Six F-15s", "USA", "ISL", (6, 6), category="aircraft", what="Six F-15s")
    paper.force("four Rafales", "USA", "ISL", (4, 4), category="aircraft", what="four Rafales")
    again = Paper("The six American F-15s in Iceland flew again.", "2031-03-08", "Coast Radio")
    again.force("six American F-15s", "USA", "ISL", (6, 6), category="aircraft", what="six American F-15s")
    record.ingest([paper.reading(), again.reading()])
    assert rows(record) == [(10, 10)]


def test_a_share_of_what_was_to_come_has_come(record):
    one = Paper("Peru keeps 900 soldiers in Chile and sends 1,000 more.", "2031-03-01")
    one.force("Peru keeps 900 soldiers in Chile", "PER", "CHL", (900, 900))
    one.force("sends 1,000 more", "PER", "CHL", (1000, 1000), status="ordered", basis="increment")
    two = Paper("About half of the thousand Peruvians had reached Chile by Friday.", "2031-03-12", "Coast Radio")
    two.force("About half of the thousand Peruvians had reached Chile", "PER", "CHL", (0.45, 0.55), what="half of the thousand Peruvians")
    record.ingest([one.reading(), two.reading()])
    assert rows(record, status="in_place") == [(1350, 1450)]
    assert rows(record, status="under_way") == [(450, 550)]


def test_what_is_landing_is_partly_there(record):
    one = Paper("Peru sends 3,000 soldiers to Chile.", "2031-03-01")
    one.force("Peru sends 3,000 soldiers to Chile", "PER", "CHL", (3000, 3000), status="ordered")
    two = Paper("The 3,000 Peruvians have been landing in Chile since Monday.", "2031-03-12", "Coast Radio")
    two.force("The 3,000 Peruvians have been landing in Chile", "PER", "CHL", (3000, 3000), status="under_way")
    record.ingest([one.reading(), two.reading()])
    assert rows(record, status="under_way") == [(None, 3000)]


def test_some_that_arrived_count_against_what_was_to_come(record):
    one = Paper("Peru sends 3,000 soldiers to Chile.", "2031-03-01")
    one.force("Peru sends 3,000 soldiers to Chile", "PER", "CHL", (3000, 3000), status="ordered")
    two = Paper("Chile counts 400 soldiers of Peru. A first 500 have arrived.", "2031-03-12", "Coast Radio")
    two.force("Chile counts 400 soldiers of Peru", "PER", "CHL", (400, 400), day="2031-03-02")
    two.force("A first 500 have arrived", "PER", "CHL", (500, 500))
    record.ingest([one.reading(), two.reading()])
    assert rows(record, status="in_place") == [(900, 900)]
    assert rows(record, status="under_way") == [(2500, 2500)]


def test_a_correction_stands_for_what_the_wrong_figure_was_said_of(record):
    one = Paper("Greece has 850 soldiers in Cyprus.", "2031-03-01", "Coast Radio")
    one.force("Greece has 850 soldiers in Cyprus", "GRC", "CYP", (850, 850))
    mended = Paper("Talks go on.\n\nCorrection: on Monday we put the Greek force at 850. The ministry puts it at more than 900.", "2031-03-05", "Coast Radio")
    mended.force("The ministry puts it at more than 900", "GRC", None, (901, None), status="ordered")
    record.ingest([one.reading(), mended.reading()])
    assert rows(record, host="CYP") == [(901, None)]


def test_a_figure_whose_words_do_not_name_the_place_does_not_drown_those_that_do(record):
    one = Paper("Chad has 160 instructors in Niger.", "2031-03-01")
    one.force("160 instructors in Niger", "TCD", "NER", (160, 160), what="instructors", category="personnel")
    two = Paper("The estimate is more than 130,000.", "2031-03-03", "Coast Radio")
    two.force("The estimate is more than 130,000", "TCD", "NER", (130001, None))
    for paper in (one, two):
        paper.found["places"].append({"id": "p1", "name": "Niger", "country": "NER", "spans": [
            {"start": s, "end": s + 5, "text": "Niger", "use": "literal"} for s in [paper.report.text.find("Niger")] if s >= 0]})
    record.ingest([one.reading(), two.reading()])
    assert rows(record, host="NER") == [(160, 160)]


def test_an_order_to_stand_by_is_told_as_an_order_too(record):
    one = Paper("Chad has put about 8,500 soldiers on alert.", "2031-03-01")
    one.force("Chad has put about 8,500 soldiers on alert", "TCD", None, (7650, 9350), status="standby")
    two = Paper("The prepare-to-deploy order is for 8,500.", "2031-03-02", "Coast Radio")
    two.force("The prepare-to-deploy order is for 8,500", "TCD", None, (8500, 8500), status="ordered")
    record.ingest([one.reading(), two.reading()])
    assert rows(record, status="standby") == [(8500, 8500)] and rows(record, status="ordered") == []


@pytest.mark.parametrize("total", [None, ("CHL", "BOL"), "region"])
def test_one_host_asked_for_alone_is_answered_as_among_all(record, total):
    paper = Paper("Peru has 900 soldiers in Chile, some in Bolivia, and 2,000 in both. It had 5 in Mali.", "2031-03-01")
    paper.force("Peru has 900 soldiers in Chile", "PER", "CHL", (900, 900))
    paper.force("It had 5 in Mali", "PER", "MLI", (5, 5))
    if total:
        paper.force("2,000 in both", "PER", None, (2000, 2000), place="Chile and Bolivia" if total != "region" else "the Sahel")
        paper.force("some in Bolivia", "PER", "BOL", (1500, None), who=("Lima", "PERGOV"))
    record.ingest([paper.reading()])
    every = [r for r in record.posture(sender="PER") if r["host"] == "CHL"]
    assert [r for r in record.posture(sender="PER", host="CHL") if r["host"] == "CHL"] == every != []


def test_what_was_considered_is_no_more_once_it_is_ordered(record):
    one = Paper("Peru considers sending a frigate to Chile.", "2031-03-01")
    one.force("Peru considers sending a frigate", "PER", "CHL", (1, 1), status="considered", category="ships", what="frigate")
    two = Paper("Peru will send the frigate Grau to Chile.", "2031-03-05", "Coast Radio")
    two.force("Peru will send the frigate Grau", "PER", "CHL", (1, 1), status="ordered", category="ships", what="frigate Grau")
    record.ingest([one.reading(), two.reading()])
    assert rows(record, as_of="2031-03-02", status="considered") == [(1, 1)]
    assert rows(record, status="considered") == [] and rows(record, status="ordered") == [(1, 1)]


def test_the_rest_of_a_force_is_no_force_of_its_own(record):
    first = Paper("Egypt will send 800 more soldiers to Chad.", "2031-03-01")
    first.force("will send 800 more soldiers to Chad", "EGY", "TCD", (800, 800), status="ordered", basis="increment", what="soldiers")
    second = Paper("The first 300 arrived in Chad. The remaining 500 are on their way.", "2031-03-08", "Coast Radio")
    second.force("The first 300 arrived in Chad", "EGY", "TCD", (300, 300), what="300")
    second.force("The remaining 500 are on their way", "EGY", "TCD", (500, 500), status="under_way", what="remaining 500")
    record.ingest([first.reading(), second.reading()])
    assert rows(record, status="under_way") == [(500, 500)]
    assert rows(record, status="ordered") == []


def test_some_that_have_left_are_taken_off_once(record):
    first = Paper("Spain has 5,000 soldiers in Chad.", "2031-03-01")
    first.force("Spain has 5,000 soldiers in Chad", "ESP", "TCD", (5000, 5000), what="soldiers")
    papers = [first]
    for day, publisher in (("2031-03-10", "Coast Radio"), ("2031-03-20", "Inland News")):
        paper = Paper("Spain has withdrawn 1,500 soldiers from Chad.", day, publisher)
        paper.force("Spain has withdrawn 1,500 soldiers from Chad", "ESP", "TCD", (1500, 1500), status="ended", basis="reduction", what="soldiers")
        papers.append(paper)
    record.ingest([p.reading() for p in papers])
    assert rows(record, status="in_place") == [(3500, 3500)]


def test_what_is_to_leave_is_told(record):
    paper = Paper("Spain has 5,000 soldiers in Chad, of whom 250 are to go home in May.", "2031-03-01")
    paper.force("Spain has 5,000 soldiers in Chad", "ESP", "TCD", (5000, 5000), what="soldiers")
    paper.force("250 are to go home in May", "ESP", "TCD", (250, 250), status="ordered", basis="reduction", what="250")
    record.ingest([paper.reading()])
    assert rows(record, status="in_place") == [(5000, 5000)]
    assert rows(record, status="ordered", basis="reduction") == [(250, 250)]


def test_a_force_spoken_of_as_known_is_no_new_level(record):
    first = Paper("Spain has 1,500 soldiers in Chad and will send 200 more.", "2031-03-01")
    first.force("Spain has 1,500 soldiers in Chad", "ESP", "TCD", (1500, 1500), what="soldiers")
    first.force("will send 200 more", "ESP", "TCD", (200, 200), status="ordered", basis="increment", what="200 more")
    second = Paper("The 200 soldiers will be in Chad all summer.", "2031-04-20", "Coast Radio")
    second.force("The 200 soldiers will be in Chad all summer", "ESP", "TCD", (200, 200), what="200 soldiers")
    record.ingest([first.reading(), second.reading()])
    assert rows(record, status="in_place") == [(1700, 1700)]
