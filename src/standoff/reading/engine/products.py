"""Matrix products of the language model: by NumPy's BLAS, on one thread.

spaCy multiplies with BLIS, which falls back to portable code on processors that it does not know, several times slower
than NumPy's BLAS. One thread, since the matrices are small, workers share the processors among themselves, and the way in
which a product is shared out would change the last digit of its result.
"""

from __future__ import annotations

import contextlib
import ctypes
import threading
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

# Where NumPy's wheels keep their BLAS, and how it names what is called here, newest first.
_FOLDERS = ("../numpy.libs", ".dylibs", "../.libs", ".libs")
_PREFIXES = ("scipy_openblas", "openblas")
_SUFFIXES = ("64_", "")


def multiply_by_numpy(nlp: Any) -> None:
    """Let every layer of a spaCy pipeline that multiplies with BLIS multiply with NumPy."""
    from thinc.api import Model, NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops


@lru_cache(maxsize=1)
def _thread_count() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    """Return what gets and what sets the number of threads of NumPy's BLAS, or None where it is another than OpenBLAS."""
    import numpy

    home = Path(numpy.__file__).parent
    for file in (f for folder in _FOLDERS for f in sorted((home / folder).glob("*openblas*"))):
        try:
            library = ctypes.CDLL(str(file))
        except OSError:
            continue
        for prefix in _PREFIXES:
            for suffix in _SUFFIXES:
                with contextlib.suppress(AttributeError):
                    return (getattr(library, f"{prefix}_get_num_threads{suffix}"), getattr(library, f"{prefix}_set_num_threads{suffix}"))
    return None


_LOCK = threading.Lock()
# How many blocks are open, in all threads, and how many threads BLAS had before the first of them.
_open, _before = 0, 1


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Keep NumPy's BLAS to one thread inside the block."""
    global _open, _before
    found = _thread_count()
    if found is None:
        yield
        return
    get, set_to = found
    with _LOCK:
        if not _open:
            _before = get()
            if _before != 1:
                set_to(1)
        _open += 1
    try:
        yield
    finally:
        with _LOCK:
            _open -= 1
            if not _open and _before != 1:
                set_to(_before)
