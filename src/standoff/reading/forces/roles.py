"""Whose forces, where: trained weights choose among the options that the text offers; the rules' answers speak for an option too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from standoff.knowledge.linear import LinearModel, linear_model
from standoff.mentions import Host, Party
from standoff.reading.draft import Draft
from standoff.reading.forces.features import Observation
from standoff.reading.forces.options import Option, Options
from standoff.reading.forces.parties import OURS
from standoff.reading.forces.scene import Scene

MODEL = "forces_model"
# Rules whose answer stands.
_SETTLED = frozenset({"claimed", "heading"})
# Relations of a place to the phrase that are as sure as the choice: nothing is chosen against them.
_STANDS = frozenset({"where", "noun", "verb", "own land", "that land", "heading", "home"})
# What speaks for forces being at home; that their state is named often or first does not.
_OF_HOME = ("path=", "prev", "earlier", "answer", "kind=place", "issuer")
_STATES = frozenset({"state", "country", "nation", "ally", "neighbour", "neighbor", "partner", "member", "capital"})
# Prepositions of where forces go.
_WHITHER = frozenset({"to", "into", "onto", "toward", "towards"})
NONE = ""  # the key of the option that nobody and nowhere is meant


@dataclass(slots=True)
class History:
    """Whose, where and in which status so far in a report, each with the sentence of its phrase."""

    givers: list[tuple[str, int]] = field(default_factory=list)
    takers: list[tuple[str, int]] = field(default_factory=list)
    statuses: list[tuple[str, int]] = field(default_factory=list)

    def add(self, giver: str, taker: str, sentence: int) -> None:
        """Note what was chosen for a phrase."""
        if giver:
            self.givers.append((giver, sentence))
        if taker:
            self.takers.append((taker, sentence))


def key(party: Party | Host | None) -> str:
    """Return what tells parties apart: the country, else the name; nothing for None."""
    return (party.country or party.name) if party is not None else NONE


def with_rules(options: dict[str, Option], rungs: Iterable[tuple[str, list[Party]]]) -> str:
    """Add to the options what each rule says, and options that only a rule has; return the first rule that has an answer."""
    answered = ""
    for name, parties in rungs:
        for n, party in enumerate(parties):
            option = options.setdefault(key(party), Option(key(party), party.country, party.name, party=party))
            option.features.add(f"rule={name}" if n == 0 else f"rule={name}+")
            if not answered:
                option.features |= {"answer" if n == 0 else "answer+", f"answer={name}"}
                option.party = party
        if parties and not answered:
            answered = name
    return answered or "nobody"


def remember(options: dict[str, Option], own: list[tuple[str, int]], other: list[tuple[str, int]], sentence: int, answered: str) -> None:
    """Add to the options who was chosen for earlier phrases, in the same part (`own`) and in the other."""
    last = own[-1] if own else ("?", -9)
    for option in options.values():
        names = option.features
        if option.key == last[0]:
            names |= {"prev", f"prev|{min(sentence - last[1], 3)}", f"prev|{answered}"}
        elif any(option.key == k for k, _ in own):
            names |= {"earlier", f"earlier|{answered}"}
        if any(option.key == k for k, _ in other):
            names.add("other part")


def cross(option: Option, seen: Observation, answered: str) -> None:
    """Add to an option's features how they stand together with what is said of the phrase."""
    names = option.features
    role = seen.chosen.role if seen.chosen is not None else "none"
    plain = [f for f in names if "|" not in f]
    for f in plain:
        if f.startswith(("path=", "rule=", "answer", "prev", "rank=0", "title=0", "recent", "is", "none", "stateless", "near", "issuer", "harm", "victim", "armed", "sited")):
            names |= {f"{f}|{seen.main}", f"{f}|{seen.direction}", f"{f}|{answered}"}
        if f.startswith("path="):
            names.add(f"{f}|{role}")
        elif f in ("first", "rank=1", "title=1", "here"):
            names.add(f"{f}|{answered}")
        if seen.candidate.elided and f in ("prev", "answer", "first"):
            names.add(f"{f}|elided")


def apart(option: Option, name: str) -> None:
    """Let the features of an option that has another part already, called `name`, stand for themselves: they say other things there."""
    option.features = {f"{name}: {f}" for f in option.features} | {f"is{name}"}


def best(options: dict[str, Option], model: LinearModel) -> Option | None:
    """Return the option with the highest score; the first by key of equal ones."""
    scored = sorted((-model.scores(o.features)[0], o.key) for o in options.values())
    return options[scored[0][1]] if scored else None


