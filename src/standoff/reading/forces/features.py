"""What the trained decisions see of a force phrase: sparse features out of the parse and the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from standoff.knowledge.forces import forces
from standoff.knowledge.moves import moves
from standoff.knowledge.vectors import Vector
from standoff.mentions import Amount, Host, Interval, Party, Quantity
from standoff.reading.draft import Draft, Found
from standoff.reading.forces.predicates import Predication, located, measured
from standoff.reading.forces.scene import Scene
from standoff.reading.forces.status import choose, rule_status
from standoff.reading.words import Words

# What tells of forces in a place by who does it: "held by the guard", "the guard gave up the town".
_DEEDS = frozenset({"fight", "trap"})


class Phrase(Protocol):
    """What features need of a phrase of forces or of aid."""

    head: int
    first: int
    end: int
    grade: str
    hints: set[str]

    @property
    def category(self) -> str: ...
    @property
    def count(self) -> Interval | Amount | None: ...
    @property
    def quantity(self) -> Found[Quantity] | None: ...
    @property
    def elided(self) -> bool: ...


@dataclass(slots=True)
class Observation:
    """A phrase with all that the rules found out about it; `like` is the phrase whose forces somebody counts in it."""

    candidate: Any
    said: list[Predication]
    chosen: Predication | None
    status: str
    direction: str
    main: str
    senders: list[Party]
    hosts: list[Host]
    inferred: bool
    owned: bool
    features: set[str] = field(default_factory=set)
    vectors: dict[str, Vector] = field(default_factory=dict)
    rungs: list[tuple[str, list[Party]]] = field(default_factory=list)
    taker_rungs: list[tuple[str, list[Party]]] = field(default_factory=list)
    headed: Host | None = None
    known: Host | None = None
    placed: str = "nowhere"
    like: Observation | None = None


def armed(words: Words) -> str:
    """Return how much of a report is words of armed forces: none, few, some or many."""
    core = forces().core
    share = sum(word in core for word in words.lower) / max(len(words), 1)
    return "none" if share == 0 else "few" if share < 0.004 else "some" if share < 0.012 else "many"


def describe(draft: Draft, scene: Scene, seen: Observation, density: int, topic: str) -> set[str]:
    """Return the features of an observation; `density` is how many sure nouns the report has, `topic` how military it is."""
    words, c, i = draft.words, seen.candidate, seen.candidate.head
    lexicon = moves()
    out = {f"grade={c.grade}", f"cat={c.category}", f"grade={c.grade}&main={seen.main}", f"main={seen.main}", f"rule={seen.status}", f"dir={seen.direction}", f"rule={seen.status}&main={seen.main}"}
    noun = words.lemma[i] if not c.elided and i not in scene.at and c.grade not in ("unit", "name") else c.grade
    out.add(f"noun={noun}")
    out.add(f"tag={words.tag[i]}")
    out.add(f"dep={words.dep[i]}")
    if c.count is None:
        count = "none"
    elif c.quantity is None:
        count = "one"
    else:
        low = c.count.low if c.count.low is not None else c.count.high or 0
        count = "small" if low < 100 else "big"
    out |= {f"count={count}", f"count={count}&grade={c.grade}"}
    out |= {f"hint={h}" for h in c.hints}
    before = [words.lower[t] for t in range(max(words.left[i], i - 8, words.sents[words.sent[i]][0]), i)]
    for word in before:
        if word in lexicon.increment:
            out.add("more")
        if word in ("the", "a", "an", "its", "their", "our", "his", "these", "those", "no", "all", "any", "some", "many", "first", "last", "remaining", "rest", "such", "more", "other"):
            out.add(f"det={word}")
    owner = "own" if seen.owned else "found" if seen.senders else "none"
    out |= {f"owner={owner}", f"owner={owner}&grade={c.grade}"}
    host = "none" if not seen.hosts else "inferred" if seen.inferred else "said"
    out |= {f"host={host}", f"host={host}&main={seen.main}", f"host={host}&owner={owner}&grade={c.grade}"}
    if located(words, i):
        out.add("located")
    civil = forces().civil
    if any(words.lemma[t] in civil for t in range(*words.sents[words.sent[i]]) if t != i):
        out |= {"civil", f"civil&grade={c.grade}", f"civil&topic={topic}"}
    if any(words.lemma[k] in civil for a in words.ancestors(i) for k in words.kids[a] if words.dep[k] in ("nsubj", "nsubjpass", "agent", "poss") and k != i):
        out |= {"civil doer", f"civil doer&grade={c.grade}"}
    p = seen.chosen
    if p is not None:
        out |= {f"role={p.role}", f"tense={p.tense}", f"verb={p.lemma}", f"main={seen.main}&tense={p.tense}", f"main={seen.main}&role={p.role}"}
        out |= {f"class={k}" for k in p.classes} | {f"class={k}&role={p.role}" for k in p.classes & _DEEDS}
        if p.negated:
            out.add("negated")
        if measured(p) and p.role.startswith("prep:"):
            out |= {"measured", f"measured&grade={c.grade}"}
        if p.modifies:
            out.add("modifies")
        for n, step in enumerate(p.chain[:3]):
            out |= {f"up={k}" for k in step.classes}
            out.add(f"uptense={step.tense}")
            if n == 0:
                out.add(f"up1={words.lemma[step.token]}")
            if step.negated:
                out.add("upnegated")
        for k in words.kids[p.token]:
            word = words.lower[k]
            if word in lexicon.now:
                out.add("adv=now")
            if word in lexicon.later or words.lemma[k] in ("soon",):
                out.add("adv=later")
            if word in lexicon.past:
                out.add("adv=past")
            if words.dep[k] == "prep":
                out.add(f"prep={word}")
            if words.dep[k] == "advcl" and any(words.lower[m] in ("if", "should", "unless") for m in words.kids[k]):
                out.add("if")
    else:
        out.add("role=none")
    for other in seen.said:
        if other is not p:
            out |= {f"other={k}" for k in other.classes}
            out.add(f"othertense={other.tense}")
    sentence = words.sentence_of(i)
    first, end = sentence[0], sentence[-1] + 1
    traps = sum("trap" in lexicon.verbs.get(words.lemma[t], ()) and words.pos[t] == "VERB" or "trap" in lexicon.nouns.get(words.lemma[t], ()) for t in range(first, end))
    out.add(f"traps={min(traps, 2)}")
    out.add(f"states={min(sum(m.country is not None for m in scene.within(first, end)), 2)}")
    out |= {f"dense={min(density, 5)}", f"topic={topic}", f"topic={topic}&grade={c.grade}", f"topic={topic}&cat={c.category}", f"topic={topic}&main={seen.main}"}
    if draft.working.blocks[words.block[i]].kind == "heading":
        out.add("heading")
    if any(words.dep[t] == "mark" and words.lower[t] == "if" for t in range(first, end)):
        out.add("sentence_if")
    if words.text[end - 1] == "?":
        out.add("question")
    return out


_KNOWN = frozenset({"the", "its", "their", "his", "her", "our", "these", "those", "my", "all"})
_MOTION = {"on": frozenset({"way", "road", "move", "march"}), "in": frozenset({"motion", "transit"}), "en": frozenset({"route"})}


# What is said of forces by a preposition though a place hangs on them: "asked for 900 men in Chad", "is adding to its force there".
_KEPT = frozenset({("consider", "prep:for"), ("reinforce", "prep:to")})


def known_forces(words: Words, candidate: Phrase) -> bool:
    """Whether the phrase speaks of forces as known: "the troops", "its brigade", "France's squadron"."""
    i = candidate.head
    return any(words.dep[k] == "poss" or words.lower[k] in _KNOWN for k in words.kids[i] if k < i) or candidate.grade == "unit"


def _first_of(words: Words, candidate: Phrase) -> bool:
    """Whether only the first of the forces are spoken of: "the first of 400 men have landed"."""
    first = min(candidate.first, words.left[candidate.head])
    return any(words.lower[t] == "first" and words.lower[t + 1] == "of" for t in range(max(first - 3, 0), candidate.head))


def _in_motion(words: Words, candidate: Phrase) -> bool:
    """Whether the phrase itself says that they move: "tanks on the road to Warsaw"."""
    for k in words.kids[candidate.head]:
        if k > candidate.head and words.lower[k] in _MOTION:
            place = words.child(k, "pobj")
            if place is not None and words.lower[place] in _MOTION[words.lower[k]]:
                return True
    return False


def observe(draft: Draft, candidate: Phrase, said: list[Predication]) -> Observation:
    """Return an observation with its rule's verdict and no roles yet."""
    words = draft.words
    chosen = choose(said)
    hung = {words.lower[k] for k in located(words, candidate.head)}
    if chosen is not None and (chosen.main is None or chosen.role.startswith(("prep:", "under:")) and (chosen.main, chosen.role) not in _KEPT) and hung & {"in", "at", "on", "there", "here", "near", "off", "around", "along"}:
        chosen = None
    if chosen is not None and candidate.elided and "to" in hung and chosen.main in (None, "reinforce", "hold", "keep"):
        chosen = None  # "another 900 to Chad: the list has grown": what goes where stands without a verb
    status, direction, main = rule_status(chosen, "to" in hung, known_forces(words, candidate))
    if status == "in_place" and (main in ("arrive", "head", "send") and _first_of(words, candidate) or _in_motion(words, candidate)):
        status = "under_way"
    if main == "none" and hung and "to" not in hung:
        main = "placed"
    if main == "host" and status == "in_place" and candidate.grade == "abstract" and "send" in moves().nouns.get(words.lemma[candidate.head], ()):
        status = "ordered"  # "allowed the deployment": they are not there yet
    return Observation(candidate, said, chosen, status, direction, main, [], [], False, False)
