"""Where a deployment is, as far as its own words bear it out."""

from __future__ import annotations

import json
import re

from standoff.knowledge.countries import country_by_name
from standoff.record.view import Mention

# Before a country's name they say that the force is not there, or only beside it.
_AWAY = {"from", "with", "near", "around", "against", "facing", "opposite", "outside", "beyond", "bordering", "off"}
_TO = {"to", "in", "into", "at", "for", "on", "inside", "across", "throughout", "towards", "toward"}
_beside = re.compile(r"^(?:near|around|close to|off|along|outside)\s+(?:the\s+)?(?:borders?\s+(?:of|with)\s+)?", re.IGNORECASE)


# Words that go back to a place named before.
_there = re.compile(r"\b(?:there|here|in (?:the|that|this) (?:country|capital|republic|kingdom))\b", re.IGNORECASE)


def host_of(m: Mention) -> str | None:
    """Return the host, but not the country that forces come from, nor one from elsewhere where the words name another."""
    host: str | None = m["host"]
    if not host or m["named"] is None:
        return host
    named = [(country, before) for country, before in json.loads(m["named"])]
    to = list(dict.fromkeys(country for country, before in named if before in _TO and country != m["sender"]))
    if host in to:
        return host
    if any(country == host for country, _ in named):
        leaves = all(before == "from" for country, before in named if country == host)
        return to[0] if leaves and len(to) == 1 else host
    return to[0] if len(to) == 1 else host


def borne_out(m: Mention) -> bool:
    """Whether the words of a deployment name the country that it was read to be in, or nothing is known of what they name."""
    host = host_of(m)
    return not host or m["named"] is None or bool(_there.search(m["evidence"] or "")) or any(country == host for country, _ in json.loads(m["named"]))


def beside(m: Mention) -> str | None:
    """Return the country beside which forces are said to be ("near Ukraine"), where no host is said."""
    place = m["body"].get("host") or {}
    country = country_by_name(_beside.sub("", place.get("name") or ""))
    return country.iso3 if country and not place.get("country") else None
