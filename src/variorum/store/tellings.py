"""Tellings and their versions: what is taken in is appended, and each telling has one version that holds now."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from variorum.model import Article, ArticleId, Capture
from variorum.store.connection import NotAsWrittenError, as_written
from variorum.store.writable import writable

_ARTICLE: TypeAdapter[Article] = TypeAdapter(Article)
_CURRENT = """
    SELECT t.id, v.document, v.input, v.text, v.content, t.address FROM tellings t JOIN versions v ON v.number = t.version
"""
_Row = tuple[str, str, str, str, str, str]
# More names than this in one statement are looked up part by part.
_AT_ONCE = 500
ID = 16
"""Characters of an article's id that are the hash of its text; what follows tells articles with one text apart."""


@dataclass(frozen=True)
class Taken:
    """What a portion of captures brought: the articles that hold now, those that hold no more, and counts.

    An article that comes under an id that was another's before is in ``removed`` and ``added`` both.
    """

    added: tuple[Article, ...] = ()
    removed: tuple[ArticleId, ...] = ()
    new: tuple[str, ...] = ()
    """Addresses of tellings that were not there."""
    changed: tuple[str, ...] = ()
    """Addresses of tellings that have a new version."""
    known: int = 0
    """How many captures brought nothing new."""


@dataclass(frozen=True)
class StoredVersion:
    """One version of a telling: its number, when it was first and last seen so (ISO 8601), and the article as it was."""

    number: int
    address: str
    seen: str
    last_seen: str
    article: Article


def append(connection: sqlite3.Connection, captures: Iterable[Capture], moment: str) -> Taken:
    """Take in captures, inside the caller's transaction. ``moment`` stands for ``seen`` where a source does not tell it.

    The version that was seen last holds. Articles with one text are told apart by a number after the id, in the order of
    their addresses, so that ids depend on what is there and not on the order in which it came.
    """
    before: dict[int, tuple[str, int] | None] = {}
    new: list[str] = []
    changed: list[str] = []
    known = 0
    for capture in captures:
        telling, is_new = _telling(connection, capture.address)
        if telling not in before:
            before[telling] = None if is_new else _holds(connection, telling)
        if _enter(connection, telling, capture, moment):
            (new if is_new else changed).append(capture.address)
        else:
            known += 1
    moved = _moved(connection, before)
    removed, added = _named_anew(connection, moved)
    return Taken(tuple(added), tuple(removed), tuple(new), tuple(dict.fromkeys(changed)), known)


def _telling(connection: sqlite3.Connection, address: str) -> tuple[int, bool]:
    row = connection.execute("SELECT key FROM tellings WHERE address = ?", (address,)).fetchone()
    if row is not None:
        return row[0], False
    key = connection.execute("INSERT INTO tellings (address) VALUES (?)", (address,)).lastrowid
    assert key is not None  # an insert gives a row number  # noqa: S101
    return key, True


def _holds(connection: sqlite3.Connection, telling: int) -> tuple[str, int] | None:
    row = connection.execute(
        "SELECT v.text_id, v.number FROM tellings t JOIN versions v ON v.number = t.version WHERE t.key = ?", (telling,)
    ).fetchone()
    return (row[0], row[1]) if row else None


def _enter(connection: sqlite3.Connection, telling: int, capture: Capture, moment: str) -> bool:
    """Append a version, unless what it says was seen there at that time; say whether one was appended."""
    text_hash, article = _named_by_text(without_surrogates(capture.article))
    seen = capture.seen or moment
    document, content = _document(article)
    rows = connection.execute(
        "SELECT number, seen, last_seen, content FROM versions WHERE telling = ? ORDER BY last_seen, number", (telling,)
    ).fetchall()
    at = sum(row[2] <= seen for row in rows)  # the versions last seen by then
    earlier, later = (rows[at - 1] if at else None), (rows[at] if at < len(rows) else None)
    if later is not None and later[3] == content:
        return False  # so it stood then, or soon after
    if earlier is not None and earlier[3] == content:
        connection.execute("UPDATE versions SET last_seen = ? WHERE number = ?", (seen, earlier[0]))
        return False
    connection.execute(
        "INSERT INTO versions (telling, seen, last_seen, input, text, text_hash, document, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (telling, seen, seen, article.input, article.text, text_hash, document, content),
    )
    return True


