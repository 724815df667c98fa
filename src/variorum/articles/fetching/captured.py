"""What was fetched → articles as they were taken in."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from variorum.articles import feeds, moments, records
from variorum.articles.addresses import address_of, canonical
from variorum.articles.feeds import Entries, Entry
from variorum.articles.fetching.answers import Fetched
from variorum.articles.formats import form_of, sniff
from variorum.articles.identity import text_id
from variorum.articles.inputs import Source
from variorum.articles.pieces import Piece
from variorum.articles.reading import READERS, extract, from_web
from variorum.articles.unpacking import Counted, Unsound, unpacked
from variorum.model import Article, Capture, Problem

_FORMS = {"text/html": "page", "application/xhtml+xml": "page", "text/markdown": "markdown"}


def opened(fetched: Fetched, largest: int) -> Fetched | Problem:
    """Unpack what is a compressed file by itself, such as ``sitemap.xml.gz``."""
    pieces: list[bytes] = []
    size = 0
    try:
        for piece in unpacked(Counted(io.BytesIO(fetched.body))):
            size += len(piece)
            if size > largest:
                return Problem(fetched.requested, "too_large", f"It unpacks to more than {largest:,} bytes.")
            pieces.append(piece)
    except Unsound as error:
        return Problem(fetched.requested, error.kind, str(error))
    return fetched if size == len(fetched.body) else replace(fetched, body=b"".join(pieces), content_type=None)


def captured(fetched: Fetched) -> tuple[tuple[Capture, ...], tuple[Problem, ...]]:
    """Read the articles in what was fetched, whatever its format; each is named by its URL."""
    form = _form(fetched)
    if form not in READERS:
        what = fetched.content_type or form
        message = f"It is {what}, which is not read from the web. Save it to a file and give that."
        return (), (Problem(fetched.requested, "unsupported", message),)
    source = Source(fetched.url, Path("-"), named=True, real=fetched.url)
    found = extract(Piece(source, form, fetched.body, url=fetched.url, seen=fetched.seen, charset=fetched.charset))
    problems = tuple(
        replace(problem, input=fetched.requested) if problem.input == fetched.url else problem
        for problem in found.problems
    )
    return tuple(_addressed(capture, fetched) for capture in found.captures), problems


def _form(fetched: Fetched) -> str:
    """Say what format it is in: by what it begins with where that is plain to see, else by what the server says."""
    begins = sniff(fetched.body)
    if begins == "json" and form_of(urlsplit(fetched.url).path) == "lines":
        return "lines"
    return _FORMS.get(fetched.content_type or "", begins) if begins == "text" else begins


def _addressed(capture: Capture, fetched: Fetched) -> Capture:
    """Name an article by its URL; one of several in a file by that of the file and its own id."""
    article = capture.article
    if article.url is not None:
        return capture
    if article.input != fetched.url:
        place = canonical(fetched.url) or fetched.url
        return replace(capture, address=f"{place}#{article.id}")
    article = from_web(article, fetched.url)
    return replace(capture, article=article, address=address_of(article, fetched.url, None))


def with_entry(capture: Capture, entry: Entry, language: str | None) -> Capture:
    """Add to an article what the feed knows better: whom it is from, and what its page does not say."""
    article = capture.article
    published = article.published
    if published is None and entry.published:
        published = records.given_date(entry.published, article.language or language)
    return replace(
        capture,
        article=replace(
            article,
            title=article.title or entry.title,
            authors=article.authors or entry.authors,
            published=published,
            credits=tuple(dict.fromkeys((*article.credits, *_credits(article, entry)))),
        ),
    )


def _credits(article: Article, entry: Entry) -> tuple[str, ...]:
    """Give the ``<source>`` of an entry, unless it is the outlet at which the page itself is."""
    if not entry.source or entry.source == article.outlet:
        return ()
    if entry.source_url and article.url and urlsplit(entry.source_url).hostname == urlsplit(article.url).hostname:
        return ()
    return (entry.source,)


def from_feed(entry: Entry, feed: Entries, source: str, seen: str) -> tuple[tuple[Capture, ...], tuple[Problem, ...]]:
    """Take what a feed itself holds of an article, if that is all of it and no teaser."""
    if not entry.whole:
        return (), ()
    name = f"{source}#{(entry.guid or entry.url or text_id(entry.text or ''))[:200]}"
    article, problems = feeds.article_of(entry, feed, name)
    if article is None:
        return (), tuple(problems)
    article = replace(article, id=article.id or text_id(article.text))
    place = canonical(source) or source
    address = address_of(article, place, name) if article.url else f"{place}#{article.id}"
    return (Capture(article, address, moments.utc(entry.updated) or seen),), tuple(problems)
