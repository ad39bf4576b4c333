"""The recogniser of names: spaCy's model, decoded for a whole report at once.

Outside an entity the model's scores depend on the token alone, so those of all tokens are one matrix product; only inside
an entity of several tokens does a step rest on the step before, and there just two actions are possible: go on, or end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Entity = tuple[int, int, str]  # first token, end token, label


class Recogniser:
    """Decodes the scores of a pipeline's ``ner`` component as its own greedy decoder does.

    Parameters
    ----------
    nlp : spacy.Language
        A pipeline for which `fits` holds.
    """

    def __init__(self, nlp: Any) -> None:
        model = nlp.get_pipe("ner").model
        self._vectors, self._lower, self._upper = model.get_ref("tok2vec"), model.get_ref("lower"), model.get_ref("upper")
        system = nlp.get_pipe("ner").moves
        moves = [system.get_class_name(n).partition("-")[::2] for n in range(system.n_moves)]
        self._moves = moves
        self._is_begin, self._is_unit = ([move == kind for move, _ in moves] for kind in "BU")
        # Outside an entity: what goes on with one, and a unit without a label, which spaCy keeps for blocked tokens.
        self._never = [n for n, (move, label) in enumerate(moves) if move not in ("B", "U", "O") or (move == "U" and not label)]
        self._inside = {label: n for n, (move, label) in enumerate(moves) if move == "I"}
        self._last = {label: n for n, (move, label) in enumerate(moves) if move == "L"}

    @staticmethod
    def fits(nlp: Any) -> bool:
        """Whether the component is of the kind that is decoded here: greedy, with the three features of spaCy's default."""
        component = nlp.get_pipe("ner")
        model = component.model
        return bool(
            component.cfg.get("beam_width") == 1 and not component.postprocesses and model.attrs.get("has_upper")
            and not model.attrs.get("unseen_classes") and model.get_ref("lower").get_dim("nF") == 3
        )

    def entities(self, docs: Sequence[Any], starts: Sequence[Any]) -> list[list[Entity]]:
        """Return the entities of each of `docs`; `starts` has for each an array that is true where a sentence starts."""
        import numpy
        from spacy.attrs import IS_SPACE

        vectors = self._vectors.predict(docs)
        weights, bias = self._lower.get_param("W"), self._lower.get_param("b")
        features, hidden, pieces, width = weights.shape
        pad = self._lower.get_param("pad").reshape(features, hidden * pieces)
        ops = self._lower.ops
        # The share of each token in the hidden layer, as the first token of the buffer, as that of the entity, as the last read.
        shares = ops.gemm(vectors, weights.reshape(features * hidden * pieces, width), trans2=True).reshape(-1, features, hidden * pieces)
        flat_bias = bias.reshape(-1)
        closed = (shares[:, 0] + pad[1] + pad[2] + flat_bias).reshape(-1, hidden, pieces).max(axis=2)
        upper, upper_bias = self._upper.get_param("W"), self._upper.get_param("b")
        scores = ops.gemm(closed, upper, trans2=True) + upper_bias
        # A token may begin an entity unless it is white space, or the next one begins a sentence or is not there.
        space = numpy.concatenate([doc.to_array([IS_SPACE]).astype(bool) for doc in docs])
        following = numpy.concatenate([numpy.append(start[1:], True) for start in starts])
        scores[:, self._never] = -numpy.inf
        scores[numpy.outer(space, self._is_unit) | numpy.outer(space | following, self._is_begin)] = -numpy.inf
        actions = scores.argmax(axis=1).tolist()
        found: list[list[Entity]] = []
        base = 0
        for doc in docs:
            entities: list[Entity] = []
            at, end = base, base + len(doc)
            while at < end:
                move, label = self._moves[actions[at]]
                first = at
                if move == "B":
                    going_on, ending = self._inside[label], self._last[label]
                    at += 1
                    while at < end - 1 and not following[at]:
                        state = (shares[at, 0] + shares[first, 1] + shares[at - 1, 2] + flat_bias).reshape(hidden, pieces).max(axis=1)
                        inside = state @ upper[going_on] + upper_bias[going_on]
                        last = state @ upper[ending] + upper_bias[ending]
                        if last > inside or (last == inside and ending < going_on):
                            break
                        at += 1
                if move != "O":
                    entities.append((first - base, at + 1 - base, label))
                at += 1
            found.append(entities)
            base = end
        return found
