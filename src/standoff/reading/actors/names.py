"""Proper names of actors: countries, their people and seats, organisations, persons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from standoff.knowledge.actors import Organisation, Person, given_names, name_index, peoples, pieces, role_words, roles
from standoff.knowledge.countries import (
    Country,
    countries,
    country_by_abbreviation,
    country_by_capital,
    country_by_code,
    country_by_demonym,
    country_by_name,
    country_by_people,
)
from standoff.reading.draft import Found, PlaceUse
from standoff.reading.words import Words

_PARTICLES = frozenset("de da do dos del della di du van von der den ten ter la le el al bin ibn bint abu abd ben ap y zu und af av".split())
_HONORIFICS = frozenset("mr mr. mrs mrs. ms ms. miss dr dr. sir lord lady dame prof prof. professor rev rev. reverend sheikh sheik mullah ayatollah imam baroness baron count saint".split())
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_NOT_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december i the a an god internet covid covid-19 christmas easter ramadan mr mrs ms islam christianity english spanish french
    arabic north south east west northern southern eastern western middle central allied breaking update advertisement photo
    image file source read more related brexit""".split()
)  # fmt: skip
_AGAINST = frozenset({"pro", "anti", "non", "ethnic"})
# After a name and a hyphen these do not make the noun its own: "Russian-backed rebels".
_FOREIGN_TO = frozenset(
    """backed supported occupied controlled held made built supplied trained funded allied friendly speaking sponsored financed
    administered annexed installed designed style born brokered imposed donated armed owned leaning""".split()
)  # fmt: skip
# Compass words and the like that turn a country's name into a region of it or of several ("eastern Ukraine").
# What a capitalised phrase that ends so is no actor.
_NOT_BODIES = frozenset(
    """war wars agreement agreements treaty act bill law day week summit conference talks crisis election elections accord accords protocol
    resolution plan deal street square road bridge airport river building prize award cup championship games festival
    strait sea ocean island islands bay gulf valley mountains square gate palace stadium park tower avenue highway
    constitution amendment declaration convention report summit crisis virus pandemic operation charter reform""".split()
)  # fmt: skip


_SOVIET, _YUGOSLAV, _CZECHOSLOVAK = ("SUN", "Soviet Union", "RUS"), ("YUG", "Yugoslavia", "SRB"), ("CSK", "Czechoslovakia", "CZE")
# Words for states that are no more: former ISO code, name, and the state that the world's tables continue them with.
FORMER_STATES = {
    "soviet": _SOVIET, "soviets": _SOVIET, "ussr": _SOVIET, "u.s.s.r.": _SOVIET,
    "yugoslavia": _YUGOSLAV, "yugoslav": _YUGOSLAV, "yugoslavian": _YUGOSLAV, "yugoslavs": _YUGOSLAV,
    "czechoslovakia": _CZECHOSLOVAK, "czechoslovak": _CZECHOSLOVAK, "czechoslovakian": _CZECHOSLOVAK,
}  # fmt: skip
SUCCESSORS = {code: (state, heir) for code, state, heir in FORMER_STATES.values()}


# Prefixes of warships' names, by navy.
_SHIPS = {
    "HMS": "GBR", "RFA": "GBR", "USS": "USA", "USNS": "USA", "USCGC": "USA", "HMCS": "CAN", "HMAS": "AUS", "HMNZS": "NZL", "HNLMS": "NLD",
    "HDMS": "DNK", "HNoMS": "NOR", "KNM": "NOR", "FGS": "DEU", "TCG": "TUR", "ROKS": "KOR", "JS": "JPN", "ORP": "POL", "BRP": "PHL",
}  # fmt: skip


@dataclass(slots=True)
class Name:
    """A proper name at the tokens `first` to `end` (exclusive); `head` carries its syntax.

    `kind` is ``country``, ``demonym``, ``people``, ``seat``, ``organisation``, ``person`` or ``unknown`` (an organisation
    that only the recogniser knows). A `foreign` name stands in a compound whose noun is not its own: "pro-Russian", "US-backed".
    """

    first: int
    end: int
    head: int
    kind: str
    entry: Country | Organisation | Person | None = None
    foreign: bool = False


