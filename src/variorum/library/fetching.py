"""Fetching into a library: what it remembers of servers, and the portions that come from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from variorum.articles.fetching import Fetcher, Validators
from variorum.articles.fetching.following import Followed, Remembered, follow
from variorum.store import fetches
from variorum.store.opening import OpenLibrary

# A page is looked at again at each poll an hour after the last one, for so many days after it was first seen.
_YOUNG, _PAUSE = timedelta(days=3), timedelta(hours=1)


def _is_due(first: str, last: str, now: str) -> bool:
    moments = [datetime.fromisoformat(moment) for moment in (first, last, now)]
    return moments[2] - moments[0] <= _YOUNG and moments[2] - moments[1] >= _PAUSE


class _Known:
    """What a library remembers of URLs."""

    def __init__(self, library: OpenLibrary) -> None:
        self._library = library

    def validators(self, url: str) -> Validators | None:
        """Give what its server said to ask again by."""
        found = self._of(url)
        return Validators(found.etag, found.modified) if found and (found.etag or found.modified) else None

    def last_seen(self, url: str) -> str | None:
        """Give when it was fetched last; a young page counts as not fetched after an hour, for that is when pages are mended."""
        found = self._of(url)
        if found is None or found.seen is None:
            return None
        return None if _is_due(found.first_seen or found.seen, found.seen, self._library.clock()) else found.seen

    def _of(self, url: str) -> fetches.Fetch | None:
        with self._library.reading() as connection:
            return fetches.fetch_of(connection, url)


def fetched(library: OpenLibrary, fetcher: Fetcher, urls: Iterable[str]) -> Iterator[Followed]:
    """Fetch some URLs and what they lead to, apart from what a library knows already."""
    return follow(urls, fetcher, _Known(library))


def rows(remembered: Iterable[Remembered]) -> Iterator[fetches.Fetch]:
    """Give what is to be remembered as a library keeps it."""
    for one in remembered:
        yield fetches.Fetch(one.url, one.validators.etag, one.validators.modified, one.seen, one.moved)
