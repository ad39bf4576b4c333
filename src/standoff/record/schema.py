"""The tables of a record: the same in SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

FORMAT = "2"

metadata = MetaData()

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text))

reports = Table(
    "reports", metadata,
    Column("id", Text, primary_key=True),  # sha256 of text, title, publisher, date and address
    Column("key", Text, nullable=False, unique=True),  # its first characters: the head of every mention's id
    Column("seq", Integer, nullable=False),  # in the order in which they came in: the later version of a page wins
    Column("ref", Text),
    Column("title", Text), Column("byline", Text), Column("publisher", Text),
    Column("published", Text), Column("url", Text), Column("language", Text),
    Column("text", Text, nullable=False), Column("text_hash", Text, nullable=False),
    Column("raw", Text, ForeignKey("raws.hash")),
    Column("program", Text),  # the version of the program that read it
    Column("reading", Text, nullable=False),  # the reading's JSON, without the report's own fields
    Column("mends", Integer, nullable=False),  # 1 if it seems to correct something
    Column("sampled", Integer, nullable=False),  # how many of its word sequences are in the table of sketches
    Index("reports_by_date", "published"), Index("reports_by_url", "url"), Index("reports_by_ref", "ref"), Index("reports_by_seq", "seq"), Index("reports_mending", "mends"),
)

raws = Table("raws", metadata, Column("hash", Text, primary_key=True), Column("data", LargeBinary, nullable=False))

mentions = Table(
    "mentions", metadata,
    Column("id", Text, primary_key=True),  # key of the report, a dot, the id within it
    Column("report", Text, ForeignKey("reports.id"), nullable=False),
    Column("kind", Text, nullable=False),  # event, deployment, aid, statement
    Column("start", Integer), Column("end", Integer), Column("evidence", Text),
    Column("published", Text),
    Column("date", Text), Column("until", Text), Column("date_basis", Text),
    Column("attribution", Text), Column("side", Text),  # who vouches: as named, and as a party
    Column("polarity", Text), Column("confidence", Float),
    Column("type", Text), Column("status", Text), Column("category", Text),
    Column("sender", Text), Column("host", Text),
    Column("low", Float), Column("high", Float), Column("unit", Text),
    Column("place", Text), Column("country", Text), Column("lat", Float), Column("lon", Float),
    Column("named", Text),  # deployments: the countries that the words name, JSON pairs with the word before
    Column("body", Text, nullable=False),  # the mention as read, JSON
    Index("mentions_by_report", "report", "kind"),
    Index("mentions_by_kind", "kind", "published"),
    Index("mentions_by_posture", "kind", "sender", "host", "category"),
    Index("mentions_by_type", "kind", "type", "date"),
)

# Who takes which part in a mention: source, target, sender, joint, host, donor, recipient, speaker.
parties = Table(
    "parties", metadata,
    Column("mention", Text, ForeignKey("mentions.id"), nullable=False),
    Column("part", Text, nullable=False), Column("party", Text, nullable=False),
    Column("name", Text), Column("code", Text), Column("country", Text),
    Index("parties_by_mention", "mention"), Index("parties_by_party", "party", "part"),
)

# Whom each report names, with what it lets one know about them: an actor is the same in all reports.
actors = Table(
    "actors", metadata,
    Column("report", Text, ForeignKey("reports.id"), nullable=False),
    Column("name", Text, nullable=False), Column("kind", Text), Column("code", Text), Column("country", Text),
    Column("role", Text), Column("party", Text), Column("named", Integer, nullable=False),
    Column("key", Text, nullable=False), Column("surname", Text),  # in lower case; of persons with more names than one
    Index("actors_by_report", "report"), Index("actors_by_key", "key"), Index("actors_by_surname", "surname"), Index("actors_by_party", "party"),
)

# A sample of each report's word sequences, to find near duplicates (`report` is a report's `seq`); and the pairs found.
sketches = Table(
    "sketches", metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False), Column("report", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
pairs = Table(
    "pairs", metadata,
    Column("a", Text, ForeignKey("reports.id"), primary_key=True), Column("b", Text, ForeignKey("reports.id"), primary_key=True),
    Column("containment", Float, nullable=False), Index("pairs_by_b", "b"),
)

# What each report says was done, as worked out from its mentions and from whom `names` (JSON) were taken for: kept, for it costs
# most of the reconciliation. Nothing is lost with it.
deeds = Table(
    "deeds", metadata,
    Column("report", Text, ForeignKey("reports.id"), primary_key=True), Column("told", Text, nullable=False), Column("names", Text, nullable=False),
    Column("rules", Text, nullable=False),  # by which it was worked out
)

# The events of the whole record, as reconciled in the state that `meta` names under "events": kept likewise.
events = Table(
    "events", metadata,
    Column("id", Text, primary_key=True), Column("type", Text, nullable=False), Column("day", Integer, nullable=False),
    Column("story", Text, nullable=False), Column("block", Text, nullable=False),  # the tellings that it was reconciled from, by their digest
    Index("events_by_type", "type", "day"), Index("events_by_day", "day"), Index("events_by_block", "block"),
)
event_parties = Table(
    "event_parties", metadata,
    Column("party", Text, primary_key=True), Column("part", Text, primary_key=True), Column("day", Integer, primary_key=True),
    Column("event", Text, primary_key=True), Index("event_parties_by_event", "event"), sqlite_with_rowid=False,
)

# What a person decided. The target is named by its evidence, so that it outlives a new reading.
corrections = Table(
    "corrections", metadata,
    Column("id", Text, primary_key=True),
    Column("action", Text, nullable=False),  # accept, reject, edit, merge, split
    Column("target", Text, nullable=False),  # JSON: list of {"report", "kind", "start", "end", "text", "id"}
    Column("changes", Text),  # JSON, for edit
    Column("by", Text, nullable=False), Column("at", Text, nullable=False), Column("why", Text, nullable=False),
    Column("undone", Text),  # JSON {"by", "at", "why"}
)

# What a person thinks of a source's reliability, on the Admiralty scale. Never computed, never used in a bound.
ratings = Table(
    "ratings", metadata,
    Column("publisher", Text, primary_key=True), Column("at", Text, primary_key=True),
    Column("grade", Text, nullable=False), Column("by", Text, nullable=False), Column("why", Text, nullable=False),
)
