"""Places, times, quantities and quotations against annotated texts."""

from __future__ import annotations

import math
from typing import Any

from standoff.evaluate.tally import Offsets, Row, Tally, match, offsets, overlap

# Kilometres within which a toponym counts as found in the right place: the field's measure (100 miles).
NEAR_KM = 161.0
_EDGE = set(" \t\r\n\"“”‘’'`,.;:!?-–—()[]")


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance of two points in kilometres (haversine, mean radius of the Earth)."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def _best(gold: Row, read: Row) -> float:
    a, b = (gold["start"], gold["end"]), (read["start"], read["end"])
    return overlap(a, b) + 5.0 * (a == b)


def places(gold: Row, reading: Row) -> Tally:
    """Score toponyms: ``{"toponyms": [{"start", "end", "lat", "lon"}]}``; recognised, and within 161 km of the gold."""
    tally, want = Tally(), gold["toponyms"]
    have = [{**span, "lat": p.get("lat"), "lon": p.get("lon")} for p in reading.get("places", []) for span in p["spans"]]
    near = recognised = unlocated = 0
    for i, j in match(want, have, _best):
        recognised += 1
        if want[i].get("lat") is None:
            unlocated += 1
        elif have[j]["lat"] is not None and kilometres(want[i]["lat"], want[i]["lon"], have[j]["lat"], have[j]["lon"]) <= NEAR_KM:
            near += 1
        else:
            tally.errors.append(("wrong place", have[j]["text"]))
    located = sum(g.get("lat") is not None for g in want)
    tally.add("recognised", recognised, len(have), len(want))
    tally.add("end to end at 161 km", near, len(have) - unlocated, located)
    return _missed(tally, want, have, gold["text"])


def _missed(tally: Tally, want: list[Any], have: list[Any], text: str) -> Tally:
    pairs = match(want, have, _best)
    tally.errors += [("missed", text[g["start"] : g["end"]]) for i, g in enumerate(want) if i not in {a for a, _ in pairs}]
    tally.errors += [("surplus", text[h["start"] : h["end"]]) for j, h in enumerate(have) if j not in {b for _, b in pairs}]
    return tally


def times(gold: Row, reading: Row) -> Tally:
    """Score time expressions: ``{"timexes": [{"start", "end", "value"}]}``; found, found exactly, with the right value."""
    tally, want = Tally(), gold["timexes"]
    have = [{**t["span"], "value": t["value"]} for t in reading.get("times", [])]
    strict = valued = 0
    pairs = match(want, have, _best)
    for i, j in pairs:
        strict += (want[i]["start"], want[i]["end"]) == (have[j]["start"], have[j]["end"])
        valued += want[i]["value"] == have[j]["value"]
        if want[i]["value"] != have[j]["value"]:
            tally.errors.append(("wrong value", f"{have[j]['text']}: {have[j]['value']} for {want[i]['value']}"))
    for name, right in (("relaxed", len(pairs)), ("strict", strict), ("value", valued)):
        tally.add(name, right, len(have), len(want))
    return _missed(tally, want, have, gold["text"])


def quantities(gold: Row, reading: Row) -> Tally:
    """Score numbers: ``{"quantities": [{"value": "3000.0" or "5.0-10.0", "change": "=", "~", "<", ">"}]}``."""
    tally, have = Tally(), list(reading.get("quantities", []))
    read, right, with_sign = len(have), 0, 0
    for quantity in gold["quantities"]:
        want = _number(quantity["value"])
        found = next((n for n, one in enumerate(have) if _same(want, one.get("value"))), None)
        if found is None:
            tally.errors.append(("missed", str(quantity["value"])))
            continue
        right += 1
        sign = "=" if quantity.get("change") in ("up", "down") else quantity.get("change")
        with_sign += have.pop(found).get("approx") == sign
    tally.errors += [("surplus", one["span"]["text"]) for one in have]
    tally.add("value", right, read, len(gold["quantities"]))
    tally.add("value with approximator", with_sign, read, len(gold["quantities"]))
    return tally


def _number(text: Any) -> float | tuple[float, float]:
    if isinstance(text, str) and "E" not in text and not text.startswith("-") and "-" in text:
        low, high = text.split("-")[:2]
        return float(low), float(high)
    return float(text)


def _same(want: float | tuple[float, float], read: Any) -> bool:
    if isinstance(want, tuple):
        return isinstance(read, (list, tuple)) and len(read) == 2 and all(math.isclose(w, r, rel_tol=1e-5) for w, r in zip(want, read, strict=True))
    return isinstance(read, (int, float)) and math.isclose(want, read, rel_tol=1e-5, abs_tol=1e-8)


def quotations(gold: Row, reading: Row) -> Tally:
    """Score quotations: ``{"quotes": [{"content": [s, e], "speaker": [s, e] or null, "speaker_spans": […]}]}``.

    A content is the envelope of its spans without quotation marks and punctuation at its edges; half: overlap over union
    of at least 0.5; with speaker: and the speaker's words overlap.
    """
    tally, text = Tally(), gold["text"]
    want = [(q, _trimmed(text, *q["content"])) for q in gold["quotes"]]
    want = [(q, s) for q, s in want if s[1] > s[0]]
    have = []
    for statement in reading.get("statements", []):
        spans = [s for s in map(offsets, statement.get("content") or []) if s]
        if spans:
            envelope = _trimmed(text, min(s for s, _ in spans), max(e for _, e in spans))
            if envelope[1] > envelope[0]:
                have.append((statement, envelope))
    exact = len(match(want, have, lambda g, h: float(g[1] == h[1])))
    pairs = match(want, have, lambda g, h: s if (s := _share(g[1], h[1])) >= 0.5 else 0.0)
    both = 0
    for i, j in pairs:
        quote, said = want[i][0], offsets((have[j][0].get("speaker") or {}).get("span"))
        speakers = quote.get("speaker_spans") or ([quote["speaker"]] if quote.get("speaker") else [])
        right = any(overlap((s[0], s[1]), said) for s in speakers) if speakers and said else not speakers and not said
        both += right
        if not right:
            tally.errors.append(("wrong speaker", text[want[i][1][0] : want[i][1][1]]))
    tally.errors += [("missed", text[s:e]) for i, (_, (s, e)) in enumerate(want) if i not in {a for a, _ in pairs}]
    tally.errors += [("surplus", text[s:e]) for j, (_, (s, e)) in enumerate(have) if j not in {b for _, b in pairs}]
    for name, count in (("exact", exact), ("half", len(pairs)), ("content and speaker", both)):
        tally.add(name, count, len(have), len(want))
    return tally


def _trimmed(text: str, start: int, end: int) -> Offsets:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _share(a: Offsets, b: Offsets) -> float:
    common = overlap(a, b)
    return common / ((a[1] - a[0]) + (b[1] - b[0]) - common) if common else 0.0
