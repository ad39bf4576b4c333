"""Report → Reading: the steps in their order."""

from __future__ import annotations

from standoff.mentions import Reading
from standoff.reading.actors import find_parties
from standoff.reading.aid import find_aid
from standoff.reading.deployments import find_deployments
from standoff.reading.draft import Draft
from standoff.reading.events import find_events
from standoff.reading.giving.joint import settle
from standoff.reading.numbers import find_quantities
from standoff.reading.parse import MODEL, model_name, parse
from standoff.reading.places import find_places
from standoff.reading.statements import find_statements
from standoff.reading.times import find_times
from standoff.reading.working import make_working
from standoff.report import Report
from standoff.version import VERSION


def read_report(report: Report) -> Reading:
    """Return what one report says; a pure function of the report and the program's version."""
    if report.language != "en" or not report.text.strip():
        return Reading(report, version=reader_version())
    working = make_working(report.text)
    return read_draft(Draft(report, working, parse(working)))


def reader_version() -> str:
    """Return what names the reader in every reading: the program's version, and the language model where it is another."""
    return VERSION if model_name() == MODEL else f"{VERSION}+{model_name()}"


def read_draft(draft: Draft) -> Reading:
    """Run the reading steps on a parsed report; each sees what those before it have found."""
    draft.quantities = find_quantities(draft)
    draft.times = find_times(draft)
    draft.places = find_places(draft)
    draft.parties = find_parties(draft)
    draft.statements = find_statements(draft)
    draft.events = find_events(draft)
    draft.deployments = find_deployments(draft)
    draft.aid = find_aid(draft)
    settle(draft)
    places = {use.value.place.id: use.value.place for use in draft.places}
    return Reading(
        draft.report,
        actors=draft.parties.actors(),
        places=tuple(places.values()),
        times=tuple(found.value for found in draft.times),
        quantities=tuple(found.value for found in draft.quantities),
        events=tuple(found.value for found in draft.events),
        deployments=tuple(found.value for found in draft.deployments),
        aid=tuple(found.value for found in draft.aid),
        statements=tuple(found.value for found in draft.statements),
        comments=draft.comments,
        version=reader_version(),
    )
