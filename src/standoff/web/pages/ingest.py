"""Ingest: paste a text, drop files or give an address, and watch them being read."""

from __future__ import annotations

from dataclasses import asdict

from standoff.web.query import Query
from standoff.web.room import Content, NotThere, Room, page


@page("/ingest", "Ingest", "ingest.html", data=False)
def ingest(room: Room, query: Query) -> Content:
    """Make the page."""
    return Content(context={"jobs": room.jobs.all()})


@page("/ingest/{id}", "Ingest", "job.html")
def job(room: Room, query: Query, id: str) -> Content:
    """Make the page of one ingest, as it stands."""
    found = room.jobs.get(id)
    if found is None:
        raise NotThere("There is no such ingest in this session; what it added is among the reports.")
    return Content([asdict(found)], {"job": found})
