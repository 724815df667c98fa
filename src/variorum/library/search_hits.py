"""Hits as they are shown: each text once, with its exact words and who else prints it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.library import search_passages
from variorum.library.search_order import Ranked
from variorum.model import Span
from variorum.store import search_found as found_in
from variorum.store.search_found import Found
from variorum.store.search_sieve import Kind
from variorum.store.search_terms import Terms
from variorum.store.search_words import folded

_FURTHER = 100  # hits behind the last one shown that are looked at for others with the same words


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


def shown_as_hits(
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
