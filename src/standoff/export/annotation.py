"""W3C Web Annotation: every mention's words as selectors that other tools can find again.

A TextQuoteSelector holds the words with what stands before and after them; a TextPositionSelector holds offsets in Unicode
code points of the report's text, end exclusive (other tools may count UTF-16 units: the unit is said).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from standoff.export.files import writing
from standoff.export.selection import KINDS, Selection
from standoff.record import schema

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Characters of the text on either side, by which the words are found again in a changed page.
AROUND = 40


def web_annotations(selection: Selection) -> list[dict[str, Any]]:
    """Return an annotation for each mention."""
    texts: dict[str, str] = {}
    found = []
    for kind in KINDS:
        for mention in selection.mentions(kind):
            report = selection.report(mention)
            if mention["report"] not in texts:
                row = selection.record.store.rows(select(schema.reports.c.text).where(schema.reports.c.id == mention["report"]))
                texts[mention["report"]] = row[0]["text"]
            found.append(_annotation(kind, mention, report, texts[mention["report"]]))
    return found


def _annotation(kind: str, mention: dict[str, Any], report: dict[str, Any], text: str) -> dict[str, Any]:
    start, end = mention["start"], mention["end"]
    body = {k: v for k, v in mention["body"].items() if k not in ("id", "evidence")}
    return {
        "@context": CONTEXT, "id": f"urn:standoff:{mention['id']}", "type": "Annotation", "motivation": "identifying",
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": kind},
                 {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": json.dumps(body, ensure_ascii=False)}],
        "target": {
            "source": report.get("url") or f"urn:standoff:{mention['report']}",
            "selector": [
                {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]},
                {"type": "TextPositionSelector", "start": start, "end": end, "standoff:unit": "unicode code points"},
            ],
        },
        "generator": {"id": "urn:standoff", "type": "Software", "name": "Standoff", "standoff:version": report.get("program")},
    }


def write_annotations(selection: Selection, path: Path) -> list[tuple[str, int]]:
    """Write the annotations as JSON lines, one annotation a line."""
    found = web_annotations(selection)
    with writing(path) as out:
        for one in found:
            out.write(json.dumps(one, ensure_ascii=False) + "\n")
    return [(path.name, len(found))]
