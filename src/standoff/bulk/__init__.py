"""Bulk reading: any number of reports → Parquet shards with a manifest, resumable, on one machine or a cluster."""

from standoff.bulk.run import BulkResult, read_bulk
from standoff.bulk.shards import readings_in

__all__ = ["BulkResult", "read_bulk", "readings_in"]
