"""From words to bounds: what one report's arithmetic implies, read and reckoned end to end."""

from pathlib import Path

import pytest

import standoff

SEEDS = sorted((Path(__file__).parents[2] / "shared" / "seeds").glob("*.txt"))
TEXT = (
    "France announced on Wednesday that it is deploying another 1,200 troops to two Gulf states. The nearly 800 marines being sent to Oman will "
    "join a 2,500-man French force already there, while those dispatched to Qatar will more than double the number of soldiers stationed in "
    "that country."
)


def bounds(path, report, sender, host):
    with standoff.open(path) as record:
        record.ingest([report])
        rows = record.posture(sender=sender, host=host, category="personnel")
        return {r["status"]: (r["low"], r["high"]) for r in rows}


def test_the_rest_of_a_whole_and_what_it_more_than_doubles(tmp_path):
    report = standoff.Report(text=TEXT, published="2031-03-05")
    assert bounds(tmp_path / "r.db", report, "FRA", "QAT") == {"ordered": (400, 480), "in_place": (None, 479)}


@pytest.mark.skipif(not SEEDS, reason="the founding article (../shared) is not here")
def test_the_founding_article(tmp_path):
    found = bounds(tmp_path / "r.db", standoff.read(SEEDS[0]).report, "USA", "ROU")
    assert found == {"ordered": (1000, 1200), "in_place": (None, 1199)}
