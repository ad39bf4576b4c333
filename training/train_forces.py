"""Train the decision on phrases of forces and of aid: is it a deployment (or aid).

    python training/train_forces.py [--gold ../shared/gold/crisis] [--output src/standoff/knowledge/data]

Learns from own_forces, scenario_a (written for the project) and train (annotated for the project: Wikinews CC BY 2.5,
US State Department public domain, kremlin.ru CC BY 4.0). The dev set stays out. Prints figures of cross-validation by report.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import standoff.reading.parse as parsing
from standoff.reading.actors import find_parties
from standoff.reading.draft import Draft
from standoff.reading.events import find_events
from standoff.reading.forces.assemble import Assembler
from standoff.reading.forces.features import Observation
from standoff.reading.forces.model import FORCES
from standoff.reading.giving.assemble import MODEL as AID
from standoff.reading.giving.assemble import AidAssembler
from standoff.reading.numbers import find_quantities
from standoff.reading.places import find_places
from standoff.reading.statements import find_statements
from standoff.reading.times import find_times
from standoff.reading.working import make_working
from standoff.report import Report

SETS = ("own_forces", "scenario_a", "train")
RARE = 3
THRESHOLD = 0.4
# What is learned: the key of the gold, what observes phrases, the file of the parameters.
TASKS: dict[str, tuple[Any, str]] = {"deployments": (Assembler, FORCES), "aid": (AidAssembler, AID)}


def prepare(row: dict[str, Any]) -> Draft:
    """Return the draft of a report with all steps before the deployments done."""
    report = Report(**{k: row[k] for k in ("text", "title", "published") if row.get(k)} | {"text": row["text"]})
    working = make_working(report.text)
    draft = Draft(report, working, parsing.parse(working))
    draft.quantities, draft.times = find_quantities(draft), find_times(draft)
    draft.places = find_places(draft)
    draft.parties = find_parties(draft)
    draft.statements, draft.events = find_statements(draft), find_events(draft)
    return draft


def plain(status: str) -> str:
    """Return a status as the rules name it: what is delivered is in place."""
    return "in_place" if status == "delivered" else status


def words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").lower()))


def close(a: float | None, b: float | None) -> bool:
    return a is None and b is None or a is not None and b is not None and abs(a - b) <= 0.02 * max(abs(a), abs(b)) + 1


def label(draft: Draft, seen: list[Observation], gold: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Return the gold deployment of each observation that is one, best pairs first."""
    text = draft.report.text
    pairs = []
    for n, g in enumerate(gold):
        at = text.find(g["evidence"])
        if at < 0:
            continue
        stop = at + len(g["evidence"])
        what = text.find(g["what"], at) if g.get("what") else -1
        for m, one in enumerate(seen):
            head = draft.span(one.candidate.head, one.candidate.head + 1)
            if not at <= head.start < stop:
                continue
            score = 0.0
            if what >= 0 and what <= head.start < min(what + len(g["what"]), stop):
                score += 2
            elif words(head.text) & words(g.get("what")):
                score += 1
            count = one.candidate.count
            if g.get("low") is None and g.get("high") is None:
                score += 0.3 if one.candidate.quantity is None else 0
            elif count and close(count.low, g.get("low")) and close(count.high, g.get("high")):
                score += 2
            if one.candidate.category == g.get("category", g.get("kind")):
                score += 0.5
            if one.status == plain(g["status"]):
                score += 0.2
            if score >= 1:
                pairs.append((score, n, m))
    found: dict[int, dict[str, Any]] = {}
    used: set[int] = set()
    for _, n, m in sorted(pairs, key=lambda p: -p[0]):
        if n not in used and m not in found:
            used.add(n)
            found[m] = gold[n]
    return found


def load(folder: Path, task: str) -> tuple[list[set[str]], list[int], list[bool | None], list[str], Counter[str]]:
    """Return features, whether wanted, whether the status is right and report of every observation."""
    features: list[set[str]] = []
    wanted: list[int] = []
    status: list[bool | None] = []
    group: list[str] = []
    tally: Counter[str] = Counter()
    for name in SETS:
        gold = {r["doc"]: r for r in map(json.loads, (folder / f"{name}.gold.jsonl").open())}
        for row in map(json.loads, (folder / f"{name}.texts.jsonl").open()):
            draft = prepare(row)
            seen = TASKS[task][0](draft).observe()
            labels = label(draft, seen, gold[row["id"]][task])
            tally[f"{name} gold"] += len(gold[row["id"]][task])
            tally[f"{name} reachable"] += len(labels)
            for m, one in enumerate(seen):
                features.append(one.features)
                wanted.append(int(m in labels))
                status.append(plain(labels[m]["status"]) == one.status if m in labels else None)
                group.append(f"{name}/{row['id']}")
    for n, (row, heads) in enumerate(phrases(Path(__file__).with_name("phrases.txt"), task)):
        draft = prepare(row)
        for one in TASKS[task][0](draft).observe():
            at = draft.span(one.candidate.head, one.candidate.head + 1)
            features.append(one.features)
            wanted.append(int(any(start <= at.start and at.end <= end for start, end in heads)))
            status.append(None)
            group.append(f"phrases/{n}")
    return features, wanted, status, group, tally


