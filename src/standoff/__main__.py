"""``python -m standoff``."""

from standoff.cli import app

app()
