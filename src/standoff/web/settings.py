"""The settings of the pages, in one table."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    """How the pages are served.

    Parameters
    ----------
    host, port : str, int
        Address to listen on; loopback unless a person says otherwise.
    read_only : bool
        Show everything, change nothing.
    password : str or None
        Asked for by the browser where given; any user name goes with it, and is taken as the reviewer's.
    allow_hosts : tuple of str
        Further names by which the pages may be asked for.
    body_limit : int
        Most bytes that a request may carry.
    page_size : int
        Rows on a page.
    token : str
        Secret that every form carries; new with every start.
    """

    host: str = "127.0.0.1"
    port: int = 8350
    read_only: bool = False
    password: str | None = None
    allow_hosts: tuple[str, ...] = ()
    body_limit: int = 25_000_000
    page_size: int = 50
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def loopback(self) -> bool:
        """Whether only this machine can ask."""
        return is_loopback(self.host)

    def answers_to(self, name: str) -> bool:
        """Whether a Host header's name is one of ours; anything else may be a foreign site's name rebound to us."""
        name = name.strip("[]").lower()
        if name == "localhost" or is_loopback(name) or name in {h.lower() for h in (self.host, *self.allow_hosts)}:
            return True
        # A name can be rebound by whoever owns it, a bare address can not.
        return not self.loopback and _address(name) is not None


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def is_loopback(name: str) -> bool:
    """Whether a host name or address stands for this machine alone."""
    address = _address(name.strip("[]"))
    return name == "localhost" or (address is not None and address.is_loopback)
