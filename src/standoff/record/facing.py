"""Whom a deed is directed at where its own words do not say it: the report has told before who wants what of whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standoff.knowledge.countries import country_by_demonym, country_by_name
from standoff.record.party import ALLIANCES, has_forces
from standoff.record.view import Mention
from standoff.record.wording import VICTIM

if TYPE_CHECKING:
    from standoff.record.deeds import Deed

# What one side does or says to the other in a quarrel.
ADVERSE = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST", "SANCTION", "COERCE", "ASSAULT"})
# What is said to another: nobody demands of himself or threatens himself.
_SAID = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST"})
# What is done to another: who else is named near its words is no sign that it is he.
_DONE = frozenset({"COERCE", "RETREAT"})
# What two that are at odds have to do with each other as well.
_DEALINGS = frozenset({"CONSULT", "AGREE", "CONCEDE", "RETREAT", "COOPERATE"})
# Requests of friends.
_FRIENDLY = frozenset({"assist", "meet"})
# Who at home may be meant: courts, parties, rebels and the like, or people.
_AT_HOME = frozenset({"OPP", "PTY", "REB", "JUD", "LEG", "EDU", "LAB", "JRN", "BUS", "SOC", "CRM", "UAF", "REL", "CVL", "MED", "SEP", "INS"})
_RIVAL = re.compile(r"\b(?:neighbou?rs?|rivals?|adversar(?:y|ies)|enem(?:y|ies)|opponents?|foes?)\b", re.IGNORECASE)
_NAMES = re.compile(r"\b[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2}")
_FORCES = re.compile(r"\b(?:troops|soldiers|marines|forces|paratroopers|(?:war)?ships|fighters|jets|battalions?|brigades?|units|legionnaires)\b", re.IGNORECASE)
_CAPTIVES = re.compile(r"\b(?:releas\w+|free[ds]?|freedom|let\s(?:\w+\s){0,2}go|hand\w*\s(?:back|over)|return\w*)\b", re.IGNORECASE)
_QUARREL = re.compile(
    r"\b(?:(?:dispute|quarrel|row|feud|conflict|war|stand-?off|showdown|confrontation|tensions?|crisis|clash(?:es)?)\s(?:with|against)|against|opposite|facing|threat\sfrom)"
    r"\s(?:the\s)?([A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})")
_STEPS = frozenset({"MOBILIZE", "AID", "SANCTION", "ASSAULT", "COERCE"})
# What a step is called, and what it then was; any of `_STEPS` where nothing is said here.
_STEP = r"(?:steps?|moves?|decisions?|deployments?|plans?|deliver(?:y|ies)|actions?|measures?|build-?up|reinforcements?|seizures?|captures?|arrests?|detentions?|attacks?|strikes?|sanctions|embargo|blockade|expulsions?|arrivals?|landings?|dispatch)"
_CALLED = {
    "deployment": {"MOBILIZE"}, "build": {"MOBILIZE"}, "reinforcement": {"MOBILIZE"}, "arrival": {"MOBILIZE"}, "landing": {"MOBILIZE"}, "dispatch": {"MOBILIZE"}, "deliver": {"AID"}, "seizure": {"COERCE"}, "capture": {"COERCE"},
    "arrest": {"COERCE"}, "detention": {"COERCE"}, "blockade": {"COERCE", "MOBILIZE"}, "attack": {"ASSAULT"}, "strike": {"ASSAULT"},
    "sanctions": {"SANCTION"}, "embargo": {"SANCTION"}, "expulsion": {"SANCTION"},
}
_POINTS_BACK = re.compile(rf"\b(?:the|this|that|such|these|those|both)\s(?:\w+\s)?{_STEP}\b", re.IGNORECASE)
# Blame whose object only points back: whose step it is was told before, whoever else the sentence names.
_BLAMES_STEP = re.compile(rf"\b(?:denounc|condemn|criticis|criticiz|deplor|slam|blast|attack|protest|object)\w*\s(?:to\s|at\s|against\s)?(?:the|this|that|such|these)\s(?:[a-z]+\s)?{_STEP}\b(?!\s(?:by|of)\s)", re.IGNORECASE)
_BLAMES_IT = re.compile(r"\b(?:denounc|condemn|criticis|criticiz|deplor|slam|blast|protest|object)\w*\s(?:to\s|at\s|against\s)?(?:it|this|that)\b", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:both|the\stwo|either)\s(?:sides?|countries|governments|capitals|parties|neighbou?rs|states|nations|leaders)\b", re.IGNORECASE)
_DEMAND = re.compile(r"\b(?:the|this|that|such|these|those|both|all|its|his|her|their)\s+(?:\w+\s+)?(?:demands?|requests?|ultimatum|proposals?|conditions?|terms|points|requirements?|calls?|appeals?)\b", re.IGNORECASE)
# What one may refuse, and a refusal whose object only points back.
_ASKED = frozenset({"REQUEST"})
_REFUSABLE = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT", "AGREE", "THREATEN", "RETREAT"})
_REFUSES_IT = re.compile(
    r"\b(?:reject|refus|dismiss|disput|den[yi]|declin|rebuff|spurn|contradict|turn)\w*\s(?:down\s)?(?:both\s|all\s)?"
    r"(?:(?:it|this|that|them|these|those)\b|(?:the|this|that|such|these|those|his|her|its|their)\s(?:\w+\s){0,2}"
    r"(?:claims?|charges?|accusations?|allegations?|assertions?|stor(?:y|ies)|reports?|offers?|proposals?|plans?|ideas?|invitations?|suggestions?)\b)"
    r"|\bit\swould\snot\sbe\s(?:taken\sup|accepted)\b|\bboth\s(?:points|demands|offers|proposals)\b", re.IGNORECASE)
# An answer follows what it answers within so many characters; right after it within fewer.
_ANSWERED, _RIGHT_AFTER = 400, 40
# A quarrel told so many characters away counts half.
_FAR = 400
# Whom forces face is a matter of the whole report, not of what was said last.
_ALL_OVER = 4000
# Whoever is spoken of as an opponent so much of the time that the first one is, is one too.
_MUCH = 0.6


def complete(own: list[Deed]) -> None:
    """Say of the deeds of one report whom they are directed at, where their words leave it open or name their own side."""
    _turn_down(own)
    _set_free(own)
    _point_back(own)
    _deter(own)
    _both_sides(own)
    _counter(own)
    _face(own)


def answered(own: list[Deed], m: Mention, speaker: str, kind: str) -> list[str]:
    """Return whose demand or claim is turned down, or whose step an accusation is about, where the words only point back."""
    before = [
        d for d in own
        if d.mention["start"] < m["start"] and speaker not in d.sources and d.tense == "real" and any(has_forces(p, {}) for p in d.sources)
    ]
    if m["type"] == "reject":
        before = [d for d in before if d.type in ("REQUEST", "ACCUSE", "REJECT") and m["start"] - d.mention["end"] < _ANSWERED]
    elif kind == "REJECT":
        before = [d for d in before if d.type in (*_STEPS, "RETREAT", *_SAID) and m["start"] - d.mention["end"] < _ANSWERED]
    elif _POINTS_BACK.search(m["evidence"] or ""):
        before = [d for d in before if d.type in _STEPS]
    else:
        return []
    return [p for p in _last(before).sources if has_forces(p, {})] if before else []


def helped(own: list[Deed], m: Mention, speaker: str) -> list[str]:
    """Return whom a promise that names nobody is made to: whom the speaker is told nearby to give something or send soldiers to."""
    near = [
        d for d in own
        if d.type in ("AID", "MOBILIZE") and speaker in d.sources and not d.guessed and any(has_forces(t, {}) for t in d.targets)
        and max(d.mention["start"], m["start"]) - min(d.mention["end"], m["end"]) < _ANSWERED
    ]
    nearest = min(near, key=lambda d: (abs(d.mention["start"] - m["start"]), d.mention["id"]), default=None)
    return [t for t in nearest.targets if has_forces(t, {})] if nearest else []


def _last(before: list[Deed]) -> Deed:
    return max(before, key=lambda d: (d.mention["start"], d.mention["id"]))


def _turn_down(own: list[Deed]) -> None:
    """Tell whose demand, claim or offer is refused where only "the demand" or "that" is named, and take disapproval of a demand for its refusal."""
    for d in own:
        said = d.mention["evidence"] or ""
        known = [t for t in d.targets if has_forces(t, {}) and t not in d.sources]
        if d.type not in ("REJECT", "ACCUSE") or d.mention["kind"] != "event" or known and not d.guessed:
            continue
        kinds = _ASKED if _DEMAND.search(said) else _REFUSABLE if d.type == "REJECT" and d.sources and _REFUSES_IT.search(said) else frozenset()
        before = [
            q for q in own
            if q.type in kinds and q.sources and 0 < d.mention["start"] - q.mention["start"] < _ANSWERED and not set(q.sources) & set(d.sources)
            and any(has_forces(p, {}) for p in q.sources)
        ]
        mine = [q for q in before if not d.sources or not q.targets or q.guessed or set(q.targets) & set(d.sources)]
        # what is asked of others may be refused by who has them in his house, right after
        before = [q for q in before if q.type == "REQUEST" and d.mention["start"] - q.mention["end"] < _RIGHT_AFTER] or mine
        if before:
            asker = _last(before)
            d.type, d.targets, d.sources = "REJECT", list(asker.sources), d.sources or list(asker.targets)
            d.guessed = False


def _set_free(own: list[Deed]) -> None:
    """Tell who is asked to let somebody go: who was told to hold him."""
    for d in own:
        if d.type != "REQUEST" or not _CAPTIVES.search(d.mention["evidence"] or "") or any(has_forces(t, {}) and t not in d.sources for t in d.targets) and not d.guessed:
            continue
        before = [q for q in own if q.type == "COERCE" and q.mention["start"] < d.mention["start"] and not set(q.sources) & set(d.sources) and any(has_forces(p, {}) for p in q.sources)]
        if before:
            d.targets, d.guessed = [p for p in _last(before).sources if has_forces(p, {})], False


def _point_back(own: list[Deed]) -> None:
    """Tell whose step it is that somebody blames, where only "the step" is named."""
    for d in own:
        said = d.mention["evidence"] or ""
        if d.type != "ACCUSE" or d.mention["kind"] != "event" or not d.sources:
            continue
        if d.guessed or not any(has_forces(t, {}) and t not in d.sources for t in d.targets):
            it = _BLAMES_IT.search(said)
            before = [
                q for q in own if it and q.type not in _SAID and 0 < d.mention["start"] - q.mention["start"] < _ANSWERED
                and not set(q.sources) & set(d.sources) and any(has_forces(p, {}) for p in q.sources)
            ]
            if before:
                d.targets = [p for p in _last(before).sources if has_forces(p, {})]
                continue
        blamed = _BLAMES_STEP.search(said) or (None if d.targets and not d.guessed else _POINTS_BACK.search(said))
        if not blamed:
            continue
        kinds = next((k for word, k in _CALLED.items() if word in blamed.group().lower()), _STEPS)
        before = [
            q for q in own
            if q.type in kinds and not q.guessed and q.mention["start"] < d.mention["start"] and q.tense == "real" and not set(q.sources) & set(d.sources)
            and any(has_forces(p, {}) for p in q.sources)
        ]
        if before:
            d.targets = [p for p in _last(before).sources if has_forces(p, {})]


def _deter(own: list[Deed]) -> None:
    """Tell who is threatened where the words name the victim of what is not to be done: "any attack on Finland"."""
    for d in own:
        named = [m.group(1) or m.group(2) for m in VICTIM.finditer(d.mention["evidence"] or "")]
        victims = [c.iso3 for n in named if (c := country_by_name(n) or country_by_demonym(n)) is not None]
        if d.type == "THREATEN" and d.sources and victims and not any(has_forces(t, {}) and t not in victims for t in d.targets):
            d.targets = [f for f in _foes(own, d, side=[*d.sources, *victims]) if f not in victims]


def _both_sides(own: list[Deed]) -> None:
    """Tell who "both sides" are that somebody else urges something: the two that quarrel most in the report."""
    for d in own:
        if d.type != "REQUEST" or d.mention["kind"] != "event" or not d.sources or not _BOTH.search(d.mention["evidence"] or ""):
            continue
        if sum(has_forces(t, {}) for t in d.targets) > 1:
            continue
        often: dict[tuple[str, ...], int] = {}
        for q in own:
            for theirs in {tuple(sorted((s, t))) for s in q.sources for t in _against(q, [s]) if len(s) == 3 and not {s, t} & set(d.sources)}:
                often[theirs] = often.get(theirs, 0) + 1
        if often:
            d.targets, d.guessed = list(min(often.items(), key=lambda kept: (-kept[1], kept[0]))[0]), False


def _counter(own: list[Deed]) -> None:
    """Give what is said to nobody but the speaker's own side, or to a thing, the other side of the nearest quarrel."""
    for d in own:
        if not d.sources or d.type not in _SAID and not (d.type in ADVERSE | _DONE and d.targets):
            continue
        others = [t for t in d.targets if t not in d.sources]
        if any(has_forces(t, {}) for t in others) and not (d.guessed and d.type in _DONE) or not d.guessed and _meant_at_home(d):
            continue
        if d.type in _DONE and set(others) & set(_opponents(own, d, False, None, _FAR)):
            continue  # a guess that the quarrels of the report bear out
        found = _whose_forces(own, d) or (_named_beside(d) if d.type in _SAID else []) or _foes(own, d) or (_foes(own, d, any_deed=True) if _deals(d) else [])
        if found:
            d.targets, d.guessed = found, True
        elif others:
            d.targets = others


