"""GeoJSON: events and deployments that have a place, as points."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from standoff.export.files import writing
from standoff.export.selection import Selection

_EVENT = ("type", "mode", "modality", "source", "target", "date", "reports", "text")
_DEPLOYMENT = ("sender", "host", "category", "item", "low", "high", "basis", "status", "date", "according_to", "report", "evidence")


def geojson(selection: Selection) -> dict[str, Any]:
    """Return the feature collection of what has coordinates; ``kind`` says which kind of mention a feature is."""
    features = []
    for kind, name, keys in (("event", "events", _EVENT), ("deployment", "deployments", _DEPLOYMENT)):
        for row in selection.table(name):
            if row.get("lat") is None or row.get("lon") is None:
                continue
            properties = {"kind": kind, "place": row.get("place"), "country": row.get("country"), **{k: row.get(k) for k in keys}}
            features.append({"type": "Feature", "id": row["id"], "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]}, "properties": properties})
    return {"type": "FeatureCollection", "features": features}


def write_geojson(selection: Selection, path: Path) -> list[tuple[str, int]]:
    """Write the feature collection (RFC 7946)."""
    collection = geojson(selection)
    with writing(path) as out:
        json.dump(collection, out, ensure_ascii=False, indent=1)
    return [(path.name, len(collection["features"]))]
