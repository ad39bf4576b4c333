"""The program that `guard.Guard` runs: parses what it is sent on standard input and answers on standard output."""

from __future__ import annotations

import contextlib
import pickle
import sys
from typing import Any

from standoff.errors import SourceError
from standoff.report import Report


def _limit_memory(size: int) -> None:
    """Cap the address space of this process, where the system can."""
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _answer(kind: str, data: Any, name: str, options: dict[str, Any], memory: int) -> Report | SourceError:
    from standoff.sources.html import from_html
    from standoff.sources.pdf import from_pdf

    try:
        return from_html(data, name, **options) if kind == "html" else from_pdf(data, name, **options)
    except SourceError as error:
        return error
    except MemoryError:
        return SourceError(f"{name}: needs more than {memory // 2**20} MB to parse; give its text instead")
    except RecursionError:
        return SourceError(f"{name}: nested too deeply to parse; give its text instead")
    except Exception as error:  # whatever a parser raises on foreign bytes is that input's fault alone
        return SourceError(f"{name}: could not be parsed ({type(error).__name__}); give its text instead")


def main() -> None:
    """Answer requests on standard input until it ends."""
    import trafilatura  # noqa: F401  the slow import, before the first input's clock starts

    memory = int(sys.argv[1])
    _limit_memory(memory)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a parser prints must not mix with the answers
    pickle.dump("ready", answers)
    answers.flush()
    while True:
        try:
            kind, data, name, options = pickle.load(requests)
        except EOFError:
            return
        pickle.dump(_answer(kind, data, name, options, memory), answers)
        answers.flush()


if __name__ == "__main__":
    main()
