"""Foreign bytes are parsed in a worker process with a deadline and a memory limit.

HTML and PDF parsers are native code fed by strangers: a page that hangs or crashes one costs that page alone. The worker
is a program of its own rather than a `multiprocessing` child, so that a user's script needs no ``__main__`` guard.
"""

from __future__ import annotations

import contextlib
import pickle
import queue
import subprocess
import sys
import threading
from typing import IO, Any

from standoff.errors import SourceError
from standoff.report import Report

SECONDS = 20.0
MEMORY = 2 * 2**30
# Importing the parsers is not the first input's time.
_START_SECONDS = 120.0


class Guard:
    """A worker process that parses foreign bytes; started when first needed, and anew after a crash.

    Parameters
    ----------
    seconds : float
        Deadline for one input.
    memory : int
        Bytes of address space that the worker may use.
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.seconds, self.memory = seconds, memory
        self._worker: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def parse(self, kind: str, data: bytes | str, name: str, **options: Any) -> Report:
        """Return the report of an HTML page (`kind` ``html``) or a PDF (``pdf``).

        Raises
        ------
        SourceError
            If it cannot be parsed, or the worker hangs or crashes on it.
        """
        if self._worker is None:
            self._start()
        try:
            self._send((kind, data, name, options))
            answer = self._answers.get(timeout=self.seconds)
        except queue.Empty:
            self.close()
            raise SourceError(f"{name}: took longer than {self.seconds:g} seconds to parse; give its text instead") from None
        except OSError:
            answer = None
        if answer is None:
            self.close()
            raise SourceError(f"{name}: crashed the parser; give its text instead")
        if isinstance(answer, SourceError):
            raise answer
        report: Report = answer
        return report

    def _start(self) -> None:
        self._worker = subprocess.Popen(
            [sys.executable, "-m", "standoff.sources.parse_worker", str(self.memory)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._answers = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(self._worker.stdout, self._answers), daemon=True).start()
        with contextlib.suppress(queue.Empty):
            self._answers.get(timeout=_START_SECONDS)

    def _send(self, message: object) -> None:
        assert self._worker is not None and self._worker.stdin is not None
        pickle.dump(message, self._worker.stdin)
        self._worker.stdin.flush()

    def close(self) -> None:
        """End the worker."""
        if self._worker is None:
            return
        self._worker.kill()
        self._worker.wait()
        for pipe in (self._worker.stdin, self._worker.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._worker = None

    def __del__(self) -> None:
        self.close()


def _listen(pipe: IO[bytes], answers: queue.SimpleQueue[Any]) -> None:
    """Hand on the worker's answers; None once it is gone."""
    try:
        while True:
            answers.put(pickle.load(pipe))
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        answers.put(None)
