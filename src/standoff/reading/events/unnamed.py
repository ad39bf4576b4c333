"""Who did it where nobody is named, as the field codes it: the armed men of the place, or the state that rules there.

"A journalist was shot dead in Karachi" has no doer; CAMEO has a code for unidentified armed forces of a country. "A nurse
was arrested in Cairo": only a state arrests. Deeds that come from afar (air strikes, shelling) keep no doer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from standoff.mentions import Party, Place
from standoff.reading.draft import Draft
from standoff.report import Span

if TYPE_CHECKING:
    from standoff.reading.events import Candidate

_AT_HAND = ("180", "181", "182", "183", "185", "186", "193", "202")
_BY_THE_STATE = ("09", "115", "116", "173")
_EXPELLED = frozenset({"161", "174"})
_FROM = frozenset({"from", "of"})
_WHERE = frozenset({"in", "at", "near", "outside", "inside"})


def from_place(draft: Draft, candidate: Candidate) -> tuple[Party, ...]:
    """Return the source that the place of a deed tells of, or nothing."""
    armed = candidate.code.startswith(_AT_HAND)
    if candidate.source or not armed and not candidate.code.startswith(_BY_THE_STATE) and candidate.code not in _EXPELLED:
        return ()
    for place, span in _places(draft, candidate, _FROM if candidate.code in _EXPELLED else _WHERE):
        if armed:
            return (Party("unidentified armed men", f"{place.country}UAF", place.country, None, span),)
        return (Party(place.name, place.country, place.country, None, span),)
    return ()


def _places(draft: Draft, candidate: Candidate, preps: frozenset[str]) -> Iterator[tuple[Place, Span]]:
    """Yield the places where the clause says that the event took place, and those of the sentence that say where."""
    words = draft.words
    head = candidate.coded.head
    verb = next((k for k in (head, *words.ancestors(head)) if words.pos[k] in ("VERB", "AUX")), head)
    for found in draft.places:
        k = found.head
        if words.sent[k] != words.sent[head] or not found.value.place.country or words.dep[k] != "pobj":
            continue
        prep = words.head[k]
        if words.lower[prep] in preps and verb in (prep, *words.ancestors(prep)):
            yield found.value.place, draft.span(found.first, found.end)
