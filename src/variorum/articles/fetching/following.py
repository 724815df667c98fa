"""From URLs to articles: a page is fetched and read; a feed, a list of feeds or a sitemap is fetched, and then what it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from variorum.articles import moments
from variorum.articles.addresses import canonical
from variorum.articles.fetching.answers import NOTHING_SAID, Fetched, Validators
from variorum.articles.fetching.captured import captured, from_feed, opened, with_entry
from variorum.articles.fetching.fetcher import Fetcher
from variorum.articles.fetching.listing import Listing, Named, listing
from variorum.articles.fetching.side_by_side import SideBySide
from variorum.model import Capture, Problem

MOST_PAGES = 1_000
"""Pages that are fetched of one feed or sitemap in one run; the rest comes in the next."""
MOST_LISTS = 50_000
_MOST_SITEMAPS = 50
_DEEPEST = 3

# What may be otherwise the next time: until then a list is not called done with.
_PASSING = frozenset({"later", "unreachable", "too_slow", "stopped", "broken_answer"})


class Known(Protocol):
    """What earlier runs remember; every URL is in its canonical spelling (``addresses.canonical``)."""

    def validators(self, url: str) -> Validators | None:
        """Give what its server said to ask again by."""
        ...

    def last_seen(self, url: str) -> str | None:
        """Give when it was fetched last, or found unchanged (ISO 8601 in UTC)."""
        ...


@dataclass(frozen=True)
class Remembered:
    """What is to be remembered of one URL, in its canonical spelling: when its server had it so, and what it said to ask again by.

    ``moved`` is where it is from now on.
    """

    url: str
    seen: str
    validators: Validators = NOTHING_SAID
    moved: str | None = None


@dataclass(frozen=True)
class Followed:
    """A portion of what was fetched: ``captures`` and Problems of one URL that was named (``source``).

    What is ``remembered`` is to be kept together with the captures or after them, never before: a list is remembered only when all
    that it named has come. ``done`` of the ``total`` addresses known so far have been asked for.
    """

    source: str
    captures: tuple[Capture, ...] = ()
    problems: tuple[Problem, ...] = ()
    remembered: tuple[Remembered, ...] = ()
    done: int = 0
    total: int = 0


@dataclass
class _List:
    """A list whose pages are being fetched: it is remembered when the last of them has come."""

    remembered: Remembered
    waiting: int = 0
    whole: bool = True


@dataclass(frozen=True)
class _Job:
    """One address to be asked for; ``depth`` counts the lists above it, and a ``page`` is never taken for a list."""

    url: str
    source: str
    validators: Validators | None = None
    depth: int = 0
    page: bool = False
    named: Named | None = None
    above: _List | None = field(default=None, compare=False)


def follow(
    urls: Iterable[str],
    fetcher: Fetcher,
    known: Known,
    *,
    full_feeds: bool = False,
    most: int = MOST_PAGES,
) -> Iterator[Followed]:
    """Fetch some URLs and what they lead to; give each portion as it comes.

    Of what a list names a page is fetched if it is not known, or if the list says that it changed since. With ``full_feeds`` the
    text of a feed is taken as it stands there where it is all of the article, and the page is not asked for.
    """
    run = _Run(fetcher, known, full_feeds=full_feeds, most=most)
    for url in dict.fromkeys(urls):
        run.add(_Job(url, url))
    yield from run.portions()


class _Run:
    """What one run has asked for and has still to."""

    def __init__(self, fetcher: Fetcher, known: Known, *, full_feeds: bool, most: int) -> None:
        self._fetcher = fetcher
        self._known = known
        self._full_feeds = full_feeds
        self._most = most
        self._jobs: SideBySide[_Job] = SideBySide(fetcher)
        self._met: set[str] = set()
        self._total = 0

    def add(self, job: _Job) -> bool:
        """Ask for an address, once in a run."""
        key = _key(job.url)
        if key in self._met:
            return False
        self._met.add(key)
        self._total += 1
        self._jobs.add(replace(job, validators=self._known.validators(key)))
        return True

    def portions(self) -> Iterator[Followed]:
        """Give what came of each address, and then that its list is done with."""
        for done, (job, fetched) in enumerate(self._jobs, start=1):
            for portion in self._taken(job, fetched):
                yield replace(portion, done=done, total=self._total)
            for portion in self._done_with(job):
                yield replace(portion, done=done, total=self._total)

    def _done_with(self, job: _Job) -> Iterator[Followed]:
        above = job.above
        if above is None:
            return
        above.waiting -= 1
        if not above.waiting and above.whole:
            yield Followed(job.source, remembered=(above.remembered,))

    def _taken(self, job: _Job, fetched: Fetched | Problem) -> Iterator[Followed]:
        if isinstance(fetched, Fetched) and not fetched.unchanged:
            fetched = opened(fetched, self._fetcher.limits.largest)
        if isinstance(fetched, Problem):
            yield self._failed(job, fetched)
            return
        remembered = Remembered(_key(job.url), fetched.seen, fetched.validators, fetched.moved)
        notes = (*fetched.notes, *_moved(job, fetched))
        if fetched.unchanged:
            yield Followed(job.source, problems=notes, remembered=(remembered,))
            return
        found = None if job.page or job.depth >= _DEEPEST else listing(fetched.body, fetched.url)
        if found is None:
            yield self._page(job, fetched, remembered, notes)
        else:
            yield from self._list(job, found, remembered, notes)

    def _page(self, job: _Job, fetched: Fetched, remembered: Remembered, notes: tuple[Problem, ...]) -> Followed:
        captures, problems = captured(fetched)
        named = job.named
        if named and named.entry and named.feed:
            entry = named.entry
            captures = tuple(with_entry(capture, entry, named.feed.language) for capture in captures)
            if not captures:
                captures, wrong = from_feed(entry, named.feed, job.source, fetched.seen)
                problems += wrong
        if not captures:  # what cannot be read today may be by a later program
            remembered = replace(remembered, validators=NOTHING_SAID)
        return Followed(job.source, captures, (*notes, *problems), (remembered,))

    def _failed(self, job: _Job, problem: Problem) -> Followed:
        """Tell a Problem; where the page will not come, what the feed itself holds of it is taken."""
        if problem.kind in _PASSING:
            if job.above:
                job.above.whole = False
            return Followed(job.source, problems=(problem,))
        moment = self._fetcher.moment()
        # A page that will not come is not asked for again and again for as long as its feed names it.
        remembered = (Remembered(_key(job.url), moment),) if job.page else ()
        captures: tuple[Capture, ...] = ()
        wrong: tuple[Problem, ...] = ()
        if job.named and job.named.entry and job.named.feed:
            captures, wrong = from_feed(job.named.entry, job.named.feed, job.source, moment)
        return Followed(job.source, captures, (problem, *wrong), remembered)

    def _list(
        self, job: _Job, found: Listing, remembered: Remembered, notes: tuple[Problem, ...]
    ) -> Iterator[Followed]:
        if found.kind != "pages":
            # It is asked for anew each time: that it has not changed says nothing of the lists that it names.
            problems = self._further(job, found)
            yield Followed(job.source, problems=(*notes, *found.problems, *problems))
            return
        above = _List(remembered)
        captures: list[Capture] = []
        problems = [*notes, *found.problems]
        for named in found.named:
            if named.entry and named.feed and (not named.url or (self._full_feeds and named.entry.whole)):
                taken, wrong = from_feed(named.entry, named.feed, job.source, remembered.seen)
                captures += taken
                problems += wrong
            elif named.url and self._is_news(named):
                if above.waiting >= self._most:
                    above.whole = False
                    problems.append(_too_many(job.url, len(found.named), self._most))
                    break
                page = _Job(named.url, job.source, depth=job.depth + 1, page=True, named=named, above=above)
                above.waiting += self.add(page)
        rest = () if above.waiting or not above.whole else (remembered,)
        yield Followed(job.source, tuple(captures), tuple(problems), rest)

    def _further(self, job: _Job, found: Listing) -> list[Problem]:
        most = _MOST_SITEMAPS if found.kind == "sitemaps" else MOST_LISTS
        for named in found.named[:most]:
            if named.url:
                self.add(_Job(named.url, job.source, depth=job.depth + 1))
        return [_too_many(job.url, len(found.named), most)] if len(found.named) > most else []

    def _is_news(self, named: Named) -> bool:
        """Say whether a page is worth asking for: it is not known, or its list says that it changed since it was seen."""
        seen = moments.utc(self._known.last_seen(_key(named.url or "")))
        return seen is None or (named.changed is not None and named.changed > seen)


def _key(url: str) -> str:
    return canonical(url) or url


def _moved(job: _Job, fetched: Fetched) -> tuple[Problem, ...]:
    """Tell where to ask from now on, of what the user or a list of theirs named; a page is named by where it is anyway."""
    if not fetched.moved or job.page or _key(fetched.moved) == _key(job.url):
        return ()
    return (Problem(job.url, "moved", f"It has moved for good: give {fetched.moved} from now on."),)


def _too_many(url: str, count: int, most: int) -> Problem:
    message = f"It names {count:,} addresses, of which {most:,} are asked for at a time: the same command goes on with the rest."
    return Problem(url, "not_followed", message)
