"""Train the decisions on phrases of forces and of aid: is it one, in which status, whose, where, to whom, of which kind.

    python training/train_forces.py [--gold ../shared/gold/crisis] [--folds 5] [--skip-folds] [--output src/standoff/knowledge/data]

Learns from training/passages (written for the project), own_forces and scenario_a (likewise) and train (annotated for the
project: Wikinews CC BY 2.5, US State Department public domain, kremlin.ru CC BY 4.0). The dev set stays out. Prints the
figures of the whole reader on reports that were left out of the training.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fit

import standoff.knowledge.linear as linear
import standoff.reading.parse as parsing
from standoff.evaluate.crisis import crisis
from standoff.evaluate.tally import figure, total
from standoff.reading.actors import find_parties
from standoff.reading.draft import Draft
from standoff.reading.events import find_events
from standoff.reading.forces import model as reading
from standoff.reading.forces.assemble import Assembler
from standoff.reading.forces.features import Observation
from standoff.reading.forces.roles import NONE, History, key
from standoff.reading.giving.assemble import AidAssembler
from standoff.reading.giving.joint import settle
from standoff.reading.numbers import find_quantities
from standoff.reading.places import find_places
from standoff.reading.statements import find_statements
from standoff.reading.times import find_times
from standoff.reading.working import make_working
from standoff.report import Report

HERE = Path(__file__).parent
SETS = ("own_forces", "scenario_a", "train")
ABOUT = (
    "Weights of training/train_forces.py, learned from texts written or annotated for this project "
    "(Wikinews CC BY 2.5, kremlin.ru CC BY 4.0, US State Department). No text is in it."
)
# How strongly weights may grow, by decision; chosen by cross-validation.
STRENGTH = {"deployments": {"accept": 0.15, "status": 0.15, "choice": 0.5}, "aid": {"accept": 0.15, "status": 0.06, "kind": 0.15, "choice": 0.4}}
# Texts with more mentions than this count for less a mention: they are full of one affair.
FULL = 4
# How much more a text counts than most passages: the reviewed sets of ../shared/gold, and passages in the plain register of
# releases, readouts, agencies and short news, which most reports are written in.
PLAIN = ("plain_news", "plain_readouts", "plain_statements", "plain_talks", "plain_wire", "broad_analysis", "broad_news", "broad_readouts", "broad_statements", "broad_talks", "broad_wire", "decoys")
WORTH = dict.fromkeys(SETS, 4.0) | dict.fromkeys(PLAIN, 1.5)
Row = dict[str, Any]


@dataclasses.dataclass
class Text:
    """One annotated text with its draft; `phrases` are the marked spans of a sentence without other annotation."""

    group: str
    gold: Row
    draft: Draft
    phrases: dict[str, list[tuple[int, int]]] | None = None


def prepare(row: Row) -> Draft:
    """Return the draft of a report with all steps before the deployments done."""
    report = Report(**{k: row[k] for k in ("text", "title", "published", "publisher") if row.get(k)} | {"text": row["text"]})
    working = make_working(report.text)
    draft = Draft(report, working, parsing.parse(working))
    draft.quantities, draft.times = find_quantities(draft), find_times(draft)
    draft.places = find_places(draft)
    draft.parties = find_parties(draft)
    draft.statements, draft.events = find_statements(draft), find_events(draft)
    return draft


def read_texts(folder: Path) -> Iterator[tuple[str, Row]]:
    """Yield the annotated texts with the name of their set."""
    for name in SETS:
        gold = {r["doc"]: r for r in map(json.loads, (folder / f"{name}.gold.jsonl").open(encoding="utf-8"))}
        for row in map(json.loads, (folder / f"{name}.texts.jsonl").open(encoding="utf-8")):
            yield name, row | {k: gold[row["id"]][k] for k in ("deployments", "aid")}
    for path in sorted((HERE / "passages").glob("*.jsonl")):
        for row in map(json.loads, path.open(encoding="utf-8")):
            yield path.stem, row


def load(folder: Path) -> list[Text]:
    """Return all texts that are learned from."""
    texts = [Text(f"{name}/{row['id']}", row, prepare(row)) for name, row in read_texts(folder)]
    for n, (text, spans) in enumerate(phrases(HERE / "phrases.txt")):
        texts.append(Text(f"phrases/{n}", {"deployments": [], "aid": []}, prepare({"text": text}), spans))
    return texts


def phrases(path: Path) -> Iterator[tuple[str, dict[str, list[tuple[int, int]]]]]:
    """Yield the marked sentences: their text, and the spans of the phrases of forces [] and of aid {}."""
    for line in path.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, opened = "", 0
        spans: dict[str, list[tuple[int, int]]] = {"deployments": [], "aid": []}
        for character in line:
            if character in "[{":
                opened = len(text)
            elif character in "]}":
                spans["deployments" if character == "]" else "aid"].append((opened, len(text)))
            else:
                text += character
        yield text, spans


def plain(status: str) -> str:
    """Return a status as the reader names it inside: what is delivered is in place."""
    return "in_place" if status == "delivered" else status


def words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").lower()))


def close(a: float | None, b: float | None) -> bool:
    return a is None and b is None or a is not None and b is not None and abs(a - b) <= 0.02 * max(abs(a), abs(b)) + 1


def label(draft: Draft, seen: list[Observation], gold: list[Row]) -> dict[int, Row]:
    """Return the gold mention of each observation that is one, best pairs first."""
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
            phrase = draft.span(one.candidate.first, max(one.candidate.end, one.candidate.head + 1))
            if what >= 0 and what <= head.start < min(what + len(g["what"]), stop):
                score += 2
            elif what >= 0 and phrase.start < min(what + len(g["what"]), stop) and what < phrase.end:
                score += 1.5  # "the presence of troops", of which the gold has the troops
            elif words(head.text) & words(g.get("what")):
                score += 1
            elif not g.get("what") and one.candidate.grade in ("abstract", "deed", "pronoun"):
                score += 0.6  # nothing is named
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
    found: dict[int, Row] = {}
    used: set[int] = set()
    for _, n, m in sorted(pairs, key=lambda p: -p[0]):
        if n not in used and m not in found:
            used.add(n)
            found[m] = gold[n]
    return found


def names(gold: Any) -> set[str]:
    """Return the keys that a gold party allows."""
    return {str(g).lower() for g in (gold if isinstance(gold, list) else [gold]) if g}


def group_of(options: dict[str, Any], gold: Any, stateless: bool) -> list[tuple[set[str], bool]]:
    """Return the options' features, each with whether the gold has it; `stateless` lets places without a state stand for none."""
    wanted = names(gold)
    out = []
    for option in options.values():
        if wanted:
            right = bool({(option.country or "").lower(), option.key.lower()} & wanted - {""})
        else:
            right = option.key == NONE or stateless and option.country is None
        out.append((option.features, right))
    return out


