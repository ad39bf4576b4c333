"""In which status a force is, by what is said of it: class, tense, and what stands above."""

from __future__ import annotations

from standoff.reading.forces.predicates import FACTORS, Predication, Step

PAST = frozenset({"past", "perfect", "pluperfect", "past_passive", "participle"})
RUNNING = frozenset({"progressive", "past_progressive", "gerund", "perfect_progressive"})
AHEAD = frozenset({"future", "infinitive"})
# Verbs that say of what is there that it goes on being there.
_LASTING = frozenset({"remain", "stay", "stay on", "continue", "keep", "retain", "maintain", "linger", "stick", "go on"})
# What forces that have begun it are there to do: "have begun flying from Riga".
_DUTY = frozenset({"fly", "operate", "patrol", "serve", "train"})
# What each class says by itself, when it is past, running, present and ahead.
_VERDICTS = {
    "arrive": ("in_place", "under_way", "in_place", "ordered"),
    "head": ("in_place", "under_way", "under_way", "ordered"),
    "send": ("in_place", "under_way", "ordered", "ordered"),
    "hold": ("in_place", "in_place", "in_place", "ordered"),
    "keep": ("in_place", "in_place", "in_place", "ordered"),
    "host": ("in_place", "in_place", "in_place", "ordered"),
    "reinforce": ("in_place", "under_way", "under_way", "ordered"),
    "withdraw": ("ended", "under_way", "ordered", "ordered"),
    "leave": ("ended", "under_way", "ordered", "ordered"),
    "alert": ("standby", "standby", "standby", "standby"),
    "order": ("ordered", "ordered", "ordered", "ordered"),
    "consider": ("considered", "considered", "considered", "considered"),
    "refuse": ("ruled_out", "ruled_out", "ruled_out", "ruled_out"),
}


def phase(tense: str) -> int:
    """Return 0 for past, 1 for running, 2 for present, 3 for ahead."""
    return 0 if tense in PAST else 1 if tense in RUNNING else 3 if tense in AHEAD else 2


def rule_status(chosen: Predication | None, bound: bool, known: bool = False) -> tuple[str, str, str]:
    """Return status, direction (`in` or `out`) and main class of what is said of a force, by rule.

    `bound` is whether a bare "to" and a place hang on the noun, as in "another 1,000 to Romania";
    `known` whether the force is spoken of as known, as in "the troops will stay".
    """
    if chosen is None or chosen.main is None:
        if chosen is None or bound or chosen.role.startswith(_LOOSE):
            return ("ordered" if bound else _under(chosen.chain if chosen else []) or "in_place"), "in", "other" if chosen else "none"
        would = "ordered" if any("say" in step.classes for step in chosen.chain) else "considered"
        mood = {"may": "considered", "should": "considered", "future": "ordered", "would": would}.get(chosen.tense)
        return _under(chosen.chain) or mood or "in_place", "in", "other"
    main, tense = chosen.main, chosen.tense
    begun = any("phase_begin" in step.classes and phase(step.tense) == 0 for step in chosen.chain)
    if main == "head" and "hold" in chosen.classes and (phase(tense) == 2 or begun and chosen.lemma in _DUTY):
        main = "hold"
    if main == "send" and tense == "passive":
        tense = "perfect"
    out = main in ("withdraw", "leave")
    direction = "out" if out else "in"
    negated = chosen.negated
    say = False
    ordered = False
    for step in chosen.chain:
        say = say or "say" in step.classes
        if "refuse" in step.classes and step.negated and not out and main in ("send", "arrive", "hold") and tense in _OPEN:
            return "considered", direction, main  # "has not excluded sending"
        if "refuse" in step.classes and not step.negated or step.negated and step.classes & {"consider", "order"}:
            return ("in_place" if out else "ruled_out"), "in", main
        if tense == "infinitive" and step.lemma == "use":
            return "ended", direction, main
        if tense == "infinitive" and step is chosen.chain[0] and "say" in step.classes and not step.classes & {"order", "consider", "refuse"}:
            tense = "perfect" if not out and main in ("arrive", "send") else "present" if main in ("hold", "keep") else "progressive"
        if "phase_begin" in step.classes and tense in ("gerund", "infinitive", "base"):
            tense = "progressive" if phase(step.tense) != 3 else "future"
        elif negated and tense in ("infinitive", "future", "would", "base") and not out and "consider" in step.classes:
            return "ruled_out", "in", main
        elif "consider" in step.classes and ("say" not in step.classes or tense == "gerund" and not out) or step.tense in ("may", "should") and tense in ("gerund", "infinitive", "base") or step.tense == "would" and tense == "gerund":
            return "considered", direction, main
        elif "host" in step.classes or "say" in step.classes and main == "send" and chosen.tense != "gerund" and tense == "progressive" or "order" in step.classes and tense in (*_OPEN, *(("would", "future") if "say" not in step.classes else ())):
            ordered = True
    if main in ("hold", "keep") and phase(tense) == 3 and known and chosen.lemma in _LASTING and not negated and not chosen.conditional:
        return "in_place", direction, main
    if main == "refuse":
        return ("ruled_out" if not negated else "considered"), direction, main
    if negated:
        return ("in_place" if out else "ruled_out"), "in", main
    if main == "alert" and tense not in ("may", "should", "would"):
        return "standby", direction, main
    if chosen.conditional and (tense in AHEAD or tense in ("would", "may", "past", "present", "base", "gerund") and main not in ("hold", "keep")):
        return "considered", direction, main
    if ordered:
        return "ordered", direction, main
    if tense in ("may", "should", "can"):
        return "considered", direction, main
    if tense == "would" and say and main in ("hold", "keep") and chosen.lemma in _LASTING and known:
        return "in_place", direction, main
    if tense == "would":
        return ("ordered" if say else "considered"), direction, main
    return _VERDICTS[main][phase(tense)], direction, main


# Tenses that leave the time to the predicate above.
_OPEN = ("infinitive", "gerund", "base", "none", "should")


def _under(chain: list[Step]) -> str | None:
    """Return the status that the predicates above one of no class give."""
    for step in chain:
        for name in ("refuse", "consider", "order"):
            if name in step.classes and "say" not in step.classes:
                return _VERDICTS[name][0]
    return None


# Parts in which what is said need not be about the force.
_LOOSE = ("prep:", "under:")
_CARRIES = frozenset({"with", "by", "for", "to", "from", "of"})


def choose(predications: list[Predication]) -> Predication | None:
    """Return the predication that says what is done with the force; the one above it first."""
    best = None
    for p in predications:
        if p.main is None or p.role.startswith(_LOOSE) and p.role.split(":")[1] not in _CARRIES:
            continue
        if p.role.startswith(_LOOSE) and p.main in ("refuse", "alert", "host", "leave") or p.modifies and p.tense == "can":
            continue
        weak = best is not None and not best.modifies and best.lemma not in FACTORS and (best.main in ("reinforce", "order", "consider", "refuse", "hold", "host") or best.role.startswith(_LOOSE))
        offered = best is not None and best.main == "host" and p.main in ("consider", "order")
        if best is None or offered and p.modifies or weak and p.modifies and p.main in ("send", "arrive", "withdraw", "leave", "alert", "keep", "hold"):
            best = p
    return best or (predications[0] if predications else None)
