"""The parts that mentions are made of: actors, places, times, quantities, intervals, and who vouches for what, when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from standoff.report import Span

Category = Literal["personnel", "aircraft", "ships", "vehicles", "artillery", "missiles", "air_defence", "units", "other"]
Use = Literal["literal", "metonym", "demonym"]


@dataclass(frozen=True, slots=True)
class Interval:
    """An inclusive interval of amounts.

    Parameters
    ----------
    low, high : int, float or None
        Bounds, whole numbers for counts; ``None`` where open.
    text : str or None
        The words it was read from.
    """

    low: float | None
    high: float | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a part: source or target of an event, sender, host, donor, recipient or speaker.

    Parameters
    ----------
    name : str
        The actor's name as resolved inside the report ("John F. Kirby" where the text has "he").
    code : str or None
        CAMEO-style code (``USA``, ``USAGOV``, ``IGONAT``); ``None`` where the report does not let one know.
    country : str or None
        ISO 3166-1 alpha-3.
    role : str or None
        Office or function ("Pentagon spokesman").
    span : Span or None
        What the text has at this place.
    """

    name: str
    code: str | None = None
    country: str | None = None
    role: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, organisation, armed group or person that the report names.

    Parameters
    ----------
    id : str
        Stable within the report (``a1``, ``a2``, …).
    name, code, country, role
        As in `Party`.
    kind : str
        ``state``, ``organisation``, ``group`` or ``person``.
    spans : tuple of Span
        Every place where it is named, titled or meant by a pronoun.
    lent : bool
        Whether nothing in the report says its country: it is the one that the report speaks of where it is named.
    """

    id: str
    name: str
    kind: str
    code: str | None
    country: str | None
    role: str | None
    spans: tuple[Span, ...]
    lent: bool = False


@dataclass(frozen=True, slots=True)
class PlaceSpan(Span):
    """A span that names a place.

    Parameters
    ----------
    use : str
        ``literal`` ("in Moscow"), ``metonym`` ("Moscow rejected") or ``demonym`` ("Polish troops").
    """

    use: Use = "literal"


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym resolved to the gazetteer.

    Parameters
    ----------
    id : str
        Stable within the report (``p1``, …).
    name : str
        The gazetteer's name.
    kind : str
        ``country``, ``admin1``, ``admin2``, ``city``, ``region``, ``water``, ``base``, ``landmark`` or ``continent``.
    country : str or None
        ISO 3166-1 alpha-3.
    geonames_id : int or None
        GeoNames id.
    admin1 : str or None
        Name of the first-order division.
    lat, lon : float or None
        Degrees, WGS 84.
    spans : tuple of PlaceSpan
        Every place in the text that names it.
    disputed : bool
        Whether states disagree on whose it is; `country` is then the one that most recognise.
    """

    id: str
    name: str
    kind: str
    country: str | None
    geonames_id: int | None
    admin1: str | None
    lat: float | None
    lon: float | None
    spans: tuple[PlaceSpan, ...]
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression.

    Parameters
    ----------
    id : str
        Stable within the report (``t1``, …).
    type : str
        TIMEX3 type: ``DATE``, ``TIME``, ``DURATION`` or ``SET``.
    value : str
        TIMEX3 value (``2022-02-02``, ``2022-W05``, ``P3D``, ``PAST_REF``).
    start, end : str or None
        First and last day, ISO 8601, inclusive; ``None`` where the value is no calendar time.
    span : Span
        The expression.
    """

    id: str
    type: str
    value: str
    start: str | None
    end: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    Parameters
    ----------
    id : str
        Stable within the report (``q1``, …).
    value : float or list of float
        The number as written, or ``[a, b]`` for a range.
    approx : str
        ``=``, ``~`` (about, nearly), ``>`` (more than, at least) or ``<`` (up to, under).
    low, high : float or None
        The interval that the approximator makes of the value; ``None`` where open.
    unit : str or None
        What is counted, or the unit (``USD``, ``km``, ``percent``, ``paratroopers``).
    span : Span
        Number and approximator.
    """

    id: str
    value: float | tuple[float, float]
    approx: str
    low: float | None
    high: float | None
    unit: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who vouches for a mention, where it is not the report's own voice.

    Parameters
    ----------
    source : str
        Name, or for an unnamed source its own words ("officials").
    code : str or None
        CAMEO-style code.
    cue : Span or None
        The words that attribute ("said", "according to").
    """

    source: str
    code: str | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The time at which a mention holds.

    Parameters
    ----------
    start, end : str or None
        First and last day, ISO 8601, inclusive.
    value : str or None
        TIMEX3 value.
    span : Span or None
        The expression, where there is one.
    basis : str
        ``stated`` (a time expression in the text) or ``published`` (the report's date).
    """

    start: str | None
    end: str | None
    value: str | None
    span: Span | None
    basis: str


@dataclass(frozen=True, slots=True)
class Host:
    """Where forces are or are to be, or whence they come.

    Parameters
    ----------
    place : str or None
        Id of the place.
    name : str
        Its name.
    country : str or None
        ISO 3166-1 alpha-3; ``None`` for a region of several states.
    code : str or None
        Where one figure is for several states that are named, the codes of all (``POL+ROU``).
    """

    place: str | None
    name: str
    country: str | None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Force:
    """What is deployed.

    Parameters
    ----------
    text : str
        The words.
    category : str
        ``personnel``, ``aircraft``, ``ships``, ``vehicles``, ``artillery``, ``missiles``, ``air_defence``, ``units``
        or ``other``.
    item : str or None
        Equipment or unit name ("F-15", "82nd Airborne Division").
    """

    text: str
    category: Category
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """How much aid.

    Parameters
    ----------
    low, high : float or None
        Inclusive bounds; ``None`` where open.
    unit : str or None
        What is counted, or the ISO 4217 code for money.
    currency : str or None
        ISO 4217 code, for money.
    text : str or None
        The words.
    """

    low: float | None
    high: float | None
    unit: str | None
    currency: str | None = None
    text: str | None = None
