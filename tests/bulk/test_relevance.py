"""What bulk reading leaves unparsed."""

import pytest

from standoff.reading.relevance import matters, weight

FILLER = "The shop on the corner sells bread, and in the afternoon the children of the quarter sit on its steps. " * 20


@pytest.mark.parametrize("words", [
    "Troops crossed the border at dawn, the defence ministry said.",
    "NATO foreign ministers will meet in Brussels to discuss the ceasefire.",
    "Three F-16s have been sent to the alliance's eastern flank.",
])
def test_reports_on_a_crisis_matter_at_any_length(words):
    assert matters(words) and matters(f"{words} {words}\n\n{FILLER}")


@pytest.mark.parametrize("words", [
    "Police arrested a man after a shooting; the mayor, a Democrat, called for stricter gun laws before the election.",
    "The president of the club resigned after protests by fans; the police and the city government were warned of violence.",
    "",
])
def test_crime_and_politics_at_home_do_not(words):
    assert not matters(f"{words}\n\n{FILLER}")


def test_a_word_counts_once():
    assert weight("soldier soldiers Soldiers' soldier") == weight("soldier")
    assert weight("air force") > weight("air")
    assert weight("a pro-NATO party") == weight("NATO")


def test_other_countries_count_and_the_united_states_do_not():
    assert weight("Norway") > 0 == weight("the United States, America and the US")
