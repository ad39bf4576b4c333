"""What stands before every page: who may ask, from where, how much, and what a browser may do with the answer."""

from __future__ import annotations

import asyncio
import base64
import binascii
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from standoff.web.settings import Settings

# Text of reports is hostile: even if a tag came through, nothing inline runs and nothing leaves for another host.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: with it a browser hides the Origin of our own forms as well.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SAFE = {"GET", "HEAD", "OPTIONS"}
LONGEST_ADDRESS = 8000


class TooLarge(HTTPException):
    """A body went over the limit while it was being received."""


class Guard:
    """ASGI middleware that refuses what may not pass and adds the headers to what may."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        refused = await self._refusal(scope)
        if refused:
            await refused(scope, receive, _with_headers(send))
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await _with_headers(send)(message)

        try:
            await self.app(scope, self._counted(receive), sending)
        except Exception:  # logged where it was turned into a page
            if not started:
                await PlainTextResponse("The program made a mistake.", 500)(scope, receive, _with_headers(send))

    async def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers, settings = Headers(scope=scope), self.settings
        host = headers.get("host", "")
        if not settings.answers_to(urlsplit("//" + host).hostname or ""):
            return PlainTextResponse(
                f"This program does not answer to the name {host!r}. If it should, start it with --allow-host.", 421
            )
        if len(scope.get("query_string", b"")) + len(scope.get("raw_path") or b"") > LONGEST_ADDRESS:
            return PlainTextResponse("The address is too long.", 414)
        if settings.password is not None and not password_of(headers, settings.password):
            if "authorization" in headers:
                await asyncio.sleep(0.5)  # makes guessing slow
            asked = {"WWW-Authenticate": 'Basic realm="Standoff", charset="UTF-8"'}
            return PlainTextResponse("The password is needed.", 401, asked)
        if scope["method"] in SAFE:
            return None
        if settings.read_only:
            return PlainTextResponse("This record is shown read-only: nothing can be changed here.", 403)
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return PlainTextResponse("Changes are taken from this program's own pages only.", 403)
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return PlainTextResponse("Changes are taken from this program's own pages only.", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > settings.body_limit:
            return PlainTextResponse(self._too_large(), 413)
        return None

    def _too_large(self) -> str:
        return f"Too much at once: the limit is {self.settings.body_limit // 1_000_000} MB."

    def _counted(self, receive: Receive) -> Receive:
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self.settings.body_limit:
                raise TooLarge(413, self._too_large())
            return message

        return counted


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending


def credentials(headers: Headers) -> tuple[str, str] | None:
    """Return user name and password of a request, or None."""
    scheme, _, value = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, colon, password = base64.b64decode(value, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (user, password) if colon else None


def password_of(headers: Headers, password: str) -> bool:
    """Whether a request carries the password; compared in constant time."""
    given = credentials(headers)
    return given is not None and secrets.compare_digest(given[1].encode(), password.encode())
