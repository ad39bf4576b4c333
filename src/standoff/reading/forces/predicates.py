"""What is said of a force: its governing predicates, their tense and what stands above them."""

from __future__ import annotations

from dataclasses import dataclass, field

from standoff.knowledge.moves import Moves, moves
from standoff.reading.forces.tenses import MODALS, tense_of
from standoff.reading.words import Words

_PLACE_PREPS = frozenset({"in", "at", "on", "near", "off", "to", "into", "around", "along", "inside", "outside", "across", "within", "throughout", "over",
                          "aboard", "towards", "toward", "onto", "round", "between", "from", "for", "by", "under", "above", "against", "behind", "through"})  # fmt: skip
_BEARS = frozenset({"carry", "bear", "transport", "ferry", "bring"})
_PASSES = frozenset({"conj", "appos"})
# Nouns that a force stands under without changing what is said: "a number of troops", "part of the force", "thousands of men".
_LIGHT = frozenset({"number", "part", "half", "third", "quarter", "majority", "most", "bulk", "rest", "remainder", "some", "all", "none", "hundred", "thousand",
                    "dozen", "ten", "million", "lot", "pair", "couple", "handful", "total", "set", "series", "group", "force", "contingent", "squadron", "column",
                    "team", "fleet", "combination", "mix", "kind", "type", "share", "fraction", "score", "amount", "any", "each", "both", "many", "few", "more",
                    "unit", "detachment", "company", "battalion", "wave", "batch", "tranche", "one"})  # fmt: skip
_IF = frozenset({"if", "unless", "should", "provided", "whether", "lest", "case"})
_SPEAK = frozenset({"say", "order", "consider", "refuse"})
_DEEDS = frozenset({"send", "withdraw", "arrive"})
# Verbs that say where their subject is only if they have no object.
_STILL = frozenset({"stop", "rest", "stand", "sit", "lie"})
_CHANGES = frozenset({"reinforce", "withdraw"})
_AWAY = frozenset({"from", "away", "home", "out", "back", "off"})
# Verbs behind which what the parse takes for an object is the subject.
_NO_OBJECT = frozenset({"come", "go", "wait", "arrive", "lie", "stand"})
# Verbs by which one is told to do what follows.
_RECEIVES = frozenset({"receive", "get", "have"})
# Subjects that nobody is, and words before one that say that it does not.
_NOBODY = frozenset({"none", "nobody", "neither", "nothing"})
_NO = frozenset({"no", "neither"})
MAIN = ("arrive", "send", "withdraw", "leave", "head", "hold", "keep", "host", "reinforce", "alert", "order", "consider", "refuse")
SUBJECT = frozenset({"arrive", "head", "hold", "leave", "alert", "reinforce"})
OBJECT = frozenset({"send", "keep", "host", "withdraw", "alert", "reinforce", "order", "consider", "refuse"})

# Verbs and nouns that multiply a number.
FACTORS = {"double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "quintuple": 5.0, "halve": 0.5, "doubling": 2.0, "tripling": 3.0, "trebling": 3.0,
           "quadrupling": 4.0, "halving": 0.5}  # fmt: skip


@dataclass(slots=True)
class Step:
    """A predicate that stands above another."""

    token: int
    classes: frozenset[str]
    tense: str
    negated: bool
    lemma: str = ""


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
    conditional: bool = False

    @property
    def main(self) -> str | None:
        """The class that says what is done, the first that fits the part the force has."""
        kept = frozenset(MAIN)
        if self.role == "subj" and not self.lemma.startswith("be "):
            kept = SUBJECT
        elif self.role in ("obj", "pass") and not self.lemma.startswith("be "):
            kept = OBJECT
        fitting = self.classes & kept
        return next((c for c in MAIN if c in fitting), None)


def measured(p: Predication) -> bool:
    """Whether a predicate says how large the force is that stands beside it: "puts the garrison at", "brings the total to"."""
    lexicon = moves()
    return p.lemma in lexicon.sized or p.lemma in lexicon.raising and p.role == "prep:to"


