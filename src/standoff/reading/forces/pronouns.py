"""Pronouns that stand for forces just named: "they will leave in May", "most of them are at Gao", "others followed"."""

from __future__ import annotations

from standoff.reading.draft import Draft
from standoff.reading.forces.candidates import OF_THEM, Candidate
from standoff.reading.forces.predicates import Predication

# Pronouns of several, and words that stand for a part of several.
_THEY = frozenset({"they", "them"})
_SOME = frozenset({"most", "some", "all", "none", "many", "others", "half", "few", "majority", "rest", "remainder", "bulk", "first", "last", "neither", "both", "each", "part"})
_BARE = frozenset({"others", "some", "most", "all", "none", "both", "neither"})
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos", "ROOT"})
# Phrases that a pronoun goes back to, and how many sentences.
_GRADES = frozenset({"strong", "group", "unit", "name", "weak", "elided", "pronoun"})
_REACH = 2
# What is done with forces that moves or places them.
_DONE = frozenset({"arrive", "send", "withdraw", "leave", "head", "hold", "keep", "host", "reinforce", "alert"})


class Pronouns:
    """Finds pronouns that may stand for forces in one report."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.words = draft, draft.words

    def find(self, others: dict[int, Candidate]) -> dict[int, Candidate]:
        """Return pronouns that may stand for one of the phrases `others`, by token; each knows which in `stands_for`."""
        found: dict[int, Candidate] = {}
        before: list[Candidate] = []
        for i in range(len(self.words)):
            if i in others:
                before.append(others[i])
            if i in others or not self._stands(i):
                continue
            named = self._antecedent(i, before)
            if named is not None:
                one = Candidate(i, i, i + 1, named.category, "pronoun", item=named.item, stands_for=named.head)
                one.hints |= self._hints(i, named)
                found[i] = one
                before.append(one)
        return found

    def _stands(self, i: int) -> bool:
        """Whether token `i` is a pronoun of several in a part that forces may have."""
        words = self.words
        word = words.lower[i]
        if words.dep[i] not in _PARTS:
            return False
        if word in _THEY:
            over = words.head[words.head[i]] if words.dep[i] == "pobj" and words.lower[words.head[i]] == "of" else None
            return over is None or words.lower[over] not in _SOME and words.pos[over] != "NUM"
        if word not in _SOME:
            return False
        of = next((p for p in words.children(i, "prep") if words.lower[p] == "of"), None)
        if of is not None:
            part = words.child(of, "pobj")
            return part is not None and words.lower[part] in OF_THEM
        return word in _BARE and words.pos[i] in ("PRON", "DET", "ADJ", "NOUN") and words.dep[i] in ("nsubj", "nsubjpass", "dobj")

    def _antecedent(self, i: int, before: list[Candidate]) -> Candidate | None:
        """Return the phrase of forces named last that the pronoun can go back to; `before` are those before it, in order."""
        words = self.words
        for named in reversed(before):
            h = named.head
            if words.sent[i] - words.sent[h] > _REACH:
                return None
            if words.block[i] - words.block[h] <= 1 and named.grade in _GRADES and not (words.sent[i] == words.sent[h] and words.head[h] == words.head[i]):
                return None if named.count is not None and named.count.high == 1 else named
        return None

    def _hints(self, i: int, named: Candidate) -> set[str]:
        """Return what speaks for and against the pronoun's going back to the phrase."""
        words = self.words
        rivals = sum(words.tag[t] in ("NNS", "NNPS") and words.dep[t] in ("nsubj", "nsubjpass", "dobj", "pobj") for t in range(named.head + 1, i))
        actor = self.draft.parties.of(i)
        hints = {f"word {words.lower[i]}", f"back {words.sent[i] - words.sent[named.head]}", f"rivals {min(rivals, 3)}", f"of {named.grade}"}
        hints.add("actor none" if actor is None else f"actor {actor.code[3:6] or 'state'}" if actor.code else "actor")
        if words.dep[named.head] == words.dep[i]:
            hints.add("same part")
        return hints


def placed(said: list[Predication]) -> bool:
    """Whether something is said of a pronoun or a group that is said of forces: that they move, fight or are somewhere."""
    return any(p.main in _DONE or "fight" in p.classes for p in said)
