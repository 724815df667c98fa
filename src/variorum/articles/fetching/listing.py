"""What a feed, a list of feeds or a sitemap leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from variorum.articles import feeds, moments, opml, sitemaps
from variorum.articles.feeds import Entries, Entry
from variorum.articles.sitemaps import PageAddress
from variorum.model import Problem

Kind: TypeAlias = Literal["feeds", "sitemaps", "pages"]


@dataclass(frozen=True)
class Named:
    """An address that a list names, and when the list says that it changed last (ISO 8601 in UTC); for feeds also what they say of it."""

    url: str | None
    changed: str | None = None
    entry: Entry | None = None
    feed: Entries | None = None


@dataclass(frozen=True)
class Listing:
    """What a list names, which of it first: ``pages``, or further lists (``feeds``, ``sitemaps``)."""

    kind: Kind
    named: tuple[Named, ...]
    problems: tuple[Problem, ...] = ()


def listing(raw: bytes, name: str) -> Listing | None:
    """Read a list, or nothing if the bytes are none."""
    for recognise, read in _LISTS:
        if recognise(raw):
            return read(raw, name)
    return None


def _feed(raw: bytes, name: str) -> Listing:
    feed, problems = feeds.entries(raw, name)
    named = (
        Named(
            entry.url,
            max(filter(None, (moments.utc(entry.updated), moments.utc(entry.published))), default=None),
            entry,
            feed,
        )
        for entry in feed.entries
    )
    return Listing("pages", tuple(named), tuple(problems))


def _opml(raw: bytes, name: str) -> Listing:
    found, problems = opml.addresses(raw, name)
    return Listing("feeds", tuple(Named(feed.url) for feed in found), tuple(problems))


def _sitemap(raw: bytes, name: str) -> Listing:
    found, problems = sitemaps.addresses(raw, name)
    if found.sitemaps:
        return Listing("sitemaps", _recent_first(found.sitemaps), tuple(problems))
    return Listing("pages", _recent_first(found.pages), tuple(problems))


def _recent_first(pages: Iterable[PageAddress]) -> tuple[Named, ...]:
    named = [Named(page.url, page.lastmod or moments.utc(page.published)) for page in pages]
    return tuple(sorted(named, key=lambda each: each.changed or "", reverse=True))


_LISTS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes, str], Listing]], ...] = (
    (feeds.is_feed, _feed),
    (opml.is_opml, _opml),
    (sitemaps.is_sitemap, _sitemap),
)