def _named_beside(d: Deed) -> list[str]:
    """Return the one other country that the words of a deed name, if there is one."""
    text = d.mention["evidence"] or ""
    named = {c.iso3 for run in _NAMES.findall(text) for name in (run, *run.split()) if (c := country_by_name(name)) is not None}
    others = sorted(named - set(d.sources))
    return others if len(others) == 1 and d.mention["kind"] == "event" else []


def _whose_forces(own: list[Deed], d: Deed) -> list[str]:
    """Return whose soldiers are asked to go where only "the soldiers" are named: theirs who were told last to move some."""
    if d.type != "REQUEST" or not _FORCES.search(" ".join(d.targets)):
        return []
    before = [q for q in own if q.type == "MOBILIZE" and q.mention["start"] < d.mention["start"] and not set(q.sources) & set(d.sources) and any(has_forces(p, {}) for p in q.sources)]
    return [p for p in _last(before).sources if has_forces(p, {})] if before else []


def _meant_at_home(d: Deed) -> bool:
    """Whether the target is somebody at home, not the state itself, nor people whom another is to let go."""
    codes = [t.get("code") or "" for t in d.mention["body"].get("target") or () if t.get("country") and not _RIVAL.search(t.get("name") or "")]
    if d.type == "REQUEST" and _CAPTIVES.search(d.mention["evidence"] or ""):
        return False
    return any(code[3:6] in _AT_HOME or d.type not in _SAID for code in codes)


