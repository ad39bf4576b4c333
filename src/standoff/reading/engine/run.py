"""Running the pipeline over the blocks of one report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from standoff.reading.engine.forms import Form, Forms, forms_of
from standoff.reading.engine.names import Entity, Recogniser
from standoff.reading.engine.products import multiply_by_numpy, one_thread

# The pipeline that is run step by step; another one is left to spaCy.
_STEPS = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]
# Characters that go through the model together, so that memory does not grow with a report's length.
_TOGETHER = 60_000


@dataclass(frozen=True, slots=True)
class Parsed:
    """One text's tokens: their forms, offsets, heads (token numbers), where sentences start, and the named entities."""

    forms: list[Form]
    offsets: list[int]
    heads: list[int]
    starts: list[int]
    entities: list[Entity]


class Engine:
    """A spaCy pipeline, run so that reading costs least.

    The texts of one call go through the model together, and none of another call: what a report reads as does not depend
    on what was read before it or beside it.

    Parameters
    ----------
    nlp : spacy.Language
        The pipeline; it is changed (see `multiply_by_numpy`), so that it should not be shared.
    """

    def __init__(self, nlp: Any) -> None:
        multiply_by_numpy(nlp)
        self.nlp = nlp
        stepwise = nlp.pipe_names == _STEPS and nlp.get_pipe("lemmatizer").mode == "rule" and Recogniser.fits(nlp)
        self._forms = Forms(nlp) if stepwise else None
        self._recogniser = Recogniser(nlp) if stepwise else None

    def parse(self, texts: Sequence[str]) -> list[Parsed]:
        """Return the parses of `texts`, in order."""
        found: list[Parsed] = []
        with one_thread():
            for some in _groups(texts):
                if self._forms is not None and self._recogniser is not None:
                    found += self._stepwise(some, self._forms, self._recogniser)
                else:
                    found += [_parsed(doc, forms_of(doc), [(e.start, e.end, e.label_) for e in doc.ents]) for doc in self.nlp.pipe(some)]
        return found

    def _stepwise(self, texts: Sequence[str], forms: Forms, recogniser: Recogniser) -> list[Parsed]:
        from spacy.attrs import DEP, ORTH, SENT_START, TAG

        docs = [self.nlp.make_doc(text) for text in texts]
        for name in _STEPS[:3]:
            step = self.nlp.get_pipe(name)
            step.set_annotations(docs, step.predict(docs))
        starts = [doc.to_array([SENT_START]) == 1 for doc in docs]
        entities = recogniser.entities(docs, starts)
        return [
            _parsed(doc, forms.of(list(map(tuple, doc.to_array([ORTH, TAG, DEP]).tolist()))), names)
            for doc, names in zip(docs, entities, strict=True)
        ]


def _groups(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the texts in groups of some length together."""
    start = length = 0
    for n, text in enumerate(texts):
        if length + len(text) > _TOGETHER and n > start:
            yield texts[start:n]
            start, length = n, 0
        length += len(text)
    if start < len(texts):
        yield texts[start:]


def _parsed(doc: Any, forms: list[Form], entities: list[Entity]) -> Parsed:
    import numpy
    from spacy.attrs import HEAD, IDX, SENT_START

    offsets, heads, starts = doc.to_array([IDX, HEAD, SENT_START]).astype(numpy.int64).reshape(-1, 3).T
    return Parsed(
        forms=forms, offsets=offsets.tolist(), heads=(heads + numpy.arange(len(doc))).tolist(),
        starts=numpy.flatnonzero(starts == 1).tolist(), entities=entities)
