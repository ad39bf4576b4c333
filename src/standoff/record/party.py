"""One name for each party: an ISO 3166-1 code, ``NATO``, ``EU``, ``UN`` or the name of a non-state party."""

from __future__ import annotations

from typing import Any

from standoff.knowledge.countries import country_by_name

# Only the organisation itself: IGOUNOWFP is the World Food Programme, known by its name.
_ORGANISATIONS = {"IGONAT": "NATO", "IGOEEC": "EU", "IGOEUR": "EU", "IGOUNO": "UN", "IGOSCE": "OSCE"}
ALLIANCES = frozenset({"NATO", "EU", "UN", "OSCE", "CSTO"})
_NAMES = {
    "nato": "NATO", "north atlantic treaty organization": "NATO", "north atlantic alliance": "NATO", "the alliance": "NATO",
    "eu": "EU", "european union": "EU", "european commission": "EU", "un": "UN", "united nations": "UN",
    "osce": "OSCE", "organization for security and co-operation in europe": "OSCE",
}
_PARTICLES = frozenset("al bin ibn van von der den de da do dos di el la le ten ter".split())
# Sectors of those who fight or rule against the state whose code they bear.
_AGAINST = ("REB", "SEP", "INS", "UAF", "OPP")
_ORGANISATION_CODES = {"NATO": "NATO", "EU": "EU", "EUU": "EU", "UN": "UN", "OSCE": "OSCE"}


# Before a name it says that a person is meant, and only who reports say that he is.
PERSON = "@"


def person(party: dict[str, Any] | None) -> str | None:
    """Return by which name to ask whose a person is who was read with a country; None for other parties."""
    name = ((party or {}).get("name") or "").strip()
    words = name.split()
    if not party or not party.get("country") or not 1 <= len(words) <= 5 or is_key(name) or country_by_name(name) or not all(w[:1].isupper() or w in _PARTICLES for w in words):
        return None
    return PERSON + name.lower()


def is_key(party: str) -> bool:
    """Whether a party is named by a country's code or an alliance's short name, which stand for themselves."""
    return len(party) == 3 and party.isupper() or party in ALLIANCES


def party_key(party: dict[str, Any] | None) -> str | None:
    """Return the one name of a party as read, None where there is none."""
    if not party:
        return None
    name, code, country = (party.get("name") or "").strip(), party.get("code") or "", party.get("country")
    known = _NAMES.get(name.lower().removeprefix("the ")) or _NAMES.get(name.lower()) or _ORGANISATION_CODES.get(code)
    if known and not country:
        return known
    if code.startswith(("IGO", "NGO", "IMG")):
        return _ORGANISATIONS.get(code) or known or name or None
    if country and any(code[i : i + 3] in _AGAINST for i in range(3, len(code), 3)):
        return name or country
    return country or known or (code[:3] if _is_country(code) else None) or name or None


_SECTORS = {
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SEP", "INS", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL",
    "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "MNC", "NGM", "NGO", "IGO", "IMG", "INT",
}


def has_forces(key: str, party: dict[str, Any]) -> bool:
    """Whether a party can have forces: a state, an alliance, an armed group; not a person, a ministry or a thing."""
    if key in ALLIANCES or len(key) == 3 and key.isupper():
        return True
    code = party.get("code") or ""
    return any(code[i : i + 3] in (*_AGAINST, "MIL") for i in range(0, len(code), 3))


def side_of(attribution: dict[str, Any] | None) -> str | None:
    """Return whose word an attribution is: a party, else the source's own name; None for the report's own voice."""
    if not attribution:
        return None
    code = attribution.get("code")
    source = attribution.get("source") or ""
    if code:
        return party_key({"name": source, "code": code, "country": code[:3] if _is_country(code) else None})
    return _NAMES.get(source.lower().removeprefix("the ")) or source or None


def _is_country(code: str) -> bool:
    return len(code) >= 3 and code[:3].isupper() and code[:3] not in _SECTORS and not code.startswith(("EUR", "WST"))
