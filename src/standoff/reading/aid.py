"""Aid: who gives whom what."""

from __future__ import annotations

from standoff.mentions import Aid
from standoff.reading.draft import Draft, Found
from standoff.reading.giving.assemble import AidAssembler


def find_aid(draft: Draft) -> list[Found[Aid]]:
    """Return the transfers of aid of a report; `Found.head` is the noun of what is given."""
    return AidAssembler(draft).run()