class Predicates:
    """Finds the predications of a token in one report."""

    def __init__(self, words: Words, lexicon: Moves | None = None) -> None:
        self.words = words
        self.lexicon: Moves = lexicon or moves()

    def of(self, i: int) -> list[Predication]:
        """Return what is said of the noun at token `i`: by the verb above it, then by what modifies it."""
        found = []
        above = self._above(i)
        if above:
            found.append(above)
        found += self._modifiers(i)
        if self._state(i) and (above is None or above.main in (None, "send", "keep", "order", "hold", "arrive")):
            token = above.token if above else i
            found.insert(0, Predication(token, "obj", "on alert", frozenset({"alert"}), above.tense if above else "none", above.negated if above else False, above.chain if above else []))
        return found

    def at(self, v: int, role: str) -> Predication:
        """Return what predicate `v` says of something that has the part `role` in it."""
        return self._make(v, role)

    def classes(self, v: int) -> tuple[str, frozenset[str]]:
        """Return the lemma of predicate `v`, with its particle if it has one, and its classes."""
        words, lexicon = self.words, self.lexicon
        lemma = words.lemma[v]
        if words.pos[v] in ("NOUN", "PROPN") and words.tag[v][:2] == "NN":
            return lemma, lexicon.nouns.get(lemma) or lexicon.nouns.get(words.lower[v]) or frozenset()
        for k in words.kids[v]:
            if words.dep[k] in ("prt", "advmod", "prep", "dobj", "acomp", "npadvmod") and k > v:
                phrase = f"{lemma} {words.lower[k]}"
                if phrase in lexicon.verbs and not (phrase == "stand by" and words.child(k, "pobj") is not None) and not self._only_where(v, k):
                    return phrase, lexicon.verbs[phrase]
        if lemma == "come" and any(words.lower[k] == "on" and words.child(k, "pobj") is not None and words.lower[words.child(k, "pobj") or 0] == "top" for k in words.kids[v]):
            return "come on top", frozenset()  # they are added in thought; whether they are there is said elsewhere
        if words.pos[v] in ("ADJ", "ADV"):
            name = lexicon.adjectives.get(words.lower[v])
            return lemma, frozenset({name}) if name else frozenset()
        if lemma == "be":
            return self._copula(v)
        if lemma == "like" and words.child(v, "dobj") is not None and tense_of(words, v) == "would":
            return "would like", lexicon.verbs["would like"]
        if words.tag[v] == "VBN" and words.lower[v] in lexicon.adjectives and any(words.dep[k] in ("aux", "auxpass") and words.lemma[k] == "be" for k in words.kids[v]):
            return f"be {words.lower[v]}", frozenset({lexicon.adjectives[words.lower[v]]})
        if lemma in ("put", "place", "hold", "keep", "go", "stay", "remain", "stand", "have") and (state := self._state(v)):
            return f"{lemma} {state}", frozenset({state})
        if lemma in lexicon.aspect and any(words.dep[k] in ("xcomp", "ccomp") for k in words.kids[v]):
            return lemma, frozenset({f"phase_{lexicon.aspect[lemma]}"})
        return lemma, lexicon.verbs.get(lemma, frozenset())

    def _only_where(self, v: int, k: int) -> bool:
        """Whether an "in" behind verb `v` and its object only says where: "put 900 men in Chad" is not "put in"."""
        words = self.words
        return words.lower[k] == "in" and words.dep[k] == "prep" and words.child(k, "pobj") is not None and words.child(v, "dobj") is not None

    def _state(self, v: int) -> str | None:
        """Return the class of a state that verb `v` puts its object in ("put on standby")."""
        words = self.words
        for p in words.kids[v]:
            if words.dep[p] == "prep" and words.lower[p] in ("on", "at", "in"):
                if self._alerted(p):
                    return "alert"
            if words.dep[p] in ("acomp", "oprd", "advmod") and words.lower[p] == "ready":
                return "alert"
        return None

    def _alerted(self, p: int) -> bool:
        """Whether a preposition stands before a word of readiness, however the parse has it: "on standby", "on 72 hours' notice"."""
        words = self.words
        o = words.child(p, "pobj")
        if o is not None:
            return "alert" in self.lexicon.nouns.get(words.lemma[o], ())
        return p + 1 < len(words) and "alert" in self.lexicon.nouns.get(words.lower[p + 1], ())

    def _copula(self, v: int) -> tuple[str, frozenset[str]]:
        words = self.words
        for k in words.kids[v]:
            if words.dep[k] in ("acomp", "attr", "prep", "advmod", "oprd") and k > v:
                word = words.lower[k]
                pair = f"{word} {words.lower[k + 1]}" if k + 1 < len(words) else ""
                triple = f"{pair} {words.lower[k + 2]}" if k + 2 < len(words) else ""
                if word == "off" and words.child(k, "pobj") is not None:
                    return "be", frozenset({"hold"})  # "is off Crete"
                if word == "out" and any(words.lower[m] == "of" for m in words.kids[k]):
                    continue
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
        """Return the tense and mood of predicate `v`."""
        return tense_of(self.words, v)

    def _make(self, v: int, role: str, modifies: bool = False) -> Predication:
        if role == "obj" and self.words.lemma[v] in _NO_OBJECT and self.words.child(v, "nsubj", "nsubjpass") is None:
            role = "subj"  # "in come four Danes"
        if role in ("subj", "pass", "obj") and (below := self._below(v, role)) is not None:
            v, role = below
        lemma, classes = self.classes(v)
        if lemma == "be home" and (role.startswith("under:") or role == "prep:to"):
            classes = frozenset({"hold"})  # "is home to their fleet"
        if role == "obj" and lemma in ("join", "join up", "relieve", "replace", "reinforce") and "arrive" in classes:
            return Predication(v, "joined", lemma, frozenset({"hold"}), "present", False, [], modifies)
        if "leave" in classes and lemma in ("go", "sail", "fly", "ship") and not self._goes_away(v):
            classes = classes - {"leave"} | {"head"}
        if role == "subj" and lemma in _STILL and self.words.child(v, "dobj") is not None:
            classes -= {"hold"}  # "stopped the convoy": not where they stopped
        if role == "subj" and "send" in classes and self.words.child(v, "dobj") is None:
            classes |= {"head"}
        return Predication(v, role, lemma, classes, self.tense(v), self._negated(v), self._chain(v), modifies, self._conditional(v))

    def _below(self, v: int, role: str) -> tuple[int, str] | None:
        """Return the infinitive that carries the meaning of verb `v` and the force's part in it: "are to be shifted"."""
        words = self.words
        classes = self.classes(v)[1]
        if role == "subj" and words.lemma[v] in _RECEIVES and (told := self._told(v)) is not None:
            return told, "subj"
        if classes & {"send", "arrive", "keep", "withdraw", "leave", "host", "reinforce"} and not classes & {"order", "consider", "refuse"}:
            return None
        if self._state(v):
            return None  # "put on notice to move"
        for k in words.kids[v]:
            if k > v and (words.dep[k] == "xcomp" or words.dep[k] == "acomp" and words.child(k, "xcomp") is not None):
                below = k if words.dep[k] == "xcomp" else words.child(k, "xcomp")
                if below is None or words.pos[below] not in ("VERB", "AUX") or role == "obj" and "to" not in words.auxiliaries(below):
                    continue
                deeper = self._below(below, "subj")
                if deeper is not None:
                    return deeper
                passive = any(words.dep[x] == "auxpass" for x in words.kids[below])
                return below, "pass" if passive else "subj"
        return None

    def _told(self, v: int) -> int | None:
        """Return what one is told to do by an order that one has received: "have received orders to sail"."""
        words = self.words
        order = words.child(v, "dobj")
        if order is None or "order" not in self.lexicon.nouns.get(words.lemma[order], ()):
            return None
        return next((a for a in words.kids[order] if words.dep[a] in ("acl", "relcl") and "to" in words.auxiliaries(a)), None)

    def _conditional(self, v: int) -> bool:
        """Whether predicate `v` stands in an "if" clause, or has one that it hangs on."""
        words = self.words
        at = v
        if any(self.lexicon.adjectives.get(words.lower[t]) == "consider" and words.lower[t + 1] in ("on", "upon") for t in range(words.sents[words.sent[v]][0], v - 1)):
            return True  # "is contingent on Chad's removing its forces"
        for _ in range(3):
            if words.dep[at] == "advcl" and any(words.dep[k] == "mark" and words.lower[k] in _IF for k in words.kids[at]):
                return True
            if words.dep[at] not in ("conj", "xcomp", "ccomp") or words.head[at] == at:
                break
            at = words.head[at]
        return any(
            words.dep[k] == "advcl" and any(words.dep[m] in ("mark", "aux") and words.lower[m] in _IF for m in words.kids[k]) or words.lower[k] in ("provided", "providing")
            for k in (*words.kids[v], *words.kids[at])
        )

    def _goes_away(self, v: int) -> bool:
        """Whether a verb of motion says that they go from where they were, and not where to."""
        words = self.words
        if any(words.dep[k] == "prep" and words.lower[k] in ("to", "into", "toward", "towards") for k in words.kids[v]):
            return False
        return words.child(v, "dobj") is not None or any(words.lower[k] in _AWAY for k in words.kids[v]) or not any(k > v and words.dep[k] in ("advcl", "xcomp", "prep", "advmod") for k in words.kids[v])

    def _negated(self, v: int) -> bool:
        words = self.words
        if words.negated(v):
            return True
        subject = words.child(v, "nsubj", "nsubjpass")
        return subject is not None and (words.lower[subject] in _NOBODY or any(words.lower[k] in _NO and words.dep[k] in ("det", "preconj", "cc", "advmod") for k in words.kids[subject]))

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
            if dep == "advcl" and any(words.dep[k] == "mark" and words.lower[k] != "for" for k in words.kids[at]):
                break
            if dep == "ccomp" and at < h and not self.classes(h)[1] & _SPEAK:
                break  # two clauses that the parse takes for one
            if dep == "relcl" or dep == "advcl" and words.tag[at] != "VBG" and "to" not in words.auxiliaries(at):
                break
            if dep in ("nsubj",) and words.pos[at] == "VERB" or dep == "acl" and words.tag[at] in ("VBN", "VBG") and not words.auxiliaries(at):
                break
            at = h
            if words.lower[at] == "of" and words.pos[at - 1] == "NOUN":
                at -= 1  # "of" belongs to the noun before it, whatever the parse hangs it on
            if words.pos[at] == "ADP":
                continue
            if dep == "advcl" and (chance := self._chance(at)) is not None:
                chain.append(Step(chance, self.classes(chance)[1], "none", self._negated(at), words.lemma[chance]))
            chain.append(Step(at, self.classes(at)[1], self.tense(at), self._negated(at), words.lemma[at]))
        return chain

    def _chance(self, v: int) -> int | None:
        """Return the noun by which verb `v` speaks of what may be done: "leaves room for Chad to send", "gives it the option to stay"."""
        words = self.words
        for o in (k for k in words.subtree(v) if k > v and words.pos[k] == "NOUN" and (words.head[k] == v or words.dep[k] == "pobj" and words.lower[words.head[k]] == "of")):
            if "consider" in self.lexicon.nouns.get(words.lemma[o], ()):
                return o
        return None

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
                bare = words.tag[h] == "VBN" and words.dep[h] == "pcomp" and not words.auxiliaries(h)
                return self._make(h, "pass" if bare else "subj")  # "with 800 more promised"
            if dep == "nsubjpass":
                return self._make(h, "pass")
            if dep in ("dobj", "dative", "oprd"):
                if words.dep[h] == "acl" and words.tag[h] == "VBG" and words.lemma[h] in _BEARS and (bearer := self._above(words.head[h])):
                    return bearer  # "destroyers carrying 900 marines will sail": they sail as well
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
                if words.lower[h] == "of" and (words.lemma[over] in _LIGHT or words.pos[over] in ("NUM", "ADJ", "DET", "PRON", "ADV") or words.child(over, "nummod") is not None):
                    at = over
                    if multiplied := self._multiplied(at):
                        return multiplied
                    continue
                if words.lower[over] in ("along", "together", "alongside", "well"):
                    return self._make(words.head[over], "obj") if words.pos[words.head[over]] == "VERB" else None
                if words.pos[over] in ("NOUN", "PROPN"):
                    classes = self.classes(over)[1]
                    if classes and words.lower[h] in ("of", "by", "for", "to", "in"):
                        return self._make(over, f"noun:{words.lower[h]}")
                    return self._above_prep(over, words.lower[h])
                if (deed := words.child(over, "nsubj")) is not None and words.pos[deed] == "NOUN" and self.classes(deed)[1] & _DEEDS and not self.classes(over)[1] & {"send", "arrive", "withdraw"}:
                    return self._make(deed, "noun:of")  # "the withdrawal stopped after 900"
                found = self._make(over, f"prep:{words.lower[h]}")
                if words.lower[h] == "with" and words.lemma[words.child(over, "dobj") or over] in self.lexicon.relations:
                    found.classes = frozenset()  # "step up cooperation with the navy of Chad"
                return found
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

    def _multiplied(self, at: int) -> Predication | None:
        """Return the multiplying that the parse takes for a noun phrase: "will more than double the number of troops"."""
        words = self.words
        for k in words.kids[at]:
            if k < at and words.lower[k] in FACTORS and words.dep[k] not in ("dobj", "nsubj"):
                modal = next((MODALS[words.lower[t]] for t in range(k - 1, max(k - 6, 0), -1) if words.tag[t] == "MD" and words.lower[t] in MODALS), "none")
                return Predication(at, "obj", words.lower[k], frozenset({"reinforce"}), modal, False, self._chain(at))
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
                found = self._make(h, f"under:{preposition}")
                if preposition == "of" and words.lemma[over] not in self.lexicon.measures or preposition == "with" and words.lemma[over] in self.lexicon.relations:
                    found.classes -= _CHANGES  # "strengthen the morale of the troops": not the troops
                return found
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
            elif words.dep[k] == "amod" and words.tag[k] == "VBN" and "order" in self.lexicon.verbs.get(words.lemma[k], ()):
                found.append(Predication(k, "pass", words.lemma[k], frozenset({"order"}), "participle", False, [], True))  # "the planned 120"
        return found


def located(words: Words, i: int) -> list[int]:
    """Return the prepositions and adverbs of place that hang on noun `i` or on its coordination's head."""
    return [
        k for k in words.kids[i]
        if k > i and (words.dep[k] == "prep" and words.lower[k] in _PLACE_PREPS or words.dep[k] == "advmod" and words.lower[k] in ("there", "here", "abroad", "ashore", "nearby"))
    ]  # fmt: skip