def _named_by_text(article: Article) -> tuple[str, Article]:
    text_hash = hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    return text_hash, renamed(article, text_hash[:ID])


def _document(article: Article) -> tuple[str, str]:
    """Give all of an article but its id, input and text as JSON, and the hash of all that makes a version another one."""
    plain = _ARTICLE.dump_python(article, mode="json", by_alias=True)
    plain = {name: value for name, value in plain.items() if name not in {"id", "input", "text"}}
    document = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return document, _content(document, article.text)


def without_surrogates(article: Article) -> Article:
    """Give an article without lone surrogates, which no database can hold; offsets stay as they are."""
    try:
        _ARTICLE.dump_json(article)
    except ValueError:
        return _ARTICLE.validate_python(_writable_all(_ARTICLE.dump_python(article, by_alias=True)))
    return article


def _writable_all(value: object) -> object:
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, list | tuple):
        return [_writable_all(each) for each in value]
    if isinstance(value, dict):
        return {name: _writable_all(each) for name, each in value.items()}
    return value


def _moved(connection: sqlite3.Connection, before: dict[int, tuple[str, int] | None]) -> dict[str, set[int]]:
    """Let the version seen last hold; give the text ids that lost or won a telling, with the tellings whose version changed."""
    moved: dict[str, set[int]] = {}
    for telling, was in before.items():
        row = connection.execute(
            "SELECT number, text_id FROM versions WHERE telling = ? ORDER BY last_seen DESC, number DESC LIMIT 1",
            (telling,),
        ).fetchone()
        if was is not None and was[1] == row[0]:
            continue
        connection.execute("UPDATE tellings SET version = ? WHERE key = ?", (row[0], telling))
        moved.setdefault(row[1], set()).add(telling)
        if was is not None:
            moved.setdefault(was[0], set()).add(telling)
    return moved


def _named_anew(connection: sqlite3.Connection, moved: dict[str, set[int]]) -> tuple[list[ArticleId], list[Article]]:
    """Give ids to all tellings of some texts; say which ids hold no more, and which articles hold now that did not."""
    touched = {telling for tellings in moved.values() for telling in tellings}
    wanted: dict[int, str] = {}
    for text_id in sorted(moved):
        rows = connection.execute(
            "SELECT t.key FROM versions v JOIN tellings t ON t.key = v.telling AND t.version = v.number"
            " WHERE v.text_id = ? ORDER BY t.address",
            (text_id,),
        ).fetchall()
        wanted |= {row[0]: text_id if not at else f"{text_id}-{at + 1}" for at, row in enumerate(rows)}
    held = {key: connection.execute("SELECT id FROM tellings WHERE key = ?", (key,)).fetchone()[0] for key in wanted}
    anew = sorted(key for key in wanted if key in touched or held[key] != wanted[key])
    connection.executemany("UPDATE tellings SET id = NULL WHERE key = ?", [(key,) for key in anew])
    connection.executemany("UPDATE tellings SET id = ? WHERE key = ?", [(wanted[key], key) for key in anew])
    removed = sorted(held[key] for key in anew if held[key] is not None)
    added = sorted(articles(connection, [wanted[key] for key in anew]), key=lambda article: article.id)
    return removed, added


