"""Searching: what is indexed when, and how hits by words and hits by meaning become one list.

Words of articles are indexed as they are taken in, those of quotes and claims when a story is collated, vectors afterwards;
what has no vector is found by its words.
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from variorum.errors import VariorumError
from variorum.library import search_passages
from variorum.library.showing import story_called
from variorum.model import Claim, Edition, Quote, Span, Story
from variorum.store import search as index_of
from variorum.store import search_found as found_in
from variorum.store.opening import OpenLibrary
from variorum.store.search_found import Found, Key
from variorum.store.search_query import Query, parsed
from variorum.store.search_sieve import KINDS, Kind, Sieve
from variorum.store.search_terms import Terms, terms
from variorum.store.search_words import folded, spaced

_DEEP = 200  # how far down each list is read
_FURTHER = 100  # hits behind the last one shown that are looked at for others with the same words
_SHARE = 0.3  # of the best one's score that a hit without all words needs
# Of quotes, those in the speaker's own words get a vector, a tenth of all statements: each takes 10 ms. Of fewer words than
# these, a vector says next to nothing.
_FEWEST = 4
ANYTHING = Sieve()
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True)
class Blend:
    """How much meaning counts beside words: ``meaning`` · cosine + (1 - ``meaning``) · BM25, as a share of the most it can be.

    Bruch, Gai and Ingber (2023), "An Analysis of Fusion Functions for Hybrid Retrieval": a convex combination does better than
    reciprocal rank fusion if BM25 is scaled by what it can be at most. So it is here: ``variorum bench search`` measures it.
    """

    meaning: float = 0.6


BLEND = Blend()


class WrongSearch(VariorumError):
    """Nothing that could be found was asked for, or in a way that is not understood."""


@dataclass(frozen=True)
class Hit:
    """Something found: ``span`` are the exact words, ``marks`` those within that match (in characters of the article's text).

    ``title_marks`` are those that match in the title, in characters of it.

    ``by`` says whether all words were found, or it was found by its meaning, or has some of the words. ``also`` are further
    articles with the same words, ``origins`` how many independent origins all of them have. ``score`` orders the hits of one
    search only.
    """

    kind: Kind
    id: str | None
    story: str | None
    story_title: str | None
    outlet: str | None
    published: str | None
    title: str | None
    input: str
    url: str | None
    speaker: str | None
    span: Span
    marks: tuple[tuple[int, int], ...]
    by: str
    score: float
    title_marks: tuple[tuple[int, int], ...] = ()
    also: tuple[str, ...] = ()
    origins: int = 1


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
        hits, more = _hits(connection, order, asked, max(1, limit))
        unread = connection.execute("SELECT count(*) FROM stories WHERE digest IS NULL").fetchone()[0]
        missing = index_of.count_without_vectors(connection) if meaning else 0
    return Answer(hits, more, unread, missing)


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
        sieve = replace(sieve, story=story_called(library, sieve.story.encode("utf-8", "replace").decode("utf-8")))
    if sieve.speaker is not None and len(sieve.kinds) > 1:
        # What somebody said is asked for, not where; articles only if nothing else is.
        sieve = replace(sieve, kinds=sieve.kinds - {"article"})
    return sieve


@dataclass(frozen=True)
class Ranked:
    """A key with its place in the list: ``by`` as in ``Hit``, and the score."""

    key: Key
    kind: Kind
    by: str
    score: float


def ranked(
    connection: sqlite3.Connection, query: Query, asked: Terms, sieve: Sieve, *, meaning: bool, blend: Blend = BLEND
) -> list[Ranked]:
    """Order what was found by words and meaning; what has all words comes first, each kind in turn, then the rest."""
    worded = found_in.with_words(connection, asked.every, asked.unwanted, sieve, _DEEP)
    some = _some(connection, query, asked, sieve) if meaning else []
    near = _near(connection, query, asked, sieve) if meaning and blend.meaning else _Near([], {})
    full: list[tuple[int, int, Ranked]] = []
    rest: list[Ranked] = []
    for at, kind in enumerate(KINDS):
        own = [key for key in near.keys if (key[0] == "article") == (kind == "article")] if kind != "claim" else []
        lists = _Lists(dict(worded.get(kind, [])), dict(some) if kind == "article" else {}, frozenset(own))
        scored = _scored(connection, kind, lists, near.likeness, asked.most, blend)
        full += ((number, at, one) for number, one in enumerate(one for one in scored if one.by.startswith("all")))
        rest += (one for one in scored if not one.by.startswith("all"))
    rest.sort(key=lambda one: -one.score)
    least = _SHARE * rest[0].score if rest else 0.0
    return [
        *(one for _, _, one in sorted(full, key=lambda each: each[:2])),
        *(one for one in rest if one.score >= least),
    ]


def _some(connection: sqlite3.Connection, query: Query, asked: Terms, sieve: Sieve) -> list[found_in.Scored]:
    """Give the articles with some of the words; not if some of them must occur whatever the meaning is."""
    if len(query.wanted) < 2 or "article" not in sieve.kinds or asked.binding is not None:
        return []
    articles = replace(sieve, kinds=frozenset[Kind](("article",)))
    return found_in.with_words(connection, asked.some, asked.unwanted, articles, _DEEP)["article"]


@dataclass(frozen=True)
class _Near:
    """What is near in meaning, the nearest first, and the likeness of everything that has a vector, by the vector's key."""

    keys: list[Key]
    likeness: dict[int, float]


def _near(connection: sqlite3.Connection, query: Query, asked: Terms, sieve: Sieve) -> _Near:
    from variorum.languages.vectors import encoder
    from variorum.library.search_meaning import likeness, nearest

    keys, kept = index_of.vectors(connection)
    if not keys:
        return _Near([], {})
    likenesses = likeness(kept, encoder().encode([query.plain])[0])
    found = found_in.with_meaning(connection, nearest(keys, likenesses), asked, sieve, _DEEP)
    return _Near(found, dict(zip(keys, likenesses.tolist(), strict=True)))


@dataclass(frozen=True)
class _Lists:
    """What was found of one kind: by all words and by some with the scores of BM25, and by meaning."""

    every: dict[Key, float]
    some: dict[Key, float]
    near: frozenset[Key]


def _scored(
    connection: sqlite3.Connection, kind: Kind, lists: _Lists, likeness: dict[int, float], most: float, blend: Blend
) -> list[Ranked]:
    """Give the keys of one kind with their scores, best first."""
    keys = [*lists.every, *(key for key in lists.some if key not in lists.every)]
    keys += [key for key in sorted(lists.near) if key not in lists.every and key not in lists.some]
    weight = blend.meaning if likeness else 0.0
    meanings = found_in.meanings(connection, keys) if likeness else {}
    scored: list[Ranked] = []
    for key in keys:
        words = (lists.some.get(key) or lists.every.get(key, 0.0)) / most
        meant = max(0.0, likeness.get(meanings.get(key, 0), 0.0))
        scored.append(Ranked(key, kind, _by(key, lists), weight * meant + (1 - weight) * words))
    # Equal scores stay as they were listed: by day, then by article.
    return sorted(scored, key=lambda one: -one.score)


def _by(key: Key, lists: _Lists) -> str:
    if key in lists.every:
        return "all words and meaning" if key in lists.near else "all words"
    return "meaning" if key in lists.near else "some words"


def _hits(
    connection: sqlite3.Connection, order: Sequence[Ranked], asked: Terms, limit: int
) -> tuple[tuple[Hit, ...], bool]:
    """Show each text once, with the others that print it; a claim within what was shown already is not shown again."""
    kept: dict[tuple[str, str], tuple[Hit, list[tuple[str | None, str]]]] = {}
    shown: dict[str, list[Span]] = {}
    more = False
    for looked_at, one in enumerate(order):
        if len(kept) == limit and looked_at >= limit + _FURTHER:
            break
        row = found_in.row(connection, one.key)
        if row is None:
            continue
        hit = _hit(row, one, asked)
        if hit.kind == "claim" and any(span.overlaps(hit.span) for span in shown.get(row.article, ())):
            continue
        if hit.kind != "article":
            shown.setdefault(row.article, []).append(hit.span)
        same = (hit.kind, folded(hit.span.words) or hit.span.article)
        if same in kept:
            kept[same][1].append((row.story, row.article))
            continue
        if len(kept) == limit:
            more = True
            continue
        kept[same] = (hit, [(row.story, row.article)])
    return tuple(_with_others(connection, *each) for each in kept.values()), more


def _with_others(connection: sqlite3.Connection, hit: Hit, articles: list[tuple[str | None, str]]) -> Hit:
    several = list(dict.fromkeys(articles))
    others = tuple(article for _, article in several[1:])
    return replace(hit, also=others, origins=found_in.origins(connection, several)) if others else hit


def _hit(row: Found, one: Ranked, asked: Terms) -> Hit:
    if row.kind == "article":
        place = search_passages.best(row.text, row.language, asked.marked)
    else:
        place = search_passages.within(row.text, row.start, row.end, asked.marked)
    in_title = search_passages.within(row.title, 0, len(row.title), asked.marked).marks if row.title else ()
    span = Span(row.article, place.start, place.end, row.text[place.start : place.end])
    named = (row.outlet, row.published, row.title, row.input, row.url, row.speaker)
    return Hit(
        row.kind, row.id, row.story, row.story_title, *named, span, place.marks, one.by, round(one.score, 6), in_title
    )
