"""``standoff evaluate``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from standoff.cli.record import errors_said


def evaluate(
    task: Annotated[str, typer.Argument(help="events, places, times, quantities, statements or deployments.", metavar="TASK")],
    gold: Annotated[Path, typer.Argument(help="JSONL with the annotations.", metavar="GOLD")],
    texts: Annotated[Path | None, typer.Option(help="JSONL with id and text, where the gold holds none.")] = None,
    readings: Annotated[Path | None, typer.Option(help="What `standoff read --format jsonl` printed; else the texts are read now.")] = None,
    against: Annotated[Path | None, typer.Option(help="Readings of an earlier run, to compare with by a paired bootstrap.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    errors: Annotated[int, typer.Option(help="List this many errors of each kind.", min=0)] = 0,
) -> None:
    """Score readings against annotated texts of your own, with the project's measures."""
    from standoff.evaluate import compare
    from standoff.evaluate import evaluate as score

    with errors_said():
        now = score(task, gold, texts=texts, readings=readings)
        changes = compare(score(task, gold, texts=texts, readings=against), now) if against else None
        if as_json:
            print(json.dumps({"task": task, "documents": len(now.tallies), "not_read": now.not_read, "figures": now.figures(),
                              "errors": dict(now.errors()), "changes": changes}, ensure_ascii=False, indent=1))
            return
        print(f"{task}: {len(now.tallies)} documents" + (f", {now.not_read} not read" if now.not_read else ""))
        for name, values in now.figures().items():
            print(f"  {name:<28} " + "  ".join(f"{k} {v:.3f}" for k, v in values.items()))
        for name, change in (changes or {}).items():
            print(f"  {name:<28} {change['before']:.3f} → {change['after']:.3f}  {change['change']:+.3f} [{change['low']:+.3f}, {change['high']:+.3f}]  p {change['p']:.3f}")
        for kind, count in now.errors().most_common():
            print(f"  {count:5} {kind}")
            for words in [w for t in now.tallies.values() for k, w in t.errors if k == kind][:errors]:
                print(f"        {' '.join(words.split())[:150]}")
