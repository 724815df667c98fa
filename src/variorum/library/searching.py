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
from variorum.store.search_words import folded

_DEEP = 200  # how far down each list is read
# Cormack, Clarke and Büttcher (2009), "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods":
# each list gives 1 / (60 + rank); the weights are measured by ``variorum bench search``.
_SMOOTH = 60
_WORDS, _SOME, _MEANING = 1.0, 1.0, 1.0
_SHARE = 0.5  # of the best BM25 score that an article with only some of the words needs
ANYTHING = Sieve()
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class WrongSearch(VariorumError):
    """Nothing that could be found was asked for, or in a way that is not understood."""


@dataclass(frozen=True)
class Hit:
    """Something found: ``span`` are the exact words, ``marks`` those within that match (in characters of the article's text).

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
        ranked = _ranked(connection, query, asked, sieve, meaning=meaning)
        hits, more = _hits(connection, ranked, asked, max(1, limit))
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


def _ranked(connection: sqlite3.Connection, query: Query, asked: Terms, sieve: Sieve, *, meaning: bool) -> list[Ranked]:
    """Blend the lists of each kind by reciprocal rank; what has all words comes first, and of several kinds each in turn."""
    every = found_in.with_words(connection, asked.every, asked.unwanted, sieve, _DEEP)
    some: dict[Kind, list[Key]] = {}
    near: list[Key] = []
    if meaning:
        near = _near(connection, query, asked, sieve)
        if len(query.wanted) > 1 and "article" in sieve.kinds and asked.binding is None:
            any_of = replace(sieve, kinds=frozenset[Kind](("article",)))
            scored = found_in.with_words(connection, asked.some, asked.unwanted, any_of, _DEEP)["article"]
            some["article"] = [key for key, score in scored if score >= _SHARE * scored[0][1]]
    ranked = []
    for kind in KINDS:
        own = [key for key in near if (key[0] == "article") == (kind == "article")] if kind != "claim" else []
        ranked += _blended(kind, [key for key, _ in every.get(kind, [])], some.get(kind, []), own)
    return [
        one
        for _, one in sorted(
            ranked, key=lambda each: (each[1].by not in {"words", "both"}, each[0], KINDS.index(each[1].kind))
        )
    ]


def _near(connection: sqlite3.Connection, query: Query, asked: Terms, sieve: Sieve) -> list[Key]:
    from variorum.languages.vectors import encoder
    from variorum.library.search_meaning import nearest

    keys, kept = index_of.vectors(connection)
    if not keys:
        return []
    return found_in.with_meaning(
        connection, nearest(keys, kept, encoder().encode([query.plain])[0]), asked, sieve, _DEEP
    )


def _blended(kind: Kind, every: Sequence[Key], some: Sequence[Key], near: Sequence[Key]) -> list[tuple[int, Ranked]]:
    """Give the keys of one kind with their scores, numbered within those that have all words and those that have not."""
    scores: dict[Key, float] = {}
    for weight, keys in ((_WORDS, every), (_SOME, some), (_MEANING, near)):
        for rank, key in enumerate(keys, 1):
            scores[key] = scores.get(key, 0.0) + weight / (_SMOOTH + rank)
    worded, meant = set(every), set(near)
    numbered: list[tuple[int, Ranked]] = []
    counts = {True: 0, False: 0}
    for key, score in sorted(scores.items(), key=lambda each: -each[1]):
        has = key in worded
        by = ("both" if key in meant else "words") if has else ("meaning" if key in meant else "some words")
        numbered.append((counts[has], Ranked(key, kind, by, score)))
        counts[has] += 1
    return numbered


def _hits(
    connection: sqlite3.Connection, ranked: Sequence[Ranked], asked: Terms, limit: int
) -> tuple[tuple[Hit, ...], bool]:
    """Show each text once, with the others that print it; a claim that is a quote found already is not shown again."""
    kept: dict[tuple[str, str], tuple[Hit, list[tuple[str | None, str]]]] = {}
    quoted: dict[str, list[Span]] = {}
    more = False
    for one in ranked:
        row = found_in.row(connection, one.key)
        if row is None:
            continue
        hit = _hit(row, one, asked)
        if hit.kind == "quote":
            quoted.setdefault(row.article, []).append(hit.span)
        elif hit.kind == "claim" and any(span.overlaps(hit.span) for span in quoted.get(row.article, ())):
            continue
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
    span = Span(row.article, place.start, place.end, row.text[place.start : place.end])
    named = (row.outlet, row.published, row.title, row.input, row.url, row.speaker)
    return Hit(row.kind, row.id, row.story, row.story_title, *named, span, place.marks, one.by, round(one.score, 6))
