"""PROV-JSON (W3C PROV-DM): which report, hash, program version and ontology each mention comes from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from standoff.export.files import writing
from standoff.export.selection import KINDS, Selection

ONTOLOGY = "PLOVER 2021; CAMEO 1.1b3"


def provenance(selection: Selection) -> dict[str, Any]:
    """Return the PROV document of the mentions that fit."""
    document: dict[str, Any] = {
        "prefix": {"standoff": "urn:standoff:", "prov": "http://www.w3.org/ns/prov#"},
        "entity": {}, "activity": {}, "agent": {}, "wasGeneratedBy": {}, "wasDerivedFrom": {}, "wasAssociatedWith": {},
    }
    for kind in KINDS:
        for mention in selection.mentions(kind):
            report = selection.report(mention)
            program = f"standoff:program-{report['program']}"
            activity = f"standoff:reading-{report['key']}"
            source = f"standoff:report-{report['key']}"
            entity = f"standoff:{mention['id']}"
            document["agent"][program] = {"prov:type": "prov:SoftwareAgent", "standoff:version": report["program"]}
            document["activity"][activity] = {"standoff:ontology": ONTOLOGY}
            document["wasAssociatedWith"][f"_:a-{report['key']}"] = {"prov:activity": activity, "prov:agent": program}
            document["entity"][source] = {
                "prov:type": "report", "standoff:hash": report["id"], "standoff:publisher": report["publisher"],
                "standoff:published": report["published"], "prov:location": report["url"] or report["name"],
            }
            document["entity"][entity] = {
                "prov:type": f"standoff:{kind}", "standoff:start": mention["start"], "standoff:end": mention["end"],
                "standoff:reader": mention["body"].get("reader"), "standoff:accepted": mention["accepted"],
            }
            document["wasDerivedFrom"][f"_:d-{mention['id']}"] = {"prov:generatedEntity": entity, "prov:usedEntity": source}
            document["wasGeneratedBy"][f"_:g-{mention['id']}"] = {"prov:entity": entity, "prov:activity": activity}
    return document


def write_prov(selection: Selection, path: Path) -> list[tuple[str, int]]:
    """Write the PROV document; its rows are the mentions."""
    document = provenance(selection)
    with writing(path) as out:
        json.dump(document, out, ensure_ascii=False, indent=1)
    return [(path.name, len(document["wasDerivedFrom"]))]
