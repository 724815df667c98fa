"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom 1.0, JSON Feed 1.0 and 1.1 → what they announce, and articles of what they hold.

Nothing is fetched here.
"""

from __future__ import annotations

import re

from variorum.articles import moments, records, syndication, xml_tree
from variorum.articles.decoding import decode
from variorum.articles.syndication import Entries, Entry
from variorum.model import Article, Problem

__all__ = ["Entries", "Entry", "article_of", "entries", "is_feed", "read", "read_seen"]

MOST_BYTES = 10_000_000
MOST_TAGS = 200_000
_JSON_FEED = re.compile(
    rb'[\s\xef\xbb\xbf]*\{[^\x00]{0,4000}?"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org(?:\\?/)version'
)


def is_feed(raw: bytes) -> bool:
    """Say whether bytes begin as RSS, Atom or JSON Feed does."""
    if _JSON_FEED.match(raw[:5000]):
        return True
    name, attributes = xml_tree.root(raw)
    if name == "rdf":
        return "purl.org/rss" in attributes or "netscape.com/rdf" in attributes
    return name == "rss" or (name == "feed" and "atom" in attributes.lower())


def read(raw: bytes, name: str) -> tuple[list[Article], list[Problem]]:
    """Make articles of what a feed itself holds; what is only a teaser is one all the same, and a Problem says so."""
    found, problems = read_seen(raw, name)
    return [article for article, _ in found], problems


def read_seen(raw: bytes, name: str) -> tuple[list[tuple[Article, str | None]], list[Problem]]:
    """As ``read``, each article with the moment of its last change as the feed gives it (ISO 8601 in UTC)."""
    feed, problems = entries(raw, name)
    found: list[tuple[Article, str | None]] = []
    teasers = empty = 0
    for number, entry in enumerate(feed.entries, start=1):
        if not entry.text:
            empty += 1
            continue
        article, wrong = article_of(entry, feed, f"{name}#{_key(entry) or number}")
        problems += wrong
        if article is not None:
            found.append((article, moments.utc(entry.updated)))
            teasers += not entry.whole
    if teasers or empty:
        problems.append(_teasers(name, teasers, empty))
    return found, problems


def article_of(entry: Entry, feed: Entries, where: str) -> tuple[Article | None, list[Problem]]:
    """Make an article of the text that an entry brings; its outlet is the feed's, its ``<source>`` a credit."""
    row = {
        "text": entry.text,
        "title": entry.title,
        "published": entry.published,
        "outlet": feed.title,
        "authors": list(entry.authors),
        "url": entry.url,
        "language": entry.language or feed.language,
        "credits": [entry.source] if entry.source else [],
    }
    return records.from_mapping(row, where)


def entries(raw: bytes, name: str) -> tuple[Entries, list[Problem]]:
    """Read a feed as values, in its own order; a broken one gives what could be read of it."""
    if len(raw) > MOST_BYTES or raw.count(b"<") > MOST_TAGS:
        message = (
            f"It has more than {MOST_BYTES / 1e6:.0f} MB or {MOST_TAGS:,} tags, which no feed needs. Leave it out."
        )
        return Entries(), [Problem(name, "too_large", message)]
    as_json = _JSON_FEED.match(raw[:5000])
    text, problems = decode(raw, name) if as_json else xml_tree.sound_text(raw, name)
    if text is None:
        return Entries(), list(problems)
    feed, wrong = syndication.from_json(text, name) if as_json else syndication.from_xml(text, name)
    if not feed.entries and not wrong:
        wrong = [Problem(name, "empty", "The feed announces nothing. Try again later, or leave it out.")]
    return feed, [*problems, *wrong]


def _key(entry: Entry) -> str:
    """What an entry is called within its feed, whatever its place there."""
    return (entry.guid or entry.url or "")[:200]


def _teasers(name: str, teasers: int, empty: int) -> Problem:
    cut = f"{teasers:,} of its articles {'is only a teaser' if teasers == 1 else 'are only teasers'}" if teasers else ""
    bare = f"{empty:,} {'entry has' if empty == 1 else 'entries have'} no text and made no article" if empty else ""
    said = " and ".join(part for part in (cut, bare) if part)
    message = f"{said[0].upper()}{said[1:]}: the pages were not fetched. Give the feed's address to `variorum ingest` to fetch them."
    return Problem(name, "teaser", message)
