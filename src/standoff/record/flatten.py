"""One reading → the rows that the record keeps of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from standoff.record.party import party_key, side_of
from standoff.record.wording import MARK

KINDS = {"events": "event", "deployments": "deployment", "aid": "aid", "statements": "statement"}
_PARTS = {
    "event": ("source", "target"), "deployment": ("sender", "joint", "host"), "aid": ("donor", "recipient"),
    "statement": ("speaker",),
}


def report_key(report_id: str) -> str:
    """Return the short name of a report, the head of its mentions' ids."""
    return report_id.removeprefix("sha256:")[:10]


def report_row(reading: dict[str, Any]) -> dict[str, Any]:
    """Return the row of the table of reports, without what the store adds."""
    report = reading["report"]
    rest = {k: v for k, v in reading.items() if k != "report"}
    return {
        **{k: report.get(k) for k in ("id", "ref", "title", "byline", "publisher", "published", "url", "language", "text")},
        "key": report_key(report["id"]),
        "text_hash": "sha256:" + hashlib.sha256(report["text"].encode("utf-8", "surrogatepass")).hexdigest(),
        "program": reading.get("version") or None, "mends": int(bool(MARK.search(report["text"]))),
        "reading": json.dumps(rest, ensure_ascii=False),
    }


def mention_rows(reading: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Yield each mention's row and the rows of its parties."""
    places = {p["id"]: p for p in reading.get("places") or ()}
    for plural, kind in KINDS.items():
        for body in reading.get(plural) or ():
            row = mention_row(kind, body, reading["report"], places)
            parties = list(_party_rows(row["id"], kind, body))
            if kind == "statement":
                parties += _about(row["id"], row["sender"], body, reading)
            yield row, parties


def mention_row(kind: str, body: dict[str, Any], report: dict[str, Any], places: dict[str, Any]) -> dict[str, Any]:
    """Return the row of one mention."""
    when = body.get("when") or {}
    place = places.get(body.get("where") or (body.get("host") or {}).get("place") or "") or {}
    evidence = body["evidence"]
    row: dict[str, Any] = {
        "id": f"{report_key(report['id'])}.{body['id']}", "report": report["id"], "kind": kind,
        "start": evidence["start"], "end": evidence["end"], "evidence": evidence["text"],
        "published": report.get("published"),
        "date": when.get("start") or report.get("published"), "until": when.get("end"), "date_basis": when.get("basis"),
        "attribution": (body.get("attribution") or {}).get("source"), "side": side_of(body.get("attribution")),
        "polarity": body.get("polarity") or "affirmed", "confidence": body.get("confidence"),
        "type": None, "status": body.get("status"), "category": None, "sender": None, "host": None,
        "low": None, "high": None, "unit": None,
        "place": place.get("name"), "country": place.get("country"), "lat": place.get("lat"), "lon": place.get("lon"),
        "named": _named(evidence, report.get("text") or "", places) if kind == "deployment" else None,
        "body": json.dumps(body, ensure_ascii=False),
    }
    row.update(_OWN[kind](body))
    return row


def _named(evidence: dict[str, Any], text: str, places: dict[str, Any]) -> str | None:
    """Return the countries in which places lie that the evidence names as places, each with the word before it."""
    if not places:
        return None
    found = []
    for place in places.values():
        for span in place.get("spans") or ():
            if place.get("country") and span.get("use", "literal") == "literal" and evidence["start"] <= span["start"] < evidence["end"]:
                before = text[max(0, span["start"] - 24) : span["start"]].lower().removesuffix("the ").split()
                found.append((span["start"], place["country"], before[-1] if before else ""))
    return json.dumps([list(f[1:]) for f in sorted(found)])


def _event(body: dict[str, Any]) -> dict[str, Any]:
    return {"type": body.get("type"), "status": body.get("modality")}


def _deployment(body: dict[str, Any]) -> dict[str, Any]:
    count = body.get("count") or {}
    return {
        "type": body.get("basis"), "category": (body.get("force") or {}).get("category"),
        "sender": party_key(body.get("sender")), "host": (body.get("host") or {}).get("country"),
        "low": count.get("low"), "high": count.get("high"), "unit": (body.get("force") or {}).get("text"),
    }


def _aid(body: dict[str, Any]) -> dict[str, Any]:
    amount = body.get("amount") or {}
    return {
        "type": body.get("kind"), "sender": party_key(body.get("donor")), "host": party_key(body.get("recipient")),
        "low": amount.get("low"), "high": amount.get("high"), "unit": amount.get("currency") or amount.get("unit"),
    }


def _statement(body: dict[str, Any]) -> dict[str, Any]:
    return {"type": body.get("act"), "sender": party_key(body.get("speaker"))}


_OWN = {"event": _event, "deployment": _deployment, "aid": _aid, "statement": _statement}


def _party_rows(mention: str, kind: str, body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for part in _PARTS[kind]:
        value = body.get(part)
        for one in value if isinstance(value, list) else [value]:
            key = (one or {}).get("country") or (one or {}).get("name") if part == "host" else party_key(one)
            if one and key:
                yield {
                    "mention": mention, "part": part, "party": key,
                    "name": one.get("name"), "code": one.get("code"), "country": one.get("country"),
                }


def _about(mention: str, speaker: str | None, body: dict[str, Any], reading: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the states and bodies that a statement names in what is said, as parties it is about."""
    said = [(s["start"], s["end"]) for s in body.get("content") or ()]
    found: dict[str, dict[str, Any]] = {}
    named = [(p, {"name": p["name"], "code": p.get("country"), "country": p.get("country")}) for p in reading.get("places") or () if p.get("country")]
    named += [(a, a) for a in reading.get("actors") or () if a.get("kind") != "person"]
    for entry, party in named:
        key = party_key(party)
        if key and key != speaker and any(a <= s["start"] < b for s in entry.get("spans") or () for a, b in said):
            found.setdefault(key, {"mention": mention, "part": "about", "party": key, "name": party.get("name"), "code": party.get("code"), "country": party.get("country")})
    return list(found.values())


def actor_rows(reading: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the actors that a report names, with their party as far as the report itself says it."""
    return [
        {
            "report": reading["report"]["id"], "name": a["name"], "party": None if a.get("lent") else party_key(a), "named": len(a.get("spans") or ()),
            "key": a["name"].lower(), "surname": a["name"].lower().split()[-1] if a.get("kind") == "person" and " " in a["name"].strip() else None,
            **{k: a.get(k) for k in ("kind", "code", "country", "role")},
        }
        for a in reading.get("actors") or () if a.get("name")
    ]


def parties_of(body: dict[str, Any], part: str) -> list[str]:
    """Return the parties that take a part in a mention, each once, in order."""
    value = body.get(part)
    found = [party_key(one) for one in (value if isinstance(value, list) else [value])]
    return list(dict.fromkeys(p for p in found if p))
