"""From aid phrases to aid."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any, cast

from standoff.knowledge.aid import aid_words
from standoff.mentions import Aid, AidKind, AidStatus, Party
from standoff.reading import places, statements, times
from standoff.reading.draft import Draft, Found
from standoff.reading.forces.assemble import clause
from standoff.reading.forces.features import Observation, armed, describe, observe
from standoff.reading.forces.meaning import Meanings
from standoff.reading.forces.model import AID_THRESHOLD, decide, status_of
from standoff.reading.forces.mood import Moods
from standoff.reading.forces.parties import shares
from standoff.reading.forces.predicates import Predicates, Predication
from standoff.reading.forces.roles import History
from standoff.reading.forces.scene import Scene
from standoff.reading.forces.status import phase
from standoff.reading.giving.choice import MODEL, GiftChoice, kind_of
from standoff.reading.giving.deeds import Deeds, is_purpose
from standoff.reading.giving.nouns import Gift, Gifts
from standoff.reading.giving.roles import SURE, GiftRoles, Memory
from standoff.reading.words import Words

# What is too fine for the examples of aid is left out.
_TOO_FINE = ("tag=", "up1=", "det=", "dep=")


class AidAssembler:
    """Reads the aid of one report."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.words = draft, draft.words
        self.scene = Scene(draft)
        self.roles = GiftRoles(draft, self.scene)
        self.choice = GiftChoice(draft, self.scene)
        self.predicates = Predicates(self.words, aid_words().moves)
        self.moods = Moods(draft, self.predicates)
        self.meanings = Meanings(draft.words)

    def observe(self) -> list[Observation]:
        """Return every aid phrase with what the rules say of it, wanted or not; also what training learns from."""
        draft, words = self.draft, self.words
        things = Gifts(draft, self.scene)
        gifts = things.find()
        deeds = Deeds(draft, things.counts).find({g.head: g for g in gifts} | {g.top: g for g in gifts})
        gifts = sorted([*gifts, *deeds.values()], key=lambda g: g.head)
        density = sum(g.grade in ("open", "sure") for g in gifts)
        heads = {i: "sum" if "money" in g.hints else "thing" for g in gifts for i in (g.head, g.top)}
        told = [(gift, self._said(gift)) for gift in gifts]
        topic = armed(words)
        memory = Memory(usual=self._usual(told))
        seen: list[Observation] = []
        for gift, said in told:
            one = observe(draft, gift, said)
            self._by_rule(one, gift, said, memory)
            one.status = aid_status(one, [o for o in seen if words.block[o.candidate.head] == words.block[gift.head]])
            takers, plain = cast("list[Party]", one.hosts), not one.inferred
            one.features = {f for f in describe(draft, self.scene, one, density, topic) if not f.startswith(_TOO_FINE)} | self._more(one, gift, takers) | told_again(words, one, heads)
            one.vectors = self.meanings.of(gift.head, one.chosen)
            seen.append(one)
            if decide(one, draft.contexts, MODEL) >= AID_THRESHOLD:
                if one.senders and one.owned:
                    memory.donors.append(one.senders[0])
                if takers and plain:
                    memory.recipients.append(takers[0])
        for one in seen:
            others = [o for o in seen if o is not one and ("gift" in o.features or "strict" in o.features and o.owned)]
            near = sum(words.sent[o.candidate.head] == words.sent[one.candidate.head] for o in others)
            grade = one.candidate.grade
            one.features |= {f"others={min(len(others), 2)}", f"others={min(len(others), 2)}&grade={grade}", f"near={min(near, 1)}", f"near={min(near, 1)}&grade={grade}"}
        return seen

    def _said(self, gift: Gift) -> list[Predication]:
        """Return what is said of a gift; a deed says itself that something is given."""
        if gift.grade == "deed":
            return [self.predicates.at(gift.head, "deed")]
        return self.predicates.of(gift.top) + ([p for p in self.predicates.of(gift.head) if p.modifies] if gift.top != gift.head else [])

    def _by_rule(self, one: Observation, gift: Gift, said: list[Predication], memory: Memory) -> None:
        """Set who gives and who receives as the rules have it."""
        one.rungs = self.roles.donors(gift, said, memory)
        giving = next(({p.country or p.name for p in parties} for name, parties in one.rungs if parties and name in SURE), set())
        # Nobody is guessed to receive what he is said to give.
        one.taker_rungs = [(name, parties if name in SURE else [p for p in parties if (p.country or p.name) not in giving]) for name, parties in self.roles.recipients(gift, said, memory)]
        rung, takers = next(((name, parties) for name, parties in one.taker_rungs if parties), ("", []))
        taken = {p.country or p.name for p in takers}
        kept = ((name, [p for p in parties if (p.country or p.name) not in taken]) for name, parties in one.rungs)
        by, one.senders = next(((name, parties) for name, parties in kept if parties), ("", []))
        one.owned = by in SURE
        giver = {p.country or p.name for p in one.senders}
        one.hosts = cast("list[Any]", [t for t in takers if (t.country or t.name) not in giver] or takers)
        one.inferred = rung not in SURE

    def _usual(self, told: list[tuple[Gift, list[Predication]]]) -> list[Party]:
        """Return whom the report names as receiving, where it says so outright: others mostly go to the same."""
        counts: Counter[str] = Counter()
        first: dict[str, Party] = {}
        for gift, said in told:
            if any(p.lemma in aid_words().strict or p.main == "send" and gift.grade in ("open", "sure") for p in said):
                sure = next((parties for name, parties in self.roles.recipients(gift, said, Memory()) if parties and name in SURE), [])
                for party in sure[:1]:
                    key = party.country or party.name
                    counts[key] += 1
                    first.setdefault(key, party)
        return [first[counts.most_common(1)[0][0]]] if counts else []

    def _more(self, seen: Observation, gift: Gift, takers: list[Party]) -> set[str]:
        """Return what tells aid from trade, use and loss: does a giver give it to someone."""
        out = {f"kind={gift.kind}", f"grade={gift.grade}&kind={gift.kind}"}
        to = "none" if not takers else "inferred" if seen.inferred else "said"
        by = "said" if seen.owned else "found" if seen.senders else "none"
        if "money" in gift.hints:
            out |= {"money", f"money&main={seen.main}"}
        gives = seen.main in ("send", "order", "consider", "refuse", "withdraw", "host", "reinforce", "arrive")
        trade = any("trap" in p.classes and "send" not in p.classes for p in seen.said)
        out.add(f"gives={gives}&by={by}&to={to}")
        out.add(f"gives={gives}&to={to}&grade={gift.grade}")
        if gives and to == "said" and by != "none" and not trade:
            out |= {"gift", f"gift&grade={gift.grade}", f"gift&main={seen.main}"}
        if trade:
            out.add("trade")
        strict = any(p.lemma in aid_words().strict for p in seen.said)
        if strict and not trade:
            out |= {"strict", f"strict&grade={gift.grade}", f"strict&to={to}", f"strict&by={by}"}
        frame = self.roles.frame(seen.said)
        if frame:
            out |= {f"frame={frame}", f"frame={frame}&grade={gift.grade}", f"frame={frame}&to={to}", f"frame={frame}&by={by}"}
        if seen.senders and takers and (seen.senders[0].country or seen.senders[0].name) == (takers[0].country or takers[0].name):
            out.add("self")
        return out

    def run(self) -> list[Found[Aid]]:
        """Return the aid of the report in the order of the text."""
        found: list[Found[Aid]] = []
        history = History()
        judged = [(seen, decide(seen, self.draft.contexts, MODEL)) for seen in self.observe()]
        likely = [(seen, p) for seen, p in judged if p >= AID_THRESHOLD]
        tops = {seen.candidate.top for seen, _ in likely if seen.candidate.grade != "deed"}
        for seen, confidence in likely:
            if seen.candidate.grade == "deed" and is_purpose(self.words, seen.candidate.head, tops):
                continue
            self.choice.settle(seen, history)
            seen.status = status_of(self.moods.features(seen, history.statuses), MODEL)
            history.statuses.append((seen.status, self.words.sent[seen.candidate.head]))
            for senders in shares(self.words, seen.candidate.head, seen.candidate.count is not None, seen.senders):
                found.append(self._aid(replace(seen, senders=senders), confidence, len(found) + 1))
        return found

    def _aid(self, seen: Observation, confidence: float, number: int) -> Found[Aid]:
        draft, status = self.draft, seen.status
        gift = cast(Gift, seen.candidate)
        takers = cast("list[Party]", seen.hosts)
        trigger = seen.chosen.token if seen.chosen else gift.head
        first, end = clause(self.words, seen)
        aid = Aid(
            id=f"m{number}",
            evidence=draft.span(first, end),
            attribution=statements.attribution_of(draft, trigger),
            polarity="denied" if status == "ruled_out" else "affirmed",
            when=times.when_of(draft, trigger),
            where=places.where_of(draft, trigger),
            confidence=round(confidence, 3),
            donor=seen.senders[0] if seen.senders else None,
            recipient=takers[0] if takers else None,
            kind=cast(AidKind, kind_of(seen)),
            what=draft.span(gift.first, max(gift.end, gift.head + 1)),
            amount=gift.amount,
            status=cast(AidStatus, "delivered" if status == "in_place" else status),
            of=None,
        )
        return Found(gift.first, max(gift.end, gift.head + 1), gift.head, aid)


