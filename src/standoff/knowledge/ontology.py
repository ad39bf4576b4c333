"""PLOVER and CAMEO: types, modes, contexts, quads, codes and scores.

Facts from the PLOVER and CAMEO manuals; `data/cameo.csv` names its sources.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

# Event type → quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1,
    "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
TYPES = tuple(QUADS)

MODES = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "ban", "arrest", "relations", "expel", "territory", "violence", "rights"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    ),
}  # fmt: skip

CONTEXTS = (
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
    "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression",
    "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping",
    "health", "asylum", "migration", "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn",
    "cyber", "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Code:
    """One CAMEO code: its short name, Goldstein score, and what PLOVER makes of it.

    Parameters
    ----------
    code, name : str
        As in edition 1.1b3.
    goldstein : float or None
        −10 to 10; ``None`` for the 20 roots.
    type, mode : str or None
        PLOVER type and usual mode; no type for public statements (01).
    context : tuple of str
        PLOVER contexts that the code implies.
    """

    code: str
    name: str
    goldstein: float | None
    type: str | None
    mode: str | None
    context: tuple[str, ...]


@lru_cache(maxsize=1)
def cameo() -> dict[str, Code]:
    """Return every CAMEO code of edition 1.1b3."""
    with (files("standoff.knowledge") / "data/cameo.csv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {
            row["code"]: Code(
                row["code"],
                row["name"],
                float(row["goldstein"]) if row["goldstein"] else None,
                row["type"] or None,
                row["mode"] or None,
                tuple(row["context"].split(";")) if row["context"] else (),
            )
            for row in rows
        }


def plover_type(code: str) -> str | None:
    """Return the PLOVER type of a CAMEO code, or None for a public statement.

    Examples
    --------
    >>> plover_type("0231"), plover_type("190"), plover_type("010")
    ('REQUEST', 'ASSAULT', None)
    """
    known = cameo().get(code)
    return known.type if known else None


def quad_of(type: str | None) -> int | None:
    """Return the quad class of a PLOVER type."""
    return QUADS.get(type) if type else None


def valid_mode(type: str | None, mode: str | None) -> str | None:
    """Return `mode` if PLOVER has it for `type`, else None."""
    return mode if type and mode in MODES.get(type, ()) else None
