"""Train the weights that choose among candidate statements and tell their speech act.

    python training/statements.py GOLD_DIRECTORY OUTPUT.json

GOLD_DIRECTORY holds ``train`` and ``scenario_a`` as ``.texts.jsonl`` and ``.gold.jsonl``: texts of Wikinews (CC BY 2.5), the US
State Department (public domain) and kremlin.ru (CC BY 4.0) annotated for this project, and texts written for it. Nothing
else is trained on. Needs the extra ``train``; prints figures of a cross-validation over texts.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from standoff.reading.draft import Draft
from standoff.reading.parse import parse
from standoff.reading.statements.candidates import propose
from standoff.reading.statements.content import Candidate
from standoff.reading.statements.features import act_features
from standoff.reading.statements.turns import find_turns
from standoff.reading.working import make_working
from standoff.report import Report

SETS = ("train", "scenario_a")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("output", type=Path)
    options.add_argument("--strength", type=float, default=0.3, help="inverse of the regularisation, choice")
    options.add_argument("--act-strength", type=float, default=0.5, help="inverse of the regularisation, act")
    args = options.parse_args()
    rows = examples(args.gold) + own_choices(Path(__file__).with_name("choice.tsv"))
    names = [r[0] for r in rows]
    labels = np.array([r[1] for r in rows])
    groups = np.array([r[4] for r in rows])
    chosen = DictVectorizer()
    matrix = chosen.fit_transform([dict.fromkeys(n, 1.0) for n in names])
    total_gold = rows[0][5]
    report_choice(matrix, labels, groups, args.strength, total_gold)
    model = LogisticRegression(C=args.strength, max_iter=3000).fit(matrix, labels)
    positive = [r for r in rows if r[3]] + own_acts(Path(__file__).with_name("acts.tsv"))
    acts = np.array([r[3] for r in positive])
    told = DictVectorizer()
    act_matrix = told.fit_transform([dict.fromkeys(r[2], 1.0) for r in positive])
    report_acts(act_matrix, acts, np.array([r[4] for r in positive]), args.act_strength, np.array([r[6] for r in positive]))
    act_model = LogisticRegression(C=args.act_strength, max_iter=3000).fit(act_matrix, acts)
    document = {
        "about": "Trained by training/statements.py on texts of Wikinews (CC BY 2.5), the US State Department (public domain) "
        "and kremlin.ru (CC BY 4.0) annotated for this project, and on texts written for it.",
        "choice": packed(chosen, ["yes"], model.intercept_, model.coef_),
        "act": packed(told, list(act_model.classes_), act_model.intercept_, act_model.coef_),
    }
    args.output.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{args.output}: {args.output.stat().st_size // 1024} KB")


def examples(gold: Path) -> list[tuple]:
    """Return (features, label, act features, gold act, text number, gold total, act by the lexicon) of every candidate."""
    rows: list[tuple] = []
    total, number = 0, 0
    for name in SETS:
        texts = {r["id"]: r for r in map(json.loads, (gold / f"{name}.texts.jsonl").open(encoding="utf-8"))}
        for row in map(json.loads, (gold / f"{name}.gold.jsonl").open(encoding="utf-8")):
            number += 1
            total += len(row["statements"])
            text = texts[row["doc"]]
            draft = drafted(text["text"], text.get("published"))
            wanted = [(characters(text["text"], s["content"]), s["act"]) for s in row["statements"]]
            scene, found, features = propose(draft, find_turns(draft))
            shares = [[share(w[0], covered(draft, c)) for w in wanted] for c in found]
            taken: set[int] = set()
            label: dict[int, int] = {}
            for _, n, k in sorted(((s, n, k) for n, line in enumerate(shares) for k, s in enumerate(line) if s >= 0.5), reverse=True):
                if n not in label and k not in taken:
                    label[n] = k
                    taken.add(k)
            for n, candidate in enumerate(found):
                act = wanted[label[n]][1] if n in label else None
                rows.append((features[n], int(n in label), act_features(scene, candidate), act, number, 0, candidate.act))
    return [(*r[:5], total, r[6]) for r in rows]


def own_acts(path: Path) -> list[tuple]:
    """Return rows like those of `examples` from sentences written for this purpose, one a line with its act."""
    rows: list[tuple] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        act, sentence = line.split("\t")
        draft = drafted(sentence, None)
        scene, found, _ = propose(draft, [])
        if found:
            widest = max(found, key=lambda c: (sum(b - a for a, b in c.pieces), -c.first))
            rows.append(([], 1, act_features(scene, widest), act, -1 - number, 0, widest.act))
    return rows


def own_choices(path: Path) -> list[tuple]:
    """Return rows like those of `examples` from sentences written for this purpose: the cues that report, or "-" for none."""
    rows: list[tuple] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        cues, sentence = line.split("\t")
        draft = drafted(sentence, None)
        scene, found, features = propose(draft, [])
        for candidate, row in zip(found, features, strict=True):
            said = draft.words.text[candidate.cue.head] in cues.split(";")
            rows.append((row, int(said), act_features(scene, candidate), None, -10_000 - number, 0, candidate.act))
    return rows


def drafted(text: str, published: str | None) -> Draft:
    """Return the draft of a text with its words; the candidates rest on nothing else."""
    working = make_working(text)
    return Draft(Report(text=text, published=published), working, parse(working))


def characters(text: str, quotes: list[str]) -> set[int]:
    """Return the characters of the first places where the quotes stand."""
    found: set[int] = set()
    for quote in quotes:
        at = text.find(quote)
        if at >= 0:
            found.update(range(at, at + len(quote)))
    return found


def covered(draft: Draft, candidate: Candidate) -> set[int]:
    """Return the characters of a candidate's content in the report."""
    found: set[int] = set()
    for first, end in candidate.pieces:
        span = draft.span(first, end)
        found.update(range(span.start, span.end))
    return found


