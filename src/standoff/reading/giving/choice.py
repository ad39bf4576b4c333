"""Who gives to whom and of which kind: trained weights choose among the options that the text offers."""

from __future__ import annotations

from typing import cast

from standoff.knowledge.linear import linear_model
from standoff.mentions import Host
from standoff.reading.draft import Draft
from standoff.reading.forces.features import Observation
from standoff.reading.forces.options import Option
from standoff.reading.forces.roles import NONE, History, Roles, apart, best, cross, key, remember, with_rules
from standoff.reading.forces.scene import Scene

MODEL = "aid_model"


class GiftChoice:
    """Chooses donor and recipient of the aid phrases of one report."""

    def __init__(self, draft: Draft, scene: Scene) -> None:
        self.words = draft.words
        self.roles = Roles(draft, scene)

    def takers(self, seen: Observation, history: History) -> dict[str, Option]:
        """Return the options of who receives."""
        options = self._near(seen, "any")
        answered = with_rules(options, seen.taker_rungs)
        giver = key(next(iter(seen.senders), None))
        remember(options, history.takers, history.givers, self.words.sent[seen.candidate.head], answered)
        for option in options.values():
            cross(option, seen, answered)
            if option.key == giver:
                option.features |= {"isgiver", f"isgiver|{'said' if seen.owned else 'found'}", f"isgiver|{answered}"}
                if seen.owned:
                    apart(option, "giver")
        return options

    def givers(self, seen: Observation, taker: str, history: History) -> dict[str, Option]:
        """Return the options of who gives, `taker` being the key of who receives."""
        options = self._near(seen, "owner")
        answered = with_rules(options, seen.rungs)
        remember(options, history.givers, history.takers, self.words.sent[seen.candidate.head], answered)
        for option in options.values():
            cross(option, seen, answered)
            if taker and option.key == taker:
                apart(option, "taker")
        return options

    def _near(self, seen: Observation, wanted: str) -> dict[str, Option]:
        c = seen.candidate
        options = self.roles.options.near(c.head, [c.top] if c.top >= 0 else [], seen.said, wanted)
        for option in options.values():
            option.features.add(f"armed={self.roles.options.arms(option.key)}")
        none = options.setdefault(NONE, Option(NONE, None, ""))
        none.features |= {"none", f"none|{c.grade}", f"none|{seen.status}"}
        return options

    def settle(self, seen: Observation, history: History) -> None:
        """Set donor and recipient of an observation to the likeliest options."""
        taker = best(self.takers(seen, history), linear_model(MODEL, "taker"))
        if taker is not None and taker.key not in [key(h) for h in seen.hosts]:
            seen.hosts = [cast(Host, self.roles.party(taker))] if taker.key else []
        giver = best(self.givers(seen, key(next(iter(seen.hosts), None)), history), linear_model(MODEL, "giver"))
        if giver is not None and giver.key not in [key(p) for p in seen.senders]:
            seen.senders = [self.roles.party(giver)] if giver.key else []
        history.add(key(next(iter(seen.senders), None)), key(next(iter(seen.hosts), None)), self.words.sent[seen.candidate.head])


def kind_of(seen: Observation) -> str:
    """Return the kind of aid that an observation's features speak for; the lexicon's is one of them."""
    return linear_model(MODEL, "kind").best(seen.features)
