"""Who gives, and to whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from standoff.knowledge.aid import aid_words
from standoff.mentions import Party
from standoff.reading import statements
from standoff.reading.draft import Draft
from standoff.reading.forces.parties import Owners, sound
from standoff.reading.forces.predicates import Predication
from standoff.reading.forces.relations import harms
from standoff.reading.forces.scene import Mark, Scene
from standoff.reading.giving.nouns import Gift

# Rules of donors and recipients that rest on words of the same sentence.
SURE = frozenset({"owners", "giver", "asked", "from", "taker", "to", "for", "in", "loose to", "purpose", "asks"})


@dataclass(slots=True)
class Memory:
    """Donors and recipients so far, for what a later sentence leaves out."""

    donors: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    usual: list[Party] = field(default_factory=list)


class GiftRoles:
    """Finds donors and recipients in one report."""

    def __init__(self, draft: Draft, scene: Scene) -> None:
        self.draft, self.scene, self.words = draft, scene, draft.words
        self.who = Owners(draft, scene)

    # The donor ------------------------------------------------------------

    def donors(self, gift: Gift, said: list[Predication], memory: Memory) -> list[tuple[str, list[Party]]]:
        """Return what each rule says of who gives, the surest rule first; those in ``SURE`` rest on words of the sentence."""
        found = [("owners", self._owners(gift))]
        found += [("giver", self._giver(p)) for p in said]
        found += [("asked", given) for v in self._frames(said) if (given := self._asked(v))]
        found += [("from", self._from(gift, said)), ("around", self._subjects(gift)[:1]), ("last", memory.donors[-1:])]
        spoken = statements.attribution_of(self.draft, gift.head)
        state = self.scene.state(spoken.code[:3]) if spoken and spoken.code and sound(spoken.code) else None
        mark = next((m for m in self.scene.marks if m.kind in ("seat", "demonym", "name")), None)
        return [*found, ("spoken", [state] if state else []), ("first", [self.scene.party(mark)] if mark else [])]

    def _owners(self, gift: Gift) -> list[Party]:
        words = self.words
        for i in dict.fromkeys((gift.head, gift.top)):
            for k in words.kids[i]:
                if words.dep[k] not in ("poss", "amod", "compound", "nmod") or k > i:
                    continue
                mark = self.scene.at.get(k)
                if mark and mark.owns and (words.dep[k] != "compound" or mark.kind in ("demonym", "organisation") or mark.name == "United States" or words.text[k].isupper()):
                    return [self.scene.party(mark)]
                if words.dep[k] == "poss" and (party := self.who.party(k)):
                    return [party]
            if (mark := self.scene.at.get(i - 1)) and mark.kind == "demonym" and i in (gift.head,):
                return [self.scene.party(mark)]
        return []

    def _giver(self, p: Predication) -> list[Party]:
        words = self.words
        if p.main in (None, "host", "arrive", "head") or p.role == "subj" and p.main not in ("hold", "reinforce"):
            return []
        if p.role == "pass" or p.modifies and p.role == "subj" or words.child(p.token, "nsubjpass") is not None:
            for k in words.kids[p.token]:
                if words.dep[k] in ("agent", "prep") and words.lower[k] == "by" and (o := words.child(k, "pobj")) is not None:
                    return self.who.parties(o)
            return []
        if p.role == "subj":
            return []
        if p.role.startswith("noun"):
            for k in words.kids[p.token]:
                if words.dep[k] in ("poss", "amod", "compound") and (party := self.who.party(k)):
                    return [party]
                if words.dep[k] == "prep" and words.lower[k] in ("by", "from") and (o := words.child(k, "pobj")) is not None:
                    return self.who.parties(o)
        subject = self.who.subject(p.token)
        return self.who.parties(subject) if subject is not None else []

    def _frames(self, said: list[Predication]) -> list[int]:
        """Return the words above a gift that thank or ask for it, nearest first."""
        words, frames, found = self.words, aid_words().frames, []
        for p in said:
            above = [(p.token, p.lemma), *((s.token, s.lemma) for s in p.chain)]
            if p.role == "prep:for" and (thanks := words.child(p.token, "dobj")) is not None:
                above.append((thanks, words.lemma[thanks]))  # "expressed gratitude for"
            found += [t for t, lemma in above if lemma in frames or words.lemma[t] in frames]
        return list(dict.fromkeys(found))

    def frame(self, said: list[Predication]) -> str:
        """Return whether a gift is thanked for, asked for, or neither."""
        frames = self._frames(said)
        if not frames:
            return ""
        return "thank" if self.words.lemma[frames[0]] in aid_words().thanks else "ask"

    def _asked(self, v: int) -> list[Party]:
        """Return who is thanked or asked by the word at token `v`: "thanked Japan for", "called on donors to", "grateful to Norway for"."""
        words = self.words
        o = words.child(v, "dobj", "dative", "nsubjpass")
        for at in (v, words.head[v]) if o is None or self.who.party(o) is None else ():
            to = next((k for k in words.kids[at] if words.dep[k] in ("prep", "dative") and words.lower[k] in ("on", "upon", "to", "from")), None)
            if to is not None and (found := self.who.parties(words.child(to, "pobj") or to)):
                return found
        return self.who.parties(o) if o is not None else []

    def _asks(self, v: int) -> list[Party]:
        """Return who thanks or asks by the word at token `v`."""
        words = self.words
        if words.child(v, "nsubjpass") is not None:
            return []
        owner = next((k for k in words.kids[v] if words.dep[k] == "poss"), None)
        doer = owner if owner is not None and words.pos[v] == "NOUN" else self.who.subject(v)
        party = self.who.party(doer) if doer is not None else None
        return [party] if party is not None else []

    def _from(self, gift: Gift, said: list[Predication]) -> list[Party]:
        words = self.words
        for at in dict.fromkeys((gift.head, gift.top, *(p.token for p in said))):
            for k in words.kids[at]:
                if words.dep[k] in ("prep", "agent") and words.lower[k] in ("from", "by") and (o := words.child(k, "pobj")) is not None and (found := self.who.parties(o)):
                    return found
        return []

    def _subjects(self, gift: Gift) -> list[Party]:
        """Return the subjects above a gift in its sentence, nearest first."""
        words = self.words
        found = []
        for a in words.ancestors(gift.top):
            if words.pos[a] in ("VERB", "AUX"):
                subject = words.child(a, "nsubj")
                if subject is not None and subject not in (gift.head, gift.top) and (party := self.who.party(subject)):
                    found.append(party)
        return found

    # The recipient --------------------------------------------------------

    def recipients(self, gift: Gift, said: list[Predication], memory: Memory) -> list[tuple[str, list[Party]]]:
        """Return what each rule says of to whom it goes, the surest rule first; those in ``SURE`` rest on words of the sentence."""
        found = [("taker", self._taker(gift, p)) for p in said]
        anchors = list(dict.fromkeys((gift.head, gift.top, *(p.token for p in said if not p.role.startswith("under")))))
        for prepositions in (("to", "toward", "towards", "into"), ("for",), ("in", "against", "within", "inside", "at")):
            found += [(prepositions[0], taken) for at in anchors for o in self._objects(at, prepositions, [gift.head, gift.top]) if (taken := self.parties_of(o))]
        above = {gift.head, *self.words.ancestors(gift.head)}
        for k in self.words.sentence_of(gift.head):
            if self.words.head[k] in above and self.words.dep[k] in ("prep", "dative") and self.words.lower[k] in ("to", "for"):
                found.append(("loose to", self.parties_of(self.words.child(k, "pobj"))))
        found.append(("purpose", self._helped(gift, said)))
        frames = self._frames(said)
        found += [("asks", taken) for v in frames if (taken := self._asks(v))]
        asked = {p.country or p.name for v in frames for p in self._asked(v)}
        found = [(name, [p for p in parties if (p.country or p.name) not in asked]) for name, parties in found]
        return [*found, ("last", memory.recipients[-1:]), ("usual", memory.usual)]

    def _objects(self, at: int, prepositions: tuple[str, ...], own: list[int]) -> list[int]:
        """Return what stands under one of the prepositions at a token, but for the gift itself: "40 million in food aid"."""
        words = self.words
        under = [words.child(k, "pobj") for k in words.kids[at] if words.dep[k] in ("prep", "dative") and words.lower[k] in prepositions]
        return [o for o in under if o is not None and o not in own]

    def _helped(self, gift: Gift, said: list[Predication]) -> list[Party]:
        """Return whom the gift is to help: "to help Ghana rebuild its grid"."""
        words = self.words
        for at in (gift.head, gift.top, *(p.token for p in said)):
            below = [k for k in words.subtree(at) if words.dep[k] in ("xcomp", "acl", "relcl", "advcl") and words.pos[k] == "VERB"]
            for v in (v for v in below if at in (gift.head, gift.top) or words.head[v] == at and v > gift.head and words.auxiliaries(v)[:1] == ["to"]):
                o = words.child(v, "dobj")
                if o is None and (inner := words.child(v, "ccomp", "xcomp")) is not None:
                    o = words.child(inner, "nsubj")
                if o is not None and (found := self.parties_of(o)):
                    return found
        return []

    def _taker(self, gift: Gift, p: Predication) -> list[Party]:
        words = self.words
        if p.role == "deed":
            return self._served(gift.content)
        if p.role in ("obj", "pass", "noun:of"):
            # "lend Kyiv 500 million": the parse often runs the two objects together
            if p.main == "send" and p.token < gift.head and (mark := self.scene.at.get(p.token + 1)) and mark.end < gift.head + 1 and mark.kind in ("name", "seat", "people", "organisation", "place"):
                return [self._as_party(mark)]
            for k in words.kids[p.token]:
                if words.dep[k] == "dative" and (found := self.parties_of(k if words.lower[k] not in ("to", "for") else words.child(k, "pobj"))):
                    return found
                if words.dep[k] == "nsubjpass" and p.role == "obj" and p.main in ("send", "order", "refuse", "consider", "withdraw") and (found := self.parties_of(k)):
                    return found
            if p.main == "host":
                subject = self.who.subject(p.token)
                if subject is not None:
                    return self.parties_of(subject)
        if p.role in ("prep:with", "under:with"):
            o = words.child(p.token, "dobj", "nsubjpass")
            if o is not None:
                return self.parties_of(o)
        if p.role == "subj" and (o := words.child(p.token, "dobj")) is not None and p.main in ("arrive", "head", "hold"):
            return self.parties_of(o)
        return []

    def _served(self, o: int) -> list[Party]:
        """Return whom noun `o`, who is helped by a deed, stands for; nobody for -1."""
        if o < 0:
            return []
        party = self.who.party(o) if self.words.pos[o] == "PRON" else None
        return [party] if party is not None else self.parties_of(o)

    def parties_of(self, o: int | None) -> list[Party]:
        """Return the states or organisations that a noun phrase of a recipient names."""
        if o is None:
            return []
        words = self.words
        found: list[Party] = []
        for t in words.conjuncts(o):
            mark = self.scene.at.get(t)
            if mark and (mark.country or mark.kind == "organisation"):
                found.append(self._as_party(mark))
                continue
            near = self.scene.within(words.left[t], min(words.right[t] + 1, t + 16))
            inside = [m for m in near if (m.country or m.kind == "organisation") and not harms(words, m) and not self._acts(m.end - 1, t)]
            if inside:
                found.append(self._as_party(inside[0]))
        if not found and words.pos[o] in ("PRON", "PROPN") and (party := self.who.actor(o)):
            found.append(party)
        if not found and words.lemma[o] in aid_words().home:
            owner = next((k for k in words.kids[o] if words.dep[k] == "poss"), None)
            found += [party] if owner is not None and (party := self.who.party(owner)) else []
        return found

    def _acts(self, t: int, top: int) -> bool:
        """Whether token `t` acts in a clause below the token `top`: "aid provided by Japan" is not for Japan."""
        words = self.words
        for a in (t, *words.ancestors(t)):
            if a == top:
                return False
            if words.dep[a] in ("agent", "nsubj") or words.dep[a] == "prep" and words.lower[a] == "by":
                return True
        return False

    def _as_party(self, mark: Mark) -> Party:
        if mark.kind in ("place", "seat") and mark.country:
            state = self.scene.state(mark.country)
            if state:
                return Party(state.name, state.code, state.country, None, self.draft.span(mark.first, mark.end))
        return self.scene.party(mark)