def _foes(own: list[Deed], d: Deed, any_deed: bool = False, side: list[str] | None = None) -> list[str]:
    """Return who stands against the sources of a deed (or against `side`) in the quarrels that the report tells of, most of all in the near ones.

    With `any_deed` in whatever the two have to do with each other.
    """
    weight = _opponents(own, d, any_deed, side, _FAR)
    return sorted(p for p, w in weight.items() if w == max(weight.values()))


def _opponents(own: list[Deed], d: Deed, any_deed: bool, side: list[str] | None, far: int) -> dict[str, float]:
    """Return how much the report speaks of each of those who stand against a deed's sources, or against `side`; `far` characters away it counts half."""
    weight: dict[str, float] = {}
    for q in own:
        for p in _against(q, side or d.sources, any_deed) if q is not d else ():
            weight[p] = weight.get(p, 0.0) + 1 / (1 + abs(q.mention["start"] - d.mention["start"]) / far)
    return weight


def _deals(d: Deed) -> bool:
    """Whether a deed is likely directed at whom its sources meet and agree with: who threatens, refuses or demands does it to him."""
    return d.type in ("THREATEN", "REJECT", "REQUEST") or d.type == "ACCUSE" and bool(_RIVAL.search(d.mention["evidence"] or ""))


def _against(q: Deed, side: list[str], any_deed: bool = False) -> list[str]:
    """Return who is on the other side of a quarrel (or any deed) in which one of `side` takes part."""
    if q.guessed or q.type not in (_DEALINGS if any_deed else ADVERSE) or not any_deed and q.mode in _FRIENDLY:
        return []
    for mine, theirs in ((q.sources, q.targets), (q.targets, q.sources)):
        if set(mine) & set(side):
            return [p for p in theirs if p not in side and has_forces(p, {}) and not (any_deed and p in ALLIANCES)]
    return []


def _at_odds(d: Deed) -> list[str]:
    """Return with whom the words of a deed say that there is a quarrel: "called up reservists in its dispute with Eritrea"."""
    named = (country_by_name(m.group(1)) for m in _QUARREL.finditer(d.mention["evidence"] or ""))
    return [c.iso3 for c in named if c is not None and c.iso3 not in d.sources][:1]


def _face(own: list[Deed]) -> None:
    """Note whom those who move forces are at odds with, where it is not said where they go."""
    for d in own:
        if d.type in ("MOBILIZE", "RETREAT") and d.sources and not any(has_forces(t, {}) for t in d.targets):
            weight = _opponents(own, d, False, None, _ALL_OVER)
            d.facing = _at_odds(d) or sorted(p for p, w in weight.items() if w >= _MUCH * max(weight.values())) or d.facing
