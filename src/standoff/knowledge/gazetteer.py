"""The gazetteer: places of the world by name, in a compact file of the project's own.

`data/gazetteer.tsv.gz` has one place a line and `data/gazetteer_names.tsv.gz` one name a line, sorted, with the numbers of
the places that bear it; both are made by `scripts/build_gazetteer.py`. They are kept in memory as lines and read by
bisection, so that loading takes a fraction of a second and a few dozen megabytes.
"""

from __future__ import annotations

import gzip
import math
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "þ": "th", "ð": "d", "ħ": "h", "ŋ": "ng",
        "-": " ", "–": " ", "—": " ", "/": " ", ",": " ", "_": " ", "&": " and ",
        ".": None, "'": None, "’": None, "‘": None, "ʼ": None, "ʻ": None, "`": None, "´": None, "ʹ": None, "ʿ": None, "ʾ": None,
    }
)  # fmt: skip
_WORDS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "twp": "township"}


def fold(name: str) -> str:
    """Return a name as the key it is filed under: plain lower-case letters, abbreviations ("St.", "Ft.") in full."""
    low = name.lower()
    if not low.isascii():
        # Lower case again: compatibility forms ("𝘈") come out of the normalisation as capitals.
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c)).lower()
    return " ".join(_WORDS.get(w, w) for w in low.translate(_LETTERS).split())


@dataclass(frozen=True, slots=True)
class Entry:
    """A place.

    Parameters
    ----------
    number : int
        Its line in the gazetteer.
    name, kind, country
        As in `standoff.mentions.Place`; `country` is empty for what lies in several states.
    lat, lon : float
        Reference point.
    population : int
        Inhabitants; 0 where unknown.
    geonames_id : int or None
        GeoNames id.
    admin1, admin2 : int or None
        Numbers of the divisions that it lies in.
    disputed : bool
        Whether states disagree on whose it is; `country` is then the one that most recognise.
    capital : bool
        Whether it is the capital of a state.
    """

    number: int
    name: str
    kind: str
    country: str
    lat: float
    lon: float
    population: int
    geonames_id: int | None
    admin1: int | None
    admin2: int | None
    disputed: bool
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """An entry that bears a name, and how: as its own (``n``), as a further one (``a``) or as its bare stem (``s``)."""

    number: int
    how: str


class Gazetteer:
    """Places by name, read from two lists of lines.

    Parameters
    ----------
    places : list of bytes
        One place a line, tab-separated.
    names : list of bytes
        Sorted ``key<TAB>numbers``.
    """

    def __init__(self, places: list[bytes], names: list[bytes]) -> None:
        self._places = places
        self._names = names
        self._entries: dict[int, Entry] = {}
        self._found: dict[str, tuple[Named, ...]] = {}

    def __len__(self) -> int:
        return len(self._places)

    def entry(self, number: int) -> Entry:
        """Return the place of a number."""
        entry = self._entries.get(number)
        if entry is None:
            name, kind, country, lat, lon, population, geonames, admin1, admin2, flags = self._places[number].decode().split("\t")
            entry = Entry(
                number, name, kind, country, float(lat), float(lon), int(population or 0), int(geonames) if geonames else None,
                int(admin1) if admin1 else None, int(admin2) if admin2 else None, "d" in flags, "c" in flags,
            )  # fmt: skip
            self._entries[number] = entry
        return entry

    def named(self, key: str) -> tuple[Named, ...]:
        """Return the places that bear a folded name."""
        found = self._found.get(key)
        if found is None:
            found = self._search(key)
            if len(self._found) > 50_000:
                self._found.clear()
            self._found[key] = found
        return found

    def _search(self, key: str) -> tuple[Named, ...]:
        raw = key.encode("utf-8", "surrogatepass") + b"\t"
        at = bisect_left(self._names, raw)
        if at == len(self._names) or not self._names[at].startswith(raw):
            return ()
        return tuple(Named(int(ref[1:]), ref[0]) for ref in self._names[at][len(raw) :].decode().split(","))

    def begins(self, key: str) -> bool:
        """Whether some longer name begins with the words of a folded name."""
        raw = key.encode("utf-8", "surrogatepass") + b" "
        at = bisect_left(self._names, raw)
        return at < len(self._names) and self._names[at].startswith(raw)

    def as_written(self) -> Iterator[tuple[str, str, int]]:
        """Yield the names that hold only as written: their use (``abbr``, ``demonym`` …), the name, its entry's number."""
        at = bisect_left(self._names, b"=")
        while at < len(self._names) and self._names[at].startswith(b"="):
            key, numbers = self._names[at].decode().split("\t")
            use, name = key[1:].split(" ", 1)
            yield use, name, int(numbers.split(",")[0][1:])
            at += 1


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the gazetteer, loaded once in a process."""
    data = files("standoff.knowledge").joinpath("data")

    def lines(name: str) -> list[bytes]:
        return gzip.decompress(data.joinpath(name).read_bytes()).split(b"\n")

    return Gazetteer(lines("gazetteer.tsv.gz"), lines("gazetteer_names.tsv.gz"))


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance of two points."""
    a, b, c, d = math.radians(lat1), math.radians(lon1), math.radians(lat2), math.radians(lon2)
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742.0176 * math.asin(min(1.0, math.sqrt(h)))
