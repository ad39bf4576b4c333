"""Train the model that decides whether a coded event stands, and report how well its confidence is calibrated.

    python training/train_events.py [SENTENCES …] [--out events_model.json]

Sentences are rows ``{"id", "text", "published", "expected": [{"plover", …}]}``; an empty ``expected`` is a sentence without
event. A table has text and types, tab between. Without arguments: the two files beside this script. Only sentences whose licence allows it may be given: the project's own. An event that the lexicon sees is right
if its type is among the expected ones. Confidence is measured on held-out folds; whole texts are never split.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from standoff.reading.actors import find_parties
from standoff.reading.draft import Draft
from standoff.reading.events import candidates_of
from standoff.reading.events.evidence import Evidence
from standoff.reading.numbers import find_quantities
from standoff.reading.parse import parse
from standoff.reading.places import find_places
from standoff.reading.statements import find_statements
from standoff.reading.times import find_times
from standoff.reading.working import make_working
from standoff.report import Report

HERE = Path(__file__).parent
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


def drafted(text: str, published: str | None) -> Draft:
    """Return the draft of a text as it is when events are read."""
    working = make_working(text)
    draft = Draft(Report(text=text, published=published), working, parse(working))
    draft.quantities = find_quantities(draft)
    draft.times = find_times(draft)
    draft.places = find_places(draft)
    draft.parties = find_parties(draft)
    draft.statements = find_statements(draft)
    return draft


def examples(rows: list[dict[str, Any]]) -> tuple[list[dict[str, float]], list[int], list[int]]:
    """Return features, labels and groups of all candidates of all rows."""
    features, labels, groups = [], [], []
    for group, row in enumerate(rows):
        draft = drafted(row["text"], row.get("published"))
        candidates = candidates_of(draft)
        evidence = Evidence(draft, candidates)
        expected = {x.get("plover") for x in row["expected"]}
        for candidate in candidates:
            if candidate.type is None:
                continue
            features.append(evidence.features(candidate))
            labels.append(int(candidate.type in expected))
            groups.append(group)
    return features, labels, groups


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
    options.add_argument("sentences", nargs="*", type=Path, default=[HERE / "event_sentences.tsv", HERE / "event_sentences.jsonl"])
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--strength", type=float, default=0.1, help="inverse of the regularisation")
    options.add_argument("--typed", type=float, default=0.33, help="confidence under which an event is dropped")
    args = options.parse_args()
    rows = [row for path in args.sentences for row in rows_of(path)]
    features, labels, groups = examples(rows)
    vectorizer = DictVectorizer(sparse=False)
    x, y = vectorizer.fit_transform(features), np.array(labels)
    fitted = LogisticRegression(C=args.strength, max_iter=2000)
    raw = np.zeros(len(y))
    for train, test in GroupKFold(10).split(x, y, groups):
        raw[test] = fitted.fit(x[train], y[train]).decision_function(x[test])
    scaling = LogisticRegression(C=1e6).fit(raw[:, None], y)
    slope, shift = float(scaling.coef_[0, 0]), float(scaling.intercept_[0])
    held_out = np.zeros(len(y))
    for train, test in GroupKFold(10).split(x, y, groups):
        fold = LogisticRegression(C=1e6).fit(raw[train][:, None], y[train])
        held_out[test] = fold.predict_proba(raw[test][:, None])[:, 1]
    print(f"{len(rows)} sentences, {len(y)} candidates, {y.mean():.3f} right")
    print(f"calibration error on held-out folds (ECE, 10 bins) {calibration_error(held_out, y):.3f}")
    for threshold in (0.3, 0.4, 0.5, 0.6):
        kept = held_out >= threshold
        print(f"threshold {threshold}: keeps {kept.mean():.3f}, precision {y[kept].mean():.3f}, recall {y[kept].sum() / y.sum():.3f}")
    fitted.fit(x, y)
    weights = {n: round(float(w), 4) for n, w in zip(vectorizer.get_feature_names_out(), fitted.coef_[0], strict=True) if abs(w) > 5e-4}
    out = {
        "note": "Made by training/train_events.py from sentences written for the project.",
        "weights": weights,
        "intercept": round(float(fitted.intercept_[0]), 4),
        "calibration": [round(slope, 4), round(shift, 4)],
        "thresholds": {"typed": args.typed, "statement": 0.1},
    }
    args.out.write_text(json.dumps(out, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
