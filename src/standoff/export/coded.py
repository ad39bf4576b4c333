"""Event tables of the field besides GDELT's: POLECAT, ICEWS, an ACLED-like table, and PLOVER's JSON.

POLECAT, ICEWS and PLOVER have a row for each coded event in each report; the ACLED-like table one for each merged event.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from standoff.export.codes import actor_code, country_name
from standoff.export.selection import Selection, number_of
from standoff.record.rows import Row
from standoff.version import VERSION

POLECAT_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw",
    "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)
ICEWS_COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name",
    "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude",
)
ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1",
    "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location",
    "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)
# PLOVER type and mode → ACLED's event type and sub-event type; what ACLED does not record is left out of that export.
_ACLED = {
    ("ASSAULT", "aerial"): ("Political violence", "Explosions/Remote violence", "Air/drone strike"),
    ("ASSAULT", "drone"): ("Political violence", "Explosions/Remote violence", "Air/drone strike"),
    ("ASSAULT", "heavy-weapons"): ("Political violence", "Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("ASSAULT", "explosives"): ("Political violence", "Explosions/Remote violence", "Remote explosive/landmine/IED"),
    ("ASSAULT", "suicide-attack"): ("Political violence", "Explosions/Remote violence", "Suicide bomb"),
    ("ASSAULT", "abduct"): ("Political violence", "Violence against civilians", "Abduction/forced disappearance"),
    ("ASSAULT", "sexual"): ("Political violence", "Violence against civilians", "Sexual violence"),
    ("ASSAULT", None): ("Political violence", "Battles", "Armed clash"),
    ("PROTEST", "riot"): ("Demonstrations", "Riots", "Violent demonstration"),
    ("PROTEST", None): ("Demonstrations", "Protests", "Peaceful protest"),
    ("COERCE", "arrest"): ("Strategic developments", "Strategic developments", "Arrests"),
    ("RETREAT", None): ("Strategic developments", "Strategic developments", "Non-violent transfer of territory"),
    ("MOBILIZE", None): ("Strategic developments", "Strategic developments", "Change to group/activity"),
    ("AGREE", None): ("Strategic developments", "Strategic developments", "Agreement"),
}


def polecat_rows(selection: Selection) -> Iterator[dict[str, Any]]:
    """Yield POLECAT's rows; lists are joined with ``; `` and what is missing is ``None``, as POLECAT has it."""
    for mention in selection.coded_events:
        body, report = mention["body"], mention["source_report"]
        if not body.get("type"):
            continue
        row = {
            "Event ID": mention["id"], "Event Date": (mention["date"] or "")[:10], "Event Type": body["type"], "Event Mode": body.get("mode"),
            "Intensity": body.get("goldstein"), "Quad Code": f"Q{body['quad']}" if body.get("quad") else None, "Contexts": body.get("context"),
            **_polecat_side("Actor", body["source"]), **_polecat_side("Recipient", body["target"]),
            "Placename": mention["place"], "Country": mention["country"], "Latitude": mention["lat"], "Longitude": mention["lon"],
            "Source": report.get("publisher"), "Publication Date": (mention["published"] or "")[:10], "Language": report.get("language"), "Version": VERSION,
        }
        yield {column: _polecat_value(row.get(column)) for column in POLECAT_COLUMNS}


def _polecat_side(prefix: str, parties: list[Row]) -> dict[str, Any]:
    codes = [actor_code(p) for p in parties]
    sectors = list(dict.fromkeys(kind for code in codes for kind in code.types))
    return {
        f"{prefix} Name": [p["name"] for p in parties], f"{prefix} Country": list(dict.fromkeys(c.country for c in codes if c.country)),
        f"Primary {prefix} Sector": sectors[0] if sectors else None, f"{prefix} Sectors": sectors,
        f"{prefix} Title": [p["role"] for p in parties if p.get("role")], f"{prefix} Name Raw": [p["span"]["text"] for p in parties if p.get("span")],
    }


def _polecat_value(value: Any) -> str:
    if isinstance(value, list):
        value = "; ".join(str(v) for v in value)
    return "None" if value in (None, "") else str(value)


