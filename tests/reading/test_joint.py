"""One phrase is a deployment or aid, not both."""

import pytest

from standoff.reading.reader import read_report
from standoff.report import Report


@pytest.mark.parametrize(
    "text",
    [
        "Canada has deployed 300 soldiers and six fighter jets to Latvia.",
        "Norway will donate 20 tanks and 4,000 shells to Ukraine.",
        "The air force is sending another eight fighter jets to Lithuania.",
    ],
)
def test_no_phrase_is_both(text: str) -> None:
    reading = read_report(Report(text))
    gifts = {(gift.what.start, gift.what.end) for gift in reading.aid if gift.what}
    for deployment in reading.deployments:
        at = text.index(deployment.force.text)
        assert (at, at + len(deployment.force.text)) not in gifts
    assert [d.id for d in reading.deployments] == [f"d{n}" for n in range(1, len(reading.deployments) + 1)]
    assert [m.id for m in reading.aid] == [f"m{n}" for n in range(1, len(reading.aid) + 1)]


def test_tanks_that_are_donated_are_aid() -> None:
    reading = read_report(Report("Norway will donate 20 tanks to Ukraine."))
    assert reading.aid and not reading.deployments
