"""Statements: who said what, and who vouches for a clause."""

from __future__ import annotations

from standoff.reading.statements.attribution import attribution_of
from standoff.reading.statements.find import find_statements

__all__ = ["attribution_of", "find_statements"]
