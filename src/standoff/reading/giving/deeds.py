"""Help by deeds, with nothing named that is given: "trains Malian soldiers", "will help Chad to rebuild its bridges"."""

from __future__ import annotations

from standoff.knowledge.aid import aid_words
from standoff.knowledge.forces import forces
from standoff.mentions import Amount, Quantity
from standoff.reading.draft import Draft, Found
from standoff.reading.giving.nouns import Gift
from standoff.reading.words import Words

# What a deed has beside it that is given: then that is the gift, and the verb only hands it over.
_BESIDE = frozenset({"with", "through", "by", "for", "in"})
# Whom a verb helps, or what it hands over.
_HELPED = frozenset({"dobj", "nsubjpass"})


class Deeds:
    """Finds deeds of help in one report."""

    def __init__(self, draft: Draft, counts: dict[int, Found[Quantity]]) -> None:
        self.words, self.counts, self.verbs = draft.words, counts, aid_words().deeds

    def find(self, gifts: dict[int, Gift]) -> dict[int, Gift]:
        """Return deeds as gifts by the token of their verb; `gifts` are the things given, by the token of their noun."""
        words = self.words
        found: dict[int, Gift] = {}
        for v in range(len(words)):
            kind = self.verbs.get(words.lemma[v]) if words.pos[v] == "VERB" and words.dep[v] != "amod" else None
            if kind is None:
                continue
            helped = self._helped(v)
            if helped is None and words.lemma[v] != "contribute" or helped in gifts or any(self._hands_over(t, gifts) for t in (v, helped) if t is not None):
                continue
            found[v] = self._deed(v, helped, kind)
        return found

    def _helped(self, v: int) -> int | None:
        """Return who is helped by the deed of verb `v`, as it says itself."""
        words = self.words
        helped = words.child(v, *_HELPED)
        if helped is None and words.dep[v] in ("acl", "relcl") and words.tag[v] == "VBN":
            return words.head[v]  # "crews trained at Kochi"
        return helped

    def _hands_over(self, t: int, gifts: dict[int, Gift]) -> bool:
        """Whether a thing that is given stands by token `t`, the verb or whom it helps: "helps Chad with tents"."""
        words = self.words
        return any(words.lower[p] in _BESIDE and words.child(p, "pobj") in gifts for p in words.children(t, "prep"))

    def _deed(self, v: int, helped: int | None, kind: str) -> Gift:
        words = self.words
        gift = Gift(v, v, v + 1, kind, "deed", top=v)
        gift.hints.add(f"deed {words.lemma[v]}")
        if helped is None:
            to = next((p for p in self.words.children(v, "prep") if words.lower[p] == "to"), None)
            gift.content = (words.child(to, "pobj") if to is not None else None) or -1  # "contribute to the joint force"
            return gift
        gift.content = helped
        if helped > v:
            gift.end = helped + 1
        gift.hints.add(f"helps {who_is(words, helped)}")
        if (counted := self.counts.get(helped)) is not None:
            gift.quantity = counted
            gift.amount = Amount(counted.value.low, counted.value.high, words.lower[helped], None, counted.value.span.text)
        return gift


def who_is(words: Words, i: int) -> str:
    """Return what kind of thing noun `i` is, who is helped: ``forces``, a ``name``, ``them``, ``thing``."""
    if words.pos[i] == "PRON":
        return "them"
    if forces().noun(words.lower[i]) is not None:
        return "forces"
    return "name" if words.pos[i] == "PROPN" else "thing"


def is_purpose(words: Words, deed: int, gifts: set[int]) -> bool:
    """Whether a deed is only what one of the gifts is for: under the gift, or under the verb that hands it over ("pledged a sum to help them rebuild")."""
    above = gifts | {words.head[gift] for gift in gifts if words.dep[gift] in _HELPED}
    return any(words.lower[k] == "to" and words.dep[k] == "aux" for k in words.kids[deed]) and any(a in above for a in words.ancestors(deed))
