"""From words to codes: senses of single words, and words that act on the event of their complement.

"Agreed to halt the attacks" is read from the inside: the attacks are 190, halting them 087, agreeing to that 0356.
"""

from __future__ import annotations

from dataclasses import replace

from standoff.knowledge.patterns import operators, patterns
from standoff.reading.draft import Draft
from standoff.reading.events.bare import bare_act
from standoff.reading.events.blame import blame_of, blaming
from standoff.reading.events.coded import Coded
from standoff.reading.events.codes import combine, hostile, refused
from standoff.reading.events.frames import Frame, frame_of
from standoff.reading.events.joint import joint_code
from standoff.reading.events.nouns import Nouns
from standoff.reading.events.senses import Sense, best_sense
from standoff.reading.events.verbs import (
    ADDRESSED,
    ADJECTIVES,
    ASKED,
    CHOICES,
    FORECASTERS,
    GENERIC,
    INFINITIVE,
    NEEDED,
    NOT_TRIGGER_DEPS,
    ORDERS,
    RESOLVED,
    SAYS,
    TITLED,
    VERBAL,
    WISHES,
)


class Composer:
    """Works out, once for each token, what it stands for."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
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
        lexicon, acting, blames = patterns(), operators(), blaming()
        words = self.words
        found = []
        for i, lemma in enumerate(words.lemma):
            if lemma in blames:
                blamed = self._blamed(i)
                if blamed:
                    found.append(blamed)
            if lemma in NEEDED:
                needed = self._needed(i)
                if needed:
                    found.append(needed)
            if lemma in ("must", "should") and words.dep[i] == "aux" and words.lemma[words.head[i]] not in lexicon:
                obliged = self._obliged(words.head[i], None, self.frame(words.head[i]))
                if obliged:
                    found.append(obliged)
            if (lemma in lexicon or lemma in acting or words.lower[i] in lexicon or (i and words.text[i - 1] == "-") or words.pos[i] == "VERB") and words.dep[i] not in NOT_TRIGGER_DEPS and words.ent[i] not in ("DATE", "TIME"):
                coded = self.coded(i)
                if coded and not self._title(i):
                    found.append(coded)
        # "said that they must": the verb of saying and the "must" both tell of one demand
        return list({(one.head, one.inner, one.code): one for one in reversed(found)}.values())[::-1]

    def _title(self, i: int) -> bool:
        """Whether a noun only says what kind of people or machine the next is ("riot police", "peace envoy", "attack helicopter")."""
        words = self.words
        return words.pos[i] == "NOUN" and words.dep[i] == "compound" and bool(self.nouns.of(words.head[i]) & TITLED)

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
        if own and not own.code:
            return own
        shared = joint_code(self.draft, self.nouns, i, frame.subjects, own.code if own else None)
        if shared:
            return Coded(shared, i, i, 2.0, False, True, frozenset({i}))
        best: Coded | None = None
        for family, particle, preps in operators().get(self.words.lemma[i], ()):
            if (particle and particle not in frame.particles) or not self.may_act(i, frame):
                continue
            composed = self._operate(i, frame, family, preps, own, depth)
            if composed and (best is None or composed.score > best.score):
                best = composed
        obliged = self._obliged(i, own or best, frame)
        if obliged:
            return obliged
        if best is None and (own is None or own.weak):
            best = bare_act(self, i, frame)
        if best is None:
            return own
        return _finer(own, best)

    def may_act(self, i: int, frame: Frame) -> bool:
        """Whether a word that is an operator in some frames is one in this."""
        words = self.words
        lemma = words.lemma[i]
        if lemma == "call" and words.pos[i] == "VERB":
            asked = any(words.ent[k] not in ("DATE", "TIME") for prep in ("on", "upon", "for") for k in frame.preps.get(prep, ()))
            return asked or bool({"on", "upon"} & frame.particles) or any(
                words.lower[kid] == "for" for k in frame.clauses for kid in words.kids[k]
            )
        if lemma in CHOICES:
            return any(self.infinitive(k) for k in frame.clauses)
        if lemma in WISHES:
            return any(self.nouns.actor(k) for k in frame.subjects)
        if lemma == "expect" and any(words.lemma[k] in FORECASTERS for k in frame.subjects):
            return False
        if lemma in ADJECTIVES:
            return words.pos[i] != "NOUN" and not (words.pos[i] == "VERB" and words.child(i, "dobj") is not None)
        return True

    def _obliged(self, i: int, coded: Coded | None, frame: Frame) -> Coded | None:
        """Return the demand that "X said Y must do Z" is."""
        words = self.words
        if words.pos[i] not in VERBAL or words.dep[i] != "ccomp":
            return None
        if not any(words.lower[k] in ("must", "should") and words.dep[k] == "aux" for k in words.kids[i]):
            return None
        speech = words.head[i]
        if words.lemma[speech] not in SAYS or not frame.subjects and not frame.objects:
            return None
        whom = (frame.subjects or frame.objects)[0]
        if not self.frame(speech).subjects or words.pos[whom] == "PRON" and words.lower[whom] not in ("they", "he", "she"):
            return None
        code = (combine("demand", coded.code) if coded and coded.code else None) or "100"
        taken = (coded.taken if coded else frozenset()) | {i}
        return Coded(code, speech, i, 1.5, False, True, taken, ("demand",), whom)

    def _needed(self, i: int) -> Coded | None:
        """Return the request that "it is important to do so" is, where somebody says it."""
        words = self.words
        verb = words.head[i]
        if words.pos[i] != "ADJ" or words.dep[i] not in ("acomp", "oprd", "ccomp", "attr") or words.lemma[verb] not in ("be", "remain", "become", "consider", "find", "deem"):
            return None
        if words.negated(verb) or words.negated(i):
            return None
        clause = next((k for k in (*words.kids[i], *words.kids[verb]) if k > i and words.dep[k] in ("xcomp", "ccomp", "advcl") and (self.infinitive(k) or words.dep[k] == "ccomp")), None)
        if clause is None or words.pos[clause] not in VERBAL:
            return None
        speech = words.head[verb] if words.dep[verb] in ("ccomp", "parataxis") and words.lemma[words.head[verb]] in SAYS else None
        quoted = any(words.text[k] in ('"', "“", "”") for k in range(*words.sents[words.sent[i]]))
        if speech is None and not quoted:
            return None
        inner = self.coded(clause)
        code = (combine("appeal", inner.code) if inner and inner.code else None) or "020"
        taken = (inner.taken | {inner.head} if inner else frozenset()) | {i}
        whom = next((k for k in self.frame(clause).subjects if self.nouns.actor(k) and words.lower[k] not in ("we", "i", "it")), None)
        return Coded(code, speech if speech is not None else i, i, 1.3, False, True, taken, ("appeal",), whom)

    def _blamed(self, i: int) -> Coded | None:
        """Return the criticism that a word of blame makes of what is said."""
        blamed = blame_of(self.words, i)
        if blamed is None or not self.frame(blamed[0]).subjects:
            return None
        speech, whom = blamed
        known = self.coded(speech)
        if known and known.code:
            return None
        return Coded("111", speech, i, 1.5, False, True, frozenset({i}), (), whom)

    def _operate(self, i: int, frame: Frame, family: str, preps: frozenset[str], own: Coded | None, depth: int) -> Coded | None:
        """Return the event that operator `i` makes of its complement's event."""
        inner = self._complement(i, frame, family, preps, depth)
        if inner is None or family == "stop" and self.words.lemma[i] in ("stop", "pause") and (self.infinitive(inner.head) or "short" in frame.particles):
            # "stopped in Cairo to see him", "stopped short of calling up reserves"
            return None
        if family in ("commit", "intend") and self.words.lemma[i] in ("propose", "expect") and self._others_act(inner, frame):
            family = "appeal"
        addressee = self._addressee(frame, inner, family) if family in ADDRESSED else None
        if self.words.lemma[i] in ORDERS and self._own_people(addressee, inner):
            family = "start"
        if family == "appeal" and self.words.lemma[i] in WISHES and inner.head in frame.clauses and not frame.objects and self.words.child(inner.head, "nsubj") is None:
            # "I want to thank you" thanks; "they want to march" intends
            family = "start" if inner.code[:2] in ("05", "11") else "intend"
        code = self._apply(family, inner, i)
        if code is None:
            return None
        families = (family, *inner.families)
        taken = inner.taken | {inner.head}
        if family == "start":
            addressee = None
        if family == "refuse" and code[:2] == "12" and inner.code[:2] in ("02", "10") and self.words.pos[inner.head] == "NOUN" and self.nouns.owned(inner.head):
            # "rejected a plea from Accra": the plea was made all the same
            return Coded(code, i, i, inner.score + 0.8, False, True, frozenset({i}), (family,), self._addressee(frame, inner))
        if family == "accuse":
            # the deed stays an event of its own, which the accuser vouches for
            return Coded(code, i, i, inner.score + 0.8, False, True, frozenset(), (family,), self._addressee(frame, inner))
        return replace(
            inner, code=code, type=inner.type if code == inner.code else None, head=i, families=families, taken=taken, addressee=addressee, score=inner.score + 0.8,
            weak=inner.weak and own is None, literal=True,
        )

    def _apply(self, family: str, inner: Coded, i: int) -> str | None:
        code = inner.code
        if family == "announce" and code[:2] == "08" and code != "0871":
            return combine("commit", code)
        if family in ("start", "announce"):
            return code
        if family == "appeal" and code[:2] == "04" and self.words.lemma[i] in ("invite", "invitation"):
            return "036"
        if family == "fail":
            # talks without result are a proposal not taken up; any other failure to act is nothing
            return "120" if code[:3] == "057" and self.words.lemma[i] in ("fail", "failure", "unable") else ""
        if family in ("intend", "decide"):
            return code
        if family == "commit" and hostile(code):
            word = self.words.lemma[i]
            return combine("threaten", code) if word in RESOLVED and code[:2] not in ("14", "15") else code
        if family == "threaten" and not hostile(code):
            word = self.words.lemma[i]
            if word in ("vow", "swear", "promise"):
                return combine("commit", code)
            return combine("threaten", code) if word == "threaten" else None
        if family == "refuse" and hostile(code) and code[:2] not in ("15", "16"):
            # opposing a war is criticism at most; ruling it out is nothing
            return None
        if family == "refuse" and code[:2] in ("10", "02", "03"):
            return refused(code)
        if family in ("appeal", "demand") and code[:2] in ("10", "02", "12", "13"):
            return "100" if family == "demand" else "020"
        if family == "demand" and code[:3] == "172" and self.words.lemma[i] in ORDERS and self.infinitive(inner.head):
            # an order to close, by who can give one, is the restriction itself
            return code
        if family in ("appeal", "demand") and hostile(code):
            return combine(family, code) if code[:2] in ("15", "16") else None
        return combine(family, code)

    def _complement(self, i: int, frame: Frame, family: str, preps: frozenset[str], depth: int) -> Coded | None:
        """Return the event of the complement: a clause, an object, or the noun of a prepositional phrase."""
        words = self.words
        places: list[int] = [] if family == "announce" else list(frame.clauses)
        for k in words.kids[i]:
            if words.dep[k] in ("acl", "relcl") and words.pos[k] in VERBAL and words.pos[i] in ("NOUN", "PROPN"):
                if words.dep[k] == "acl" and (words.tag[k] in ("VB",) or family in ("appeal", "demand", "commit")):
                    places.append(k)
        if family in ("appeal", "demand") and words.pos[i] in VERBAL:
            # "call on all parties to stop": the parser may hang what is asked for on who is asked
            asked = (*frame.objects, *frame.preps.get("on", ()), *frame.preps.get("upon", ()), *frame.preps.get("for", ()))
            places.extend(k for whom in asked for k in words.kids[whom] if words.dep[k] in ("relcl", "acl", "advcl") and self.infinitive(k))
        asking = family in ("appeal", "demand") and words.lemma[i] in ASKED
        for prep in sorted(preps):
            # "called on the mayor": who is asked, not what for
            places.extend(k for k in frame.preps.get(prep, ()) if not (asking and prep in ("on", "upon", "to") and self.nouns.actor(k)))
        if words.pos[i] in VERBAL and family != "intend" or words.pos[i] in VERBAL and words.lemma[i] in ("plan", "consider", "mull", "contemplate", "weigh", "debate", "discuss"):
            places.extend(k for k in frame.objects if not (asking and self.nouns.actor(k)))
        if words.pos[i] in ("NOUN", "PROPN"):
            places.extend(k for k in words.kids[i] if words.dep[k] == "compound")
        best: Coded | None = None
        for place in places:
            if family in ("appeal", "demand") and words.lemma[i] in INFINITIVE and not self.infinitive(place) and not (words.tag[place] == "VBN" and words.lemma[i] in WISHES) and place in frame.clauses:
                continue
            if place == i or abs(place - i) > 30 or (place < i and place in frame.objects and not frame.passive):
                continue
            if best is not None and place not in frame.clauses and best.head in frame.clauses:
                continue
            coded = self._event_at(place, family, depth)
            if coded and (best is None or coded.score > best.score):
                best = coded
        return best

    def _others_act(self, inner: Coded, frame: Frame) -> bool:
        """Whether the complement names somebody else who is to act ("proposed that Minsk receive monitors")."""
        own = self.words.child(inner.head, "nsubj")
        return inner.head in frame.clauses and own is not None and self.words.pos[own] != "PRON"

    def infinitive(self, k: int) -> bool:
        """Whether token `k` is an infinitive with "to"."""
        return any(self.words.lower[kid] == "to" and self.words.dep[kid] == "aux" for kid in self.words.kids[k])

    def _event_at(self, place: int, family: str, depth: int) -> Coded | None:
        words = self.words
        best: Coded | None = None
        for k in words.conjuncts(place):
            if best is not None and best.code:
                break
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

    def _own_people(self, addressee: int | None, inner: Coded) -> bool:
        """Whether an order goes to one's own: it is then the deed itself ("told his air force to stand ready")."""
        if addressee is None:
            return False
        own = self.words.child(addressee, "poss")
        mine = own is not None and self.words.lower[own] in ("his", "its", "their", "her")
        return mine or (inner.code[:2] == "15" and bool(self.nouns.of(addressee) & {"TROOPS", "POLICE", "SHIP"}))

    def _addressee(self, frame: Frame, inner: Coded, family: str = "") -> int | None:
        """Return whom a request, offer or threat is addressed to."""
        for k in frame.datives:
            return k
        if family == "threaten" and (told := next((k for k in frame.objects if self.nouns.actor(k)), None)) is not None:
            return told  # "warned Lima that Chile would close the port"
        if inner.head in frame.clauses and not self.infinitive(inner.head):
            own = next((s for s in self.frame(inner.head).subjects if s not in frame.subjects and self.nouns.actor(s)), None)
            if own is not None:
                return own
        after = [k for prep in ("on", "upon", "to", "from", "at", "against", "with") for k in frame.preps.get(prep, ())]
        for k in (*frame.objects, *after):
            if k != inner.head and k != inner.inner and self.nouns.actor(k):
                return k
        if frame.clauses and inner.head in frame.clauses:
            return next((s for s in self.frame(inner.head).subjects if s not in frame.subjects), None)
        return None


def _finer(own: Coded | None, composed: Coded) -> Coded:
    """Return the better of what a word says with its object and what it makes of its complement's event."""
    if own is None or own.weak or not own.direct or own.code[:2] == "04" or composed.code == "":
        return composed
    if composed.code[:2] == own.code[:2] or own.code in GENERIC:
        return composed if len(composed.code.rstrip("0")) >= len(own.code.rstrip("0")) else own
    return own


def _of_sense(i: int, sense: Sense) -> Coded:
    return Coded("" if sense.code == "none" else sense.code, i, i, sense.score, sense.weak, sense.literal, sense.taken, slots=sense.slots, type=sense.type, direct=sense.direct)
