"""Importing this module loads the language model and the data files: the process that workers are forked from imports it."""

from __future__ import annotations

import contextlib

from standoff.bulk.work import settle
from standoff.errors import StandoffError

with contextlib.suppress(StandoffError):  # a model that is not installed: the worker that needs it says so
    settle()
