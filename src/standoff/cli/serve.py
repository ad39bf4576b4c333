"""``standoff serve``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

import standoff


def serve(
    record: Annotated[str, typer.Option(help="Path of the record, or its database address.")],
    host: Annotated[str, typer.Option(help="Address to listen on; loopback unless you say otherwise.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port.")] = 8350,
    read_only: Annotated[bool, typer.Option("--read-only", help="Show everything, change nothing.")] = False,
    password: Annotated[
        str | None, typer.Option(help="Asked for by the browser; safer in the variable.", envvar="STANDOFF_PASSWORD", show_envvar=True)
    ] = None,
    allow_host: Annotated[list[str] | None, typer.Option(help="Further name by which the pages are asked for.")] = None,
    limit: Annotated[int, typer.Option(help="Most megabytes that one request may carry.")] = 25,
) -> None:
    """Open the situation room: pages over a record, in the browser."""
    try:
        import uvicorn

        from standoff.web import Settings, make_app
    except ImportError as error:
        raise typer.BadParameter(f"the pages need the extra 'web': pip install 'standoff[web]' ({error.name} is missing)") from None
    settings = Settings(
        host=host, port=port, read_only=read_only, password=password or None, allow_hosts=tuple(allow_host or ()),
        body_limit=limit * 1_000_000,
    )  # fmt: skip
    if not settings.loopback and not read_only and not settings.password:
        raise typer.BadParameter(f"{host} can be reached by others: give --password, or show it with --read-only")
    if read_only and "://" not in record and not Path(record).exists():
        raise typer.BadParameter(f"{record}: no such record")
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"Situation room at http://{shown}:{port}/ (Ctrl-C ends it)")
    with standoff.open(record) as opened:
        uvicorn.run(
            make_app(opened, settings), host=host, port=port, log_level=os.environ.get("STANDOFF_LOG", "warning"),
            server_header=False, proxy_headers=False,
        )  # fmt: skip
