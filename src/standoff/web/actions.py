"""What changes the record: ingest, correct, undo. POST alone, from our own pages alone."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from standoff.report import Report
from standoff.sources import reports_in
from standoff.web.cards import detail_of
from standoff.web.pages.review import changes_of
from standoff.web.query import BadQuery
from standoff.web.room import Room
from standoff.web.security import credentials
from standoff.web.tables import as_json

Action = Callable[[Room, Request], Awaitable[Response]]
MOST_FILES = 500


async def checked_form(room: Room, request: Request) -> FormData:
    """Return a form that came from one of our own pages: it carries the token that only they have."""
    form = await request.form(max_files=MOST_FILES, max_fields=200, max_part_size=room.settings.body_limit)
    token = form.get("token")
    if not isinstance(token, str) or not secrets.compare_digest(token.encode(), room.settings.token.encode()):
        raise HTTPException(403, "This form is out of date. Load the page again and repeat.")
    return form


def word(form: FormData, name: str, longest: int = 2000) -> str:
    """Return a field of a form as trimmed text."""
    value = form.get(name)
    return value.strip()[:longest] if isinstance(value, str) else ""


def back_to(address: str) -> str:
    """Return an address within these pages; anything else becomes the first page."""
    safe = address.startswith("/") and not address.startswith(("//", "/\\")) and all(" " < c != "\\" for c in address)
    return address if safe else "/"


def done(request: Request, form: FormData, default: str, **said: Any) -> Response:
    """Answer a change: JSON where a script asked, else back to the page."""
    if "application/json" in request.headers.get("accept", ""):
        return as_json({"ok": True, **said})
    return RedirectResponse(back_to(word(form, "back") or default), 303)


def reviewer(request: Request, form: FormData) -> str:
    """Return who decides: the name in the form, else that of the login."""
    login = credentials(request.headers)
    name = word(form, "by", 200) or (login[0] if login else "")
    if not name:
        raise BadQuery("Say who you are: corrections are kept with the reviewer's name.")
    return name


async def correct(room: Room, request: Request) -> Response:
    """Accept, reject or edit a mention; merge or split events."""
    form = await checked_form(room, request)
    by = reviewer(request, form)
    action, why = word(form, "action"), word(form, "why") or "reviewed"
    ids = [i for value in form.getlist("id") if isinstance(value, str) for i in value.split()]
    if not ids:
        raise BadQuery("Say which mention is meant.")

    def change() -> str:
        room.begin()
        changes = None
        if action == "edit":
            detail = detail_of(room, ids[0])
            text = detail_of(room, detail["report_id"])["text"]
            fields = {k: v for k, v in form.items() if isinstance(v, str)}
            changes = changes_of(detail, fields, text)
            if not changes:
                raise BadQuery("Nothing was changed.")
        return room.record.correct(ids if len(ids) > 1 else ids[0], action, by=by, why=why, changes=changes)

    correction = await run_in_threadpool(change)
    return done(request, form, f"/mentions/{ids[0]}", correction=correction)


async def undo(room: Room, request: Request) -> Response:
    """Take a correction back."""
    form = await checked_form(room, request)
    by = reviewer(request, form)
    name = word(form, "id")
    await run_in_threadpool(lambda: room.record.undo(name, by=by, why=word(form, "why") or "undone"))
    return done(request, form, "/corrections", correction=name)


async def ingest(room: Room, request: Request) -> Response:
    """Take a text, files or an address and read them in the background."""
    form = await checked_form(room, request)
    text, address = word(form, "text", room.settings.body_limit), word(form, "address")
    published = _day(word(form, "published"))
    files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
    if text:
        report = Report(
            text=text.replace("\r\n", "\n"), title=word(form, "title") or None, publisher=word(form, "publisher") or None,
            published=published, url=word(form, "url") or None,
        )  # fmt: skip
        job = room.jobs.start(report.title or "a pasted text", lambda: [report])
    elif files:
        folder = Path(tempfile.mkdtemp(prefix="standoff-"))
        paths = [await _kept(folder, i, f) for i, f in enumerate(files)]
        what = files[0].filename if len(files) == 1 else f"{len(files)} files"
        job = room.jobs.start(str(what), lambda: reports_in(paths, published=published), folder)
    elif address:
        if not address.lower().startswith(("https://", "http://")):
            raise BadQuery("An address begins with https:// or http://.")
        job = room.jobs.start(address, lambda: reports_in([address], published=published))
    else:
        raise BadQuery("Paste a text, choose files or give an address.")
    return done(request, form, f"/ingest/{job.id}", job=job.id)


def _day(value: str) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        raise BadQuery("Published is a date as year-month-day, such as 2022-02-02.") from None


async def _kept(folder: Path, number: int, file: UploadFile) -> Path:
    """Write an uploaded file under its own last name, in a folder of its own."""
    name = "".join(c for c in Path((file.filename or "").replace("\\", "/")).name if c.isprintable() and c not in '/\0:*?"<>|')
    path = folder / str(number) / (name.lstrip(".")[-120:] or "file.txt")
    path.parent.mkdir()
    path.write_bytes(await file.read())
    return path


ACTIONS: dict[str, Action] = {"/correct": correct, "/undo": undo, "/ingest": ingest}
