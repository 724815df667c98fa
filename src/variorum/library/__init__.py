"""The library: what was taken in stays, stories grow as tellings come and change, and what the user settles holds.

This page reads as the flow does: take in, read, collate; then show, and say what changed. The values are those of
``pipeline``, and a library's edition is the one that ``pipeline.collate`` gives of the same articles.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from variorum.engines import Engine, local
from variorum.errors import NothingToRead
from variorum.library.showing import Counts, Shown, counts, editions, listed, problems_of, state_of, story_called, whole
from variorum.model import Article, Decision, Edition, EntityKind, Problem
from variorum.store import decided, history, tellings
from variorum.store.opening import OpenLibrary, utc_now

# What reads and groups is imported when it is used: to look something up must not wait for the parser.
if TYPE_CHECKING:
    from variorum.articles.fetching import Fetcher
    from variorum.articles.fetching.following import Followed
    from variorum.library.browsing import Browsed, Shelf
    from variorum.library.changing import VersionChange
    from variorum.library.deciding import Settling
    from variorum.library.finishing import Finished
    from variorum.library.happened import News
    from variorum.library.people import Name, Person
    from variorum.library.pledges import Ledger, Pledged
    from variorum.library.taking import Intake, Summary
    from variorum.store.history import Event
    from variorum.store.tellings import StoredVersion

__all__ = ["Counts", "Library", "Shown"]


class Library:
    """A library in one SQLite file, for a ``with`` block: at ``path``, else in ``VARIORUM_LIBRARY``, else in the user's data folder.

    It is made if it is not there, unless it is opened ``read_only``. One of ``several`` that a program holds open keeps less in memory,
    and may be handed from thread to thread. ``clock`` gives the moment in ISO 8601. Raises
    ``NotALibrary``, ``DamagedLibrary``, ``NotWritable`` and ``LibraryBusy``.
    """

    def __init__(
        self,
        path: str | Path | None = None,
        *,
        read_only: bool = False,
        several: bool = False,
        clock: Callable[[], str] = utc_now,
    ) -> None:
        self.file = OpenLibrary(path, read_only=read_only, several=several, clock=clock)

    @property
    def path(self) -> Path:
        """Where the library lies."""
        return self.file.path

    @property
    def settled(self) -> Settling:
        """What the user has settled, and the ways to settle more."""
        from variorum.library.deciding import Settling

        return Settling(self.file)

    def ingest(
        self,
        inputs: str | Path | Iterable[str | Path],
        *,
        stdin: BinaryIO | None = None,
        mapping: Mapping[str, str] | None = None,
        engine: Engine = local,
        read: bool = True,
    ) -> Summary:
        """Take in every article of some files and folders, and bring the stories up to date.

        ``mapping`` says under which keys or columns of data the nouns stand (``{"text": "body"}``). Without ``read`` the
        articles are kept and grouped, and read another time. Raises ``NothingToRead`` if no input is named.
        """
        from variorum.articles import captures

        named = (inputs,) if isinstance(inputs, str | Path) else tuple(inputs)
        if not named:
            raise NothingToRead(())
        intake = self.intake(engine)
        for portion in captures(named, stdin, engine, mapping):
            intake.add(portion)
        intake.keep()
        if read:
            for _ in self.finish(engine=engine):
                pass
            for _ in self.add_meaning():
                pass
        return intake.summary

    def intake(self, engine: Engine = local) -> Intake:
        """Take in portions one after another, as they come."""
        from variorum.library.taking import Intake

        return Intake(self.file, engine)

    def fetched(self, urls: Iterable[str], fetcher: Fetcher) -> Iterator[Followed]:
        """Fetch pages, feeds and lists of them, and what they lead to, in portions to be taken in."""
        from variorum.library.fetching import fetched

        return fetched(self.file, fetcher, urls)

    def finish(
        self, *, engine: Engine = local, refresh: bool = False, only: Collection[str] | None = None
    ) -> Iterator[Finished]:
        """Read and collate what is not yet, some stories at a time; each part is kept as soon as it is done.

        With ``refresh``, what an earlier program found is found anew; with ``only``, nothing but the stories of these ids is done.
        """
        from variorum.library.finishing import finish

        return finish(self.file, engine, refresh=refresh, only=only)

    @property
    def counts(self) -> Counts:
        """How many articles and stories there are, and how many of the stories are to be read and collated."""
        return counts(self.file)

    def stories(self, limit: int | None = None) -> tuple[Shown, ...]:
        """List the stories, those with most voices first, as rows of a few cells each."""
        return listed(self.file, limit)

    def listed(self, story: str) -> Shown:
        """Give one story as it stands in the list. Raises ``UnknownStory``."""
        return listed(self.file, one=self.story(story))[0]

    def browse(self, asked: Browsed | None = None) -> Shelf:
        """Give some stories by words, outlet, language and days, in an order, with when each was told. Raises ``WrongSearch``."""
        from variorum.library.browsing import Browsed, browse

        return browse(self.file, asked or Browsed())

    def people(
        self, words: str | None = None, *, kinds: Collection[EntityKind] = ("person", "organisation"), limit: int = 50
    ) -> tuple[Name, ...]:
        """Give names, those of most stories first; with ``words``, those of which a form begins so. Raises ``WrongSearch``."""
        from variorum.library.people import people

        return people(self.file, words, kinds, limit)

    def known(self, names: Iterable[str]) -> frozenset[str]:
        """Give those of some names that ``person`` knows as they are written."""
        from variorum.library.people import known

        return known(self.file, names)

    def person(self, name: str, *, limit: int = 10, after: str | None = None) -> Person:
        """Give what whoever has a name said, wanted and promised, over time and over the stories. Raises ``WrongSearch``."""
        from variorum.library.persons import person

        return person(self.file, name, limit=limit, after=after)

    def pledges(self, asked: Pledged | None = None) -> Ledger:
        """Give commitments of all stories, by who, act, status and day. Raises ``WrongSearch`` and ``UnknownStory``."""
        from variorum.library.pledges import Pledged, pledges

        return pledges(self.file, asked or Pledged())

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What the user has settled, in the order in which it was, and what of it was undone."""
        with self.file.reading() as connection:
            return tuple(decided.decisions(connection))

    def edition(self, *stories: str) -> Edition:
        """Give the edition of some stories, or of all; Raises ``UnknownStory`` for a name that no story has, or several."""
        return whole(self.file, stories)

    def editions(self, *stories: str) -> Iterator[Edition]:
        """Give the editions of single stories, one after another, so that a library of any size can be gone through."""
        return editions(self.file, stories)

    def state(self, story: str) -> str:
        """Give a short name for all that is shown of a story as it is now: it is another one as soon as anything of that is. Raises ``UnknownStory``."""
        return state_of(self.file, story)

    def story(self, name: str) -> str:
        """Give the id of the story that a name means: its id or the beginning of it, or one that it had before."""
        return story_called(self.file, name)

    def articles(self) -> Iterator[Article]:
        """Give the articles that hold now, by their ids, as they were taken in."""
        with self.file.reading() as connection:
            yield from tellings.articles(connection)

    def add_meaning(self) -> Iterator[int]:
        """Make what articles are found by through their meaning, some at a time; give how many each time."""
        from variorum.library.searching import add_meaning

        return add_meaning(self.file)

    def changes(
        self, telling: str | None = None, *, since: str | None = None, engine: Engine = local
    ) -> Iterator[VersionChange]:
        """Tell what each new version of a telling changed, of one or of all; ``since`` is a moment in ISO 8601."""
        from variorum.library.changing import changes

        return changes(self.file, engine, telling, since)

    def tell_versions(self, *, engine: Engine = local) -> Iterator[tuple[str, ...]]:
        """Say of each new version of which nothing was said yet what it changed, in a few lines; it is noted among what happened."""
        from variorum.library.news import tell_versions

        return tell_versions(self.file, engine)

    def events(self, since: str = "") -> tuple[Event, ...]:
        """Give what happened since a moment (ISO 8601, or the beginning of one), the latest last."""
        with self.file.reading() as connection:
            return history.since(connection, since)

    def news(self, since: str | None = None, *, limit: int = 200, after: str | None = None) -> News:
        """Give what happened since a day, the latest first, each with the story it is about now; else in the last week of it."""
        from variorum.library.happened import news

        return news(self.file, since, limit=limit, after=after)

    def atom(self) -> str:
        """Give the latest of what happened as an Atom feed."""
        from variorum.library.news import atom

        return atom(self.events())

    def versions(self, address: str) -> tuple[StoredVersion, ...]:
        """Give every version of the telling at an address, the oldest first."""
        with self.file.reading() as connection:
            return tellings.versions(connection, address)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the inputs and still is."""
        return problems_of(self.file)

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
