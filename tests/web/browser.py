"""A real browser on a real server: what the browser tests share."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from standoff.web import Settings, make_app

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def serving(record: Any, **settings: Any) -> Iterator[str]:
    """Serve a record on a free port and yield the address."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(make_app(record, Settings(**settings)), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)


@contextmanager
def chromium() -> Iterator[Any]:
    """Yield Debian's Chromium, or skip."""
    if not CHROMIUM.exists():
        pytest.skip("Debian's chromium is not installed: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


class Watch:
    """Everything that a page must not do: dialogs, errors on the console, requests to other hosts."""

    def __init__(self, tab: Any, address: str) -> None:
        self.faults: list[str] = []
        tab.on("dialog", lambda d: (self.faults.append(f"dialog {d.message}"), d.dismiss()))
        tab.on("pageerror", lambda e: self.faults.append(f"page error {e}"))
        tab.on("console", lambda m: self.faults.append(f"console {m.text}") if m.type in {"error", "warning"} else None)
        tab.on("request", lambda r: None if r.url.startswith((address, "data:")) else self.faults.append(f"request {r.url}"))
