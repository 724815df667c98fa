"""The stories of a library: as they were grouped, and as they were collated, with what was found in each."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from variorum.model import Article, ArticleId, Problem, Story
from variorum.settings import DEFAULT
from variorum.store import tellings
from variorum.store.connection import as_written
from variorum.store.findings import replace_findings, sums_in_words
from variorum.store.tables import Cell
from variorum.store.writable import writable

_STORY: TypeAdapter[Story] = TypeAdapter(Story)
_ARTICLES: TypeAdapter[tuple[Article, ...]] = TypeAdapter(tuple[Article, ...])
_WHOLE: TypeAdapter[tuple[Story, tuple[Article, ...]]] = TypeAdapter(tuple[Story, tuple[Article, ...]])


@dataclass(frozen=True)
class StoredStory:
    """A story as it is kept, with its tellings as dated: those have their texts. Only grouped if ``collated`` is false."""

    story: Story
    articles: tuple[Article, ...]
    collated: bool


def put_grouped(
    connection: sqlite3.Connection,
    gone: Iterable[str],
    stories: Iterable[Story],
    moment: str,
    touched: Iterable[ArticleId],
) -> None:
    """Let some stories go and enter others, or enter anew those that differ: they are stale until they are collated.

    A story is called by its articles, so its id changes with them; the old one goes on leading to where its first telling is.
    ``touched`` are the articles that came or changed: their stories are stale, whatever else is the same.
    """
    before = _retire(connection, gone, moment)
    for one in stories:
        connection.execute("DELETE FROM former_stories WHERE id = ?", (one.id,))
        connection.execute(
            "INSERT INTO stories (id, title, opened, latest, articles, stale, grouped) VALUES (?, ?, ?, ?, ?, 1, ?)"
            " ON CONFLICT (id) DO UPDATE SET stale = 1, grouped = excluded.grouped",
            (
                one.id,
                writable(one.title),
                one.opened,
                one.latest,
                len(one.articles),
                _packed(_STORY.dump_json(one, by_alias=True)),
            ),
        )
        connection.execute("DELETE FROM members WHERE story = ?", (one.id,))
        connection.executemany(
            "INSERT INTO members (story, position, article, telling) SELECT ?, ?, id, key FROM tellings WHERE id = ?",
            [(one.id, at, article) for at, article in enumerate(one.articles)],
        )
        _remember(connection, one.id, before)
    for article in touched:
        connection.execute(
            "UPDATE members SET telling = (SELECT key FROM tellings WHERE id = article) WHERE article = ?", (article,)
        )
        connection.execute(
            "UPDATE stories SET stale = 1 WHERE id = (SELECT story FROM members WHERE article = ?)", (article,)
        )


def _retire(connection: sqlite3.Connection, gone: Iterable[str], moment: str) -> list[tuple[set[int], bytes]]:
    """Let stories go; give those that were collated as they were, each with its tellings."""
    before: list[tuple[set[int], bytes]] = []
    for story in gone:
        row = connection.execute("SELECT coalesce(before, document) FROM stories WHERE id = ?", (story,)).fetchone()
        if row and row[0]:
            held = connection.execute("SELECT telling FROM members WHERE story = ?", (story,))
            before.append(({each[0] for each in held}, row[0]))
        connection.execute(
            "INSERT OR REPLACE INTO former_stories SELECT story, telling, ? FROM members WHERE story = ? AND position = 0",
            (moment, story),
        )
        connection.execute("DELETE FROM stories WHERE id = ?", (story,))
    return before


def _remember(connection: sqlite3.Connection, story: str, before: Sequence[tuple[set[int], bytes]]) -> None:
    """Keep with a story what it was before, so that it can be told what changed once it is collated."""
    tellings = {row[0] for row in connection.execute("SELECT telling FROM members WHERE story = ?", (story,))}
    shared = [(len(tellings & held), -at) for at, (held, _) in enumerate(before) if tellings & held]
    document = before[-max(shared)[1]][1] if shared else None
    connection.execute("UPDATE stories SET before = coalesce(before, ?, document) WHERE id = ?", (document, story))


def stale(connection: sqlite3.Connection, older_than: str | None = None) -> tuple[str, ...]:
    """Name the stories that are to be collated, those told last first; and those collated by another program, if one is given."""
    rows = connection.execute(
        "SELECT id FROM stories WHERE stale OR (? IS NOT NULL AND program IS NOT ?) ORDER BY latest DESC, id",
        (older_than, older_than),
    )
    return tuple(row[0] for row in rows)


def mark_stale(connection: sqlite3.Connection, articles: Iterable[ArticleId]) -> None:
    """Say that the stories of some articles are to be collated."""
    connection.executemany(
        "UPDATE stories SET stale = 1 WHERE id = (SELECT story FROM members WHERE article = ?)",
        [(article,) for article in articles],
    )


def members(connection: sqlite3.Connection, story: str) -> tuple[ArticleId, ...]:
    """Name the articles of a story in their order."""
    rows = connection.execute("SELECT article FROM members WHERE story = ? ORDER BY position", (story,))
    return tuple(row[0] for row in rows)


def grouped(connection: sqlite3.Connection, story: str) -> Story | None:
    """Give a story as it was grouped."""
    row = connection.execute("SELECT grouped FROM stories WHERE id = ?", (story,)).fetchone()
    return _grouped(row[0], story) if row else None


def _grouped(document: bytes, story: str) -> Story:
    with as_written(f"how story {story} was grouped"):
        return _STORY.validate_json(_unpacked(document))


def digest_of(connection: sqlite3.Connection, story: str, settled: str) -> str:
    """Give the hash of all that a story is collated from: its articles, in order, and what the user has settled."""
    rows = connection.execute(
        "SELECT m.article, v.content FROM members m JOIN tellings t ON t.id = m.article"
        " JOIN versions v ON v.number = t.version WHERE m.story = ? ORDER BY m.position",
        (story,),
    ).fetchall()
    return hashlib.sha256(json.dumps([rows, settled]).encode()).hexdigest()


def is_collated(connection: sqlite3.Connection, story: str, digest: str) -> bool:
    """Say whether what is kept of a story was collated from just this."""
    row = connection.execute("SELECT digest FROM stories WHERE id = ?", (story,)).fetchone()
    return row is not None and row[0] == digest


def is_settled(connection: sqlite3.Connection, story: str, digest: str, program: str) -> bool:
    """Say whether a story was collated from just this by just this program, and nothing is to be done."""
    row = connection.execute("SELECT digest, program FROM stories WHERE id = ? AND NOT stale", (story,)).fetchone()
    return row is not None and row == (digest, program)


def put_collated(
    connection: sqlite3.Connection, story: Story, articles: Iterable[Article], digest: str, program: str
) -> None:
    """Keep a story as it was collated, with its tellings as dated; ``settle`` ends what this begins."""
    told = tuple(articles)
    bare = _ARTICLES.dump_json(tuple(replace(article, text="") for article in told), by_alias=True)
    document = b"[%s,%s]" % (_STORY.dump_json(story, by_alias=True), bare)
    connection.execute(
        "UPDATE stories SET digest = ?, program = ?, document = ? WHERE id = ?",
        (digest, program, _packed(document), story.id),
    )
    connection.executemany(
        "UPDATE members SET published = ?, published_grain = ?, published_basis = ?, published_reason = ?"
        " WHERE story = ? AND article = ?",
        [
            (*((when.value, when.grain, when.basis, when.reason) if when else (None,) * 4), story.id, article)
            for article, when in ((one.id, one.published) for one in told)
        ],
    )


def settle(
    connection: sqlite3.Connection, story: Story, tables: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Cell]]]]
) -> None:
    """Write the findings of a collated story into the tables, as it is shown; it is stale no more.

    Differences and agreements are counted as they are shown: without those that are doubtful or dismissed.
    """
    gone = {one.finding for one in story.judgements if one.kind == "dismissed"}
    shown = (point for point in story.points if point.confidence >= DEFAULT.shown and point.id not in gone)
    verdicts = [point.verdict for point in shown]
    counts = (len(story.lineage.voices), verdicts.count("differs"), verdicts.count("agreed"))
    connection.execute(
        "UPDATE stories SET title = ?, opened = ?, latest = ?, voices = ?, differences = ?, agreements = ?,"
        " stale = 0, before = NULL WHERE id = ?",
        (writable(story.title), story.opened, story.latest, *counts, story.id),
    )
    replace_findings(connection, story.id, tables)


def seal(connection: sqlite3.Connection, story: str) -> None:
    """Keep checksums of all rows of a story, by which damage to them is found; it comes last, when all are written."""
    connection.execute("UPDATE stories SET findings = ? WHERE id = ?", (sums_in_words(connection, story), story))


def story(connection: sqlite3.Connection, identity: str) -> StoredStory | None:
    """Give a story, with its title, joins and neighbours as they are now."""
    row = connection.execute("SELECT grouped, document FROM stories WHERE id = ?", (identity,)).fetchone()
    if row is None:
        return None
    now = _grouped(row[0], identity)
    if row[1] is None:
        return StoredStory(now, tuple(tellings.articles(connection, now.articles)), collated=False)
    kept = _whole(connection, row[1])
    return replace(kept, story=replace(kept.story, title=now.title, joins=now.joins, related=now.related))


def before(connection: sqlite3.Connection, identity: str) -> StoredStory | None:
    """Give what a stale story was when it was last collated, under whatever id; nothing if it is new."""
    row = connection.execute("SELECT before FROM stories WHERE id = ?", (identity,)).fetchone()
    return _whole(connection, row[0]) if row and row[0] else None


def _whole(connection: sqlite3.Connection, document: bytes) -> StoredStory:
    with as_written("what was found in a story"):
        told, articles = _WHOLE.validate_json(_unpacked(document))
        texts = tellings.texts(connection, {article.id[: tellings.ID] for article in articles})
        filled = tuple(replace(article, text=texts[article.id[: tellings.ID]]) for article in articles)
    return StoredStory(told, filled, collated=True)


def called(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """Give the ids of the stories that a name may mean: an id, its beginning, or one that the story had before."""
    row = connection.execute("SELECT id FROM stories WHERE id = ?", (name,)).fetchone()
    if row is None:
        row = connection.execute(
            "SELECT m.story FROM former_stories f JOIN members m ON m.telling = f.telling WHERE f.id = ?", (name,)
        ).fetchone()
    if row is not None:
        return (row[0],)
    if len(name) < 3:
        return ()
    rows = connection.execute("SELECT id FROM stories WHERE substr(id, 1, ?) = ? ORDER BY id", (len(name), name))
    return tuple(row[0] for row in rows)


def ids(connection: sqlite3.Connection) -> Iterator[str]:
    """Give the ids of all stories in the order of an edition: by first day, then by id."""
    rows = connection.execute("SELECT id FROM stories ORDER BY coalesce(opened, '9999'), id").fetchall()
    yield from (row[0] for row in rows)


def story_of(connection: sqlite3.Connection, article: ArticleId) -> str | None:
    """Give the id of the story that an article belongs to."""
    row = connection.execute("SELECT story FROM members WHERE article = ?", (article,)).fetchone()
    return row[0] if row else None


def put_problems(connection: sqlite3.Connection, source: str, problems: Iterable[Problem]) -> None:
    """Put the Problems of one source (an input, an article) in place of those that it had."""
    connection.execute("DELETE FROM problems WHERE source = ?", (source,))
    add_problems(connection, source, problems)


def add_problems(connection: sqlite3.Connection, source: str, problems: Iterable[Problem]) -> None:
    """Put further Problems of one source to those that it has."""
    connection.executemany(
        "INSERT OR IGNORE INTO problems VALUES (?, ?, ?, ?)",
        [tuple(map(writable, (source, one.input, one.kind, one.message))) for one in problems],
    )


def problems(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """Give all Problems that stand, each once, in the order of an edition."""
    rows = connection.execute("SELECT DISTINCT input, kind, message FROM problems ORDER BY input, kind, message")
    return tuple(Problem(*row) for row in rows)


def _packed(document: bytes) -> bytes:
    return zlib.compress(document, 6)


def _unpacked(document: bytes) -> bytes:
    return zlib.decompress(document)
