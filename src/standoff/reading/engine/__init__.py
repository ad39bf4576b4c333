"""How the language model is run: the same pipeline, components and parameters as spaCy's own, at a fraction of its cost."""

from standoff.reading.engine.run import Engine, Parsed

__all__ = ["Engine", "Parsed"]
