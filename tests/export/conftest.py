"""A small record of own sentences, for all tests of exports."""

import pytest

import standoff

TEXTS = [
    ("a", "2023-05-04", "Wire A", "Norway is sending another 300 soldiers to Lithuania, Defence Minister Anna Berg said on Monday. Russia condemned the decision and threatened to cut off gas supplies to Norway."),
    ("b", "2023-05-06", "Wire B", "Sweden will give Ukraine 40 million dollars in humanitarian aid, the government in Stockholm announced on Friday. =SUM(1) is no formula. Demonstrators clashed with police in Minsk."),
    ("c", "2023-05-09", "Wire A", "Two Spanish frigates arrived in Romania on Tuesday. \"We will stay until the autumn,\" Admiral Luis Vega told reporters in Constanta."),
]


@pytest.fixture(scope="session")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "r.db"
    with standoff.open(path) as kept:
        kept.ingest([standoff.Report(text=text, ref=ref, published=date, publisher=publisher, url=f"https://example.org/{ref}") for ref, date, publisher, text in TEXTS])
        statement = kept.statements()[0]
        kept.correct(statement["id"], "accept", by="Tester", why="checked")
        kept.rate("Wire A", "B", by="Tester", why="a year of reading it")
        yield kept
