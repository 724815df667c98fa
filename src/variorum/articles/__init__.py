"""Stage 1: files, pages and data → articles, with what was removed and what was wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from variorum.articles import inputs, language, origins, portions, records
from variorum.articles.identity import identify
from variorum.articles.portions import Taken
from variorum.model import Article, Problem
from variorum.sharing import Work, here

__all__ = ["Taken", "captures", "collect", "from_dict", "from_dicts", "from_text"]


def captures(
    inputs_given: Iterable[str | Path],
    stdin: BinaryIO | None = None,
    work: Work = here,
    mapping: Mapping[str, str] | None = None,
) -> Iterator[Taken]:
    """Read every article of some files, folders, patterns and, for ``-``, standard input, one portion after another.

    Files of many articles (JSON lines, CSV, Parquet, web archives, each of them compressed or not) are read a part at a time, so
    that memory holds a few portions, however large they are. ``mapping`` says under which key another name's value is found
    (``{"text": "body"}``). Nothing is raised for what is wrong with an input: that becomes a Problem, and the others are read all
    the same. Raises ``MissingExtra`` for a Parquet file that is named where nothing is installed that reads it.
    """
    yield from _taken(inputs_given, stdin, work, mapping or {}, portions.SMALL)


def collect(
    inputs_given: Iterable[str | Path],
    stdin: BinaryIO | None = None,
    work: Work = here,
    mapping: Mapping[str, str] | None = None,
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Read the same at once: the articles of all ``captures``, each with an id of its own, and the Problems.

    ``work`` may share the files out: their bytes are sent, so that another computer need not have them. The order of the inputs
    does not matter, and a file met twice counts once.
    """
    articles: list[Article] = []
    problems: set[Problem] = set()
    for taken in _taken(inputs_given, stdin, work, mapping or {}, portions.LARGE):
        articles += (capture.article for capture in taken.captures)
        problems.update(taken.problems)
    ordered = sorted(problems, key=lambda problem: (problem.input, problem.kind, problem.message))
    return identify(articles), tuple(ordered)


def _taken(
    inputs_given: Iterable[str | Path],
    stdin: BinaryIO | None,
    work: Work,
    mapping: Mapping[str, str],
    most: portions.Most,
) -> Iterator[Taken]:
    given = [str(item) for item in inputs_given]
    sources, problems = inputs.find(item for item in given if item != "-")
    for problem in problems:
        yield Taken(problem.input, problems=(problem,))
    if "-" in given and stdin is not None:
        sources.append(inputs.Source("-", Path("-"), named=True, real="-"))
    yield from portions.take(sources, stdin, work, mapping, most)


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
