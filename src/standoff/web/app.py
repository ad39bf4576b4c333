"""The application: every page as HTML, JSON and CSV, behind the guard."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from standoff.errors import StandoffError
from standoff.version import VERSION
from standoff.web import pages, wording
from standoff.web.actions import ACTIONS, Action
from standoff.web.basemap import name_of
from standoff.web.flows import short
from standoff.web.pages.situation import situation
from standoff.web.query import BadQuery, Query
from standoff.web.room import PAGES, NotThere, Page, Room
from standoff.web.security import Guard
from standoff.web.settings import Settings
from standoff.web.tables import as_csv, as_geojson, as_json

if TYPE_CHECKING:
    from standoff.record import Record

log = logging.getLogger("standoff.web")
NAVIGATION = [
    ("/", "Situation"), ("/timeline", "Timeline"), ("/events", "Events"), ("/statements", "Statements"),
    ("/sources", "Sources"), ("/reports", "Reports"), ("/search", "Search"), ("/review", "Review"),
    ("/brief", "Brief"), ("/ingest", "Ingest"),
]  # fmt: skip


def templates() -> Environment:
    """Return the templates: everything is escaped, and a name that is missing is an error."""
    environment = Environment(
        loader=PackageLoader("standoff.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    for name in ("number", "bounds", "day", "status", "category", "party", "parties", "event_type", "percent", "plural"):
        environment.filters[name] = getattr(wording, name)
    environment.globals.update(
        navigation=NAVIGATION, version=VERSION, bounds=wording.bounds, short=short, plural=wording.plural, name_of=name_of
    )
    return environment


def make_app(record: Record, settings: Settings | None = None) -> ASGIApp:
    """Return the application over a record.

    Parameters
    ----------
    record : Record
        An open record.
    settings : Settings, optional
        How it is served.
    """
    assert pages  # importing them registers them
    room = Room(record, settings or Settings())
    environment = templates()
    render = partial(_render, environment, room)
    routes: list[Any] = []
    for page in PAGES:
        stem = page.path.rstrip("/") or "/situation"
        for suffix in ("", *((".json", ".csv") if page.data else ()), *((".geojson",) if page.geo else ())):
            path = page.path if not suffix else stem + suffix
            routes.append(Route(path, _endpoint(page, suffix, room, render), methods=["GET"]))
    routes += [Route(path, _action(make, room), methods=["POST"]) for path, make in ACTIONS.items()]
    routes.append(Route("/situation.svg", _map(room, environment), methods=["GET"]))
    # More exact addresses first: "/events/{id}.csv" before "/events/{id}".
    routes.sort(key=lambda route: (route.path.count("{"), -route.path.rpartition("}")[2].count(".")))
    static: BaseRoute = Mount("/static", StaticFiles(packages=[("standoff.web", "static")]))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        room.warm()
        yield
        room.close()

    inner = Starlette(
        routes=[*routes, static],
        lifespan=lifespan,
        middleware=[Middleware(GZipMiddleware, minimum_size=2000, compresslevel=3)],
        exception_handlers={
            HTTPException: partial(_failed, render),
            StandoffError: partial(_failed, render),
            BadQuery: partial(_failed, render),
            NotThere: partial(_failed, render),
            Exception: partial(_failed, render),
        },
    )
    # Outermost, so that its headers stand on a page that tells of a mistake of the program as well.
    return Guard(inner, room.settings)


Render = Callable[..., Response]


def _render(environment: Environment, room: Room, request: Request, template: str, code: int = 200, **context: Any) -> Response:
    text = environment.get_template(template).render(
        request_path=request.url.path, settings=room.settings, room=room, **context
    )
    return HTMLResponse(text, code)


def _endpoint(page: Page, suffix: str, room: Room, render: Render) -> Callable[[Request], Response]:
    name = (page.path.strip("/") or "situation").split("/")[0]

    def answer(request: Request) -> Response:
        query = Query.read(request.query_params)
        room.begin()
        parts = {"part": request.query_params.get("part")} if page.path == "/" else {}
        content = page.make(room, query, **request.path_params, **parts)
        room.warm()
        if suffix == ".json":
            rows = list(content.rows)
            return as_json({"query": query.set(), "total": len(rows), "rows": rows, **content.extra})
        if suffix == ".csv":
            return as_csv(content.rows, name)
        if suffix == ".geojson":
            return as_geojson(content.rows, name)
        context = {"query": query, "title": page.title, "page": page, **content.context}
        return render(request, content.template or page.template, content.code, **context)

    return answer


def _action(make: Action, room: Room) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        return await make(room, request)

    return answer


def _map(room: Room, environment: Environment) -> Callable[[Request], Response]:
    """The situation's map as a file of its own, with its style in it, for printing and for reports."""
    styles = files("standoff.web").joinpath("static")
    base, own = (styles.joinpath(name).read_text("utf-8") for name in ("base.css", "map.css"))
    style = base[base.index(":root {") : base.index("}") + 1] + own

    def answer(request: Request) -> Response:
        query = Query.read(request.query_params)
        room.begin()
        context = situation(room, query).context
        if not context["dates"]:
            raise NotThere("There is no map yet: the record has no reports.")
        text = environment.get_template("situation.svg").render(style=style, query=query, **context)
        return Response(text, media_type="image/svg+xml", headers={"Content-Disposition": 'attachment; filename="situation.svg"'})

    return answer


def _failed(render: Render, request: Request, error: Exception) -> Response:
    """Say in words what went wrong, in the form that was asked for."""
    if isinstance(error, HTTPException):
        code = error.status_code
        words = "There is no such page." if code == 404 else "This page cannot be asked for that way." if code == 405 else error.detail
    elif isinstance(error, NotThere):
        code, words = 404, str(error)
    elif isinstance(error, (BadQuery, StandoffError)):
        code, words = 400, str(error)
    else:
        log.exception("page %s failed", request.url.path, exc_info=error)
        code, words = 500, "The program made a mistake. Its log says where; the record is untouched."
    if request.url.path.endswith((".json", ".csv", ".geojson")) or "application/json" in request.headers.get("accept", ""):
        response = as_json({"error": words, "code": code})
        response.status_code = code
        return response
    return render(request, "error.html", code, query=Query(), title="Not possible", words=words, error_code=code)


