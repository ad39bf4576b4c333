"""Charts of rows, as Altair specifications: drawn in a notebook, or to SVG, PNG and HTML by the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from standoff.errors import RecordError

if TYPE_CHECKING:
    from standoff.record.record import Record
    from standoff.record.rows import Row, Rows

WIDTH, HEIGHT = 640, 320
# The order in which statuses and acts are stacked and listed.
_STATUSES = ["in_place", "under_way", "ordered", "standby", "considered", "ended", "ruled_out"]


def _altair() -> Any:
    try:
        import altair
    except ImportError:
        raise RecordError("charts need the extra 'web': pip install 'standoff[web]'") from None
    altair.data_transformers.disable_max_rows()
    return altair


def chart(rows: Rows) -> Any:
    """Return the chart that suits the rows: posture as bounds, events as counts by dyad, statements by act.

    Raises
    ------
    RecordError
        If the rows are of a kind that has no chart, or Altair is not installed.
    """
    columns = set(rows.columns)
    if {"sender", "host", "status", "low", "high"} <= columns and "basis" in columns and "report" not in columns:
        return posture_over_time(rows) if len({r.get("as_of") for r in rows}) > 1 else posture(rows)
    if {"type", "source", "target", "date"} <= columns:
        return events(rows)
    if {"act", "speaker"} <= columns:
        return statements(rows)
    raise RecordError("these rows have no chart; posture, events and statements have")


def _values(rows: list[Row]) -> Any:
    return _altair().Data(values=rows)


def posture(rows: Rows) -> Any:
    """Return bounds of what each sender has in each place, by status: a bar from low to high."""
    alt = _altair()
    values = [
        {"cell": f"{r['sender']} → {r['host'] or '?'}, {r['category']}{', leaving' if r['basis'] == 'reduction' else ''}", "status": r["status"], "low": r["low"] or 0,
         "high": r["high"] if r["high"] is not None else (r["low"] or 0) * 1.25 + 1, "bounds": bounds(r), "open": r["high"] is None}
        for r in rows
    ]
    return alt.Chart(_values(values), title="Posture: bounds of what is said").mark_bar(height=9, minBandSize=3).encode(
        y=alt.Y("cell:N", title=None, axis=alt.Axis(labelLimit=260)), yOffset=alt.YOffset("status:N", sort=_STATUSES),
        x=alt.X("low:Q", title="amount", scale=alt.Scale(type="symlog")), x2="high:Q",
        color=alt.Color("status:N", sort=_STATUSES, scale=alt.Scale(scheme="tableau10")),
        opacity=alt.Opacity("open:N", scale=alt.Scale(domain=[False, True], range=[1.0, 0.5]), legend=alt.Legend(title="open bound")),
        tooltip=["cell:N", "status:N", "bounds:N"],
    ).properties(width=WIDTH)


def posture_over_time(rows: Rows) -> Any:
    """Return, over the dates of knowledge, the band between the bounds of what is in place for each sender and host."""
    alt = _altair()
    values = [
        {"as_of": r["as_of"], "cell": f"{r['sender']} → {r['host'] or '?'}, {r['category']}", "low": r["low"] or 0,
         "high": r["high"] if r["high"] is not None else r["low"] or 0, "bounds": bounds(r)}
        for r in rows if r["status"] == "in_place" and r.get("as_of") and (r["low"] is not None or r["high"] is not None)
    ]
    base = alt.Chart(_values(values)).encode(x=alt.X("as_of:T", title="as known on"), color=alt.Color("cell:N", title=None))
    band = base.mark_area(opacity=0.3, interpolate="step-after").encode(y=alt.Y("low:Q", title="in place", stack=None), y2="high:Q")
    line = base.mark_line(interpolate="step-after", point=True).encode(y="low:Q", tooltip=["cell:N", "as_of:T", "bounds:N"])
    return (band + line).properties(width=WIDTH, height=HEIGHT, title="What is in place, in bounds, as known on each date")


def events(rows: Rows) -> Any:
    """Return the events of each week by dyad, and beside it their mean Goldstein score."""
    alt = _altair()
    values = [
        {"date": r["date"], "dyad": f"{' + '.join(r['source']) or '?'} → {' + '.join(r['target']) or '–'}", "type": r["type"] or "statement",
         "goldstein": r.get("goldstein")}
        for r in rows if r["date"]
    ]
    common: dict[str, Any] = {"x": alt.X("yearweek(date):T", title="week")}
    counts = alt.Chart(_values(values)).mark_bar().encode(**common, y=alt.Y("count():Q", title="events"), color=alt.Color("type:N", title=None),
                                                          tooltip=["dyad:N", "type:N", "count():Q"]).properties(width=WIDTH, height=HEIGHT, title="Events by week and type")
    scored = alt.Chart(_values([v for v in values if v["goldstein"] is not None])).mark_rect().encode(
        **common, y=alt.Y("dyad:N", title=None, axis=alt.Axis(labelLimit=260)),
        color=alt.Color("mean(goldstein):Q", title="Goldstein", scale=alt.Scale(scheme="redblue", domain=[-10, 10])),
        tooltip=["dyad:N", "mean(goldstein):Q", "count():Q"]).properties(width=WIDTH, title="Mean Goldstein score by week and dyad")
    return counts & scored


def statements(rows: Rows) -> Any:
    """Return the statements of each party by speech act."""
    alt = _altair()
    values = [{"party": r.get("party") or r.get("speaker") or "unnamed", "act": r["act"]} for r in rows]
    return alt.Chart(_values(values), title="Statements by party and speech act").mark_bar().encode(
        y=alt.Y("party:N", sort="-x", title=None, axis=alt.Axis(labelLimit=260)), x=alt.X("count():Q", title="statements"),
        color=alt.Color("act:N", title=None, scale=alt.Scale(scheme="tableau20")), tooltip=["party:N", "act:N", "count():Q"]).properties(width=WIDTH)


def bounds(row: Row) -> str:
    """Return bounds as a person writes them."""
    low, high = row["low"], row["high"]
    if low is None and high is None:
        return "no number"
    if high is None:
        return f"at least {low:,.0f}"
    if low is None:
        return f"at most {high:,.0f}"
    return f"{low:,.0f}" if low == high else f"{low:,.0f}–{high:,.0f}"


def history(record: Record, **filters: Any) -> Rows:
    """Return the posture as it could be known on each date on which a report was published."""
    from standoff.record.posture import COLUMNS
    from standoff.record.rows import Rows

    def make() -> list[Row]:
        dates = sorted({r["published"][:10] for r in record.reports() if r["published"]})
        return [row for date in dates for row in record.posture(as_of=date, **filters)]

    return Rows(COLUMNS, make)
