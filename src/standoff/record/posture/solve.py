"""Bounds of quantities under linear constraints, each bound with the mentions that it rests on; minimal contradictions."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import highspy

INF = math.inf
_EPS = 1e-6
Variable = Hashable


@dataclass(frozen=True, slots=True)
class Constraint:
    """``low <= sum(coefficient * variable) <= high``, and the mentions that say so."""

    terms: tuple[tuple[Variable, float], ...]
    low: float
    high: float
    mentions: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest value, the constraints that keep it there, and those that say the very same."""

    low: float
    high: float
    low_because: tuple[Constraint, ...] = ()
    high_because: tuple[Constraint, ...] = ()
    also: tuple[str, ...] = ()


class Problem:
    """Non-negative variables under constraints."""

    def __init__(self) -> None:
        self.constraints: list[Constraint] = []
        self._of: dict[Variable, list[int]] = defaultdict(list)

    def add(self, terms: Mapping[Variable, float], low: float, high: float, mentions: tuple[str, ...], text: str = "") -> None:
        """Add a constraint; what all values satisfy is left out."""
        kept = tuple((v, c) for v, c in terms.items() if c)
        if not kept or (low == -INF and high == INF) or (low <= 0 and high == INF and all(c > 0 for _, c in kept)):
            return
        self._put(Constraint(kept, low, high, mentions, text))

    def _put(self, constraint: Constraint) -> None:
        for v, _ in constraint.terms:
            self._of[v].append(len(self.constraints))
        self.constraints.append(constraint)

    def drop_last(self) -> None:
        """Take back the constraint added last."""
        for v, _ in self.constraints.pop().terms:
            self._of[v].pop()

    def around(self, variables: list[Variable]) -> Problem:
        """Return the part of the problem that bears on variables, to be added to."""
        other = Problem()
        for c in self.touching(variables):
            other._put(c)
        return other

    def without(self, dropped: set[str]) -> Problem:
        """Return the problem without the constraints that rest on any of these mentions."""
        other = Problem()
        for c in self.constraints:
            if not dropped & set(c.mentions):
                other._put(c)
        return other

    def touching(self, variables: list[Variable]) -> list[Constraint]:
        """Return the constraints that bear on variables, directly or through others, in their order."""
        seen: set[int] = set()
        waiting, known = list(variables), set(variables)
        while waiting:
            for i in self._of.get(waiting.pop(), ()):
                if i not in seen:
                    seen.add(i)
                    for v, _ in self.constraints[i].terms:
                        if v not in known:
                            known.add(v)
                            waiting.append(v)
        return [self.constraints[i] for i in sorted(seen)]

    def bounds(self, objective: Mapping[Variable, float]) -> Bounds | None:
        """Return the bounds of a sum, None if the constraints contradict each other."""
        relevant = self.touching(list(objective))
        if all(len(c.terms) == 1 for c in relevant):
            found = _separate(objective, relevant)
            return found and _supported(found, relevant)
        model = _Model(relevant, list(objective))
        low = model.optimum(objective, least=True)
        high = model.optimum(objective, least=False)
        if low is None or high is None:
            return None
        return _supported(Bounds(low[0], high[0], low[1], high[1]), relevant)

    def contradictions(self, limit: int = 20) -> list[tuple[str, ...]]:
        """Return smallest sets of mentions that cannot all be true, none inside another, each found once.

        Each is found by leaving out mentions one after the other as long as the rest still contradicts itself; then its
        last mention is set aside and the search goes on.
        """
        found: list[tuple[str, ...]] = []
        waiting: list[frozenset[str]] = [frozenset()]
        tried: set[frozenset[str]] = set()
        while waiting and len(found) < limit:
            dropped = waiting.pop(0)
            if dropped in tried:
                continue
            tried.add(dropped)
            core = self._core(dropped)
            if core is None:
                continue
            if core not in found:
                found.append(core)
            waiting += [dropped | {one} for one in core]
        return sorted(found)

    def _core(self, dropped: frozenset[str]) -> tuple[str, ...] | None:
        rest = [c for c in self.constraints if not dropped & set(c.mentions)]
        if _feasible(rest):
            return None
        for one in sorted({m for c in rest for m in c.mentions}):
            fewer = [c for c in rest if one not in c.mentions]
            if not _feasible(fewer):
                rest = fewer
        return tuple(sorted({m for c in rest for m in c.mentions}))


