"""Reading and collating what is not yet: story by story, each kept as soon as it is done."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.edition.news import story_news
from variorum.edition.tables import tables
from variorum.engines import Engine, Run
from variorum.engines.program import fingerprint
from variorum.library import searching, settled, showing
from variorum.model import Article, ArticleId, Edition, Problem, Reading, Story
from variorum.pipeline import FINISH, READ, Whole
from variorum.settings import Merging
from variorum.store import collated, history, readings, tellings
from variorum.store.opening import OpenLibrary

_READS = ("model.py", "settings.py", "forest.py", "languages", "statements")
_COLLATES = (*_READS, "lineage", "collation")
# Articles that are read before what was found is kept, and the tellings of stories that are finished together.
_AT_ONCE, _PART = 64, 512


@dataclass(frozen=True)
class Finished:
    """A story that was collated: as it is now, and as it was the time before, if it was collated before."""

    now: Edition
    before: Edition | None


@dataclass(frozen=True)
class _Task:
    """A story to be collated, from what, and the hash of that."""

    story: Story
    articles: tuple[Article, ...]
    merging: Merging
    digest: str


def reader() -> str:
    """Give the hash of all that makes a reading what it is, beside the article."""
    return fingerprint(*_READS)


def program() -> str:
    """Give the hash of all that makes a collated story what it is, beside its articles."""
    return fingerprint(*_COLLATES)


def finish(
    library: OpenLibrary, engine: Engine, *, refresh: bool = False, only: Collection[str] | None = None
) -> Iterator[Finished]:
    """Read and collate every story that is stale, or those of them that are named, those told last first; give each as it is kept."""
    maker = program()
    reading = reader()
    with library.reading() as connection:
        waiting = collated.stale(connection, older_than=maker if refresh else None)
    if only is not None:
        waiting = tuple(story for story in waiting if story in only)
    _expect(library, engine, waiting, reading)
    part: list[_Task] = []
    for story in waiting:
        task = _task(library, story, refresh=refresh)
        if task is None:
            continue
        part.append(task)
        if sum(len(each.articles) for each in part) >= _PART:
            yield from _finish(library, engine, part, reading, maker)
            part = []
    yield from _finish(library, engine, part, reading, maker)


def _expect(library: OpenLibrary, engine: Engine, waiting: Sequence[str], reading: str) -> None:
    """Tell who watches how much there is to do; counting takes time, so it is not done for nobody."""
    if not isinstance(engine, Run) or engine.watch is None:
        return
    with library.reading() as connection:
        members = [article for story in waiting for article in collated.members(connection, story)]
        keys = {readings.key_of(article, reading) for article in tellings.articles(connection, members)}
        missing = sum(not readings.is_kept(connection, key) for key in keys)
    engine.expect(READ.name, missing)
    engine.expect(FINISH.name, len(waiting))


def _task(library: OpenLibrary, name: str, *, refresh: bool) -> _Task | None:
    """Look at what a story is collated from; if that is what it was collated from before, only its surroundings are new."""
    with library.reading() as connection:
        story = collated.grouped(connection, name)
        if story is None:  # another run has taken in what belongs to it
            return None
        merging = settled.merging(connection, story.articles)
        digest = collated.digest_of(connection, name, settled.in_words(merging))
        same = not refresh and collated.is_collated(connection, name, digest)
        articles = tuple(tellings.articles(connection, story.articles))
    task = _Task(story, articles, merging, digest)
    if same:
        with library.writing() as connection:
            if _holds(connection, task) and (edition := showing.edition_of(connection, name)) is not None:
                _put(connection, edition)
        return None
    return task


def _holds(connection: sqlite3.Connection, task: _Task) -> bool:
    """Say whether a story is still what was looked at: another run may have taken something in meanwhile."""
    merging = settled.merging(connection, task.story.articles)
    return task.digest == collated.digest_of(connection, task.story.id, settled.in_words(merging))


def _put(connection: sqlite3.Connection, edition: Edition) -> None:
    """Write the findings of a story, and what it is searched by."""
    story = edition.stories[0]
    collated.settle(connection, story, tables(edition))
    searching.index(connection, edition)
    collated.seal(connection, story.id)


def _finish(
    library: OpenLibrary, engine: Engine, part: Sequence[_Task], reading: str, maker: str
) -> Iterator[Finished]:
    known = read(library, engine, [article for task in part for article in task.articles], reading)
    wholes = [Whole(task.story, tuple(known[one.id][0] for one in task.articles), task.merging) for task in part]
    for task, (story, articles) in zip(part, engine(FINISH, wholes), strict=True):
        doubts = {article.id: known[article.id][1] for article in articles}
        done = _keep(library, task, story, articles, doubts, maker)
        if done is not None:
            yield done


def _keep(
    library: OpenLibrary,
    task: _Task,
    story: Story,
    articles: tuple[Article, ...],
    doubts: Mapping[ArticleId, tuple[Problem, ...]],
    maker: str,
) -> Finished | None:
    """Keep a story, unless something has changed meanwhile, and it is still to be done, or another run has done it."""
    with library.writing() as connection:
        if not _holds(connection, task) or collated.is_settled(connection, story.id, task.digest, maker):
            return None
        was = collated.before(connection, story.id)
        collated.put_collated(connection, story, articles, task.digest, maker)
        for article, problems in doubts.items():
            collated.put_problems(connection, f"read:{article}", problems)
        now = Edition(articles, (settled.applied(connection, story),))
        _put(connection, now)
        done = Finished(now, Edition(was.articles, (was.story,)) if was else None)
        if news := story_news(now, done.before):
            history.log_story(connection, library.clock(), story.id, is_new=was is None, what="\n".join(news))
    return done


def read(
    library: OpenLibrary, engine: Engine, articles: Sequence[Article], reading: str
) -> dict[ArticleId, tuple[Reading, tuple[Problem, ...]]]:
    """Give the reading of each article; what was not read before is read, some articles at a time, and kept."""
    missing: dict[str, Article] = {}
    with library.reading() as connection:
        for article in articles:
            key = readings.key_of(article, reading)
            if not readings.is_kept(connection, key):
                missing.setdefault(key, article)
    waiting = list(missing.items())
    for start in range(0, len(waiting), _AT_ONCE):
        some = waiting[start : start + _AT_ONCE]
        found = engine(READ, [article for _, article in some])
        with library.writing() as connection:
            readings.keep(connection, ((key, each) for (key, _), each in zip(some, found, strict=True)))
    known: dict[ArticleId, tuple[Reading, tuple[Problem, ...]]] = {}
    with library.reading() as connection:
        for article in articles:
            kept = readings.kept(connection, readings.key_of(article, reading), article)
            assert kept is not None  # it was just kept  # noqa: S101
            known[article.id] = kept
    return known
