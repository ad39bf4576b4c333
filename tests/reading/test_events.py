"""Events: who did what to whom, in which mood."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff import Report
from standoff.mentions import Event
from standoff.reading.events.codes import combine, refused
from standoff.reading.events.confidence import model, probability
from standoff.reading.reader import read_report


def events(text: str, published: str = "2015-06-01") -> tuple[Event, ...]:
    return read_report(Report(text=text, published=published)).events


def coded(text: str) -> set[tuple[str | None, str | None]]:
    return {(e.type, e.cameo) for e in events(text)}


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Algeria expelled two Moroccan diplomats on Sunday.", "SANCTION", "161"),
        ("Israeli jets bombed a depot near Damascus overnight.", "ASSAULT", "195"),
        ("Greece rejected Turkey's demand for talks on the islands.", "REJECT", "125"),
        ("Brazil condemned the coup in the neighbouring republic.", "ACCUSE", "111"),
        ("Canada is sending 200 soldiers to Latvia.", "MOBILIZE", "154"),
        ("Sudan refused to withdraw its troops from the province.", "REJECT", "1246"),
        ("Serbia threatened to impose sanctions on Croatia.", "THREATEN", "1312"),
        ("Ukraine asked Germany for howitzers and ammunition.", "REQUEST", "0232"),
        ("Norway lifted its embargo on Iceland.", "CONCEDE", "085"),
        ("Police in Kampala arrested the opposition candidate.", "COERCE", "173"),
        ("Egypt and Jordan signed a trade agreement on Monday.", "SUPPORT", "057"),
        ("The junta imposed a curfew on the capital of Mali.", "COERCE", "1723"),
        ("Russia accused Georgia of shelling a village.", "ACCUSE", "1123"),
    ],
)
def test_codes(text: str, kind: str, code: str) -> None:
    assert (kind, code) in coded(text)


def test_passive_and_nominal_triggers() -> None:
    assert "ASSAULT" in {kind for kind, _ in coded("A convoy was ambushed by Somali rebels on the coast road.")}
    assert "CONSULT" in {kind for kind, _ in coded("Talks between Iran and France resumed in Oman.")}
    assert "RETREAT" in {kind for kind, _ in coded("The withdrawal of Ethiopian troops from Badme was completed on Friday.")}


def test_source_and_target() -> None:
    event = next(e for e in events("Algeria expelled two Moroccan diplomats on Sunday.") if e.type == "SANCTION")
    assert [p.country for p in event.source] == ["DZA"]
    assert [p.country for p in event.target] == ["MAR"]


def test_both_sides_of_a_meeting_are_on_both_sides() -> None:
    event = next(e for e in events("The Turkish and Greek foreign ministers met in Ankara.") if e.type == "CONSULT")
    assert {p.country for p in event.source} >= {"TUR", "GRC"}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("France bombed rebel positions in Mali.", "past"),
        ("France is bombing rebel positions in Mali.", "ongoing"),
        ("France will send 500 soldiers to Mali.", "future"),
        ("France could send 500 soldiers to Mali if the rebels advanced.", "hypothetical"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert modality in {e.modality for e in events(text) if e.type in ("ASSAULT", "MOBILIZE")}


@pytest.mark.parametrize(
    "text",
    [
        "Iran has not closed the strait.",
        "No troops were sent to the border.",
        "Jordan denied that its jets had bombed the town.",
        "Rumours that the president had resigned proved false.",
        "The general never ordered the attack.",
        "Nobody was arrested in Tunis.",
    ],
)
def test_what_did_not_happen_is_no_event(text: str) -> None:
    assert not {kind for kind, _ in coded(text)} & {"ASSAULT", "MOBILIZE", "RETREAT", "COERCE"}


def test_a_refusal_is_a_rejection_and_a_promise_an_agreement() -> None:
    assert "REJECT" in {kind for kind, _ in coded("Poland will not send troops to Iraq.")}
    assert "AGREE" in {kind for kind, _ in coded("Italy agreed to hold talks with Libya.")}
    assert "AGREE" in {kind for kind, _ in coded("Germany will give Moldova 40 million euros.")}


@pytest.mark.parametrize(
    "text",
    [
        "Their goalkeeper saved a penalty before the striker fired home.",
        "In the film a colonel takes hostages and two detectives storm the hotel.",
        "The thriller's heroine kidnaps a banker and is shot in the last chapter.",
    ],
)
def test_other_worlds_have_no_events(text: str) -> None:
    assert not [e for e in events(text) if e.type]


def test_arithmetic_of_codes() -> None:
    assert combine("commit", "0872") == "0356"
    assert combine("threaten", "192") == "1382"
    assert combine("stop", "045") == "165"
    assert refused("0256") == "1246"


def test_confidence_is_a_probability_and_events_hold_their_words() -> None:
    report = Report(text="Chad closed its border with Sudan. Kenya urged the rebels to lay down their arms.", published="2020-01-01")
    found = read_report(report).events
    assert found
    for event in found:
        assert event.confidence is not None and 0 <= event.confidence <= 1
        assert report.text[event.trigger.start : event.trigger.end] == event.trigger.text
        assert event.trigger.start >= event.evidence.start or event.trigger.end <= event.evidence.end
        assert event.quad in (1, 2, 3, 4)
    surer = read_report(report).surer_than(0.99)
    assert all((e.confidence or 0) >= 0.99 for e in surer.events)


@given(st.dictionaries(st.sampled_from(sorted(model()["features"])), st.floats(-5, 5), max_size=20))
@settings(max_examples=30, deadline=None)
def test_probability_stays_between_nought_and_one(features: dict[str, float]) -> None:
    assert 0 <= probability(features) <= 1


def test_the_same_text_gives_the_same_events() -> None:
    text = "Peru and Chile held joint exercises, and Bolivia recalled its ambassador from Lima."
    assert events(text) == events(text)


def test_a_word_of_blame_in_what_is_said_is_a_criticism() -> None:
    assert ("ACCUSE", "111") in coded("Serbia said Kosovo's move was a flagrant violation of the accord.")
    assert ("ACCUSE", "111") not in coded("Serbia said Kosovo's move was not a violation of the accord.")


def test_what_has_yet_to_be_done_is_no_event() -> None:
    assert not events("France has yet to send any tanks to Kosovo.")


def test_who_tells_of_an_agreement_with_another_is_party_to_it() -> None:
    event = events("An accord was reached with the Yemeni government, the rebels said.")[0]
    assert {p.code for p in event.source} == {"YEMREB", "YEMGOV"}


def types(text: str, **more: str) -> list[str | None]:
    return [e.type for e in read_report(Report(text=text, published="2015-06-01", **more)).events]


def test_a_statement_is_the_event_that_its_act_is() -> None:
    (event,) = events('"The minister has betrayed the farmers of Moldova," the union leader said.')
    assert (event.type, [p.country for p in event.target]) == ("ACCUSE", ["MDA"])
    assert not types('"The harvest in Moldova was good this year," the union leader said.')


def test_what_is_said_to_be_needed_is_asked_for() -> None:
    assert types('"It is important to step up sanctions on Belarus," said the Lithuanian president.') == ["REQUEST"]
    assert not types("It is important to sleep well.")


def test_each_verb_of_a_sentence_tells_of_a_deed_of_its_own() -> None:
    found = events("The Czech president congratulated Ghana on its elections and thanked Togo for its help.")
    assert [(e.type, e.target[0].country) for e in found] == [("SUPPORT", "GHA"), ("SUPPORT", "TGO")]
    assert len(events("Torture, rape and abductions by the militia were reported in Ituri.")) == 3


def test_a_negation_ends_where_another_form_of_the_verb_begins() -> None:
    assert types("Turkey did not recognise the vote and called on Greece to hold talks.") == ["REQUEST"]
    assert not types("Turkey did not bomb or shell the town.")


def test_a_harm_under_a_condition_is_a_threat() -> None:
    assert types("Oman would close the strait if its ports were attacked, its navy said.") == ["THREATEN"]
    assert types("Oman closed the strait after its ports were attacked.") == ["COERCE"]


def test_who_acts_and_who_suffers_may_have_been_named_before() -> None:
    text = "Police fired tear gas at students in Harare on Monday. Forty people were detained overnight."
    event = next(e for e in events(text) if e.type == "COERCE")
    assert [p.code for p in event.source] == ["ZWECOP"]
    (alone,) = events("Forty people were detained overnight.")
    assert not alone.source


def test_the_title_says_whose_the_nameless_are() -> None:
    text = "The minister resigned on Tuesday."
    titled = read_report(Report(text=text, title="Bulgaria: a minister goes", published="2015-06-01")).events
    assert [p.country for e in titled for p in e.source] == ["BGR"]
    assert [p.country for e in events(text) for p in e.source] == [None]


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("The Kenyan and Ugandan ministers meet on 12 June.", "CONSULT", "future"),
        ("Students in Accra have marched every day this week.", "PROTEST", "ongoing"),
        ("Norway announced 20 million dollars in aid for Chad.", "AID", "future"),
        ("This funding will provide shelter for refugees in Uganda.", "AID", "future"),
        ("Thousands of Chileans marched on Sunday.", "PROTEST", "past"),
    ],
)
def test_modality_by_date_and_duration(text: str, kind: str, modality: str) -> None:
    assert (kind, modality) in {(e.type, e.modality) for e in events(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We want to thank Sweden for its help, said the Latvian minister.", "SUPPORT"),
        ("Peru invited the king of Spain to visit Lima.", "AGREE"),
        ("The bank was fined by a court in Oslo.", "SANCTION"),
        ("Lawmakers in Ghana voted down the budget.", "REJECT"),
        ("Hungary hinted that it might block the loan to Ukraine.", "THREATEN"),
        ("We call on all parties in Yemen to lay down their arms.", "REQUEST"),
        ("The secretary raised the case of the detained reporter with the Egyptian minister.", "CONSULT"),
        ("The army in Niger toppled the president.", "COERCE"),
    ],
)
def test_frames_that_the_parser_bends(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize("text", ["She was elected mayor of Quito.", "In exchange he got a cake.", "The museum needs a new roof."])
def test_words_of_events_that_tell_of_none(text: str) -> None:
    assert not types(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chadian and Sudanese rangers guard the park together.", "COOPERATE"),
        ("Peru and Chile opened a joint clinic in Arica.", "COOPERATE"),
        ("The envoy held talks in Cairo with the Egyptian foreign minister.", "CONSULT"),
        ("Latvia and Russia failed to reach agreement on the border after hours of talks.", "REJECT"),
        ("The junta in Mali ordered the daily to suspend publication.", "COERCE"),
        ("Harare would not let British observers watch the vote.", "REJECT"),
        ("The junta in Niger announced that looters would be shot.", "THREATEN"),
        ("The miners will park their lorries at the gates unless the mayor of Lyon pays them.", "THREATEN"),
        ("Ankara said it would send its army across the Syrian border if the militia did not leave.", "THREATEN"),
        ("Poland holds Belarus responsible for the migrants in the forest.", "ACCUSE"),
        ("The United States keeps sending arms to Taiwan.", "AID"),
    ],
)
def test_what_form_and_company_make_of_an_act(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody knows whether the president of Peru will resign.",
        "Whether Ankara will send troops is unclear.",
        "There was no sign on Monday that Egypt had closed the crossing.",
        "Nothing came of the plan to arm the fishermen.",
        "Belgrade stopped short of mobilising its brigades.",
        "The peace envoy is a keen gardener.",
        "Croatia beat Hungary 3-1 in a friendly in Split.",
        "Analysts expect the bank of Norway to cut rates.",
        "In the comedy, France declares war on Monaco.",
    ],
)
def test_what_is_open_or_of_another_world_is_no_event(text: str) -> None:
    assert not types(text)


def test_whose_side_a_party_is_on() -> None:
    def sides(text: str, kind: str) -> tuple[list[str | None], list[str | None]]:
        event = next(e for e in events(text) if e.type == kind)
        return [p.country for p in event.source], [p.country for p in event.target]

    assert sides("Israel is opposed to French mediation.", "REJECT") == (["ISR"], ["FRA"])
    assert sides("Yemen rejected a U.S. request to question two prisoners.", "REJECT") == (["YEM"], ["USA"])
    assert sides("Warsaw voiced its full support for Lithuania in the quarrel.", "SUPPORT") == (["POL"], ["LTU"])
    assert sides("Peru complained to the United Nations over two Chilean air raids.", "ACCUSE") == (["PER"], ["CHL"])


def test_the_place_tells_who_did_it_where_nobody_is_named() -> None:
    shot = next(e for e in events("A journalist was shot dead in Karachi on Monday.") if e.type == "ASSAULT")
    assert [p.code for p in shot.source] == ["PAKUAF"]
    raid = next(e for e in events("Nine people died in an air strike near Aleppo.") if e.type == "ASSAULT")
    assert not any(p.code == "SYRUAF" for p in raid.source)


def test_meetings_that_are_only_implied() -> None:
    def met(text: str) -> set[str | None]:
        return {p.country for e in events(text) if e.type == "CONSULT" for p in (*e.source, *e.target)}

    assert met("Ghana's foreign minister told Peru's president in Lima on Monday that nothing would change.") == {"GHA", "PER"}
    assert met("In Lima on Monday the foreign ministers of Ghana and Peru needed three hours to agree on a date.") == {"GHA", "PER"}
    assert met("The foreign minister of Ghana told reporters in Lima that nothing would change.") == set()
    assert met("Ghana and Peru need days to agree on anything, analysts say.") == set()


def test_soldiers_of_a_division_that_are_sent_do_not_leave() -> None:
    assert ("MOBILIZE", "154") in {(e.type, e.cameo) for e in events("Chile is sending soldiers of the 2nd Division to Poland.")}
    assert "RETREAT" in {e.type for e in events("Chile pulled its troops out of Haiti.")}


def test_who_is_warned_is_threatened() -> None:
    found = next(e for e in events("The secretary of state warned Caracas that the United States would impose sanctions.") if e.type == "THREATEN")
    assert [p.country for p in found.target] == ["VEN"]
