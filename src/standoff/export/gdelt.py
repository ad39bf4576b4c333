"""GDELT 2.0: the table of events (61 columns) and of mentions (16), tab-separated, without header.

One row for each pair of source and target of a merged event. Codes are mapped to GDELT's edition of CAMEO; what is not
measured here (tone) stays empty rather than being made up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import product
from typing import Any

from standoff.export.codes import actor_code, country_name, fips_of, gdelt_code, quad_of
from standoff.export.selection import Selection, number_of
from standoff.record.rows import Row

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code")
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT_COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{c}" for c in _ACTOR), *(f"Actor2{c}" for c in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources",
    "NumArticles", "AvgTone",
    *(f"Actor1Geo_{c}" for c in _GEO), *(f"Actor2Geo_{c}" for c in _GEO), *(f"ActionGeo_{c}" for c in _GEO),
    "DATEADDED", "SOURCEURL",
)
MENTION_COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID",
    "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone",
    "MentionDocTranslationInfo", "Extras",
)


def event_rows(selection: Selection) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table of events."""
    for event, mentions in selection.merged_events:
        for number, first, second in _pairs(event, mentions):
            yield _event_row(event, mentions, number, first, second)


def mention_rows(selection: Selection) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table of mentions: each mention once for each row of its event."""
    for event, mentions in selection.merged_events:
        for number, first, second in _pairs(event, mentions):
            for mention in mentions:
                yield _mention_row(event, mention, number, first, second)


def _pairs(event: Row, mentions: list[Row]) -> Iterator[tuple[int, Row | None, Row | None]]:
    """Yield id, source and target of each pair of the event's parties, as its fullest mention names them."""
    body = max((m["body"] for m in mentions), key=lambda b: (len(b["source"]) + len(b["target"])))
    for n, (first, second) in enumerate(product(body["source"] or [None], body["target"] or [None])):
        yield number_of(f"{event['id']}/{n}"), first, second


def _event_row(event: Row, mentions: list[Row], number: int, first: Row | None, second: Row | None) -> dict[str, Any]:
    body = mentions[0]["body"]
    cameo = gdelt_code(max((m["body"]["cameo"] for m in mentions), key=len))
    day = (event["date"] or mentions[0]["published"] or "")[:10]
    reports = {m["report"] for m in mentions}
    added = min((m["published"] or "" for m in mentions), default="")
    return {
        "GLOBALEVENTID": number, **_date(day), **_actor("Actor1", first), **_actor("Actor2", second),
        "IsRootEvent": 1, "EventCode": cameo, "EventBaseCode": cameo[:3], "EventRootCode": cameo[:2], "QuadClass": quad_of(cameo),
        "GoldsteinScale": body.get("goldstein"), "NumMentions": len(mentions), "NumSources": event.get("independent"),
        "NumArticles": len(reports), **_geo("Actor1Geo_", first), **_geo("Actor2Geo_", second), **_place("ActionGeo_", mentions),
        "DATEADDED": _stamp(added), "SOURCEURL": mentions[0]["source_report"].get("url") or mentions[0]["source_report"]["name"],
    }


def _date(day: str) -> dict[str, Any]:
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:
        return {}
    fraction = date.year + (date.timetuple().tm_yday - 1) / 365
    return {"SQLDATE": f"{date:%Y%m%d}", "MonthYear": f"{date:%Y%m}", "Year": date.year, "FractionDate": f"{fraction:.4f}"}


def _stamp(day: str) -> str:
    return day[:10].replace("-", "") + "000000" if day else ""


def _actor(prefix: str, party: Row | None) -> dict[str, Any]:
    if not party:
        return {}
    code = actor_code(party)
    row = {"Code": code.code, "Name": (party.get("name") or "").upper(), "CountryCode": code.country, "KnownGroupCode": code.group}
    row.update({f"Type{n}Code": kind for n, kind in enumerate(code.types, 1)})
    return {prefix + key: value for key, value in row.items()}


def _geo(prefix: str, party: Row | None) -> dict[str, Any]:
    """Return the country of an actor; GDELT's finer places of actors are not known here."""
    iso3 = (party or {}).get("country")
    fips = fips_of(iso3)
    return {prefix + "Type": 1, prefix + "FullName": country_name(iso3), prefix + "CountryCode": fips, prefix + "FeatureID": fips} if fips else {prefix + "Type": 0}


def _place(prefix: str, mentions: list[Row]) -> dict[str, Any]:
    found = next((m for m in mentions if m["place"]), None)
    if not found:
        return {prefix + "Type": 0}
    fips = fips_of(found["country"])
    whole = found["place"] == country_name(found["country"])
    kind = 1 if whole else 3 if found["country"] == "USA" else 4
    name = found["place"] if whole else ", ".join(filter(None, (found["place"], country_name(found["country"]))))
    return {prefix + "Type": kind, prefix + "FullName": name, prefix + "CountryCode": fips, prefix + "Lat": found["lat"],
            prefix + "Long": found["lon"], prefix + "FeatureID": fips if whole else ""}


def _mention_row(event: Row, mention: Row, number: int, first: Row | None, second: Row | None) -> dict[str, Any]:
    report, body = mention["source_report"], mention["body"]
    confidence = mention["confidence"]
    return {
        "GLOBALEVENTID": number, "EventTimeDate": _stamp(event["date"] or ""), "MentionTimeDate": _stamp(mention["published"] or ""),
        "MentionType": 1 if report.get("url") else 2, "MentionSourceName": report.get("publisher") or "",
        "MentionIdentifier": report.get("url") or report["name"], "Actor1CharOffset": _offset(first, body["source"]),
        "Actor2CharOffset": _offset(second, body["target"]), "ActionCharOffset": body["trigger"]["start"], "InRawText": 1,
        "Confidence": "" if confidence is None else round(confidence * 100), "Extras": mention["id"],
    }


def _offset(party: Row | None, parties: list[Row]) -> int:
    """Return where a mention names the party, −1 where it does not, as GDELT has it."""
    for one in parties:
        if party and one.get("code") == party.get("code") and one.get("name") == party.get("name") and one.get("span"):
            return int(one["span"]["start"])
    return -1
