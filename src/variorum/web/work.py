"""What takes longer than a request, as a value that another process can be sent; doing it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from variorum.edition.wording import capital, counted, listed
from variorum.engines import Run
from variorum.errors import UnknownStory
from variorum.library import Library
from variorum.library.dropping import Dropped, dropped
from variorum.library.listing import named_in
from variorum.library.taking import Intake, Portion
from variorum.library.touched import holding, waiting
from variorum.model import Problem, Value

MOST = 200
"""Stories and Problems that an outcome names."""

_STAGES = {"read": "reading the reports", "collate": "setting the tellings side by side"}


@dataclass(frozen=True)
class Work:
    """Files and URLs to take in (those that saved lists of feeds and sitemaps name, too), and stories to read and collate beside those that grow: some of them, or ``everything`` that is to do."""

    files: tuple[Dropped, ...] = ()
    urls: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    everything: bool = False
    allow_private: bool = False


@dataclass(frozen=True)
class Progress:
    """How far some work is: what is being done, in words, and how much of how much."""

    now: str
    done: int = 0
    total: int | None = None


@dataclass(frozen=True)
class Outcome(Value):
    """What came of some work: how many tellings are new, have a new version or were known; the stories made or grown, and collated."""

    new: int = 0
    changed: int = 0
    known: int = 0
    collated: int = 0
    stories: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    further: int = 0
    """Problems beyond those that are named."""

    @property
    def told(self) -> str:
        """Say it in one sentence."""
        parts = [counted(self.new, "new report")] if self.new else []
        parts += [counted(self.changed, "new version")] if self.changed else []
        parts += [f"{self.known:,} known already"] if self.known else []
        parts += [f"{counted(self.collated, 'story')} worked out"] if self.collated else []
        return f"{capital(listed(parts))}." if parts else "Nothing new."


Tell = Callable[[Progress], None]


def do(library: Library, work: Work, tell: Tell) -> Outcome:
    """Do some work in a library, telling how far it is. Raises what the library does; what was finished is kept."""
    before = set(waiting(library.file))
    outcome, touched = _take_in(library, work, tell)
    # What was to be worked out when it was asked for may have another id by now.
    only = set(waiting(library.file)) - before | set(touched) | set(_named(library, work.stories))
    run = Run(watch=_Watch(tell))
    done = [
        finished.now.stories[0].id for finished in library.finish(engine=run, only=None if work.everything else only)
    ]
    tell(Progress("making it findable"))
    for _ in library.add_meaning():
        pass
    return replace(outcome, collated=len(done), stories=_named(library, (*touched, *work.stories, *done)))


def _take_in(library: Library, work: Work, tell: Tell) -> tuple[Outcome, tuple[str, ...]]:
    """Take in what was handed over and what is fetched; give the stories that it belongs to, too."""
    if not work.files and not work.urls:
        return Outcome(), ()
    intake = library.intake()
    addresses: dict[str, None] = {}
    for portion in _portions(library, work, tell):
        intake.add(portion)
        addresses |= dict.fromkeys(capture.address for capture in portion.captures)
    intake.keep()
    return _outcome(intake), holding(library.file, addresses)


def _portions(library: Library, work: Work, tell: Tell) -> Iterator[Portion]:
    lists = {file: named_in(file.path) for file in work.files}
    files = [file for file in work.files if lists[file] is None]
    urls = dict.fromkeys((*work.urls, *(url for named in lists.values() for url in named or ())))
    if files:
        tell(Progress(f"opening {counted(len(files), 'file')}"))
        yield from _counted(dropped(files), tell)
    if urls:
        from variorum.articles.fetching import Fetcher

        tell(Progress("fetching", 0, len(urls)))
        with Fetcher(allow_private=work.allow_private) as fetcher:
            for portion in library.fetched(urls, fetcher):
                tell(Progress("fetching", portion.done, portion.total))
                yield portion


def _counted(taken: Iterable[Portion], tell: Tell) -> Iterator[Portion]:
    articles = 0
    for portion in taken:
        articles += len(portion.captures)
        tell(Progress(f"opening the files: {counted(articles, 'report')} so far"))
        yield portion


def _outcome(intake: Intake) -> Outcome:
    summary = intake.summary
    told = summary.problems[:MOST]
    return Outcome(
        new=len(summary.new),
        changed=len(summary.changed),
        known=summary.known,
        problems=told,
        further=len(summary.problems) - len(told),
    )


def _named(library: Library, stories: Iterable[str]) -> tuple[str, ...]:
    """Name the stories that are still there, each once; reading them may have shown that they are others."""
    found: dict[str, None] = {}
    for story in stories:
        with suppress(UnknownStory):
            found[library.story(story)] = None
        if len(found) == MOST:
            break
    return tuple(found)


class _Watch:
    """Tells how many reports are read, and how many stories are collated; a stage that comes in parts is counted through."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._done: dict[str, int] = {}
        self._now: tuple[str, int] | None = None

    def begin(self, stage: str, total: int) -> None:
        """A stage begins on so many pieces."""
        self._now = (stage, total) if stage in _STAGES else None
        self.advance(0, kept=False)

    def advance(self, count: int, *, kept: bool) -> None:  # noqa: ARG002 - what is kept counts as done
        """So many pieces more are finished."""
        if self._now is None:
            return
        stage, total = self._now
        self._done[stage] = self._done.get(stage, 0) + count
        self._tell(Progress(_STAGES[stage], min(self._done[stage], total), total))

    def end(self) -> None:
        """The stage is over, or was broken off."""
        self._now = None
