"""The time that governs a clause: the expression attached to it, or carried down to it from above."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left

from standoff.mentions import Time, When
from standoff.reading.draft import Draft, Found
from standoff.reading.times.moments import add_months
from standoff.reading.words import Words

# Clauses that share the time of the clause above them ("arrived on Monday, bringing 300 men"; "plans to send on Friday").
_SHARING = frozenset({"xcomp", "advcl", "conj", "dep", "aux", "auxpass", "pcomp", "prep", "dobj", "nsubjpass", "nsubj", "pobj", "attr", "oprd", "compound", "appos", "agent", "dative", "amod", "poss", "nmod", "acomp", "advmod", "npadvmod", "prt", "acl"})
# Verbs whose own time says when something was said, not when it was, is or will be done.
SAYING = frozenset(
    """say tell announce report state declare add confirm warn claim note explain write tweet insist deny argue suggest estimate
    reveal disclose indicate acknowledge admit reiterate stress emphasize emphasise predict believe think expect hear learn
    order approve authorize authorise vow pledge promise threaten call urge demand ask agree decide plan""".split()
)
_FROM = frozenset({"since", "from", "starting", "beginning", "after", "as"})
_TO = frozenset({"until", "till", "through", "to", "before", "by"})
_JOINTS = frozenset({"to", "until", "till", "through", "and", "-", "–", "—"})
_AMOUNT = re.compile(r"P(T?)(\d+(?:\.\d+)?)([A-Z]+)$")


def when_of(draft: Draft, trigger: int) -> When:
    """Return the time at which the clause of token `trigger` holds: a stated one, else the publication date."""
    found = _attached(draft, trigger)
    if found is None and draft.history:
        found = _latest(draft, trigger)
    if found is None:
        published = draft.published
        day = published.isoformat() if published else None
        return When(day, day, day, None, "published")
    return _when(draft, found)


def _in_sentence(draft: Draft, trigger: int) -> list[Found[Time]]:
    """Return the expressions in the sentence of `trigger` that name a stretch of the calendar or count from now."""
    first, end = draft.words.sents[draft.words.sent[trigger]]
    times = draft.times
    at = bisect_left(times, first, key=lambda one: one.first)
    found = []
    while at < len(times) and times[at].first < end:
        if times[at].value.start is not None or times[at].value.end is not None or _from_now(draft, times[at]):
            found.append(times[at])
        at += 1
    return found


def _attached(draft: Draft, trigger: int) -> Found[Time] | None:
    """Return the expression of the clause of `trigger`, the nearest of the best attached ones."""
    times = _in_sentence(draft, trigger)
    if not times:
        return None
    words = draft.words
    reach = _reach(words, trigger)
    ranked = []
    for one in times:
        if one.first <= trigger < one.end:
            return one
        distance = reach.get(_governor(words, one))
        if distance is not None:
            ranked.append((distance, abs(one.first - trigger), one))
    if ranked:
        return min(ranked, key=lambda entry: entry[:2])[2]
    return None


def _governor(words: Words, time: Found[Time]) -> int:
    """Return the token that the expression hangs on, past its preposition."""
    top = time.first
    for i in range(time.first, time.end):
        if not time.first <= words.head[i] < time.end or words.head[i] == i:
            top = i
            break
    i = words.head[top]
    while words.dep[i] == "prep" or words.pos[i] in ("ADP", "SCONJ", "PART") or (words.dep[i] in ("npadvmod", "advmod", "pcomp") and words.pos[i] in ("NOUN", "PROPN", "ADV", "ADP")):
        if words.head[i] == i:
            break
        i = words.head[i]
    return i


def _reach(words: Words, trigger: int) -> dict[int, int]:
    """Return the tokens on which an expression may hang to govern `trigger`, with how far off they are."""
    reach = {trigger: 0}
    # What belongs to the trigger's own phrase or clause, without going into clauses below it.
    queue = [(trigger, 1)]
    while queue:
        i, distance = queue.pop()
        for k in words.kids[i]:
            if words.dep[k] in ("ccomp", "relcl", "advcl", "acl", "parataxis", "csubj") or (words.dep[k] == "conj" and words.pos[k] in ("VERB", "AUX")):
                continue
            reach[k] = distance
            queue.append((k, distance + 1))
    # Upwards: objects and nouns share their verb's time, participles and second verbs that of the first.
    i, distance = trigger, 10
    while words.head[i] != i and words.dep[i] in _SHARING:
        head = words.head[i]
        if words.dep[i] in ("xcomp", "advcl", "acl") and words.lemma[head] in SAYING and words.tag[i] != "VBG":
            break
        if words.dep[i] == "acl" and words.pos[head] in ("NOUN", "PROPN") and words.tag[i] != "VBG":
            break
        i = head
        distance += 1
        reach.setdefault(i, distance)
        if words.pos[i] in ("VERB", "AUX"):
            for k in words.kids[i]:
                if words.dep[k] in ("prep", "npadvmod", "advmod", "dobj", "prt"):
                    reach.setdefault(k, distance + 1)
    return reach


def _latest(draft: Draft, trigger: int) -> Found[Time] | None:
    """Return the last date before `trigger` in its paragraph: where a history has arrived."""
    times, words = draft.times, draft.words
    at = bisect_left(times, trigger, key=lambda one: one.first) - 1
    while at >= 0 and words.block[times[at].first] == words.block[trigger]:
        if times[at].value.start is not None:
            return times[at]
        at -= 1
    return None


def _from_now(draft: Draft, one: Found[Time]) -> bool:
    """Whether a duration counts from publication: "within 48 hours", "in the coming days"."""
    if one.value.type != "DURATION":
        return False
    words = draft.words
    before = words.lower[one.first - 1] if one.first else ""
    inside = words.lower[one.first : one.end]
    return before == "within" or (before in ("in", "over", "during") and any(w in inside for w in ("next", "coming", "past", "last", "recent")))


def _when(draft: Draft, one: Found[Time]) -> When:
    """Return the interval that the expression makes with its preposition ("since 2017" is open at its end)."""
    time, words = one.value, draft.words
    start, end = time.start, time.end
    before = words.lower[one.first - 1] if one.first and words.sent[one.first - 1] == words.sent[one.first] else ""
    if time.type == "DURATION":
        start, end = _counted(draft, one)
        return When(start, end, time.value, time.span, "stated")
    other = _partner(draft, one, before)
    if other is not None:
        first, last = sorted((one.value, other.value), key=lambda t: (t.start or "", t.end or ""))
        return When(first.start, last.end, f"{first.value}/{last.value}", draft.chars(_edge(draft, one, other, True), _edge(draft, one, other, False)), "stated")
    if before in _FROM and not (before == "as" and one.first > 1) or (before == "of" and words.lower[max(one.first - 2, 0)] == "as"):
        end = None
        start = time.end if before == "after" else time.start
    elif before in _TO and (before != "to" or words.dep[one.first - 1] == "prep"):
        start = None
        end = time.start if before == "before" else time.end
    return When(start, end, time.value, time.span, "stated")


def _edge(draft: Draft, one: Found[Time], other: Found[Time], first: bool) -> int:
    if first:
        return draft.words.start[min(one.first, other.first)]
    return draft.words.end[max(one.end, other.end) - 1]


def _partner(draft: Draft, one: Found[Time], before: str) -> Found[Time] | None:
    """Return the other end of "from 10 till 20 February" or "between May and July"."""
    times, words = draft.times, draft.words
    at = bisect_left(times, one.first, key=lambda t: t.first)
    for neighbour, left, right in ((at + 1, one, None), (at - 1, None, one)):
        if not 0 <= neighbour < len(times):
            continue
        other = times[neighbour]
        left, right = (left or other), (right or other)
        if other.value.start is None or not 0 < right.first - left.end <= 1:
            continue
        joint = words.lower[left.end]
        opening = words.lower[left.first - 1] if left.first else ""
        if joint in _JOINTS and (joint != "and" or opening == "between") and (opening in ("from", "between") or joint in ("-", "–", "—", "until", "till", "through")):
            return other
    return None


def _counted(draft: Draft, one: Found[Time]) -> tuple[str | None, str | None]:
    """Return the days that a duration counted from publication spans."""
    published = draft.published
    found = _AMOUNT.match(one.value.value)
    if published is None:
        return None, None
    back = any(w in ("past", "last", "recent") for w in draft.words.lower[one.first : one.end])
    if found is None:
        return (None, published.isoformat()) if back else (published.isoformat(), None)
    count, unit = float(found[2]), found[1] + found[3]
    days = {"D": 1, "W": 7, "TH": 1 / 24, "TM": 0, "N": 1}.get(unit)
    try:
        if days is not None:
            other = published + dt.timedelta(days=(-1 if back else 1) * round(days * count + 0.49))
        else:
            months = {"M": 1, "Y": 12, "Q": 3, "DE": 120}.get(unit, 12)
            other = add_months(published, (-1 if back else 1) * round(months * count))
    except (OverflowError, ValueError):
        return None, None
    pair = sorted((published.isoformat(), other.isoformat()))
    return pair[0], pair[1]