@lru_cache(maxsize=1)
def _country_index() -> dict[str, list[tuple[tuple[str, ...], bool, str, Country]]]:
    """Return names, demonyms and seats of countries by first token: (tokens, exact, kind, country), longest first."""
    index: dict[str, list[tuple[tuple[str, ...], bool, str, Country]]] = {}
    seen: set[tuple[tuple[str, ...], bool]] = set()

    def add(name: str, kind: str, country: Country, exact: bool = False) -> None:
        tokens = tuple(pieces(name) if exact else pieces(name.lower().removeprefix("the ")))
        if tokens and tokens != ("valley",) and (tokens, exact) not in seen:
            seen.add((tokens, exact))
            index.setdefault(tokens[0].lower(), []).append((tokens, exact, kind, country))

    for country in countries():
        for name in (country.name, *country.variants):
            add(name, "country", country_by_name(name) or country)
        for name in country.abbreviations:
            add(name, "country", country_by_abbreviation(name) or country, True)
        for name in country.adjectives:
            if name not in country.abbreviations:
                add(name, "demonym", country_by_demonym(name) or country)
        for name in country.people:
            add(name, "people", country_by_people(name) or country)
        for name in country.seats:
            add(name, "seat", country_by_capital(name) or country)
    for name, iso3 in peoples().items():
        state = country_by_code(iso3)
        if state is not None:
            add(name, "people" if name.endswith("s") and name[:-1] in peoples() else "demonym", state)
    for rows in index.values():
        rows.sort(key=lambda row: -len(row[0]))
    return index


