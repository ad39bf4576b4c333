"""Codes of the field's formats: CAMEO in GDELT's edition, FIPS countries, actor codes taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from standoff.knowledge.countries import countries

# GDELT numbers some groups by an older edition of CAMEO (its CAMEO.eventcodes table); elsewhere the codes agree. A code that
# the older edition does not have, or has for something else, becomes the one that means the same, else its parent.
_TO_GDELT = {
    "101": "100", "105": "100", "106": "108", "107": "100", "108": "105", "1213": "121", "1214": "121", "155": "150",
    "176": "170", "1834": "183", "1951": "195", "1952": "195",
}


def gdelt_code(cameo: str) -> str:
    """Return a CAMEO 1.1b3 code in GDELT's edition."""
    return _TO_GDELT.get(cameo, cameo)


def quad_of(cameo: str) -> int | None:
    """Return GDELT's quad class of a CAMEO code: 1 and 2 cooperation (verbal, material), 3 and 4 conflict."""
    root = int(cameo[:2]) if cameo[:2].isdigit() else 0
    return None if not 1 <= root <= 20 else 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


@lru_cache(maxsize=1)
def _fips() -> dict[str, tuple[str, str]]:
    return {c.iso3: (c.fips, c.name) for c in countries()}


def fips_of(iso3: str | None) -> str:
    """Return the FIPS 10-4 code of a country, empty where there is none."""
    return _fips().get(iso3 or "", ("", ""))[0]


def country_name(iso3: str | None) -> str:
    """Return a country's English name, empty where the code is none."""
    return _fips().get(iso3 or "", ("", ""))[1]


@dataclass(frozen=True, slots=True)
class ActorCode:
    """A CAMEO-style actor code taken apart: country, known group (of an organisation), and up to three types."""

    code: str = ""
    country: str = ""
    group: str = ""
    types: tuple[str, ...] = ()


_ORGANISATIONS = ("IGO", "NGO", "IMG", "MNC", "NGM")


def actor_code(party: dict[str, Any] | None) -> ActorCode:
    """Return the parts of a party's code."""
    code = (party or {}).get("code") or ""
    chunks = [code[i : i + 3] for i in range(0, len(code), 3)]
    if not chunks:
        country = (party or {}).get("country") or ""
        return ActorCode(country, country)
    if chunks[0] in _ORGANISATIONS:
        return ActorCode(code, "", chunks[1] if len(chunks) > 1 else "", (chunks[0],))
    if chunks[0] in _fips():
        return ActorCode(code, chunks[0], "", tuple(chunks[1:4]))
    return ActorCode(code, (party or {}).get("country") or "", "", tuple(chunks[:3]))
