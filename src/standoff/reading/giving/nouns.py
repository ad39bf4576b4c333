"""Noun phrases of aid: what is given, of which kind, and how much."""

from __future__ import annotations

from dataclasses import dataclass, field

from standoff.knowledge.aid import aid_words
from standoff.knowledge.forces import forces
from standoff.knowledge.measures import shared_currencies
from standoff.mentions import Amount, Quantity
from standoff.reading.draft import Draft, Found
from standoff.reading.forces.scene import Scene

_NOUNS = frozenset({"NOUN", "PROPN"})
# "aid worth $5m", "a package of $5m", "assistance valued at up to $5m", "$5m in aid"
_OF_MONEY = frozenset({"worth", "of", "at", "in", "to", "for", "with", "as", "totalling", "totaling", "including"})
_OF_SUM = frozenset({"of", "worth", "totalling", "totaling"})
_WORTH = frozenset({"valued", "worth", "totalling", "totaling", "costing", "estimated", "priced"})
# Measures that say how big a thing is, not how much of it is given.
_SIZES = frozenset({"mm", "millimetre", "cm", "m", "metre", "km", "kilometre", "mile", "percent", "%", "hour", "day", "week", "month", "year", "degree", "hp", "mph", "km/h", "knot", "kw", "mw"})


_BULK = frozenset({"tonne", "tonnes", "ton", "tons", "lb", "pounds", "kg", "kilos", "litres", "gallons", "barrels", "sacks", "pallets", "crates", "truckloads", "planeloads", "lorryloads"})


@dataclass(slots=True)
class Gift:
    """A noun phrase that may be aid; `head` carries its syntax, `top` that of its sum where that stands above it, `content` is what it is of."""

    head: int
    first: int
    end: int
    kind: str
    grade: str
    amount: Amount | None = None
    quantity: Found[Quantity] | None = None
    top: int = -1
    content: int = -1
    hints: set[str] = field(default_factory=set)

    @property
    def category(self) -> str:
        """The kind, where features of forces and aid are made alike."""
        return self.kind

    @property
    def count(self) -> Amount | None:
        """The amount, likewise."""
        return self.amount

    @property
    def elided(self) -> bool:
        """Whether only a number stands for the gift."""
        return self.grade == "elided"


