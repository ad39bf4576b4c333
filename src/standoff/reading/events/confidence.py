"""How likely it is that an event stands: a small trained model over what was seen on the way to it.

The weights are made by `training/train_events.py` from the project's own sentences and kept in `events_model.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from standoff.knowledge.patterns import domain_words
from standoff.reading.draft import Draft
from standoff.reading.events.nouns import Nouns
from standoff.reading.events.senses import hyphenated

if TYPE_CHECKING:
    from standoff.reading.events import Candidate

_PARTS = ("sport", "fiction", "weather", "business", "science", "leisure", "past", "speculation")
_FORCES = frozenset({"TROOPS", "POLICE", "SHIP", "AIRCRAFT", "WEAPON", "CROWD", "PARTY", "PEACEKEEPER", "AIDWORKER", "PERSON", "ACTOR"})


class Evidence:
    """What the sentences of one report say for and against the events in them."""

    def __init__(self, draft: Draft, candidates: list[Candidate], nouns: Nouns | None = None) -> None:
        self.draft = draft
        self.words = draft.words
        self.nouns = nouns or Nouns(draft)
        self.candidates = candidates
        self._domains: dict[int, dict[str, int]] = {}
        self._tokens: dict[int, set[str]] = {}
        self._states: dict[int, int] = {}
        self._in: dict[int, int] = {}
        for found in draft.places:
            if found.value.place.country:
                sentence = self.words.sent[found.head]
                self._states[sentence] = self._states.get(sentence, 0) + 1
        for candidate in candidates:
            sentence = self.words.sent[candidate.coded.head]
            self._in[sentence] = self._in.get(sentence, 0) + 1

    def domains(self, sentence: int) -> dict[str, int]:
        """Return how many words of each domain a sentence and its neighbours in the block have."""
        known = self._domains.get(sentence)
        if known is None:
            known = self._domains[sentence] = {}
            words, lexicon = self.words, domain_words()
            first, last = words.sents[sentence]
            for near in (sentence - 1, sentence + 1):
                if 0 <= near < len(words.sents) and words.block[words.sents[near][0]] == words.block[first]:
                    first, last = min(first, words.sents[near][0]), max(last, words.sents[near][1])
            for k in range(first, last):
                for domain in self._of_token(k, lexicon):
                    known[domain] = known.get(domain, 0) + 1
        return known

    def _of_token(self, k: int, lexicon: dict[str, tuple[str, ...]]) -> set[str]:
        known = self._tokens.get(k)
        if known is None:
            known = self._tokens[k] = self._domains_of(k, lexicon)
        return known

    def _domains_of(self, k: int, lexicon: dict[str, tuple[str, ...]]) -> set[str]:
        words = self.words
        names = {words.lemma[k], words.lower[k]}
        if k:
            names |= {f"{words.lower[k - 1]} {words.lower[k]}", f"{words.lower[k - 1]} {words.lemma[k]}", hyphenated(words, k) or ""}
        if k > 1:
            names.add(f"{words.lower[k - 2]} {words.lower[k - 1]} {words.lower[k]}")
        return {domain for name in names for domain in lexicon.get(name, ())}

    def features(self, candidate: Candidate) -> dict[str, float]:
        """Return the features of a candidate; their names are the keys of the model."""
        words, coded = self.words, candidate.coded
        head = coded.head
        sentence = words.sent[head]
        out: dict[str, float] = {f"type={candidate.type}": 1.0, f"modality={candidate.mood.modality}": 1.0}
        out["weak"] = float(coded.weak)
        out["literal"] = float(coded.literal)
        out["score"] = min(coded.score, 6.0) / 6
        out["slots"] = min(coded.slots, 2) / 2
        noun = words.pos[head] in ("NOUN", "PROPN")
        out[f"{'noun' if noun else words.pos[head]}:{words.dep[head]}"] = 1.0
        out["noun"] = float(noun)
        for family in coded.families[:1]:
            out[f"family={family}"] = 1.0
        out |= self._sides(candidate)
        counts = self.domains(sentence)
        for part in _PARTS:
            out[f"domain={part}"] = min(counts.get(part, 0), 2) / 2
            out[f"domain?={part}"] = min(counts.get(f"{part}?", 0), 3) / 3
        strong = sum(counts.get(part, 0) for part in _PARTS)
        out["foreign"] = float(max(counts.get("sport", 0), counts.get("fiction", 0)) > 1)
        out["domains"], out["domain"] = min(strong, 3) / 3, float(strong > 0)
        out["domain and half"] = float(any(counts.get(part, 0) and counts.get(f"{part}?", 0) for part in _PARTS))
        out["halves"] = min(max(counts.get(f"{part}?", 0) for part in _PARTS), 4) / 4
        out["states"] = min(self._states.get(sentence, 0), 3) / 3
        out["alone"] = float(self._in.get(sentence, 1) == 1)
        out["crowded"] = float(self._in.get(sentence, 1) > 3)
        out["domain source"], out["domain object"] = self._heads(candidate)
        out["old"] = float(self._old(candidate))
        out["old noun"] = out["old"] * float(noun or words.dep[head] in ("relcl", "acl", "advcl"))
        out["question"] = float(words.text[words.sents[sentence][1] - 1] == "?")
        out["conditional"] = float(candidate.mood.conditional)
        return out

    def _sides(self, candidate: Candidate) -> dict[str, float]:
        source, target = candidate.source, candidate.target
        out = {
            "source": float(bool(source)),
            "source state": float(any(p.country or (p.code and len(p.code) >= 6) for p in source)),
            "source coded": float(any(p.code for p in source)),
            "target": float(bool(target)),
            "target state": float(any(p.country or (p.code and len(p.code) >= 6) for p in target)),
            "no state": float(not any(p.country or p.code for p in (*source, *target))),
            "both states": float(any(p.country for p in source) and any(p.country for p in target)),
        }
        if source and not any(p.code for p in source):
            out["odd source"] = 1.0
            head = candidate.subject
            if head is not None and not self.nouns.of(head) & _FORCES:
                out["strange source"] = 1.0
        if candidate.type:
            out[f"{candidate.type}:{'state' if out['source state'] else 'coded' if out['source coded'] else 'uncoded' if source else 'none'}"] = 1.0
        return out

    def _heads(self, candidate: Candidate) -> tuple[float, float]:
        """Whether who acts, and what is acted upon, is of a domain without political events."""
        words, lexicon = self.words, domain_words()
        subject = candidate.subject
        def weight(tokens: Iterable[int]) -> float:
            kinds = {d for k in tokens if words.pos[k] in ("NOUN", "PROPN", "ADJ") for d in self._domains_of(k, lexicon)}
            return 1.0 if any(not d.endswith("?") for d in kinds) else 0.4 * bool(kinds)

        source = weight((subject, *words.kids[subject])) if subject is not None else 0.0
        return source, weight(k for k in words.kids[candidate.coded.head] if words.dep[k] in ("dobj", "nsubjpass", "compound", "amod", "attr"))

    def _old(self, candidate: Candidate) -> bool:
        """Whether the clause names a year well before the report's."""
        words = self.words
        published = self.draft.published
        head = candidate.coded.head
        if words.pos[head] in ("NOUN", "PROPN") and words.head[head] != head:
            head = words.head[head]
        for k in words.subtree(head):
            text = words.text[k]
            if len(text) == 4 and text.isdigit() and text[:2] in ("16", "17", "18", "19", "20") and published and int(text) < published.year - 2:
                return True
        return False


@lru_cache(maxsize=1)
def model() -> dict[str, Any]:
    """Return the trained parameters: weights by feature, intercept, calibration and threshold."""
    path = files("standoff.knowledge") / "data" / "events" / "events_model.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def probability(features: dict[str, float]) -> float:
    """Return the calibrated probability that an event with these features is right."""
    parameters = model()
    weights = parameters["weights"]
    raw = parameters["intercept"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    slope, shift = parameters["calibration"]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, slope * raw + shift))))
