"""What single mentions say was done: event mentions, and the moves and gifts that deployments and aid tell of."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from standoff.knowledge.countries import country_by_demonym, country_by_name
from standoff.record.hosts import beside, borne_out, host_of
from standoff.record.party import ALLIANCES, has_forces, is_key, party_key, person
from standoff.record.view import Mention, View
from standoff.record.wording import ARRIVES, DRILL, OFFERS

_word = re.compile(r"[A-Za-z][\w'’-]{2,}|\d[\d,.]*\d|\d")
_PLAIN = frozenset("""the and for that with from this these those have has had was were are been being said says say told will would could
    should may might its his her their our your who whom which what when where while after before about into over under than then them they
    not but also more most some any all other another new last next week month year day days today monday tuesday wednesday thursday friday
    saturday sunday january february march april may june july august september october november december government minister ministry
    president foreign defence defense prime secretary officials official spokesman spokeswoman chief leader country countries state states
    troops forces soldiers military army there here such only between during since until against announced announce statement
    accuse accused accuses accusing demand demanded demands reject rejected rejects warn warned call called calls declare declared insist insisted
    one two three first second send sent sending deploy deployed deploying move moved moving arrive arrived""".split())
# Events in which the two sides do the same.
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# What a status of forces and of aid is as a deed.
_MOVES = {"ordered": "real", "under_way": "real", "standby": "real", "considered": "open"}
_ARMS = {
    "personnel": "land", "units": "land", "aircraft": "air", "ships": "sea", "vehicles": "heavy", "artillery": "heavy",
    "missiles": "heavy", "air_defence": "heavy",
}
_IDEAS = {"considered", "hypothetical"}
_PLANS = {"ordered", "standby", "considered", "future", "hypothetical"}
# A party named so far from the words of an event is a guess.
_NEAR = 30
# What is told as coming on top is no telling of what came before.
_FURTHER = re.compile(
    r"\b(?:another|a further|further|an additional|additional|a second|a third)\s+(?:[\d,.]+|\w+(?:-\w+)?\s(?:hundred|thousand|troops|soldiers|ships|aircraft|jets))"
    r"|\b[\d,]+\s(?:more|additional)\b", re.IGNORECASE)
# A time of at most so many days more than one is a date.
_PRECISE = 3

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
        How far a move of forces has come where it is told: ``idea``, ``plan``, ``deed``, or empty.
    weak : bool
        A state that may be what an event led to: it joins an event, it makes none.
    further : bool
        Said to come on top of what was before.
    guessed : bool
        Whether the words do not name the other side, and what is before them only suggests it.
    facing : list of str
        With whom the sources are at odds in the report, where it does not say whom the deed is directed at.
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
    facing: list[str] = field(default_factory=list)
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


def who(view: View, party: dict[str, Any] | None) -> str | None:
    """Return the party that somebody is: a person is of the state whose reports say that he is."""
    name = person(party)
    known = view.party(name) if name else None
    if party and not (party.get("code") or party.get("country")):
        known = next((a for a in sorted(ALLIANCES) if (party.get("name") or "").startswith(a + " ")), known)  # "NATO ministers meeting in Oslo"
    return known if known and is_key(known) else view.party(party_key(party))


def place_of(m: Mention) -> str | None:
    """Return the other side of a deployment or gift: where forces go or are, or beside which country; who gets aid."""
    return m["host"] if m["kind"] == "aid" else host_of(m) or beside(m)


def known_sender(m: Mention) -> str | None:
    sender = m["sender"]
    return sender if sender and (len(sender) == 3 and sender.isupper() or sender.isupper()) else None


def event_deed(view: View, m: Mention) -> Deed:
    body = m["body"]
    sources = _parties(view, body, "source")
    targets = _parties(view, body, "target")
    if m["type"] in ("MOBILIZE", "RETREAT") and m["country"] and m["country"] not in sources:
        targets = list(dict.fromkeys([*targets, m["country"]]))
    if m["type"] in ("MOBILIZE", "RETREAT"):
        targets = [t for t in targets if t not in sources]
    tense = "open" if body.get("modality") == "hypothetical" else "real"
    if m["type"] == "COOPERATE" and len({*sources, *targets}) == 1 and DRILL.search(m["evidence"] or ""):
        return new_deed(m, "MOBILIZE", "troops", sources or targets, [], tense)  # who practises alone shows his force
    offered = m["type"] == "AGREE" and len(sources) == 1 and OFFERS.match((body.get("trigger") or {}).get("text") or "")
    if offered:  # help held out, nothing is agreed yet; what is offered is no party
        targets = [t for t in targets if t not in sources]
    deed = new_deed(m, "SUPPORT" if offered else m["type"], body.get("mode"), sources, targets, "real" if offered else tense)
    deed.phase = phase_of(m, deed.type)
    spans = [t["span"] for t in body.get("target") or () if t.get("span")]
    # words that begin with a capital begin a sentence: what is named before it is named in another
    near = 0 if (m["evidence"] or "").lstrip("\"“‘'")[:1].isupper() else _NEAR
    deed.guessed = bool(spans) and all(s["end"] <= m["start"] - near or s["start"] > m["end"] + _NEAR for s in spans)
    return deed


def deployment_deed(view: View, m: Mention) -> Deed | None:
    sender = view.party(known_sender(m) or m["sender"])
    going = m["body"].get("basis") == "reduction" or m["status"] == "ended"
    host = place_of(m)
    home = going and host == sender
    if home:
        host = None  # back to barracks at home: from where, its words do not say
    if not sender or host == sender or m["status"] == "ruled_out" or not has_forces(sender, m["body"].get("sender") or {}):
        return None
    if going and m["status"] == "considered":
        return None  # a withdrawal that is asked for is the asking
    kind = "RETREAT" if going else "MOBILIZE"
    deed = new_deed(m, kind, "withdraw" if going else "troops", [sender], [host] if host else [], _MOVES.get(m["status"], "real"))
    deed.guessed = not borne_out(m)
    deed.weak = not host and not home or m["status"] == "in_place" and not going and not ARRIVES.search(m["evidence"] or "")
    deed.phase, deed.arms = phase_of(m, kind), arms_of(m)
    return deed


def arms_of(m: Mention) -> set[str]:
    """Return what kind of force moves."""
    return {_ARMS[m["category"]]} if m["category"] in _ARMS else set()


def phase_of(m: Mention, kind: str) -> str:
    """Return whether a move of forces is told as weighed, planned or carried out; empty for other deeds and for mere states."""
    if kind not in ("MOBILIZE", "RETREAT"):
        return ""
    if m["status"] in _IDEAS:
        return "idea"
    if m["status"] in _PLANS:
        return "plan"
    if m["kind"] == "deployment" and m["status"] == "under_way" and not ARRIVES.search(m["evidence"] or ""):
        return "plan"  # who sets out has not come: that he arrives is told later
    if m["kind"] == "deployment" and m["status"] == "in_place" and not ARRIVES.search(m["evidence"] or ""):
        return ""
    return "deed"


def aid_deed(view: View, m: Mention) -> Deed | None:
    donor = view.party(m["sender"])
    if not donor or not m["host"] or m["status"] in ("ruled_out", "ended"):
        return None
    return new_deed(m, "AID", None, [donor], [m["host"]], "open" if m["status"] == "considered" else "real")


def _parties(view: View, body: dict[str, Any], part: str) -> list[str]:
    return list(dict.fromkeys(p for one in body.get(part) or () if (p := who(view, one))))


def new_deed(m: Mention, kind: str, mode: str | None, sources: list[str], targets: list[str], tense: str) -> Deed:
    stated, published = stated_day(m), ordinal(m["published"])
    day = stated or published or ordinal((m["body"].get("when") or {}).get("start")) or 0
    text = m["evidence"] or ""
    telling = words(text) - _named(m["body"])
    return Deed(m, kind, mode, sources, targets, day, stated is not None, tense, telling, further=bool(_FURTHER.search(text)))


def _named(body: dict[str, Any]) -> set[str]:
    """Return the words of the names of those who take part: they make no two deeds alike."""
    parties = [*(body.get("source") or ()), *(body.get("target") or ()), body.get("speaker")]
    return {w for p in parties if p for text in (p.get("name"), p.get("role")) for w in words(text or "")}


def stated_day(m: Mention) -> int | None:
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
