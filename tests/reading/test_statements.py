"""Statements: who said what, by which words, and what is left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.reading.actors import find_parties
from standoff.reading.draft import Draft
from standoff.reading.parse import parse
from standoff.reading.places import find_places
from standoff.reading.statements import attribution_of, find_statements
from standoff.reading.statements.quotes import find_quotes
from standoff.reading.times import find_times
from standoff.reading.working import make_working
from standoff.report import Report


def read(text):
    working = make_working(text)
    draft = Draft(Report(text=text, published="2023-03-01"), working, parse(working))
    draft.times, draft.places = find_times(draft), find_places(draft)
    draft.parties = find_parties(draft)
    draft.statements = find_statements(draft)
    return draft


def statements(text):
    return [found.value for found in read(text).statements]


def contents(text):
    return [[span.text for span in s.content] for s in statements(text)]


def only(text):
    found = statements(text)
    assert len(found) == 1, [(s.cue.text, [c.text for c in s.content]) for s in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "speaker", "content", "kind"),
    [
        # clauses, with and without "that"
        ("Norway said that it would close two border crossings.", "Norway", "that it would close two border crossings", "indirect"),
        ("Norway said it would close two border crossings.", "Norway", "it would close two border crossings", "indirect"),
        ("The finance ministry told reporters the loan had been repaid.", "finance ministry", "the loan had been repaid", "indirect"),
        # the cue comes last, or in the middle, or before its speaker
        ("The bridge will reopen in May, the governor said on Tuesday.", "governor", "The bridge will reopen in May", "indirect"),
        ("The bridge, the governor said, will reopen in May.", "governor", "The bridge", "indirect"),
        ('"The bridge will reopen in May," said Governor Ann Lee.', "Ann Lee", "The bridge will reopen in May", "direct"),
        # marks of all styles
        ("“We are leaving the talks,” the delegate said.", "delegate", "We are leaving the talks", "direct"),
        ("«We are leaving the talks», the delegate said.", "delegate", "We are leaving the talks", "direct"),
        ("„We are leaving the talks“, the delegate said.", "delegate", "We are leaving the talks", "direct"),
        ("‘We are leaving the talks,’ the delegate said.", "delegate", "We are leaving the talks", "direct"),
        ('The delegate said: "We are leaving the talks."', "delegate", "We are leaving the talks.", "direct"),
        # part in quotation marks
        ('The minister said the vote had been "a sad day for the country".', "minister", 'the vote had been "a sad day for the country', "mixed"),
        # sources by a preposition
        ("According to the harbour police, three boats are missing.", "harbour police", "three boats are missing", "indirect"),
        ("Three boats are missing, according to the harbour police.", "harbour police", "Three boats are missing", "indirect"),
        # orders and requests
        ("The mayor urged residents to leave the valley.", "mayor", "residents to leave the valley", "indirect"),
        ("The union called on the government to raise wages.", "union", "the government to raise wages", "indirect"),
        # nouns
        ("The minister expressed hope that the talks would resume.", "minister", "that the talks would resume", "indirect"),
        # charges, refusals
        ("Chad accused Libya of arming the rebels.", "Chad", "arming the rebels", "indirect"),
        ("The company denied that it had bribed officials.", "company", "that it had bribed officials", "indirect"),
    ],
)
def test_one_statement(text, speaker, content, kind):
    statement = only(text)
    assert statement.content[0].text == content
    assert speaker in statement.speaker.name
    assert statement.kind == kind
    assert text[statement.cue.start : statement.cue.end] == statement.cue.text


def test_quotation_broken_by_its_cue_is_one_statement():
    statement = only('"Nobody asked us," the farmer said. "We learned of it from the radio."')
    assert [c.text for c in statement.content] == ["Nobody asked us", "We learned of it from the radio."]


def test_second_quotation_with_its_own_cue_is_apart():
    found = statements('"Nobody asked us," the farmer said. "We will not move," his son added.')
    assert [s.content[0].text for s in found] == ["Nobody asked us", "We will not move"]


def test_clause_broken_by_its_cue():
    statement = only("There was, the envoy warned, a real danger of famine in the north.")
    assert [c.text for c in statement.content] == ["There was", "a real danger of famine in the north"]
    assert statement.act == "warn"


def test_quotation_over_paragraphs():
    text = 'The abbot said: "We opened the doors to all who came.\n\n"We did not ask for their papers, and we never will."'
    statement = only(text)
    assert [c.text for c in statement.content] == ["We opened the doors to all who came.", "We did not ask for their papers, and we never will."]


def test_two_clauses_with_that_are_two_statements():
    assert contents("The envoy stressed that the truce was holding and that the prisoners would be freed.") == [
        ["that the truce was holding"],
        ["that the prisoners would be freed"],
    ]


def test_chain_of_sources():
    found = statements("The newspaper reported that officials said the dam was leaking.")
    assert [s.speaker.name for s in found] == ["newspaper", "officials"] or "officials" in found[1].speaker.name
    assert found[0].attribution is None
    assert "newspaper" in found[1].attribution.source


def test_pronouns_and_titles_are_resolved():
    found = statements("Foreign Minister Eva Holm met the press on Monday. She said the embassy would stay open.")
    assert found[-1].speaker.name == "Eva Holm"
    assert found[-1].speaker.span.text == "She"


def test_name_beside_a_title():
    assert only("The head of the coast guard, Lars Holm, said the search was over.").speaker.name == "Lars Holm"


def test_document_speaks_for_its_issuer():
    found = statements("The audit office released a report on Monday. The report said that the pipes were rotten.")
    assert "audit office" in found[-1].speaker.name.lower()
    assert found[-1].speaker.span.text == "The report"


def test_headline():
    statement = statements("# Kremlin: no plans to shut the strait\n\nShips were passing as usual on Friday.")[0]
    assert statement.speaker.name == "Kremlin"
    assert statement.content[0].text == "no plans to shut the strait"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The general warned that the front could collapse.", "warn"),
        ("The ministry denied that its planes had crossed the border.", "deny"),
        ("The prime minister promised to rebuild the harbour.", "promise"),
        ("The rebels demanded that the prisoners be freed.", "demand"),
        ("The governor accused the militia of looting the market.", "accuse"),
        ("The president praised the courage of the firefighters.", "praise"),
        ("The cabinet rejected the proposal of the mediators.", "reject"),
        ("The militia threatened to shell the airport.", "threaten"),
        ("The chancellor offered to host the talks.", "offer"),
        ("The police said that two men had been arrested.", "assert"),
        ('"Why were we not told?" the mother asked.', "ask"),
    ],
)
def test_speech_act(text, act):
    assert only(text).act == act


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("The chancellor said the pipeline would be stopped if tanks crossed the border.", "if tanks crossed the border"),
        ("The union said it would strike unless wages rose.", "unless wages rose"),
        ("The rebels said they would free the crew in exchange for medicine.", "in exchange for medicine"),
        ("The minister said Oslo would send ships provided that the others did.", "provided that the others did"),
        ("The envoy said that, should the talks fail, his country would act alone.", "should the talks fail"),
    ],
)
def test_conditions(text, condition):
    assert condition in [c.text for s in statements(text) for c in s.conditions]


def test_whether_is_no_condition():
    assert not [c for s in statements("The reporter asked if the airport was open.") for c in s.conditions]


def test_evidence_cited():
    found = statements("The ministry said the base was empty, citing satellite images from Sunday.")
    assert any("satellite images" in c.text for s in found for c in s.basis_cited)
    found = statements("The prime minister said intelligence pointed to an attack on the port.")
    assert [c.text for s in found for c in s.basis_cited] == ["intelligence"]


def test_audience_and_channel():
    statement = only("The admiral told parliament in a letter that the ships were late.")
    assert (statement.audience, statement.channel) == ("parliament", "letter")
    assert only("The envoy told news agency Interfax that the move was a mistake.").channel == "news agency Interfax"


@pytest.mark.parametrize(
    "text",
    [
        # scare quotes, titles, names
        'The so-called "people\'s court" sat in an old cinema.',
        "The band played “Night Train to Oslo” twice.",
        "The frigate, known as “the old lady”, left port on Friday.",
        # verbs of saying without anything said
        "The mayor spoke for an hour and left.",
        "The horse told the difference between the two bells.",
        "The army held the bridge for nine days.",
        "Two planes crossed the river at dawn and bombed the depot.",
    ],
)
def test_left_alone(text):
    assert contents(text) == []


def token(draft, word):
    return draft.words.text.index(word)


def test_attribution_of_a_reported_clause():
    draft = read("Kenya said that militants had attacked a convoy near the border. Soldiers closed the road.")
    assert attribution_of(draft, token(draft, "attacked")).source == "Kenya"
    assert attribution_of(draft, token(draft, "closed")) is None
    assert attribution_of(draft, token(draft, "said")) is None


def test_hearsay_has_an_unnamed_source():
    draft = read("The militia reportedly shelled the market.")
    attribution = attribution_of(draft, token(draft, "shelled"))
    assert (attribution.source, attribution.cue.text) == ("unnamed", "reportedly")


def test_unnamed_sources_keep_their_words():
    draft = read("Two senior officials said that troops had crossed the river.")
    assert "officials" in attribution_of(draft, token(draft, "crossed")).source


def test_what_is_condemned_is_the_reports_own_fact():
    draft = read("Brazil condemned the shelling of the hospital.")
    assert attribution_of(draft, token(draft, "shelling")) is None


def test_writers_voice_is_no_statement():
    draft = read("The spokesman is implying that the war will spread. The so-called referendum was held on Sunday.")
    assert draft.statements == []
    assert {(c.kind, c.cue.text) for c in draft.comments} == {("inference", "is implying"), ("distance", "so-called")}


TRANSCRIPT = """MR HALE: Good afternoon. The talks will resume on Monday.