class Gifts:
    """Finds the aid phrases of one report."""

    def __init__(self, draft: Draft, scene: Scene) -> None:
        self.draft, self.scene, self.words = draft, scene, draft.words
        self.lexicon = aid_words()
        timed = {t for f in draft.times for t in range(f.first, f.end)}
        self.money: list[Found[Quantity]] = []
        self.counts: dict[int, Found[Quantity]] = {}
        for found in draft.quantities:
            if found.first in timed or (found.value.unit or "").lower() in _SIZES:
                continue
            if self._is_money(found):
                self.money.append(found)
            else:
                self.counts.setdefault(found.head, found)
                for t in range(found.first, found.end):
                    self.counts.setdefault(t, found)
        self.money_at = {t: f for f in self.money for t in (*range(f.first, f.end), f.head)}

    @staticmethod
    def _is_money(found: Found[Quantity]) -> bool:
        unit = found.value.unit or ""
        return len(unit) == 3 and unit.isupper() or unit in shared_currencies()

    def find(self) -> list[Gift]:
        """Return the gifts in the order of the text."""
        words = self.words
        gifts: dict[int, Gift] = {}
        for i in range(len(words)):
            if (sum_ := self.money_at.get(i)) and sum_.first <= i < sum_.end:
                continue
            kind = self._noun(i)
            if kind and not self._is_part(i):
                gifts[i] = self._gift(i, kind)
        for i in list(gifts):
            self._join(i, gifts)
        used: set[int] = set()
        for gift in gifts.values():
            sum_ = self._sum_of(gift)
            if sum_ and id(sum_) not in used:
                used.add(id(sum_))
                self._give(gift, sum_)
        for found in self.money:
            if id(found) not in used and (worth := self._valued(found, gifts)):
                used.add(id(found))
                self._give(worth, found)
            if id(found) not in used:
                i = self._top(found)
                if i not in gifts:
                    gift = Gift(i, found.first, found.end, "financial", "money", top=i)
                    self._give(gift, found)
                    gifts[i] = gift
        for found in self.draft.quantities:
            i = found.head
            if self.counts.get(i) is found and found.first <= i < found.end and i not in gifts and not any(g.quantity is found for g in gifts.values()) and (words.pos[i] == "NUM" or words.lower[i] in _BULK) and words.dep[i] in ("dobj", "pobj", "nsubj", "nsubjpass", "conj", "attr", "appos"):
                gift = Gift(i, found.first, found.end, "other", "elided", top=i, quantity=found)
                unit = self._currency(found)
                gift.amount = Amount(found.value.low, found.value.high, unit or found.value.unit, unit, found.value.span.text)
                if unit:
                    gift.kind, gift.grade = "financial", "money"
                    gift.hints.add("money")
                gifts[i] = gift
        return [gifts[i] for i in sorted(gifts)]

    def _times(self, gift: Gift, found: Found[Quantity]) -> float:
        """Return how many times a sum is given: "two separate $2 billion guarantees" are four."""
        words = self.words
        if words.head[self._top(found)] != gift.head or words.tag[gift.head] not in ("NNS", "NNPS"):
            return 1
        before = (self.counts[t] for t in range(gift.first, found.first) if t in self.counts and words.head[t] == gift.head)
        return next((one.value.low for one in before if one.value.low and one.value.low == one.value.high and one.value.low <= 20), 1)

    def _code(self, found: Found[Quantity]) -> str | None:
        """Return the ISO 4217 code of a sum; of a currency that states share, that of the state nearest before it or else after."""
        codes = shared_currencies().get(found.value.unit or "")
        if codes is None:
            return found.value.unit
        first, end = self.words.sents[self.words.sent[found.first]]
        near = sorted(self.scene.within(first, end), key=lambda m: (m.first > found.first, abs(m.first - found.first)))
        return next((codes[m.country] for m in (*near, *self.scene.marks) if m.country in codes), None)

    def _currency(self, found: Found[Quantity]) -> str | None:
        """Return the currency that a bare sum goes on in: "two billion dollars … and a further 150 million"."""
        words = self.words
        if not any(words.lower[t] in ("million", "billion", "trillion", "bn", "m") for t in range(found.first, found.end)):
            return None
        near = [m for m in self.money if m.first < found.first and words.sent[found.first] - words.sent[m.first] <= 1]
        return near[-1].value.unit if near else None

    def _noun(self, i: int) -> str | None:
        words = self.words
        if words.lower[i].startswith("anti-") or i > 1 and words.text[i - 1] == "-" and words.lower[i - 2] == "anti":
            return None  # "anti-tank and anti-aircraft systems"
        if words.pos[i] not in _NOUNS and words.tag[i][:2] != "NN":
            return "military" if forces().designation(words.text[i]) else None
        if i and (forces().designation(words.text[i - 1]) or words.text[i - 1][:1].isupper() and (named := forces().noun(words.lower[i - 1])) and named.grade == "name"):
            return "military"  # "Pantsir systems"
        if i and (pair := self.lexicon.noun(f"{words.lower[i - 1]} {words.lower[i]}")):
            return pair if pair != "none" else None
        kind = self.lexicon.noun(words.lower[i]) or self.lexicon.noun(words.lemma[i])
        if kind:
            return kind
        if forces().designation(words.text[i]):
            return "military"
        noun = forces().noun(words.lower[i])
        if noun and noun.category not in ("personnel", "units", "other") and (noun.grade != "name" or words.text[i][:1].isupper()):
            return "military"
        return None

    def _is_part(self, i: int) -> bool:
        """Whether noun `i` only modifies another, is who gets something, or the content of a package ("a drawdown of arms" is one gift)."""
        words, h = self.words, self.words.head[i]
        if words.dep[i] == "dobj" and words.lemma[h] in self.lexicon.equips and any(words.lower[p] == "with" and p > i for p in words.children(h, "prep")):
            return True  # "provides hospitals with generators": they receive
        if words.dep[i] in ("compound", "amod", "nmod", "poss", "nummod", "npadvmod") and h > i:
            return True
        if words.dep[i] != "pobj" or words.lower[h] != "of" or words.head[h] in self.money_at or i in self.counts:
            return False
        over = words.head[h]
        if words.lower[over] == "form" and words.lower[over - 1] in ("the", "in") and words.dep[over] == "pobj":
            over = words.head[words.head[over]]  # "support in the form of shells"
        return over not in self.money_at and self._noun(over) is not None

    def _join(self, i: int, gifts: dict[int, Gift]) -> None:
        """Join goods to the list that they stand in: "blankets, tents and stoves" is one gift unless the parts are counted."""
        words = self.words
        if words.dep[i] != "conj":
            return
        first = words.first_conjunct(i)
        lead, gift = gifts.get(first), gifts[i]
        if lead and gift.quantity is None and gift.amount is None and not any(words.lemma[t] in self.lexicon.called or words.lower[t] in self.lexicon.called for t in (first, i)):
            lead.end = max(lead.end, gift.end)
            del gifts[i]

    def _gift(self, i: int, kind: str) -> Gift:
        words = self.words
        first, end = words.left[i], i + 1
        for t in range(words.left[i], i):
            if words.dep[t] in ("relcl", "prep") or words.pos[t] in ("VERB", "ADP") and words.dep[t] != "amod":
                first = t + 1
        while first < i and words.lower[first] in ("the", "a", "an", "its", "their", "our", "his", "this", "these", "those", "and", "some", ",", "-"):
            first += 1
        near = {words.lower[t] for t in range(first, i)}
        of = -1
        for p in words.children(i, "prep"):
            if words.lower[p] == "of" and (o := words.child(p, "pobj")) is not None and o not in self.money_at:
                of, content = o, self._noun(o)
                if content or words.lower[i] in ("tonne", "ton", "container", "load"):
                    end = o + 1
                    kind = content if kind == "open" and content and content != "open" else kind
                    near |= {words.lower[t] for t in range(words.left[o], o + 1)}
        said = next((self.lexicon.kinds[w] for w in sorted(near) if w in self.lexicon.kinds), None)
        gift = Gift(i, first, end, kind, self._grade(i, kind), top=i, content=of)
        if of >= 0:
            gift.hints.add(f"of {self._noun(of) or 'other'}")
        if kind == "open":
            gift.kind = said or "other"
        elif said and said in ("military", "humanitarian") and kind in ("open", "financial", "other"):
            gift.kind = said
        if said:
            gift.hints.add("kinded")
        if quantity := self._count(i, first):
            gift.quantity = quantity
            gift.amount = Amount(quantity.value.low, quantity.value.high, quantity.value.unit or words.lower[i], None, quantity.value.span.text)
            gift.first = min(gift.first, quantity.first) if quantity.first < i else gift.first
        elif words.tag[i] in ("NN", "NNP") and any(words.lower[k] in ("a", "an", "one") for k in words.kids[i]) and gift.grade != "open" and kind != "financial":
            gift.amount = Amount(1, 1, words.lower[i], None, words.text[i])
        return gift

    def _grade(self, i: int, kind: str) -> str:
        """Return how surely noun `i` is aid: ``open`` aid by name, ``arms`` may be forces as well, ``plain`` daily things, ``sure`` goods."""
        words = self.words
        if kind == "open":
            return "open"
        noun = forces().noun(words.lower[i])
        if forces().designation(words.text[i]) or noun and noun.category not in ("personnel", "units", "other"):
            return "arms"
        word = words.lower[i] if words.lower[i] in self.lexicon.nouns else words.lemma[i]
        return "plain" if word in self.lexicon.plain else "sure"

    def _count(self, i: int, first: int) -> Found[Quantity] | None:
        """Return the count of noun `i`: before it, or a measure that it is "of" ("200 tonnes of flour")."""
        words = self.words
        if found := self.counts.get(i):
            return found
        for t in range(i - 1, first - 1, -1):
            if (found := self.counts.get(t)) and (words.head[t] == i or words.head[words.head[t]] == i):
                return found
        h = words.head[i]
        if words.dep[i] == "pobj" and words.lower[h] == "of" and (found := self.counts.get(words.head[h])):
            return found
        return None

    def _top(self, found: Found[Quantity]) -> int:
        """Return the token of a sum that carries its syntax."""
        words = self.words
        inside = range(found.first, found.end)
        return next((t for t in inside if words.head[t] not in inside), found.head)

    def _sum_of(self, gift: Gift) -> Found[Quantity] | None:
        """Return the sum of money that a gift is worth."""
        words, i = self.words, gift.head
        sentence = words.sents[words.sent[i]]
        best: tuple[int, Found[Quantity]] | None = None
        for found in self.money:
            if not sentence[0] <= found.first < sentence[1]:
                continue
            top = self._top(found)
            holders = [*words.conjuncts(i), *([gift.content] if gift.content >= 0 else []), *self._measure(i)]
            link = next((n for t in holders if (n := self._linked(t, top, found))), 0)
            if link and (best is None or link < best[0]):
                best = (link, found)
        return best[1] if best else None

    def _measure(self, i: int) -> list[int]:
        """Return the noun that says how much of noun `i` there is: "the total amount of aid"."""
        words, h = self.words, self.words.head[i]
        over = words.head[h]
        return [over] if words.dep[i] == "pobj" and words.lower[h] == "of" and words.lemma[over] in self.lexicon.measures else []

    def _valued(self, found: Found[Quantity], gifts: dict[int, Gift]) -> Gift | None:
        """Return the gift that a sum far from it is the worth of: "a drawdown from our stocks, …, valued at up to $5m"."""
        words = self.words
        at = words.head[self._top(found)]
        if words.lower[at] == "to" and (raised := self._raised(at)) is not None:
            return next((g for i, g in gifts.items() if "money" not in g.hints and raised in (i, *self._measure(i))), None)
        verb = words.head[at] if words.pos[at] == "ADP" else at
        measure = words.lemma[verb] in self.lexicon.measures and words.dep[verb] == "pobj"  # "a package …, with a value of $5m"
        if not measure and words.lower[verb] not in _WORTH or verb > found.first or words.sent[verb] != words.sent[found.first]:
            return None
        first = words.sents[words.sent[verb]][0]
        before = [g for i, g in gifts.items() if first <= i < verb and "money" not in g.hints]
        tops = [g for g in before if not any(a in gifts for a in words.ancestors(g.head) if first <= a < verb)]
        return tops[-1] if tops else None

    def _raised(self, at: int) -> int | None:
        """Return what is raised to the sum behind the "to" at token `at`, whatever the parse hangs it on: "doubles aid since the start of the war to $5m"."""
        words = self.words
        verb = next((t for t in range(at - 1, words.sents[words.sent[at]][0] - 1, -1) if words.pos[t] == "VERB"), None)
        return words.child(verb, "dobj") if verb is not None and words.lemma[verb] in self.lexicon.raises else None

    def _linked(self, i: int, top: int, found: Found[Quantity]) -> int:
        """Return how closely a sum belongs to noun `i`: 1 closest, 0 not at all."""
        words = self.words
        if found.head == i or top == i:
            return 1
        if words.head[top] == i and words.dep[top] in ("compound", "nummod", "amod", "nmod", "appos", "quantmod", "npadvmod", "poss"):
            return 1
        h = words.head[top]
        # noun … of / worth / valued at sum
        if words.pos[h] == "ADP" or words.lower[h] in _OF_MONEY or words.pos[h] in ("ADJ", "VERB"):
            over = h
            for _ in range(3):
                if words.head[over] == i and words.dep[over] in ("prep", "acl", "relcl", "amod", "advcl", "appos") and over > i:
                    return 1 if words.lower[h] in _OF_MONEY else 2
                if words.head[over] == over:
                    break
                over = words.head[over]
        # sum in / of / for noun
        if words.dep[i] == "pobj" and words.lower[words.head[i]] in ("in", "of", "as", "for") and words.head[words.head[i]] in (top, found.head):
            return 1 if words.lower[words.head[i]] != "for" else 3
        # "aid amounts to", "brings the total aid to"
        verb = words.head[i]
        if words.dep[i] in ("dobj", "nsubjpass") and words.lower[h] in _OF_SUM and i < top and verb in words.ancestors(h) and all(words.pos[t] != "VERB" for t in range(i, h)):
            return 2  # "offers a guarantee to Chad of up to $5m"
        if words.dep[i] == "nsubj" and words.child(verb, "dobj") is not None:
            return 0  # "this gift brings the total to $5m"
        if words.dep[i] in ("nsubj", "dobj", "nsubjpass") and words.lower[h] in ("to", "at") and words.head[h] == verb and words.lemma[verb] in ("bring", "amount", "total", "put", "raise", "increase", "price", "value", "come", "set", "lift", "double", "cap", "take"):
            return 2
        if words.dep[i] == "pobj" and words.head[top] == words.head[words.head[i]] and words.dep[top] == "attr":
            return 4
        return 0

    def _give(self, gift: Gift, found: Found[Quantity]) -> None:
        """Set a sum as the amount of a gift; its verb is looked for above whichever of the two stands higher."""
        words, quantity = self.words, found.value
        if gift.quantity is not None:
            gift.hints.add("counted")
        times = self._times(gift, found)
        low, high = (None if bound is None else bound * times for bound in (quantity.low, quantity.high))
        gift.amount = Amount(low, high, quantity.unit, self._code(found), quantity.span.text)
        gift.quantity = found
        gift.hints.add("money")
        top = self._top(found)
        if top != gift.head and top in set(words.ancestors(gift.head)):
            gift.top = top
