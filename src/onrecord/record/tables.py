"""The tables of a record, the same on SQLite and PostgreSQL.

**Facts.** ``entry`` is the append-only log, the only thing that says what is in the record; ``capture`` holds the bytes
that its entries name. Triggers refuse to change or delete a row of either. ``entry.hash`` covers the row and the hash
before it: see `onrecord.record.log`.

**Indexes** are worked out from the log, in the transaction that appends to it, and can be made anew from it. Their rows
are never changed but for ``until``. Entries are numbered from 1; an article is known here by ``article``, the ``seq`` of
its entry, which grows in the order of adding.

A row of ``statement``, ``event`` or ``entity`` is one of an article's newest reading with people's corrections applied,
as it was from the entry ``since`` on until before the entry ``until`` (null: to this day). So what a view as of ``seq``
holds is ``since <= seq and (until is null or until > seq)``, and an article is in it if ``article <= seq``. A row that a
later reading or correction changes is closed, and the row as it is then comes as a new one, with a new ``id``.

**Full text.** ``statement_words``, ``article_words`` and ``entity_words`` are indexed by the ``id`` of a row of
``statement`` or ``entity``, or the ``seq`` of an ``article``, and hold words folded by `onrecord.record.words.fold`,
joined by one space. Rows are only ever added, closed rows stay: join with the table, and ask for ``since`` and ``until``.

- SQLite: contentless FTS5 tables, ``rowid`` the id. Columns: ``statement_words(content, speaker, source, addressees)``,
  ``article_words(title, text)``, ``entity_words(name)``.
- PostgreSQL: tables ``(id, words)`` with ``words`` a tsvector made by the configuration *simple*, under a GIN index. The
  columns above are its weights in this order: content A, speaker B, source C, addressees D; title A, text B; name A.

**Derived.** ``feature``, ``mark`` and ``link`` are filled by those who keep stories up to date. They may be
emptied at any time.

JSON in a column is a list: of names, or of ``[start, end]`` spans. Text is without NUL and lone surrogates, which
are U+FFFD here and whole in the log.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    func,
    literal_column,
)

VERSION = 3
"""Of the tables and of the form of the entries' bodies. A record of a newer version is not opened; an older one is brought up
to date: see `onrecord.record.migrate`."""

SEQ = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData()

META = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
"""``version`` of the tables."""

ENTRY = Table(
    "entry",
    metadata,
    Column("seq", SEQ, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),  # capture, article, reading, correction, alias
    Column("id", Text, nullable=False),
    Column("at", Text, nullable=False),  # ISO 8601, UTC
    Column("body", Text, nullable=False),  # canonical JSON
    Column("prev", Text, nullable=False),  # hash of the entry before, 64 zeros for the first
    Column("hash", Text, nullable=False),
    UniqueConstraint("kind", "id", name="entry_once"),
)

CAPTURE = Table(
    "capture",
    metadata,
    Column("sha256", Text, primary_key=True),  # of the bytes
    Column("size", SEQ, nullable=False),  # of the bytes
    Column("crc", SEQ, nullable=False),  # CRC-32 of the body: a bit that zlib passes over is found too
    Column("body", LargeBinary, nullable=False),  # the bytes, packed by zlib
)

ARTICLE = Table(
    "article",
    metadata,
    Column("seq", SEQ, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("added", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("outlet_folded", Text),  # its folded words, joined by a space
    Column("url", Text),
    Column("url_key", Text, index=True),  # the address without what does not tell articles apart
    Column("date", Text),  # of publication
    Column("date_precision", Text),
    Column("date_basis", Text),
    Column("date_why", Text),
    Column("modified", Text),
    Column("captured", Text),
    Column("sha256", Text, nullable=False),
)

DATED = func.coalesce(ARTICLE.c.date, literal_column("''"))
"""By which articles are put in order; those without a date come before all others. Written out, as only so the index is used."""

NEWEST = {
    "sqlite": Index("article_newest", DATED, ARTICLE.c.seq).ddl_if(dialect="sqlite"),
    "postgresql": Index("article_newest", DATED.collate("C"), ARTICLE.c.seq).ddl_if(dialect="postgresql"),
}
"""The index that a search goes through from its end, on each database."""

READING = Table(
    "reading",
    metadata,
    Column("seq", SEQ, primary_key=True, autoincrement=False),
    Column("article", SEQ, nullable=False, index=True),
    Column("reader", Text, nullable=False),
    Column("until", SEQ),  # the entry of the next reading of this article
)

STATEMENT = Table(
    "statement",
    metadata,
    Column("id", SEQ, primary_key=True, autoincrement=False),
    Column("article", SEQ, nullable=False),
    Column("row_id", Text, nullable=False),  # the statement's id in the reading
    Column("kind", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("source", Text),  # the words that name the source
    Column("speaker_row", Text),  # the entity's id in the reading
    Column("speaker", Text),  # the entity's name
    Column("addressees", Text, nullable=False),  # JSON, names or else words
    Column("according_to", Text, nullable=False),  # JSON, whose say-so the article has it on, outermost last
    Column("content", Text, nullable=False),
    Column("spans", Text, nullable=False),  # JSON, of the content
    Column("said", Text),  # date, ISO 8601
    Column("negated", Boolean, nullable=False),
    Column("modality", Text, nullable=False),
    Column("within", Text),
    Column("confidence", Float, nullable=False),
    Column("reviewed", Boolean, nullable=False),  # a person's verdict on this row is in force
    Column("since", SEQ, nullable=False),
    Column("until", SEQ),
    Index("statement_review", "reviewed", "confidence", "article"),
)

BY_ARTICLE = Index("statement_article", STATEMENT.c.article, STATEMENT.c.act, STATEMENT.c.kind)
"""With it a search sees the filters without looking at the rows."""

EVENT = Table(
    "event",
    metadata,
    Column("id", SEQ, primary_key=True, autoincrement=False),
    Column("article", SEQ, nullable=False, index=True),
    Column("row_id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("actors", Text, nullable=False),  # JSON, names or else words
    Column("recipients", Text, nullable=False),
    Column("according_to", Text, nullable=False),
    Column("trigger_text", Text, nullable=False),
    Column("spans", Text, nullable=False),  # JSON, of the trigger
    Column("date", Text),
    Column("basis", Text),
    Column("confidence", Float, nullable=False),
    Column("since", SEQ, nullable=False),
    Column("until", SEQ),
)

ENTITY = Table(
    "entity",
    metadata,
    Column("id", SEQ, primary_key=True, autoincrement=False),
    Column("article", SEQ, nullable=False, index=True),
    Column("row_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("titles", Text, nullable=False),  # JSON
    Column("names", Text, nullable=False),  # JSON, every name used of it, the fullest first
    Column("spans", Text, nullable=False),  # JSON, of the first mention
    Column("since", SEQ, nullable=False),
    Column("until", SEQ),
)

CORRECTION = Table(
    "correction",
    metadata,
    Column("seq", SEQ, primary_key=True, autoincrement=False),
    Column("article", SEQ, nullable=False, index=True),  # of the row, and of what is undone
    Column("other_article", SEQ, index=True),  # of the second entity
    Column("pair", Boolean, nullable=False),  # it says of two entities whether they are one
    Index("correction_pair", "pair", "seq"),
)

ALIAS = Table(
    "alias",
    metadata,
    Column("seq", SEQ, primary_key=True, autoincrement=False),
    Column("qid", Text, nullable=False, index=True),
    Column("until", SEQ),  # the entry that says otherwise of this QID
)

ALIAS_NAME = Table(
    "alias_name",
    metadata,
    Column("name", Text, primary_key=True),  # its folded words, joined by a space
    Column("alias", SEQ, primary_key=True),
    sqlite_with_rowid=False,
)

FEATURE = Table(
    "feature",
    metadata,
    Column("article", SEQ, primary_key=True, autoincrement=False),
    Column("version", Text, nullable=False),  # empty: nothing was worked out yet
    Column("signature", Text, nullable=False),
    Column("sketch", Text, nullable=False),
    Index("feature_version", "version", "article"),
)

MARK = Table(
    "mark",
    metadata,
    Column("kind", Text, primary_key=True),  # key, band
    Column("value", Text, primary_key=True),
    Column("article", SEQ, primary_key=True),
    Index("mark_article", "article"),
    sqlite_with_rowid=False,
)

LINK = Table(
    "link",
    metadata,
    Column("one", SEQ, primary_key=True, autoincrement=False),  # the article added first
    Column("other", SEQ, primary_key=True, autoincrement=False, index=True),
    Column("kind", Text, primary_key=True),  # story, reprint
    Column("score", Float, nullable=False),
    sqlite_with_rowid=False,
)

LOG = (META, ENTRY, CAPTURE)
INDEXES = (ARTICLE, READING, STATEMENT, EVENT, ENTITY, CORRECTION, ALIAS, ALIAS_NAME)
DERIVED = (FEATURE, MARK, LINK)
WORDS = {
    "article_words": ("title", "text"),
    "statement_words": ("content", "speaker", "source", "addressees"),
    "entity_words": ("name",),
}
"""The full-text tables, and the columns of each."""

INDEXED = {"article_words": ARTICLE.c.seq, "statement_words": STATEMENT.c.id, "entity_words": ENTITY.c.id}
"""What the rows of each full-text table are of."""
