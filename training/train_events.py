"""Train the model that decides whether a coded event stands, and report how well its confidence is calibrated.

    python training/train_events.py [--gold ../shared/gold/crisis] [--out events_model.json]

What it learns from, all written for the project: `event_sentences.jsonl` and `.tsv`, single sentences with the types that they
tell of ("-" for none); `event_reports.jsonl`, whole reports with every event; `event_labels.tsv`, which of the events read in
the project's training reports stand (the reports themselves are in `--gold` and stay there). In a sentence an event is right
if its type is among those expected, in a report if it is one that the report tells, each told once. Confidence is measured on
held-out folds; texts are never split.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from standoff.reading.actors import find_parties
from standoff.reading.draft import Draft
from standoff.reading.events import Candidate, candidates_of
from standoff.reading.events.confidence import Forest
from standoff.reading.events.evidence import Evidence
from standoff.reading.numbers import find_quantities
from standoff.reading.parse import parse
from standoff.reading.places import find_places
from standoff.reading.statements import find_statements
from standoff.reading.times import find_times
from standoff.reading.working import make_working
from standoff.report import Report

HERE = Path(__file__).parent
# Sentences are fewer than what reports tell: each counts double.
_SENTENCE = "sentence "
_SEEDS = 5
OUT = HERE.parent / "src/standoff/knowledge/data/events/events_model.json"


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the sentences of a JSONL file, or of a table of text and types."""
    lines = [line.rstrip("\n") for line in path.open(encoding="utf-8") if line.strip() and not line.startswith("#")]
    if path.suffix != ".tsv":
        return [json.loads(line) for line in lines]
    pairs = (line.split("\t") for line in lines)
    return [
        {"text": text, "published": "2015-06-01", "expected": [{"plover": t} for t in types.split(",") if t != "-"]}
        for text, types in pairs
    ]


def drafted(text: str, published: str | None, publisher: str | None = None) -> Draft:
    """Return the draft of a text as it is when events are read."""
    working = make_working(text)
    draft = Draft(Report(text=text, published=published, publisher=publisher), working, parse(working))
    draft.quantities = find_quantities(draft)
    draft.times = find_times(draft)
    draft.places = find_places(draft)
    draft.parties = find_parties(draft)
    draft.statements = find_statements(draft)
    return draft


Example = tuple[dict[str, float], int, str]


def of_sentences(rows: list[dict[str, Any]], name: str) -> list[Example]:
    """Return features, label and group of all candidates of single sentences."""
    found = []
    for n, row in enumerate(rows):
        expected = {x.get("plover") for x in row["expected"]}
        for _, candidate, features in featured(drafted(row["text"], row.get("published"))):
            found.append((features, int(candidate.type in expected), f"{_SENTENCE}{name}{n}"))
    return found


def of_reports(rows: list[dict[str, Any]]) -> list[Example]:
    """Return the examples of whole reports: each event that a report tells is right once."""
    found = []
    for row in rows:
        told = [(event, spans_of(row["text"], event["evidence"]), spans_of(row["text"], event["trigger"])) for event in row["events"]]
        free = set(range(len(told)))
        candidates = list(featured(drafted(row["text"], row.get("published"), row.get("publisher"))))
        right: set[int] = set()
        for exact in (True, False):
            for n, (at, candidate, _) in enumerate(candidates):
                if n in right:
                    continue
                hit = next((k for k in sorted(free) if _tells(told[k], candidate, at, exact)), None)
                if hit is not None:
                    free.discard(hit)
                    right.add(n)
        found += [(features, int(n in right), row["id"]) for n, (_, _, features) in enumerate(candidates)]
    return found


def of_labels(path: Path, texts: Path) -> list[Example]:
    """Return the examples of the reports in `texts` whose candidates are labelled one by one."""
    if not texts.exists():
        print(f"{texts} is not here: trained without it")
        return []
    labels: dict[tuple[str, int, str], int] = {}
    for line in path.open(encoding="utf-8"):
        if not line.startswith("#"):
            report, at, kind, right = line.rstrip("\n").split("\t")
            labels[report, int(at), kind] = int(right)
    found = []
    for row in rows_of(texts):
        if any(key[0] == row["id"] for key in labels):
            for at, candidate, features in featured(drafted(row["text"], row.get("published"), row.get("publisher"))):
                label = labels.get((row["id"], at, candidate.type or ""))
                if label is not None:
                    found.append((features, label, row["id"]))
    return found


def spans_of(text: str, part: str) -> list[tuple[int, int]]:
    """Return where `part` stands in `text`."""
    return [(m.start(), m.end()) for m in re.finditer(re.escape(part), text)]


def _tells(event: tuple[dict[str, Any], list[tuple[int, int]], list[tuple[int, int]]], candidate: Candidate, at: int, exact: bool) -> bool:
    """Whether a candidate at offset `at` is the event: of its type and within its evidence, `exact` at its trigger."""
    told, evidence, trigger = event
    # a meeting still to come is an agreement to meet
    same = told["plover"] == candidate.type or told["plover"] == "CONSULT" and told["modality"] == "future" and candidate.code == "036"
    return same and any(a <= at < b for a, b in evidence) and (not exact or any(a <= at < b for a, b in trigger))


