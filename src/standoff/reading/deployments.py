"""Deployments: whose forces, which, how many, where, in which status."""

from __future__ import annotations

from standoff.mentions import Deployment
from standoff.reading.draft import Draft, Found
from standoff.reading.forces.assemble import Assembler


def find_deployments(draft: Draft) -> list[Found[Deployment]]:
    """Return the deployments of a report; `Found.head` is the force's noun."""
    return Assembler(draft).run()
