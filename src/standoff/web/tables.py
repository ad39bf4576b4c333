"""The same rows as JSON, CSV and GeoJSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from starlette.responses import Response

from standoff.web.basemap import point_of


def as_json(payload: Any) -> Response:
    """Return JSON that may also stand in an HTML page: `<` and `>` are escaped."""
    text = json.dumps(payload, ensure_ascii=False, default=str).replace("<", "\\u003c").replace(">", "\\u003e")
    return Response(text, media_type="application/json")


def as_csv(rows: Iterable[dict[str, Any]], name: str) -> Response:
    """Return rows as CSV: the columns of all rows, lists joined by semicolons, no cell that a spreadsheet would run."""
    rows = list(rows)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return _cell("; ".join(str(_cell(v)) for v in value))
    if isinstance(value, dict):
        return _cell(str(value.get("name") or value.get("code") or json.dumps(value, ensure_ascii=False, default=str)))
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return "'" + value
    return value


def as_geojson(rows: Iterable[dict[str, Any]], name: str) -> Response:
    """Return rows as features: a line from sender to host, a point where one place is known, else no geometry."""
    features = [{"type": "Feature", "geometry": _geometry(row), "properties": row} for row in rows]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, default=str)
    headers = {"Content-Disposition": f'attachment; filename="{name}.geojson"'}
    return Response(text, media_type="application/geo+json", headers=headers)


def _geometry(row: dict[str, Any]) -> dict[str, Any] | None:
    if row.get("lat") is not None and row.get("lon") is not None:
        return {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    sender = point_of(str(row.get("sender") or row.get("donor") or ""))
    host = point_of(str(row.get("host") or row.get("recipient") or ""))
    if sender and host and sender != host:
        return {"type": "LineString", "coordinates": [list(sender), list(host)]}
    at = host or sender
    return {"type": "Point", "coordinates": list(at)} if at else None
