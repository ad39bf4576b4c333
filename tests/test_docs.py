"""Documentation: nothing undocumented, examples that run, the site that builds."""

import doctest
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import standoff
from standoff.cli import app
from standoff.export import formats

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def reference():
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_command_and_option_is_documented():
    assert (DOCS / "reference" / "commands.md").read_text(encoding="utf-8") == reference().commands().rstrip() + "\n", "run scripts/reference.py"


def test_every_setting_is_documented():
    used = {name for path in (ROOT / "src").rglob("*.py") for name in re.findall(r"STANDOFF_[A-Z_]+", path.read_text(encoding="utf-8"))}
    page = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    assert {name for name in used if f"`{name}`" not in page} == set()


def test_every_format_is_documented():
    page = (DOCS / "exports.md").read_text(encoding="utf-8")
    assert [name for name in formats() if f"`{name}`" not in page] == []


def test_every_data_file_says_its_source():
    page = reference().data()
    blocks = re.findall(r"\*\*`([^`]+)`\*\*  \n(.*)\n", page)
    assert blocks and [name for name, head in blocks if len(head.strip()) < 20] == []


def test_everything_public_has_a_docstring():
    assert [name for name in standoff.__all__ if not name.startswith("__") and not (getattr(standoff, name).__doc__ or "").strip()] == []


@pytest.mark.parametrize("module", ["standoff.api", "standoff.record.rows"])
def test_examples_in_docstrings_run(module):
    found = doctest.testmod(importlib.import_module(module), optionflags=doctest.ELLIPSIS)
    assert found.attempted and not found.failed


def test_the_tour_runs(tmp_path, monkeypatch):
    """Every `standoff` line of the tour and the exports' page works on a few example reports, in its order."""
    reports = tmp_path / "examples" / "reports"
    reports.mkdir(parents=True)
    for path in sorted((ROOT / "examples" / "reports").iterdir())[8:14]:
        shutil.copy(path, reports)
    monkeypatch.chdir(tmp_path)
    lines = re.findall(r"^standoff (.+)$", (DOCS / "tour.md").read_text(encoding="utf-8"), re.M)
    lines = [line.split("  #")[0].strip() for line in lines if "serve" not in line]
    assert len(lines) > 8
    show = None
    for line in lines:
        if show is None and " ID" in line:
            show = CliRunner().invoke(app, ["statements", "--record", "crisis.db", "--format", "csv"]).stdout.splitlines()[1].split(",")[0]
        words = re.findall(r'"[^"]*"|\S+', line)
        words = [show if w == "ID" else w.strip('"') for w in words if w != "…"]
        if "…" in line:
            continue
        run = CliRunner().invoke(app, words)
        assert run.exit_code == 0, f"standoff {line}: {run.stderr[-500:]}"


def test_the_notebook_runs(tmp_path):
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    notebook = nbformat.read(ROOT / "examples" / "notebooks" / "tutorial.ipynb", as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(ROOT / "examples" / "notebooks")}}).execute()
    assert all(cell.get("outputs") for cell in notebook.cells if cell.cell_type == "code" and "# shows" in cell.source)


def test_the_site_builds(tmp_path):
    pytest.importorskip("mkdocs")
    run = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", str(tmp_path / "site")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    pages = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "site").rglob("*.html"))
    assert not re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=\"https?://", pages), "the site must not fetch anything"
