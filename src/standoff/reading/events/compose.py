"""From words to codes: senses of single words, and words that act on the event of their complement.

"Agreed to halt the attacks" is read from the inside: the attacks are 190, halting them 087, agreeing to that 0356.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from standoff.knowledge.patterns import operators, patterns
from standoff.reading.draft import Draft
from standoff.reading.events.codes import combine, hostile
from standoff.reading.events.frames import Frame, frame_of
from standoff.reading.events.nouns import Nouns
from standoff.reading.events.senses import Sense, best_sense

# Words that could be an operator or a trigger in any position of a noun phrase, but hardly ever are as these parts.
_NOT_TRIGGER_DEPS = frozenset({"aux", "auxpass", "punct", "det", "case", "cc"})
_VERBAL = ("VERB", "AUX")
_AGREED = frozenset({"commit", "intend"})


@dataclass(slots=True)
class Coded:
    """What a token stands for: a code, the operators above it, and where its parts are.

    ``head`` is the token that carries the clause, ``inner`` the innermost one; ``families`` are the operators passed
    on the way in, outermost first; ``taken`` the tokens that belong to the trigger or are spoken for by it.
    """

    code: str
    head: int
    inner: int
    score: float
    weak: bool
    literal: bool
    taken: frozenset[int]
    families: tuple[str, ...] = ()
    addressee: int | None = None
    slots: int = 0


class Composer:
    """Works out, once for each token, what it stands for."""

    def __init__(self, draft: Draft) -> None:
        self.words = draft.words
        self.nouns = Nouns(draft)
        self._frames: dict[int, Frame] = {}
        self._coded: dict[int, Coded | None] = {}

    def frame(self, i: int) -> Frame:
        """Return the frame of token `i`."""
        known = self._frames.get(i)
        if known is None:
            known = self._frames[i] = frame_of(self.words, i)
        return known

    def candidates(self) -> list[Coded]:
        """Return what every trigger stands for, in order of the text, without what is part of another."""
        lexicon, acting = patterns(), operators()
        words = self.words
        found = []
        for i, lemma in enumerate(words.lemma):
            if (lemma in lexicon or lemma in acting or words.lower[i] in lexicon or "-" in lemma) and words.dep[i] not in _NOT_TRIGGER_DEPS:
                coded = self.coded(i)
                if coded:
                    found.append(coded)
        return found

    def coded(self, i: int, depth: int = 0) -> Coded | None:
        """Return what token `i` stands for, or None."""
        if i in self._coded:
            return self._coded[i]
        if depth > 5:
            return None
        self._coded[i] = None
        coded = self._work_out(i, depth)
        self._coded[i] = coded
        return coded

    def _work_out(self, i: int, depth: int) -> Coded | None:
        frame = self.frame(i)
        sense = best_sense(self.words, self.nouns, i, frame)
        own = _of_sense(i, sense) if sense else None
        best: Coded | None = None
        for family, particle, preps in operators().get(self.words.lemma[i], ()):
            if particle and particle not in frame.particles:
                continue
            composed = self._operate(i, frame, family, preps, own, depth)
            if composed and (best is None or composed.score > best.score):
                best = composed
        if best is None:
            return None if own and own.code == "" else own
        if own and own.literal and not own.weak and own.score > best.score + 0.5:
            return own
        return best

    def _operate(self, i: int, frame: Frame, family: str, preps: frozenset[str], own: Coded | None, depth: int) -> Coded | None:
        """Return the event that operator `i` makes of its complement's event."""
        inner = self._complement(i, frame, family, preps, depth)
        if inner is None:
            return None
        code = self._apply(family, inner, i)
        if code is None:
            return None
        families = (family, *inner.families)
        taken = inner.taken | {inner.head}
        addressee = None
        if family in ("appeal", "demand", "threaten", "commit", "refuse"):
            addressee = self._addressee(frame, inner)
        return replace(
            inner, code=code, head=i, families=families, taken=taken, addressee=addressee, score=inner.score + 0.8,
            weak=inner.weak and own is None, literal=True,
        )

    def _apply(self, family: str, inner: Coded, i: int) -> str | None:
        code = inner.code
        if family in ("start", "announce"):
            return code
        if family == "fail":
            return ""
        if family == "intend":
            return code
        if family == "commit" and hostile(code):
            word = self.words.lemma[i]
            return combine("threaten", code) if word in ("vow", "swear", "resolve", "determined", "threaten", "promise") else code
        if family == "threaten" and not hostile(code):
            word = self.words.lemma[i]
            if word in ("vow", "swear", "promise"):
                return combine("commit", code)
            return combine("threaten", code) if word == "threaten" else None
        if family == "refuse" and hostile(code) and code[:2] not in ("15", "16"):
            # opposing a war is criticism at most; ruling it out is nothing
            return None
        if family == "refuse" and code[:2] in ("10", "02"):
            return "120"
        if family in ("appeal", "demand") and code[:2] in ("10", "02", "12", "13"):
            return "100" if family == "demand" else "020"
        if family in ("appeal", "demand") and hostile(code):
            return combine(family, code) if code[:2] in ("15", "16") else None
        return combine(family, code)

    def _complement(self, i: int, frame: Frame, family: str, preps: frozenset[str], depth: int) -> Coded | None:
        """Return the event of the complement: a clause, an object, or the noun of a prepositional phrase."""
        words = self.words
        places: list[int] = list(frame.clauses)
        for k in words.kids[i]:
            if words.dep[k] in ("acl", "relcl") and words.pos[k] in _VERBAL and words.pos[i] in ("NOUN", "PROPN"):
                if words.dep[k] == "acl" and (words.tag[k] in ("VB",) or family in ("appeal", "demand", "commit")):
                    places.append(k)
        for prep in preps:
            places.extend(frame.preps.get(prep, ()))
        if words.pos[i] in _VERBAL and family != "intend" or words.pos[i] in _VERBAL and words.lemma[i] in ("plan", "consider", "mull", "contemplate", "weigh", "debate", "discuss"):
            places.extend(frame.objects)
        if words.pos[i] in ("NOUN", "PROPN"):
            places.extend(k for k in words.kids[i] if words.dep[k] == "compound")
        best: Coded | None = None
        for place in places:
            if place == i or abs(place - i) > 30 or (place < i and place in frame.objects and not frame.passive):
                continue
            coded = self._event_at(place, family, depth)
            if coded and (best is None or coded.score > best.score):
                best = coded
        return best

    def _event_at(self, place: int, family: str, depth: int) -> Coded | None:
        words = self.words
        best: Coded | None = None
        for k in words.conjuncts(place):
            if words.pos[k] == "AUX" and words.lemma[k] == "be":
                coded = next((c for a in self.frame(k).clauses if (c := self.coded(a, depth + 1))), None) or self.coded(k, depth + 1)
            else:
                coded = self.coded(k, depth + 1)
            if words.pos[k] in ("NOUN", "PROPN") and (coded is None or coded.weak):
                latent = self.nouns.latent(k)
                if latent and family not in ("start", "announce", "intend", "fail"):
                    coded = Coded(latent, k, k, 1.2, False, True, frozenset({k}))
            if coded and coded.code and (best is None or coded.score > best.score):
                best = coded
        return best

    def _addressee(self, frame: Frame, inner: Coded) -> int | None:
        """Return whom a request, offer or threat is addressed to."""
        for k in frame.datives:
            return k
        for prep in ("on", "upon", "to", "from", "at", "against", "with"):
            for k in frame.preps.get(prep, ()):
                if k != inner.head and k != inner.inner and self.nouns.actor(k):
                    return k
        for k in frame.objects:
            if k != inner.head and k != inner.inner and self.nouns.actor(k):
                return k
        if frame.clauses and inner.head in frame.clauses:
            return next((s for s in self.frame(inner.head).subjects if s not in frame.subjects), None)
        return None


def _of_sense(i: int, sense: Sense) -> Coded:
    return Coded(sense.code, i, i, sense.score, sense.weak, sense.literal, sense.taken, slots=sense.slots)
