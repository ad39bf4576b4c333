"""One sender's forces of one category in one place: what is said to be there, and what changed it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from standoff.record.posture.claims import Claim
from standoff.record.posture.moves import Move, arrivals, share_of
from standoff.record.posture.solve import INF, Problem, Variable
from standoff.record.posture.standing import Reading, readings, standing, undisputed
from standoff.record.posture.words import same_force
from standoff.record.wording import ARRIVES

Key = tuple[str, str | None, str, str]
# A figure for a region binds what is said of its countries from so many days before to so many days after.
BEFORE, AFTER = 10, 3
# What differs by more than so many times is a part, another force, or misread.
MANYFOLD = 5


@dataclass(slots=True, eq=False)
class Pool:
    """What is in place in one pool.

    Attributes
    ----------
    levels : dict
        Standing claims on levels, by force; the empty force is all of the category, and where it has claims the others
        are parts of it, else the whole is their sum.
    moves, news : list
        Announced moves to this place; increments and reductions told by themselves.
    told : dict
        All claims on levels, by force, also those that later ones replaced.
    changes : list of (Claim, Move or None)
        What came or went on a day: arrivals of a move, or increments and reductions told by themselves.
    """

    key: Key
    levels: dict[str, list[Claim]] = field(default_factory=dict)
    told: dict[str, list[Claim]] = field(default_factory=dict)
    changes: list[tuple[Claim, Move | None]] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    news: list[Claim] = field(default_factory=list)

    @property
    def forces(self) -> list[str]:
        """The forces whose levels make up the whole."""
        return [""] if "" in self.levels or not self.levels else sorted(self.levels)

    def base(self, force: str) -> Variable:
        """Return the variable for a force's level before any change."""
        return ("base", *self.key, force)

    def terms(self, day: float = INF, force: str | None = None, without: frozenset[Variable] = frozenset()) -> dict[Variable, float]:
        """Return the level on a day, as a sum of variables; of one force, or of the whole; `without` some changes."""
        terms: dict[Variable, float] = {self.base(f): 1.0 for f in ([force] if force is not None else self.forces)}
        for c, move in self.changes:
            if c.day < day and change(c, move) not in without:
                terms[change(c, move)] = -1.0 if c.basis == "reduction" else 1.0
        return terms

    def explains(self, a: Claim, b: Claim) -> bool:
        """Whether reported moves explain that two claims differ."""
        earlier, later = sorted((a, b), key=lambda c: c.order)
        return _explained(earlier, later, self.moves, self.news)

    def choices(self) -> list[tuple[str, list[Reading]]]:
        """Return the forces of the whole with their consistent readings."""
        return [(f, readings(self.levels.get(f, []))) for f in self.forces]

    def constrain(self, problem: Problem) -> None:
        """Add what is beyond dispute: the levels on which all agree, the sizes of the changes."""
        for claims in self.levels.values():
            for c in undisputed(claims):
                self.say(problem, c)
        changed = {move.key for _, move in self.changes if move}
        for m in self.moves:
            came = max((a for a in m.arrived if a.counted and a.share is None), key=lambda a: a.order, default=None)
            if came is not None and m.key not in changed:
                problem.add({("arrived", *m.key): 1.0}, came.low, came.high, (came.id,), "arrived of a move")
        for c, move in self.changes:
            if c.share and move:
                low, high = c.share
                problem.add({change(c, move): 1.0, move.key: -low}, 0.0, INF, (c.id,), "share that arrived")
                problem.add({change(c, move): 1.0, move.key: -high}, -INF, 0.0, (c.id,), "share that arrived")
            elif c.status == "in_place":
                problem.add({change(c, move): 1.0}, c.low if c.counted else 1.0, c.high, (c.id,), "change")
            if move:
                problem.add({change(c, move): 1.0, move.key: -1.0}, -INF, 0.0, (c.id,), "arrived of a move")

    def say(self, problem: Problem, c: Claim, without: frozenset[Variable] = frozenset()) -> None:
        """Add one claim on a level, `without` changes of which its side does not tell."""
        force = self.force_of(c)
        terms = self.terms(-INF if c.before else c.day, force, without) if force == "" else {self.base(force): 1.0}
        problem.add(terms, c.low, c.high, (c.id,), "level")

    def force_of(self, c: Claim) -> str:
        """Return under which force a claim stands."""
        return next((f for f, claims in self.levels.items() if any(k.id == c.id for k in claims)), c.part)

    def near(self, published: int) -> dict[Variable, float]:
        """Return the level as far as it is told within days of a date, in words that name the place."""
        found: dict[Variable, float] = {}
        for f in self.forces:
            if any(c.sure and -BEFORE <= c.published - published <= AFTER for c in self.told.get(f, ())):
                found[self.base(f)] = 1.0
        return found


def change(c: Claim, move: Move | None) -> Variable:
    """Return the variable for the size of a change."""
    return ("arrived", *move.key) if move else ("change", c.id)


