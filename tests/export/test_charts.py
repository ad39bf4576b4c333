"""Charts of rows, and their files."""

import pytest
from typer.testing import CliRunner

from standoff.cli import app
from standoff.errors import RecordError

pytest.importorskip("altair")


@pytest.mark.parametrize("kind", ["posture", "history", "events", "statements"])
@pytest.mark.parametrize("suffix", ["svg", "html"])
def test_every_kind_is_drawn(record, tmp_path, kind, suffix):
    path = tmp_path / f"c.{suffix}"
    run = CliRunner().invoke(app, ["chart", kind, "--record", record.store.address, "-o", str(path)])
    assert run.exit_code == 0, run.stderr
    text = path.read_text()
    assert "<svg" in text if suffix == "svg" else "cdn.jsdelivr" not in text


def test_what_has_no_chart(record, tmp_path):
    with pytest.raises(RecordError, match="no chart"):
        record.reports().chart()
    run = CliRunner().invoke(app, ["chart", "events", "--record", record.store.address, "-o", str(tmp_path / "c.gif")])
    assert run.exit_code == 2 and ".svg" in run.stderr
