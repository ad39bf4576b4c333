"""Mentions of one event become one event: same type, parties, date, place and mode as far as they are said.

Tellings are gone through by date; each joins the event of its type and parties that fits best, or begins one. How far
apart in time two tellings of one event may lie depends on how much else they share: a day or two if only type and
parties, longer where a report tells of it afterwards without a date of its own, longest where they share figures or
names. A telling is compared with the events of its time in its block alone (type, source and target), so that the cost
grows with the number of tellings. A person's decisions come first: what is merged stays together, what is split stays
apart.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from standoff.record.deeds import MUTUAL
from standoff.record.duplicates import groups
from standoff.record.rows import Row
from standoff.record.told import Telling
from standoff.record.view import View

# Days between two tellings of one event: both dated; one told later without a date; with figures or names in common.
_DATED, _TOLD, _ALIKE = 2, 6, 21
_REPEATED = MUTUAL | {"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"}
# How many events of a block a telling is compared with, before its day and after.
_LOOK_BACK, _LOOK_AHEAD = 40, 20


@dataclass(slots=True, eq=False)
class Story:
    """An event on the way: its tellings and what they share."""

    told: list[Telling] = field(default_factory=list)
    sources: Counter[str] = field(default_factory=Counter)
    targets: Counter[str] = field(default_factory=Counter)
    words: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    tense: str = ""
    first: int = 0
    last: int = 0
    dated: bool = False
    further: bool = False
    phase: str = ""
    arms: set[str] = field(default_factory=set)
    why: list[Row] = field(default_factory=list)

    def add(self, d: Telling, reason: str) -> None:
        """Take in a telling."""
        if not self.told:
            self.first = self.last = d.day
        elif d.dated and not self.dated:
            self.first = min(self.first, d.day)
        self.last = max(self.last, d.day)
        self.dated = self.dated or d.dated
        self.further = self.further or d.further
        self.phase = self.phase or d.phase
        self.told.append(d)
        self.sources.update(d.sources)
        self.targets.update(d.targets)
        self.words.update(d.words)
        self.arms.update(d.arms)
        if d.country:
            self.places.add(d.country)
        if d.mode:
            self.modes.add(d.mode)
        self.tense = self.tense or d.tense
        self.why += [{"mention": i, "reason": reason} for i in d.ids]

    @property
    def ids(self) -> list[str]:
        """All mentions."""
        return [i for d in self.told for i in d.ids]

    @property
    def facing(self) -> tuple[str, ...]:
        """With whom its sources are at odds where it is told, for an event of which nothing says whom it is directed at."""
        often = Counter(p for d in self.told for p in d.facing).most_common()
        return tuple(sorted(p for p, n in often if n == often[0][1]))

    @property
    def lead(self) -> Telling:
        """The telling that stands for the event: an event mention, not of what is only considered, dated, the earliest published."""
        return min(self.told, key=lambda d: (d.kind != "event", d.tense == "open", not d.dated, d.published, d.ids[0]))

    @property
    def day(self) -> int:
        """When it was: a report tells of what has been, so the earliest day that is said or published."""
        return min([d.day for d in self.told if not d.weak and d.day] or [self.lead.day])


class _Blocks:
    """The events of each type and pair of parties, in order of the days on which they came in."""

    def __init__(self) -> None:
        self.days: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        self.stories: dict[tuple[str, str, str], list[Story]] = defaultdict(list)

    def add(self, d: Telling, story: Story) -> None:
        """Put an event under what a telling of it says."""
        for key in _put(d) if not d.weak else ():
            if story not in self.stories[key][-_LOOK_BACK:]:
                self.days[key].append(d.day)
                self.stories[key].append(story)

    def near(self, d: Telling) -> list[Story]:
        """Return the events of a telling's time that may be its own."""
        found: dict[int, Story] = {}
        for key in _looked(d):
            days = self.days.get(key)
            if days:
                at = bisect_right(days, d.day)
                start = max(bisect_left(days, d.day - _ALIKE), at - _LOOK_BACK)
                for story in self.stories[key][start : min(at + _LOOK_AHEAD, bisect_right(days, d.day + 2 * _ALIKE))]:
                    found[id(story)] = story
        return list(found.values())


