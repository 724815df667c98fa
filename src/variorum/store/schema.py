"""The tables of a library, and how they came to be."""

from __future__ import annotations

from variorum.store import browsing, findings, grouping, people, pledges, search
from variorum.store.migrations import Migration

_LIBRARY: tuple[str, ...] = (
    # A telling is one address: a page, or a record of a file. Its versions are all texts that stood there.
    """
    CREATE TABLE tellings (
      key INTEGER PRIMARY KEY,
      address TEXT NOT NULL UNIQUE,
      version INTEGER REFERENCES versions (number),
      id TEXT
    )
    """,
    "CREATE UNIQUE INDEX tellings_by_id ON tellings (id)",
    """
    CREATE TABLE versions (
      number INTEGER PRIMARY KEY,
      telling INTEGER NOT NULL REFERENCES tellings (key),
      seen TEXT NOT NULL,
      last_seen TEXT NOT NULL,
      title TEXT GENERATED ALWAYS AS (document ->> '$.title') VIRTUAL,
      outlet TEXT GENERATED ALWAYS AS (document ->> '$.outlet') VIRTUAL,
      authors TEXT GENERATED ALWAYS AS (document ->> '$.authors') VIRTUAL,
      published TEXT GENERATED ALWAYS AS (document ->> '$.published.value') VIRTUAL,
      language TEXT GENERATED ALWAYS AS (document ->> '$.language') VIRTUAL,
      url TEXT GENERATED ALWAYS AS (document ->> '$.url') VIRTUAL,
      credits TEXT GENERATED ALWAYS AS (document ->> '$.credits') VIRTUAL,
      input TEXT NOT NULL,
      text TEXT NOT NULL,
      text_hash TEXT NOT NULL,
      text_id TEXT GENERATED ALWAYS AS (substr(text_hash, 1, 16)) VIRTUAL,
      document TEXT NOT NULL,
      content TEXT NOT NULL
    )
    """,
    "CREATE INDEX versions_by_telling ON versions (telling)",
    "CREATE INDEX versions_by_text ON versions (text_id)",
    # Nothing that stood somewhere is lost: only the moment when it was last seen moves on.
    """
    CREATE TRIGGER versions_stay BEFORE DELETE ON versions
    BEGIN SELECT RAISE(ABORT, 'versions are append-only'); END
    """,
    """
    CREATE TRIGGER versions_keep BEFORE UPDATE OF number, telling, seen, input, text, text_hash, document, content ON versions
    BEGIN SELECT RAISE(ABORT, 'versions are append-only'); END
    """,
    # What statements were found in an article, by the hash of what they were found in and of the program that found them.
    """
    CREATE TABLE readings (
      key TEXT PRIMARY KEY,
      article TEXT NOT NULL,
      document BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE stories (
      id TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      opened TEXT,
      latest TEXT,
      articles INTEGER NOT NULL,
      voices INTEGER,
      differences INTEGER,
      agreements INTEGER,
      stale INTEGER NOT NULL,
      digest TEXT,
      program TEXT,
      grouped BLOB NOT NULL,
      document BLOB,
      before BLOB
    )
    """,
    "CREATE INDEX stories_by_day ON stories (latest)",
    "CREATE INDEX stories_stale ON stories (id) WHERE stale",
    """
    CREATE TABLE members (
      story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      article TEXT NOT NULL,
      telling INTEGER NOT NULL REFERENCES tellings (key),
      published TEXT,
      published_grain TEXT,
      published_basis TEXT,
      published_reason TEXT,
      PRIMARY KEY (story, position)
    ) WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX members_by_article ON members (article)",
    # Stories have the names of their articles; when these change, the old name still leads to the story.
    """
    CREATE TABLE former_stories (
      id TEXT PRIMARY KEY,
      telling INTEGER NOT NULL REFERENCES tellings (key),
      retired TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE problems (
      source TEXT NOT NULL,
      input TEXT NOT NULL,
      kind TEXT NOT NULL,
      message TEXT NOT NULL,
      PRIMARY KEY (source, input, kind, message)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE decisions (
      number INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      made TEXT NOT NULL,
      undone TEXT,
      note TEXT,
      document TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE changes (
      number INTEGER PRIMARY KEY,
      moment TEXT NOT NULL,
      kind TEXT NOT NULL,
      telling INTEGER REFERENCES tellings (key),
      version INTEGER REFERENCES versions (number),
      story TEXT,
      what TEXT NOT NULL,
      told INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX changes_by_moment ON changes (moment)",
    "CREATE INDEX changes_untold ON changes (number) WHERE kind = 'version' AND NOT told",
    # What to say to a server so that it answers only if a page has changed.
    """
    CREATE TABLE fetches (
      url TEXT PRIMARY KEY,
      etag TEXT,
      modified TEXT,
      seen TEXT,
      moved TEXT,
      first_seen TEXT
    ) WITHOUT ROWID
    """,
    """
    CREATE VIEW articles AS
    SELECT t.id, v.title, v.outlet, v.authors,
           coalesce(m.published, v.published) AS published, m.published_basis, v.language, v.url, v.credits,
           m.story, m.position, length(v.text) AS characters, v.seen, t.address, v.input, v.number AS version
    FROM tellings t JOIN versions v ON v.number = t.version LEFT JOIN members m ON m.article = t.id
    """,
)

MIGRATIONS: tuple[Migration, ...] = (
    Migration("2026-11-22 library", _LIBRARY),
    Migration("2026-11-22 findings", findings.SCHEMA),
    Migration("2026-11-22 grouping", grouping.SCHEMA),
    Migration("2026-11-22 search", search.SCHEMA),
    Migration("2026-11-22 sums", ("ALTER TABLE stories ADD COLUMN findings TEXT",)),
    Migration("2026-11-22 browsing", (*browsing.SCHEMA, *people.SCHEMA, *pledges.SCHEMA)),
)
