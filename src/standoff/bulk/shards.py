"""Parquet shards: one row a report, the mentions as JSON columns, and a fingerprint of what the shard was read from."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from standoff.bulk.rows import COLUMNS, reading_of
from standoff.bulk.work import BatchResult
from standoff.errors import SourceError
from standoff.report import Report
from standoff.version import VERSION

MANIFEST = "manifest.json"


def require_pyarrow() -> Any:
    """Return PyArrow's Parquet module.

    Raises
    ------
    SourceError
        If the extra is not installed.
    """
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise SourceError("Parquet shards need the extra 'data': pip install 'standoff[data]'") from None
    return parquet


def fingerprint(reports: Sequence[Report], skip: bool) -> str:
    """Return what identifies a batch: its reports, the program's version and the mode of reading."""
    digest = hashlib.sha256(f"{VERSION} {skip}".encode())
    for report in reports:
        digest.update(report.id.encode() + (report.ref or "").encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def shard_path(folder: Path, number: int) -> Path:
    """Return the path of shard `number`."""
    return folder / f"part-{number:06d}.parquet"


def shard_is_done(path: Path, mark: str) -> dict[str, Any] | None:
    """Return the shard's notes if `path` is a whole shard read from the batch with fingerprint `mark`."""
    if not path.exists():
        return None
    try:
        notes = notes_of(path)
    except (OSError, ValueError, KeyError):
        return None
    return notes if notes["fingerprint"] == mark and not notes["failures"] else None


def notes_of(path: Path) -> dict[str, Any]:
    """Return a shard's notes: fingerprint, rows, failures, skipped."""
    meta = require_pyarrow().read_metadata(path).metadata or {}
    notes: dict[str, Any] = json.loads(meta[b"standoff"])
    return notes


def write_shard(path: Path, result: BatchResult, mark: str) -> dict[str, Any]:
    """Write one shard; it gets its name only once it is whole. Return its notes."""
    import pyarrow as pa

    notes = {"fingerprint": mark, "rows": len(result.rows), "failures": result.failures, "skipped": result.skipped, "version": VERSION}
    schema = pa.schema([(name, pa.string()) for name in COLUMNS], metadata={b"standoff": json.dumps(notes).encode()})
    columns = {name: [row[name] for row in result.rows] for name in COLUMNS}
    part = path.with_suffix(".part")
    require_pyarrow().write_table(pa.table(columns, schema=schema), part, compression="zstd")
    os.replace(part, path)
    return notes


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """Write the manifest, whole or not at all."""
    part = folder / (MANIFEST + ".part")
    part.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(part, folder / MANIFEST)


def readings_in(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the readings of a folder of shards, as `Reading.to_dict` gives them, in order.

    Raises
    ------
    SourceError
        If the folder holds no finished run.
    """
    if not (folder / MANIFEST).exists():
        raise SourceError(f"{folder}: no {MANIFEST}: the run has not finished; run the same `standoff read … --out` again")
    parquet = require_pyarrow()
    for shard in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["shards"]:
        for batch in parquet.ParquetFile(folder / shard["file"]).iter_batches(batch_size=64):
            yield from map(reading_of, batch.to_pylist())
