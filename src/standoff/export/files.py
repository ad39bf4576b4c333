"""Writing: each file whole or not at all, tables as CSV or tab-separated text, formulas defused for spreadsheets."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from standoff.errors import RecordError
from standoff.record.rows import plain

# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@contextmanager
def writing(path: Path) -> Iterator[IO[str]]:
    """Yield a text file that gets its name only once it is whole.

    Raises
    ------
    RecordError
        If it cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(part, "w", encoding="utf-8", newline="") as out:
            yield out
        os.replace(part, path)
    except OSError as error:
        raise RecordError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        part.unlink(missing_ok=True)


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, excel: bool = False) -> int:
    """Write a CSV file (RFC 4180, UTF-8) and return its number of rows; with `excel` safe and readable for spreadsheets."""
    count = 0
    with writing(path) as out:
        if excel:
            out.write("\ufeff")  # without it spreadsheets take UTF-8 for an older encoding
        writer = csv.writer(out)
        writer.writerow(columns)
        for row in rows:
            cells = [plain(row.get(column)) for column in columns]
            writer.writerow([defused(cell) for cell in cells] if excel else cells)
            count += 1
    return count


def defused(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def write_tsv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, header: bool) -> int:
    """Write a tab-separated file as GDELT, POLECAT and ICEWS have it: no quoting, no tabs or breaks in cells."""
    count = 0
    with writing(path) as out:
        if header:
            out.write("\t".join(columns) + "\n")
        for row in rows:
            out.write("\t".join(" ".join(str(plain(row.get(column))).split()) for column in columns) + "\n")
            count += 1
    return count