class Roles:
    """Chooses sender and host of the force phrases of one report."""

    def __init__(self, draft: Draft, scene: Scene) -> None:
        self.draft, self.scene, self.words = draft, scene, draft.words

    @cached_property
    def options(self) -> Options:
        """The options of the report, listed once a phrase asks for them."""
        return Options(self.draft, self.scene)

    def senders(self, seen: Observation, history: History) -> dict[str, Option]:
        """Return the options of whose forces a phrase speaks of."""
        c, sentence = seen.candidate, self.words.sent[seen.candidate.head]
        options = self.options.near(c.head, [c.quantity.head] if c.quantity else [], seen.said, "owner")
        answered = with_rules(options, seen.rungs)
        remember(options, history.givers, history.takers, sentence, answered)
        host = key(seen.hosts[0]) if seen.hosts else "?"
        if seen.headed is not None and seen.headed.country in options:
            there = "there" if host == seen.headed.country else "inferred" if seen.inferred else "elsewhere"
            options[seen.headed.country].features |= {"heading", f"heading|{there}", f"heading|{answered}"}
        for option in options.values():
            cross(option, seen, answered)
            if option.key == host:
                option.features |= {"ishost", f"ishost|{'inferred' if seen.inferred else 'said'}", f"ishost|{seen.main}", f"ishost|{answered}"}
        return options

    def hosts(self, seen: Observation, sender: str, history: History) -> dict[str, Option]:
        """Return the options of where a phrase's forces are, `sender` being the key of whose they are."""
        c, sentence = seen.candidate, self.words.sent[seen.candidate.head]
        options = self.options.near(c.head, [c.quantity.head] if c.quantity else [], seen.said, "place")
        answered = "nowhere" if not seen.hosts else "inferred" if seen.inferred else "said"
        for n, host in enumerate(seen.hosts):
            option = options.setdefault(key(host), Option(key(host), host.country, host.name))
            option.host = host
            option.features |= {"answer" if n == 0 else "answer+", f"answer={answered}", f"by={seen.placed}"}
            if host.name.startswith("near "):
                option.features.add("near")
        if seen.placed in _STANDS:
            return {k: o for k, o in options.items() if o.host is not None}
        if answered == "said" and seen.hosts[0].country is None:
            # A sea or region that the sentence names is not given up for a state named before it.
            options = {k: o for k, o in options.items() if "here" in o.features or o.host is not None}
        going = self._going(seen)
        abroad = going == "abroad" and sender not in [key(h) for h in seen.hosts]
        home = options.setdefault(sender, Option(sender, sender if len(sender) == 3 else None, sender)) if sender and not abroad else None
        if abroad:
            options.pop(sender, None)
        if seen.known is not None and key(seen.known) in options:
            options[key(seen.known)].features |= {"known", f"known|{seen.main}"}
        if seen.headed is not None:
            option = options.setdefault(key(seen.headed), Option(key(seen.headed), seen.headed.country, seen.headed.name, host=seen.headed))
            option.features |= {"heading", f"heading|{answered}"}
        none = options.setdefault(NONE, Option(NONE, None, ""))
        none.features |= {"none", f"none|{c.category}", f"none|{seen.status}", f"none|{going}", f"none|{going}|{answered}"} | ({"none|headed"} if seen.headed else set())
        if any(o.country and "here" in o.features for o in options.values()):
            none.features.add("none|others")
        remember(options, history.takers, history.givers, sentence, answered)
        for option in options.values():
            if option.country is None and option is not none:
                option.features.add("stateless")
            if option is home:
                option.features = {f for f in option.features if f.startswith(_OF_HOME) and (not f.startswith("path=") or ":prep:" in f)}
                option.features |= {"ishome", f"ishome|{c.category}", f"ishome|{seen.status}", f"ishome|{seen.status}|{seen.main}", f"ishome|{c.grade}", f"ishome|{going}", f"ishome|{going}|{seen.main}"}
                option.features |= {f"ishome|noun={self.words.lemma[c.head]}", f"ishome|verb={seen.chosen.lemma if seen.chosen else '-'}"}
            cross(option, seen, answered)
            if option is home:
                apart(option, "home")
        return options

    def _going(self, seen: Observation) -> str:
        """Return what is said of the way: ``abroad`` or ``somewhere`` for forces that are to go to a place, ``ours`` for those of who speaks, else ``open``."""
        words, c = self.words, seen.candidate
        heads = [c.head, *([c.quantity.head] if c.quantity else []), *([seen.chosen.token] if seen.chosen else [])]
        goals = [words.child(k, "pobj") for h in heads for k in words.kids[h] if k > h and words.lower[k] in _WHITHER and words.dep[k] in ("prep", "dative")]
        if goals:
            return "abroad" if any(o is not None and words.tag[o] == "NNS" and words.lemma[o] in _STATES for o in goals) else "somewhere"
        return "ours" if any(words.dep[k] == "poss" and words.lower[k] in OURS for k in words.kids[c.head]) else "open"

    def settle(self, seen: Observation, history: History) -> None:
        """Set sender and host of an observation to the likeliest options."""
        rule = next((name for name, parties in seen.rungs if parties), "")
        claimed = rule == "claimed"
        if rule not in _SETTLED and (option := best(self.senders(seen, history), linear_model(MODEL, "sender"))) is not None:
            among = [p for p in seen.senders if key(p) == option.key]
            seen.senders = [*among, *(p for p in seen.senders if p not in among)] if among else [self.party(option)]
        giver = key(next(iter(seen.senders), None))
        option = best(self.hosts(seen, giver, history), linear_model(MODEL, "host"))
        if seen.main == "alert" and (not seen.hosts or seen.inferred) and seen.headed is None:
            seen.hosts, option = [], None  # where they would go is not said
        if claimed and seen.placed == "known":
            option = None
        stateless = bool(seen.hosts) and seen.hosts[0].country is None
        if option is not None and option.key not in [key(h) for h in seen.hosts] and not (option.key == NONE and stateless):
            seen.hosts = [self.host(option)] if option.key else []
            seen.inferred = True
        history.add(giver, key(next(iter(seen.hosts), None)), self.words.sent[seen.candidate.head])

    def party(self, option: Option) -> Party:
        """Return an option as a party."""
        if option.party is not None:
            return option.party
        if option.mark is not None:
            return self.scene.party(option.mark)
        return self.scene.state(option.country) or Party(option.name, option.country, option.country)

    def host(self, option: Option) -> Host:
        """Return an option as a host."""
        if option.host is not None:
            return option.host
        if option.mark is not None:
            return self.scene.host(option.mark)
        state = self.scene.state(option.country)
        return Host(None, state.name if state else option.name, option.country)
