"""Help: what the pages are for, and the keys."""

from __future__ import annotations

from standoff.web.basemap import world
from standoff.web.query import Query
from standoff.web.room import Content, Room, page


@page("/help", "Keys and help", "help.html", data=False)
def help(room: Room, query: Query) -> Content:
    """Make the page."""
    return Content(context={"room_source": world().source})
