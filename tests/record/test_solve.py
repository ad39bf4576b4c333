"""Bounds and contradictions against brute force on small random instances."""

import itertools
import math

from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.record.posture.solve import Problem

TOP = 6
VARIABLES = ("x", "y", "z")
constraint = st.tuples(
    st.dictionaries(st.sampled_from(VARIABLES), st.sampled_from([1, -1, 2]), min_size=1, max_size=3), st.integers(-4, TOP), st.integers(0, 6))


def problem_of(drawn):
    problem = Problem()
    for v in VARIABLES:  # a box, so that brute force can go through it
        problem.add({v: 1.0}, 0.0, TOP, (f"box {v}",))
    for n, (terms, low, more) in enumerate(drawn):
        problem.add({v: float(k) for v, k in terms.items()}, low, low + more, (f"m{n}",))
    return problem


def holds(drawn, point):
    return all(low <= sum(k * point[v] for v, k in terms.items()) <= low + more for terms, low, more in drawn)


def points(step=1.0):
    values = [i * step for i in range(int(TOP / step) + 1)]
    return [dict(zip(VARIABLES, p, strict=True)) for p in itertools.product(values, repeat=3)]


@settings(max_examples=60, deadline=None)
@given(st.lists(constraint, max_size=4), st.dictionaries(st.sampled_from(VARIABLES), st.sampled_from([1.0, -1.0]), min_size=1, max_size=2))
def test_bounds_hold_for_every_solution_and_are_reached(drawn, objective):
    bounds = problem_of(drawn).bounds(objective)
    solutions = [p for p in points() if holds(drawn, p)]
    values = [sum(k * p[v] for v, k in objective.items()) for p in solutions]
    if bounds is None:
        assert not values
        return
    assert all(bounds.low - 1e-6 <= value <= bounds.high + 1e-6 for value in values)
    # The corners of such a box lie on sixths at the finest.
    fine = [sum(k * p[v] for v, k in objective.items()) for p in points(0.5) if holds(drawn, p)]
    if fine:
        assert bounds.low >= min(fine) - 0.51 * len(objective) - 1e-6
        assert bounds.high <= max(fine) + 0.51 * len(objective) + 1e-6


@settings(max_examples=60, deadline=None)
@given(st.lists(constraint, max_size=4), st.sampled_from(VARIABLES))
def test_a_bound_follows_from_the_mentions_that_it_names(drawn, variable):
    problem = problem_of(drawn)
    bounds = problem.bounds({variable: 1.0})
    if bounds is None:
        return
    for because, value, least in ((bounds.low_because, bounds.low, True), (bounds.high_because, bounds.high, False)):
        alone = Problem()
        for c in because:
            alone.add(dict(c.terms), c.low, c.high, c.mentions)
        again = alone.bounds({variable: 1.0})
        assert again is not None
        assert (again.low if least else again.high) in (value,) or math.isclose(again.low if least else again.high, value, abs_tol=1e-5)


@settings(max_examples=60, deadline=None)
@given(st.lists(constraint, min_size=1, max_size=5))
def test_contradictions_are_the_smallest_sets_that_cannot_all_hold(drawn):
    problem = problem_of(drawn)
    names = [f"m{n}" for n in range(len(drawn))] + [f"box {v}" for v in VARIABLES]

    def feasible(kept):
        return problem.without(set(names) - set(kept)).bounds({"x": 1.0}) is not None and all(
            problem.without(set(names) - set(kept)).bounds({v: 1.0}) is not None for v in VARIABLES)

    smallest = [
        set(s) for n in range(1, len(names) + 1) for s in itertools.combinations(names, n)
        if not feasible(s) and all(feasible([x for x in s if x != out]) for out in s)
    ]
    found = [set(core) for core in problem.contradictions(limit=100)]
    assert sorted(map(sorted, found)) == sorted(map(sorted, smallest))


def test_an_open_end_after_a_closed_one():
    problem = Problem()
    problem.add({"y": 1.0, "x": 1.0, "z": -1.0}, -1.0, 0.0, ("a",))
    problem.add({"y": -1.0}, 0.0, 1.0, ("b",))
    bounds = problem.bounds({"z": 1.0})
    assert bounds is not None and (bounds.low, bounds.high) == (0.0, math.inf)


def test_unbounded_is_said_to_be_open():
    problem = Problem()
    problem.add({"x": 1.0, "y": -1.0}, 2.0, math.inf, ("a",))
    bounds = problem.bounds({"x": 1.0})
    assert (bounds.low, bounds.high) == (2.0, math.inf)
    assert [c.mentions for c in bounds.low_because] == [("a",)] and bounds.high_because == ()
