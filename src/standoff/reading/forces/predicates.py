"""What is said of a force: its governing predicates, their tense and what stands above them."""

from __future__ import annotations

from dataclasses import dataclass, field

from standoff.knowledge.moves import Moves, moves
from standoff.reading.words import Words

_PLACE_PREPS = frozenset({"in", "at", "on", "near", "off", "to", "into", "around", "along", "inside", "outside", "across", "within", "throughout", "over",
                          "aboard", "towards", "toward", "onto", "round", "between", "from", "for", "by", "under", "above", "against", "behind", "through"})  # fmt: skip
_PASSES = frozenset({"conj", "appos"})
# Nouns that a force stands under without changing what is said: "a number of troops", "part of the force", "thousands of men".
_LIGHT = frozenset({"number", "part", "half", "third", "quarter", "majority", "most", "bulk", "rest", "remainder", "some", "all", "none", "hundred", "thousand",
                    "dozen", "ten", "million", "lot", "pair", "couple", "handful", "total", "set", "series", "group", "force", "contingent", "squadron", "column",
                    "team", "fleet", "combination", "mix", "kind", "type", "share", "fraction", "score", "amount", "any", "each", "both", "many", "few", "more",
                    "unit", "detachment", "company", "battalion", "wave", "batch", "tranche", "one"})  # fmt: skip
_MODALS = {"will": "future", "shall": "future", "'ll": "future", "’ll": "future", "wo": "future", "would": "would", "may": "may", "might": "may", "could": "may",
           "can": "can", "should": "should", "must": "should", "ca": "can", "'d": "would", "’d": "would", "ought": "should"}  # fmt: skip
MAIN = ("arrive", "send", "withdraw", "leave", "head", "hold", "keep", "host", "reinforce", "alert", "order", "consider", "refuse")
SUBJECT = frozenset({"arrive", "head", "hold", "leave", "alert"})
OBJECT = frozenset({"send", "keep", "host", "withdraw", "alert", "reinforce", "order", "consider", "refuse"})


@dataclass(slots=True)
class Step:
    """A predicate that stands above another."""

    token: int
    classes: frozenset[str]
    tense: str
    negated: bool


@dataclass(slots=True)
class Predication:
    """A predicate and the part that the force has in it."""

    token: int
    role: str
    lemma: str
    classes: frozenset[str]
    tense: str
    negated: bool
    chain: list[Step] = field(default_factory=list)
    modifies: bool = False

    @property
    def main(self) -> str | None:
        """The class that says what is done, the first that fits the part the force has."""
        fitting = self.classes & (SUBJECT if self.role == "subj" else OBJECT if self.role in ("obj", "pass") else frozenset(MAIN))
        return next((c for c in MAIN if c in fitting), None)


