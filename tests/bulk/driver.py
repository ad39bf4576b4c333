"""A bulk run that costs little, for killing: the real runner and processes, with a reading that takes a moment but no model."""

import os
import sys
import time
from multiprocessing import get_context
from pathlib import Path

from standoff.bulk import pool, run
from standoff.bulk.rows import row_of
from standoff.bulk.work import BatchResult
from standoff.mentions import Reading
from standoff.report import Report


def read(reports, deadline, skip):
    time.sleep(0.004 * len(reports))
    return BatchResult(rows=[row_of(Reading(report, version="1")) for report in reports])


def main(out, workers, method):
    run.BATCH, run.read_batch = 2, read
    if method == "fork":  # begins sooner than the process that loads the model first
        pool._context = lambda: get_context("fork")
    reports = (Report(text=f"Norway sent {n} soldiers to Latvia. " * 20, ref=str(n)) for n in range(160))
    run.read_bulk(reports, Path(out), workers=int(workers))


if __name__ == "__main__":
    os.environ["STANDOFF_MODEL"] = "none"  # nothing to load before workers are forked
    main(*sys.argv[1:])
