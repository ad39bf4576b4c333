"""Classes of noun phrases: what an object, subject or modifier is, as far as the event patterns care."""

from __future__ import annotations

import re

from standoff.knowledge.patterns import noun_classes
from standoff.reading.draft import Draft

ACTORS = frozenset({"ACTOR", "PERSON", "LEADERS"})
_PERSONAL = frozenset("he she him her they them who we us me i himself herself themselves someone anyone everybody".split())
# Classes that hold so many nouns that a closer one should win.
_BROAD = frozenset({"PERSON", "ACTOR", "PLACENAME", "COUNTRYNOUN", "LEADERS", "ACTORORG", "CROWD", "TARGET", "PLACE", "POLICY"})
_EMPTY: frozenset[str] = frozenset()
_WHERE = frozenset({"ACTOR", "ACTORORG", "PLACENAME", "COUNTRYNOUN", "PLACE"})


_DESIGNATION = re.compile(r"^[a-z]{1,4}-\d{1,3}[a-z]{0,2}$")


class Nouns:
    """The classes of a report's nouns, worked out once for each token that is asked for."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.words = draft.words
        self.lexicon, self.codes = noun_classes()
        self._head: dict[int, frozenset[str]] = {}
        self._around: dict[int, frozenset[str]] = {}
        self._names: dict[int, list[str]] = {}
        self._below: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        self.place_heads = {found.head for found in draft.places}

    def actor(self, i: int) -> bool:
        """Whether token `i` heads a phrase that can act: a known party, or a name or person by its form."""
        return bool(self.of(i) & ACTORS)

    def of(self, i: int) -> frozenset[str]:
        """Return the classes of the noun phrase headed by `i`, by its head alone."""
        known = self._head.get(i)
        if known is None:
            known = self._head[i] = self._classes(i)
        return known

    def _classes(self, i: int) -> frozenset[str]:
        words = self.words
        lemma = words.lemma[i]
        found: set[str] = set()
        for text in self.names(i):
            found |= self.lexicon.get(text, _EMPTY)
            if found:
                break
        label = words.ent[i]
        if label in ("PERSON", "NORP", "ORG", "GPE") or (i in self.place_heads and words.pos[i] == "PROPN"):
            found.add("ACTOR")
        if label in ("GPE", "LOC", "FAC") or i in self.place_heads:
            found |= {"PLACENAME", "COUNTRYNOUN"}
        if label == "PERSON" and words.pos[i] == "PROPN":
            found |= {"PERSON", "LEADERS"}
        if label == "NORP":
            found |= {"PERSON", "CROWD"} if words.tag[i] in ("NNPS", "NNS") else {"PERSON"}
        if _DESIGNATION.match(lemma) and words.pos[i] in ("NOUN", "PROPN"):
            # "F-16s", "T-72", "S-400": aircraft, ships and guns have names of this form
            found |= {"AIRCRAFT", "WEAPON", "MILAID"}
        if label == "ORG" and words.pos[i] == "PROPN":
            found.add("ACTORORG")
        if lemma in _PERSONAL or words.lower[i] in _PERSONAL:
            found |= {"PERSON", "ACTOR", "LEADERS", "CROWD"}
        if "ACTOR" not in found and words.pos[i] in ("NOUN", "PROPN", "PRON") and self.draft.parties.of(i) is not None:
            found.add("ACTOR")
        return frozenset(found)

    def names(self, i: int) -> list[str]:
        """Return the ways to look up a noun: with the word before it, then alone."""
        known = self._names.get(i)
        if known is None:
            known = self._names[i] = self._name(i)
        return known

    def below(self, i: int) -> tuple[frozenset[str], frozenset[str]]:
        """Return the words and the classes of what stands below token `i`, its subject aside, within reach."""
        known = self._below.get(i)
        if known is None:
            words = self.words
            subject = words.child(i, "nsubj", "nsubjpass")
            skip = words.subtree(subject) if subject is not None else range(0)
            texts: set[str] = set()
            classes: set[str] = set()
            for k in words.subtree(i):
                if k == i or k in skip or abs(k - i) > 25:
                    continue
                texts.add(words.lemma[k])
                texts.add(words.lower[k])
                if words.pos[k] in ("NOUN", "PROPN", "ADJ", "ADV"):
                    texts.update(self.names(k))
                    classes |= self.of(k)
            known = self._below[i] = frozenset(texts), frozenset(classes)
        return known

    def _name(self, i: int) -> list[str]:
        words = self.words
        out = []
        if i + 2 < len(words.lower) and words.lower[i + 1] == "of":
            out.append(f"{words.lemma[i]} of {words.lemma[i + 2]}")
        for back in (2, 1):
            if i >= back and words.sent[i - back] == words.sent[i]:
                before = words.lemma[i - back : i]
                if back == 2 and before[1] == "-":
                    out.append(f"{before[0]}-{words.lemma[i]}")
                out.append(" ".join([*before, words.lemma[i]]))
                if words.lower[i] != words.lemma[i]:
                    out.append(" ".join([*before, words.lower[i]]))
        if words.tag[i] == "NNPS":
            # a noun that begins a sentence may be taken for a name, and its lemma is its plural
            return [*out, words.lower[i].removesuffix("s"), words.lower[i]]
        return [*out, words.lemma[i], words.lower[i]]

    def owned(self, i: int) -> bool:
        """Whether a noun says whose it is: "Accra's plea", "a plea from Accra"."""
        words = self.words
        for k in words.kids[i]:
            if words.dep[k] == "poss" and self.actor(k) or words.dep[k] in ("amod", "compound") and words.ent[k] in ("NORP", "GPE"):
                return True
            if words.dep[k] == "prep" and words.lower[k] in ("from", "by", "of") and any(self.actor(deep) for deep in words.children(k, "pobj")):
                return True
        return False

    def compound(self, i: int) -> bool:
        """Whether the noun's classes come from a name of several words ("aid worker")."""
        return any(name in self.lexicon for name in self.names(i)[:-2])

    def around(self, i: int) -> frozenset[str]:
        """Return further classes: of a quantity's or shell noun's complement and of the noun's modifiers."""
        known = self._around.get(i)
        if known is None:
            known = self._around[i] = self._more(i)
        return known

    def _more(self, i: int) -> frozenset[str]:
        words = self.words
        found: set[str] = set()
        own = self.of(i)
        through = "TRANSPARENT" in own or words.pos[i] == "NUM"
        for k in words.kids[i]:
            dep = words.dep[k]
            if dep in ("compound", "nmod"):
                found |= self.of(k) - ACTORS - {"PLACENAME", "COUNTRYNOUN", "TRANSPARENT", "ACTORORG", "CROWD"}
            elif dep == "prep" and words.lower[k] in ("of", "for", "in") and (through or "SHELL" in own):
                for deep in words.children(k, "pobj"):
                    # "talks in Cairo" are talks, not a city
                    found |= self.of(deep) - _WHERE if words.lower[k] == "in" else self.of(deep)
                    found |= self._more(deep) if words.lower[k] == "of" and deep > i else _EMPTY
        return frozenset(found)

    def latent(self, i: int) -> str | None:
        """Return the code that a noun stands for as the complement of another verb, or None."""
        found = self.of(i)
        best = max((self.codes[name] for name in found if name in self.codes), key=_preference, default=None)
        if best is None or best == "060":
            other = max((self.codes[n] for n in self.around(i) if n in self.codes), key=_preference, default=None)
            best = other or best
        return best


