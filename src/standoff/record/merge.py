"""Mentions of one event become one event."""

from __future__ import annotations

import hashlib
from typing import Any

from standoff.record.filters import Filters
from standoff.record.flatten import parties_of
from standoff.record.rows import Row
from standoff.record.view import Mention, View


def events(view: View, filters: Filters) -> list[Row]:
    """Return the events, each with all mentions that tell it."""
    return [_row(view, [m]) for m in view.mentions("event", filters) if m["type"]]


def _row(view: View, mentions: list[Mention]) -> Row:
    first = mentions[0]
    body: dict[str, Any] = first["body"]
    return {
        "id": "E" + hashlib.sha256(first["id"].encode()).hexdigest()[:10],
        "type": first["type"], "mode": body.get("mode"), "modality": body.get("modality"), "cameo": body.get("cameo"),
        "source": parties_of(body, "source"), "target": parties_of(body, "target"), "date": first["date"],
        "place": first["place"], "country": first["country"], "lat": first["lat"], "lon": first["lon"],
        "first_reported": first["published"], "last_reported": mentions[-1]["published"],
        "independent": view.independent(m["report"] for m in mentions),
        "reports": view.names(m["report"] for m in mentions), "mentions": [m["id"] for m in mentions],
        "text": first["evidence"], "why": [],
    }