class Predicates:
    """Finds the predications of a token in one report."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.lexicon: Moves = moves()

    def of(self, i: int) -> list[Predication]:
        """Return what is said of the noun at token `i`: by the verb above it, then by what modifies it."""
        found = []
        above = self._above(i)
        if above:
            found.append(above)
        found += self._modifiers(i)
        return found

    def classes(self, v: int) -> tuple[str, frozenset[str]]:
        """Return the lemma of predicate `v`, with its particle if it has one, and its classes."""
        words, lexicon = self.words, self.lexicon
        lemma = words.lemma[v]
        if words.pos[v] in ("NOUN", "PROPN") and words.tag[v][:2] == "NN":
            return lemma, lexicon.nouns.get(lemma) or lexicon.nouns.get(words.lower[v]) or frozenset()
        for k in words.kids[v]:
            if words.dep[k] in ("prt", "advmod", "prep", "dobj", "acomp", "npadvmod") and k > v:
                phrase = f"{lemma} {words.lower[k]}"
                if phrase in lexicon.verbs and (words.dep[k] != "prep" or words.child(k, "pobj") is None or words.lower[k] == "into"):
                    return phrase, lexicon.verbs[phrase]
        if lemma == "be":
            return self._copula(v)
        if lemma in ("put", "place", "hold", "keep", "go", "stay", "remain", "stand", "have") and (state := self._state(v)):
            return f"{lemma} {state}", frozenset({state})
        return lemma, lexicon.verbs.get(lemma, frozenset())

    def _state(self, v: int) -> str | None:
        """Return the class of a state that verb `v` puts its object in ("put on standby")."""
        words = self.words
        for p in words.kids[v]:
            if words.dep[p] == "prep" and words.lower[p] in ("on", "at", "in"):
                o = words.child(p, "pobj")
                if o is not None and "alert" in self.lexicon.nouns.get(words.lemma[o], ()):
                    return "alert"
            if words.dep[p] in ("acomp", "oprd", "advmod") and words.lower[p] == "ready":
                return "alert"
        return None

    def _copula(self, v: int) -> tuple[str, frozenset[str]]:
        words = self.words
        for k in words.kids[v]:
            if words.dep[k] in ("acomp", "attr", "prep", "advmod", "oprd") and k > v:
                word = words.lower[k]
                pair = f"{word} {words.lower[k + 1]}" if k + 1 < len(words) else ""
                triple = f"{pair} {words.lower[k + 2]}" if k + 2 < len(words) else ""
                name = self.lexicon.adjectives.get(triple) or self.lexicon.adjectives.get(pair) or self.lexicon.adjectives.get(word)
                if name:
                    return f"be {word}", frozenset({name})
                if words.dep[k] == "prep" and (o := words.child(k, "pobj")) is not None:
                    if "alert" in self.lexicon.nouns.get(words.lemma[o], ()):
                        return "be alert", frozenset({"alert"})
                    if words.lemma[o] == "way":
                        return "be way", frozenset({"head"})
        if any(words.dep[k] in ("prep", "advmod") and words.lower[k] in _PLACE_PREPS | {"there", "here", "ashore", "abroad"} for k in words.kids[v]) or any(
            words.dep[k] == "expl" for k in words.kids[v]
        ):
            return "be", frozenset({"hold"})
        return "be", frozenset()

    def tense(self, v: int) -> str:
        """Return the tense and mood of predicate `v`, as the status needs it."""
        words = self.words
        tag = words.tag[v]
        aux = [(words.lower[k], words.tag[k]) for k in words.kids[v] if words.dep[k] in ("aux", "auxpass")]
        if not aux and words.dep[v] == "conj" and words.head[v] < v and words.tag[words.head[v]] == tag and words.pos[words.head[v]] == words.pos[v]:
            return self.tense(words.head[v])
        for word, aux_tag in aux:
            if word in _MODALS and aux_tag == "MD":
                return _MODALS[word]
        forms = [word for word, _ in aux]
        if "to" in forms:
            return "infinitive"
        if any(f in ("have", "has", "'ve", "’ve", "had", "having") for f in forms):
            return "pluperfect" if "had" in forms else "perfect_progressive" if tag == "VBG" and "been" in forms else "perfect"
        if tag == "VBG":
            if any(f in ("is", "are", "am", "'s", "'re", "’s", "’re", "'m", "’m") for f in forms):
                return "progressive"
            return "past_progressive" if any(f in ("was", "were") for f in forms) else "gerund"
        if tag == "VBN":
            if "being" in forms:
                return "progressive"
            if any(f in ("is", "are", "'s", "'re", "am", "be") for f in forms):
                return "passive"
            return "past_passive" if any(f in ("was", "were", "been", "got") for f in forms) else "participle"
        return {"VBD": "past", "VBZ": "present", "VBP": "present", "VB": "base"}.get(tag, "none")

    def _make(self, v: int, role: str, modifies: bool = False) -> Predication:
        lemma, classes = self.classes(v)
        if role == "subj" and "send" in classes and self.words.child(v, "dobj") is None:
            classes |= {"head"}
        return Predication(v, role, lemma, classes, self.tense(v), self._negated(v), self._chain(v), modifies)

    def _negated(self, v: int) -> bool:
        words = self.words
        if words.negated(v):
            return True
        subject = words.child(v, "nsubj", "nsubjpass")
        return subject is not None and (words.lower[subject] in ("none", "nobody", "neither", "nothing") or any(words.lower[k] == "no" and words.dep[k] == "det" for k in words.kids[subject]))

    def _chain(self, v: int) -> list[Step]:
        """Return the predicates above `v`: "plans to send", "announced that it would", "an order to move"."""
        words = self.words
        chain: list[Step] = []
        at = v
        while words.head[at] != at and len(chain) < 5:
            dep, h = words.dep[at], words.head[at]
            if dep == "conj" and words.pos[h] == words.pos[at]:
                at = h
                continue
            if dep not in ("xcomp", "ccomp", "advcl", "pcomp", "acl", "prep", "pobj", "dobj", "nsubj", "nsubjpass", "attr", "conj", "csubj", "relcl", "oprd", "parataxis"):
                break
            if dep == "advcl" and any(words.dep[k] == "mark" for k in words.kids[at]):
                break
            if dep == "relcl" or dep == "advcl" and words.tag[at] != "VBG" and "to" not in words.auxiliaries(at):
                break
            if dep in ("nsubj",) and words.pos[at] == "VERB" or dep == "acl" and words.tag[at] in ("VBN", "VBG"):
                break
            at = h
            if words.pos[at] == "ADP":
                continue
            chain.append(Step(at, self.classes(at)[1], self.tense(at), self._negated(at)))
        return chain

    def _above(self, i: int) -> Predication | None:
        """Return the predicate that governs noun `i`, looking through coordination, apposition and "of"."""
        words = self.words
        at, steps = i, 0
        while words.head[at] != at and steps < 8:
            steps += 1
            dep, h = words.dep[at], words.head[at]
            if dep in _PASSES and (words.pos[h] != "VERB" or dep == "appos"):
                at = h
                continue
            if dep == "nsubj" and words.pos[h] in ("VERB", "AUX"):
                return self._make(h, "subj")
            if dep == "nsubjpass":
                return self._make(h, "pass")
            if dep in ("dobj", "dative", "oprd"):
                return self._make(h, "obj")
            if dep == "attr":
                return self._make(h, "attr")
            if dep == "nsubj":
                return self._make(h, "subj")
            if dep == "conj":
                # an elided verb: "… and Greece a frigate"
                return self._make(h, "obj")
            if dep == "agent" or dep == "pobj" and words.dep[h] == "agent":
                return self._make(words.head[h], "agent")
            if dep == "pobj":
                over = words.head[h]
                if words.lower[h] == "of" and (words.lemma[over] in _LIGHT or words.pos[over] == "NUM"):
                    at = over
                    continue
                if words.pos[over] in ("NOUN", "PROPN"):
                    classes = self.classes(over)[1]
                    if classes and words.lower[h] in ("of", "by", "for", "to", "in"):
                        return self._make(over, f"noun:{words.lower[h]}")
                    return self._above_prep(over, words.lower[h])
                return self._make(over, f"prep:{words.lower[h]}")
            if dep in ("poss", "compound", "nmod", "amod") and words.pos[h] in ("NOUN", "PROPN"):
                classes = self.classes(h)[1]
                if classes:
                    return self._make(h, "noun:of")
                at = h
                continue
            if dep in ("nummod", "quantmod", "npadvmod", "dep", "advmod", "predet"):
                at = h
                continue
            if dep == "prep":
                at = h
                continue
            break
        return None

    def _above_prep(self, over: int, preposition: str) -> Predication | None:
        """Return the verb above the noun that `i` hangs on by a preposition."""
        words = self.words
        at = over
        for _ in range(4):
            h = words.head[at]
            if h == at:
                return None
            if words.pos[h] in ("VERB", "AUX"):
                return self._make(h, f"under:{preposition}")
            at = h
        return None

    def _modifiers(self, i: int) -> list[Predication]:
        """Return the predicates that modify noun `i`: participles, relative clauses, a following infinitive."""
        words = self.words
        found = []
        for k in words.kids[i]:
            if words.dep[k] == "acl":
                role = "pass" if words.tag[k] == "VBN" or words.auxiliaries(k)[:1] == ["being"] or "be" in words.auxiliaries(k) else "subj"
                found.append(self._make(k, role, modifies=True))
            elif words.dep[k] == "relcl":
                subject = words.child(k, "nsubj", "nsubjpass")
                if subject is None or words.lower[subject] in ("who", "which", "that"):
                    role = "pass" if subject is not None and words.dep[subject] == "nsubjpass" else "subj"
                else:
                    role = "obj"
                found.append(self._make(k, role, modifies=True))
        return found


def located(words: Words, i: int) -> list[int]:
    """Return the prepositions and adverbs of place that hang on noun `i` or on its coordination's head."""
    return [
        k for k in words.kids[i]
        if k > i and (words.dep[k] == "prep" and words.lower[k] in _PLACE_PREPS or words.dep[k] == "advmod" and words.lower[k] in ("there", "here", "abroad", "ashore", "nearby"))
    ]  # fmt: skip


