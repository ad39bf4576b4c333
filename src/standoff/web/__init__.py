"""The situation room: pages over a record. `make_app` gives the application, `standoff serve` runs it."""

from standoff.web.app import make_app
from standoff.web.settings import Settings

__all__ = ["Settings", "make_app"]
