"""Importing this module loads the language model and the data files: the process that workers are forked from imports it."""

from __future__ import annotations

import contextlib
import gc

from standoff.errors import StandoffError
from standoff.reading.reader import read_report
from standoff.report import Report

with contextlib.suppress(StandoffError):  # a model that is not installed: the worker that needs it says so
    read_report(Report("Norway sent 300 soldiers to Latvia on Monday, the minister said; Oslo gave Riga $20 million in aid.", published="2023-05-04"))
# What is loaded stays: the collector need not walk it again and again, nor touch the pages that workers share.
gc.collect()
gc.freeze()
