"""Words that name forces and regions, reduced to what tells one force or region from another."""

from __future__ import annotations

import re
from functools import lru_cache

from standoff.knowledge.countries import countries, country_by_code, country_by_name

# Words for all of a category: they tell no force from another.
GENERIC = {
    "personnel": """troop soldier serviceman servicewoman servicemember service member man woman person people personnel force
        military army contingent garrison presence combat ground land staff number participant fighter warfighter boot american
        reinforcement deployment total count estimate figure tally grouping group body member armed strength rest remaining remainder other half of them these those threshold ceiling limit cap quota
        battlegroup battalion brigade u.s. us u.s.-based us-based nato allied additional extra more further new rotational
        active-duty active duty team small handful the a an in on at by strong unit force-strength 000 counting elsewhere infantry troops' foreign""",
    "aircraft": """aircraft plane jet fighter warplane warplanes airplane combat fighter-jet jets multirole fighterjet air force more additional extra fast
        further new the a an of""",
    "ships": "ship vessel warship boat naval navy surface large more additional extra further new the a an of",
    "vehicles": "vehicle armour armor armoured armored tank equipment hardware military combat technics more additional extra further new the a an of",
    "artillery": "artillery gun piece system more additional extra further new the a an of",
    "missiles": "missile rocket system ballistic more additional extra further new the a an of",
    "air_defence": "air defence defense system missile battery battalion division unit launcher more additional extra further new the a an of one",
    "units": """unit force formation battlegroup battalion brigade division regiment company squadron group combat multinational
        troop reinforcement presence detachment contingent more additional extra further new the a an of its one such""",
    "other": "equipment force material more additional extra further new the a an of",
}
_generic = {category: set(line.split()) for category, line in GENERIC.items()}
_word = re.compile(r"[a-z0-9][a-z0-9.\-/]*", re.IGNORECASE)
_designation = re.compile(r"^[a-z]{1,4}-?\d+[a-z]{0,2}$", re.IGNORECASE)

# Regions whose name says no more than "around there": the theatre as a whole.
_AROUND = re.compile(
    r"\b(border|borders|frontier|frontiers|near|around|close to|vicinity|neighbou?rhood|region|area|theat(?:re|er)|country|countries|"
    r"soil|barracks|base|bases|front|line of contact)\b", re.IGNORECASE)
_DROP = re.compile(r"\b(the|nato'?s?|alliance'?s?|in|of|on|at|to|for|into|its|their|whole)\b", re.IGNORECASE)


