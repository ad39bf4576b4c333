"""The exception tree.

StandoffError
├── SourceError     an input could not be read: says which and what to do
└── RecordError     the record cannot do what was asked
"""

from __future__ import annotations


class StandoffError(Exception):
    """Base of all errors that the program raises on purpose."""


class SourceError(StandoffError):
    """An input that could not be read; the message names it, the line where there is one, and what to do."""


class RecordError(StandoffError):
    """The record cannot do what was asked of it."""
