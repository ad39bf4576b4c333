"""The record in the field's formats."""

from standoff.export.formats import Format, export, formats
from standoff.export.selection import Selection
from standoff.export.tables import import_jsonl

__all__ = ["Format", "Selection", "export", "formats", "import_jsonl"]
