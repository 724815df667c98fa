"""The whole flow, in order: articles, stories, statements, lineage, collation; the edition stage only renders.

Every stage is a pure function from values to ``(result, problems)`` and knows nothing of the others; this page is
the only place where they meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, BinaryIO, NamedTuple

from pydantic import PlainSerializer

from variorum import articles as _articles
from variorum import collation as _collation
from variorum import lineage as _lineage
from variorum import llm as _llm
from variorum import statements as _statements
from variorum import store as _store
from variorum import stories as _stories
from variorum.articles.identity import identify
from variorum.engines import Engine, Run, Step, local
from variorum.errors import NothingToRead
from variorum.llm import Reader
from variorum.model import Article, Edition, Lineage, Problem, Reading, Story
from variorum.settings import Merging
from variorum.stories import graded as _graded

Input = str | Path
Telling = Article | Mapping[str, Any]


def compare(
    inputs: Input | Iterable[Input],
    *,
    stdin: BinaryIO | None = None,
    engine: Engine = local,
    entities: str | Path | None = None,
    merging: Merging | None = None,
    llm: Reader | None = None,
) -> Edition:
    """Read every telling in files and folders, group them into stories and set the tellings side by side.

    ``-`` stands for ``stdin``. ``entities`` is a list of known entities (TSV or JSON Lines) that gives them their
    Wikidata ids. ``merging`` says which reasons for counting tellings as one voice are switched off, and which tellings are
    known to be independent. ``llm`` is a language model that may add what the words bear out (``variorum.llm``). Raises ``NothingToRead`` if no input is named, ``NotAList`` if that list is none, and
    ``UnknownTelling`` if a telling said to be independent is not there; whatever is wrong with an input is in
    ``Edition.problems``, and the others are unaffected.
    """
    known, doubts = _store.read_listed(entities) if entities is not None else ((), ())
    gathered = gather(inputs, stdin=stdin, engine=engine)
    edition = collate(gathered.articles, problems=(*gathered.problems, *doubts), engine=engine, merging=merging)
    linked = replace(edition, stories=_collation.link(edition.stories, known)) if known else edition
    return _llm.propose(linked, llm) if llm else linked


def gather(inputs: Input | Iterable[Input], *, stdin: BinaryIO | None = None, engine: Engine = local) -> Edition:
    """Read the articles of files and folders: an edition without stories. Raises ``NothingToRead`` if no input is named."""
    named = (inputs,) if isinstance(inputs, str | Path) else tuple(inputs)
    if not named:
        raise NothingToRead(())
    articles, problems = _articles.collect(named, stdin, engine)
    return Edition(articles=articles, problems=problems)


def collate(
    articles: tuple[Article, ...],
    *,
    problems: tuple[Problem, ...] = (),
    engine: Engine = local,
    merging: Merging | None = None,
    llm: Reader | None = None,
) -> Edition:
    """Make the edition of articles that are already at hand; ``llm`` as for ``compare``."""
    chosen = _collation.resolve(merging or Merging(), articles)
    grouped = arrange(articles, problems=problems, engine=engine)
    by_id = {article.id: article for article in articles}
    trouble = list(grouped.problems)
    finished: list[Story] = []
    for part in finish(grouped, engine=engine, merging=chosen):
        by_id.update((article.id, article) for article in part.articles)
        finished += part.stories
        trouble += part.problems
    edition = Edition(tuple(by_id[article.id] for article in articles), tuple(finished), in_order(trouble))
    return _llm.propose(edition, llm) if llm else edition


def arrange(articles: tuple[Article, ...], *, problems: tuple[Problem, ...] = (), engine: Engine = local) -> Edition:
    """Group articles: an edition whose stories have nothing but their articles, joins and neighbours."""
    stories, doubts = _stories.group(articles, engine)
    return Edition(articles, stories, in_order((*problems, *doubts)))


def with_lineage(grouped: Edition, *, engine: Engine = local) -> Edition:
    """Say of every story of several articles who copied, rewrote or translated whom."""
    by_id = {article.id: article for article in grouped.articles}
    told = engine(TRACE, [tuple(by_id[article] for article in story.articles) for story in grouped.stories])
    stories = zip(grouped.stories, told, strict=True)
    return replace(grouped, stories=tuple(replace(story, lineage=lineage) for story, lineage in stories))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give each Problem once, in an order that does not depend on who found it first."""
    return tuple(sorted(set(problems), key=lambda problem: (problem.input, problem.kind, problem.message)))


