"""What the parts of the reader of actors share while one report is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from standoff.knowledge.countries import Country
from standoff.reading.actors.cast import Cast, Entity
from standoff.reading.actors.names import Name, NameFinder
from standoff.reading.actors.phrases import Phrase, PhraseReader
from standoff.reading.draft import Draft
from standoff.reading.words import Words


@dataclass(slots=True)
class Stage:
    """Names, phrases, entities and who stands where.

    `at` says which name covers a token; `places` the country of a place that is no actor's name; `entity_at` and
    `phrase_at` who is meant by a token and by which tokens; `name_entity` whose name begins at a token; `same` which
    nouns are titles or appositions of somebody named beside them; `pending` titles before names whose owner is
    a pronoun.
    """

    draft: Draft
    words: Words
    names: list[Name]
    at: list[Name | None]
    inner: dict[int, Country]
    places: dict[int, str]
    reader: PhraseReader
    cast: Cast
    belgian: bool
    entity_at: dict[int, Entity] = field(default_factory=dict)
    phrase_at: dict[int, tuple[int, int]] = field(default_factory=dict)
    name_entity: dict[int, Entity] = field(default_factory=dict)
    same: dict[int, Entity] = field(default_factory=dict)
    pending: dict[int, list[Phrase]] = field(default_factory=dict)


def _place_instead(name: Name, draft: Draft, finder: NameFinder) -> bool:
    """Whether what the recogniser takes for an organisation or a person is a place; if so, take the name away."""
    if name.entry is not None or name.kind not in ("unknown", "person"):
        return False
    if name.kind == "person" and (name.end - name.first > 1 or name.first and finder.titled(name.first)):
        return False
    use = finder.place_at(draft.places, name.first)
    if use is None or use.first != name.first or use.end != name.end:
        return False
    for i in range(name.first, name.end):
        finder.at[i] = None
    return True


def set_stage(draft: Draft) -> Stage:
    """Find the names of a report and get everything ready for reading who they are."""
    words = draft.words
    finder = NameFinder(words)
    names = finder.find()
    names = [name for name in names if not _place_instead(name, draft, finder)]
    places: dict[int, str] = {}
    for use in draft.places:
        country = use.value.place.country
        if country:
            places.update((i, country) for i in range(use.first, use.end) if finder.at[i] is None)
    belgian = any(n.kind != "seat" and isinstance(n.entry, Country) and n.entry.iso3 == "BEL" for n in names)
    return Stage(draft, words, names, finder.at, finder.inner, places, PhraseReader(words, finder.at, places), Cast(words, draft.published), belgian)
