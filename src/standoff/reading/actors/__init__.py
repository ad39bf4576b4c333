"""Actors: who is named, titled or meant by a pronoun, with country, role and CAMEO-style code.

`names` finds proper names, `phrases` reads noun phrases ("Pentagon spokesman", "Polish troops"), `cast` keeps who is
who in the report, `pronouns` resolves what stands for somebody named elsewhere, `parties` answers the other steps.
"""

from standoff.reading.actors.parties import Parties, find_parties

__all__ = ["Parties", "find_parties"]
