"""Annotators add to a reading or replace parts of it after the program's own steps; see ``docs/plugins.md``."""

from standoff.annotators.base import Annotator, annotator, annotators

__all__ = ["Annotator", "annotator", "annotators"]