def icews_rows(selection: Selection) -> Iterator[dict[str, Any]]:
    """Yield ICEWS's rows, one for each pair of a mention's parties."""
    for mention in selection.coded_events:
        body, report = mention["body"], mention["source_report"]
        pairs = [(s, t) for s in body["source"] or [{}] for t in body["target"] or [{}]]
        for n, (source, target) in enumerate(pairs):
            yield {
                "Event ID": number_of(f"{mention['id']}/{n}"), "Event Date": (mention["date"] or "")[:10], **_icews_side("Source", source),
                "Event Text": body["trigger"]["text"], "CAMEO Code": body["cameo"], "Intensity": body.get("goldstein"), **_icews_side("Target", target),
                "Story ID": number_of(mention["report"]), "Publisher": report.get("publisher"),
                "Country": country_name(mention["country"]), "Latitude": mention["lat"], "Longitude": mention["lon"],
            }


def _icews_side(prefix: str, party: Row) -> dict[str, Any]:
    code = actor_code(party)
    return {f"{prefix} Name": party.get("name"), f"{prefix} Sectors": ",".join(code.types), f"{prefix} Country": country_name(code.country)}


def acled_rows(selection: Selection) -> Iterator[dict[str, Any]]:
    """Yield rows in ACLED's columns for the merged events of kinds that ACLED records.

    Fatalities are not read and stay empty; codes of interaction stay empty too, since ACLED's actor typology is its own.
    """
    for event, mentions in selection.merged_events:
        kind = _ACLED.get((event["type"], event.get("mode"))) or _ACLED.get((event["type"], None))
        if kind is None or event.get("modality") not in ("past", "ongoing"):
            continue
        found = next((m for m in mentions if m["place"]), None) or {}
        body = mentions[0]["body"]
        stated = body["when"]["basis"] == "stated"
        yield {
            "event_id_cnty": event["id"], "event_date": (event["date"] or "")[:10], "year": (event["date"] or "")[:4], "time_precision": 1 if stated else 2,
            "disorder_type": kind[0], "event_type": kind[1], "sub_event_type": kind[2],
            "actor1": "; ".join(p["name"] for p in body["source"]), "actor2": "; ".join(p["name"] for p in body["target"]),
            "country": country_name(found.get("country")), "location": found.get("place"), "latitude": found.get("lat"), "longitude": found.get("lon"),
            "source": "; ".join(sorted({m["source_report"].get("publisher") or m["source_report"]["name"] for m in mentions})),
            "notes": mentions[0]["evidence"], "timestamp": mentions[0]["published"],
        }


def plover_events(selection: Selection) -> Iterator[dict[str, Any]]:
    """Yield PLOVER's JSON objects, one for each coded event in each report."""
    for mention in selection.coded_events:
        body, report = mention["body"], mention["source_report"]
        yield {
            "id": mention["id"], "has_event": True, "date": (mention["date"] or "")[:10] or None, "enddate": mention["until"],
            "actor": [_plover_side(p) for p in body["source"]], "recipient": [_plover_side(p) for p in body["target"]],
            "event": body.get("type"), "mode": body.get("mode"), "context": body.get("context"), "quad_code": body.get("quad"),
            "event_scale": body.get("goldstein"), "event_text": body["trigger"]["text"],
            "event_loc": {"extracted_place": None, "resolved_place": mention["place"], "country_code": mention["country"], "lat": mention["lat"], "lon": mention["lon"]},
            "text": mention["evidence"], "text_info": {"start": mention["start"], "end": mention["end"], "text_story": report["name"]},
            "cite_info": {"publisher": report.get("publisher"), "url": report.get("url"), "published": mention["published"]},
            "link": report.get("url"), "comment": f"CAMEO {body['cameo']}; modality {body['modality']}", "coder": f"Standoff {VERSION}",
        }


def _plover_side(party: Row) -> dict[str, Any]:
    code = actor_code(party)
    return {"code": code.country or code.group or None, "sector": list(code.types), "entity_text": (party.get("span") or {}).get("text"),
            "identifier_text": party.get("name"), "office": party.get("role")}
