"""An empty record, in each kind of database that there is: the same tests hold for both."""

import uuid

import pytest

import standoff

from ..postgres import binaries, server


@pytest.fixture(scope="session")
def postgres():
    pytest.importorskip("psycopg")
    if binaries() is None:
        pytest.skip("PostgreSQL's server is not installed")
    with server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request, tmp_path):
    """An empty record."""
    if request.param == "sqlite":
        with standoff.open(tmp_path / "test.db") as kept:
            yield kept
        return
    import psycopg

    address, name = request.getfixturevalue("postgres"), f"t{uuid.uuid4().hex}"
    with psycopg.connect(address.format(name="postgres"), autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name}")
    with standoff.open(address.format(name=name)) as kept:
        yield kept