def articles(connection: sqlite3.Connection, ids: Iterable[ArticleId] | None = None) -> Iterator[Article]:
    """Give the articles that hold now, by id or all of them; those that are not there are passed over."""
    if ids is None:
        rows: Iterable[_Row] = connection.execute(f"{_CURRENT} ORDER BY t.id")
        yield from (_article(*row) for row in rows)
        return
    waiting = list(ids)
    for start in range(0, len(waiting), _AT_ONCE):
        some = waiting[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        found = {row[0]: row for row in connection.execute(f"{_CURRENT} WHERE t.id IN ({marks})", some)}
        yield from (_article(*found[each]) for each in some if each in found)


def ids_of(connection: sqlite3.Connection, addresses: Iterable[str]) -> dict[str, ArticleId]:
    """Give the ids that tellings have now, by their addresses; those that are not there are left out."""
    found: dict[str, ArticleId] = {}
    for address in sorted(set(addresses)):
        row = connection.execute("SELECT id FROM tellings WHERE address = ?", (address,)).fetchone()
        if row is not None:
            found[address] = row[0]
    return found


def addresses_of(connection: sqlite3.Connection, ids: Iterable[ArticleId]) -> dict[ArticleId, str]:
    """Give the addresses of tellings by their ids; those that are not there are left out."""
    found: dict[ArticleId, str] = {}
    for each in ids:
        row = connection.execute("SELECT address FROM tellings WHERE id = ?", (each,)).fetchone()
        if row is not None:
            found[each] = row[0]
    return found


def called(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """Give the addresses that a name may mean: an address, an id or its beginning, a URL or input as given, or the end of one."""
    exact = "SELECT address FROM tellings WHERE address IN (?1, 'file:' || ?1) OR id = ?1"
    given = (
        "SELECT DISTINCT t.address FROM tellings t JOIN versions v ON v.number = t.version"
        " WHERE v.input = ?1 OR v.url = ?1 ORDER BY 1"
    )
    begun = "SELECT address FROM tellings WHERE length(?1) >= 4 AND substr(id, 1, length(?1)) = ?1 ORDER BY address"
    ended = "SELECT address FROM tellings WHERE substr(address, -length(?1) - 1) = '/' || ?1 ORDER BY address"
    for query in (exact, given, begun, ended):
        if rows := connection.execute(query, (name,)).fetchall():
            return tuple(row[0] for row in rows)
    return ()


def texts(connection: sqlite3.Connection, hashes: Iterable[str]) -> dict[str, str]:
    """Give texts by the first digits of their hashes, whether they hold now or did once."""
    found: dict[str, str] = {}
    for each in sorted(hashes):
        row = connection.execute(
            "SELECT text, text_hash, input FROM versions WHERE text_id = ? LIMIT 1", (each,)
        ).fetchone()
        if row is not None:
            if hashlib.sha256(str(row[0]).encode("utf-8")).hexdigest() != row[1]:
                raise NotAsWrittenError(f"the text of {row[2]} is not the one that was taken in")
            found[each] = row[0]
    return found


def versions(connection: sqlite3.Connection, address: str) -> tuple[StoredVersion, ...]:
    """Give every version of a telling, the oldest first; the id of each is that of its text."""
    rows = connection.execute(
        "SELECT v.number, v.seen, v.last_seen, v.text_id, v.document, v.input, v.text, v.content, t.address"
        " FROM tellings t JOIN versions v ON v.telling = t.key WHERE t.address = ? ORDER BY v.last_seen, v.number",
        (address,),
    )
    return tuple(StoredVersion(row[0], address, row[1], row[2], _article(*row[3:])) for row in rows)


def with_versions(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Give the addresses of tellings that have more than one version, the one that changed last at the end."""
    rows = connection.execute(
        "SELECT t.address FROM tellings t JOIN versions v ON v.telling = t.key GROUP BY t.key HAVING count(*) > 1"
        " ORDER BY max(v.seen), t.address"
    )
    return tuple(row[0] for row in rows)


def _article(identity: str, document: str, place: str, text: str, content: str, address: str) -> Article:
    # The hash costs a few millionths of a second; that a changed word goes unseen would cost the reader's trust.
    if _content(document, text) != content:
        raise NotAsWrittenError(f"the text or the particulars of {address} are not those that were taken in")
    with as_written(address):
        return renamed(
            _ARTICLE.validate_python({**json.loads(document), "id": identity, "input": place, "text": text}), identity
        )


def _content(document: str, text: str) -> str:
    return hashlib.sha256(f"{document}\n{text}".encode()).hexdigest()


def renamed(article: Article, identity: ArticleId) -> Article:
    """Give an article under another id, its own spans with it."""
    published = article.published
    if published is not None and published.span is not None:
        published = replace(published, span=replace(published.span, article=identity))
    return replace(article, id=identity, published=published)