_several = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|[2-9]|10)\s(?:[\w'’-]+\s){0,5}(?:states|countries|nations|members|allies|neighbou?rs|republics)\b",
    re.IGNORECASE)
_COUNT = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten".split())}


def several(evidence: str) -> int:
    """Return to how many countries words send a force without naming them, 0 if they do not.

    >>> several("a further 800 marines for three island nations")
    3
    """
    found = _several.search(evidence)
    return (int(found[1]) if found[1].isdigit() else _COUNT[found[1].lower()]) if found else 0


_BESIDE = (
    r"\b(?:near|nearby|around|close to|alongside|along(?!\s+with)|surrounding|encircling|bordering|outside|next to|opposite|adjacent to|in the vicinity of|on the doorstep of|facing"
    r"|(?:at|on|to|towards?)\s+(?:the\s+|its\s+)?(?=(?:\w+\s+)?(?:borders?|frontiers?)\s+(?:of|with)))"
    r"\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+|whole\s+)*(?:[a-z]+(?:ern)?\s+)?(?:borders?\s+(?:of|with)\s+|frontiers?\s+(?:of|with)\s+)?")
_beside = re.compile(
    r"\b(?:near|nearby|around|close|along|alongside|surrounding|encircling|bordering|outside|next|opposite|adjacent|vicinity|doorstep|facing|borders?"
    r"|frontiers?|region|area|flanks?)\b", re.IGNORECASE)
# Words that put a force around a country that they do not name.
_around = re.compile(
    r"\b(?:around|along|near|close to)\s+(?:the|his|her|its)\s+(?:(?:own|common|shared|joint)\s+)?(?:country|borders?|frontiers?)\b(?!\s+(?:with|of)\b)"
    r"|\b(?:whose|his|her|its|their)\s+(?:own\s+)?(?:borders?|frontiers?)\b(?!\s+(?:with|of)\b)", re.IGNORECASE)
_thereabouts = re.compile(r"\b(?:to|at|in|on|across|along|from|for|towards?)\s+the\s+(?:(?:common|shared|joint|disputed)\s+)?(?:borders?|frontiers?|region|area|vicinity|flank)\b", re.IGNORECASE)


def is_beside(evidence: str, host: str) -> bool:
    """Whether words put forces beside a country and not in it: "near Ukraine", "along its borders", "around the country".

    >>> is_beside("130,000 troops close to Ukraine", "UKR"), is_beside("near the border in Belarus", "BLR")
    (True, False)
    >>> is_beside("engineers at the border with Belarus", "BLR"), is_beside("near whose borders troops gather", "UKR")
    (True, True)
    """
    if not _beside.search(evidence):
        return False
    names = _names_of(host)
    if not names or re.search(rf"\b(?:in|inside|within|into|across)\s+(?:\w+\s+)?(?:{names})\b", evidence, re.IGNORECASE):
        return False
    if re.search(_BESIDE + rf"(?:{names})\b", evidence, re.IGNORECASE) or _around.search(evidence):
        return True
    return bool(_thereabouts.search(evidence)) and not re.search(rf"\b(?:{names})\b", evidence, re.IGNORECASE)


@lru_cache(maxsize=512)
def _names_of(code: str) -> str:
    country = country_by_code(code)
    if not country:
        return ""
    return "|".join(re.escape(n) for n in (country.name, *country.variants, *country.adjectives) if len(n) > 2)


def singular(word: str) -> str:
    """Return a word without its plural ending."""
    if len(word) > 3 and word.endswith("men"):
        return word[:-3] + "man"
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 2 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1].removesuffix("'")
    return word


@lru_cache(maxsize=4096)
def part_of(text: str, item: str | None, category: str) -> str:
    """Return which force a phrase names, empty for all of its category.

    >>> part_of("U.S. troops", None, "personnel"), part_of("another six F-15 fighter jets", "F-15", "aircraft")
    ('', 'f-15')
    """
    generic = _generic.get(category, set())
    for source in (item or "", text):
        tokens = [singular(t.lower().strip(".-")) for t in _word.findall(source)]
        for token in tokens:
            if _designation.match(token):
                return _family(token)
        kept = [t for t in tokens if t not in generic and t not in nations() and t not in _NUMBERS and not t.replace(",", "").isdigit()]
        if kept and (source is item or category not in ("personnel",) or len(kept) < 6):
            return " ".join(kept)
    return ""


def _family(token: str) -> str:
    """Return an aircraft's or weapon's type without its variant: f-35a is an f-35."""
    found = re.match(r"([a-z]+)-?(\d+)", token)
    return f"{found[1]}-{found[2]}" if found else token


def same_force(a: str, b: str) -> bool:
    """Whether two forces may be the same: one is all of the category, or they share a word."""
    return not a or not b or bool(set(a.split()) & set(b.split()))


@lru_cache(maxsize=4096)
def scope_of(name: str) -> str:
    """Return a region's name, empty for the theatre as a whole.

    >>> scope_of("near Ukraine"), scope_of("the Baltic Sea"), scope_of("NATO's eastern flank")
    ('', 'baltic sea', 'eastern flank')
    """
    if not name or _AROUND.search(name):
        return ""
    return " ".join(_DROP.sub(" ", name.lower()).replace("'s", " ").split())


