"""The command line: a thin shell, each command one call of the Python interface."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.cli.chart import chart
from standoff.cli.codebook import codebook
from standoff.cli.evaluate import evaluate
from standoff.cli.export import export, import_
from standoff.cli.read import read
from standoff.cli.record import add_to
from standoff.cli.serve import serve
from standoff.cli.watch import watch

app = typer.Typer(no_args_is_help=True, help="Read reports about a security crisis and keep a sourced record of it.")
app.command()(read)
add_to(app)
app.command()(watch)
app.command()(serve)
app.command()(export)
app.command("import")(import_)
app.command()(evaluate)
app.command()(chart)
app.command()(codebook)


def _version(wanted: bool) -> None:
    if wanted:
        from standoff.version import VERSION

        typer.echo(f"standoff {VERSION}")
        raise typer.Exit


@app.callback()
def main(version: Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)] = False) -> None:
    """Read reports about a security crisis and keep a sourced record of it."""
