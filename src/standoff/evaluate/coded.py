"""Coded events against annotated sentences: type, code, actors, modality, and false alarms."""

from __future__ import annotations

import re
from typing import Any

from standoff.evaluate.tally import Row, Tally

_ORGANISATIONS = ("IGO", "NGO", "IMG", "MNC")
_LITTLE = {"the", "a", "an", "of", "and", "in", "for", "to", "on", "at", "its", "their", "his", "her"}


def events(gold: Row, reading: Row) -> Tally:
    """Score events: ``{"text", "expected": [{"plover", "code", "source", "target", "source_text", "target_text", "modality"}]}``.

    type: an expected PLOVER type is among those read; cameo root, code: likewise of the CAMEO code; actors: source and
    target of one event are right (by country or group code, else by words); whole: type and actors; an empty `expected` is
    a sentence without an event, where any is a false alarm.
    """
    tally, expected = Tally(), gold["expected"]
    read = reading.get("events", [])
    typed = [e for e in read if e.get("type")]
    if not expected:
        tally.add("false alarms", bool(typed), 0, 1)
        if typed:
            tally.errors.append(("false alarm", gold["text"]))
        return tally
    kinds = {x.get("plover") for x in expected}
    right_read = sum(e["type"] in kinds for e in typed)
    for x in expected:
        same = [e for e in typed if e["type"] == x.get("plover")]
        fitting = [e for e in read if _side(x, "source", e) and _side(x, "target", e)]
        if x.get("plover"):
            tally.add("type recall", bool(same), 0, 1)
            if same and x.get("modality"):
                tally.add("modality", any(e.get("modality") == x["modality"] for e in same), 0, 1)
            if not same:
                tally.errors.append((f"missed {x['plover']}", gold["text"]))
        if x.get("code"):
            tally.add("code", any(e.get("cameo") == x["code"] for e in read), 0, 1)
            tally.add("cameo root", any(str(e.get("cameo") or "")[:2] == x["code"][:2] for e in read), 0, 1)
        if any(x.get(k) for k in ("source", "target", "source_text", "target_text")):
            tally.add("actors", bool(fitting), 0, 1)
            if x.get("plover"):
                tally.add("whole", any(e in same for e in fitting), 0, 1)
    if typed:
        tally.add("type precision", right_read, 0, len(typed))
    return tally


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").lower())) - _LITTLE


def _side(expected: Row, side: str, event: Row) -> bool:
    """Whether an event's source or target is the one expected."""
    code, text, actors = expected.get(side), expected.get(f"{side}_text"), event.get(side) or []
    if code and code.startswith("UNK"):
        return True
    if code:
        group = code[:3] in _ORGANISATIONS
        want = code[:6] if group else code[:3]
        if any((a.get("code") or "").startswith(want) or a.get("country") == want for a in actors):
            return True
        if not group or not text:
            return False
    want_words = _words(text)
    return not want_words or any(_alike(want_words, actor) for actor in actors)


def _alike(want: set[str], actor: Any) -> bool:
    have = _words((actor.get("span") or {}).get("text")) | _words(actor.get("name"))
    return bool(have) and len(have & want) * 2 >= min(len(have), len(want)) and bool(have & want)
