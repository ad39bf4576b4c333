"""Vectors of words: what words are like one another, learned by others from newspapers and an encyclopedia.

The file is made by ``scripts/build_vectors.py`` from GloVe's vectors (Pennington, Socher and Manning 2014; Public Domain
Dedication and License 1.0) of the commonest words of English.
"""

from __future__ import annotations

import zipfile
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

SIZE = 100
Vector = npt.NDArray[np.float32]
# For words that have no vector.
NOTHING: Vector = np.zeros(SIZE, dtype=np.float32)


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], npt.NDArray[np.int8]]:
    with as_file(files("standoff.knowledge") / "data/word_vectors.zip") as path, zipfile.ZipFile(path) as archive:
        words = archive.read("words.txt").decode("utf-8").split("\n")
        steps = np.frombuffer(archive.read("vectors.int8"), dtype=np.int8).reshape(len(words), SIZE)
    return {word: n for n, word in enumerate(words)}, steps


def word_vector(*names: str) -> Vector:
    """Return the vector of the first name that has one.

    Parameters
    ----------
    *names
        A word in lower case, and what may stand for it (its lemma).

    Returns
    -------
    numpy.ndarray
        Of shape (100,) and length 1; zeros where no name is known.
    """
    index, steps = _table()
    for name in names:
        if (n := index.get(name)) is not None:
            vector: Vector = steps[n] / np.float32(254)
            return vector
    return NOTHING
