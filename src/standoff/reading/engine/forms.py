"""Parts of speech and lemmas, looked up where the same word with the same tag and relation was seen before.

spaCy's attribute ruler and rule lemmatizer decide by a token's word, tag and relation alone, but for a few patterns over
neighbours ("gon na", "there is"). So each such triple is given to them once, as a text of its own, and a run of tokens
that one of those patterns may join is given to them as a run.
"""

from __future__ import annotations

from typing import Any

Form = tuple[str, str, str, str, str, str]  # text, lower, lemma, part of speech, tag, relation

# Forms kept; beyond, all are forgotten and learnt anew, so that memory stays bounded over any number of reports.
_KEPT = 50_000


class Forms:
    """The last components of a pipeline, remembered.

    Parameters
    ----------
    nlp : spacy.Language
        A pipeline with an attribute ruler and a rule lemmatizer.
    """

    def __init__(self, nlp: Any) -> None:
        from spacy.matcher import Matcher

        self._vocab = nlp.vocab
        self._steps = [nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")]
        self._joining = Matcher(nlp.vocab)
        joined = [element for rule in self._steps[0].patterns for pattern in rule["patterns"] if len(pattern) > 1 for element in pattern]
        if joined:
            self._joining.add("joined", [[element] for element in joined])
        # spaCy keeps each index of lemmas as a list and looks words up in it one by one: a set holds the same.
        lemmas = self._steps[1].lookups.get_table("lemma_index")
        for part in list(lemmas):
            lemmas[part] = frozenset(lemmas[part])
        self._single: dict[tuple[int, int, int], tuple[Form, bool]] = {}
        self._runs: dict[tuple[tuple[int, int, int], ...], list[Form]] = {}

    def of(self, keys: list[tuple[int, int, int]]) -> list[Form]:
        """Return the forms of a text's tokens, given as (word, tag, relation) in spaCy's numbers."""
        known = self._single
        found: list[tuple[Form, bool]] = []
        for key in keys:
            entry = known.get(key)
            if entry is None:
                entry = known[key] = self._learn(key)
            found.append(entry)
        forms = [form for form, _ in found]
        start, n = 0, len(found)
        while start < n:
            if not found[start][1]:
                start += 1
                continue
            end = start + 1
            while end < n and found[end][1]:
                end += 1
            if end - start > 1:
                forms[start:end] = self._run(tuple(keys[start:end]))
            start = end
        if len(known) > _KEPT:
            self._single, self._runs = {}, {}
        return forms

    def _learn(self, key: tuple[int, int, int]) -> tuple[Form, bool]:
        doc = self._doc((key,))
        joining = bool(self._joining(doc, allow_missing=True))
        return self._forms(doc)[0], joining

    def _run(self, keys: tuple[tuple[int, int, int], ...]) -> list[Form]:
        if keys not in self._runs:
            self._runs[keys] = self._forms(self._doc(keys))
        return self._runs[keys]

    def _doc(self, keys: tuple[tuple[int, int, int], ...]) -> Any:
        from spacy.tokens import Doc

        doc = Doc(self._vocab, words=[self._vocab.strings[word] for word, _, _ in keys])
        for token, (_, tag, relation) in zip(doc, keys, strict=True):
            token.tag, token.dep = tag, relation
        return doc

    def _forms(self, doc: Any) -> list[Form]:
        for step in self._steps:
            doc = step(doc)
        return forms_of(doc)


def forms_of(doc: Any) -> list[Form]:
    """Return the forms of a spaCy doc that its whole pipeline has seen."""
    return [(t.text, t.text.lower(), t.lemma_.lower(), t.pos_, t.tag_, t.dep_) for t in doc]
