"""What a feed says, as values: the entries of RSS and Atom as feedparser gives them, and those of JSON Feed.

feedparser is not asked to clean markup: only its text is kept, and the cleaning takes most of the time.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from variorum.articles import feed_limits, moments, names
from variorum.articles.fields import writable
from variorum.articles.opinions import text_of_markup
from variorum.model import Problem

MOST_ENTRIES = 20_000
# A summary that is so long and does not end in dots is the article, not a teaser (characters).
_WHOLE = 1500
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W{0,3}$")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w{2,32});")
_MAIL = re.compile(r"[^\s<>(),;@]{0,100}@[^\s<>(),;@]{0,100}")
_MINUTES = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}


@dataclass(frozen=True)
class Entry:
    """What a feed says of one article. Moments are ISO 8601; ``summary`` and ``content`` are text without markup.

    ``source`` is the outlet that the feed names as its origin, ``source_url`` its address.
    """

    url: str | None = None
    guid: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    summary: str | None = None
    content: str | None = None
    source: str | None = None
    source_url: str | None = None
    language: str | None = None

    @property
    def text(self) -> str | None:
        """The most that the feed holds of the article."""
        return max(self.content or "", self.summary or "", key=len) or None

    @property
    def whole(self) -> bool:
        """Whether that seems to be the article itself and no teaser."""
        text = self.text or ""
        return (bool(self.content) or len(text) >= _WHOLE) and not _CUT.search(text[-20:])


@dataclass(frozen=True)
class Entries:
    """A feed: its title, the site it belongs to, its language, every how many minutes it is renewed, and its entries."""

    title: str | None = None
    site: str | None = None
    language: str | None = None
    ttl: int | None = None
    updated: str | None = None
    entries: tuple[Entry, ...] = ()


def from_xml(text: str, name: str) -> tuple[Entries, list[Problem]]:
    """Read RSS or Atom; the text declares no entities."""
    sound = text.encode("utf-8", "replace")
    beyond = feed_limits.beyond(sound)
    if beyond:
        return Entries(), [_too_much(name, f"{beyond}; it was not read")]
    import feedparser  # only who reads feeds pays

    try:
        # A stream, because feedparser takes bytes for the name of a file.
        parsed = feedparser.parse(io.BytesIO(sound), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever a broken feed does to the parser, the other inputs stand
        return Entries(), [_broken(name, error)]
    head, items = _plain(parsed["feed"]), parsed["entries"]
    problems = [_broken(name, parsed["bozo_exception"])] if parsed["bozo"] and not items else []
    if len(items) > MOST_ENTRIES:
        problems.append(_too_much(name, f"{len(items):,} entries; the first {MOST_ENTRIES:,} were read"))
    site = _address(head.get("link"))
    feed = Entries(
        title=_line(head.get("title")),
        site=site,
        language=_line(head.get("language")),
        ttl=_minutes(head),
        updated=moments.utc(head.get("updated")),
        entries=tuple(_of_xml(_plain(item), site) for item in items[:MOST_ENTRIES]),
    )
    return feed, problems


def from_json(text: str, name: str) -> tuple[Entries, list[Problem]]:
    """Read a JSON Feed."""
    try:
        whole = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        return Entries(), [_broken(name, error)]
    if not isinstance(whole, dict) or not isinstance(whole.get("items"), list):
        return Entries(), [_broken(name, ValueError("it has no list of items"))]
    items = [item for item in whole["items"] if isinstance(item, dict)]
    problems = []
    if len(items) > MOST_ENTRIES:
        problems.append(_too_much(name, f"{len(items):,} entries; the first {MOST_ENTRIES:,} were read"))
    site = _address(whole.get("home_page_url"))
    found = tuple(_of_json(item, site) for item in items[:MOST_ENTRIES])
    return Entries(_line(whole.get("title")), site, _line(whole.get("language")), None, None, found), problems


def _plain(item: Any) -> dict[str, Any]:
    """Make a plain dict of feedparser's, whose own look-up takes one field for another."""
    return dict(dict.items(item)) if isinstance(item, dict) else {}


