"""The vocabulary: what is read out of a report. These docstrings are the codebook's source."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from standoff.parts import (
    Actor,
    Amount,
    Attribution,
    Category,
    Force,
    Host,
    Interval,
    Party,
    Place,
    PlaceSpan,
    Quantity,
    Time,
    Use,
    When,
)
from standoff.report import Report, Span

__all__ = [
    "Act", "Actor", "Aid", "AidKind", "AidStatus", "Amount", "Attribution", "Basis", "Category", "Comment", "Deployment", "Event", "Force", "Host",
    "Interval", "Mention", "Modality", "Party", "Place", "PlaceSpan", "Polarity", "Quantity", "Reading", "Statement", "Status", "Time",
    "Use", "When", "as_plain",
]

Status = Literal["in_place", "under_way", "ordered", "standby", "considered", "ended", "ruled_out"]
AidKind = Literal["military", "humanitarian", "financial", "other"]
AidStatus = Literal["delivered", "in_place", "under_way", "ordered", "standby", "considered", "ended", "ruled_out"]
Basis = Literal["total", "increment", "reduction", "ratio"]
Modality = Literal["past", "ongoing", "future", "hypothetical"]
Polarity = Literal["affirmed", "denied"]
Act = Literal[
    "assert", "deny", "demand", "offer", "reject", "accept", "promise", "threaten", "warn", "accuse", "praise", "ask"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What every mention has.

    Parameters
    ----------
    id : str
        Stable: the same report read twice by the same version gives the same ids.
    evidence : Span
        The clause or sentence that supports it.
    attribution : Attribution or None
        Who vouches for it; ``None`` is the report's own voice.
    polarity : str
        ``affirmed`` or ``denied``.
    when : When
        The time at which it holds.
    where : str or None
        Id of a place.
    confidence : float or None
        Estimated probability that the mention is right, 0 to 1, calibrated on labelled data; ``None`` where there is
        no calibration.
    reader : str or None
        What read it, where it was not the program's own steps: an annotator's name with its model and prompt version.
    """

    id: str
    evidence: Span
    attribution: Attribution | None
    polarity: Polarity
    when: When
    where: str | None
    confidence: float | None
    reader: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Mention):
    """Who did what to whom, coded in PLOVER with the CAMEO code beside it.

    Parameters
    ----------
    type : str or None
        PLOVER event type; ``None`` for CAMEO 01 and 02, which PLOVER leaves out.
    mode : str or None
        PLOVER mode.
    context : tuple of str
        PLOVER contexts.
    cameo : str or None
        CAMEO 1.1b3 code, as fine as the text allows.
    goldstein : float or None
        Goldstein score of the CAMEO code, −10 to 10.
    quad : int or None
        Quad class, 1 to 4.
    source, target : tuple of Party
        Who acts and upon whom; empty where the text does not say.
    trigger : Span
        The words that name the event.
    modality : str
        ``past``, ``ongoing``, ``future`` or ``hypothetical``.
    """

    type: str | None
    mode: str | None
    context: tuple[str, ...]
    cameo: str | None
    goldstein: float | None
    quad: int | None
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    trigger: Span
    modality: Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment(Mention):
    """Whose forces, which, how many, where, in which status: a state as much as a move.

    Parameters
    ----------
    sender : Party or None
        Whose forces.
    joint : tuple of Party
        Further senders who share the same figure.
    host, origin : Host or None
        Where they are or are to be; whence they come.
    force : Force
        What is deployed.
    count : Interval or None
        Inclusive whole numbers; ``None`` where no number is said.
    basis : str
        ``total`` (a level), ``increment``, ``reduction`` or ``ratio``.
    ratio : Interval or None
        Factor, where `basis` is ``ratio``.
    status : str
        ``in_place``, ``under_way``, ``ordered``, ``standby``, ``considered``, ``ended`` or ``ruled_out``.
    of : str or None
        Id of the deployment that this one is a part of.
    same_as : str or None
        Id of an earlier deployment of the report that speaks of the same force; only one of them counts.
    """

    sender: Party | None
    joint: tuple[Party, ...] = ()
    host: Host | None
    origin: Host | None = None
    force: Force
    count: Interval | None
    basis: Basis
    ratio: Interval | None = None
    status: Status
    of: str | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid(Mention):
    """Who gives whom what.

    Parameters
    ----------
    donor, recipient : Party or None
        Who gives, to whom.
    kind : str
        ``military``, ``humanitarian``, ``financial`` or ``other``.
    what : Span
        What is given.
    amount : Amount or None
        How much; ``None`` where no number is said.
    status : str
        As for deployments, ``delivered`` for what has arrived.
    of : str or None
        Id of the package that this item is a part of.
    """

    donor: Party | None
    recipient: Party | None
    kind: AidKind
    what: Span
    amount: Amount | None
    status: AidStatus
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Mention):
    """Who said what.

    Parameters
    ----------
    speaker : Party or None
        Resolved speaker; its `span` is what the text has.
    audience, channel : str or None
        To whom and by what ("letter", "briefing", "news agency Interfax").
    content : tuple of Span
        The words said or reported, without the quotation marks.
    cue : Span or None
        The reporting verb or phrase.
    kind : str
        ``direct``, ``indirect`` or ``mixed``.
    act : str
        ``assert``, ``deny``, ``demand``, ``offer``, ``reject``, ``accept``, ``promise``, ``threaten``, ``warn``,
        ``accuse``, ``praise`` or ``ask``.
    conditions : tuple of Span
        What it is made contingent on.
    basis_cited : tuple of Span
        The evidence that the speaker is said to rest it on.
    """

    speaker: Party | None
    audience: str | None = None
    channel: str | None = None
    content: tuple[Span, ...]
    cue: Span | None
    kind: Literal["direct", "indirect", "mixed"]
    act: Act
    conditions: tuple[Span, ...] = ()
    basis_cited: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """The writer's own voice where it judges, infers or keeps a distance; never a statement of those written about.

    Parameters
    ----------
    kind : str
        ``distance`` ("so-called", "allegedly"), ``evaluation`` ("falsely") or ``inference`` ("this would have to involve").
    cue : Span
        The words that show it.
    scope : Span
        The clause they colour.
    """

    kind: str
    cue: Span
    scope: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one report; `to_dict` gives the JSON contract."""

    report: Report
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[Event, ...] = ()
    deployments: tuple[Deployment, ...] = ()
    aid: tuple[Aid, ...] = ()
    statements: tuple[Statement, ...] = ()
    comments: tuple[Comment, ...] = ()
    version: str = field(default="")

    def surer_than(self, confidence: float) -> Reading:
        """Return the reading without the mentions whose confidence is below `confidence`; those without one stay."""

        def sure(mention: Mention) -> bool:
            return mention.confidence is None or mention.confidence >= confidence

        return replace(
            self,
            events=tuple(m for m in self.events if sure(m)),
            deployments=tuple(m for m in self.deployments if sure(m)),
            aid=tuple(m for m in self.aid if sure(m)),
            statements=tuple(m for m in self.statements if sure(m)),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the reading as plain dicts and lists, ready for JSON."""
        plain: dict[str, Any] = as_plain(self)
        return plain

    def _repr_html_(self) -> str:
        """Return the text with its mentions marked, for notebooks."""
        from standoff.notebook import reading_html

        return reading_html(self)


def as_plain(value: Any) -> Any:
    """Return dataclasses as dicts and tuples as lists, all the way down; whole floats become whole numbers."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    names = _field_names(kind)
    if names is not None:
        return {name: as_plain(getattr(value, name)) for name in names}
    if isinstance(value, (tuple, list)):
        return [as_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: as_plain(v) for k, v in value.items()}
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


_PLAIN = frozenset({str, int, bool, type(None)})


@lru_cache(maxsize=256)
def _field_names(kind: type) -> tuple[str, ...] | None:
    """Return the names of a dataclass's fields; None for another type."""
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else None
