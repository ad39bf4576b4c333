"""``standoff chart``: the record drawn to SVG, PNG or HTML."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from standoff.cli.record import (
    _FILTERS,
    Actor,
    AsOf,
    Category,
    Country,
    Host,
    Publisher,
    Sender,
    Since,
    Type,
    Until,
    Where,
    errors_said,
    opened,
)
from standoff.errors import RecordError


class Kind(StrEnum):
    """What is drawn."""

    posture = "posture"
    history = "history"
    events = "events"
    statements = "statements"


def chart(
    kind: Annotated[Kind, typer.Argument(help="posture (bounds), history (posture over time), events, statements.")],
    record: Where,
    output: Annotated[Path, typer.Option("--output", "-o", help="File; its ending says the form: .svg, .png, .html or .json (Vega-Lite).")],
    as_of: AsOf = None, sender: Sender = None, host: Host = None, category: Category = None, actor: Actor = None, country: Country = None,
    type: Type = None, since: Since = None, until: Until = None, publisher: Publisher = None,
) -> None:
    """Draw the record: a chart as SVG, PNG, self-contained HTML or Vega-Lite. (Maps: the situation room, `standoff serve`.)"""
    given = {k: v for k, v in locals().items() if k in _FILTERS and v}
    with errors_said(), opened(record) as kept:
        rows = kept.history(**given) if kind is Kind.history else getattr(kept, kind.value)(as_of=as_of, **given)
        save(rows.chart(), output)


def save(drawn: Any, path: Path) -> None:
    """Save an Altair chart; HTML carries Vega's bundle, so that it needs no network."""
    form = path.suffix.lower().lstrip(".")
    if form not in ("svg", "png", "html", "json"):
        raise RecordError(f"{path}: the ending must be .svg, .png, .html or .json")
    try:
        drawn.save(str(path), format=form, **({"inline": True} if form == "html" else {"scale_factor": 2.0} if form == "png" else {}))
    except ImportError:
        raise RecordError("charts need the extra 'web': pip install 'standoff[web]'") from None
    except OSError as error:
        raise RecordError(f"{path}: cannot be written ({error.strerror or error})") from error
