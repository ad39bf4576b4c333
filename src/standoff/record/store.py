"""The store: where reports and their mentions are kept, in SQLite or PostgreSQL, through SQLAlchemy Core."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, delete, event, func, insert, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from standoff.errors import RecordError
from standoff.record import duplicates, schema, upgrade
from standoff.record.flatten import actor_rows, mention_rows, report_row

# Milliseconds for which a connection waits for another to have written.
_PATIENCE = 30_000
# Numbers set aside for each report in the table of texts, so that its rows are found again without a search.
_ROOM = 100_000


class Store:
    """A record's database.

    Parameters
    ----------
    address : str
        Path of an SQLite file, made if it is not there, or an SQLAlchemy address such as ``postgresql+psycopg://…``.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.memo: dict[str, Any] = {}
        url = address if "://" in address else f"sqlite+pysqlite:///{address}"
        if url.startswith("postgresql://"):
            url = url.replace("postgresql://", "postgresql+psycopg://", 1)
        try:
            self.engine = _engine(url)
            with self.engine.begin() as db:
                schema.meta.create(db, checkfirst=True)
                found = db.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "format"))
                if found == "1":
                    upgrade.from_1(db)
                    found = schema.FORMAT
                    db.execute(update(schema.meta).where(schema.meta.c.key == "format").values(value=found))
                elif found in (None, schema.FORMAT):
                    schema.metadata.create_all(db)
                    _make_search(db)
                if found is None:
                    db.execute(insert(schema.meta), [{"key": "format", "value": schema.FORMAT}, {"key": "generation", "value": "0"}])
        except SQLAlchemyError as error:
            raise RecordError(f"{address}: cannot be opened as a record ({_cause(error)})") from error
        if found not in (None, schema.FORMAT):
            raise RecordError(f"{address}: written in record format {found}, this version reads {schema.FORMAT}")

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection for reading."""
        with self.engine.connect() as db:
            yield db

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection whose changes are kept all or none."""
        with self.engine.begin() as db:
            generation = schema.meta.c.key == "generation"
            # First, so that SQLite takes the lock for writing before anything is read.
            db.execute(update(schema.meta).where(generation).values(value=_next(db)))
            yield db

    def put_by(self, generation: str, put: Callable[[Connection], None]) -> bool:
        """Write down what was worked out from a state of the record; return whether it could be, and the record had not changed since."""
        with self.engine.connect() as db:
            _wait(db, 200)
            try:
                same = update(schema.meta).where(schema.meta.c.key == "generation", schema.meta.c.value == generation)
                done = bool(db.execute(same.values(value=generation)).rowcount)
                if done:
                    put(db)
                db.commit()
            except SQLAlchemyError:  # read-only, or another is writing: it is worked out again next time
                db.rollback()
                done = False
            _wait(db, _PATIENCE)
        return done

    def generation(self) -> str:
        """Return a mark that changes with every change of the record."""
        with self.read() as db:
            return db.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "generation")) or "0"

    def add(self, reading: dict[str, Any], raw: bytes | None = None) -> bool:
        """Keep one reading, in one transaction; return False where the very same report is there already."""
        return bool(self.add_all([(reading, raw)]))

    def add_all(self, given: Sequence[tuple[dict[str, Any], bytes | None]]) -> int:
        """Keep readings, each with the bytes it was made from, in one transaction; return how many were not there already."""
        new = {row["id"]: (row, reading, raw) for reading, raw in reversed(given) for row in (report_row(reading),)}
        with self.write() as db:
            for some in duplicates.batched(sorted(new)):
                for known in db.scalars(select(schema.reports.c.id).where(schema.reports.c.id.in_(some))):
                    del new[known]
            if not new:
                return 0
            seq = db.scalar(select(func.max(schema.reports.c.seq))) or 0
            texts = []
            kept = list(reversed(new.values()))
            for row, _, raw in kept:
                seq += 1
                texts.append(duplicates.new_text(row["id"], seq, row["text"]))
                row |= {"seq": seq, "raw": _keep_raw(db, raw), "sampled": len(texts[-1].sample)}
            db.execute(insert(schema.reports), [row for row, _, _ in kept])
            duplicates.add(db, texts)
            _add_mentions(db, [(reading, row["seq"]) for row, reading, _ in kept])
        return len(new)

    def replace(self, reading: dict[str, Any]) -> None:
        """Put a new reading of a report in the place of its old one, in one transaction."""
        row = report_row(reading)
        with self.write() as db:
            self._drop_mentions(db, row["id"])
            db.execute(
                update(schema.reports).where(schema.reports.c.id == row["id"])
                .values(program=row["program"], reading=row["reading"])
            )
            _add_mentions(db, [(reading, db.scalar(select(schema.reports.c.seq).where(schema.reports.c.id == row["id"])) or 0)])

    def _drop_mentions(self, db: Connection, report: str) -> None:
        own = select(schema.mentions.c.id).where(schema.mentions.c.report == report)
        seq = db.scalar(select(schema.reports.c.seq).where(schema.reports.c.id == report)) or 0
        db.execute(text("DELETE FROM texts WHERE rowid BETWEEN :a AND :b"), {"a": seq * _ROOM, "b": (seq + 1) * _ROOM - 1})
        db.execute(delete(schema.deeds).where(schema.deeds.c.report == report))
        db.execute(delete(schema.actors).where(schema.actors.c.report == report))
        db.execute(delete(schema.parties).where(schema.parties.c.mention.in_(own)))
        db.execute(delete(schema.mentions).where(schema.mentions.c.report == report))

    def rows(self, query: Any) -> list[dict[str, Any]]:
        """Return the rows of a query as dicts."""
        with self.read() as db:
            found = db.execute(query)
            names = tuple(found.keys())
            return [dict(zip(names, row, strict=True)) for row in found.all()]