class NameFinder:
    """Finds the proper names of one report."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.lower = [t.replace("’", "'") for t in words.lower]
        self.at: list[Name | None] = [None] * len(words)
        self.names: list[Name] = []
        self.inner: dict[int, Country] = {}
        self._places: dict[int, Found[PlaceUse]] | None = None

    def find(self) -> list[Name]:
        """Return all names in the order of the text."""
        self._lexicon()
        self._generic()
        self._ships()
        self._koreas()
        self._persons()
        self._unknown()
        self._surnames()
        self.names = sorted((n for n in self.names if self.at[n.first] is n), key=lambda n: n.first)
        return self.names

    def _add(self, first: int, end: int, kind: str, entry: Country | Organisation | Person | None = None) -> Name:
        if isinstance(entry, Country) and self.lower[first] in FORMER_STATES:
            code, state, _ = FORMER_STATES[self.lower[first]]
            entry = replace(entry, iso3=code, name=state)
        name = Name(first, end, self._head(first, end), kind, entry, self._foreign(first, end))
        for i in range(first, end):
            old = self.at[i]
            if old is not None:
                for j in range(old.first, old.end):
                    self.at[j] = None
        for i in range(first, end):
            self.at[i] = name
        self.names.append(name)
        return name

    def _foreign(self, first: int, end: int) -> bool:
        lower = self.lower
        before = lower[first - 1] if first else ""
        if before == "-" and first > 1:
            before = lower[first - 2]
        return before in _AGAINST or end + 1 < len(lower) and lower[end] == "-" and lower[end + 1] in _FOREIGN_TO

    def _head(self, first: int, end: int) -> int:
        head = self.words.head
        for i in range(end - 1, first - 1, -1):
            if not first <= head[i] < end or head[i] == i:
                return i
        return end - 1

    def _lexicon(self) -> None:
        words, lower = self.words, self.lower
        index, places = name_index(), _country_index()
        n = len(lower)
        i = 0
        while i < n:
            key = lower[i]
            best: tuple[int, str, Country | Organisation | Person] | None = None
            for alias in index.get(key, ()):
                size = len(alias.words)
                if best is not None and size <= best[0]:
                    break
                if tuple(lower[i : i + size]) != alias.words:
                    continue
                if alias.exact is not None and words.text[i] != alias.exact[0] or alias.exact is None and not self._capital(i, alias.words):
                    continue
                if alias.words[0] == "the" and size == 2 and i + 2 < n and words.text[i + 2][0].isupper() and words.sent[i + 2] == words.sent[i]:
                    continue  # "the National Assembly" is no word of "The National"
                best = size, "organisation" if isinstance(alias.entry, Organisation) else "person", alias.entry
            for tokens, exact, kind, country in places.get(key, ()):
                size = len(tokens)
                if size == 1 and key in given_names() and i + 1 < n and words.text[i + 1][0].isupper() and words.pos[i + 1] == "PROPN":
                    continue  # "Karen Smith", "Jordan Lee"
                if best is not None and size <= best[0]:
                    break
                if exact and tuple(words.text[i : i + size]) == tokens or not exact and tuple(lower[i : i + size]) == tokens and words.text[i][0].isupper():
                    best = size, kind, country
            if best is None:
                i += 1
                continue
            self._add(i, i + best[0], best[1], best[2])
            i += best[0]

    def _generic(self) -> None:
        """Drop names that any state may have a body of ("House of Representatives"), where another state is spoken of."""
        words, lower = self.words, self.lower
        spoken = {n.entry.iso3 for n in self.names if isinstance(n.entry, Country)}
        for name in self.names:
            entry = name.entry
            if not isinstance(entry, Organisation) or entry.country is None or " ".join(lower[name.first : name.end]) not in roles():
                continue
            k = name.first - 1
            if k > 0 and lower[k] == "'s":
                k -= 1
            before = self.at[k] if k >= 0 and words.sent[k] == words.sent[name.first] else None
            other = before is not None and isinstance(before.entry, Country) and before.entry.iso3 != entry.country
            if other or spoken and entry.country not in spoken:
                for i in range(name.first, name.end):
                    self.at[i] = None
        self.names = [n for n in self.names if self.at[n.first] is n]

    def _ships(self) -> None:
        """Note ships by their prefix: "HMS Prince of Wales", "the USS Mount Whitney"."""
        words = self.words
        for i, token in enumerate(words.text):
            country = _SHIPS.get(token)
            if country is None or i + 1 >= len(words) or not words.text[i + 1][0].isupper():
                continue
            end = i + 1
            while end < len(words) and end < i + 5 and words.sent[end] == words.sent[i] and (words.text[end][0].isupper() or self.lower[end] in ("of", "de") and words.text[end + 1 : end + 2] and words.text[end + 1][0].isupper()):
                end += 1
            text = words.phrase(range(i, end))
            self._add(i, end, "organisation", Organisation(text, country + "MIL", country))

    def _koreas(self) -> None:
        """ "the North" and "the South" in a report on Korea."""
        if not any(isinstance(n.entry, Country) and n.entry.iso3 in ("PRK", "KOR") for n in self.names):
            return
        words, lower = self.words, self.lower
        for i in range(1, len(lower)):
            if lower[i] in ("north", "south") and words.text[i][0].isupper() and lower[i - 1] == "the" and self.at[i] is None:
                if i + 1 < len(lower) and (words.text[i + 1][0].isupper() or words.text[i + 1] == "-"):
                    continue
                self._add(i, i + 1, "country", country_by_code("PRK" if lower[i] == "north" else "KOR"))

    def _capital(self, i: int, alias: tuple[str, ...]) -> bool:
        """Whether the words at `i` have the capitals of a name; at least the first or, after "al-", the next."""
        text = self.words.text
        if text[i][0].isupper() or text[i][0].isdigit():
            return True
        return len(alias) > 1 and any(text[i + k][0].isupper() for k in range(1, len(alias))) or alias[0] in _LOWER_NAMES

    def _persons(self) -> None:
        words = self.words
        for first, end, label in words.ents:
            if label == "PERSON" or label in ("ORG", "GPE", "PRODUCT") and self._beside_office(first, end):
                self._person(first, end)
        known = given_names()
        text, lower = words.text, self.lower
        n = len(text)
        for i in range(n):
            if self.at[i] is not None and self.at[i].kind == "person":  # type: ignore[union-attr]
                continue
            if i and self.at[i] is None and self._after_title(i):
                end = i + 1
                while end < n and words.sent[end] == words.sent[i] and self.at[end] is None and (self._name_token(end) or text[end] == "-" and end + 1 < n and text[end + 1][0].isalpha()):
                    end += 1
                self._person(i, end)
                continue
            named = lower[i] in known and text[i][0].isupper() and i + 1 < n and words.sent[i] == words.sent[i + 1]
            if named and self._name_token(i + 1) or lower[i] in _HONORIFICS and i + 1 < n and self._name_token(i + 1) and text[i][0].isupper():
                end = i + 1
                while end < n and words.sent[end] == words.sent[i] and (self._name_token(end) or lower[end] in _PARTICLES and end + 1 < n and self._name_token(end + 1) or text[end] == "-" and end + 1 < n and text[end + 1][0].isalpha()):
                    end += 1
                if end - i != 1:
                    self._person(i, end)

    def titled(self, i: int) -> bool:
        """Whether a title or an honorific stands right before the name at `i`."""
        return self._after_title(i) or self.lower[i - 1] in _HONORIFICS

    def place_at(self, places: list[Found[PlaceUse]], i: int) -> Found[PlaceUse] | None:
        """Return the place that begins at token `i`."""
        if self._places is None:
            self._places = {use.first: use for use in places}
        return self._places.get(i)

    def _surnames(self) -> None:
        """Note bare surnames of the persons who have been named in full, where the recogniser has missed them."""
        words = self.words
        known = {self.lower[n.end - 1] for n in self.names if n.kind == "person" and n.end - n.first > 1 and self.at[n.first] is n}
        known = {k for k in known if len(k) > 2 and k not in _SUFFIXES and k not in roles()}
        for i, token in enumerate(self.lower):
            if token in known and words.text[i][0].isupper() and words.pos[i] in ("PROPN", "NOUN", "ADJ", "X"):
                at = self.at[i]
                if at is None or at.kind == "unknown" and at.end - at.first == 1:
                    self._add(i, i + 1, "person")

    def _beside_office(self, first: int, end: int) -> bool:
        """Whether a name between commas stands for whoever holds the office before it: "Peru's president, Illa Quispe, said"."""
        words = self.words
        k = first - 2
        if not 2 <= end - first <= 3 or k < 0 or end >= len(words) or words.text[first - 1] != "," or words.text[end] not in (",", "."):
            return False
        role = roles().get(self.lower[k])
        return (
            role is not None and role.kind == "office" and words.tag[k] in ("NN", "NNP") and words.sent[k] == words.sent[first]
            and all(self.at[i] is None and words.text[i][0].isupper() and words.pos[i] == "PROPN" for i in range(first, end))
        )

    def _after_title(self, i: int) -> bool:
        """Whether an office in the singular, or a rank, stands right before the name at `i`."""
        words, lower = self.words, self.lower
        role = roles().get(lower[i - 1])
        if role is None or role.kind not in ("office", "person", "title") or words.sent[i] != words.sent[i - 1] or not self._name_token(i):
            return False
        if lower[i] in role_words() and lower[i] not in given_names():
            return False  # "Deputy [Foreign Minister]"
        if words.tag[i - 1] in ("NNS", "NNPS") or words.dep[i] == "ROOT" or words.tag[i][:2] == "VB":
            return False
        # headlines capitalise every word: there the parse must see a name
        return words.pos[i] == "PROPN" and (words.text[i - 1][0].isupper() or role.kind != "person" or words.head[i - 1] in range(i, i + 4))

    def _name_token(self, i: int) -> bool:
        token = self.words.text[i]
        if not token[0].isupper() or self.lower[i] in _NOT_NAMES:
            return False
        at = self.at[i]
        if at is not None and at.kind in ("organisation", "demonym") and at.end - at.first > 1:
            return False
        return self.words.pos[i] in ("PROPN", "NOUN", "ADJ", "X", "VERB") and self.lower[i] not in roles()

    def _person(self, first: int, end: int) -> None:
        """Note a person, after cutting titles, possessives and what is no name off both ends."""
        words, lower = self.words, self.lower
        while first < end and (not words.text[first][0].isupper() and lower[first] not in _PARTICLES or lower[first] in _HONORIFICS or lower[first] in ("the", "a")
                               or lower[first] in roles() and first + 1 < end and lower[first] not in given_names()):
            first += 1
        while end > first and (lower[end - 1] in ("'s", "'", ",", ".", "-", '"', "”", "“") or not words.text[end - 1][0].isupper() and not words.text[end - 1][0].isalpha()):
            end -= 1
        if first >= end or " ".join(lower[first:end]) in roles() or end - first > 1 and lower[end - 1] in _NOT_BODIES:
            return
        at = self.at[first]
        if at is not None and at.first == first and at.kind in ("demonym", "country", "seat", "people", "organisation"):
            if at.end < end and at.kind == "demonym":
                self._person(at.end, end)
                return
            if at.end >= end:
                return
            if at.kind == "organisation" and lower[first] not in given_names():
                return
        if at is not None and at.kind == "person" and at.first <= first and at.end >= end:
            return
        if end - first == 1 and (lower[first] in _NOT_NAMES or lower[first] in roles() or self.at[first] is not None or len(lower[first]) < 3):
            return
        if any(c.isdigit() for c in words.text[first]):
            return
        for i in range(first, end):
            inside = self.at[i]
            if inside is not None and inside.kind in ("person", "organisation") and (inside.first < first or inside.end > end):
                return
        entry = next((self.at[i].entry for i in range(first, end) if self.at[i] is not None and self.at[i].kind == "person"), None)  # type: ignore[union-attr]
        same = isinstance(entry, Person) and _surname(entry.name) == lower[end - 1] and (end - first == 1 or entry.name.lower().split()[0] == lower[first])
        self._add(first, end, "person", entry if same else None)

    def _unknown(self) -> None:
        """Note what the recogniser takes for an organisation and no list knows."""
        words, lower = self.words, self.lower
        for first, end, label in words.ents:
            if label != "ORG":
                continue
            while first < end and (lower[first] == "the" or not words.text[first][0].isupper()):
                first += 1
            while end > first and lower[end - 1] in ("'s", "'", ",", ".", "-", ")", "("):
                end -= 1
            if first >= end or lower[first] in _NOT_NAMES or lower[end - 1] in _NOT_BODIES or end - first == 1 and (lower[first] in role_words() or len(lower[first]) < 2):
                continue
            inside = [self.at[i] for i in range(first, end) if self.at[i] is not None]
            if any(n.first <= first and n.end >= end or n.first < first or n.end > end for n in inside if n is not None):
                continue
            listed = self.at[first]
            if listed is not None and listed.kind == "organisation" and listed.first == first and all(words.pos[i] == "PROPN" for i in range(first, end)):
                self.inner.update((n.first, n.entry) for n in inside if n is not None and isinstance(n.entry, Country))
                self._add(first, end, "unknown", listed.entry)  # "CNN Brasil", "Shell Nigeria"
                continue
            if any(n is not None and n.kind in ("person", "organisation") for n in inside):
                continue
            if end - first > 1 and (inside and inside[-1] is not None and inside[-1].kind == "demonym" and inside[-1].end == end or lower[first] in roles() and inside):
                continue  # "Radical French farmers", "Commandos of America"
            if inside and inside[0] is not None and inside[0].kind == "demonym" and words.head[end - 1] >= end and words.dep[end - 1] in ("compound", "amod", "nmod"):
                continue  # "[British Defence] Secretary"
            # "the Ukrainian Foreign Ministry": the demonym stays a name of its own, the phrase is read as one
            tail = " ".join(lower[first:end]).replace(" - ", "-").replace(" 's", "'s")
            tokens = tail.split()
            if any(" ".join(tokens[k:]) in roles() for k in range(len(tokens))):
                continue
            self._add(first, end, "unknown")


_LOWER_NAMES = frozenset({"peshmerga", "janjaweed", "contras", "yakuza", "loya", "red", "yellow", "gilets", "world", "al", "anti", "ex"})


def _surname(name: str) -> str:
    return name.lower().split()[-1]


_AUTHORITIES = frozenset("government ministry ministers department president presidency office embassy army navy forces kremlin house administration parliament mission cabinet chancellery sovereignty".split())


def publisher_country(publisher: str) -> str | None:
    """Return the country whose government, ministry or office a publisher is, or None for the press and all others."""
    tokens = [t.lower() for t in pieces(publisher.replace(".", " "))]
    whole = next((a.entry for a in name_index().get(tokens[0], ()) if list(a.words) == tokens), None) if tokens else None
    if isinstance(whole, Organisation) and whole.country and whole.code[3:] in ("GOV", "MIL"):
        return whole.country
    if "kremlin" in tokens:
        return "RUS"
    if not _AUTHORITIES & set(tokens):
        return _domain_country(publisher)
    for i in range(len(tokens)):
        for size in (3, 2, 1):
            text = " ".join(tokens[i : i + size])
            country = country_by_name(text) or country_by_demonym(text) or country_by_abbreviation(text.upper() if size == 1 else text)
            if country is not None and tokens[i + size : i + size + 1] != ["of"]:  # "Islamic Republic of Mauritania"
                return country.iso3
    for i in range(len(tokens)):
        for alias in name_index().get(tokens[i], ()):
            if list(alias.words) == tokens[i : i + len(alias.words)] and isinstance(alias.entry, Organisation) and alias.entry.country and len(alias.words) > 1:
                return alias.entry.country
    return None


def _domain_country(publisher: str) -> str | None:
    """Return the country of a government's address ("president.gov.ua", "state.gov")."""
    parts = publisher.lower().strip("/ ").split(".")
    if len(parts) > 1 and parts[-1] in ("gov", "mil"):
        return "USA"
    if len(parts) > 2 and parts[-2] in ("gov", "gob", "gouv", "mil", "gc"):
        country = country_by_code("GB" if parts[-1] == "uk" else parts[-1].upper())
        return country.iso3 if country is not None else None
    return None
