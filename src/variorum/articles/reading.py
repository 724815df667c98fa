"""A piece → its articles as they were taken in, with what was wrong: each format goes to the module that reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from variorum.articles import (
    dates,
    feeds,
    mails,
    names,
    newsml,
    opml,
    pages,
    plain,
    printed,
    records,
    sitemaps,
    word_files,
)
from variorum.articles.addresses import address_of
from variorum.articles.decoding import begins, decode
from variorum.articles.identity import text_id
from variorum.articles.markdown import to_lines
from variorum.articles.pieces import Piece
from variorum.articles.sniffing import looks_like_page
from variorum.model import Article, Capture, Problem

# Lines, most of which must be blank, that are looked through for an article's.
_MOST_LINES = 500_000
# What an edition that we wrote has, which is no article though it may lie among them.
_EDITION = frozenset({"edition", "stories", "articles"})
# An article, and when its source had it so.
Dated: TypeAlias = tuple[Article, str | None]
Found: TypeAlias = tuple[list[Dated], list[Problem]]


class Read(NamedTuple):
    """What came of a piece."""

    captures: tuple[Capture, ...]
    problems: tuple[Problem, ...]


def extract(piece: Piece) -> Read:
    """Read the articles in a piece. Nothing is raised for what is wrong with it."""
    try:
        found, problems = READERS[piece.form](piece)
    except (RecursionError, MemoryError) as error:
        # whatever nests or grows so that a library of others gives up
        found, problems = [], [_beyond(piece, error)]
    return Read(tuple(_capture(piece, article, seen) for article, seen in found), tuple(problems))


def _capture(piece: Piece, article: Article, seen: str | None) -> Capture:
    several = article.input != piece.source.name
    address = address_of(article, piece.source.real or piece.source.name, article.input if several else None)
    return Capture(replace(article, id=article.id or text_id(article.text)), address, seen or piece.seen)


def _beyond(piece: Piece, error: BaseException) -> Problem:
    what = "nested too deeply" if isinstance(error, RecursionError) else "too large to be held in memory"
    return Problem(piece.input, "too_large", f"It is {what}. Save the article itself, as text if need be.")


def _undated(articles: Iterable[Article]) -> list[Dated]:
    return [(article, None) for article in articles]


def _text(piece: Piece) -> Found:
    """Read a page or a plain text, whichever it looks like."""
    text, notes = decode(piece.raw, piece.input, piece.charset)
    if text is None:
        return [], list(notes)
    if text.count("\n") > _MOST_LINES:
        message = f"It has more than {_MOST_LINES:,} lines, which no article has. Split it into its articles."
        return [], [Problem(piece.input, "too_large", message)]
    if piece.form == "page" or (piece.form != "markdown" and looks_like_page(text)):
        article, problems = pages.read(text, piece.input)
        article = from_web(article, piece.url) if article and piece.url else article
    else:
        article, problems = plain.read(to_lines(text) if piece.form == "markdown" else text, piece.input)
    return _undated([article] if article else []), [*notes, *problems]


def from_web(article: Article, url: str) -> Article:
    """Add to an article what the address under which its page was fetched tells."""
    hosts = names.hosts(url)
    day = dates.in_address(url)
    return replace(
        article,
        url=url,
        outlet=article.outlet or (hosts[0] if hosts else None),
        published=article.published or (dates.stated(day, "it stands in the page's address") if day else None),
    )


def _json(piece: Piece) -> Found:
    if feeds.is_feed(piece.raw):
        return feeds.read_seen(piece.raw, piece.input)
    text, notes = decode(piece.raw, piece.input)
    if text is None:
        return [], list(notes)
    found, problems = records.read_seen(
        text, piece.input, lines=False, named=piece.source.named, mapping=dict(piece.mapping)
    )
    return found, [*notes, *problems]


def _lines(piece: Piece) -> Found:
    text, notes = decode(piece.raw, piece.input)
    if text is None:
        return [], list(notes)
    rows = list(records.line_rows(text.split("\n"), piece.input))
    if not piece.source.named and any(isinstance(row, dict) and row.keys() >= _EDITION for _, row in rows):
        return [], []
    found, problems = _captured(piece, rows)
    moved = [(replace(article, input=_moved(article.input, piece.lines)), seen) for article, seen in found]
    return moved, [*notes, *(_moved_problem(problem, piece.lines) for problem in problems)]


def _moved(where: str, by: int) -> str:
    """Count the lines of a cut from the beginning of its file."""
    name, _, number = where.rpartition("#")
    return f"{name}#{int(number) + by}" if name and number.isdigit() else where


def _moved_problem(problem: Problem, by: int) -> Problem:
    number = problem.input.rpartition("#")[2]
    message = problem.message
    if by and number.isdigit():
        message = message.replace(f" in line {number}:", f" in line {int(number) + by}:", 1)
    return replace(problem, input=_moved(problem.input, by), message=message)


def _rows(piece: Piece) -> Found:
    return _captured(piece, piece.rows)


def _captured(piece: Piece, rows: Iterable[tuple[str, Any]]) -> Found:
    found: list[Dated] = []
    problems: list[Problem] = []
    for article, seen, wrong in records.captured(rows, piece.input, dict(piece.mapping)):
        found += [(article, seen)] if article else []
        problems += wrong
    return found, problems


def _xml(piece: Piece) -> Found:
    """Read whatever comes as XML: a feed, NewsML, a page; of what only lists addresses it is said what to do with it."""
    if feeds.is_feed(piece.raw):
        return feeds.read_seen(piece.raw, piece.input)
    if newsml.is_newsml(piece.raw):
        return newsml.read_seen(piece.raw, piece.input)
    for lists, what in ((opml.is_opml, "list of feeds (OPML)"), (sitemaps.is_sitemap, "sitemap")):
        if lists(piece.raw):
            message = f"It is a {what}: it holds addresses and no articles. Fetch them: variorum ingest {piece.input}"
            return [], [Problem(piece.input, "only_addresses", message)]
    if looks_like_page(begins(piece.raw[:5000])):
        return _text(piece)
    message = "It is no XML that is read. Give a feed (RSS, Atom), NewsML-G2, or the page itself as .html."
    return [], [Problem(piece.input, "unsupported", message)]


def _mail(piece: Piece) -> Found:
    reads = mails.read_page if piece.form == "archived page" else mails.read
    article, seen, problems = reads(piece.raw, piece.input)
    article = from_web(article, article.url) if article and article.url else article
    return [(article, seen)] if article else [], problems


def _pdf(piece: Piece) -> Found:
    article, problems = printed.read(piece.raw, piece.input)
    return _undated([article] if article else []), problems


def _docx(piece: Piece) -> Found:
    article, seen, problems = word_files.read(piece.raw, piece.input)
    return [(article, seen)] if article else [], problems


READERS: dict[str, Callable[[Piece], Found]] = {
    "text": _text,
    "markdown": _text,
    "page": _text,
    "json": _json,
    "lines": _lines,
    "rows": _rows,
    "xml": _xml,
    "mail": _mail,
    "archived page": _mail,
    "pdf": _pdf,
    "docx": _docx,
}
"""Who reads which format."""