def _preference(code: str) -> tuple[int, int, str]:
    """Order latent codes: the finer first, aid before anything that only happens to be a noun of several classes."""
    order = ("0871", "0874", "0873", "073", "072", "071", "074", "075", "0841", "085", "045", "037", "0834", "0833")
    return (len(order) - order.index(code) if code in order else 0, len(code), code)


def fits(nouns: Nouns, i: int, values: frozenset[str]) -> float:
    """Return how well the phrase headed by `i` is one of `values`: 0 for not at all, more for the closer."""
    if "_" in values:
        return 0.4
    words = nouns.words
    if words.lemma[i] in values or words.lower[i] in values or words.tag[i] == "NNPS" and words.lower[i].removesuffix("s") in values:
        return 2.0 if not (nouns.compound(i) and nouns.of(i) & values) else 2.3
    shared = nouns.of(i) & values
    if shared:
        return (1.5 if shared - _BROAD else 1.1) + 0.6 * nouns.compound(i)
    if any(name in values for name in nouns.names(i)[:-2]):
        return 2.2
    shared = nouns.around(i) & values
    if shared:
        return 1.2 if shared - _BROAD else 0.8
    own = nouns.of(i)
    if "TRANSPARENT" in own or "SHELL" in own or words.pos[i] == "NUM":
        for k in words.kids[i]:
            if words.dep[k] == "prep":
                for deep in words.children(k, "pobj"):
                    if words.lemma[deep] in values or any(name in values for name in nouns.names(deep)[:-2]):
                        return 1.4
    for k in words.kids[i]:
        if words.dep[k] in ("compound", "amod") and words.lemma[k] in values and words.lemma[k] not in ("state",):
            return 1.0
    return 0.0
