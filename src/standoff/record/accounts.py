"""What each report says was done: its mentions put together, those that tell of one deed in one.

"Six F-15s landed at Amari" is an event and a deployment: the words are the same, and what the one leaves open (to whom?)
the other may say (Estonia). So a deployment or a gift told in the words of an event of the same party lends it its
other side; one told in words of its own is a deed too, and so is what somebody does by saying it.
"""

from __future__ import annotations

from collections.abc import Sequence

from standoff.knowledge.countries import country_by_name
from standoff.record.deeds import (
    MUTUAL,
    Deed,
    aid_deed,
    arms_of,
    deployment_deed,
    event_deed,
    known_sender,
    new_deed,
    phase_of,
    place_of,
    stated_day,
    who,
    words,
)
from standoff.record.facing import answered, complete, helped
from standoff.record.flatten import KINDS
from standoff.record.hosts import borne_out
from standoff.record.party import has_forces, is_key, party_key, person
from standoff.record.view import Mention, View
from standoff.record.wording import CONTRADICTS, GOES_ON, IF, MENACES, OWN

# What a speech act is as a deed.
_ACTS = {"accuse": "ACCUSE", "demand": "REQUEST", "reject": "REJECT", "threaten": "THREATEN", "offer": "SUPPORT", "promise": "SUPPORT"}
# What follows so many characters after something is told in the same breath.
_BREATH = 60
_STEPS = {"MOBILIZE", "RETREAT", "AID"}
_LENDS = {"MOBILIZE", "RETREAT", "AID", "SUPPORT", "COOPERATE"}



def derive(view: View, reports: Sequence[str]) -> dict[str, tuple[list[Deed], set[str]]]:
    """Return for reports what their mentions say was done, with the names that whom it is said of depends on."""
    told: dict[str, list[Deed]] = {r: [] for r in reports}
    names: dict[str, set[str]] = {r: set() for r in reports}
    events, deployments, aid, statements = (view.mentions(kind, reports=reports) for kind in KINDS.values())
    acts = {m["id"]: act for m in statements if (act := _act(m))}
    about = view.about(sorted(acts))
    view.know(n for m in events for n in _names(m))
    for m in (*events, *deployments, *aid, *statements):
        names[m["report"]].update(n.lower() for n in _names(m) if not is_key(n))
    for m in events:
        if m["type"]:
            _meet(view, told[m["report"]], event_deed(view, m))
    for m in deployments:
        if m["polarity"] != "denied":
            _lend(view, told[m["report"]], m, deployment_deed(view, m))
    for m in aid:
        if m["polarity"] != "denied":
            _lend(view, told[m["report"]], m, aid_deed(view, m))
    for m in statements:
        own = told[m["report"]]
        if m["id"] in acts and m["polarity"] != "denied":
            _say(view, own, m, acts[m["id"]], about.get(m["id"], []))
    for m in (*statements, *events):
        if day := stated_day(m):
            _date(told[m["report"]], m, day)
    dated: dict[str, list[tuple[Mention, int]]] = {r: [] for r in reports}
    for m in (*events, *statements):
        if day := stated_day(m):
            dated[m["report"]].append((m, day))
    for report, own in told.items():
        _go_on(view, own, dated[report])
        complete(own)
        told[report] = [d for d in own if d.mention["kind"] != "statement" or d.targets]
    return {report: (told[report], names[report]) for report in reports}


def _names(m: Mention) -> list[str]:
    """Return the names under which the parties of a mention were read, by which to ask whom they stand for."""
    if m["kind"] != "event":
        return [n for n in (*m["read_as"], person(m["body"].get("speaker"))) if n]
    both = [p for part in ("source", "target") for p in m["body"].get(part) or ()]
    return [n for p in both for n in (party_key(p), person(p)) if n]


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


def _date(own: list[Deed], m: Mention, day: int) -> None:
    """Give what a dated statement or event tells of in its words, undated, its own day: by then it was announced, or done."""
    for d in own:
        if not d.dated and d.mention is not m and m["start"] <= d.mention["start"] and d.mention["end"] <= m["end"] + 1:
            d.day, d.dated = day, True


def _go_on(view: View, own: list[Deed], dated: list[tuple[Mention, int]]) -> None:
    """Give what "he" did in the next breath the day of what he is said to have done just before ("on Monday … He promised")."""
    for d in own:
        if d.dated or not d.sources or d.type in ("MOBILIZE", "RETREAT") or not GOES_ON.match(d.mention["evidence"] or ""):
            continue
        before = [
            (m["end"], day) for m, day in dated
            if 0 <= d.mention["start"] - m["end"] < _BREATH and {who(view, p) for p in (m["body"].get("speaker"), *(m["body"].get("source") or ()))} & set(d.sources)
        ]
        if before:
            d.day, d.dated = max(before)[1], True


