"""All that is said of one sender's forces of one category, as one set of constraints, and the rows that follow."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from standoff.record.posture import words
from standoff.record.posture.claims import INF, PENDING, Claim
from standoff.record.posture.moves import SAME_DAYS, Move, moves_of, pending, restated
from standoff.record.posture.pool import Key, Pool, change, pools_of
from standoff.record.posture.solve import Bounds, Problem, Variable
from standoff.record.posture.standing import OWN_DAYS, Reading, readings, standing, voices

Row = dict[str, Any]
# "Double" beside a number of its own is a round figure.
_ROUND = 0.1
_RANK = {"considered": 0, "standby": 0, "ordered": 1, "under_way": 2}
STATUSES = ("in_place", "under_way", "ordered", "standby", "considered", "ended", "ruled_out")
@dataclass(slots=True)
class Model:
    """One sender and category on one day."""

    claims: list[Claim]
    moves: dict[Key, list[Move]] = field(default_factory=dict)
    pools: dict[Key, Pool] = field(default_factory=dict)
    problem: Problem = field(default_factory=Problem)
    contradictions: list[tuple[str, ...]] = field(default_factory=list)
    by_id: dict[str, Claim] = field(default_factory=dict)


def build(claims: list[Claim]) -> Model:
    """Return the model of the claims of one sender and category, given in order of their days."""
    claims = restated(claims)
    model = Model(claims, by_id={c.id: c for c in claims})
    totals: list[tuple[Claim, list[Move]]] = []
    for key, own in sorted(pending(claims).items(), key=lambda p: str(p[0])):
        model.moves[key], over = moves_of(own)
        totals += over
    model.pools = pools_of(claims, model.moves)
    problem = model.problem
    for key in sorted(model.moves, key=str):
        for m in model.moves[key]:
            for c in m.claims:
                problem.add({m.key: 1.0}, c.low, c.high, (c.id,), "move")
    for key in sorted(model.pools, key=str):
        model.pools[key].constrain(problem)
    for c, summed in totals:
        _derive(model, {m.key: 1.0 for m in summed}, c.low, c.high, (c.id,), "total of moves")
    for c in claims:
        if c.counted and (len(c.hosts) > 1 or c.parts) and c.status in PENDING:
            _several_hosts(model, c)
        elif c.counted and len(c.hosts) > 1 and c.status == "in_place":
            terms: dict[Variable, float] = {}
            for host in c.hosts:
                if pool := model.pools.get((c.sender, host, "", c.category)):
                    terms |= pool.near(c.published)
            _derive(model, terms, -INF, c.high, (c.id,), "total of several countries")
    for c in claims:
        if c.scope and c.status == "in_place" and c.counted and (members := words.REGIONS.get(c.scope)):
            _region(model, c, members)
    for c in claims:
        if c.ratio and c.ratio[0] >= 1 and not c.counted and c.host and c.status in _RANK:
            _ratio(model, c)
    return model


def _derive(model: Model, terms: Mapping[Variable, float], low: float, high: float, mentions: tuple[str, ...], text: str) -> None:
    """Add a constraint that ties several quantities, unless it contradicts the rest: then note the contradiction."""
    before = len(model.problem.constraints)
    model.problem.add(terms, low, high, mentions, text)
    if len(model.problem.constraints) > before and model.problem.bounds(terms) is None:
        model.contradictions += model.problem.around(list(terms)).contradictions(limit=3)
        model.problem.drop_last()


def _several_hosts(model: Model, c: Claim) -> None:
    """A total for several countries is the sum of what goes to each; one country may be told by that alone."""
    parts = [model.by_id[k] for k in c.parts if k in model.by_id]
    told = list(dict.fromkeys(k.host for k in parts if k.host))
    hosts = list(c.hosts) if len(c.hosts) > 1 else told
    if not hosts or c.host:
        return
    whole = len(c.hosts) > 1 or words.several(c.said) == len(hosts)
    terms: dict[Variable, float] = {}
    for host in hosts:
        key = (c.sender, host, "", c.category)
        own = [
            m for m in model.moves.get(key, []) if m.rivals is None or any(k.source == c.source for k in m.claims)
            if any(k.of == c.id or abs(k.day - c.day) <= SAME_DAYS for k in m.said)
        ]
        if not own and whole:
            own = [_implied(model, key, c)]
        terms |= {m.key: 1.0 for m in own}
    _derive(model, terms, c.low if whole else -INF, c.high, (c.id,), "total of several countries")


def _implied(model: Model, key: Key, c: Claim) -> Move:
    """Return the move to a place whose size nobody gives, made if there is none of that time."""
    moves = model.moves.setdefault(key, [])
    for m in moves:
        if not m.claims and _RANK[c.status] >= _RANK[m.status()]:
            m.hints.append(c)
            return m
    moves.append(Move(key, [], c.day, hints=[c]))
    return moves[-1]


def _region(model: Model, c: Claim, members: frozenset[str]) -> None:
    """What is in a region is no less than what is in its countries together."""
    terms: dict[Variable, float] = {}
    for key, pool in sorted(model.pools.items(), key=lambda p: str(p[0])):
        if key[1] in members:
            terms |= dict.fromkeys(pool.near(c.published), 1.0)
    own = model.pools.get(c.pool)
    if terms and own and any(k.id == c.id for k in own.levels.get(c.part, ())):
        _derive(model, {**terms, own.base(own.force_of(c)): -1.0}, -INF, 0.0, (c.id,), "no less than its parts")


def _ratio(model: Model, c: Claim) -> None:
    """So many times as many as before: what is there and what comes, against what is there."""
    assert c.ratio
    key = c.pool
    pool = model.pools.get(key) or model.pools.setdefault(key, Pool(key))
    low, high = c.ratio
    coming = [
        m for m in model.moves.get(key, [])
        if not any(_outranked(m, o) for o in m.instead) and m.day <= c.day + SAME_DAYS and (high == INF or not m.complete())
        and _RANK[m.status()] >= _RANK[c.status] and same(m, c)
    ]
    if any(m.claims for m in coming) and low == high:
        low, high = low * (1 - _ROUND), high * (1 + _ROUND)
    if not coming:
        coming = [_implied(model, key, c)]
    before = pool.terms(c.day)
    for m in coming:  # what has come of these moves already is not what was there before them
        before.pop(("arrived", *m.key), None)
    strict = 1.0 if c.strict and high == INF else 0.0
    more: dict[Variable, float] = {m.key: 1.0 for m in coming}
    if low > 1:
        _derive(model, {**more, **{v: -(low - 1) * k for v, k in before.items()}}, strict, INF, (c.id,), "ratio")
    if high < INF:
        _derive(model, {**more, **{v: -(high - 1) * k for v, k in before.items()}}, -INF, 0.0, (c.id,), "ratio")


def _outranked(m: Move, other: Move) -> bool:
    """Whether of two rival accounts the other is better supported, or as well and told first."""
    def rank(x: Move) -> tuple[int, int, tuple[int, int, str, str]]:
        return (-len({c.source for c in x.claims}), x.day, x.claims[0].order)

    return rank(other) < rank(m)


def same(m: Move, c: Claim) -> bool:
    """Whether a ratio is about a move: told on its day or later, or with it."""
    return words.same_force(m.part, c.part) or any(k.report == c.report for k in m.said)


def rows(model: Model, assume: tuple[str, ...] = (), host: str | None = None) -> list[Row]:
    """Return the rows of a model: in place, pending, on standby, considered; of one host if it is given."""
    found: list[Row] = []
    for key in sorted({*model.pools, *model.moves}, key=str):
        if host is None or key[1] == host:
            found += _in_place(model, key, assume)
            found += _pending(model, key)
    found += _leaving(model)
    found += _stock(model)
    found += _lists(model)
    return found


def _in_place(model: Model, key: Key, assume: tuple[str, ...]) -> list[Row]:
    pool = model.pools.get(key) or Pool(key)
    more = [m.key for m in model.moves.get(key, []) if m.status() in assume and not m.rivals and not m.complete()]
    told = any(pool.levels.values())
    terms = pool.terms() | dict.fromkeys(more, 1.0)
    if not told and pool.changes:
        terms = {v: k for v, k in terms.items() if v != pool.base("")}
    found: list[Row] = []
    choices = [(f, r) for f, r in pool.choices() if r]
    disputed = [(f, r) for f, r in choices if len(r) > 1]
    if not disputed:
        bounds = model.problem.bounds(terms)
        if bounds is None and len(choices) == 1:
            bounds = _alone(pool, choices[0][1][0], pool.terms(-INF))
        found.append(_row(bounds, key, "in_place"))
    for force, options in disputed:
        shared = set.intersection(*({c.id for c in r.claims} for r in options))
        for option in options:
            foreign = _foreign(pool, option, [o for o in options if o is not option])
            problem = _with(model.problem, pool, [(f, o[0]) for f, o in disputed if f != force] + [(force, option)], foreign)
            own = {v: k for v, k in terms.items() if v not in foreign}
            row = _row(problem.bounds(own) or _alone(pool, option, own), key, "in_place")
            row["according_to"] = voices([c for c in option.claims if c.id not in shared])
            found.append(row)
    for row in found:
        row["basis"] = "total" if told or key in model.pools and not pool.changes else "increment"
        row["assumed"] = list(assume) if more else []
    return [r for r in found if r["mentions"]]


def _foreign(pool: Pool, option: Reading, others: list[Reading]) -> frozenset[Variable]:
    """Return the changes of which only the rivals of a reading tell."""
    ours, theirs = {c.side for c in option.claims}, {c.side for o in others for c in o.claims}
    return frozenset(change(c, move) for c, move in pool.changes if c.side in theirs - ours)


def _with(problem: Problem, pool: Pool, chosen: list[tuple[str, Reading]], foreign: frozenset[Variable]) -> Problem:
    more = problem.around(list(pool.terms()))
    for _, option in chosen:
        for c in option.claims:
            pool.say(more, c, foreign)
    return more


def _alone(pool: Pool, option: Reading, terms: Mapping[Variable, float]) -> Bounds | None:
    """Return what a reading says by itself, where it contradicts figures of other places."""
    alone = Problem()
    for c in option.claims:
        pool.say(alone, c)
    return alone.bounds({v: k for v, k in terms.items() if v[0] != "base" or v == pool.base(pool.force_of(option.claims[0]))})  # type: ignore[index]


def _pending(model: Model, key: Key) -> list[Row]:
    """Return what is ordered, under way and considered, less what has arrived; rival accounts of one move apart."""
    moves = [m for m in model.moves.get(key, []) if not m.complete()]
    groups: dict[int, list[Move]] = defaultdict(list)
    for m in moves:
        if m.rivals is not None:
            groups[m.rivals].append(m)
    certain = [m for m in moves if m.rivals is None]
    accounts: list[tuple[list[Move], str]] = [(certain, "")]
    for group in groups.values():
        others = [g[0] for g in groups.values() if g is not group]
        accounts += [(certain + others + [m], voices(m.said) if len(group) > 1 else "") for m in group]
    if groups:
        accounts = accounts[1:]
    found: dict[tuple[Any, ...], Row] = {}
    for account, said in accounts:
        for status in sorted({m.status() for m in account}, key=lambda s: _RANK[s]):
            own = [m for m in account if m.status() == status]
            terms: dict[Variable, float] = {}
            for m in own:
                terms[m.key] = 1.0
                if m.arrived or m.arriving():
                    terms["arrived", *m.key] = -1.0
            row = _row(model.problem.bounds(terms), key, status)
            row |= {"basis": "increment", "according_to": said or None}
            row["mentions"] = row["mentions"] or [c.id for m in own for c in m.said]
            found.setdefault((status, row["low"], row["high"]), row)
    return list(found.values())


def _stock(model: Model) -> list[Row]:
    """Return what is on standby and considered: options stand side by side, figures for one option are one."""
    groups: dict[tuple[str, str, str, str | None], list[Claim]] = defaultdict(list)
    for c in model.claims:
        if c.status in ("standby", "considered") and c.counted and len(c.hosts) < 2 and c.basis != "reduction":
            part = c.part if c.category != "personnel" else ""
            groups[c.status, part, c.scope if c.category == "ships" else "", c.host].append(c)
    found = []
    for (status, part, scope, host), claims in sorted(groups.items(), key=lambda g: str(g[0])):
        kept = _confirmed(standing(claims)) if status == "standby" else [c for c in claims if not _decided(model, c)]
        for option in readings(kept):
            problem = Problem()
            for c in option.claims:
                problem.add({"stock": 1.0}, c.low, c.high, (c.id,), status)
            c = option.claims[0]
            row = _row(problem.bounds({"stock": 1.0}), (c.sender, host, scope, c.category), status)
            row |= {"basis": "total", "what": part or row["what"]}
            found.append(row)
    return found


def _leaving(model: Model) -> list[Row]:
    """Return what is ordered to leave or leaving: so many of those who are there."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for c in model.claims:
        if c.status in PENDING and c.counted and c.basis == "reduction" and c.host:
            groups[c.host, c.status].append(c)
    found = []
    for (host, status), claims in sorted(groups.items()):
        for option in readings(standing(claims)):
            problem = Problem()
            for c in option.claims:
                problem.add({"leaving": 1.0}, c.low, c.high, (c.id,), status)
            found.append(_row(problem.bounds({"leaving": 1.0}), (option.claims[0].sender, host, "", option.claims[0].category), status) | {"basis": "reduction"})
    return found


