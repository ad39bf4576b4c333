"""The command line: a thin shell, each command one call of the Python interface."""

from __future__ import annotations

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


@app.callback()
def main() -> None:
    """Read reports about a security crisis and keep a sourced record of it."""
