import pytest

import standoff


@pytest.fixture
def record(tmp_path):
    """An empty record."""
    with standoff.open(tmp_path / "test.db") as kept:
        yield kept
