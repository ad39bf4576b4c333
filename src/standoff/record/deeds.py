"""What mentions say was done: event mentions, and the moves and gifts that deployments and aid tell of.

"Six F-15s landed at Amari" is an event and a deployment: the words are the same, and what the one leaves open (to whom?)
the other may say (Estonia). So a deployment or a gift told in the words of an event of the same party lends it its
other side; one told in words of its own is an event too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from standoff.knowledge.countries import country_by_demonym, country_by_name
from standoff.record.flatten import KINDS, parties_of
from standoff.record.hosts import beside, host_of
from standoff.record.party import has_forces, is_key
from standoff.record.view import Mention, View
from standoff.record.wording import ARRIVES

_word = re.compile(r"[A-Za-z][\w'’-]{2,}|\d[\d,.]*\d|\d")
_PLAIN = frozenset("""the and for that with from this these those have has had was were are been being said says say told will would could
    should may might its his her their our your who whom which what when where while after before about into over under than then them they
    not but also more most some any all other another new last next week month year day days today monday tuesday wednesday thursday friday
    saturday sunday january february march april may june july august september october november december government minister ministry
    president foreign defence defense prime secretary officials official spokesman spokeswoman chief leader country countries state states
    troops forces soldiers military army there here such only between during since until against announced announce statement
    one two three first second send sent sending deploy deployed deploying move moved moving arrive arrived""".split())
# Events in which the two sides do the same.
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# What a status of forces and of aid is as a deed.
_MOVES = {"ordered": "real", "under_way": "real", "standby": "real", "considered": "open"}
_ARMS = {
    "personnel": "land", "units": "land", "aircraft": "air", "ships": "sea", "vehicles": "heavy", "artillery": "heavy",
    "missiles": "heavy", "air_defence": "heavy",
}
_PLANS = {"ordered", "standby", "considered", "future", "hypothetical"}
# What a speech act is as a deed.
_ACTS = {"accuse": "ACCUSE", "demand": "REQUEST", "reject": "REJECT", "threaten": "THREATEN", "offer": "SUPPORT", "promise": "SUPPORT"}
_POINTS_BACK = re.compile(r"\b(?:the|this|that|such|these|those)\s(?:\w+\s)?(?:steps?|moves?|decisions?|deployments?|plans?|deliver(?:y|ies)|actions?|measures?|build-?up|reinforcements?)\b", re.IGNORECASE)
_DEMAND = re.compile(r"\b(?:the|this|that|such|these|those|both|all|its|his|her|their)\s+(?:\w+\s+)?(?:demands?|requests?|ultimatum|proposals?|conditions?|terms|points|requirements?|calls?|appeals?)\b", re.IGNORECASE)
# A party named so far from the words of an event is a guess.
_NEAR = 30
# A refusal follows what it answers within so many characters.
_ANSWERED = 400
# What is told as coming on top is no telling of what came before.
_FURTHER = re.compile(
    r"\b(?:another|a further|further|an additional|additional|a second|a third)\s+(?:[\d,.]+|\w+(?:-\w+)?\s(?:hundred|thousand|troops|soldiers|ships|aircraft|jets))"
    r"|\b[\d,]+\s(?:more|additional)\b", re.IGNORECASE)
# A time of at most so many days more than one is a date.
_PRECISE = 3
_LENDS = {"MOBILIZE", "RETREAT", "AID", "SUPPORT", "COOPERATE"}


@dataclass(slots=True)
class Deed:
    """One mention of an event, from whatever kind of mention.

    Attributes
    ----------
    day, dated : int, bool
        Day number, and whether the report says it (else it is the report's own date).
    tense : str
        ``real`` or ``open`` (hypothetical, considered).
    phase : str
        How far a move of forces has come where it is told: ``plan``, ``deed``, or empty.
    weak : bool
        A state that may be what an event led to: it joins an event, it makes none.
    further : bool
        Said to come on top of what was before.
    guessed : bool
        Whether the words do not name the other side, and what is before them only suggests it.
    arms : set of str
        What moves, as far as deployments say: ``land``, ``heavy``, ``air``, ``sea``.
    words : set of str
        Figures, names and content words by which tellings of one event are alike.
    """

    mention: Mention
    type: str
    mode: str | None
    sources: list[str]
    targets: list[str]
    day: int
    dated: bool
    tense: str
    words: set[str]
    weak: bool = False
    further: bool = False
    guessed: bool = False
    phase: str = ""
    arms: set[str] = field(default_factory=set)
    more: list[Mention] = field(default_factory=list)

    @property
    def announced(self) -> bool:
        """Whether it was still to come when it was told."""
        return any(m["status"] in _PLANS for m in (self.mention, *self.more))

    @property
    def ids(self) -> list[str]:
        """The mentions that tell it."""
        return [self.mention["id"], *(m["id"] for m in self.more)]


def derive(view: View, reports: Sequence[str]) -> dict[str, tuple[list[Deed], set[str]]]:
    """Return for reports what their mentions say was done, with the names that whom it is said of depends on."""
    told: dict[str, list[Deed]] = {r: [] for r in reports}
    names: dict[str, set[str]] = {r: set() for r in reports}
    events, deployments, aid, statements = (view.mentions(kind, reports=reports) for kind in KINDS.values())
    about = view.about([m["id"] for m in statements if m["type"] in _ACTS])
    view.know(p for m in events for part in ("source", "target") for p in parties_of(m["body"], part))
    for m in (*events, *deployments, *aid, *statements):
        read = [p for part in ("source", "target") for p in parties_of(m["body"], part)] if m["kind"] == "event" else m["read_as"]
        names[m["report"]].update(n.lower() for n in read if n and not is_key(n))
    for m in events:
        if m["type"]:
            _meet(view, told[m["report"]], _event(view, m))
    for m in deployments:
        if m["polarity"] != "denied":
            _lend(view, told[m["report"]], m, _deployment(view, m))
    for m in aid:
        if m["polarity"] != "denied":
            _lend(view, told[m["report"]], m, _aid(view, m))
    for m in statements:
        own = told[m["report"]]
        if m["type"] in _ACTS and m["polarity"] != "denied":
            _say(view, own, m, about.get(m["id"], []))
        if day := _stated_day(m):
            _date(own, m, day)
    for own in told.values():
        _turn_down(own)
    return {report: (told[report], names[report]) for report in reports}


def _split(view: View, d: Deed, m: Mention) -> bool:
    """Whether a person said that a mention tells of something else."""
    return any(m["id"] in group and any(i in group for i in d.ids) for group in view.apart)


def _meet(view: View, own: list[Deed], deed: Deed) -> None:
    """Add an event; what is coded from both sides, as a visit is, is one event of both."""
    if deed.type in MUTUAL:
        for d in own:
            same = d.type == deed.type and _overlap(d.mention, deed.mention) and not _split(view, d, deed.mention)
            if same and set(d.sources) & set(deed.targets) and set(d.targets) & set(deed.sources):
                d.sources = list(dict.fromkeys(d.sources + deed.sources))
                d.targets = list(dict.fromkeys(d.targets + deed.targets))
                d.more.append(deed.mention)
                return
    own.append(deed)


def _turn_down(own: list[Deed]) -> None:
    """Tell whose demand is refused where only "the demand" is named, and take disapproval of a demand for its refusal."""
    asked = [d for d in own if d.type == "REQUEST" and d.sources]
    for d in own:
        known = [t for t in d.targets if has_forces(t, {})]
        if d.type not in ("REJECT", "ACCUSE") or d.mention["kind"] != "event" or known and not d.guessed:
            continue
        if not _DEMAND.search(d.mention["evidence"] or ""):
            continue
        before = [
            q for q in asked
            if 0 < d.mention["start"] - q.mention["start"] < _ANSWERED and not set(q.sources) & set(d.sources)
            and (not d.sources or not q.targets or set(q.targets) & set(d.sources))
        ]
        if before:
            answered = max(before, key=lambda q: (q.mention["start"], q.mention["id"]))
            d.type, d.targets, d.sources = "REJECT", list(answered.sources), d.sources or list(answered.targets)


def _date(own: list[Deed], m: Mention, day: int) -> None:
    """Give what a dated statement announces the day on which it was announced."""
    for d in own:
        if not d.dated and d.announced and d.mention is not m and m["start"] <= d.mention["start"] and d.mention["end"] <= m["end"] + 1:
            d.day, d.dated = day, True


def _say(view: View, own: list[Deed], m: Mention, about: list[str]) -> None:
    """Add a demand, refusal, accusation, threat or offer to the event told in its words, else to the events."""
    kind, speaker = _ACTS[m["type"]], view.party(m["sender"])
    if not speaker or not has_forces(speaker, m["body"].get("speaker") or {}):
        return
    targets = [t for t in about if t != speaker and has_forces(t, {})] or _answered(view, own, m, speaker)
    for d in own:
        if d.type == kind and d.mention["kind"] == "event" and _near(d.mention, m) and not _split(view, d, m) and (not d.sources or speaker in d.sources):
            d.sources = d.sources or [speaker]
            if targets and d.guessed:
                d.targets, d.guessed = list(targets), False
            elif not any(has_forces(t, {}) for t in d.targets):
                d.targets = list(dict.fromkeys(d.targets + targets))
            d.more.append(m)
            return
    if targets:
        own.append(_deed(m, kind, None, [speaker], targets, "real"))


def _answered(view: View, own: list[Deed], m: Mention, speaker: str) -> list[str]:
    """Return whose demand a refusal answers, or whose step an accusation is about, where the words only point back."""
    before = [
        d for d in own
        if d.mention["start"] < m["start"] and speaker not in d.sources and d.tense == "real" and any(has_forces(p, {}) for p in d.sources)
    ]
    if m["type"] == "reject":
        before = [d for d in before if d.type in ("REQUEST", "ACCUSE", "REJECT") and m["start"] - d.mention["end"] < _ANSWERED]
    elif _POINTS_BACK.search(m["evidence"] or ""):
        before = [d for d in before if d.type in ("MOBILIZE", "AID", "SANCTION", "ASSAULT", "COERCE")]
    else:
        return []
    return [p for p in max(before, key=lambda d: (d.mention["start"], d.mention["id"])).sources if has_forces(p, {})] if before else []


def _near(a: Mention, b: Mention) -> bool:
    """Whether two mentions stand in one sentence: their words overlap, or only a few lie between them."""
    return bool(max(a["start"], b["start"]) - min(a["end"], b["end"]) <= 40)


def _lend(view: View, own: list[Deed], m: Mention, deed: Deed | None) -> None:
    """Add a deployment or gift to the event that is told in its words, else to the events if it is one by itself."""
    sender = _known(m)
    for d in own:
        if d.mention["kind"] != "event" or d.type not in _LENDS or not _overlap(d.mention, m) or sender and sender not in d.sources and any(has_forces(p, {}) for p in d.sources):
            continue
        if (d.type == "AID") != (m["kind"] == "aid") and d.type not in ("SUPPORT", "COOPERATE"):
            continue
        if _split(view, d, m):
            continue
        host = deed.targets if deed else [h for h in (_place(m),) if h]
        if sender and sender not in d.sources and not any(has_forces(p, {}) for p in d.sources):
            d.sources = [sender]  # "six jets landed": whose they are, the deployment knows
        host = [h for h in host if h not in d.sources]
        if host:  # what else stands there is a guess, the giver himself or a part of the gift
            kept = [] if d.guessed else [t for t in d.targets if has_forces(t, {}) and t not in d.sources]
            d.targets, d.guessed = list(dict.fromkeys([*kept, *host])), False
        d.phase = _phase(m, d.type) or d.phase
        d.arms |= _arms(m)
        d.words |= words(m["evidence"] or "")
        d.more.append(m)
        return
    if deed:
        twin = next((d for d in own if d.mention["kind"] == m["kind"] and d.type == deed.type and d.sources == deed.sources
                     and d.targets == deed.targets and _overlap(d.mention, m) and not _split(view, d, m)), None)
        if twin:
            twin.more.append(m)
            twin.words |= deed.words
            twin.arms |= deed.arms
        else:
            own.append(deed)


def _place(m: Mention) -> str | None:
    """Return the other side of a deployment or gift: where forces go or are, or beside which country; who gets aid."""
    return m["host"] if m["kind"] == "aid" else host_of(m) or beside(m)


def _known(m: Mention) -> str | None:
    sender = m["sender"]
    return sender if sender and (len(sender) == 3 and sender.isupper() or sender.isupper()) else None


def _overlap(a: Mention, b: Mention) -> bool:
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return bool(shared > 0.5 * min(a["end"] - a["start"], b["end"] - b["start"]))


def _event(view: View, m: Mention) -> Deed:
    body = m["body"]
    sources = _parties(view, body, "source")
    targets = _parties(view, body, "target")
    if m["type"] in ("MOBILIZE", "RETREAT") and m["country"] and m["country"] not in sources:
        targets = list(dict.fromkeys([*targets, m["country"]]))
    if m["type"] in ("MOBILIZE", "RETREAT"):
        targets = [t for t in targets if t not in sources]
    tense = "open" if body.get("modality") == "hypothetical" else "real"
    deed = _deed(m, m["type"], body.get("mode"), sources, targets, tense)
    deed.phase = _phase(m, deed.type)
    spans = [t["span"] for t in body.get("target") or () if t.get("span")]
    deed.guessed = bool(spans) and all(s["end"] < m["start"] - _NEAR or s["start"] > m["end"] + _NEAR for s in spans)
    return deed


def _deployment(view: View, m: Mention) -> Deed | None:
    sender = view.party(_known(m) or m["sender"])
    going = m["body"].get("basis") == "reduction" or m["status"] == "ended"
    host = _place(m)
    if not sender or not host or host == sender or m["status"] == "ruled_out" or not has_forces(sender, m["body"].get("sender") or {}):
        return None
    if going and m["status"] == "considered":
        return None  # a withdrawal that is asked for is the asking
    kind = "RETREAT" if going else "MOBILIZE"
    deed = _deed(m, kind, "withdraw" if going else "troops", [sender], [host], _MOVES.get(m["status"], "real"))
    deed.weak = m["status"] == "in_place" and not going and not ARRIVES.search(m["evidence"] or "")
    deed.phase, deed.arms = _phase(m, kind), _arms(m)
    return deed


def _arms(m: Mention) -> set[str]:
    """Return what kind of force moves."""
    return {_ARMS[m["category"]]} if m["category"] in _ARMS else set()


def _phase(m: Mention, kind: str) -> str:
    """Return whether a move of forces is told as planned or as carried out; empty for other deeds and for mere states."""
    if kind not in ("MOBILIZE", "RETREAT"):
        return ""
    if m["status"] in _PLANS:
        return "plan"
    if m["kind"] == "deployment" and m["status"] == "in_place" and not ARRIVES.search(m["evidence"] or ""):
        return ""
    return "deed"


def _aid(view: View, m: Mention) -> Deed | None:
    donor = view.party(m["sender"])
    if not donor or not m["host"] or m["status"] in ("ruled_out", "ended"):
        return None
    return _deed(m, "AID", None, [donor], [m["host"]], "open" if m["status"] == "considered" else "real")


def _parties(view: View, body: dict[str, Any], part: str) -> list[str]:
    return list(dict.fromkeys(p for key in parties_of(body, part) if (p := view.party(key))))


def _deed(m: Mention, kind: str, mode: str | None, sources: list[str], targets: list[str], tense: str) -> Deed:
    stated, published = _stated_day(m), ordinal(m["published"])
    day = stated or published or ordinal((m["body"].get("when") or {}).get("start")) or 0
    text = m["evidence"] or ""
    return Deed(m, kind, mode, sources, targets, day, stated is not None, tense, words(text), further=bool(_FURTHER.search(text)))


def _stated_day(m: Mention) -> int | None:
    """Return the day on which a report says that something was done or announced, None where it says none.

    What is yet to come was announced by the day of the report: of a move "in April" that day is the report's own.
    """
    when = m["body"].get("when") or {}
    start, end, published = ordinal(when.get("start")), ordinal(when.get("end")), ordinal(m["published"])
    if when.get("basis") != "stated" or start is None or (end or start) - start > _PRECISE:
        return None
    return start if published is None or start <= published else None


def ordinal(day: str | None) -> int | None:
    """Return an ISO date as a day number."""
    try:
        return dt.date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def words(text: str) -> set[str]:
    """Return the words and figures by which two tellings of one event are alike."""
    return {w for raw in _word.findall(text) if (w := _key(raw))}


@lru_cache(maxsize=50_000)
def _key(raw: str) -> str:
    """Return a word as it counts for likeness, empty for those that all events share."""
    word = raw.lower().replace("’", "'").removesuffix("'s").replace(",", "")
    if word in _PLAIN or country_by_name(word) or country_by_demonym(word):
        return ""
    if word[:1].isdigit():
        return word
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