def _supported(bounds: Bounds, constraints: list[Constraint]) -> Bounds:
    """Name for each constraint the first that says so, and beside them the mentions that say the very same."""
    same: dict[object, list[Constraint]] = defaultdict(list)
    for c in constraints:
        same[c.terms, c.low, c.high].append(c)

    def first(because: tuple[Constraint, ...]) -> tuple[Constraint, ...]:
        return tuple(dict.fromkeys(same[c.terms, c.low, c.high][0] for c in because))

    low, high = first(bounds.low_because), first(bounds.high_because)
    named = {m for c in low + high for m in c.mentions}
    more = [m for c in low + high for other in same[c.terms, c.low, c.high] for m in other.mentions]
    return Bounds(bounds.low, bounds.high, low, high, tuple(dict.fromkeys(m for m in more if m not in named)))


def _separate(objective: Mapping[Variable, float], constraints: list[Constraint]) -> Bounds | None:
    """Return bounds where every constraint is on one variable alone: intersect, then add up."""
    low: dict[Variable, tuple[float, Constraint | None]] = {}
    high: dict[Variable, tuple[float, Constraint | None]] = {}
    for c in constraints:
        (v, k), = c.terms
        least, most = (c.low / k, c.high / k) if k > 0 else (c.high / k, c.low / k)
        if least > low.get(v, (0.0, None))[0]:
            low[v] = (least, c)
        if most < high.get(v, (INF, None))[0]:
            high[v] = (most, c)
    if any(low.get(v, (0.0, None))[0] > high.get(v, (INF, None))[0] + _EPS for v in {**low, **high}):
        return None
    ends: list[tuple[float, tuple[Constraint, ...]]] = []
    for down, up in ((low, high), (high, low)):
        total, because = 0.0, []
        for v, k in objective.items():
            side = down if k > 0 else up
            value, said = side.get(v, (0.0 if side is low else INF, None))
            total += k * value
            because += [said] if said else []
        ends.append((total, tuple(because)))
    (least, below), (most, above) = ends
    return Bounds(least, most, below if least > -INF else (), above if most < INF else ())


def _feasible(constraints: list[Constraint]) -> bool:
    if all(len(c.terms) == 1 for c in constraints):
        return _separate({}, constraints) is not None
    return _Model(constraints, []).optimum({}, least=True) is not None


class _Model:
    """One instance of the solver over a set of constraints."""

    def __init__(self, constraints: list[Constraint], more: list[Variable]) -> None:
        self.rows = [c for c in constraints if c.low > -INF or c.high < INF]
        names = dict.fromkeys(v for c in self.rows for v, _ in c.terms)
        names.update(dict.fromkeys(more))
        self.columns = {v: i for i, v in enumerate(names)}
        self.highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self.highs.silent()
        self.highs.setOptionValue("threads", 1)
        for _ in self.columns:
            self.highs.addVar(0.0, highspy.kHighsInf)
        for c in self.rows:
            index = [self.columns[v] for v, _ in c.terms]
            self.highs.addRow(
                c.low if c.low > -INF else -highspy.kHighsInf, c.high if c.high < INF else highspy.kHighsInf,
                len(index), index, [k for _, k in c.terms],
            )

    def optimum(self, objective: Mapping[Variable, float], *, least: bool) -> tuple[float, tuple[Constraint, ...]] | None:
        """Return the optimum and the constraints with a share in it; ±inf where there is none, None if infeasible."""
        for v, i in self.columns.items():
            self.highs.changeColCost(i, float(objective.get(v, 0.0)))
        self.highs.changeObjectiveSense(highspy.ObjSense.kMinimize if least else highspy.ObjSense.kMaximize)
        self.highs.run()
        if self.highs.getModelStatus() == highspy.HighsModelStatus.kUnknown:
            self.highs.clearSolver()  # from the last optimum the simplex may lose its way; from scratch it does not
            self.highs.run()
        status = self.highs.getModelStatus()
        if status == highspy.HighsModelStatus.kUnboundedOrInfeasible:
            # Presolve does not say which; without an objective it cannot be unbounded.
            if objective and self.optimum({}, least=True) is None:
                return None
            return (-INF if least else INF), ()
        if status == highspy.HighsModelStatus.kUnbounded:
            return (-INF if least else INF), ()
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        duals = self.highs.getSolution().row_dual
        because = tuple(c for c, dual in zip(self.rows, duals, strict=True) if abs(dual) > _EPS)
        return self.highs.getObjectiveValue(), because
