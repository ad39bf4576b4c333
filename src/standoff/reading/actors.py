"""Actors: who is named, titled or meant by a pronoun, with country, role and CAMEO-style code."""

from __future__ import annotations

from standoff.mentions import Actor, Party
from standoff.reading.draft import Draft


class Parties:
    """The actors of one report; answers which party a noun phrase stands for.

    Parameters
    ----------
    draft : Draft
        The report being read, with its places found.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def of(self, i: int) -> Party | None:
        """Return the party that the noun phrase headed by token `i` stands for, or None if it is no actor.

        Resolves pronouns, titles and surnames; "the Polish army" is POLMIL. `Party.span` is the phrase in the text.
        """
        return None

    def all_of(self, i: int) -> tuple[Party, ...]:
        """Return the parties of token `i` and of what is coordinated with it."""
        return tuple(p for k in self.draft.words.conjuncts(i) if (p := self.of(k)))

    def owner_of(self, i: int) -> Party | None:
        """Return whose thing the noun `i` is: possessive, adjective or "of" ("Russia's troops", "US paratroopers")."""
        return None

    def actors(self) -> tuple[Actor, ...]:
        """Return every actor of the report with all its spans."""
        return ()


def find_parties(draft: Draft) -> Parties:
    """Return the actors of a report."""
    return Parties(draft)