def _act(m: Mention) -> str | None:
    """Return the deed that somebody does by saying something; what is said to happen if another does not yield is a threat."""
    if m["type"] in ("assert", "warn", "promise", "deny"):
        conditions = [c["text"] for c in m["body"].get("conditions") or ()]
        parts = [c["text"] for c in m["body"].get("content") or ()]
        said = " ".join(parts)
        for c in conditions:
            said = said.replace(c, " ")
        if any(IF.match(c) for c in (*conditions, *parts, (m["evidence"] or "").lstrip("\"“‘"))) and MENACES.search(said):
            return "THREATEN"
        if CONTRADICTS.search(said):
            return "REJECT"
    return _ACTS.get(m["type"])


def _own_state(m: Mention) -> str | None:
    """Return the state in whose name somebody threatens."""
    named = {c.iso3 for text in (m["body"].get("content") or ()) for n in OWN.findall(text["text"]) if (c := country_by_name(n)) is not None}
    return next(iter(named)) if len(named) == 1 else None


def _say(view: View, own: list[Deed], m: Mention, kind: str, about: list[str]) -> None:
    """Add a demand, refusal, accusation, threat or offer to the event told in its words, else to the events."""
    speaker = who(view, m["body"].get("speaker"))
    if kind == "THREATEN" and (not speaker or not has_forces(speaker, {})):
        speaker = _own_state(m) or speaker
    if not speaker or not has_forces(speaker, m["body"].get("speaker") or {}):
        return
    if kind == "SUPPORT" and m["type"] != "offer" and any(d.type in _STEPS and not d.weak and not d.guessed and speaker in d.sources and _overlap(d.mention, m) for d in own):
        return  # a promise to send soldiers or money is told as such
    named = [t for t in about if t != speaker and has_forces(t, {})]
    targets = named or answered(own, m, speaker, kind)
    if kind == "SUPPORT" and not targets:
        targets = helped(own, m, speaker)
    for d in own:
        if d.type != kind or d.mention["kind"] != "event" or not _near(d.mention, m) or _split(view, d, m):
            continue
        # what begins with the statement is what its speaker says, whoever was read to do it
        if not d.sources or speaker in d.sources or abs(d.mention["start"] - m["start"]) <= 2:
            d.sources = d.sources if speaker in d.sources else [speaker]
            if d.guessed and (named or targets and not any(has_forces(t, {}) and t != speaker for t in d.targets)):
                d.targets, d.guessed = list(targets), False
            elif set(targets) & set(d.targets):
                d.guessed = False
            elif not any(has_forces(t, {}) for t in d.targets):
                d.targets = list(dict.fromkeys(d.targets + targets))
            d.more.append(m)
            return
    if targets or kind != "SUPPORT":
        own.append(new_deed(m, kind, None, [speaker], targets, "real"))


def _near(a: Mention, b: Mention) -> bool:
    """Whether two mentions stand in one sentence: their words overlap, or only a few lie between them."""
    return bool(max(a["start"], b["start"]) - min(a["end"], b["end"]) <= 40)


def _lend(view: View, own: list[Deed], m: Mention, deed: Deed | None) -> None:
    """Add a deployment or gift to the event that is told in its words, else to the events if it is one by itself."""
    sender = known_sender(m)
    for d in own:
        if d.mention["kind"] != "event" or d.type not in _LENDS or not _overlap(d.mention, m) or sender and sender not in d.sources and any(has_forces(p, {}) for p in d.sources):
            continue
        if (d.type == "AID") != (m["kind"] == "aid") and d.type not in ("SUPPORT", "COOPERATE"):
            continue
        if _split(view, d, m):
            continue
        host = deed.targets if deed else [h for h in (place_of(m),) if h]
        if sender and sender not in d.sources and not any(has_forces(p, {}) for p in d.sources):
            d.sources = [sender]  # "six jets landed": whose they are, the deployment knows
        host = [h for h in host if h not in d.sources]
        if m["kind"] == "deployment" and not borne_out(m):
            d.facing, host = d.facing or host, []  # a host that its words do not name is a guess
        if host:  # what else stands there is a guess, the giver himself or a part of the gift
            kept = [] if d.guessed else [t for t in d.targets if has_forces(t, {}) and t not in d.sources]
            d.targets, d.guessed = list(dict.fromkeys([*kept, *host])), False
        d.phase = phase_of(m, d.type) or d.phase
        d.arms |= arms_of(m)
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


def _overlap(a: Mention, b: Mention) -> bool:
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return bool(shared > 0.5 * min(a["end"] - a["start"], b["end"] - b["start"]))