QUESTION: Will the secretary attend?

MR HALE: He will. The ministry says the hall is ready.

QUESTION: Thank you."""


def test_turns_of_a_transcript():
    draft = read(TRANSCRIPT)
    assert [t.value.span.text for t in draft.turns] == ["MR HALE", "QUESTION", "MR HALE", "QUESTION"]
    assert [f.value.content[0].text for f in draft.statements] == ["the hall is ready"]
    assert "ministry" in attribution_of(draft, token(draft, "ready")).source
    assert "HALE" in attribution_of(draft, token(draft, "resume")).source.upper()


def test_turns_quoted_in_a_report_are_statements():
    found = statements("The ministry met the press on Monday. Part of the transcript follows.\n\n" + TRANSCRIPT)
    direct = [s for s in found if s.kind == "direct"]
    assert [s.speaker.span.text for s in direct] == ["MR HALE", "QUESTION", "MR HALE", "QUESTION"]
    assert direct[0].content[0].text == "Good afternoon. The talks will resume on Monday."


def test_labels_inside_a_paragraph():
    text = "President of Ruritania Otto Lund: We meet again. Our trade has doubled. Anna Berg: Thank you. We are glad. Otto Lund: Let us begin."
    draft = read(text)
    assert [t.value.span.text for t in draft.turns] == ["President of Ruritania Otto Lund", "Anna Berg", "Otto Lund"]
    assert "Lund" in attribution_of(draft, token(draft, "doubled")).source


def test_a_speech_is_one_speakers():
    text = "Governor Anna Berg: Friends, I thank you for coming. We have built this bridge with our own hands. I declare it open."
    draft = read(text)
    assert [t.value.span.text for t in draft.turns] == ["Governor Anna Berg"]
    assert "Berg" in attribution_of(draft, token(draft, "built")).source


def test_a_heading_with_a_colon_is_no_transcript():
    assert read("Note: the ferry is late. Weather: rain is expected in the evening.").turns == []


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="\"“”‘’'«» aA.,\n", max_size=60))
def test_quotes_stay_inside_the_text_and_apart(text):
    working = make_working(text)
    if not working.text.strip():
        return
    draft = Draft(Report(text=text), working, parse(working))
    last = 0
    for quote in find_quotes(draft):
        assert last <= quote.first < quote.end <= len(draft.words)
        last = quote.end


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(['"We stay,"', "he said", ".", "The envoy", "told reporters", "that", "it rained", "“No,”", "according to", "Oslo", "\n\n"]), max_size=14))
def test_every_span_is_exact(parts):
    text = " ".join(parts)
    if not text.strip():
        return
    for s in statements(text):
        for span in (*s.content, s.cue, s.evidence, *s.conditions, *s.basis_cited):
            assert text[span.start : span.end] == span.text
