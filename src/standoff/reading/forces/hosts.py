"""Where forces are or are to be, and whence they come."""

from __future__ import annotations

from collections import Counter

from standoff.knowledge.moves import moves
from standoff.mentions import Host, Party
from standoff.reading.draft import Draft
from standoff.reading.forces.candidates import Candidate
from standoff.reading.forces.parties import OURS, THEIRS, Memory, Owners
from standoff.reading.forces.predicates import Predication, measured
from standoff.reading.forces.relations import acting
from standoff.reading.forces.scene import Mark, Scene

TOWARDS = frozenset({"to", "into", "onto", "in", "at", "on", "inside", "across", "within", "throughout", "over", "around", "toward", "towards", "for", "aboard", "through", "between", "above"})
NEAR = frozenset({"near", "off", "along", "around", "outside", "round", "by", "against", "behind", "beyond", "before", "opposite", "facing", "west", "east", "north", "south"})
_EDGES = frozenset({"border", "frontier", "line", "flank", "doorstep", "boundary", "borders", "frontiers"})
_CLOSE = frozenset({"close", "closer", "next", "adjacent", "nearer"})
_ABOUT = frozenset({"with", "against", "over", "about", "between", "than"})
# Forces that are raised are raised at home: "called up 900 reservists".
_RAISED = frozenset({"call up", "mobilise", "mobilize", "draft", "conscript"})
# Relations that only infer a host.
GUESSES = frozenset({"heading", "here", "before"})
# What forces do from where they are based: "four jets fly from Riga".
_DUTY = frozenset({"fly", "operate", "patrol", "work"})
_THERE = frozenset({"there", "here"})
_OWN_LAND = frozenset({"homeland", "motherland", "fatherland", "territory", "soil", "country", "land", "shores", "waters", "territories", "side", "bank", "coast", "coasts", "shore"})
_LAND = frozenset({"country", "nation", "state", "kingdom", "emirate", "territory", "republic", "island", "province", "region", "capital", "city"})
# Nouns that take up a place by a part of its name: "the gulf" of the Gulf of Aden.
_PARTS = frozenset({"gulf", "strait", "straits", "sea", "strip", "peninsula", "region", "valley", "island", "islands", "corridor", "canal", "province", "archipelago", "enclave", "desert", "delta", "bay"})