class Examples:
    """What is learned from one text, for one task."""

    def __init__(self) -> None:
        self.heads: list[int] = []
        self.rows: list[set[str]] = []
        self.vectors: list[dict[str, Any]] = []
        self.wanted: list[int] = []
        self.weight: list[float] = []
        self.classes: dict[str, tuple[list[set[str]], list[str]]] = defaultdict(lambda: ([], []))
        self.choices: dict[str, list[list[tuple[set[str], bool]]]] = defaultdict(list)
        self.shares: dict[str, list[float]] = defaultdict(list)
        self.share = 1.0
        self.tally: Counter[str] = Counter()

    def teach(self, name: str, features: set[str], said: str) -> None:
        """Add an example of a class."""
        self.classes[name][0].append(features)
        self.classes[name][1].append(said)
        self.shares[name].append(self.share)

    def offer(self, name: str, group: list[tuple[set[str], bool]]) -> None:
        """Add an example of a choice."""
        self.choices[name].append(group)
        self.shares[name].append(self.share)

    def add(self, other: Examples) -> None:
        self.heads += other.heads
        self.rows += other.rows
        self.vectors += other.vectors
        self.wanted += other.wanted
        self.weight += other.weight
        for name, (rows, said) in other.classes.items():
            self.classes[name][0].extend(rows)
            self.classes[name][1].extend(said)
        for name, groups in other.choices.items():
            self.choices[name] += groups
        for name, shares in other.shares.items():
            self.shares[name] += shares
        self.tally += other.tally


