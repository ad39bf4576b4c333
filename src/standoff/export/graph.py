"""Who did what to whom as a graph: GraphML and GEXF, parties as nodes, an edge for each pair and type of event."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import Any

from standoff.export.files import writing
from standoff.export.selection import Selection

Edge = tuple[str, str, str]


def edges(selection: Selection) -> dict[Edge, dict[str, Any]]:
    """Return, for each (source, target, event type), the number of events, first and last date and mean Goldstein score."""
    found: dict[Edge, list[tuple[str, float | None]]] = defaultdict(list)
    goldstein = {m["id"]: m["body"].get("goldstein") for m in selection.mentions("event")}
    for event in selection.table("events"):
        scores = [goldstein[i] for i in event["mentions"] if goldstein.get(i) is not None]
        score = sum(scores) / len(scores) if scores else None
        for source, target in product(event["source"], event["target"]):
            found[source, target, event["type"] or "statement"].append((event["date"] or "", score))
    result = {}
    for key, seen in sorted(found.items()):
        scored = [s for _, s in seen if s is not None]
        days = [d for d, _ in seen if d]
        result[key] = {"events": len(seen), "first": min(days, default=""), "last": max(days, default=""),
                       "goldstein": round(sum(scored) / len(scored), 3) if scored else None}
    return result


_KEYS = (("events", "int", "integer"), ("first", "string", "string"), ("last", "string", "string"), ("goldstein", "double", "double"))


def write_graphml(selection: Selection, path: Path) -> list[tuple[str, int]]:
    """Write GraphML."""
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    ET.SubElement(root, "key", id="type", attrib={"for": "edge", "attr.name": "type", "attr.type": "string"})
    for name, kind, _ in _KEYS:
        ET.SubElement(root, "key", id=name, attrib={"for": "edge", "attr.name": name, "attr.type": kind})
    graph = ET.SubElement(root, "graph", edgedefault="directed")
    found = edges(selection)
    for node in sorted({end for source, target, _ in found for end in (source, target)}):
        ET.SubElement(graph, "node", id=node)
    for number, ((source, target, kind), values) in enumerate(found.items()):
        edge = ET.SubElement(graph, "edge", id=f"e{number}", source=source, target=target)
        ET.SubElement(edge, "data", key="type").text = kind
        for name, _, _ in _KEYS:
            if values[name] not in (None, ""):
                ET.SubElement(edge, "data", key=name).text = str(values[name])
    return _write(root, path, len(found))


def write_gexf(selection: Selection, path: Path) -> list[tuple[str, int]]:
    """Write GEXF 1.3."""
    root = ET.Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    graph = ET.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    attributes = ET.SubElement(graph, "attributes", attrib={"class": "edge"})
    for name, _, kind in (("type", "", "string"), *_KEYS):
        ET.SubElement(attributes, "attribute", id=name, title=name, type=kind)
    found = edges(selection)
    nodes = ET.SubElement(graph, "nodes")
    for node in sorted({end for source, target, _ in found for end in (source, target)}):
        ET.SubElement(nodes, "node", id=node, label=node)
    listed = ET.SubElement(graph, "edges")
    for number, ((source, target, kind), values) in enumerate(found.items()):
        edge = ET.SubElement(listed, "edge", id=str(number), source=source, target=target, label=kind, weight=str(values["events"]))
        held = ET.SubElement(edge, "attvalues")
        for name, value in (("type", kind), *((n, values[n]) for n, _, _ in _KEYS)):
            if value not in (None, ""):
                ET.SubElement(held, "attvalue", attrib={"for": name, "value": str(value)})
    return _write(root, path, len(found))


def _write(root: ET.Element, path: Path, count: int) -> list[tuple[str, int]]:
    ET.indent(root)
    with writing(path) as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n")
    return [(path.name, count)]
