"""To come."""

from standoff.record.view import View


def write(view: View, days: int) -> str:
    """Return a situation report."""
    return ""