def share(a: set[int], b: set[int]) -> float:
    """Return the overlap over the union."""
    return len(a & b) / len(a | b) if a and b else 0.0


def report_choice(matrix, labels, groups, strength: float, total: int) -> None:  # type: ignore[no-untyped-def]
    """Print precision, recall and F1 of the choice by cross-validation, at several thresholds."""
    chance = np.zeros(len(labels))
    for train, test in GroupKFold(10).split(matrix, labels, groups):
        fold = LogisticRegression(C=strength, max_iter=3000).fit(matrix[train], labels[train])
        chance[test] = fold.predict_proba(matrix[test])[:, 1]
    # Own sentences teach, they do not measure.
    chance, labels = chance[groups > 0], labels[groups > 0]
    for threshold in (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        kept = chance >= threshold
        right = int(labels[kept].sum())
        precision, recall = right / max(int(kept.sum()), 1), right / total
        print(f"choice at {threshold:.2f}: precision {precision:.3f} recall {recall:.3f} f1 {2 * precision * recall / (precision + recall):.3f}")
    for low in np.arange(0, 1, 0.1):
        bin_ = (chance >= low) & (chance < low + 0.1)
        if bin_.any():
            print(f"  said {low:.1f}-{low + 0.1:.1f}: {labels[bin_].mean():.2f} of {bin_.sum()}")


def report_acts(matrix, acts, groups, strength: float, lexicon) -> None:  # type: ignore[no-untyped-def]
    """Print the share of right acts by cross-validation, beside the lexicon's own."""
    right = 0
    for train, test in GroupKFold(10).split(matrix, acts, groups):
        right += int((LogisticRegression(C=strength, max_iter=3000).fit(matrix[train], acts[train]).predict(matrix[test]) == acts[test]).sum())
    print(f"act ({len(acts)}): {right / len(acts):.3f} by the model, {(lexicon == acts).mean():.3f} by the lexicon")


def packed(vectorizer: DictVectorizer, classes: list[str], bias, weights) -> dict:  # type: ignore[no-untyped-def, type-arg]
    """Return a model as JSON can hold it, without weights too small to matter."""
    table = {}
    for n, name in enumerate(vectorizer.feature_names_):
        row = [round(float(w), 3) for w in weights[:, n]]
        if max(map(abs, row)) >= 0.02:
            table[name] = row
    return {"classes": classes, "bias": [round(float(b), 3) for b in bias], "weights": table}


if __name__ == "__main__":
    main()
