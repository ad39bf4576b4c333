"""Rows as tables of other libraries: Arrow, pandas, polars, and HTML for notebooks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from standoff.errors import RecordError

if TYPE_CHECKING:
    from standoff.record.rows import Rows

# Rows that the notebook view shows.
_SHOWN = 20


def columns_of(rows: Rows) -> list[str]:
    """Return the named columns, then every further key that a row has."""
    return list(dict.fromkeys([*rows.columns, *(key for row in rows for key in row)]))


def arrow_table(rows: Rows) -> Any:
    """Return an Arrow table with one type a column, the same however many rows there are of each kind."""
    try:
        import pyarrow as pa
    except ImportError:
        raise RecordError("data frames need the extra 'data': pip install 'standoff[data]'") from None
    names = columns_of(rows)
    arrays = []
    for name in names:
        values = [row.get(name) for row in rows]
        kind = _kind(pa, values)
        arrays.append(pa.array([_fitting(value, kind, pa) for value in values], type=kind))
    return pa.table(arrays, names=names)


def _kind(pa: Any, values: Sequence[Any]) -> Any:
    """Return the column's type: numbers, flags, lists of text, else text."""
    have = [v for v in values if v is not None]
    if have and all(isinstance(v, bool) for v in have):
        return pa.bool_()
    if have and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in have):
        return pa.float64()
    if have and all(isinstance(v, (list, tuple)) and all(isinstance(x, str) for x in v) for v in have):
        return pa.list_(pa.string())
    return pa.string()


def _fitting(value: Any, kind: Any, pa: Any) -> Any:
    if value is None or kind != pa.string():
        return value
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def polars_frame(rows: Rows) -> Any:
    """Return a polars data frame.

    Raises
    ------
    RecordError
        If polars is not installed.
    """
    try:
        import polars
    except ImportError:
        raise RecordError("data frames need the extra 'data': pip install 'standoff[data]'") from None
    return polars.from_arrow(arrow_table(rows))


def html_table(rows: Rows) -> str:
    """Return the first rows as an HTML table, every text escaped."""
    from standoff.record.rows import plain

    head = "".join(f"<th>{escape(c)}</th>" for c in rows.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(plain(row.get(c))))}</td>" for c in rows.columns) + "</tr>" for row in rows[:_SHOWN]
    )
    more = f"<p>{len(rows) - _SHOWN} more rows</p>" if len(rows) > _SHOWN else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
