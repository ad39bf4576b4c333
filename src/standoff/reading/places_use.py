"""What use a text makes of a place's name: the place itself, its government or people (metonym), or a demonym."""

from __future__ import annotations

from standoff.mentions import Use
from standoff.reading.places_names import Name
from standoff.reading.words import Words


def use_of(words: Words, name: Name) -> Use:
    """Return the use of a name."""
    return "demonym" if name.use == "demonym" else "literal"