def rule_status(predications: list[Predication], heading: bool) -> tuple[str, str, str]:
    """Return status, basis direction (`in` or `out`) and main class of what is said of a force, by rule."""
    chosen = choose(predications)
    if chosen is None:
        return "in_place", "in", "none"
    main = chosen.main or "other"
    out = main in ("withdraw", "leave")
    direction = "out" if out else "in"
    tense, negated = chosen.tense, chosen.negated
    above = chosen.chain
    say = any("say" in s.classes for s in above)
    for step in above:
        if "refuse" in step.classes and not step.negated or "consider" in step.classes and step.negated or "order" in step.classes and step.negated:
            return ("in_place" if out else "ruled_out"), "in", main
        if "consider" in step.classes or step.tense in ("may", "should"):
            return "considered", direction, main
        if "order" in step.classes and not ("say" in step.classes and tense not in ("infinitive", "gerund", "base")):
            return "ordered", direction, main
    if main == "refuse":
        return ("ruled_out" if not negated else "considered"), direction, main
    if negated:
        return ("in_place" if out else "ruled_out"), "in", main
    if main == "alert":
        return "standby", direction, main
    if main == "consider" or tense in ("may", "should", "can"):
        return "considered", direction, main
    if tense == "would":
        return ("ordered" if say else "considered"), direction, main
    if main == "order":
        return "ordered", direction, main
    if tense in ("future", "infinitive"):
        return ("in_place" if main in ("hold", "keep") and chosen.lemma in ("stay", "remain", "keep") else "ordered"), direction, main
    if out:
        return {"progressive": "under_way", "past_progressive": "under_way", "gerund": "considered", "none": "considered"}.get(tense, "ended"), direction, main
    if main in ("hold", "keep", "host"):
        return "in_place", direction, main
    if tense in ("progressive", "gerund", "past_progressive", "perfect_progressive") or main == "head":
        return "under_way", direction, main
    if heading or tense in ("present", "none", "base"):
        return ("ordered" if main == "send" else "in_place"), direction, main
    return "in_place", direction, main


def choose(predications: list[Predication]) -> Predication | None:
    """Return the predication that says what is done with the force; the one above it first."""
    best = None
    for p in predications:
        if p.main is None:
            continue
        if best is None or best.modifies is False and p.modifies and best.main in ("reinforce", "order", "consider", "refuse") and p.main in ("send", "arrive", "withdraw", "leave", "alert"):
            best = p
    return best or (predications[0] if predications else None)