def _decided(model: Model, c: Claim) -> bool:
    """Whether what was considered has since been ordered."""
    return any(
        m.claims and m.day > c.day and words.same_force(m.part, c.part) and m.low <= c.high and c.low <= m.high
        for m in model.moves.get(c.pool, ())
    )


def _confirmed(claims: list[Claim]) -> list[Claim]:
    """Leave out what was said again later: readiness lasts as long as reports say so, and rests on the latest of them."""
    def again(c: Claim) -> bool:
        return any((k.low, k.high) == (c.low, c.high) and k.published - c.published > OWN_DAYS for k in claims)

    return [c for c in claims if not again(c)]


def _lists(model: Model) -> list[Row]:
    """Return the figures for several countries together."""
    found: list[Row] = []
    for c in model.claims:
        if any((r["hosts"], r["status"], r["says"]) == (list(c.hosts), c.status, (c.low, c.high)) for r in found):
            continue
        if c.counted and len(c.hosts) > 1:
            row = _row(Bounds(c.low, c.high), (c.sender, None, ", ".join(c.hosts), c.category), c.status)
            row |= {"hosts": list(c.hosts), "says": (c.low, c.high), "basis": "total" if c.status == "in_place" else "increment", "mentions": [c.id]}
            row["low_mentions"] = row["high_mentions"] = [c.id]
            found.append(row)
    for row in found:
        del row["says"]
    return found


def _row(bounds: Bounds | None, key: Key, status: str) -> Row:
    sender, host, scope, category = key
    low = bounds.low if bounds else 0.0
    high = bounds.high if bounds else INF
    below = _mentions(bounds.low_because) if bounds and low > 0 else []
    above = _mentions(bounds.high_because) if bounds and high < INF else []
    named = {*below, *above}
    return {
        "sender": sender, "host": host, "category": category, "status": status,
        "low": max(0, math.ceil(low - 1e-6)) if low > 0 or high < INF and high <= 0 else None,
        "high": math.floor(high + 1e-6) if high < INF else None,
        "basis": "total", "what": scope or None, "according_to": None,
        "mentions": list(dict.fromkeys(below + above)), "also": [m for m in bounds.also if m not in named] if bounds else [], "low_mentions": below, "high_mentions": above,
        "because": {
            "low": [{"mentions": list(c.mentions), "says": c.text} for c in bounds.low_because] if bounds and below else [],
            "high": [{"mentions": list(c.mentions), "says": c.text} for c in bounds.high_because] if bounds and above else [],
        },
    }


def _mentions(constraints: tuple[Any, ...]) -> list[str]:
    return list(dict.fromkeys(m for c in constraints for m in c.mentions))
