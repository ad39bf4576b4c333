"""The readable summary of one reading: who sends what where, who gives what, who said what, who did what."""

from __future__ import annotations

from typing import IO

from standoff.mentions import Aid, Deployment, Event, Interval, Party, Reading, Statement


def print_summary(reading: Reading, out: IO[str]) -> None:
    """Print the summary of `reading` to `out`, plain where `out` is no terminal."""
    from rich.console import Console
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Text

    console = Console(file=out, highlight=False, width=None if out.isatty() else 160)
    report = reading.report
    head = " · ".join(filter(None, (report.title or report.ref or report.text.strip()[:60], report.publisher, report.published)))
    console.print(Rule(Text(head)))
    sections = (
        ("Deployments", ("sender", "force", "count", "host", "status", "words"), [_deployment(d) for d in reading.deployments]),
        ("Aid", ("donor", "recipient", "what", "amount", "status", "words"), [_aid(a) for a in reading.aid]),
        ("Statements", ("speaker", "act", "words"), [_statement(s) for s in reading.statements]),
        ("Events", ("source", "type", "target", "when", "words"), [_event(e) for e in reading.events]),
    )
    for title, columns, rows in sections:
        if not rows:
            continue
        table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0))
        for column in columns:
            table.add_column(column, no_wrap=column in ("status", "act", "type", "when", "count"), overflow="fold")
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)
    if not any(rows for _, _, rows in sections):
        console.print("nothing of a security crisis read in this report" if report.language == "en" else f"written in '{report.language}', not English: not read")


def bounds(interval: Interval | None) -> str:
    """Return an interval as a person writes it: "1,800–2,000", "at least 1,001", "at most 50"."""
    if interval is None or (interval.low is None and interval.high is None):
        return "–"
    low, high = (None if n is None else f"{n:,.0f}" if float(n).is_integer() else f"{n:,}" for n in (interval.low, interval.high))
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    return low if low == high else f"{low}–{high}"


def _name(party: Party | None) -> str:
    return party.name if party else "–"


def _words(text: str, width: int = 90) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def _deployment(d: Deployment) -> tuple[str, ...]:
    count = f"×{bounds(d.ratio)}" if d.ratio else ("+" if d.basis == "increment" else "−" if d.basis == "reduction" else "") + bounds(d.count)
    sender = " + ".join(_name(p) for p in (d.sender, *d.joint))
    return sender, d.force.item or d.force.text, count, d.host.name if d.host else "–", d.status, _words(d.evidence.text)


def _aid(a: Aid) -> tuple[str, ...]:
    amount = bounds(Interval(a.amount.low, a.amount.high)) + (f" {a.amount.unit}" if a.amount.unit else "") if a.amount else "–"
    return _name(a.donor), _name(a.recipient), _words(a.what.text, 40), amount, a.status, _words(a.evidence.text)


def _statement(s: Statement) -> tuple[str, ...]:
    return _name(s.speaker), s.act, _words(" … ".join(c.text for c in s.content), 120)


def _event(e: Event) -> tuple[str, ...]:
    kind = (e.type or "–") + (f"/{e.mode}" if e.mode else "") + (f" ({e.cameo})" if e.cameo else "")
    source, target = (" + ".join(p.name for p in side) or "–" for side in (e.source, e.target))
    return source, kind, target, f"{e.when.start or '?'} {e.modality}", _words(e.evidence.text, 70)
