"""Mentions of one event become one event: same type, parties, date, place and mode as far as they are said.

Mentions are gone through by date; each joins the event of its type and parties that fits best, or begins one. How far
apart in time two mentions of one event may lie depends on how much else they share: a day or two if only type and
parties, longer where a report tells of it afterwards without a date of its own, longest where they share figures or
names. A mention is compared with the latest events of its block alone (type, source and target), so that the cost
grows with the number of mentions. A person's decisions come first: what is merged stays together, what is split stays
apart.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from standoff.record.deeds import MUTUAL, Deed, deeds
from standoff.record.duplicates import groups
from standoff.record.filters import Filters
from standoff.record.rows import Row
from standoff.record.view import View

# Days between two mentions of one event: both dated; one told later without a date; with figures or names in common.
_DATED, _TOLD, _ALIKE = 2, 6, 21
# How many of the latest events of a block a mention is compared with.
_LOOK_BACK = 40


@dataclass(slots=True, eq=False)
class Story:
    """An event on the way: its mentions and what they share."""

    deeds: list[Deed] = field(default_factory=list)
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

    def add(self, d: Deed, reason: str) -> None:
        """Take in a mention."""
        if not self.deeds:
            self.first = self.last = d.day
        elif d.dated and not self.dated:
            self.first = min(self.first, d.day)
        self.last = max(self.last, d.day)
        self.dated = self.dated or d.dated
        self.further = self.further or d.further
        self.phase = self.phase or d.phase
        self.deeds.append(d)
        self.sources.update(d.sources)
        self.targets.update(d.targets)
        self.words |= d.words
        self.arms |= d.arms
        if d.mention["country"]:
            self.places.add(d.mention["country"])
        if d.mode:
            self.modes.add(d.mode)
        self.tense = self.tense or d.tense
        self.why += [{"mention": i, "reason": reason} for i in d.ids]

    @property
    def ids(self) -> list[str]:
        """All mentions."""
        return [i for d in self.deeds for i in d.ids]


def events(view: View, filters: Filters) -> list[Row]:
    """Return the events that have a mention which fits, each with all its mentions."""
    found: list[Row] = view.kept("events", lambda v: [_row(v, s) for s in stories(v, deeds(v))])
    if filters == Filters():
        return list(found)
    return [row for row in found if _fits(view, row, filters)]


def _fits(view: View, row: Row, filters: Filters) -> bool:
    if filters.type and row["type"] != filters.type or filters.status and row["modality"] != filters.status:
        return False
    if filters.sender and filters.sender not in row["source"] or filters.host and filters.host not in row["target"]:
        return False
    if filters.actor and filters.actor not in row["source"] + row["target"]:
        return False
    if filters.country and filters.country not in (*row["source"], *row["target"], row["country"]):
        return False
    if filters.since and (row["date"] or "") < filters.since or filters.until and (row["date"] or "") > filters.until:
        return False
    if filters.publisher:
        publishers = [(view.report(r)["publisher"] or "").lower() for r in row["report_ids"]]
        if not any(filters.publisher.lower() in p for p in publishers):
            return False
    return not filters.text or all(w in " ".join(row["texts"]).lower() for w in filters.text.lower().split())


def stories(view: View, told: list[Deed]) -> list[Story]:
    """Return the events that mentions tell of, by date."""
    ordered = sorted(told, key=lambda d: (d.weak, d.day, d.mention["published"] or "", view.name(d.mention["report"]), d.mention["id"]))
    glued = _glued(view)
    blocks: dict[tuple[str, str, str], list[Story]] = defaultdict(list)
    of_glue: dict[str, Story] = {}
    found: list[Story] = []
    for d in ordered:
        glue = next((glued[i] for i in d.ids if i in glued), "")
        story, reason = of_glue.get(glue), "merged by a person"
        if story is None:
            story, reason = _best(view, d, _candidates(blocks, d))
        if story is None and d.weak:
            continue
        if story is None:
            story, reason = Story(), "first"
            found.append(story)
        story.add(d, reason)
        for key in ((d.type, s, t) for s in d.sources or [""] for t in d.targets or [""]):
            if story not in blocks[key][-_LOOK_BACK:]:
                blocks[key].append(story)
        for s in d.sources:  # so that a telling that leaves one side unsaid finds it too
            _under(blocks, (d.type, s, "*"), story)
        for t in d.targets:
            _under(blocks, (d.type, "*", t), story)
        if glue:
            of_glue[glue] = story
    return found


def _under(blocks: dict[tuple[str, str, str], list[Story]], key: tuple[str, str, str], story: Story) -> None:
    if story not in blocks[key][-_LOOK_BACK:]:
        blocks[key].append(story)


def _candidates(blocks: dict[tuple[str, str, str], list[Story]], d: Deed) -> list[Story]:
    """Return the latest events of the same type and parties, where a side may be unsaid."""
    keys = [(d.type, s, t) for s in (*d.sources, "") for t in (*d.targets, "")]
    if not d.targets:
        keys += [(d.type, s, "*") for s in d.sources]
    if not d.sources:
        keys += [(d.type, "*", t) for t in d.targets]
    return list({id(s): s for key in keys for s in blocks.get(key, ())[-_LOOK_BACK:]}.values())


def _best(view: View, d: Deed, candidates: list[Story]) -> tuple[Story | None, str]:
    best: tuple[tuple[float, int, str], Story, str] | None = None
    for story in candidates:
        score, reason = _fit(d, story)
        if score > 0 and not _kept_apart(view, d, story):
            rank = (score, story.last, story.deeds[0].mention["id"])
            if best is None or rank > best[0]:
                best = (rank, story, reason)
    return (best[1], best[2]) if best else (None, "")


def _fit(d: Deed, story: Story) -> tuple[float, str]:
    """Return how well a mention fits an event, 0 if it does not, and why."""
    same_sources, same_targets = set(d.sources) & set(story.sources), set(d.targets) & set(story.targets)
    if d.sources and story.sources and not same_sources or d.targets and story.targets and not same_targets:
        return 0.0, ""
    if not same_sources and not same_targets:
        return 0.0, ""
    both = bool(same_sources and same_targets)
    if d.type in MUTUAL and not _same_parties(d, story):
        return 0.0, ""
    shared = d.words & story.words
    alike = len(shared)
    gap = 0 if story.first <= d.day <= story.last else min(abs(d.day - story.first), abs(d.day - story.last))
    place = not d.mention["country"] or not story.places or d.mention["country"] in story.places
    mode = not d.mode or not story.modes or d.mode in story.modes
    if alike < 2 and (not place or d.tense != story.tense and gap > _DATED):
        return 0.0, ""
    limit = _DATED if d.dated and story.dated else _TOLD
    if alike >= 2 or alike and both and mode:
        limit = _TOLD if d.dated and story.dated else _ALIKE
    elif not both and not alike:
        return 0.0, ""
    # Soldiers and ships that go the same way are two moves, unless told in the same words.
    if d.arms and story.arms and not d.arms & story.arms and alike < 2:
        return 0.0, ""
    # What comes on top is new; what is told later is of it only if it names the same figure.
    if gap > _DATED and (d.further or story.further and not any(w[0].isdigit() for w in shared)):
        return 0.0, ""
    # An announcement and what came of it later are two events.
    if d.phase and story.phase and d.phase != story.phase and gap > _DATED:
        return 0.0, ""
    if gap > limit or d.day - story.first > _ALIKE or d.weak and not (both and alike):
        return 0.0, ""
    reason = f"same type and parties, {gap} days apart"
    if alike:
        reason += f", both tell of {', '.join(sorted(shared)[:4])}"
    return 1 + 3 * both + min(alike, 5) + mode - gap / 5 + (d.tense == story.tense), reason


def _same_parties(d: Deed, story: Story) -> bool:
    """Whether two meetings may be one: two parties take part in both, or all that are named of one in the other."""
    ours, theirs = {*d.sources, *d.targets}, {*story.sources, *story.targets}
    return len(ours & theirs) >= min(2, len(ours), len(theirs))


def _glued(view: View) -> dict[str, str]:
    """Return for each mention that a person merged with others the first of them."""
    pairs = [(a, b) for group in view.together for a, b in itertools.pairwise(group)]
    return groups(sorted({i for pair in pairs for i in pair}), pairs)


def _kept_apart(view: View, d: Deed, story: Story) -> bool:
    if not view.apart:
        return False
    own, others = set(d.ids), set(story.ids)
    return any(own & set(group) and others & (set(group) - own) for group in view.apart)


def _row(view: View, story: Story) -> Row:
    lead = min(story.deeds, key=lambda d: (d.mention["kind"] != "event", not d.dated, d.mention["published"] or "", view.name(d.mention["report"]), d.mention["id"]))
    # A report tells of what has been: the day is the earliest that is said or published.
    day = min([d.day for d in story.deeds if not d.weak and d.day] or [lead.day])
    body = lead.mention["body"]
    mentions = [m for d in story.deeds for m in (d.mention, *d.more)]
    published = sorted(m["published"] for m in mentions if m["published"])
    placed = next((m for m in mentions if m["lat"] is not None), lead.mention)
    reports = [m["report"] for m in mentions]
    return {
        "id": "E" + hashlib.sha256(min(m["id"] for m in mentions).encode()).hexdigest()[:10],
        "type": lead.type, "mode": lead.mode, "cameo": body.get("cameo"), "goldstein": body.get("goldstein"), "quad": body.get("quad"),
        "modality": body.get("modality") or ("hypothetical" if lead.tense == "open" else None), "context": body.get("context") or [],
        "source": [p for p, _ in story.sources.most_common()], "target": [p for p, _ in story.targets.most_common()],
        "date": dt.date.fromordinal(day).isoformat() if day else None,
        "place": placed["place"], "country": placed["country"], "lat": placed["lat"], "lon": placed["lon"],
        "first_reported": published[0] if published else None, "last_reported": published[-1] if published else None,
        "independent": view.independent(reports), "reports": view.names(reports), "report_ids": sorted(set(reports)),
        "mentions": [m["id"] for m in mentions], "text": lead.mention["evidence"],
        "texts": [m["evidence"] for m in mentions], "why": story.why,
    }