def _add_mentions(db: Connection, given: Iterable[tuple[dict[str, Any], int]]) -> None:
    """Put in the mentions of reports, each reading with its report's number."""
    mentions, parties, actors, texts = [], [], [], []
    for reading, seq in given:
        report = reading["report"]
        rows = []
        for row, own in mention_rows(reading):
            rows.append(row)
            parties.extend(own)
        mentions += rows
        actors += actor_rows(reading)
        whole = "\n".join(filter(None, (report.get("title"), report["text"])))
        said = [{"id": report["id"], "kind": "report", "report": report["id"], "text": whole}]
        said += [{"id": r["id"], "kind": r["kind"], "report": r["report"], "text": r["evidence"]} for r in rows]
        texts += [one | {"rowid": seq * _ROOM + i} for i, one in enumerate(said[:_ROOM])]
    for table, put in ((schema.mentions, mentions), (schema.parties, parties), (schema.actors, actors)):
        if put:
            db.execute(insert(table), put)
    db.execute(text("INSERT INTO texts (rowid, id, kind, report, text) VALUES (:rowid, :id, :kind, :report, :text)"), texts)


def _keep_raw(db: Connection, raw: bytes | None) -> str | None:
    if raw is None:
        return None
    digest = "sha256:" + hashlib.sha256(raw).hexdigest()
    if not db.scalar(select(schema.raws.c.hash).where(schema.raws.c.hash == digest)):
        db.execute(insert(schema.raws), [{"hash": digest, "data": raw}])
    return digest


def _next(db: Connection) -> Any:
    """Return an expression for the next generation, counted by the database itself."""
    cast = "CAST(CAST(value AS INTEGER) + 1 AS TEXT)"
    return text(cast)


def _make_search(db: Connection) -> None:
    """Make the table for full text: FTS5 in SQLite, an index over a tsvector in PostgreSQL."""
    if db.dialect.name == "sqlite":
        db.execute(text(
            "CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5("
            "id UNINDEXED, kind UNINDEXED, report UNINDEXED, text, tokenize = 'porter unicode61 remove_diacritics 2')"
        ))
    else:
        db.execute(text("CREATE TABLE IF NOT EXISTS texts (rowid BIGINT PRIMARY KEY, id TEXT, kind TEXT, report TEXT, text TEXT)"))
        db.execute(text("CREATE INDEX IF NOT EXISTS texts_words ON texts USING gin (to_tsvector('english', text))"))


def matching(db: Connection, query: str, kinds: Iterable[str] = (), limit: int = 1000) -> list[dict[str, Any]]:
    """Return what holds the words of `query`, best first: id, kind, report and an excerpt."""
    kinds = list(kinds)
    chosen = f"AND kind IN ({', '.join(f':k{i}' for i in range(len(kinds)))})" if kinds else ""
    values: dict[str, Any] = {f"k{i}": kind for i, kind in enumerate(kinds)} | {"limit": limit}
    if db.dialect.name == "sqlite":
        found = " ".join('"' + word.replace('"', "") + '"' for word in query.split())
        if not found:
            return []
        sql = (
            "SELECT id, kind, report, snippet(texts, 3, '[', ']', '…', 24) AS excerpt FROM texts "
            f"WHERE texts MATCH :q {chosen} ORDER BY bm25(texts), id LIMIT :limit"
        )
    else:
        found = query
        vector, words = "to_tsvector('english', text)", "websearch_to_tsquery('english', :q)"
        sql = (
            f"SELECT id, kind, report, ts_headline('english', text, {words}, 'StartSel=[, StopSel=], MaxWords=24') AS excerpt "
            f"FROM texts WHERE {vector} @@ {words} {chosen} ORDER BY ts_rank({vector}, {words}) DESC, id LIMIT :limit"
        )
    return [dict(row._mapping) for row in db.execute(text(sql), values | {"q": found})]


def _engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        @event.listens_for(engine, "connect")
        def _set_up(connection: Any, _: Any) -> None:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = NORMAL")
            cursor.execute("PRAGMA foreign_keys = ON")
            # A record outgrows SQLite's own measures: 64 MB of pages at hand, and a log that is worked off less often.
            cursor.execute("PRAGMA cache_size = -65536")
            cursor.execute("PRAGMA wal_autocheckpoint = 32000")
            cursor.close()

    return engine


def _wait(db: Connection, milliseconds: int) -> None:
    """Set for how long SQLite waits for another to have written."""
    if db.dialect.name == "sqlite":
        db.execute(text(f"PRAGMA busy_timeout = {milliseconds}"))


def _cause(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or error).split("\n")[0]
