"""Take the pictures of all pages that the documentation shows.

    python scripts/screenshots.py [--record FILE] [--out docs/screenshots] [--all]

Without a record the example reports are read into one first. Needs the extras ``web`` and Debian's Chromium.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import standoff

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# What the documentation shows; the others are taken with --all.
SHOWN = {
    "situation", "compare", "timeline", "dossier", "report", "sources", "statements", "review", "search", "brief", "ingest",
}  # fmt: skip
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}


@contextmanager
def serving(record: Any, **settings: Any) -> Iterator[str]:
    """Serve a record on a free port of this machine and yield the address."""
    import uvicorn

    from standoff.web import Settings, make_app

    server = uvicorn.Server(uvicorn.Config(make_app(record, Settings(**settings)), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def pages(record: Any) -> dict[str, str]:
    """Return the address of each page by the name of its picture."""
    dates = sorted({r["published"] for r in record.reports() if r["published"]})
    most = max(record.reports(), key=lambda r: sum(r["mentions"].values()))
    posture = [r for r in record.posture() if r["sender"] and r["host"] and r["category"] == "personnel"]
    richest = max(posture, key=lambda r: len(r["mentions"]), default=None)
    events = record.events()
    told = max(events, key=lambda e: len(e["reports"]), default=None)
    found = {
        "situation": "/", "compare": f"/?compare={dates[len(dates) // 2]}", "timeline": "/timeline?by=actor", "report": f"/reports/{most['key']}",
        "sources": "/sources", "statements": "/statements", "review": "/review", "search": "/search?q=troops", "brief": "/brief",
        "ingest": "/ingest", "reports": "/reports", "events": "/events", "conflicts": "/conflicts", "aid": "/aid", "help": "/help",
    }  # fmt: skip
    if richest:
        found["dossier"] = f"/cell?sender={richest['sender']}&host={richest['host']}&category=personnel"
        found["party"] = f"/parties/{richest['host']}"
    if told:
        found["event"] = f"/events/{told['id']}"
    return found


def main() -> None:
    """Take the pictures."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--record", type=Path)
    parser.add_argument("--out", type=Path, default=Path("docs/screenshots"))
    parser.add_argument("--all", action="store_true", help="every page in both sizes and both themes")
    parser.add_argument("--only", nargs="*", help="names of pages")
    args = parser.parse_args()
    record = standoff.open(args.record or Path(tempfile.mkdtemp()) / "examples.db")
    if not len(record.reports()):
        record.ingest(sorted(Path("examples/reports").iterdir()))
    args.out.mkdir(parents=True, exist_ok=True)
    with serving(record) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for size, (width, height) in SIZES.items():
            for theme in ("light", "dark"):
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)  # type: ignore[arg-type]
                tab = context.new_page()
                for name, path in pages(record).items():
                    # Each page once; the first one in every form.
                    wanted = args.all or (name in SHOWN and ((size, theme) == ("desktop", "light") or name == "situation"))
                    if name not in args.only if args.only else not wanted:
                        continue
                    tab.goto(address + path)
                    tab.wait_for_load_state("networkidle")
                    tab.screenshot(path=args.out / f"{name}-{size}-{theme}.png")
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
