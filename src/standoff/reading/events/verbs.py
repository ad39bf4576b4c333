"""What composing looks at by name: words of `data/events/acting.txt`, parts of speech, codes."""

from __future__ import annotations

from standoff.knowledge.patterns import acting_words

# Words that could be an operator or a trigger in any position of a noun phrase, but hardly ever are as these parts.
NOT_TRIGGER_DEPS = frozenset({"aux", "auxpass", "punct", "det", "case", "cc"})
VERBAL = ("VERB", "AUX")
# Codes that a composed one is always finer than.
GENERIC = frozenset({"120", "100", "020", "030", "130"})
# Families of operators that have an addressee.
ADDRESSED = frozenset({"appeal", "demand", "threaten", "commit", "refuse"})
# Classes of nouns that another noun before them describes.
TITLED = frozenset({"POLICE", "LEADERS", "TROOPS", "SHIP", "AIRCRAFT", "WEAPON"})

ADJECTIVES = acting_words()["adjectives"]
CHOICES = acting_words()["choices"]
WISHES = acting_words()["wishes"]
FORECASTERS = acting_words()["forecasters"]
NEEDED = acting_words()["needed"]
RESOLVED = acting_words()["resolved"]
ORDERS = acting_words()["orders"]
SAYS = acting_words()["says"]
REQUESTS = acting_words()["requests"]
ASKED = acting_words()["asked"]
PROMISES = acting_words()["promises"]
INFINITIVE = acting_words()["infinitive"]
STATES = acting_words()["states"]