class Hosts:
    """Finds hosts in one report."""

    def __init__(self, draft: Draft, scene: Scene, who: Owners) -> None:
        self.draft, self.scene, self.words, self.who = draft, scene, draft.words, who

    def hosts(self, candidate: Candidate, said: list[Predication], sender: Party | None, memory: Memory, out: bool, owned: bool) -> tuple[list[Host], str]:
        """Return where the forces are or are to be, and by which relation; one of `GUESSES` only infers it from what is around."""
        words = self.words
        preferred = (TOWARDS | {"from"}) if out or any(p.lemma in _DUTY and p.role == "subj" for p in said) else TOWARDS
        near: list[Mark] = []
        if sender and sender.country and any(p.lemma in _RAISED and p.role in ("obj", "pass", "noun:of") for p in said):
            return [Host(None, sender.name, sender.country)], "home"
        if where := self._where(candidate, said):
            return [self.scene.host(where)], "where"
        joined = self._joined(said, memory)
        for at in self._anchors(candidate, said):
            marks = self._places(at, preferred, near, out)
            if isinstance(marks, Host):
                return [marks], "own land"
            if isinstance(marks, str):
                if before := self._before(at, memory, sender):
                    return before, marks
            elif marks and not (out and sender and sender.country and marks[0].country == sender.country and not self._is_from(marks[0])):
                direct = any(at == p.token for p in said) or candidate.quantity is not None and at == candidate.quantity.head
                if joined is not None and not direct and at != candidate.head:
                    break
                return [self.scene.host(m) for m in marks], "noun" if at == candidate.head else "verb" if direct else "above"
        if joined is not None:
            return [joined], "joined"
        for p in said:
            if p.main in ("arrive", "leave", "reinforce", "host", "hold", "alert") or p.main == "refuse" and owned or p.lemma in ("join", "quit", "reach", "enter", "visit", "guard", "protect", "open"):
                if (p.main == "host" or p.main == "refuse" and candidate.grade != "count") and p.role in ("obj", "pass", "under:with"):
                    t = self.who.subject(p.token)
                else:
                    t = words.child(p.token, "dobj")
                if t is not None and words.lower[t] in _OWN_LAND and (own := self._own_land(t)):
                    return [own], "own land"  # "who defend their homeland"
                if t is not None and t != candidate.head and (marks := self.marks_of(t)):
                    if p.main == "leave" and sender and marks[0].country == sender.country:
                        continue  # they leave home; where to is said elsewhere
                    return [self.scene.host(m) for m in marks], "object"
        if near:
            return self._beside(near, sender), "beside"
        if (loose := self._loose(candidate, said)) is not None:
            return [self.scene.host(loose)], "verb"
        if any(p.main == "alert" for p in said):
            return [], "nowhere"
        return self._guess(candidate, sender, memory, out)

    def _joined(self, said: list[Predication], memory: Memory) -> Host | None:
        """Return where those are whom the forces are to join, if it was told before: "sends jets to join the Danish contingent"."""
        words = self.words
        for v in (k for p in said for k in words.kids[p.token] if words.dep[k] in ("xcomp", "advcl") and words.lemma[k] in moves().joining and "to" in words.auxiliaries(k)):
            o = words.child(v, "dobj")
            owner = next((m for m in self.scene.within(words.left[o], o) if m.owns), None) if o is not None else None
            if owner is not None and (host := memory.where.get(owner.country or owner.name)) is not None:
                return host
        return None

    def _loose(self, candidate: Candidate, said: list[Predication]) -> Mark | None:
        """Return the place behind a "to" that the parse takes for an infinitive's: "will send 90 soldiers to sisterly Chad"."""
        words = self.words
        if not any(p.main in ("send", "head", "arrive") for p in said):
            return None
        for t in range(candidate.head + 1, min(candidate.head + 4, len(words) - 1)):
            if words.lower[t] == "to" and words.tag[t] == "TO" and words.lemma[t + 1] not in moves().verbs:
                for at in range(t + 1, min(t + 4, words.sents[words.sent[t]][1])):
                    if (mark := self.scene.at.get(at)) is not None:
                        return mark if mark.where and mark.kind != "demonym" else None
        return None

    def _guess(self, candidate: Candidate, sender: Party | None, memory: Memory, out: bool) -> tuple[list[Host], str]:
        """Return where the forces are likely to be: the heading's place, one in the sentence, the last one named."""
        words = self.words
        if memory.heading is not None and memory.heading.country and not out:
            return [memory.heading], "heading"
        sentence = words.sentence_of(candidate.head)
        for mark in self.scene.within(sentence[0], sentence[-1] + 1):
            if mark.kind in ("place", "region", "name") and words.dep[mark.end - 1] == "pobj":
                over = words.head[words.head[mark.end - 1]]
                if words.pos[over] in ("NOUN", "PROPN") and sender and mark.country == sender.country:
                    continue
                preposition = words.lower[words.head[mark.end - 1]]
                if preposition == "to" and words.lower[words.head[mark.end - 1] - 1] in _CLOSE:
                    return self._beside([mark], sender), "beside"
                if preposition in ("in", "at", "to", "into", "on"):
                    return [self.scene.host(mark)], "here"
        before = [memory.heading] if memory.heading is not None else memory.hosts[-1:]
        if out and before and sender and before[0].country == sender.country:
            before = []
        return before or self._likely(sender), "before"

    def _likely(self, sender: Party | None) -> list[Host]:
        """Return the one foreign state that the report speaks of, where it speaks of one above all."""
        counts = Counter(m.country for m in self.scene.marks if m.country and m.where and m.kind != "demonym" and m.country != (sender.country if sender else None))
        ranked = counts.most_common(2)
        if not ranked or len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]:
            return []
        state = self.scene.state(ranked[0][0])
        return [Host(None, state.name, state.country)] if state else []

    def _where(self, candidate: Candidate, said: list[Predication]) -> Mark | None:
        """Return the place that a relative "where" goes back to: "Chad, where 900 soldiers are already present"."""
        words = self.words
        for at in (candidate.head, *(p.token for p in said if not p.modifies)):
            for _ in range(3):
                if any(words.lower[k] == "where" and words.dep[k] in ("advmod", "nsubj", "mark") for k in words.kids[at]):
                    if words.dep[at] in ("relcl", "advcl", "acl"):
                        mark = self.scene.at.get(words.head[at])
                        if mark is None or not mark.where:
                            where = min((k for k in words.kids[at] if words.lower[k] == "where"), default=at)
                            before = [m for m in self.scene.within(max(where - 6, words.sentence_of(at)[0]), where) if m.where]
                            mark = before[-1] if before else None
                        if mark and mark.where:
                            return mark
                    break
                if words.dep[at] not in ("attr", "nsubj", "conj", "ccomp", "acomp", "nsubjpass"):
                    break
                at = words.head[at]
        return None

    def _is_from(self, mark: Mark) -> bool:
        """Whether a place is one that forces leave: "from" stands before it."""
        return "from" in self.words.lower[max(mark.first - 5, 0) : mark.first]

    def _before(self, at: int, memory: Memory, sender: Party | None) -> list[Host]:
        """Return the place that "there" or "that country" goes back to: the last one named in the sentence, else before it."""
        words = self.words
        first = words.sentence_of(at)[0]
        own = sender.country if sender else None
        for mark in reversed(self.scene.within(first, at)):
            if mark.kind != "place" and acting(words, mark):
                continue  # "Chad keeps 900 men in the country": in another one
            if mark.country and mark.country == own and self._is_from(mark):
                continue  # "those from Iquique join 120 already there": not where they come from
            if mark.kind in ("name", "place", "region") and words.dep[mark.end - 1] in ("pobj", "dobj", "nsubj", "conj", "appos"):
                return [self.scene.host(mark)]
        if memory.heading is not None:
            return [memory.heading]
        if memory.hosts:
            return memory.hosts[-1:]
        block = words.block[at]
        start = next((f for f, _ in words.sents if words.block[f] == block), first)
        named = [m for m in self.scene.within(start, first) if m.where and m.country and m.country != own and m.kind != "demonym"]
        sites = [m for m in named if not acting(words, m)]
        return [self.scene.host((sites or named)[-1])] if named else []

    def _beside(self, near: list[Mark], sender: Party | None) -> list[Host]:
        """Return the host of forces beside a place: at a foreign border they stand on their own side."""
        mark = near[0]
        if sender and sender.country and mark.country and sender.country != mark.country and getattr(mark, "kind", "") in ("name", "demonym") and self._is_edge(mark):
            return [Host(None, sender.name, sender.country)]
        return [Host(mark.place, f"near {mark.name}", None)]

    def _is_edge(self, mark: Mark) -> bool:
        words = self.words
        at = mark.end - 1
        h = words.head[at]
        return words.lower[h] in ("border", "frontier", "line", "borders", "frontiers", "boundary") or any(words.lower[t] in ("border", "borders", "frontier") for t in range(mark.end, min(mark.end + 3, len(words))))

    def _anchors(self, candidate: Candidate, said: list[Predication]) -> list[int]:
        """Return the tokens whose prepositional phrases say where: the noun, then its predicates."""
        words = self.words
        anchors = [candidate.head]
        if candidate.quantity:
            anchors.append(candidate.quantity.head)
        modifiers = [p.token for p in said if p.modifies]
        above = [p.token for p in said if not p.modifies]
        anchors += modifiers + above
        for p in said:
            for k in words.kids[p.token]:
                if words.dep[k] in ("xcomp", "advcl", "ccomp", "acl") and k > p.token and (words.tag[k] in ("VB", "VBG") or words.dep[k] == "acl"):
                    anchors.append(k)
            if not p.modifies and words.dep[p.token] in ("xcomp", "pcomp", "conj"):
                anchors.append(words.head[p.token])
        for t in words.conjuncts(words.first_conjunct(candidate.head)):
            if t > candidate.head:
                anchors.append(t)
        # "the force along the border is put at 900 men": where the force is, the men are
        anchors += [k for p in said if measured(p) for k in words.kids[p.token] if words.dep[k] in ("nsubj", "nsubjpass", "dobj") and k != candidate.head]
        return list(dict.fromkeys(anchors))

    def _places(self, at: int, preferred: frozenset[str], near: list[Mark], out: bool) -> list[Mark] | Host | str:
        words = self.words
        later: list[Mark] = []
        origin = -1
        for k in words.kids[at]:
            if words.dep[k] == "dative" and (mark := self.scene.at.get(k)) and mark.where and not out:
                return [mark]
            if words.lower[k] == "from":
                origin = words.right[k] + 1
            elif k == origin and not out:
                continue  # "from Lakenheath in Suffolk" is one place
            if words.dep[k] in ("advmod", "attr", "npadvmod") and words.lower[k] in _THERE and words.tag[k] != "EX":
                return "there"
            if words.dep[k] not in ("prep", "dative", "agent", "advmod", "prt") or words.lower[k] in ("of", "by", "with", "as", "than") and words.lower[k] != "by":
                continue
            o = words.child(k, "pobj", "pcomp")
            if o is None:
                inner = words.child(k, "prep")
                o = words.child(inner, "pobj") if inner is not None else None
            if o is None:
                continue
            preposition = words.lower[words.head[o]] if words.head[o] != k else words.lower[k]
            if preposition == "of" and words.lower[k] in ("out", "off", "away"):
                preposition = "from"
            if words.lower[o] in _OWN_LAND and (own := self._own_land(o)):
                return own
            if words.lower[o] in _LAND | _OWN_LAND and any(words.lower[d] in ("that", "this") for d in words.kids[o]):
                return "that land"
            marks = self.marks_of(o)
            if not marks and (inner := words.child(o, "prep")) is not None and words.lower[inner] in ("in", "at") and (deep := words.child(inner, "pobj")) is not None:
                marks = self.marks_of(deep)
            if not marks and (named := self._named_again(o)) is not None:
                return [named]
            if not marks:
                if words.lower[o] in _THERE or words.lower[o] in _LAND and any(words.lower[d] in ("the", "that", "this") for d in words.kids[o]):
                    return "there"
                continue
            edge = words.lower[o] in _EDGES and words.lower[marks[0].first - 1] not in ("in", "inside")
            if preposition == "to" and words.lower[words.head[o] - 1] in _CLOSE:
                near.extend(marks)
                continue
            if out and preposition == "from" or not out and preposition in ("to", "into", "onto", "toward", "towards") and not edge:
                return marks
            if preposition == "by" and o not in self.scene.at:
                continue  # "by our count of those in Chad"
            if preposition in NEAR and preposition not in ("around", "round") and words.lower[marks[0].first - 1] not in ("in", "inside") or edge:
                near.extend(marks)
            elif preposition in preferred:
                later = later or marks
        return later

    def _named_again(self, o: int) -> Mark | None:
        """Return the place that a noun goes back to by a part of its name: "the gulf", after the Gulf of Aden."""
        words = self.words
        if words.lower[o] not in _PARTS or not any(words.lower[d] in ("the", "that", "this") for d in words.kids[o]):
            return None
        return next((m for m in reversed(self.scene.marks) if m.first < o and m.where and words.lower[o] in m.name.lower().split()), None)

    def _own_land(self, o: int) -> Host | None:
        """Return the state whose land a pronoun before it says it is: "on its territory"."""
        for k in self.words.kids[o]:
            if self.words.dep[k] == "poss" and self.words.lower[k] in (*THEIRS, *OURS) and (party := self.who.party(k)) and party.country:
                return Host(None, party.name, party.country)
        return None

    def marks_of(self, o: int) -> list[Mark]:
        """Return the places that a noun phrase names: itself, its owner, or what it is in."""
        words = self.words
        found: list[Mark] = []
        for t in words.conjuncts(o):
            mark = self.scene.at.get(t)
            if mark and t > o and mark.end < len(words) and words.pos[mark.end] == "NUM" and words.sent[mark.end] == words.sent[t]:
                continue  # "to Chad, Denmark 100": the next sender
            if mark and mark.where:
                if mark not in found:
                    found.append(mark)
                continue
            inside = [m for m in self.scene.within(words.left[t], min(words.right[t] + 1, t + 9)) if m.where and not self._apart(m, t)]
            own = [m for m in inside if m.kind in ("place", "region", "name", "seat")] or [m for m in inside if m.kind == "demonym" and m.end <= t]
            for m in own[:1]:
                if m not in found:
                    found.append(m)
        return found

    def _apart(self, mark: Mark, t: int) -> bool:
        """Whether a place in the phrase of token `t` is not where it is: "in its dispute with Chad"."""
        words, over = self.words, self.words.head[mark.end - 1]
        return mark.first > t and words.pos[over] == "ADP" and words.lower[over] in _ABOUT

    def leaves_for(self, p: Predication | None, hosts: list[Host], senders: list[Party]) -> bool:
        """Whether forces that leave one place are on the way to their host: "left Germany for Estonia", "left Fort Carson" for Poland."""
        if p is None or p.main != "leave" or not hosts or not hosts[0].country or not senders or hosts[0].country == senders[0].country:
            return False
        words = self.words
        place = words.child(p.token, "dobj")
        if place is None:
            off = next((k for k in words.kids[p.token] if words.lower[k] == "from"), None)
            place = words.child(off, "pobj") if off is not None else None
        marks = self.marks_of(place) if place is not None else []
        if marks and marks[0].country:
            return marks[0].country != hosts[0].country
        return place is not None and words.pos[place] == "PROPN" and words.lower[place] not in ("it", "they")

    def origin(self, said: list[Predication], candidate: Candidate) -> Host | None:
        """Return whence the forces come, where it is said."""
        words = self.words
        for at in [candidate.head, *(p.token for p in said)]:
            for k in words.kids[at]:
                if words.dep[k] == "prep" and words.lower[k] == "from" and (o := words.child(k, "pobj")) is not None and (marks := self.marks_of(o)):
                    return self.scene.host(marks[0])
        return None
