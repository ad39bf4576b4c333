"""What speaks for a status beyond the verb of a phrase: the words and verbs around it, its date, the phrases before it."""

from __future__ import annotations

from standoff.knowledge.moves import moves
from standoff.reading.draft import Draft
from standoff.reading.forces.dates import date_of
from standoff.reading.forces.features import Observation
from standoff.reading.forces.predicates import Predicates

# Mains that leave the status open: no verb of a known class is said of the phrase.
_OPEN = frozenset({"other", "none", "placed", "order", "consider"})
Told = list[tuple[str, int]]


class Moods:
    """Describes the phrases of one report for the decision on their status."""

    def __init__(self, draft: Draft, predicates: Predicates) -> None:
        self.draft, self.words, self.predicates = draft, draft.words, predicates

    def features(self, seen: Observation, before: Told) -> set[str]:
        """Return the features of a phrase; `before` are the statuses of the phrases before it, each with its sentence."""
        c, words = seen.candidate, self.words
        i, main = c.head, seen.main
        p = seen.chosen
        out = set(seen.features)
        out |= {f"rule={seen.status}&tense={p.tense if p else '-'}&main={main}", f"rule={seen.status}&role={p.role if p else '-'}"}
        if c.grade == "open":
            out |= {f"called={words.lemma[i]}", f"called={words.lemma[i]}&rule={seen.status}"}
            if p is not None and p.role == "attr":
                subject = words.child(p.token, "nsubj")
                act = subject is not None and "order" in self.predicates.lexicon.nouns.get(words.lemma[subject], ())
                out |= {f"act={act}", f"act={act}&called={words.lemma[i]}"}  # "this decision is the largest gift", "Chad is the largest donor"
        if p is not None:
            out |= {f"verb={p.lemma}&tense={p.tense}", f"verb={p.lemma}&rule={seen.status}"}
        out |= self._cues(i, main)
        out |= self._verbs(i, main)
        date = date_of(self.draft, p.token if p else i)
        out |= {f"date={date}", f"date={date}&main={main}", f"date={date}&rule={seen.status}"}
        out |= {f"date={date}&tense={p.tense if p else '-'}", f"date={date}&tense={p.tense if p else '-'}&main={main}"}
        if seen.senders and seen.hosts:
            home = f"home={seen.senders[0].country is not None and seen.senders[0].country == seen.hosts[0].country}"
            out |= {f"{home}&main={main}", f"{home}&rule={seen.status}"}
        if before:
            status, sentence = before[-1]
            back = min(words.sent[i] - sentence, 3)
            out |= {f"before={status}|{back}", f"before={status}|{back}|{main}", f"before={status}|{back}|{seen.status}"}
            if c.elided:
                out.add(f"before={status}|elided")
        else:
            out.add("before=none")
        return out

    def _cues(self, i: int, main: str) -> set[str]:
        words = self.words
        first, end = words.sents[words.sent[i]]
        out = set()
        for t in range(first, end):
            word = words.lower[t]
            if words.pos[t] in ("AUX", "PART", "SCONJ") or words.tag[t] in ("MD", "RB", "IN") or words.dep[t] == "neg" or word in ("no", "none", "neither"):
                near = "l" if i - 6 <= t < i else "r" if i < t <= i + 6 else ""
                if main in _OPEN:
                    out.add(f"cue={word}")
                if near:
                    out |= {f"cue={word}|{near}", f"cue={word}|{near}|{main in _OPEN}"}
        return out

    def _verbs(self, i: int, main: str) -> set[str]:
        """Return what the sentence's main verb and the verbs beside the phrase say."""
        words = self.words
        first, end = words.sents[words.sent[i]]
        out = set()
        root = next((t for t in range(first, end) if words.head[t] == t), first)
        left = next((t for t in range(i - 1, first - 1, -1) if words.pos[t] == "VERB"), None)
        right = next((t for t in range(i + 1, end) if words.pos[t] == "VERB"), None)
        for name, t in (("root", root), ("left", left), ("right", right)):
            if t is None:
                out.add(f"{name}=none|{main}")
                continue
            tense = self.predicates.tense(t)
            out |= {f"{name}={tense}", f"{name}={tense}|{main}"}
            for k in moves().verbs.get(words.lemma[t], ()) or ("unknown",):
                out |= {f"{name}={k}|{tense}", f"{name}={k}|{main}"}
            out.add(f"{name}verb={words.lemma[t]}")
        return out
