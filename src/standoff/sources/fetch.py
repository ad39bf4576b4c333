"""Fetching one address, with server-side request forgery shut out.

Only http and https; every address that the host name resolves to must be globally routable; the connection goes to the
address that was checked, not to the name again; each redirect is checked the same way; hops, bytes and time are capped.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from standoff.errors import SourceError
from standoff.version import VERSION

USER_AGENT = f"standoff/{VERSION} (reads news reports for conflict research)"
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost: redirects, bytes of the body (as sent and decompressed), seconds in all."""

    hops: int = 5
    size: int = 20 * 2**20
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the last address of the redirects, status, headers in lower case, body decompressed."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def is_public(address: Address) -> bool:
    """Whether an address is globally routable; one that stands for another (mapped, 6to4, Teredo, NAT64) is judged by that one."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses under one set of `limits`.

    Parameters
    ----------
    limits : Limits
        Caps.
    allowed : callable
        Which resolved addresses may be connected to; tests of the project's own servers replace it.
    """

    limits: Limits = field(default_factory=Limits)
    allowed: Callable[[Address], bool] = is_public

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """Return what `url` answers, after its redirects.

        Raises
        ------
        SourceError
            If the address may not be fetched, does not answer in time, answers too much, or with an error status.
        """
        first, deadline = url, time.monotonic() + self.limits.seconds
        for _ in range(self.limits.hops + 1):
            answer, location = self._once(url, dict(headers or {}), deadline)
            if location is None:
                if answer.status >= 400:
                    raise SourceError(f"{first}: the server answered {answer.status}; check the address in a browser")
                return answer
            url = urljoin(url, location)
        raise SourceError(f"{first}: more than {self.limits.hops} redirects; check the address in a browser")

    def _once(self, url: str, headers: dict[str, str], deadline: float) -> tuple[Fetched, str | None]:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            raise SourceError(f"{url}: no valid address") from None
        if parts.scheme not in ("http", "https") or not host:
            raise SourceError(f"{url}: only http and https addresses are fetched")
        if parts.username or parts.password:
            raise SourceError(f"{url}: addresses with a user name are not fetched")
        port = port or (443 if parts.scheme == "https" else 80)
        address = self._checked(url, host, port)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection = _connect(url, parts.scheme, host, port, address, self._left(url, deadline))
        try:
            connection.request("GET", _quoted(target), headers={
                "User-Agent": USER_AGENT, "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "Accept-Language": "en", "Accept-Encoding": "gzip, deflate", **headers})
            response = connection.getresponse()
            found = {k.lower(): v for k, v in response.getheaders()}
            if response.status in (301, 302, 303, 307, 308) and found.get("location"):
                return Fetched(url, response.status, found, b""), found["location"]
            body = self._body(url, response, found.get("content-encoding", ""), connection, deadline)
            return Fetched(url, response.status, found, body), None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise SourceError(f"{url}: no answer ({_why(error)}); try again later") from error
        finally:
            connection.close()

    def _checked(self, url: str, host: str, port: int) -> Address:
        """Return an address of `host`, all of whose addresses are allowed."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise SourceError(f"{url}: the host is not known ({_why(error)}); check the address") from error
        addresses = [ipaddress.ip_address(str(info[4][0]).split("%")[0]) for info in found]
        for address in addresses:
            if not self.allowed(address):
                raise SourceError(f"{url}: leads to {address}, inside a private network; only public addresses are fetched")
        if not addresses:
            raise SourceError(f"{url}: the host is not known; check the address")
        return next((a for a in addresses if a.version == 4), addresses[0])

    def _left(self, url: str, deadline: float) -> float:
        left = deadline - time.monotonic()
        if left <= 0:
            raise SourceError(f"{url}: took longer than {self.limits.seconds:g} seconds; try again later")
        return left

    def _body(self, url: str, response: http.client.HTTPResponse, encoding: str, connection: http.client.HTTPConnection, deadline: float) -> bytes:
        """Return the body, decompressed, reading no more than the limits allow."""
        unpack = zlib.decompressobj(47) if encoding.strip().lower() in ("gzip", "x-gzip", "deflate") else None
        out, size, sent = [], 0, 0
        while True:
            if connection.sock is not None:
                connection.sock.settimeout(min(self._left(url, deadline), 15.0))
            chunk = response.read1(65536)
            if not chunk:
                break
            sent += len(chunk)
            self._left(url, deadline)
            if unpack is not None:
                try:
                    chunk = unpack.decompress(chunk, self.limits.size - size + 1)
                except zlib.error as error:
                    raise SourceError(f"{url}: the answer is damaged; try again later") from error
            size += len(chunk)
            if max(size, sent) > self.limits.size:
                raise SourceError(f"{url}: larger than {self.limits.size // 2**20} MB; save it and give the file")
            out.append(chunk)
        return b"".join(out)


def _connect(url: str, scheme: str, host: str, port: int, address: Address, timeout: float) -> http.client.HTTPConnection:
    """Return a connection to `address`, which was checked; the certificate is still the host name's."""
    connection = http.client.HTTPConnection(host, port)
    try:
        sock = socket.create_connection((str(address), port), timeout=min(timeout, 10.0))
        sock.settimeout(min(timeout, 15.0))
        connection.sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host) if scheme == "https" else sock
    except (OSError, ssl.SSLError) as error:
        raise SourceError(f"{url}: no connection ({_why(error)}); try again later") from error
    return connection


def _quoted(target: str) -> str:
    """Return a request target with what may not stand in one percent-encoded."""
    from urllib.parse import quote

    return quote(target, safe="/?&=%:@!$'()*+,;~-._#[]")


def _why(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