def told_again(words: Words, seen: Observation, heads: dict[int, str]) -> set[str]:
    """Return what tells a gift from a second word for one: "this funding", "in support of", part of a name, under or over another gift.

    `heads` are the tokens of the report's gifts, each with ``sum`` or ``thing``.
    """
    i, grade = seen.candidate.head, seen.candidate.grade
    sum_ = "sum" if "money" in seen.candidate.hints else "counted" if seen.candidate.quantity else "bare"
    before = next((words.lower[k] for k in words.kids[i] if k < i and words.dep[k] == "det"), "")
    which = "back" if before in _BACK else before if before in ("the", "a", "an", "no", "any") else "owned" if any(words.dep[k] == "poss" for k in words.kids[i]) else "none"
    out = {f"which={which}|{sum_}", f"which={which}|{grade}"}
    if words.tag[i].startswith("NNP") and i and words.tag[i - 1].startswith("NNP"):
        out |= {"in name", f"in name|{sum_}"}
    over = next((a for a in words.ancestors(i) if a in heads and a != seen.candidate.top), None)
    if over is not None:
        near = "np" if all(words.pos[a] not in ("VERB", "AUX") for a in words.ancestors(i) if min(over, i) < a < max(over, i)) else "clause"
        out |= {f"under={heads[over]}|{sum_}", f"under={heads[over]}|{near}|{sum_}", f"under={near}|{grade}"}
    below = [t for t in words.subtree(i) if t != i and t in heads and t != seen.candidate.top]
    if below:
        out |= {f"over={heads[below[0]]}|{sum_}", f"over={heads[below[0]]}|{grade}"}
    p = seen.chosen
    if p is not None:
        if p.lemma in _CONTAINS:
            out |= {f"contains={p.role}|{sum_}", f"contains={p.role}|{grade}"}
        beside = sorted({heads[t] for k in words.kids[p.token] for t in (k, *(words.kids[k] if words.dep[k] == "prep" else ())) if t in heads and t not in (i, seen.candidate.top)})
        out |= {f"beside={b}|{sum_}|{p.role.split(':')[0]}" for b in beside}
    return out


_BACK = frozenset({"this", "that", "these", "those", "such"})
_CONTAINS = frozenset({"include", "contain", "comprise", "consist", "feature", "cover"})


def aid_status(seen: Observation, before: list[Observation]) -> str:
    """Return the status of a gift: what nobody is said to have given is not delivered, but as the gift before it."""
    p = seen.chosen
    if seen.status != "in_place":
        return seen.status
    if p is None or p.main is None or p.lemma in _CONTAINS:
        return before[-1].status if before and "strict" in before[-1].features else "ordered"
    if p.main == "hold" and phase(p.tense) == 2:
        return "under_way"
    return seen.status