_NUMBERS = {
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "hundred",
    "thousand", "million", "several", "few", "some", "about", "around", "nearly", "almost", "roughly", "over", "up", "to",
    "another", "than", "upward", "well", "approximately", "perhaps", "estimated", "excess", "fewer", "less", "more", "of", "least", "and", "or", "with", "his", "her", "their", "its", "our", "s", "all", "many", "any", "no", "not", "nobody", "it", "between", "hi", "every", "last",
}


@lru_cache(maxsize=1)
def nations() -> frozenset[str]:
    """Return the words that name a nation's things: "polish", "american"."""
    words = [w for c in countries() for group in (c.adjectives, c.people, (c.name,), c.abbreviations) for w in group]
    return frozenset(singular(part.strip(".")) for w in words for part in w.lower().split())


_list = re.compile(r",\s*(?:and\s+)?|\s+and\s+|;\s*")


def countries_in(name: str) -> tuple[str, ...]:
    """Return the codes of a list of countries, empty where the words are no such list.

    >>> countries_in("Poland, Germany and Romania"), countries_in("Poland")
    (('POL', 'DEU', 'ROU'), ())
    """
    parts = [p for p in _list.split(name.strip()) if p]
    found = [c.iso3 for p in parts if (c := country_by_name(p))]
    return tuple(dict.fromkeys(found)) if len(parts) > 1 and len(found) == len(parts) else ()


@lru_cache(maxsize=1)
def _lists() -> re.Pattern[str]:
    names = sorted({re.escape(n) for c in countries() for n in (c.name, *c.variants) if n[:1].isupper() and len(n) > 3}, key=lambda n: (-len(n), n))
    one = rf"(?:the\s+)?(?:{'|'.join(names)})"
    return re.compile(rf"\b{one}(?:\s*,\s*(?:and\s+)?{one}|\s+and\s+{one})+\b")


@lru_cache(maxsize=4096)
def listed_with(evidence: str, host: str) -> tuple[str, ...]:
    """Return the countries that words list together with a host, empty where they name it alone.

    >>> listed_with("3,000 soldiers to Poland, Germany and Romania", "POL"), listed_with("300 each to Peru and Chile", "PER")
    (('POL', 'DEU', 'ROU'), ())
    """
    if " and " not in evidence or re.search(r"\b(?:each|apiece|respectively)\b", evidence):
        return ()
    for found in _lists().finditer(evidence):
        codes = countries_in(" ".join(found[0].split()))
        if host in codes:
            return codes
    return ()


_FLANK = "EST LVA LTU POL SVK HUN ROU BGR CZE"
# Countries that are surely in a region as news speaks of it.
REGIONS: dict[str, frozenset[str]] = {
    name: frozenset(members.split()) for names, members in (
        ("eastern europe|central and eastern europe|east europe|europe's east", _FLANK + " UKR MDA"),
        ("eastern flank|east|eastern edge|eastern members|eastern member states|eastern allies", _FLANK),
        ("baltic states|baltics|baltic region|baltic countries|baltic republics", "EST LVA LTU"),
        ("south-eastern europe|southeastern europe|southeast europe|south-east|southeast", "ROU BGR"),
        ("balkans|western balkans", "ALB BIH XKX MNE MKD SRB"), ("scandinavia|nordic countries|nordics", "NOR SWE DNK FIN"),
        ("south caucasus|caucasus", "ARM AZE GEO"), ("central asia", "KAZ KGZ TJK TKM UZB"),
        ("europe", _FLANK + " DEU ITA GBR FRA ESP NLD BEL NOR DNK UKR MDA GRC PRT LUX"),
        ("persian gulf|gulf|gulf states", "BHR KWT QAT ARE OMN SAU"), ("sahel", "MLI NER BFA TCD MRT"),
        ("korean peninsula", "KOR PRK"), ("horn of africa", "SOM DJI ETH ERI"),
        ("middle east", "IRQ SYR JOR LBN ISR KWT BHR QAT ARE OMN SAU YEM"),
    ) for name in names.split("|")
}