def examples(text: Text, task: str) -> Examples:
    """Return what a text teaches of a task."""
    out = Examples()
    assembler: Any = Assembler(text.draft) if task == "deployments" else AidAssembler(text.draft)
    seen = assembler.observe()
    if text.phrases is not None:
        for one in seen:
            at = text.draft.span(one.candidate.head, one.candidate.head + 1)
            out.heads.append(one.candidate.head)
            out.rows.append(one.features)
            out.vectors.append(one.vectors)
            out.wanted.append(int(any(start <= at.start and at.end <= end for start, end in text.phrases[task])))
            out.weight.append(1.0)
        return out
    labels = label(text.draft, seen, text.gold[task])
    out.tally.update({"gold": len(text.gold[task]), "reachable": len(labels)})
    history = History()
    worth = WORTH.get(text.group.split("/")[0], 1.0)
    out.share = worth * min(1.0, FULL / max(len(labels), 1))
    for m, one in enumerate(seen):
        gold = labels.get(m)
        out.heads.append(one.candidate.head)
        out.rows.append(one.features)
        out.vectors.append(one.vectors)
        out.wanted.append(int(gold is not None))
        out.weight.append(worth)
        if gold is not None:
            (teach_force if task == "deployments" else teach_aid)(out, assembler, one, gold, history)
    return out


def teach_force(out: Examples, assembler: Assembler, one: Observation, gold: Row, history: History) -> None:
    """Add what a deployment teaches of its attributes."""
    out.teach("status", assembler.moods.features(one, history.statuses), gold["status"])
    history.statuses.append((gold["status"], assembler.words.sent[one.candidate.head]))
    if gold["sender"]:
        out.offer("sender", group_of(assembler.roles.senders(one, history), gold["sender"], False))
    sender = first_key(gold["sender"]) or key(next(iter(one.senders), None))
    out.offer("host", group_of(assembler.roles.hosts(one, sender, history), gold["host"], True))
    history.add(sender, first_key(gold["host"]) or key(next(iter(one.hosts), None)), assembler.words.sent[one.candidate.head])


def teach_aid(out: Examples, assembler: AidAssembler, one: Observation, gold: Row, history: History) -> None:
    """Add what a transfer of aid teaches of its attributes."""
    out.teach("status", assembler.moods.features(one, history.statuses), plain(gold["status"]))
    history.statuses.append((plain(gold["status"]), assembler.words.sent[one.candidate.head]))
    out.teach("kind", one.features, gold["kind"])
    out.offer("taker", group_of(assembler.choice.takers(one, history), gold["recipient"], False))
    taker = first_key(gold["recipient"])
    out.offer("giver", group_of(assembler.choice.givers(one, taker, history), gold["donor"], False))
    history.add(first_key(gold["donor"]), taker, assembler.words.sent[one.candidate.head])


def first_key(gold: Any) -> str:
    """Return the first party of a gold field as a key; nothing for none."""
    found = gold if isinstance(gold, list) else [gold]
    return str(found[0]) if found and found[0] else NONE


def learn(found: Examples, task: str) -> Row:
    """Return the parameters of a task."""
    strength = STRENGTH[task]
    model: Row = {"about": ABOUT, "accept": fit.yes_or_no(found.rows, found.vectors, found.wanted, found.weight, strength["accept"])}
    for name, (rows, said) in found.classes.items():
        model[name] = fit.one_of(rows, said, found.shares[name], strength[name])
    for name, groups in found.choices.items():
        model[name] = fit.option_of(groups, found.shares[name], strength["choice"])
    return model


FILES = {"deployments": "forces_model", "aid": "aid_model"}
# The encoder is trained after these features, on what they say: here they are judged without it.
DOUBT, reading.DOUBT = reading.DOUBT, (1.0, 0.0)


