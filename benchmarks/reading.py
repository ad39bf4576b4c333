"""What reading costs beside the bare spaCy pipeline, on the same texts, in one run.

    python benchmarks/reading.py [FILE-OR-FOLDER …] [--repeat 3] [--steps]

Prints the seconds of processor of each, and the ratio; `--steps` adds each reading step's share. Texts default to the example
reports. The bare pipeline is spaCy's as it is loaded; `standoff.reading.engine` tells how reading runs the same model.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from standoff.reading import reader
from standoff.reading.parse import pipeline
from standoff.report import Report
from standoff.sources import reports_in

STEPS = ("make_working", "parse", "find_quantities", "find_times", "find_places", "find_parties", "find_statements", "find_events", "find_deployments", "find_aid")


def timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("paths", nargs="*", default=[str(Path(__file__).parents[1] / "examples" / "reports")])
    options.add_argument("--repeat", type=int, default=3)
    options.add_argument("--steps", action="store_true")
    args = options.parse_args()
    reports = [r for r in reports_in(args.paths) if isinstance(r, Report)]
    words = sum(len(r.text.split()) for r in reports)
    nlp = pipeline()
    reader.read_report(reports[0])
    shares: dict[str, float] = defaultdict(float)
    if args.steps:
        for name in STEPS:
            setattr(reader, name, metered(name, getattr(reader, name), shares))
    bare, whole = [], []
    for _ in range(args.repeat):  # in turn, so that a machine that slows down slows both
        bare.append(timed(lambda: list(nlp.pipe([r.text for r in reports]))))
        whole.append(timed(lambda: [reader.read_report(r) for r in reports]))
    ratios = [w / b for w, b in zip(whole, bare, strict=True)]
    print(f"{len(reports)} reports, {words} words, {args.repeat} runs each in turn; medians")
    print(f"bare nlp.pipe   {statistics.median(bare):7.2f} s  {words / statistics.median(bare):8.0f} words/s")
    print(f"standoff read   {statistics.median(whole):7.2f} s  {words / statistics.median(whole):8.0f} words/s")
    print(f"ratio           {statistics.median(ratios):7.2f}    ({min(ratios):.2f} to {max(ratios):.2f})")
    for name, seconds in shares.items():
        print(f"  {name:<18} {seconds / args.repeat:7.2f} s  {seconds / sum(whole):6.1%}")


def metered(name: str, step: Callable[..., object], shares: dict[str, float]) -> Callable[..., object]:
    """Return `step` with its time added to `shares`."""

    def run(*args: object) -> object:
        began = time.process_time()
        try:
            return step(*args)
        finally:
            shares[name] += time.process_time() - began

    return run


if __name__ == "__main__":
    main()
