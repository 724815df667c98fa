"""Searching: what is indexed when, and what is asked for.

Words of articles are indexed as they are taken in, those of quotes and claims when a story is collated, vectors afterwards;
what has no vector is found by its words.
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from variorum.errors import WrongSearch
from variorum.library.search_hits import Hit, shown_as_hits
from variorum.library.search_order import ranked
from variorum.library.showing import story_called
from variorum.model import Claim, Edition, Quote, Story
from variorum.store import search as index_of
from variorum.store.opening import OpenLibrary
from variorum.store.search_query import parsed
from variorum.store.search_sieve import Sieve
from variorum.store.search_terms import terms
from variorum.store.search_words import folded, spaced
from variorum.store.sections import changes_seen
from variorum.store.writable import writable

# Of quotes, those in the speaker's own words get a vector, a tenth of all statements: each takes 5 ms. Of fewer words than
# these, a vector says next to nothing.
_FEWEST = 4
ANYTHING = Sieve()
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True)
class Answer:
    """The hits, best first; ``more`` says that there are others.

    ``unread`` counts the stories whose quotes and claims are not known yet, ``without_meaning`` the articles that only their
    words can find.
    """

    hits: tuple[Hit, ...]
    more: bool = False
    unread: int = 0
    without_meaning: int = 0


def take_in(connection: sqlite3.Connection) -> int:
    """Index the words of all versions that came since, inside the caller's transaction; give how many they were."""
    return index_of.add_versions(connection)


def index(connection: sqlite3.Connection, edition: Edition) -> None:
    """Index the quotes, claims and names of collated stories, inside the caller's transaction. What the user dismissed is left out."""
    languages = {article.id: article.language for article in edition.articles}
    for story in edition.stories:
        dismissed = {one.finding for one in story.judgements if one.kind == "dismissed"}
        mentions = _mentions(story)
        said = [
            _said(one, languages.get(one.span.article), mentions.get(one.span.article, ()))
            for one in _statements(story)
            if one.id not in dismissed
        ]
        named = (
            index_of.Named(
                one.id, (one.name, *one.variants), tuple(dict.fromkeys(span.article for span in one.mentions))
            )
            for one in story.entities
        )
        index_of.replace_story(connection, story.id, said, named)


def forget(connection: sqlite3.Connection, story: str) -> None:
    """Take out the quotes, claims and names of a story. One that is deleted takes them along by itself."""
    index_of.forget_story(connection, story)


def add_meaning(library: OpenLibrary) -> Iterator[int]:
    """Make the vectors that are missing, some at a time, each part kept as soon as it is done; give how many each had."""
    from variorum.languages.vectors import encoder
    from variorum.library import search_meaning

    with library.reading() as connection:
        if not index_of.without_vectors(connection, 1):
            return
    yield from search_meaning.add(library, encoder())


def _statements(story: Story) -> Iterator[Quote | Claim]:
    yield from story.quotes
    yield from story.claims


_Mention = tuple[int, int, str]


def _mentions(story: Story) -> dict[str, list[_Mention]]:
    held: dict[str, list[_Mention]] = {}
    for entity in story.entities:
        for span in entity.mentions:
            held.setdefault(span.article, []).append((span.start, span.end, entity.id))
    return {article: sorted(mentions) for article, mentions in held.items()}


def _said(one: Quote | Claim, language: str | None, mentions: Sequence[_Mention]) -> index_of.Said:
    span, by = one.span, one.said_by
    inside = mentions[bisect_left(mentions, (span.start,)) : bisect_left(mentions, (span.end,))]
    return index_of.Said(
        "quote" if isinstance(one, Quote) else "claim",
        one.id,
        span.article,
        span.start,
        span.end,
        span.words,
        language,
        by.entity if by else None,
        by.words if by else None,
        tuple(dict.fromkeys(each[2] for each in inside)),
        meant=isinstance(one, Quote) and one.kind != "indirect" and len(folded(spaced(span.words)).split()) >= _FEWEST,
    )


def search(
    library: OpenLibrary, typed: str, sieve: Sieve = ANYTHING, *, limit: int = 20, meaning: bool = True
) -> Answer:
    """Find articles, quotes and claims by words and, unless switched off, by meaning.

    Raises ``WrongSearch`` for a query without words, or a day that is none, and ``UnknownStory``.
    """
    query = parsed(typed)
    if not query.wanted:
        raise WrongSearch(f"nothing to look for in {_shown(typed)}: give a word or more that must occur")
    sieve = _checked(library, sieve)
    with library.reading() as connection:
        asked = terms(connection, query)
        order = ranked(connection, query, asked, sieve, meaning=meaning)
        hits, more = shown_as_hits(connection, order, asked, max(1, limit))
        unread, missing = _not_known(library, connection)
    return Answer(hits, more, unread, missing if meaning else 0)


# By open library: what it was in when it was counted, and the counts. To count takes as long as to search.
_COUNTED: WeakKeyDictionary[OpenLibrary, tuple[tuple[int, int], tuple[int, int]]] = WeakKeyDictionary()


def _not_known(library: OpenLibrary, connection: sqlite3.Connection) -> tuple[int, int]:
    """Count the stories that are not read, and the articles without a vector; anew only if somebody has written since."""
    state = (changes_seen(connection), connection.total_changes)
    known = _COUNTED.get(library)
    if known is not None and known[0] == state:
        return known[1]
    unread = connection.execute("SELECT count(*) FROM stories WHERE digest IS NULL").fetchone()[0]
    counts = (int(unread), index_of.count_without_vectors(connection))
    _COUNTED[library] = (state, counts)
    return counts


def _shown(typed: str) -> str:
    return repr(typed if len(typed) <= 60 else f"{typed[:60]}…")


def _checked(library: OpenLibrary, sieve: Sieve) -> Sieve:
    for name, value in (("--outlet", sieve.outlet), ("--speaker", sieve.speaker), ("--entity", sieve.entity)):
        if value is not None and not folded(value):
            raise WrongSearch(f"{name} needs a word or more")
    for name, value in (("--since", sieve.since), ("--until", sieve.until)):
        if value is not None and not _DAY.fullmatch(value):
            raise WrongSearch(f"{name} {value!r} is no day: write 2025-02-07, 2025-02 or 2025")
    if sieve.story is not None:
        sieve = replace(sieve, story=story_called(library, writable(sieve.story)))
    if sieve.speaker is not None and len(sieve.kinds) > 1:
        # What somebody said is asked for, not where; articles only if nothing else is.
        sieve = replace(sieve, kinds=sieve.kinds - {"article"})
    return sieve
