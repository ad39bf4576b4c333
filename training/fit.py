"""Fitting small linear models: yes or no, one of several classes, one of several options; written as the program loads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from standoff.knowledge.vectors import SIZE

Part = dict[str, Any]
# The weight that a rule's own answer has before anything is learned.
BELIEF = 2.0
# How much a vector of length 1 counts beside a feature; chosen by cross-validation.
SCALE = 1.5


def index_of(rows: Sequence[set[str]], rare: int) -> dict[str, int]:
    """Return the features that at least `rare` rows have, numbered."""
    counts = Counter(f for row in rows for f in row)
    return {f: n for n, f in enumerate(sorted(f for f, k in counts.items() if k >= rare))}


def matrix(rows: Sequence[set[str]], index: dict[str, int]) -> Any:
    """Return the rows as a sparse matrix of zeros and ones."""
    at = [(r, index[f]) for r, row in enumerate(rows) for f in sorted(row) if f in index]
    r, c = ([a for a, _ in at], [b for _, b in at])
    return csr_matrix((np.ones(len(r)), (r, c)), shape=(len(rows), len(index)))


def part(classes: list[str], bias: Sequence[float], index: dict[str, int], weights: Any) -> Part:
    """Return a model as ``standoff.knowledge.linear`` reads it; `weights` has a row for each class."""
    kept = {f: [round(float(w), 3) for w in weights[:, n]] for f, n in index.items()}
    return {"classes": classes, "bias": [round(float(b), 3) for b in bias], "weights": {f: w for f, w in kept.items() if any(abs(x) >= 0.01 for x in w)}}


def slots_of(vectors: Sequence[Mapping[str, Any]]) -> tuple[list[str], Any]:
    """Return the slots that the rows' vectors have, and the vectors side by side, zeros where a row has none."""
    names = sorted({name for row in vectors for name in row})
    table = np.zeros((len(vectors), len(names), SIZE), dtype=np.float32)
    for r, row in enumerate(vectors):
        for name, vector in row.items():
            table[r, names.index(name)] = vector
    return names, table.reshape(len(vectors), -1)


def yes_or_no(rows: Sequence[set[str]], vectors: Sequence[Mapping[str, Any]], wanted: Sequence[int], weight: Sequence[float], strength: float, rare: int = 3) -> Part:
    """Return a model of whether a row is wanted, by its features and its vectors of words."""
    index = index_of(rows, rare)
    names, table = slots_of(vectors)
    x = hstack([matrix(rows, index), csr_matrix(table * SCALE)]).tocsr()
    model = LogisticRegression(C=strength, max_iter=3000).fit(x, wanted, weight)
    found = part(["yes"], model.intercept_, index, model.coef_[:, : len(index)])
    slots = model.coef_[0, len(index) :].reshape(len(names), SIZE) * SCALE
    return found | {"slots": {name: [round(float(w), 3) for w in slots[n]] for n, name in enumerate(names)}}


def one_of(rows: Sequence[set[str]], wanted: Sequence[str], weight: Sequence[float], strength: float, rare: int = 3) -> Part:
    """Return a model of which class a row has; what the rule says (``rule=CLASS``) is believed until the rows say otherwise."""
    index, classes = index_of(rows, rare), sorted(set(wanted))
    x, each = matrix(rows, index), np.array(weight)
    right = np.array([classes.index(w) for w in wanted])
    prior = np.zeros((len(index) + 1, len(classes)))
    for n, name in enumerate(classes):
        if f"rule={name}" in index:
            prior[index[f"rule={name}"], n] = BELIEF

    def loss(flat: Any) -> tuple[float, Any]:
        w = flat.reshape(prior.shape)
        scores = x @ w[:-1] + w[-1]
        top = scores.max(axis=1, keepdims=True)
        e = np.exp(scores - top)
        sums = e.sum(axis=1, keepdims=True)
        off = w - prior
        off[-1] = 0
        value = float(each @ (np.log(sums[:, 0]) + top[:, 0] - scores[np.arange(len(right)), right]) + (off * off).sum() / (2 * strength))
        share = e / sums
        share[np.arange(len(right)), right] -= 1
        share *= each[:, None]
        return value, (np.vstack([x.T @ share, share.sum(axis=0)]) + off / strength).ravel()

    found = minimize(loss, prior.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x.reshape(prior.shape)
    return part(classes, found[-1], index, found[:-1].T)


def option_of(groups: Sequence[list[tuple[set[str], bool]]], weight: Sequence[float], strength: float, rare: int = 3) -> Part:
    """Return a model of which option of a group is the right one (several may be): a conditional logit.

    What a rule answers (``answer=RULE``) is believed until the groups say otherwise. Groups in which no option, or every
    option, is right teach nothing and are left out.
    """
    kept = [(g, w) for g, w in zip(groups, weight) if any(y for _, y in g) and not all(y for _, y in g)]
    groups, each = [g for g, _ in kept], np.array([w for _, w in kept])
    rows = [f for g in groups for f, _ in g]
    index = index_of(rows, rare)
    for name in sorted({f for row in rows for f in row if _is_answer(f)} - set(index)):
        index[name] = len(index)
    prior = np.array([BELIEF if _is_answer(f) else 0.0 for f in index])
    x = matrix(rows, index)
    right = np.array([y for g in groups for _, y in g])
    starts = np.cumsum([0] + [len(g) for g in groups])[:-1]
    sizes = np.array([len(g) for g in groups])

    def loss(w: Any) -> tuple[float, Any]:
        scores = x @ w
        everyone, log_all = _shares(scores, starts, sizes)
        chosen, log_right = _shares(np.where(right, scores, -1e9), starts, sizes)
        off = w - prior
        value = float(each @ (log_all - log_right) + (off @ off) / (2 * strength))
        return value, x.T @ (np.repeat(each, sizes) * (everyone - chosen)) + off / strength

    found = minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return part(["option"], [0.0], index, found.x[None, :])


def _is_answer(feature: str) -> bool:
    return feature.startswith("answer=") and "|" not in feature


def _shares(scores: Any, starts: Any, sizes: Any) -> tuple[Any, Any]:
    """Return each score's share in its group, and the logarithm of each group's sum."""
    top = np.maximum.reduceat(scores, starts)
    e = np.exp(scores - np.repeat(top, sizes))
    sums = np.add.reduceat(e, starts)
    return e / np.repeat(sums, sizes), np.log(sums) + top


def mean_of(one: Part, other: Part) -> Part:
    """Return a model with the mean of the weights of two models with the same classes."""
    if one["classes"] != other["classes"]:
        raise ValueError(f"models of other classes: {one['classes']} and {other['classes']}")
    none = [0.0] * len(one["classes"])
    pairs = {f: zip(one["weights"].get(f, none), other["weights"].get(f, none)) for f in sorted(one["weights"].keys() | other["weights"].keys())}
    return one | {"bias": [round((a + b) / 2, 3) for a, b in zip(one["bias"], other["bias"])], "weights": {f: [round((a + b) / 2, 3) for a, b in p] for f, p in pairs.items()}}
