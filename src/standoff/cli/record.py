"""The commands over a record: each one call of `standoff.open`'s `Record`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import standoff
from standoff.cli.read import complain, pool_for
from standoff.errors import StandoffError

if TYPE_CHECKING:
    from standoff.record import Record, Rows


class Shape(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"
    csv = "csv"


Where = Annotated[str, typer.Option("--record", "-r", help="The record: an SQLite file, or postgresql://….", envvar="STANDOFF_RECORD")]
Format = Annotated[Shape, typer.Option("--format", "-f", help="table, json or csv.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Only what reports published by this date (YYYY-MM-DD) say.")]
Sender = Annotated[str | None, typer.Option(help="Whose forces or whose aid: ISO3 code, NATO, EU, UN or a name.")]
Host = Annotated[str | None, typer.Option(help="Where they are, or who gets the aid: ISO3 code.")]
Category = Annotated[str | None, typer.Option(help="personnel, aircraft, ships, vehicles, …")]
Status = Annotated[str | None, typer.Option(help="in_place, under_way, ordered, standby, considered, …")]
Actor = Annotated[str | None, typer.Option(help="A party in any part.")]
Country = Annotated[str | None, typer.Option(help="ISO3 code of a place or any party.")]
Type = Annotated[str | None, typer.Option(help="Type of event, act of statement, kind of aid.")]
Since = Annotated[str | None, typer.Option(help="First day (YYYY-MM-DD).")]
Until = Annotated[str | None, typer.Option(help="Last day (YYYY-MM-DD).")]
Publisher = Annotated[str | None, typer.Option(help="Part of the publisher's name.")]
Text = Annotated[str | None, typer.Option(help="Words in the evidence.")]
By = Annotated[str, typer.Option(help="Who decides.", envvar="STANDOFF_USER")]
Why = Annotated[str, typer.Option(help="The reason.")]


def reread(
    record: Where, format: Format = Shape.table, workers: Annotated[int | None, typer.Option(min=1)] = None,
    all: Annotated[bool, typer.Option("--all", help="Also reports that this version has read.")] = False,
) -> None:
    """Read again the reports that another version of the program read, and say what changed."""
    with errors_said(), opened(record) as kept, pool_for([], workers) as pool:
        show_rows(kept.reread(executor=pool, all=all), format)


def posture(
    record: Where, as_of: AsOf = None, date: Annotated[str | None, typer.Option(help="The day for which it holds.")] = None,
    assume: Annotated[str | None, typer.Option(help="Statuses taken as carried out: ordered,standby")] = None,
    sender: Sender = None, host: Host = None, category: Category = None, status: Status = None, actor: Actor = None,
    country: Country = None, since: Since = None, until: Until = None, publisher: Publisher = None, text: Text = None,
    format: Format = Shape.table,
) -> None:
    """Whose forces are where, in bounds that follow from all that is said."""
    given = {k: v for k, v in locals().items() if k in _FILTERS and v}
    with errors_said(), opened(record) as kept:
        statuses = tuple(s.strip() for s in (assume or "").split(",") if s.strip())
        show_rows(kept.posture(as_of=as_of, date=date, assume=statuses, **given), format)


_FILTERS = ("sender", "host", "category", "status", "actor", "country", "type", "since", "until", "publisher", "text")


def _listing(name: str, doc: str) -> Callable[..., None]:
    def command(
        record: Where, as_of: AsOf = None, sender: Sender = None, host: Host = None, category: Category = None,
        status: Status = None, actor: Actor = None, country: Country = None, type: Type = None, since: Since = None,
        until: Until = None, publisher: Publisher = None, text: Text = None, format: Format = Shape.table,
    ) -> None:
        given = {k: v for k, v in locals().items() if k in _FILTERS and v}
        with errors_said(), opened(record) as kept:
            show_rows(getattr(kept, name)(as_of=as_of, **given), format)

    command.__doc__ = doc
    command.__name__ = name
    return command


events = _listing("events", "Who did what to whom, each event once.")
deployments = _listing("deployments", "What single reports say of forces.")
aid = _listing("aid_ledger", "Who gives whom what, reconciled.")
reports = _listing("reports", "The reports.")
conflicts = _listing("conflicts", "What cannot all be true.")
timeline = _listing("timeline", "Everything in order of its date.")


def statements(
    record: Where, as_of: AsOf = None, actor: Actor = None, sender: Sender = None, type: Type = None, since: Since = None,
    until: Until = None, publisher: Publisher = None, text: Text = None,
    opposed: Annotated[bool, typer.Option("--opposed", help="Only statements that another contradicts.")] = False,
    format: Format = Shape.table,
) -> None:
    """Who said what."""
    given = {k: v for k, v in locals().items() if k in _FILTERS and v}
    with errors_said(), opened(record) as kept:
        show_rows(kept.statements(as_of=as_of, opposed=opposed, **given), format)


def duplicates(record: Where, as_of: AsOf = None, format: Format = Shape.table) -> None:
    """Groups of reports that are copies or updates of one text."""
    with errors_said(), opened(record) as kept:
        show_rows(kept.duplicates(as_of=as_of), format)


def search(
    query: str, record: Where, as_of: AsOf = None, kind: Annotated[str | None, typer.Option(help="report, event, deployment, aid, statement")] = None,
    limit: Annotated[int, typer.Option(min=1)] = 20, sender: Sender = None, host: Host = None, actor: Actor = None,
    country: Country = None, since: Since = None, until: Until = None, publisher: Publisher = None, format: Format = Shape.table,
) -> None:
    """Find reports and mentions by their words."""
    given = {k: v for k, v in locals().items() if k in _FILTERS and v}
    with errors_said(), opened(record) as kept:
        show_rows(kept.search(query, as_of=as_of, kind=kind, limit=limit, **given), format)


def show(id: str, record: Where, as_of: AsOf = None, format: Format = Shape.table) -> None:
    """One fact with all its words and sources: a mention, an event or a report."""
    with errors_said(), opened(record) as kept:
        found = kept.show(id, as_of=as_of)
        from standoff.record import Rows

        if format is Shape.json:
            print(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            show_rows(Rows(("field", "value"), lambda: [{"field": k, "value": v} for k, v in found.items() if k not in ("reading", "all")]), format)
            if mentions := found.get("all"):
                show_rows(Rows(("id", "kind", "published", "publisher", "report", "evidence"), lambda: mentions), format)


def diff(
    record: Where, since: Annotated[str, typer.Option("--from", help="Date (YYYY-MM-DD).")],
    until: Annotated[str, typer.Option("--to", help="Date (YYYY-MM-DD).")], format: Format = Shape.table,
) -> None:
    """What changed between two dates of knowledge."""
    with errors_said(), opened(record) as kept:
        show_rows(kept.diff(since, until), format)


def brief(record: Where, as_of: AsOf = None, days: Annotated[int, typer.Option(help="How far back is recent.")] = 7) -> None:
    """A situation report of one page, in Markdown with footnotes to the evidence."""
    with errors_said(), opened(record) as kept:
        print(kept.brief(as_of, days=days))


def rate(
    record: Where, by: By = "", why: Why = "", format: Format = Shape.table,
    publisher: Annotated[str | None, typer.Argument(help="The publisher, as its reports name it.")] = None,
    grade: Annotated[str | None, typer.Argument(help="A to F, on the Admiralty scale.")] = None,
) -> None:
    """Keep your judgement of a publisher's reliability; without a publisher, show all judgements. It is used for nothing else."""
    with errors_said(), opened(record) as kept:
        if publisher is None or grade is None:
            show_rows(kept.ratings(), format)
        elif not by or not why:
            raise StandoffError("rate: say who decides (--by) and the reason (--why)")
        else:
            kept.rate(publisher, grade, by=by, why=why)