def featured(draft: Draft) -> Iterator[tuple[int, Candidate, dict[str, float]]]:
    """Yield the offset, candidate and features of each event of a type that the lexicon sees in a draft."""
    candidates = candidates_of(draft)
    evidence = Evidence(draft, candidates)
    for candidate in candidates:
        if candidate.type is not None:
            yield draft.span(candidate.coded.head, candidate.coded.head + 1).start, candidate, evidence.features(candidate)


Grown = list[GradientBoostingClassifier]


def grown(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> Grown:
    """Return boosted trees fitted to examples, from several seeds so that chance weighs less; the same input gives the same."""
    return [
        GradientBoostingClassifier(
            n_estimators=120, max_depth=4, learning_rate=0.06, subsample=0.7, max_features=0.2, min_samples_leaf=8, random_state=seed
        ).fit(x, y, sample_weight=weights)
        for seed in range(_SEEDS)
    ]


def scores(models: Grown, x: np.ndarray) -> np.ndarray:
    """Return the mean of the models' scores."""
    return np.mean([model.decision_function(x) for model in models], axis=0)


def written(models: Grown) -> tuple[float, list[list[list[Any]]]]:
    """Return the score that trees start from, and each as nodes: [column, threshold, left, right], or [score] for a leaf."""
    prior = float(models[0].init_.class_prior_[1])
    trees = []
    for model in models:
        for (estimator,) in model.estimators_:
            tree = estimator.tree_
            nodes: list[list[Any]] = []
            for n in range(tree.node_count):
                if tree.children_left[n] < 0:
                    nodes.append([round(float(tree.value[n, 0, 0]) * model.learning_rate / len(models), 6)])
                else:
                    nodes.append([int(tree.feature[n]), round(float(tree.threshold[n]), 6), int(tree.children_left[n]), int(tree.children_right[n])])
            trees.append(nodes)
    return math.log(prior / (1 - prior)), trees


def calibration_error(probability: np.ndarray, label: np.ndarray, bins: int = 10) -> float:
    """Return the expected calibration error over equal-width bins."""
    error = 0.0
    for low in np.linspace(0, 1, bins, endpoint=False):
        inside = (probability >= low) & (probability < low + 1 / bins + 1e-12)
        if inside.any():
            error += inside.mean() * abs(probability[inside].mean() - label[inside].mean())
    return float(error)


def main() -> None:
    """Train, print the figures of the held-out folds and write the parameters."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold/crisis"), help="where the training reports are")
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--typed", type=float, default=0.34, help="confidence under which an event of a sentence or two is dropped")
    options.add_argument("--report", type=float, default=0.27, help="the same in a report")
    args = options.parse_args()
    examples = [
        *of_sentences(rows_of(HERE / "event_sentences.tsv"), "t"),
        *of_sentences(rows_of(HERE / "event_sentences.jsonl"), "s"),
        *of_reports(rows_of(HERE / "event_reports.jsonl")),
        *of_labels(HERE / "event_labels.tsv", args.gold / "train.texts.jsonl"),
    ]
    features, labels, names = zip(*examples, strict=True)
    groups = [sorted(set(names)).index(name) for name in names]
    weights = np.array([2.0 if name.startswith(_SENTENCE) else 1.0 for name in names])
    vectorizer = DictVectorizer(sparse=False)
    x, y = np.round(vectorizer.fit_transform(features), 3), np.array(labels)
    often = (x != 0).sum(axis=0) >= 5
    x, columns = x[:, often], [str(n) for n in vectorizer.get_feature_names_out()[often]]
    raw = np.zeros(len(y))
    for train, test in GroupKFold(10).split(x, y, groups):
        raw[test] = scores(grown(x[train], y[train], weights[train]), x[test])
    scaling = LogisticRegression(C=1e6).fit(raw[:, None], y)
    slope, shift = float(scaling.coef_[0, 0]), float(scaling.intercept_[0])
    held_out = np.zeros(len(y))
    for train, test in GroupKFold(10).split(x, y, groups):
        fold = LogisticRegression(C=1e6).fit(raw[train][:, None], y[train])
        held_out[test] = fold.predict_proba(raw[test][:, None])[:, 1]
    print(f"{len(set(names))} texts, {len(y)} candidates, {y.mean():.3f} right")
    print(f"calibration error on held-out folds (ECE, 10 bins) {calibration_error(held_out, y):.3f}")
    for threshold in (0.3, 0.4, 0.5, 0.6):
        kept = held_out >= threshold
        print(f"threshold {threshold}: keeps {kept.mean():.3f}, precision {y[kept].mean():.3f}, recall {y[kept].sum() / y.sum():.3f}")
    models = grown(x, y, weights)
    start, trees = written(models)
    check = np.array([start + Forest(trees).score(row) for row in x[:50]])
    assert np.allclose(check, scores(models, x[:50]), atol=2e-3), "the trees as written are not those that were grown"
    used = sorted({node[0] for tree in trees for node in tree if len(node) > 1})
    place = {column: n for n, column in enumerate(used)}
    out = {
        "note": "Made by training/train_events.py from texts written for the project, and from texts of Wikinews (CC BY 2.5), the US State Department (public domain) and kremlin.ru (CC BY 4.0) annotated for it.",
        "features": [columns[column] for column in used],
        "start": round(start, 4),
        "trees": [[[place[node[0]], *node[1:]] if len(node) > 1 else node for node in tree] for tree in trees],
        "calibration": [round(slope, 4), round(shift, 4)],
        "thresholds": {"typed": args.typed, "report": args.report, "statement": 0.1},
    }
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in out.items())
    args.out.write_text("{\n" + lines + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
