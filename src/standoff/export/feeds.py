"""New events for other programs: a calendar (ICS) and a feed (RSS)."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from standoff.export.files import writing
from standoff.export.selection import Selection

# A feed shows the newest; a calendar holds all.
FEED_ITEMS = 200


def title_of(event: dict[str, Any]) -> str:
    """Return an event in one line: who, what, whom."""
    sides = [" + ".join(event[side]) or "?" for side in ("source", "target")]
    return f"{sides[0]} {event['type'] or 'statement'}" + (f" → {sides[1]}" if event["target"] else "")


def write_ics(selection: Selection, path: Path) -> list[tuple[str, int]]:
    """Write the events as days of an iCalendar (RFC 5545)."""
    events = [e for e in selection.table("events") if _day(e["date"])]
    stamp = max((e["last_reported"] or e["date"] for e in events), default="1970-01-01")[:10].replace("-", "") + "T000000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Standoff//EN", "CALSCALE:GREGORIAN"]
    for event in events:
        day = _day(event["date"])
        assert day is not None
        lines += ["BEGIN:VEVENT", f"UID:{event['id']}@standoff", f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
                  f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}", f"SUMMARY:{_escaped(title_of(event))}",
                  f"DESCRIPTION:{_escaped(event['text'] or '')}", f"CATEGORIES:{_escaped(event['type'] or 'statement')}", "TRANSP:TRANSPARENT", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    with writing(path) as out:
        out.write("".join(_folded(line) + "\r\n" for line in lines))
    return [(path.name, len(events))]


def write_rss(selection: Selection, path: Path) -> list[tuple[str, int]]:
    """Write the newest events as RSS 2.0, last reported first."""
    events = sorted(selection.table("events"), key=lambda e: (e["last_reported"] or "", e["id"]), reverse=True)[:FEED_ITEMS]
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    for tag, text in (("title", "Standoff: events"), ("link", "http://localhost/"), ("description", "Events in the record, newest first")):
        ET.SubElement(channel, tag).text = text
    for event in events:
        item = ET.SubElement(channel, "item")
        ET.SubElement(item, "title").text = title_of(event)
        ET.SubElement(item, "description").text = f"{event['text']} ({', '.join(event['reports'])})"
        ET.SubElement(item, "guid", isPermaLink="false").text = event["id"]
        ET.SubElement(item, "category").text = event["type"] or "statement"
        day = _day(event["last_reported"])
        if day:
            ET.SubElement(item, "pubDate").text = format_datetime(dt.datetime.combine(day, dt.time(), dt.UTC))
    ET.indent(root)
    with writing(path) as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n' + _without_controls(ET.tostring(root, encoding="unicode")) + "\n")
    return [(path.name, len(events))]


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _escaped(text: str) -> str:
    flat = " ".join(text.split())
    return flat.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Return a line folded to at most 75 bytes each, as iCalendar has it."""
    out, size = [], 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if size + width > 74:
            out.append("\r\n ")
            size = 1
        out.append(character)
        size += width
    return "".join(out)


def _without_controls(text: str) -> str:
    """Return text without the control characters that XML does not allow."""
    return "".join(c for c in text if c >= " " or c in "\t\n\r")