def install(models: dict[str, Row]) -> None:
    """Let the reader use these parameters, by name of their file."""
    linear.parameters = lambda name: models[name] if name in models else shipped(name)  # type: ignore[assignment]
    linear.linear_model.cache_clear()


shipped = linear.parameters


def read(text: Text) -> Row:
    """Return the deployments and aid that the reader finds in a text, with the parameters in use."""
    draft = text.draft
    draft.deployments, draft.aid = Assembler(draft).run(), AidAssembler(draft).run()
    settle(draft)
    return {"deployments": [dataclasses.asdict(f.value) for f in draft.deployments], "aid": [dataclasses.asdict(f.value) for f in draft.aid]}


def show(name: str, found: dict[str, dict[str, float]]) -> None:
    """Print the figures of a set in two lines."""
    for task in FILES:
        cells = [f"{k.removeprefix(task).strip(' :')} " + (f"{v['f1']:.3f} (P {v['precision']:.2f} R {v['recall']:.2f})" if "f1" in v else f"{v['share']:.2f}") for k, v in found.items() if k.startswith(task)]
        print(f"{name:<11} {task:<11} " + ", ".join(cells))


def fold_of(group: str, folds: int) -> int:
    """Return the fold of a text: the same in every run."""
    import hashlib

    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % folds


def calibration_error(pairs: list[tuple[float, int]]) -> float:
    """Return how far, in the mean over ten equal steps, what is said to be likely is from how often it is right."""
    steps: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for p, y in pairs:
        steps[min(int(p * 10), 9)].append((p, y))
    return sum(abs(sum(p for p, _ in s) - sum(y for _, y in s)) for s in steps.values()) / max(len(pairs), 1)


def cross_validate(texts: list[Text], folds: int) -> None:
    """Print the figures on texts that were left out of the training, set by set."""
    taught = {task: [examples(t, task) for t in texts] for task in FILES}
    read_rows: dict[str, list[Any]] = defaultdict(list)
    said: dict[str, list[tuple[float, int]]] = {task: [] for task in FILES}
    for fold in range(folds):
        models = {}
        for task, file in FILES.items():
            together = Examples()
            for text, one in zip(texts, taught[task]):
                if fold_of(text.group, folds) != fold:
                    together.add(one)
            models[file] = learn(together, task)
        install(models)
        for task, file in FILES.items():
            decided = linear.linear_model(file, "accept")
            left_out = (one for text, one in zip(texts, taught[task]) if fold_of(text.group, folds) == fold)
            said[task] += [(decided.probability(f, v), y) for one in left_out for f, v, y in zip(one.rows, one.vectors, one.wanted)]
        for text in texts:
            if fold_of(text.group, folds) == fold and text.phrases is None:
                read_rows[text.group.split("/")[0]].append(crisis(text.gold | {"text": text.draft.report.text, "statements": []}, read(text)))
    install({})
    for task, pairs in said.items():
        print(f"{task}: calibration error {calibration_error(pairs):.3f} over {len(pairs)} phrases")
    for name, tallies in read_rows.items():
        show(name, {k: figure(c) for k, c in total(tallies).items() if "statements" not in k})


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold/crisis"))
    options.add_argument("--output", type=Path, default=Path("src/standoff/knowledge/data"))
    options.add_argument("--folds", type=int, default=5, help="0 leaves the cross-validation out")
    options.add_argument("--beside", type=Path, help="folder of earlier parameters: whose, where and in which status take the mean of both, so that new passages do not drown what old ones taught")
    args = options.parse_args()
    texts = load(args.gold)
    if args.folds:
        cross_validate(texts, args.folds)
    for task, file in FILES.items():
        together = Examples()
        for text in texts:
            together.add(examples(text, task))
        print(task, dict(together.tally), "observations", len(together.rows))
        model = learn(together, task)
        if args.beside and task == "deployments":
            earlier = json.loads((args.beside / f"{file}.json").read_text("utf-8"))
            model |= {name: fit.mean_of(model[name], earlier[name]) for name in ("sender", "host", "status")}
        (args.output / f"{file}.json").write_text(json.dumps(model, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