def pools_of(claims: list[Claim], moves: dict[Key, list[Move]]) -> dict[Key, Pool]:
    """Return the pools in which something is said to be in place.

    Parameters
    ----------
    claims : list of Claim
        All claims of one sender and category.
    moves : dict
        Moves by pool; what has arrived of them is noted in them.
    """
    there: dict[Key, list[Claim]] = defaultdict(list)
    changes: dict[Key, list[Claim]] = defaultdict(list)
    shares: dict[Key, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.status != "in_place" or len(c.hosts) > 1:
            continue
        if c.share:
            shares[c.pool].append(c)
        elif c.basis in ("increment", "reduction"):
            changes[c.pool].append(c)
        elif c.counted:
            there[c.pool].append(c)
    gone: dict[Key, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.status == "ended":
            if c.counted and c.basis == "reduction" and any(k.day < c.day and not k.part and k.low > c.high for k in there[c.pool]):
                changes[c.pool].append(replace(c, status="in_place", day=c.day - 1))  # some have gone: what a report of the day says is there is without them
            else:
                gone[c.pool].append(c)
    pools: dict[Key, Pool] = {}
    coming = {key for key, own in moves.items() if any(m.arriving() for m in own)}
    for own in changes.values():
        own[:] = _once(own)
    for key in {*there, *changes}:
        changes[key] = _believable(changes[key], there[key])
        there[key] = _believable(there[key], there[key])
    for key in sorted({*there, *changes, *shares, *coming}, key=str):
        pools[key] = _pool(key, there[key], changes[key], moves.get(key, []), gone[key])
        _partly(pools[key], shares[key])
    return pools


def _once(changes: list[Claim]) -> list[Claim]:
    """Leave out what later reports tell again: the same number gone from the same place."""
    kept: list[Claim] = []
    for c in sorted(changes, key=lambda c: c.order):
        again = any((k.low, k.high) == (c.low, c.high) and k.source != c.source and same_force(k.part, c.part) for k in kept if k.basis == "reduction")
        if c.basis != "reduction" or not c.counted or not again:
            kept.append(c)
    return kept


def _believable(claims: list[Claim], levels: list[Claim]) -> list[Claim]:
    """Leave out figures in words that do not name the place, where they exceed manyfold all levels that words which name it give."""
    most = max((c.low for c in levels if c.sure and not ARRIVES.search(c.said)), default=0.0)
    return [c for c in claims if c.sure or not most or c.low <= MANYFOLD * most]


def _partly(pool: Pool, shares: list[Claim]) -> None:
    """Add what has arrived of moves by a share ("about half"), or in a part that nobody counts ("are landing")."""
    latest: dict[tuple[str, ...], tuple[Claim, Move]] = {}
    for c in shares:
        if move := share_of(c, pool.moves):
            latest[move.key] = (c, move)
            move.arrived.append(c)
    for move in pool.moves:
        if move.key not in latest and not move.arrived and (part := move.arriving()):
            latest[move.key] = (part, move)
    counted = {m.key for _, m in pool.changes if m}
    pool.changes += [(c, m) for key, (c, m) in latest.items() if key not in counted]


def _pool(key: Key, there: list[Claim], changes: list[Claim], moves: list[Move], gone: list[Claim]) -> Pool:
    there = [c for c in there if not any(_ends(e, c) for e in gone)]
    arrived = arrivals(there, moves)
    all_of_it = [c for c in there if not c.part and c.id not in arrived]
    pool = Pool(key, moves=moves, news=changes)
    if all_of_it:
        pool.told[""], pool.levels[""] = all_of_it, _standing(all_of_it, moves, changes)
        for m in moves:
            if any(c.id in arrived for c in m.arrived) and not any(m in other.instead for _, other in pool.changes if other):
                latest = max((c for c in m.arrived if c.id in arrived), key=lambda c: c.order)
                pool.changes.append((latest, m))
        pool.told |= _forces([c for c in there if c.part and c.id not in arrived])
        since = min(c.day for c in pool.levels[""])
        pool.changes += [(c, None) for c in changes if c.day >= since]
    else:
        pool.told = _forces(there)
        pool.changes = [(c, None) for c in changes if c.counted]
    for force, claims in pool.told.items():
        pool.levels.setdefault(force, _standing(claims, moves, changes))
    return pool


def _ends(e: Claim, c: Claim) -> bool:
    """Whether a force that is said to have left is the one that an earlier claim put there."""
    if c.day > e.day or c.report == e.report and c.day == e.day or not same_force(e.part, c.part):
        return False
    return not e.counted or (c.low <= e.high and e.low <= c.high)


def _forces(claims: list[Claim]) -> dict[str, list[Claim]]:
    """Return the claims by force; forces that share a word are one."""
    groups: list[tuple[str, list[Claim]]] = []
    for c in sorted(claims, key=lambda c: (c.part, c.order)):
        for part, members in groups:
            if part == c.part or part and c.part and any(same_force(m.part, c.part) for m in members):
                members.append(c)
                break
        else:
            groups.append((c.part, [c]))
    return dict(groups)


def _standing(claims: list[Claim], moves: list[Move], changes: list[Claim]) -> list[Claim]:
    return standing(claims, lambda earlier, later: _explained(earlier, later, moves, changes))


def _explained(earlier: Claim, later: Claim, moves: list[Move], changes: list[Claim]) -> bool:
    if later.low > earlier.high:
        came = [m.high for m in moves if m.day <= later.day and any(k.published >= earlier.day - 1 for k in m.said)]
        came += [c.high for c in changes if c.basis == "increment" and earlier.day <= c.day <= later.day]
        return later.day > earlier.day and bool(came) and earlier.high + sum(came) >= later.low
    return any(c.basis == "reduction" and earlier.day < c.day <= later.day and c.status == "in_place" for c in changes)
