"""Whom an event concerns where its own sentence does not say it: the report has told before who faces whom.

"Police were sent in. Forty were arrested": by the police. Only actors that the report names are ever taken.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from standoff.knowledge.actors import given_names
from standoff.mentions import Party
from standoff.reading.actors.cast import Entity
from standoff.reading.draft import Draft

if TYPE_CHECKING:
    from standoff.reading.events import Candidate

# Who can do what without being named beside it, by the sector of the code.
_DOERS = {
    "ASSAULT": frozenset({"MIL", "REB", "UAF", "COP", "IMG", "SPY", "OPP"}),
    "COERCE": frozenset({"GOV", "COP", "MIL", "JUD", "SPY", "LEG", "REB"}),
    "SANCTION": frozenset({"GOV", "JUD", "LEG"}),
    "ACCUSE": frozenset({"GOV", "JUD", "COP", "LEG", "OPP"}),
    "MOBILIZE": frozenset({"MIL", "GOV", "COP"}),
    "PROTEST": frozenset({"OPP", "CVL", "EDU", "LAB", "PTY"}),
}
_HARM = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_RULERS = frozenset({"GOV", "LEG", "JUD", "MIL", "COP"})
_FACING = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "AGREE", "CONCEDE", "CONSULT", "RETREAT", "AID", "SANCTION", "COOPERATE"})
_PASSERS_BY = frozenset({"JRN", "MED", "EDU", "BUS"})
_HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "dame"})
_NAMES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "agent", "attr", "appos", "conj", "dative", "ROOT"})
# Who at home a government or a party is answered by.
_FORCES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "OPP", "PTY", "REB", "LAB", "CVL", ""})
_REACH = 4
_FAR = 3


class Discourse:
    """The actors of a report in the order in which it names them."""

    def __init__(self, draft: Draft) -> None:
        words, parties = draft.words, draft.parties
        self.words, self.parties = words, parties
        self.persons = {e.name for e in parties.cast.entities if e.kind == "person" and e.named and self._surely_a_person(e)}
        self.named: list[tuple[int, Party]] = []
        for k in range(len(words)):
            if words.pos[k] in ("NOUN", "PROPN", "PRON") and words.dep[k] in _NAMES:
                party = parties.of(k)
                if party is not None and party.code:
                    self.named.append((k, party))

    def fill(self, candidates: list[Candidate]) -> None:
        """Give the events without source or target those that the report has named for them."""
        for n, candidate in enumerate(candidates):
            if not candidate.type:
                continue
            if not any(p.code for p in candidate.source) and not self._names_somebody(candidate.source):
                source = self._doer(candidate, candidates, n)
                if source is not None:
                    candidate.source = (source,)
            if not any(p.code for p in candidate.target) and not self._names_somebody(candidate.target):
                target = self._other(candidate, candidates, n)
                if target is not None:
                    candidate.target = (target,)

    def _surely_a_person(self, entity: Entity) -> bool:
        """Whether a name is a person's and no ship's: it has an office, a given name, or "Mr" before it."""
        first, *rest = entity.name.lower().split()
        return bool(entity.role or rest and first in given_names() or any(a and self.words.lower[a - 1] in _HONORIFICS for a, _ in entity.spans))

    def _names_somebody(self, side: tuple[Party, ...]) -> bool:
        """Whether the words name a person there, of whom it is not known whose he is: then nobody else is meant."""
        return any(p.name in self.persons for p in side)

    def _doer(self, candidate: Candidate, candidates: list[Candidate], n: int) -> Party | None:
        """Return who did to the target what it suffers: the doer of the nearest deed to it, else the nearest who could."""
        if candidate.type in _FACING:
            found = self._counterpart(candidate.target, candidates, n)
            if found is not None:
                return found
        kinds = _DOERS.get(candidate.type or "")
        if kinds is None:
            return None
        hit = {p.country for p in candidate.target if p.country}
        for other in self._near(candidates, n):
            if other.type in _HARM and candidate.type in _HARM or other.type == candidate.type:
                source = next((p for p in other.source if p.code), None)
                if source is not None and (not hit or hit & {p.country for p in other.target}):
                    return source
        if candidate.type == "ASSAULT":
            return None
        for party in self._before(candidate, _REACH):
            if _sector(party) in kinds and not _among(party, candidate.target) and (not hit or not party.country or party.country in hit):
                return party
        return None

    def _other(self, candidate: Candidate, candidates: list[Candidate], n: int) -> Party | None:
        """Return whom the source has to do with: its counterpart in the nearest event, else the last other actor."""
        own = {p.country for p in candidate.source if p.country}
        if candidate.type == "PROTEST":
            for party in self._before(candidate, 99):
                if _sector(party) in _RULERS and (not own or party.country in own):
                    return party
            return None
        if candidate.type in ("ASSAULT", "COERCE"):
            return self._victim(candidate, candidates, n)
        if candidate.type not in _FACING:
            return None
        return self._counterpart(candidate.source, candidates, n) or self._faced(candidate, own)

    def _faced(self, candidate: Candidate, own: set[str]) -> Party | None:
        """Return whom somebody of the countries `own` most likely means: the country that the report speaks of if it is
        another, else who else is spoken of at home, else the last other actor."""
        setting = self.parties.setting(candidate.coded.head)
        others = [p for p in self._before(candidate, _FAR) if not _among(p, candidate.source) and _sector(p) not in _PASSERS_BY]
        if own and setting is not None and setting not in own:
            found = next((p for p in others if p.country == setting), None)
        else:
            found = next((p for p in others if p.country in own and _sector(p) in _FORCES and _sector(p) not in {_sector(q) for q in candidate.source}), None)
        if found is not None:
            return found
        found = next((p for p in others if p.country not in own and (p.country or _sector(p) in ("IGO", "IMG"))), None)
        if found is not None or not own:
            return found
        abroad = [party for _, party in self.named if party.country and party.country not in own and party.code and len(party.code) in (3, 6)]
        often = Counter(party.country for party in abroad)
        return max(abroad, key=lambda p: (often[p.country], len(p.code or "") == 3), default=None)

    def _victim(self, candidate: Candidate, candidates: list[Candidate], n: int) -> Party | None:
        """Return whom the nearest deed of the same doer hits, or of anybody where the doer is unknown."""
        for other in self._near(candidates, n):
            if other.type in _HARM and (not candidate.source or any(_among(p, other.source) for p in candidate.source)):
                found = next((p for p in other.target if p.code and not _among(p, candidate.source)), None)
                if found is not None:
                    return found
        return None

    def _counterpart(self, side: tuple[Party, ...], candidates: list[Candidate], n: int) -> Party | None:
        """Return who stands on the other side of the nearest event that one of `side` is in."""
        for other in self._near(candidates, n):
            for mine, theirs in ((other.source, other.target), (other.target, other.source)):
                if any(_among(p, mine) for p in side):
                    found = next((p for p in theirs if p.code and not _among(p, side)), None)
                    if found is not None:
                        return found
        return None

    def _near(self, candidates: list[Candidate], n: int) -> list[Candidate]:
        """Return the other events within reach, the nearest first, earlier ones before later ones."""
        sent = self.words.sent
        here = sent[candidates[n].coded.head]
        return sorted(
            (c for k, c in enumerate(candidates) if k != n and -2 <= here - sent[c.coded.head] <= _REACH),
            key=lambda c: (abs(here - sent[c.coded.head]), sent[c.coded.head] > here),
        )

    def _before(self, candidate: Candidate, reach: int) -> list[Party]:
        """Return the actors named before an event, the last first."""
        head = candidate.coded.head
        here = self.words.sent[head]
        return [party for k, party in reversed(self.named) if k < head and here - self.words.sent[k] <= reach]


def _sector(party: Party) -> str:
    code = party.code or ""
    if code[:3] in ("IMG", "IGO", "NGO"):
        return code[:3]
    return code[3:6] if party.country else code[:3]


def _among(party: Party, others: tuple[Party, ...]) -> bool:
    return any(party.name == other.name or party.country is not None and party.code == other.code for other in others)
