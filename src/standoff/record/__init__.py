"""The record: what all the reports together say, reconciled, with every mention behind it.

`standoff.open(path)` gives a `Record`. Its queries return `Rows`, a list-like table of dicts:

>>> import standoff
>>> record = standoff.open("crisis.db")                                                   # doctest: +SKIP
>>> record.ingest(["reports/"])                                                           # doctest: +SKIP
>>> for row in record.posture(as_of="2022-02-03", host="ROU"):                            # doctest: +SKIP
...     print(row["sender"], row["category"], row["status"], row["low"], row["high"], row["reports"])

Queries (all keyword-only, all with ``as_of`` and the filters): `Record.reports`, `Record.events`, `Record.statements`,
`Record.deployments`, `Record.posture`, `Record.aid`, `Record.aid_ledger`, `Record.conflicts`, `Record.duplicates`,
`Record.timeline`, `Record.search`, `Record.show`, `Record.diff`, `Record.brief`. Corrections: `Record.correct`,
`Record.corrections`, `Record.undo`, `Record.export_corrections`, `Record.import_corrections`. Putting in:
`Record.ingest`, `Record.reread`.

Mention ids are ``KEY.LOCAL`` (``3fa9c1d2e0.d3``): the first ten hex digits of the report's hash and the id that the
mention has in the reading; merged events have ids ``E…``. A mention's row holds ``report`` (the report's name),
``published``, ``evidence`` (its words) and ``start``/``end`` in `Record.show`, where ``body`` is the mention as in the
JSON contract.
"""

from standoff.record.record import Record
from standoff.record.rows import Row, Rows

__all__ = ["Record", "Row", "Rows"]
