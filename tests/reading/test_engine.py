"""The engine gives what spaCy gives, whatever was read before or beside."""

import pytest
import spacy

from standoff.reading.engine import Engine, products
from standoff.reading.engine import run as engine_run
from standoff.reading.parse import MODEL, model_name, parse, pipeline
from standoff.reading.parse import engine as loaded
from standoff.reading.working import make_working

TEXTS = [
    "Norway is sending another 300 soldiers to Lithuania, Defence Minister Bjørn Arild Gram said in Oslo on Monday.",
    "There are 40 ships off Sevastopol.  There's no sign that they're gonna leave, and y'all ain't gotta ask; let's wait.",
    "“We don't do threats,” Mr. Lavrov told the BBC\n in New York City on 3 February 2022 .",
    "x",
    "  \n ",
    "The U.S. Army's 82nd Airborne Division, the Royal Navy and the New York Times were named by the United Nations Security Council.",
]


def columns(doc):
    return (
        [(t.text, t.text.lower(), t.lemma_.lower(), t.pos_, t.tag_, t.dep_) for t in doc], [t.idx for t in doc], [t.head.i for t in doc],
        [s.start for s in doc.sents], [(e.start, e.end, e.label_) for e in doc.ents],
    )


def parts(parsed):
    return parsed.forms, parsed.offsets, parsed.heads, parsed.starts, parsed.entities


@pytest.fixture(scope="module")
def plain():
    return pipeline()


def test_it_gives_what_spacy_gives(plain):
    assert [parts(p) for p in loaded(model_name()).parse(TEXTS)] == [columns(doc) for doc in plain.pipe(TEXTS)]


def test_a_report_does_not_depend_on_what_was_read_before():
    fresh, used = Engine(pipeline()), loaded(MODEL)
    for text in TEXTS[:3]:
        used.parse([text + " And more of it.", text])
    assert fresh.parse(TEXTS) == used.parse(TEXTS)


def test_what_is_remembered_is_bounded(monkeypatch):
    from standoff.reading.engine import forms

    monkeypatch.setattr(forms, "_KEPT", 5)
    assert loaded(MODEL).parse(TEXTS[:3]) == Engine(pipeline()).parse(TEXTS[:3])


def test_a_long_report_is_parsed_in_groups(monkeypatch):
    monkeypatch.setattr(engine_run, "_TOGETHER", 150)
    seen = []
    original = Engine._stepwise
    monkeypatch.setattr(Engine, "_stepwise", lambda self, texts, *rest: seen.append(list(texts)) or original(self, texts, *rest))
    assert len(loaded(MODEL).parse(TEXTS)) == len(TEXTS)
    assert [t for group in seen for t in group] == TEXTS and len(seen) == 4


def test_another_pipeline_is_left_to_spacy():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Oslo"}])
    (parsed,) = Engine(nlp).parse(["Calm in Oslo. All is well."])
    assert parsed.entities == [(2, 3, "GPE")] and parsed.starts == [0, 4]


def test_blas_has_its_threads_back_afterwards(monkeypatch):
    threads = [4]
    monkeypatch.setattr(products, "_thread_count", lambda: (lambda: threads[-1], threads.append))
    with products.one_thread():
        assert threads[-1] == 1
        with products.one_thread():
            pass
        assert threads[-1] == 1
    assert threads[-1] == 4


def test_an_empty_report():
    assert len(parse(make_working("\n\n"))) == 0 and loaded(MODEL).parse([]) == []