def phrases(path: Path, task: str) -> list[tuple[dict[str, Any], list[tuple[int, int]]]]:
    """Return the marked sentences as texts, with the spans of the phrases that are wanted."""
    found = []
    marks = "[]" if task == "deployments" else "{}"
    for n, line in enumerate(path.read_text("utf-8").splitlines()):
        if not line or line.startswith("#"):
            continue
        text, spans, opened = "", [], 0
        for character in line:
            if character == marks[0]:
                opened = len(text)
            elif character == marks[1]:
                spans.append((opened, len(text)))
            elif character not in "[]{}":
                text += character
        found.append(({"id": f"phrase-{n}", "text": text}, spans))
    return found


def matrix(features: list[set[str]], index: dict[str, int]) -> Any:
    from scipy.sparse import csr_matrix

    rows, columns = [], []
    for r, fs in enumerate(features):
        for f in fs:
            if f in index:
                rows.append(r)
                columns.append(index[f])
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(features), len(index)))


def fit(features: list[set[str]], wanted: list[int], weight: list[float], strength: float) -> dict[str, Any]:
    """Return the parameters learned from observations, as the program loads them."""
    counts = Counter(f for fs in features for f in fs)
    names = sorted(f for f, k in counts.items() if k >= RARE)
    x = matrix(features, {f: n for n, f in enumerate(names)})
    model = LogisticRegression(C=strength, max_iter=2000).fit(x, wanted, weight)
    return {
        "about": "Weights of training/train_forces.py, learned from texts written or annotated for this project "
        "(Wikinews CC BY 2.5, kremlin.ru CC BY 4.0, US State Department). No text is in it.",
        "bias": round(float(model.intercept_[0]), 3),
        "weights": {f: round(float(w), 3) for f, w in zip(names, model.coef_[0]) if abs(w) >= 0.01},
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold/crisis"))
    options.add_argument("--output", type=Path, default=Path("src/standoff/knowledge/data"))
    options.add_argument("--strength", type=float, default=0.3, help="inverse of the penalty on weights")
    args = options.parse_args()
    for task in TASKS:
        learn_task(task, args)


def learn_task(task: str, args: argparse.Namespace) -> None:
    """Cross-validate one task, print its figures, learn it on everything and write its parameters."""
    features, wanted, status, group, tally = load(args.gold, task)
    print(task, dict(tally), "observations", len(features))
    counts = Counter(f for fs in features for f in fs)
    index = {f: n for n, f in enumerate(sorted(f for f, k in counts.items() if k >= RARE))}
    x, y, groups = matrix(features, index), np.array(wanted), np.array(group)
    # Off-topic texts are many: they count, but do not drown the rest.
    weight = np.where(np.char.startswith(groups, "train/") & (y == 0), 0.5, 1.0)
    out = np.zeros(len(y))
    for learn, test in GroupKFold(10).split(x, y, groups):
        model = LogisticRegression(C=args.strength, max_iter=2000).fit(x[learn], y[learn], weight[learn])
        out[test] = model.predict_proba(x[test])[:, 1]
    for name in SETS:
        of = np.char.startswith(groups, name)
        said, right = out >= THRESHOLD, y == 1
        hit = (said & right & of).sum()
        reach = tally[f"{name} gold"]
        print(f"{name}: precision {hit / max((said & of).sum(), 1):.3f} recall of all {hit / reach:.3f} of reachable {hit / max((right & of).sum(), 1):.3f}")
        print("   ", ", ".join(f"at {t:.1f}: F1 {2 * ((out >= t) & right & of).sum() / (reach + ((out >= t) & of).sum()):.3f}" for t in np.arange(0.2, 0.7, 0.1)))
        print(f"    status by rule {np.mean([s for s, o in zip(status, of) if o and s is not None]):.3f}")
    for low in np.arange(0, 1, 0.1):
        of = (out >= low) & (out < low + 0.1)
        if of.any():
            print(f"   said {out[of].mean():.2f} is {y[of].mean():.2f} ({of.sum()})")
    data = fit(features, wanted, list(weight), args.strength)
    (args.output / TASKS[task][1]).write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
