"""``standoff codebook``."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer


def codebook(as_schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a reading instead.")] = False) -> None:
    """Print the codebook: every field, how it is coded, its allowed values, with examples."""
    from standoff import codebook as book

    sys.stdout.write(json.dumps(book.schema(), indent=1, ensure_ascii=False) + "\n" if as_schema else book.markdown())
