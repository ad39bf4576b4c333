"""The codebook and the JSON Schema, both made from the vocabulary: what cannot be found here is not in the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from standoff import mentions
from standoff.knowledge import ontology
from standoff.mentions import Reading
from standoff.report import Report, Span
from standoff.version import VERSION

SCHEMA_ID = f"https://standoff.example/schema/{VERSION}/reading.json"
# One class a section, in the order in which they are read.
SECTIONS: tuple[type, ...] = (
    Report, Span, mentions.Actor, mentions.Place, mentions.PlaceSpan, mentions.Time, mentions.Quantity, mentions.Interval, mentions.Party,
    mentions.Attribution, mentions.When, mentions.Event, mentions.Deployment, mentions.Host, mentions.Force, mentions.Aid, mentions.Amount,
    mentions.Statement, mentions.Comment,
)
# A sentence of our own for each kind of mention; its values in the codebook are what the program reads out of it.
EXAMPLES = {
    "Event": "Russia condemned the decision on Tuesday.",
    "Deployment": "Norway is sending another 300 soldiers to Lithuania, officials said on Monday.",
    "Aid": "Sweden will give Ukraine 40 million dollars in humanitarian aid.",
    "Statement": "\"We will not accept any change of the border unless parliament agrees,\" President Anna Berg told reporters.",
}
_EXAMPLE_DATE = "2023-05-03"


def described(cls: type) -> dict[str, tuple[str, str]]:
    """Return, for each field of a vocabulary class, the type as its docstring states it, and how it is coded."""
    found: dict[str, tuple[str, str]] = {}
    for base in reversed(cls.__mro__):
        doc = base.__dict__.get("__doc__") or ""
        if "Parameters\n" not in doc:
            continue
        body = doc.split("Parameters\n", 1)[1].split("\n", 1)[1]
        for entry in re.split(r"\n(?=    [a-z])", "\n" + body):
            head, _, text = entry.strip("\n").partition("\n")
            names, _, kind = head.strip().partition(" : ")
            for name in names.split(","):
                if name.strip().isidentifier():
                    found[name.strip()] = (kind.strip(), " ".join(text.split()))
    return {f.name: found.get(f.name, ("", "")) for f in fields(cls)} if is_dataclass(cls) else {}


def summary(cls: type) -> str:
    """Return the first sentence of a class's docstring."""
    return " ".join((cls.__doc__ or "").strip().split("\n\n")[0].split())


@lru_cache(maxsize=64)
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def allowed(cls: type, name: str) -> tuple[str, ...]:
    """Return the values that a field may have, where they are few and fixed."""
    if cls is mentions.Event:
        lists = {"type": ontology.TYPES, "context": ontology.CONTEXTS, "mode": tuple(dict.fromkeys(m for modes in ontology.MODES.values() for m in modes))}
        if name in lists:
            return tuple(lists[name])
    hint = _hints(cls).get(name)
    options = [hint, *get_args(hint)] if get_origin(hint) in (Union, UnionType) else [hint]
    return tuple(str(v) for option in options if get_origin(option) is Literal for v in get_args(option))


def undocumented() -> list[str]:
    """Return every field of the vocabulary that its class's docstring does not describe."""
    return [f"{cls.__name__}.{name}" for cls in SECTIONS for name, (_, text) in described(cls).items() if not text]


def markdown() -> str:
    """Return the codebook as Markdown."""
    out = [
        "# Codebook", "",
        f"Standoff {VERSION}. Made by `standoff codebook` from the vocabulary; ontology: PLOVER (2021) with CAMEO 1.1b3 codes.",
        "Spans are offsets in Unicode code points into the report's text, end exclusive. Dates are ISO 8601. `null` stands where the",
        "report does not say. Values in the column *example* are what this version reads out of the section's example sentence.", "",
    ]
    for cls in SECTIONS:
        example = EXAMPLES.get(cls.__name__)
        values = _example_values(cls.__name__, example) if example else {}
        out += [f"## {cls.__name__}", "", summary(cls), ""]
        if example:
            out += [f"> {example}", ""]
        out += ["| field | type | how it is coded | allowed values |" + (" example |" if example else ""), "| --- | --- | --- | --- |" + (" --- |" if example else "")]
        for name, (kind, text) in described(cls).items():
            cells = [f"`{name}`", kind, text, ", ".join(f"`{v}`" for v in allowed(cls, name))]
            if example:
                cells.append(f"`{_short(values.get(name))}`")
            out.append("| " + " | ".join(c.replace("|", "\\|") for c in cells) + " |")
        out.append("")
    return "\n".join([*out, *_ontology()])


def _ontology() -> Iterator[str]:
    yield from ("## Event types", "", "| type | quad | modes |", "| --- | --- | --- |")
    for kind in ontology.TYPES:
        yield f"| `{kind}` | {ontology.QUADS[kind]} | {', '.join(f'`{m}`' for m in ontology.MODES.get(kind, ()))} |"
    yield ""


def _example_values(kind: str, sentence: str) -> dict[str, Any]:
    from standoff.api import read

    plural = {"Event": "events", "Deployment": "deployments", "Aid": "aid", "Statement": "statements"}[kind]
    found = read(sentence, published=_EXAMPLE_DATE).to_dict()[plural]
    return dict(found[0]) if found else {}


def _short(value: Any) -> str:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            return str(value["text"]) if isinstance(value["start"], int) else _short({k: v for k, v in value.items() if k != "span"})
        return ", ".join(f"{k}: {_short(v)}" for k, v in value.items() if v is not None and k != "span")
    if isinstance(value, list):
        return "; ".join(_short(v) for v in value) or "[]"
    return "null" if value is None else str(value)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``standoff read --format jsonl`` prints, with the codebook's descriptions."""
    from pydantic import TypeAdapter

    made: dict[str, Any] = TypeAdapter(Reading).json_schema(mode="serialization")
    definitions = made.get("$defs", {})
    for cls in SECTIONS:
        own = definitions.get(cls.__name__)
        if own is None:
            continue
        own["description"] = summary(cls)
        for name, (_, text) in described(cls).items():
            if name in own.get("properties", {}):
                own["properties"][name]["description"] = text
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **made}
