"""The working text and its map of offsets."""

from hypothesis import given
from hypothesis import strategies as st

from standoff.reading.working import make_working


def words(text):
    working = make_working(text)
    return [working.text[b.start : b.end] for b in working.blocks], [b.kind for b in working.blocks]


@given(st.text(st.sampled_from("ab C.\n*#_-[]()>\t\r\u2028é😀"), max_size=200) | st.text(max_size=200))
def test_every_character_comes_from_the_report(text):
    working = make_working(text)
    assert len(working.text) == len(working.offsets)
    assert list(working.offsets) == sorted(working.offsets)
    for character, offset in zip(working.text, working.offsets, strict=True):
        assert character == text[offset] or (character.isspace() and 0 <= offset <= len(text))
    for block in working.blocks:
        start, end = working.to_report(block.start, block.end)
        assert 0 <= start < end <= len(text)


def test_a_sentence_broken_by_a_page_is_whole():
    blocks, _ = words("The ministry said the brigade would leave for the border with its\n\nheavy guns on Monday, while a second stayed in\n\nOslo for now.\n\nNothing else moved.")
    assert len(blocks) == 2
    assert "with its heavy guns on Monday, while a second stayed in Oslo" in blocks[0]


def test_paragraphs_and_headings_stay_apart():
    blocks, kinds = words("# Ships leave port\n\nTwo ships left.\n\nA third stayed\n")
    assert blocks == ["Ships leave port", "Two ships left.", "A third stayed"]
    assert kinds == ["heading", "body", "body"]


def test_marks_of_markdown_go():
    blocks, _ = words("He told the *Daily Star* that [the talks](https://example.org/a_(b)) **failed**.\n\n- one\n- two\n\n> quoted")
    assert blocks == ["He told the Daily Star that the talks failed.", "one", "two", "quoted"]


def test_hard_wrapped_lines_are_joined():
    text = "The foreign ministers of the two states met in Geneva on Tuesday to\nspeak about the ceasefire that both had asked for in the spring of the\nyear before, and about the prisoners whom neither side had let go yet.\nThey will meet again in a month, an aide to one of them told reporters.\n"
    assert len(words(text)[0]) == 1


def test_dateline_is_apart():
    blocks, kinds = words("OSLO, March 3 (Wire) - Norway will send a frigate to the strait, its defence minister said.")
    assert kinds == ["dateline", "body"] and blocks[1].startswith("Norway")


def test_multiplication_and_snake_case_are_no_emphasis():
    assert words("A 3 * 4 * 5 grid and file_name_here stay.")[0] == ["A 3 * 4 * 5 grid and file_name_here stay."]


def test_half_a_surrogate_pair_does_no_harm():
    working = make_working("Calm \ud800 at sea.")
    assert working.text[working.blocks[0].start : working.blocks[0].end] == "Calm \ufffd at sea."


def test_lines_wrapped_at_130_characters_go_on() -> None:
    words = ("The harbour master of Port Corva wrote in his log that two grey ships without flags had passed the outer mole before dawn and were "
             "making for the strait , that a third had stopped beside the Corva Light and that none of them had answered the signal station . ") * 3
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) > 130:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    working = make_working("\n".join([*lines, line]) + "\n")
    assert len(working.blocks) == 1