def _of_xml(item: Mapping[str, Any], site: str | None) -> Entry:
    contents = [_plain(each) for each in item.get("content") or ()]
    whole = max((_text(each.get("value"), each.get("type")) or "" for each in contents), key=len, default="")
    detail, source = _plain(item.get("summary_detail")), _plain(item.get("source"))
    tongues = (each.get("language") for each in (*contents, detail))
    return Entry(
        url=_address(item.get("link"), site),
        guid=_line(item.get("id")),
        title=_line(item.get("title")),
        authors=_authors([*(item.get("authors") or ()), item.get("author")]),
        published=_when(item, "published"),
        updated=_when(item, "updated"),
        summary=_text(item.get("summary"), detail.get("type")),
        content=whole or None,
        source=_line(source.get("title")),
        source_url=_address(source.get("href") or source.get("link"), site),
        language=next((each for each in tongues if isinstance(each, str) and each), None),
    )


def _of_json(item: Mapping[str, Any], site: str | None) -> Entry:
    elsewhere = _address(item.get("external_url"), site)
    authors = item.get("authors")
    key = item.get("id")
    own = _address(item.get("url"), site)
    return Entry(
        url=own or elsewhere,
        guid=_line(str(key)) if isinstance(key, str | int) and not isinstance(key, bool) else None,
        title=_line(item.get("title")),
        authors=_authors([*(authors if isinstance(authors, list) else [item.get("author")]), None]),
        published=moments.iso(item.get("date_published")),
        updated=moments.iso(item.get("date_modified")),
        summary=_text(item.get("summary"), "text/plain"),
        content=_text(item.get("content_html"), "text/html") or _text(item.get("content_text"), "text/plain"),
        source=next(iter(names.hosts(elsewhere)), None) if elsewhere and own else None,
        source_url=elsewhere,
        language=_line(item.get("language")),
    )


def _text(value: object, kind: object = None) -> str | None:
    """Take the markup off; a text that has none keeps its lines."""
    if not isinstance(value, str):
        return None
    value = writable(value)
    markup = "html" in str(kind) or kind != "text/plain"
    return (text_of_markup(value) if markup and _MARKUP.search(value) else value.strip()) or None


def _line(value: object) -> str | None:
    return " ".join((_text(value) or "").split())[:1000] or None


def _authors(given: Iterable[object]) -> tuple[str, ...]:
    """Name the authors; the one line counts where feedparser took a part of it for a mail address."""
    *people, line = given
    named = [each.get("name") for each in people if isinstance(each, dict) and not each.get("email")]
    named += [each for each in people if isinstance(each, str)]
    if len(named) < len(people) or not people:
        plain = _MAIL.sub(" ", _line(line) or "")
        named += [part for part in re.split(r"[<>();]", plain) if part.strip(" ,.")]
    found = [said.strip(" ,")[:200] for each in named if (said := _line(each))]
    return tuple(dict.fromkeys(found))


def _address(value: object, site: str | None = None) -> str | None:
    """Give an address on the web, one that is relative from the feed's site; nothing else is an address."""
    if not isinstance(value, str) or not value.strip() or len(value) > 4000:
        return None
    try:
        whole = urljoin(site or "", writable("".join(value.split())))
    except ValueError:
        return None
    return whole if re.match(r"https?://[^/]", whole, re.IGNORECASE) else None


def _when(item: Mapping[str, Any], field: str) -> str | None:
    """Give the moment with the offset it came with, else as feedparser understood it, else the words."""
    words, parsed = item.get(field), item.get(f"{field}_parsed")
    found = moments.iso(words)
    if found is None and parsed is not None:
        found = "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}Z".format(*parsed[:6])
    return found or _line(words)


def _minutes(head: Mapping[str, Any]) -> int | None:
    """Every how many minutes the feed says that it is renewed: its ``ttl``, else the syndication module."""
    ttl = str(head.get("ttl") or "").strip()
    if re.fullmatch(r"[1-9]\d{0,5}", ttl):
        return int(ttl)
    period = _MINUTES.get(str(head.get("sy_updateperiod") or "").strip().lower())
    times = str(head.get("sy_updatefrequency") or "1").strip()
    return max(1, period // int(times)) if period and re.fullmatch(r"[1-9]\d{0,3}", times) else None


def _too_much(name: str, what: str) -> Problem:
    return Problem(name, "too_large", f"The feed has {what}. No feed needs so much: ask its maker, or leave it out.")


def _broken(name: str, error: Exception | None) -> Problem:
    reason = " ".join(str(error).split())[:120] or type(error).__name__
    return Problem(name, "broken_feed", f"No entry of the feed could be read: {reason}. Get it again, or leave it out.")