def blocks(view: View, told: list[Telling]) -> list[list[Telling]]:
    """Return tellings in groups that can be reconciled each by itself: no telling is ever compared with an event of another.

    Two tellings belong together if one looks for events where the other puts them, in the same weeks, or through others.
    """
    places: dict[tuple[str, str, str], list[tuple[int, int, bool]]] = defaultdict(list)
    for i, d in enumerate(told):
        put = set() if d.weak else set(_put(d))
        for key in put | set(_looked(d)):
            places[key].append((d.day, i, key in put))
    looked = {key for d in told for key in _looked(d)}
    root = list(range(len(told)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for key, own in places.items():
        if key not in looked or len(own) < 2 or not any(put for _, _, put in own):
            continue
        own.sort()
        for (day, i, _), (later, j, _) in itertools.pairwise(own):
            if later - day <= 2 * _ALIKE:
                root[find(j)] = find(i)
    for glued in _glued_tellings(view, told):
        for i, j in itertools.pairwise(glued):
            root[find(j)] = find(i)
    found: dict[int, list[Telling]] = defaultdict(list)
    for i, d in enumerate(told):
        found[find(i)].append(d)
    return list(found.values())


def _put(d: Telling) -> list[tuple[str, str, str]]:
    """Return under which keys an event is put by a telling; `*` is for a telling that leaves one side unsaid to find it."""
    keys = [(d.type, s, t) for s in d.sources or [""] for t in d.targets or [""]]
    return keys + [(d.type, s, "*") for s in d.sources] + [(d.type, "*", t) for t in d.targets]


def _looked(d: Telling) -> list[tuple[str, str, str]]:
    """Return under which keys a telling looks for its event: the same type and parties, where a side may be unsaid."""
    keys = [(d.type, s, t) for s in (*d.sources, "") for t in (*d.targets, "")]
    if not d.targets:
        keys += [(d.type, s, "*") for s in d.sources]
    if not d.sources:
        keys += [(d.type, "*", t) for t in d.targets]
    return keys


def _glued_tellings(view: View, told: list[Telling]) -> list[list[int]]:
    """Return the tellings that a person merged."""
    glued = _glued(view)
    found: dict[str, list[int]] = defaultdict(list)
    for i, d in enumerate(told if glued else ()):
        for one in {glued[m] for m in d.ids if m in glued}:
            found[one].append(i)
    return list(found.values())


def stories(view: View, told: list[Telling]) -> list[Story]:
    """Return the events that tellings tell of, by date; states that may be what one led to come in last and make none."""
    glued = _glued(view)
    blocks = _Blocks()
    of_glue: dict[str, Story] = {}
    found: list[Story] = []
    for d in sorted(told, key=lambda d: (d.weak, d.day, d.published, d.ids[0])):
        glue = next((glued[i] for i in d.ids if i in glued), "") if glued else ""
        story, reason = of_glue.get(glue), "merged by a person"
        if story is None:
            story, reason = _best(view, d, blocks.near(d))
        if story is None and d.weak:
            continue
        if story is None:
            story, reason = Story(), "first"
            found.append(story)
        story.add(d, reason)
        blocks.add(d, story)
        if glue:
            of_glue[glue] = story
    return found


def _best(view: View, d: Telling, candidates: list[Story]) -> tuple[Story | None, str]:
    best: tuple[tuple[float, int, str], Story, str] | None = None
    for story in candidates:
        score, reason = _fit(d, story)
        if score > 0 and not _kept_apart(view, d, story):
            rank = (score, story.last, story.told[0].ids[0])
            if best is None or rank > best[0]:
                best = (rank, story, reason)
    return (best[1], best[2]) if best else (None, "")


def _fit(d: Telling, story: Story) -> tuple[float, str]:
    """Return how well a telling fits an event, 0 if it does not, and why."""
    gap = 0 if story.first <= d.day <= story.last else min(abs(d.day - story.first), abs(d.day - story.last))
    if gap > _ALIKE or d.day - story.first > _ALIKE:
        return 0.0, ""
    same_sources, same_targets = any(s in story.sources for s in d.sources), any(t in story.targets for t in d.targets)
    if d.sources and story.sources and not same_sources or d.targets and story.targets and not same_targets:
        return 0.0, ""
    if not same_sources and not same_targets:
        return 0.0, ""
    both = same_sources and same_targets
    if d.type in MUTUAL and not _same_parties(d, story):
        return 0.0, ""
    shared = [w for w in d.words if w in story.words]
    alike = len(shared)
    place = not d.country or not story.places or d.country in story.places
    mode = not d.mode or not story.modes or d.mode in story.modes
    if alike < 2 and (not place or d.tense != story.tense and gap > _DATED):
        return 0.0, ""
    limit = _DATED if d.dated and story.dated else _TOLD
    if d.type in _REPEATED and alike < 3:
        # The same two meet, accuse and threaten each other again and again
        limit = _TOLD if alike and not (d.dated and story.dated) else _DATED
    elif alike >= 2 or alike and both and mode:
        limit = _TOLD if d.dated and story.dated else _ALIKE
    elif not both and not alike:
        return 0.0, ""
    # Soldiers and ships that go the same way are two moves, unless told in the same words.
    if d.arms and story.arms and story.arms.isdisjoint(d.arms) and alike < 2:
        return 0.0, ""
    # What comes on top is new; what is told later is of it only if it names the same figure.
    if gap > _DATED and (d.further or story.further and not any(w[0].isdigit() for w in shared)):
        return 0.0, ""
    # An announcement and what came of it later are two events.
    if d.phase and story.phase and d.phase != story.phase and gap > _DATED:
        return 0.0, ""
    if gap > limit or d.weak and not (both and alike or not d.targets and alike >= 2):
        return 0.0, ""
    reason = f"same type and parties, {gap} days apart"
    if alike:
        reason += f", both tell of {', '.join(sorted(shared)[:4])}"
    return 1 + 3 * both + min(alike, 5) + mode - gap / 5 + (d.tense == story.tense), reason


def _same_parties(d: Telling, story: Story) -> bool:
    """Whether two meetings may be one: two parties take part in both, or all that are named of one in the other."""
    ours, theirs = {*d.sources, *d.targets}, {*story.sources, *story.targets}
    return len(ours & theirs) >= min(2, len(ours), len(theirs))


def _glued(view: View) -> dict[str, str]:
    """Return for each mention that a person merged with others the first of them."""
    pairs = [(a, b) for group in view.together for a, b in itertools.pairwise(group)]
    return groups(sorted({i for pair in pairs for i in pair}), pairs)


def _kept_apart(view: View, d: Telling, story: Story) -> bool:
    if not view.apart:
        return False
    own, others = set(d.ids), set(story.ids)
    return any(own & set(group) and others & (set(group) - own) for group in view.apart)
