"""Parts and wholes: what is part of a force named before, and what is the same force again."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from standoff.mentions import Deployment, Host, Interval
from standoff.reading.draft import Draft, Found
from standoff.reading.forces.candidates import OF_THEM
from standoff.reading.words import Words

_PLANNED = frozenset({"ordered", "under_way", "considered", "standby"})
_PART = frozenset({"rest", "remaining", "remainder", "other", "others", "half", "most", "majority", "bulk", "including", "among", "first"})
REACH = 3


def link(draft: Draft, found: list[Found[Deployment]]) -> list[Found[Deployment]]:
    """Return the deployments with `same_as` and `of` set, and wholes given the hosts of their parts."""
    words = draft.words
    for n, later in enumerate(found):
        for earlier in found[:n]:
            if _same(earlier.value, later.value) and earlier.value.same_as is None:
                later.value = replace(later.value, same_as=earlier.value.id)
                break
    for n, part in enumerate(found):
        if part.value.same_as is None and (whole := _whole(words, found, n)) is not None:
            part.value = replace(part.value, of=whole.value.same_as or whole.value.id)
    _spread(found)
    _add_up(words, found)
    return found


def _same(a: Deployment, b: Deployment) -> bool:
    """Whether two mentions speak of one force: same owner, kind and number, in places that do not differ."""
    if a.count is None or b.count is None or (a.count.low, a.count.high) != (b.count.low, b.count.high) or (a.count.low or a.count.high or 0) < 2:
        return False
    if a.force.category != b.force.category or a.basis != b.basis or (a.sender and a.sender.country) != (b.sender and b.sender.country):
        return False
    if {a.status, b.status} & {"ruled_out", "ended"} and a.status != b.status:
        return False
    return a.host is None or b.host is None or a.host.country is None or b.host.country is None or a.host.country == b.host.country


def _whole(words: Words, found: list[Found[Deployment]], n: int) -> Found[Deployment] | None:
    """Return the force before mention `n` that it is a part of."""
    part = found[n]
    marked = _marked(words, part)
    for whole in reversed(found[max(n - 6, 0) : n]):
        a, b = whole.value, part.value
        if words.sent[part.head] - words.sent[whole.head] > REACH or (a.sender and a.sender.country) != (b.sender and b.sender.country):
            continue
        if a.force.category != b.force.category or a.count is None or a.of is not None:
            continue
        if b.count is not None and not _smaller(b.count, a.count) or b.count is None and not marked and b.basis != "ratio":
            continue
        if marked or _one_of_several(a, b):
            return whole
    return None


def _marked(words: Words, part: Found[Deployment]) -> bool:
    """Whether words say that it is a part: "of them", "the remaining", "including"."""
    first, last = max(part.first - 2, 0), min(part.end + 2, len(words))
    near = [words.lower[t] for t in range(first, last)]
    if any(a == "of" and b in OF_THEM for a, b in pairwise(near)):
        return True
    return bool({words.lower[t] for t in range(first, part.head)} & _PART)


def _one_of_several(whole: Deployment, part: Deployment) -> bool:
    """Whether the whole is planned for several places, of which the part's is one."""
    if whole.status not in _PLANNED or part.status not in _PLANNED or part.host is None or part.host.country is None:
        return False
    if whole.host is None or whole.host.country is None:
        return whole.host is None or whole.host.code is None or part.host.country in whole.host.code.split("+")
    return False


def _smaller(part: Interval, whole: Interval) -> bool:
    high = part.high if part.high is not None else part.low
    top = whole.high if whole.high is not None else None
    return high is not None and (top is None or high < top)


def _spread(found: list[Found[Deployment]]) -> None:
    """Give a whole without a host the hosts of its parts: "to two states", of which one and another are named below."""
    by_id = {f.value.id: f for f in found}
    hosts: dict[str, list[Host]] = {}
    for part in found:
        if part.value.of and part.value.host and part.value.host.country:
            hosts.setdefault(part.value.of, []).append(part.value.host)
    for key, own in hosts.items():
        for whole in [by_id[key], *(f for f in found if f.value.same_as == key)]:
            vague = whole.value.host is not None and whole.value.host.country is None and whole.value.host.code is None
            if whole.value.host is None or vague and len({h.country for h in own}) > 1:
                whole.value = replace(whole.value, host=several(own))


def _add_up(words: Words, found: list[Found[Deployment]]) -> None:
    """Give a figure the hosts of those right behind it that add up to it: "2,000 will fly: 1,700 to Chad, 300 to Niger"."""
    for n, whole in enumerate(found):
        a = whole.value
        if a.count is None or a.status not in _PLANNED:
            continue
        parts: list[Deployment] = []
        for f in found[n + 1 : n + 5]:
            b = f.value
            if words.sent[f.head] - words.sent[whole.head] > 1 or b.force.category != a.force.category or b.count is None or b.count.low is None or b.status not in _PLANNED:
                continue
            if (b.sender and b.sender.country) != (a.sender and a.sender.country):
                break
            parts.append(b)
            total = sum(p.count.low for p in parts if p.count and p.count.low is not None)
            hosts = [p.host for p in parts if p.host and p.host.country]
            if len(parts) > 1 and (a.count.low or 0) <= total <= (a.count.high or 0) and len({h.country for h in hosts}) == len(parts):
                if ":" in words.text[whole.head : f.head] or a.host is None:
                    whole.value = replace(a, host=several(hosts))
                break


def several(hosts: list[Host]) -> Host:
    """Return one host that stands for several: without a country of its own, with the codes of all."""
    unique = list({h.country or h.name: h for h in hosts}.values())
    if len(unique) == 1:
        return unique[0]
    names = [h.name for h in unique]
    codes = [h.country for h in unique if h.country]
    return Host(None, f"{', '.join(names[:-1])} and {names[-1]}", None, "+".join(codes) or None)
