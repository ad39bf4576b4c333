"""Drafts of test reports."""

from __future__ import annotations

from standoff.reading.draft import Draft
from standoff.reading.parse import parse
from standoff.reading.reader import read_draft
from standoff.reading.working import make_working
from standoff.report import Report


def draft_of(text: str, publisher: str | None = None, published: str = "2023-05-03") -> Draft:
    """Return the draft of a report with all steps done."""
    working = make_working(text)
    draft = Draft(Report(text, published=published, publisher=publisher), working, parse(working))
    read_draft(draft)
    return draft