corrections = typer.Typer(help="What a person decided about what was read.", no_args_is_help=True)


def _deciding(action: str, doc: str) -> None:
    @corrections.command(action, help=doc)
    def command(ids: Annotated[list[str], typer.Argument(metavar="ID...")], record: Where, by: By, why: Why) -> None:
        with errors_said(), opened(record) as kept:
            together = action in ("merge", "split")
            for one in [ids] if together else ids:
                print(kept.correct(one, action, by=by, why=why))


_deciding("accept", "These mentions are right.")
_deciding("reject", "These mentions are wrong.")
_deciding("merge", "These event mentions are one event.")
_deciding("split", "These event mentions are not one event.")


@corrections.command("edit")
def edit(
    id: str, record: Where, by: By, why: Why,
    changes: Annotated[str, typer.Option("--set", help='Fields with the right values, as JSON: {"status": "ordered"}')],
) -> None:
    """Put right what a mention says."""
    with errors_said(), opened(record) as kept:
        try:
            fields = json.loads(changes)
        except json.JSONDecodeError as error:
            raise StandoffError(f"--set: not JSON ({error})") from error
        print(kept.correct(id, "edit", by=by, why=why, changes=fields))


@corrections.command("undo")
def undo(id: str, record: Where, by: By, why: Why) -> None:
    """Take back a correction."""
    with errors_said(), opened(record) as kept:
        kept.undo(id, by=by, why=why)


