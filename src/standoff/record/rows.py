"""`Rows`: what every query returns."""

from __future__ import annotations

import csv
import gc
import io
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, overload

Row = dict[str, Any]


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave off the search for cyclic garbage while many plain values are made: they hold none, and each search costs more."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Rows(Sequence[Row]):
    """A table of dicts with named columns, computed when it is first looked into.

    Parameters
    ----------
    columns : sequence of str
        Names, in the order in which tables show them. A row may hold further keys.
    rows : callable
        Returns the rows; called once at most.

    Examples
    --------
    >>> rows = Rows(("host", "high"), lambda: [{"host": "ROU", "high": 1200}])
    >>> len(rows), rows[0]["high"]
    (1, 1200)
    >>> rows.to_csv()
    'host,high\\r\\nROU,1200\\r\\n'
    """

    def __init__(self, columns: Sequence[str], rows: Callable[[], list[Row]]) -> None:
        self.columns = tuple(columns)
        self._make = rows
        self._rows: list[Row] | None = None

    def to_dicts(self) -> list[Row]:
        """Return the rows as a list of dicts."""
        if self._rows is None:
            with uncollected():
                self._rows = self._make()
        return self._rows

    def to_json(self, indent: int | None = None) -> str:
        """Return the rows as a JSON array."""
        return json.dumps(self.to_dicts(), ensure_ascii=False, indent=indent)

    def to_csv(self) -> str:
        """Return the columns as CSV (RFC 4180); lists are joined with ``; ``, what is missing is empty."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.columns)
        for row in self.to_dicts():
            writer.writerow([plain(row.get(column)) for column in self.columns])
        return out.getvalue()

    def to_arrow(self) -> Any:
        """Return the rows as a PyArrow table: all keys as columns, nested values as JSON.

        Raises
        ------
        RecordError
            If the extra ``data`` is not installed.
        """
        from standoff.record.frames import arrow_table

        return arrow_table(self)

    def to_pandas(self) -> Any:
        """Return the rows as a pandas data frame (extra ``data``)."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """Return the rows as a polars data frame (extra ``data``)."""
        from standoff.record.frames import polars_frame

        return polars_frame(self)

    def chart(self) -> Any:
        """Return an Altair chart of the rows (extra ``web``): posture, events and statements have one."""
        from standoff.record.charts import chart

        return chart(self)

    def _repr_html_(self) -> str:
        """Return the first rows as an HTML table, for notebooks."""
        from standoff.record.frames import html_table

        return html_table(self)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        return self.to_dicts()[index]

    def __len__(self) -> int:
        return len(self.to_dicts())

    def __iter__(self) -> Iterator[Row]:
        return iter(self.to_dicts())

    def __eq__(self, other: object) -> bool:
        return self.to_dicts() == (other.to_dicts() if isinstance(other, Rows) else other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Rows({len(self)} × {', '.join(self.columns)})"


def plain(value: Any) -> Any:
    """Return one cell as text for tables: lists joined, dicts as JSON, None empty."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(str(plain(v)) for v in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return value