def finish(grouped: Edition, *, engine: Engine = local, merging: Merging | None = None) -> Iterator[Edition]:
    """Read and collate grouped stories, some at a time and in their order.

    Gives editions of some whole stories each, with their articles as dated; all together are the edition. What is held at
    once is bounded by such a part, however large the corpus.
    """
    stories = grouped.stories
    by_id = {article.id: article for article in grouped.articles}
    chosen = _collation.resolve(merging or Merging(), grouped.articles)
    if isinstance(engine, Run):
        engine.expect(READ.name, sum(len(story.articles) for story in stories))
        engine.expect(FINISH.name, len(stories))
    for part in _parts(stories):
        read = engine(READ, [by_id[article] for story in part for article in story.articles])
        readings = {reading.article.id: reading for reading, _ in read}
        wholes = [Whole(story, tuple(readings[article] for article in story.articles), chosen) for story in part]
        done = engine(FINISH, wholes)
        yield Edition(
            articles=tuple(article for _, members in done for article in members),
            stories=tuple(story for story, _ in done),
            problems=tuple(problem for _, found in read for problem in found),
        )


# Articles that are read before their stories are finished: enough to keep a cluster busy, and some 500 MB of readings.
_PART = 2048


def _parts(stories: Iterable[Story]) -> Iterator[tuple[Story, ...]]:
    """Cut the stories into parts of about as many articles; a larger story is a part of its own."""
    part: list[Story] = []
    count = 0
    for story in stories:
        if part and count + len(story.articles) > _PART:
            yield tuple(part)
            part, count = [], 0
        part.append(story)
        count += len(story.articles)
    if part:
        yield tuple(part)


def _listed(merging: Merging) -> list[list[Any]]:
    """Give what is merged as lists in one order, so that it has one hash."""
    return [sorted(merging.off), sorted(map(list, merging.independent)), sorted(map(list, merging.together))]


class Whole(NamedTuple):
    """A story with the readings of its tellings, in its own order, and which of them are not to be merged."""

    story: Story
    readings: tuple[Reading, ...]
    merging: Annotated[Merging, PlainSerializer(_listed)]


def _finish(whole: Whole) -> tuple[Story, tuple[Article, ...]]:
    """Collate one story; give it with its articles as dated."""
    members = tuple(reading.article for reading in whole.readings)
    readings = {reading.article.id: reading for reading in whole.readings}
    # An undated telling is dated from its own words and its story, and only then is "on Friday" a date. Lineage
    # comes after, because who copied whom depends on who was first.
    members = _collation.date_articles(members, readings)
    dated = {article.id: _statements.redate(readings[article.id], article) for article in members}
    return _collation.collate(whole.story, dated, _lineage.trace(members), whole.merging), members


READ: Step[Article, tuple[Reading, tuple[Problem, ...]]] = Step(
    "read", _statements.read, Article, tuple[Reading, tuple[Problem, ...]]
)
TRACE: Step[tuple[Article, ...], Lineage] = Step("lineage", _lineage.trace, tuple[Article, ...], Lineage)
FINISH: Step[Whole, tuple[Story, tuple[Article, ...]]] = Step(
    "collate", _finish, Whole, tuple[Story, tuple[Article, ...]], full=1_000_000
)


def read(text: str, *, title: str | None = None, published: str | None = None, language: str | None = None) -> Reading:
    """Read one article given as text: its entities, quotes, figures, dates, commitments and claims.

    Offsets count characters of exactly this text. ``published`` is an ISO 8601 date, ``language`` ISO 639-1;
    both are found in the text if they are not given.
    """
    article = _articles.from_text(text, title=title, published=published, language=language)
    reading, _ = _statements.read(article)
    return reading


def group(tellings: Iterable[Telling], *, engine: Engine = local) -> tuple[Story, ...]:
    """Group articles (``Article`` values or dicts with text, title, published, source, url) into stories."""
    stories, _ = _stories.group(_as_articles(tellings), engine)
    return stories


class Stream(_stories.Stream):
    """Stories that grow as articles come in, ``Article`` values or dicts as for ``group``; the same as ``group`` in the end."""

    def add(self, articles: Iterable[Telling], work: Engine = local) -> tuple[_stories.Assignment, ...]:
        """Take in some articles and say where each went, in the order of time; one that is there already is passed over."""
        return super().add(_as_articles(articles), work)


def likeness(one: Telling, other: Telling) -> float:
    """Say how alike two articles are in what they tell, in 0..1, in one language or two; which comes first is of no effect."""
    first, second = _as_articles((one, other))
    return _graded.likeness(first, second)


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
