"""The notebook view of a reading: the text with its mentions marked, as one self-contained piece of HTML."""

from __future__ import annotations

from html import escape

from standoff.mentions import Party, Reading
from standoff.report import Span

_STYLE = {
    "deployments": "background:#ffe2b8;border-bottom:2px solid #b45309",
    "aid": "background:#d3f2d8;border-bottom:2px dotted #15803d",
    "statements": "background:#dbe7ff;border-bottom:2px dashed #1d4ed8",
    "events": "background:#f3dcf7;border-bottom:2px double #86198f",
}


def reading_html(reading: Reading) -> str:
    """Return `reading` as HTML; hovering over a mark says what was read there. Every text is escaped."""
    marks = sorted(_marks(reading), key=lambda m: (m[0].start, -m[0].end))
    text, out, at = reading.report.text, [], 0
    for span, kind, title in marks:
        if span.start < at:
            continue
        out.append(escape(text[at : span.start]))
        out.append(f'<mark style="color:inherit;{_STYLE[kind]}" title="{escape(title, quote=True)}">{escape(span.text)}</mark>')
        at = span.end
    out.append(escape(text[at:]))
    legend = " ".join(f'<span style="padding:0 .4em;color:#111;{style}">{kind}: {len(getattr(reading, kind))}</span>' for kind, style in _STYLE.items())
    head = escape(" · ".join(filter(None, (reading.report.title, reading.report.publisher, reading.report.published))))
    return f'<div><p><b>{head}</b></p><p>{legend}</p><div style="white-space:pre-wrap;max-width:46em">{"".join(out)}</div></div>'


def _name(party: Party | None) -> str:
    return party.name if party else "?"


def _marks(reading: Reading) -> list[tuple[Span, str, str]]:
    """Return what to mark: the words that carry each mention, with what was read there."""
    marks: list[tuple[Span, str, str]] = []
    for d in reading.deployments:
        host = d.host.name if d.host else "?"
        marks.append((d.evidence, "deployments", f"{_name(d.sender)} → {host}: {d.force.text} ({d.status})"))
    for a in reading.aid:
        marks.append((a.evidence, "aid", f"{_name(a.donor)} → {_name(a.recipient)}: {a.what.text} ({a.status})"))
    for s in reading.statements:
        marks.extend((span, "statements", f"{_name(s.speaker)} ({s.act})") for span in s.content)
    for e in reading.events:
        sides = " → ".join(", ".join(p.name for p in side) or "?" for side in (e.source, e.target))
        marks.append((e.trigger, "events", f"{sides}: {e.type or e.cameo} ({e.modality})"))
    return marks
