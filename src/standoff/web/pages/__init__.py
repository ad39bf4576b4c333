"""The pages: each module registers its own."""

from standoff.web.pages import (
    brief,
    dossier,
    help,
    ingest,
    lists,
    report,
    review,
    search,
    situation,
    sources,
    statements,
    timeline,
)

__all__ = [
    "brief", "dossier", "help", "ingest", "lists", "report", "review", "search", "situation", "sources", "statements",
    "timeline",
]  # fmt: skip
