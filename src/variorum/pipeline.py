"""The whole flow, in order: articles, stories, statements, lineage, collation; the edition stage only renders.

Every stage is a pure function from values to ``(result, problems)`` and knows nothing of the others; this page is
the only place where they meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from variorum import articles as _articles
from variorum import collation as _collation
from variorum import lineage as _lineage
from variorum import statements as _statements
from variorum import store as _store
from variorum import stories as _stories
from variorum.articles.identity import identify
from variorum.engines import Engine, local
from variorum.errors import NothingToRead
from variorum.model import Article, Edition, Lineage, Problem, Reading, Story
from variorum.settings import Merging

Input = str | Path
Telling = Article | Mapping[str, Any]


def compare(
    inputs: Input | Iterable[Input],
    *,
    stdin: BinaryIO | None = None,
    engine: Engine = local,
    entities: str | Path | None = None,
    merging: Merging | None = None,
) -> Edition:
    """Read every telling in files and folders, group them into stories and set the tellings side by side.

    ``-`` stands for ``stdin``. ``entities`` is a list of known entities (TSV or JSON Lines) that gives them their
    Wikidata ids. ``merging`` says which reasons for counting tellings as one voice are switched off, and which tellings are
    known to be independent. Raises ``NothingToRead`` if no input is named, ``NotAList`` if that list is none, and
    ``UnknownTelling`` if a telling said to be independent is not there; whatever is wrong with an input is in
    ``Edition.problems``, and the others are unaffected.
    """
    named = (inputs,) if isinstance(inputs, str | Path) else tuple(inputs)
    if not named:
        raise NothingToRead(())
    known, doubts = _store.read_listed(entities) if entities is not None else ((), ())
    articles, problems = _articles.collect(named, stdin)
    edition = collate(articles, problems=(*problems, *doubts), engine=engine, merging=merging)
    return replace(edition, stories=_collation.link(edition.stories, known)) if known else edition


def collate(
    articles: tuple[Article, ...],
    *,
    problems: tuple[Problem, ...] = (),
    engine: Engine = local,
    merging: Merging | None = None,
) -> Edition:
    """Make the edition of articles that are already at hand."""
    chosen = _collation.resolve(merging or Merging(), articles)
    stories, doubts = _stories.group(articles)
    read = engine(_statements.read, articles)
    readings = {reading.article.id: reading for reading, _ in read}
    by_id = {article.id: article for article in articles}
    wholes = [_Whole(story, tuple(readings[article] for article in story.articles), chosen) for story in stories]
    finished = engine(_finish, wholes)
    by_id.update({article.id: article for _, members in finished for article in members})
    trouble = [*problems, *doubts, *(problem for _, found in read for problem in found)]
    return Edition(
        articles=tuple(by_id[article.id] for article in articles),
        stories=tuple(story for story, _ in finished),
        problems=tuple(sorted(set(trouble), key=lambda problem: (problem.input, problem.kind, problem.message))),
    )


class _Whole(NamedTuple):
    """A story with the readings of its tellings, in its own order, and which of them are not to be merged."""

    story: Story
    readings: tuple[Reading, ...]
    merging: Merging


def _finish(whole: _Whole) -> tuple[Story, tuple[Article, ...]]:
    """Collate one story; give it with its articles as dated."""
    members = tuple(reading.article for reading in whole.readings)
    readings = {reading.article.id: reading for reading in whole.readings}
    # An undated telling is dated from its own words and its story, and only then is "on Friday" a date. Lineage
    # comes after, because who copied whom depends on who was first.
    members = _collation.date_articles(members, readings)
    dated = {article.id: _statements.redate(readings[article.id], article) for article in members}
    return _collation.collate(whole.story, dated, _lineage.trace(members), whole.merging), members


def read(text: str, *, title: str | None = None, published: str | None = None, language: str | None = None) -> Reading:
    """Read one article given as text: its entities, quotes, figures, dates, commitments and claims.

    Offsets count characters of exactly this text. ``published`` is an ISO 8601 date, ``language`` ISO 639-1;
    both are found in the text if they are not given.
    """
    article = _articles.from_text(text, title=title, published=published, language=language)
    reading, _ = _statements.read(article)
    return reading


def group(tellings: Iterable[Telling]) -> tuple[Story, ...]:
    """Group articles (``Article`` values or dicts with text, title, published, source, url) into stories."""
    stories, _ = _stories.group(_as_articles(tellings))
    return stories


def trace(tellings: Iterable[Telling]) -> Lineage:
    """Say who copied, rewrote or translated whom among the tellings of one story, and which are independent."""
    return _lineage.trace(_as_articles(tellings))


def _as_articles(tellings: Iterable[Telling]) -> tuple[Article, ...]:
    """Dicts become articles; an ``id`` that a dict brings is kept, and repeats of one text get ids of their own."""
    found = [
        telling if isinstance(telling, Article) else _article(telling, f"article {number}")
        for number, telling in enumerate(tellings)
    ]
    return identify(found, order=False)


def _article(telling: Mapping[str, Any], name: str) -> Article:
    article, problems = _articles.from_dict(telling, input=name)
    if article is None:
        raise NothingToRead((problems[0].message if problems else name,))
    return article
