"""What is seen on the way to an event that speaks for it or against it: the features of the model in `confidence`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from standoff.knowledge.patterns import domain_words
from standoff.mentions import Party
from standoff.reading.draft import Draft
from standoff.reading.events.nouns import Nouns
from standoff.reading.events.senses import hyphenated
from standoff.reading.statements.attribution import covering

if TYPE_CHECKING:
    from standoff.reading.events import Candidate

_PARTS = ("sport", "fiction", "weather", "business", "science", "leisure", "past", "speculation", "accident", "rule")
_FORCES = frozenset({"TROOPS", "POLICE", "SHIP", "AIRCRAFT", "WEAPON", "CROWD", "PARTY", "PEACEKEEPER", "AIDWORKER", "PERSON", "ACTOR"})
_YEAR = re.compile(r"(1[0-9]\d\d|20\d\d)s?$")
# Nouns of public affairs: where there are none, what is told is private.
_PUBLIC = frozenset(
    "LEADERS TROOPS POLICE WEAPON SHIP AIRCRAFT SANCTIONS CEASEFIRE PROTEST REGIME MISSION DIPLOMAT EMERGENCY CURFEW BLOCKADE PEACEKEEPER "
    "ACTORORG FIGHTING PRISONER ASYLUM WARCRIME ABUSE PEACE TALKS AGREEMENT RIGHTS MILAID HUMAID INSPECTOR AIDWORKER".split()
)
# The result of a match.
_RESULT = re.compile(r"\d{1,2}[-–]\d{1,2}$")
_VOTES = frozenset("vote ballot majority resolution senate parliament aged age year day percent % hour".split())
# Up to so many sentences are a note rather than a report.
_SHORT = 3
_SUBORDINATE = frozenset({"relcl", "acl", "advcl", "pcomp", "ccomp", "xcomp"})


class Evidence:
    """What the sentences of one report say for and against the events in them."""

    def __init__(self, draft: Draft, candidates: list[Candidate], nouns: Nouns | None = None) -> None:
        self.draft = draft
        self.words = draft.words
        self.nouns = nouns or Nouns(draft)
        self.candidates = candidates
        self.report = len(self.words.sents) > _SHORT
        self._domains: dict[int, dict[str, int]] = {}
        self._tokens: dict[int, set[str]] = {}
        self._states: dict[int, int] = {}
        self._frames: dict[int, dict[str, float]] = {}
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
        found = {domain for name in names for domain in lexicon.get(name, ())}
        return found | {"sport"} if self._result(k) else found

    def _result(self, k: int) -> bool:
        """Whether token `k` begins a result ("3-1") that is none of a vote, in one token or cut in three."""
        words = self.words
        if not words.text[k][0].isdigit() or any(words.lemma[near] in _VOTES for near in range(max(0, k - 4), min(len(words), k + 6))):
            return False
        cut = k + 2 < len(words) and words.end[k] == words.start[k + 1] and words.end[k + 1] == words.start[k + 2]
        return _RESULT.match("".join(words.text[k : k + 3]) if cut else words.text[k]) is not None

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
        out |= self._frame(sentence)
        public = sum(bool(self.nouns.of(k) & _PUBLIC) for k in range(*words.sents[sentence]) if words.pos[k] in ("NOUN", "PROPN") and k != head)
        out["public"], out["private"] = min(public, 4) / 4, float(public == 0)
        out["old"] = float(self._old(candidate))
        out["old sentence"], out["age"] = self._age(sentence)
        out["old noun"] = out["old"] * float(noun or words.dep[head] in ("relcl", "acl", "advcl"))
        out["question"] = float(words.text[words.sents[sentence][1] - 1] == "?")
        out["conditional"] = float(candidate.mood.conditional)
        out |= self._sectors(candidate)
        out |= self._form(candidate)
        out |= self._telling(candidate)
        return out

    def _sectors(self, candidate: Candidate) -> dict[str, float]:
        """Who they are, and whether both are of one country."""
        source, target = _sector(candidate.source), _sector(candidate.target)
        ours, theirs = ({p.country for p in side if p.country} for side in (candidate.source, candidate.target))
        return {
            f"source={source}": 1.0,
            f"target={target}": 1.0,
            f"{candidate.type}<{source}": 1.0,
            f"{candidate.type}>{target}": 1.0,
            "domestic": float(bool(ours & theirs)),
            "abroad": float(bool(ours) and bool(theirs) and not ours & theirs),
            f"{candidate.type} domestic": float(bool(ours & theirs)),
        }

    def _form(self, candidate: Candidate) -> dict[str, float]:
        """How the trigger stands in its clause."""
        words, head = self.words, candidate.coded.head
        noun = words.pos[head] in ("NOUN", "PROPN")
        out = {f"root={candidate.code[:2]}": 1.0, f"code={candidate.code[:3]}": 1.0, f"word={words.lemma[head]}": 1.0}
        if noun:
            dets = {words.lower[k] for k in words.kids[head] if words.dep[k] in ("det", "poss")}
            form = "the" if dets & {"the", "this", "that", "these", "those"} else "a" if dets & {"a", "an"} else "bare" if not dets else "other"
            out[f"noun {form}"] = 1.0
            out["noun plural"] = float(words.tag[head] in ("NNS", "NNPS"))
            if words.dep[head] == "pobj":
                out[f"noun after {words.lower[words.head[head]]}"] = 1.0
            above = next((k for k in words.ancestors(head) if words.pos[k] in ("VERB", "AUX")), None)
            out["noun without verb"] = float(above is None)
            if above is not None:
                # "a strike is": what a thing is by nature is no news of one
                out["noun of being"] = float(words.lemma[above] == "be" and words.tag[above] in ("VBZ", "VBP") and words.dep[head] in ("nsubj", "attr"))
                out["noun of present"] = float(words.tag[above] in ("VBZ", "VBP"))
            out["noun under event"] = float(above in self._heads_of(words.sent[head]))
        else:
            out[f"verb {words.tag[head]}"] = 1.0
            for aux in words.auxiliaries(head)[:1]:
                out[f"after {aux}"] = 1.0
            out["refused by form"] = float(candidate.coded.families == ("refuse",) and candidate.coded.head == candidate.coded.inner)
            out["verb below"] = float(words.dep[head] in _SUBORDINATE)
            out["verb without subject"] = float(candidate.subject is None)
        return out

    def _telling(self, candidate: Candidate) -> dict[str, float]:
        """Where in the report the event is told, in whose words, and whether it was told before."""
        words, head = self.words, candidate.coded.head
        sentence = words.sent[head]
        out = {"report": float(self.report), "lead": float(self.report and sentence < 2), "late": float(self.report and sentence * 3 > 2 * len(words.sents))}
        statement = covering(self.draft, head)
        if statement is not None:
            direct = statement.value.kind == "direct"
            out["quoted"], out["reported"] = float(direct), float(not direct)
            out[f"{candidate.type} quoted"] = float(direct)
        earlier = [c for c in self.candidates if c.coded.head < head and c.type == candidate.type]
        out["told before"] = float(bool(earlier))
        out["word before"] = float(any(words.lemma[c.coded.head] == words.lemma[head] for c in earlier))
        out["told in sentence"] = float(any(words.sent[c.coded.head] == sentence for c in earlier))
        if words.pos[head] in ("NOUN", "PROPN"):
            out["noun told before"] = out["told before"]
        return out

    def _heads_of(self, sentence: int) -> set[int]:
        return {c.coded.head for c in self.candidates if self.words.sent[c.coded.head] == sentence}

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

    def _frame(self, sentence: int) -> dict[str, float]:
        """What the sentence as a whole is about: its first phrase ("In the thriller, ") and the subject of its main verb."""
        known = self._frames.get(sentence)
        if known is None:
            words = self.words
            first, last = words.sents[sentence]
            root = next((k for k in range(first, last) if words.dep[k] == "ROOT"), first)
            opening = self._kinds(range(first, min(first + 7, root)))
            subject = words.child(root, "nsubj", "nsubjpass")
            about = self._kinds(words.subtree(subject)[:9]) if subject is not None else set()
            known = {f"opening={d}": 1.0 for d in opening} | {f"about={d}": 1.0 for d in about}
            known["about"] = float(any(not d.endswith("?") for d in about))
            self._frames[sentence] = known
        return known

    def _kinds(self, tokens: Iterable[int]) -> set[str]:
        """Return the domains of some tokens."""
        lexicon = domain_words()
        return {d for k in tokens for d in self._of_token(k, lexicon)}

    def _heads(self, candidate: Candidate) -> tuple[float, float]:
        """Whether who acts, and what is acted upon, is of a domain without political events."""
        words, lexicon = self.words, domain_words()
        subject = candidate.subject
        def weight(tokens: Iterable[int]) -> float:
            kinds = {d for k in tokens if words.pos[k] in ("NOUN", "PROPN", "ADJ") for d in self._domains_of(k, lexicon)}
            return 1.0 if any(not d.endswith("?") for d in kinds) else 0.4 * bool(kinds)

        source = weight(words.subtree(subject)[:8]) if subject is not None else 0.0
        return source, weight(k for k in words.kids[candidate.coded.head] if words.dep[k] in ("dobj", "nsubjpass", "compound", "amod", "attr"))

    def _age(self, sentence: int) -> tuple[float, float]:
        """Whether the sentence names years, and all of them well before the report's, and how long before."""
        published = self.draft.published
        first, last = self.words.sents[sentence]
        years = [int(found[1]) for text in self.words.text[first:last] if (found := _YEAR.match(text))]
        if not years or published is None:
            return 0.0, 0.0
        age = published.year - max(years)
        return float(age > 2), min(max(age, 0), 60) / 60

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


def _sector(side: tuple[Party, ...]) -> str:
    """Return the sector of the first party with a code, "state" for a state itself, "words" for what has none."""
    code = next((p.code for p in side if p.code), None)
    if code is None:
        return "words" if side else "none"
    if code[:3] in ("IGO", "IMG", "NGO"):
        return code[:3]
    return code[3:6] or ("state" if any(p.country for p in side) else code)
