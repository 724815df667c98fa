"""Stage 1: files, pages and data → articles, with what was removed and what was wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TypeAlias, TypeVar

from variorum.articles import inputs, language, origins, pages, parquet, plain, records
from variorum.articles.decoding import decode
from variorum.articles.identity import identify
from variorum.articles.markdown import to_lines
from variorum.articles.sniffing import looks_like_json, looks_like_page
from variorum.model import Article, Problem
from variorum.settings import DEFAULT

Piece = TypeVar("Piece")
Result = TypeVar("Result")
Read: TypeAlias = tuple[list[Article], list[Problem]]

__all__ = ["collect", "from_dict", "from_dicts", "from_text"]


class Work(Protocol):
    """A map over pieces, in order: what an engine gives."""

    def __call__(self, work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> list[Result]:
        """Do ``work`` on every piece."""
        ...


def _here(work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> list[Result]:
    return [work(piece) for piece in pieces]


def collect(
    inputs_given: Iterable[str | Path], stdin: BinaryIO | None = None, work: Work = _here
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Read every article of some files, folders and, for ``-``, standard input.

    ``work`` may share the files out: their bytes are sent, so that another computer need not have them.

    The order of the inputs does not matter, and a file met twice counts once. Nothing is raised for what is wrong with
    an input: that becomes a Problem, and the others are read all the same. Raises ``MissingExtra`` for a Parquet file that is
    named where nothing is installed that reads it.
    """
    given = [str(item) for item in inputs_given]
    sources, problems = inputs.find(item for item in given if item != "-")
    articles: list[Article] = []
    for found, wrong in _read_all(sources, work):
        articles += found
        problems += wrong
    if "-" in given and stdin is not None:
        found, wrong = _read_stream(stdin)
        articles += found
        problems += wrong
    ordered = sorted(set(problems), key=lambda problem: (problem.input, problem.kind, problem.message))
    return identify(articles), tuple(ordered)


# Bytes of files that are held at once, to be shared out.
_AT_ONCE = 50_000_000


def _read_all(sources: Iterable[inputs.Source], work: Work) -> Iterator[Read]:
    """Read files some at a time; a corpus in one file is not sent anywhere."""
    waiting: list[tuple[bytes, inputs.Source]] = []
    weight = 0
    for source in sources:
        if source.path.suffix.lower() in parquet.SUFFIXES:
            yield parquet.read(source.path, source.name, named=source.named)
            continue
        raw, problem = inputs.load(source)
        if problem:
            yield [], [problem]
        if raw is not None:
            waiting.append((raw, source))
            weight += len(raw)
        if weight > _AT_ONCE:
            yield from work(extract, waiting)
            waiting, weight = [], 0
    yield from work(extract, waiting)


def extract(loaded: tuple[bytes, inputs.Source]) -> Read:
    """Read the articles in the bytes of one file."""
    raw, source = loaded
    return _read(raw, source.name, source.path.suffix.lower(), named=source.named)


def _read_stream(stdin: BinaryIO) -> tuple[list[Article], list[Problem]]:
    raw = stdin.read(DEFAULT.largest_file + 1)
    if len(raw) > DEFAULT.largest_file:
        return [], [inputs.too_large("-", None)]
    return _read(raw, "-", "", named=True)


def _read(raw: bytes, name: str, suffix: str, *, named: bool) -> tuple[list[Article], list[Problem]]:
    text, notes = decode(raw, name)
    if text is None:
        return [], list(notes)
    if suffix in {".json", ".jsonl", ".ndjson"} or (not suffix and looks_like_json(text)):
        articles, problems = records.read(text, name, lines=suffix in {".jsonl", ".ndjson"}, named=named)
        return articles, [*notes, *problems]
    if suffix in {".html", ".htm", ".xhtml"} or (suffix != ".md" and looks_like_page(text)):
        article, found = pages.read(text, name)
    else:
        article, found = plain.read(to_lines(text) if suffix in {".md", ".markdown"} else text, name)
    return [article] if article else [], [*notes, *found]


def from_text(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    language: str | None = None,
    input: str = "text",  # noqa: A002  # it is the noun of the model, and callers write it
) -> Article:
    """Make an article of a text exactly as it is given: nothing is removed, and offsets count its own characters.

    ``published`` is a date in any form that publishers print; one that cannot be read leaves the article undated.
    """
    return _from_text(text, title, published, language, input)


def _from_text(text: str, title: str | None, published: str | None, tongue: str | None, name: str) -> Article:
    known = language.normalise(tongue) or language.detect(text)
    article = Article(
        id="",
        input=name,
        text=text,
        title=title,
        published=records.given_date(published, known) if published else None,
        language=known,
        credits=origins.credits_in(text, known, None),
    )
    return identify([article])[0]


def from_dict(
    row: Mapping[str, Any],
    *,
    input: str = "record",  # noqa: A002  # as above
) -> tuple[Article | None, tuple[Problem, ...]]:
    """Make an article of a mapping with a text (``text``, ``body``, ``content`` …) and whatever it brings beside it.

    Its own ``id`` is kept, and its text stays exactly as it is, unless it is HTML.
    """
    article, problems = records.from_mapping(row, input)
    return (replace(article, id=article.id or identify([article])[0].id) if article else None), tuple(problems)


def from_dicts(rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Make articles of several mappings, in their order; those with the same text get different ids."""
    articles: list[Article] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=1):
        article, wrong = records.from_mapping(row, f"record {number}")
        articles += [article] if article else []
        problems += wrong
    return identify(articles, order=False), tuple(problems)
