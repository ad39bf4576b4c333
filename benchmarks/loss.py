"""What bulk reading loses by leaving reports unparsed: mentions of the reports that are named, read in full and as in bulk.

    python benchmarks/loss.py [PATH …]

Paths are files, folders or JSONL; the example reports by default. Prints how many reports are skipped and, for each kind of
mention, how many there are and how many are lost; for what is read, the two readings must be the same.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter

from texts import on_topic

from standoff.bulk.work import read_batch

KINDS = ("events", "deployments", "aid", "statements", "places", "times", "quantities")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("paths", nargs="*")
    reports = on_topic(options.parse_args().paths)
    there: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    skipped = other = 0
    for report in reports:
        full, bulk = read_batch([report], 600.0, skip=False), read_batch([report], 600.0, skip=True)
        skipped += bulk.skipped
        other += not bulk.skipped and full.rows != bulk.rows
        for kind in KINDS:
            count = sum(len(json.loads(row[kind] or "[]")) for row in full.rows)
            there[kind] += count
            lost[kind] += count * bulk.skipped
    print(f"{len(reports)} reports, {skipped} not parsed, {other} of the others read otherwise than in full")
    for kind in KINDS:
        print(f"  {kind:<12} {there[kind]:6}  lost {lost[kind]:5}")


if __name__ == "__main__":
    main()
