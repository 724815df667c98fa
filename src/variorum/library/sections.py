"""What was found in a story as the JSON that is kept of it, for those who pass it on: nothing is decoded on the way."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from operator import itemgetter
from typing import Any
from weakref import WeakKeyDictionary

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from variorum import __version__
from variorum.errors import UnknownStory
from variorum.library.showing import edition_of
from variorum.model import Article, ArticleId, Judgement
from variorum.store import collated, decided, sections, tellings
from variorum.store.opening import OpenLibrary
from variorum.store.sections import FACETS, Item

__all__ = ["FACETS", "Item", "edition_json", "items", "judgements", "part", "state_of_all", "tellings_of"]

_JUDGEMENTS: TypeAdapter[tuple[Judgement, ...]] = TypeAdapter(tuple[Judgement, ...])
_ARTICLES: TypeAdapter[tuple[Article, ...]] = TypeAdapter(tuple[Article, ...])
_LONG = frozenset({"text", "furniture"})
_CONNECTIONS: WeakKeyDictionary[OpenLibrary, str] = WeakKeyDictionary()


def items(library: OpenLibrary, story: str, section: str) -> tuple[Item, ...]:
    """Give the items of a list of a story (a key of ``FACETS``), each with its JSON. Raises ``UnknownStory``."""
    with library.reading() as connection:
        found = sections.items(connection, story, section)
    if found is None:
        raise UnknownStory(story)
    return found


def part(library: OpenLibrary, story: str, section: str) -> str:
    """Give the JSON of a part of a story that is no list. Raises ``UnknownStory``."""
    with library.reading() as connection:
        found = sections.part(connection, story, section)
    if found is None:
        raise UnknownStory(story)
    return found


def judgements(library: OpenLibrary, story: str) -> tuple[Judgement, ...]:
    """Give what the user said of the findings of a story. Raises ``UnknownStory``."""
    return _settled(library, story)[1]


def edition_json(library: OpenLibrary, story: str) -> bytes:
    """Give the edition of one story as JSON, the same value as ``Library.edition`` gives. Raises ``UnknownStory``."""
    with library.reading() as connection:
        title, said = _settled(library, story)
        found = sections.whole(connection, story, title, _JUDGEMENTS.dump_json(said, by_alias=True).decode("utf-8"))
        if found is None:
            raise UnknownStory(story)
        told, bare = found
        if bare is None:
            members = collated.members(connection, story)
            articles = _ARTICLES.dump_json(tuple(tellings.articles(connection, sorted(members))), by_alias=True)
        else:
            plain = sorted(from_json(bare), key=itemgetter("id"))
            texts = tellings.texts(connection, {one["id"][: tellings.ID] for one in plain})
            articles = to_json([{**one, "text": texts[one["id"][: tellings.ID]]} for one in plain])
    head = to_json({"edition": 1, "variorum": __version__})[:-1]
    return b'%s,"articles":%s,"stories":[%s],"problems":[]}' % (head, articles, told.encode("utf-8"))


def tellings_of(library: OpenLibrary, story: str) -> list[dict[str, Any]]:
    """Give the tellings of a story in their order, as plain JSON without their texts and what was removed. Raises ``UnknownStory``."""
    with library.reading() as connection:
        members = collated.members(connection, story)
        bare = sections.articles(connection, story)
        if bare is None:
            plain = [article.to_dict() for article in tellings.articles(connection, members)]
        else:
            plain = from_json(bare)
    if not members:
        raise UnknownStory(story)
    told = {one["id"]: {name: value for name, value in one.items() if name not in _LONG} for one in plain}
    return [told[each] for each in members if each in told]


def _settled(library: OpenLibrary, story: str) -> tuple[str, tuple[Judgement, ...]]:
    """Give a story's title and the judgements of its findings; only where the user settled something is the story decoded."""
    with library.reading() as connection:
        now = collated.grouped(connection, story)
        if now is None:
            raise UnknownStory(story)
        if not _is_touched(connection, now.articles):
            return now.title, ()
        edition = edition_of(connection, story)
    if edition is None:
        raise UnknownStory(story)
    return edition.stories[0].title, edition.stories[0].judgements


def _is_touched(connection: sqlite3.Connection, members: Sequence[ArticleId]) -> bool:
    """Say whether the user named, or judged something in, one of these tellings."""
    decisions = list(decided.in_force(connection, "rename", "dismiss", "confirm"))
    if not decisions:
        return False
    held = set(tellings.addresses_of(connection, members).values())
    return any(address in held for decision in decisions for address in decision.articles)


def state_of_all(library: OpenLibrary) -> str:
    """Give a short name for all that a library holds: while it is the same, nothing has been written.

    Another open library, or another run of the program, names the same state otherwise.
    """
    own = _CONNECTIONS.setdefault(library, secrets.token_hex(6))
    with library.told() as connection:
        return f"{own}.{sections.changes_seen(connection)}"