@corrections.command("list")
def list_all(record: Where, format: Format = Shape.table) -> None:
    """Show all corrections."""
    with errors_said(), opened(record) as kept:
        show_rows(kept.corrections(), format)


@corrections.command("export")
def export(record: Where) -> None:
    """Print all corrections as JSON lines."""
    with errors_said(), opened(record) as kept:
        sys.stdout.write(kept.export_corrections())


@corrections.command("import")
def import_(file: Path, record: Where) -> None:
    """Add the corrections of a file that `export` wrote."""
    with errors_said(), opened(record) as kept, open(file, encoding="utf-8") as lines:
        complain(f"{kept.import_corrections(lines)} corrections added")


@contextmanager
def opened(address: str | Path, *, new: bool = False) -> Iterator[Record]:
    """Yield the record at a path or address, which must be there unless it may be new."""
    address = str(address)
    if not new and "://" not in address and not Path(address).is_file():
        raise StandoffError(f"{address}: there is no such record; make it with: standoff ingest PATH... --record {address}")
    with standoff.open(address) as kept:
        yield kept


@contextmanager
def errors_said() -> Iterator[None]:
    """Turn what the program raises on purpose into one line and exit status 2."""
    try:
        yield
    except StandoffError as error:
        complain(str(error))
        raise typer.Exit(2) from None
    except BrokenPipeError:
        sys.stderr.close()


def show_rows(rows: Rows, shape: Shape) -> None:
    """Print rows."""
    if shape is Shape.json:
        print(rows.to_json(indent=1))
    elif shape is Shape.csv:
        sys.stdout.write(rows.to_csv())
    else:
        from rich.console import Console
        from rich.table import Table

        from standoff.record.rows import plain

        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in rows.columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*(_cell(plain(row.get(c))) for c in rows.columns))
        Console(width=None if sys.stdout.isatty() else 200).print(table)


def _cell(value: Any) -> str:
    from rich.markup import escape

    return escape(str(value))


def add_to(app: typer.Typer) -> None:
    """Add all commands over a record."""
    from standoff.cli.ingest import ingest

    for command in (
        ingest, reread, posture, events, statements, deployments, reports, conflicts, duplicates, timeline, search, show,
        diff, brief, rate,
    ):
        app.command()(command)
    app.command("aid")(aid)
    app.add_typer(corrections, name="corrections")
