"""The order of hits: what was found by words and what was found by meaning, put into one list."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from variorum.store import search as index_of
from variorum.store import search_found as found_in
from variorum.store.search_found import Key
from variorum.store.search_query import Query
from variorum.store.search_sieve import KINDS, Kind, Sieve
from variorum.store.search_terms import Terms

_DEEP = 200  # how far down each list is read
_SHARE = 0.3  # of the best one's score that a hit without all words needs


@dataclass(frozen=True)
class Blend:
    """How much meaning counts beside words: ``meaning`` · cosine + (1 - ``meaning``) · BM25, as a share of the most it can be.

    Bruch, Gai and Ingber (2023), "An Analysis of Fusion Functions for Hybrid Retrieval": a convex combination does better than
    reciprocal rank fusion if BM25 is scaled by what it can be at most. So it is here: ``variorum bench search`` measures it.
    """

    meaning: float = 0.6


BLEND = Blend()


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
