"""The cast of one report: every actor once, with its names, office, country and code."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from standoff.knowledge.actors import Organisation, Person, given_names, office, roles, sole_offices
from standoff.knowledge.countries import Country, country_by_code
from standoff.reading.actors.names import SUCCESSORS, Name
from standoff.reading.actors.phrases import Phrase
from standoff.reading.words import Words

# Sectors whose bodies fight: their men are theirs, not an army's.
_ARMED = frozenset({"REB", "UAF", "PRM", "CRM", "ISI", "MOSALQ"})
_SOFT = frozenset({"GOV", "REB", "", "ELI"})
_TITLE_WOMEN = frozenset({"mrs", "mrs.", "ms", "ms.", "miss", "lady", "dame", "baroness", "queen", "princess", "madam"})
_TITLE_MEN = frozenset({"mr", "mr.", "sir", "lord", "king", "prince", "baron", "sheikh", "mullah", "ayatollah", "pope"})
_FEMALE_ROLES = ("woman", "queen", "princess", "mother", "wife", "daughter", "sister", "actress", "nun", "girl", "widow", "baroness", "duchess")
_MALE_ROLES = ("spokesman", "chairman", "congressman", "king", "prince", "father", "husband", "son", "brother", "businessman", "policeman", "pope", "boy", "sultan", "emir", "mullah", "ayatollah", "imam", "priest")


@dataclass(slots=True)
class Entity:
    """An actor of the report; `number` is ``s`` or ``p``, `keys` are the nouns that have been said of it,
    `lent` whether its country is only that of which the report speaks where it is named."""

    name: str
    kind: str
    code: str | None = None
    country: str | None = None
    role: str | None = None
    gender: str | None = None
    number: str = "s"
    named: bool = False
    keys: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)
    parts: tuple[Entity, ...] = ()
    affiliation: str | None = None
    lent: bool = False
    bodies: set[str] = field(default_factory=set)
    mentions: int = 0

    @property
    def sector(self) -> str:
        """The part of the code behind country or organisation prefix."""
        return (self.code or "")[3:]


class Cast:
    """Knows every entity of the report and makes new ones."""

    def __init__(self, words: Words, published: dt.date | None) -> None:
        self.words = words
        self.year = published.year if published else None
        self.entities: list[Entity] = []
        self._states: dict[str, Entity] = {}
        self._bodies: dict[str, Entity] = {}
        self._persons: dict[str, list[Entity]] = {}
        self._first_names: dict[str, Entity] = {}
        self._generic: dict[tuple[str, str | None], Entity] = {}
        self._worded: dict[str, Entity] = {}
        self.count: Counter[str] = Counter()

    def new(self, entity: Entity) -> Entity:
        self.entities.append(entity)
        return entity

    def state(self, iso3: str) -> Entity:
        """Return the state with a code."""
        if iso3 == "RUS" and self.year is not None and self.year < 1992:
            iso3 = "SUN"
        entity = self._states.get(iso3)
        if entity is None:
            country = country_by_code(iso3)
            name = SUCCESSORS[iso3][0] if iso3 in SUCCESSORS else country.name if country else iso3
            entity = self._states[iso3] = self.new(Entity(name.removeprefix("The "), "state", iso3, iso3, named=True, keys={"country", "nation", "state"}))
        return entity

    def body(self, organisation: Organisation, text: str = "") -> Entity:
        """Return the entity of a listed organisation, `text` being how it is named here.

        States' institutions known by their initials are called by their full name if the report has it ("FSB").
        """
        entity = self._bodies.get(organisation.name)
        if entity is None:
            sector = organisation.code[3:] if organisation.country or organisation.code[:3] in ("IMG",) else organisation.code
            kind = "group" if sector in _ARMED else "organisation"
            entity = Entity(organisation.name, kind, organisation.code, organisation.country, named=True)
            entity.keys = _class_nouns(organisation.code, organisation.name)
            self._bodies[organisation.name] = self.new(entity)
        if entity.name.isupper() and " " in text and entity.country and not text.isupper():
            entity.name = text
        return entity

    def other_body(self, name: str, code: str | None, country: str | None, key: str | None) -> Entity:
        """Return the entity of an organisation that only this report names."""
        entity = self._bodies.get(name.lower())
        if entity is None:
            entity = self._bodies[name.lower()] = self.new(Entity(name, "organisation", code, country, named=True, keys={"organisation", "organization", "group"}))
            entity.keys.update(w for w in name.lower().split() if (role := roles().get(w)) is not None and role.kind in ("body", "alliance"))
        if key:
            entity.keys.add(key)
        entity.code = entity.code or code
        entity.country = entity.country or country
        return entity

    def alias(self, name: str, entity: Entity) -> None:
        """Let a short form ("SOHR") mean the entity."""
        self._bodies.setdefault(name.lower(), entity)

    def person(self, name: Name) -> Entity:
        """Return the person of a name, joined with an earlier mention of the same surname."""
        words = self.words
        tokens = [words.text[i] for i in range(name.first, name.end)]
        text = words.phrase(range(name.first, name.end))
        parts = [t.lower() for t in tokens if t not in ("-", ".", "'") and t.lower() not in ("jr", "jr.", "sr.")]
        if not parts:
            parts = [text.lower()]
        surname = parts[-1]
        entity = self._match(parts, surname)
        entry = name.entry if isinstance(name.entry, Person) else None
        if entity is None and entry is not None:
            known = entry.name.lower().replace("-", " ").split()
            entity = self._match(known, known[-1])
        if entity is None:
            entity = self.new(Entity(text, "person", named=True))
            entity.gender = entry.gender if entry else given_names().get(parts[0]) if len(parts) > 1 else None
        if entity not in self._persons.setdefault(surname, []):
            self._persons[surname].append(entity)
        if len(parts) > 1:
            self._first_names.setdefault(parts[0], entity)
        if entry is not None:
            known = entry.name.lower().replace("-", " ").split()
            if entity not in self._persons.setdefault(known[-1], []):
                self._persons[known[-1]].append(entity)
            entity.gender = entity.gender or entry.gender
            if entity.code is None:
                in_office = self.year is None or entry.start <= self.year <= entry.end
                entity.country = entry.country if entry.code[:3] not in ("IGO", "IMG") else None
                entity.code = entry.code if in_office or entry.code[3:] not in ("GOV", "MIL") else entry.code[:3] + "ELI"
                entity.affiliation = "known"
                if in_office and entry.role:
                    entity.keys.update((entry.role.lower(), office(entry.role), entry.role.lower().split()[-1]))
        if len(text) > len(entity.name) and len(parts) > 1 and name.end - name.first <= 6:
            entity.name = text
            entity.gender = entity.gender or given_names().get(parts[0])
        before = words.lower[name.first - 1] if name.first else ""
        if before in _TITLE_WOMEN:
            entity.gender = "f"
        elif before in _TITLE_MEN:
            entity.gender = entity.gender or "m"
        return entity

    def _match(self, parts: list[str], surname: str) -> Entity | None:
        for entity in reversed(self._persons.get(surname, [])):
            have = entity.name.lower().replace("-", " ").split()
            if len(parts) == 1 or len(have) == 1 or _same_first(parts[0], have[0]):
                return entity
        if len(parts) == 1:
            return self._first_names.get(surname) or self._misspelt(surname)
        return None

    def _misspelt(self, surname: str) -> Entity | None:
        """Return the one person whose surname differs in its last letters alone ("Zelenskiy", "Zelensky")."""
        if len(surname) < 5:
            return None
        near = [k for k in self._persons if len(k) > 4 and abs(len(k) - len(surname)) <= 2 and k[: max(4, len(surname) - 2)] == surname[: max(4, len(surname) - 2)]]
        return self._persons[near[0]][-1] if len(near) == 1 else None

    def filled(self, entity: Entity) -> frozenset[str]:
        """Return the countries in which another than `entity` holds its office: no state has two presidents."""
        own = _sole_office(entity.role)
        return frozenset(
            e.country for e in self.entities
            if own and e is not entity and e.kind == "person" and e.named and e.country and _sole_office(e.role) == own
        )

    def generic(self, name: str, kind: str, code: str | None, country: str | None, key: str, guessed: bool = False) -> Entity:
        """Return a group or office in the report's own words; the same words with the same country are the same.

        Where the country is only guessed, the same words are the same as before.
        """
        if guessed and (before := self._worded.get(name.lower())) is not None:
            return before
        entity = self._generic.get((name.lower(), country))
        if entity is None:
            entity = self._generic[(name.lower(), country)] = self.new(Entity(name, kind, code, country, keys={key}))
        self._worded[name.lower()] = entity
        return entity

    def describe(self, entity: Entity, phrase: Phrase, code: str | None, country: str | None, role: str | None) -> None:
        """Add what a phrase says of an entity."""
        entity.keys.add(phrase.key)
        entity.keys.update(phrase.words.split()[-1:])
        entity.keys.update((phrase.words, office(phrase.words)))
        if entity.kind == "person":
            last = phrase.words.split()[-1]
            if entity.gender is None:
                entity.gender = "f" if last.endswith(_FEMALE_ROLES) else "m" if last in _MALE_ROLES or phrase.words in _MALE_ROLES else None
            if code and len(code) == 3 and country is None and entity.affiliation == "known" and entity.country and code not in ("GOV", "ELI", "PTY") and phrase.role.sector == code:
                code = entity.country + code  # "General" before a name that the lists have as a politician
            if code and phrase.role.kind == "office" and code[3:] == "GOV" and entity.sector in ("PTY", "LEG") and country == entity.country and not phrase.former:
                entity.code = code  # an office weighs more than a seat or a party
            if code and (entity.code is None or entity.affiliation == "known" and len(code) > 3 and not phrase.former and code[:3] not in ("GOV", "MIL")):
                entity.code, entity.country, entity.affiliation = code, country or entity.country, "said"
            elif code and entity.code and len(entity.code) == 3 and len(code) > 3 and (code.startswith(entity.code) or not entity.country):
                entity.code, entity.country = code, country or entity.country
            elif code and entity.affiliation != "said" and entity.country is None and country:
                entity.code, entity.country = code, country
            entity.country = entity.country or country
            if role and phrase.role.kind != "title" and (entity.role is None or len(role) > len(entity.role) and entity.role.lower() in role.lower()):
                entity.role = role


def _sole_office(role: str | None) -> str | None:
    """Return the office that one person at a time holds in a state, if a role is one ("Brazilian Foreign Minister": "foreign minister")."""
    offices, others = sole_offices()
    if role is None or others & set(role.lower().split()):
        return None
    named = f" {office(role)}"
    return next((o for o in offices if named.endswith(f" {o}")), None)


def _same_first(a: str, b: str) -> bool:
    if a == b or a[0] == b[0] and (len(a) <= 2 or len(b) <= 2):
        return True
    return a[:3] == b[:3] or (_NICKNAMES.get(a, a) == _NICKNAMES.get(b, b))


_NICKNAMES = {
    "bill": "william", "will": "william", "bob": "robert", "rob": "robert", "dick": "richard", "rick": "richard", "jim": "james", "jimmy": "james",
    "mike": "michael", "tony": "anthony", "antony": "anthony", "ted": "edward", "ed": "edward", "chuck": "charles", "jack": "john", "liz": "elizabeth", "beth": "elizabeth",
    "joe": "joseph", "sasha": "alexander", "volodya": "vladimir", "sergey": "sergei", "dmitri": "dmitry", "kate": "catherine",
    "hal": "harold", "harry": "henry", "peggy": "margaret", "meg": "margaret", "andy": "andrew", "drew": "andrew", "steve": "stephen", "steven": "stephen",
}  # fmt: skip


def _class_nouns(code: str, name: str) -> set[str]:
    """Return the nouns that may stand for an organisation once it is named."""
    keys = {"organisation", "organization", "group", "body"}
    lower = name.lower()
    sector = code[3:] if code[:3] not in ("IGO", "IMG", "NGO") else ""
    if code[:3] == "IGO":
        keys |= {"union", "bloc", "alliance"} if code[:6] in ("IGOEUR", "IGOAFU") else {"alliance", "pact"} if code[:6] in ("IGONAT", "IGOCST", "IGOWAP") else {"bloc", "agency"}
        keys -= {"alliance"} if code[:6] in ("IGOEUR", "IGOAFU") else set()
    if sector in ("REB", "UAF", "PRM", "CRM"):
        keys |= {"movement", "militia", "faction", "rebel", "rebels", "militants", "fighters", "insurgents", "guerrillas", "gang", "cartel"}
    if sector == "BUS":
        keys |= {"company", "firm", "airline", "bank", "giant", "manufacturer", "corporation", "business"}
    if sector == "JRN":
        keys |= {"agency", "newspaper", "paper", "broadcaster", "channel", "network", "magazine", "station", "outlet", "daily", "publication", "site", "website", "portal"}
    if sector == "PTY":
        keys |= {"party"}
    if sector == "LEG":
        keys |= {"parliament", "legislature", "chamber", "house", "assembly"}
    if sector in ("MIL", "COP", "SPY"):
        keys |= {"force", "agency", "service", "army", "military"} if sector == "MIL" else {"force", "agency", "service"}
    if sector == "GOV":
        keys |= {"administration", "agency", "government", "department", "ministry"}
    if sector == "EDU":
        keys |= {"university", "institute", "college", "school"}
    for word in ("ministry", "department", "agency", "commission", "council", "committee", "court", "bank", "university", "office", "service", "front", "army", "party", "union", "coalition", "fund", "congress", "parliament"):
        if word in lower:
            keys.add(word)
    return keys


def compose(phrase_sector: str, country: str | None, body: Entity | None, *, relational: bool, former: bool) -> str | None:
    """Return the code of an actor out of its own sector, its country and the body that it belongs to."""
    if former:
        return f"{country or (body.country if body else '') or ''}ELI" if phrase_sector not in ("REB", "MIL") or not body else body.code
    if body is not None and body.code:
        prefix = body.code[:6] if body.code[:3] in ("IGO", "IMG", "NGO") else body.code[:3] if body.country else ""
        sector = body.code[len(prefix):]
        if country and body.country is None and body.code[:3] not in ("IGO",):
            return country + (phrase_sector or sector)
        if relational or not phrase_sector or phrase_sector in _SOFT and (sector or body.code[:3] in ("IGO", "IMG", "NGO")) or sector in _ARMED or body.code[:3] == "IMG":
            if body.kind == "state" and not sector:
                return body.code + (phrase_sector or "GOV")
            return body.code
        if body.kind == "person":
            return prefix + phrase_sector
        return prefix + phrase_sector
    if country:
        return country + (phrase_sector or ("GOV" if relational else ""))
    return phrase_sector or None


__all__ = ["Cast", "Country", "Entity", "compose"]
