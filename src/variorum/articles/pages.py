"""Web pages → articles: the page model picks the body's lines, the page's own metadata says the rest; the others stand by."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from variorum.articles import blocks, body, dates, language, names, opinions, origins, page_body, plain
from variorum.articles.cleaning import clean
from variorum.articles.lines import Line, cut
from variorum.articles.records import given_date
from variorum.articles.tree import Node, by_tag, parse, text_of
from variorum.model import Article, Furniture, Problem, When
from variorum.settings import DEFAULT

# No page of an article has so many; a browser would choke on it too.
MOST_TAGS = 200_000
_LEAST = 200
_TAG = re.compile(r"<(?:script|style)\b[^<]{0,100000}</(?:script|style)>|<[^<>]{0,10000}>", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "pubdate", "publishdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """What a page says of itself: its meta elements, the JSON-LD of its article, and a few elements."""

    markup: str
    metas: dict[str, str] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    headline: str | None = None
    name: str | None = None
    canonical: str | None = None
    language: str | None = None


def read(markup: str, name: str) -> tuple[Article | None, tuple[Problem, ...]]:
    """Make an article (without its id) of a page's markup; ``name`` is the input as the user gave it."""
    markup = clean(markup)
    tags = markup.count("<")
    if tags > MOST_TAGS:
        message = f"It has {tags:,} tags; at most {MOST_TAGS:,} are read. Save the article itself, as text if need be."
        return None, (Problem(name, "too_large", message),)
    tree = parse(markup)
    page = _survey(markup, tree)
    text = _body(markup, tree, page.data)
    if not any(character.isalpha() for character in text):
        return None, (plain.no_body(name),)
    if len(text) > DEFAULT.longest_text:
        return None, (plain.too_long(name, len(text)),)
    return _article(page, text, name), ()


def _body(markup: str, tree: Node | None, data: Mapping[str, Any]) -> str:
    """Find the body: the lines that the page model is sure of; when they are next to nothing, the best of the others."""
    found = opinions.gather(markup, data)
    lines = blocks.cut(tree) if tree is not None else []
    if len(lines) > plain.MOST_LINES:
        lines = []
    picked = page_body.pick(lines, found)
    text = "\n".join(block.line.words for block, yes in zip(lines, picked, strict=True) if yes)
    for choice in (text, found["precise"], found["default"], found["linked"]):
        if len(choice) >= _LEAST:
            return choice
    # A page nested deeper than the parser goes has no lines, but still its words.
    left = [block.line for block in lines] or cut(html.unescape(_TAG.sub("\n", markup)))[: plain.MOST_LINES]
    return max(text, *found.values(), _by_lines(left), key=len)


def _by_lines(lines: list[Line]) -> str:
    states = zip(lines, body.states(lines), strict=True)
    return "\n".join(line.words for line, state in states if state == body.BODY)


def _survey(markup: str, tree: Node | None) -> Page:
    if tree is None:
        return Page(markup)
    metas: dict[str, str] = {}
    for node in by_tag(tree, "meta", most=500):
        key = node.get("property") or node.get("name") or node.get("itemprop")
        content = (node.get("content") or "").strip()
        if key and content:
            metas.setdefault(key.lower(), content)
    canonical = next((n.get("href") for n in by_tag(tree, "link", most=500) if n.get("rel") == "canonical"), None)
    headline = next((words for node in by_tag(tree, "h1", most=10) if len((words := text_of(node)).split()) >= 3), None)
    return Page(
        markup=markup,
        metas=metas,
        data=opinions.linked_data(tree),
        headline=headline or next((text_of(node) for node in by_tag(tree, "h1", most=1)), None),
        name=next((text_of(node) for node in by_tag(tree, "title", most=1)), None),
        canonical=canonical,
        language=language.normalise(tree.get("lang")),
    )


def _article(page: Page, text: str, name: str) -> Article:
    tongue = language.detect(text) or page.language
    url = _url(page)
    outlet = _outlet(page) or (names.hosts(url)[0] if url and names.hosts(url) else None)
    title = _title(page, outlet)
    lines = [line for line in text.split("\n") if line.strip()]
    removed = [Furniture("title", title)] if title else []
    if len(lines) > 1 and title and names.fold(lines[0]) == names.fold(title):
        lines = lines[1:]
    kept = "\n".join(lines)
    return Article(
        id="",
        input=name,
        text=kept,
        title=title,
        outlet=outlet,
        authors=_authors(page),
        published=_published(page, tongue, url),
        language=tongue,
        url=url,
        credits=origins.credits_in(kept, tongue, outlet),
        furniture=tuple(removed),
    )


def _url(page: Page) -> str | None:
    for value in (page.canonical, page.metas.get("og:url"), page.data.get("url"), page.metas.get("twitter:url")):
        if isinstance(value, str) and value.startswith("http"):
            return value
    return None


def _outlet(page: Page) -> str | None:
    publisher = page.data.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    named = publisher.get("name") if isinstance(publisher, dict) else publisher
    for value in (page.metas.get("og:site_name"), named, page.metas.get("application-name")):
        if isinstance(value, str) and value.strip():
            return " ".join(html.unescape(value).split())[:120]
    return None


def _title(page: Page, outlet: str | None) -> str | None:
    choices = (page.headline, page.data.get("headline"), page.metas.get("og:title"), page.name)
    usable = [" ".join(html.unescape(value).split()) for value in choices if isinstance(value, str) and value.strip()]
    usable = [_without_outlet(value, outlet) for value in usable if len(value) <= 300]
    # The name of the paper is often the first h1: a headline has three words, or is long.
    long = [value for value in usable if len(value.split()) >= 3 or len(value) >= 15] or usable
    return long[0] if long else None


def _without_outlet(title: str, outlet: str | None) -> str:
    match = re.match(r"^(.{8,}?)\s+[|–—•·-]\s+([^|–—•·]{2,60})$", title)
    if match and outlet and (names.fold(match[2]) in names.fold(outlet) or names.fold(outlet) in names.fold(match[2])):
        return match[1]
    return title


def _authors(page: Page) -> tuple[str, ...]:
    given = page.data.get("author")
    items = given if isinstance(given, list) else [given]
    found = [item.get("name") if isinstance(item, dict) else item for item in items]
    if not any(found):
        found = [page.metas.get("author"), page.metas.get("article:author")]
    named: list[str] = []
    for value in found:
        for single in value if isinstance(value, list) else [value]:
            if isinstance(single, str) and single.strip() and not single.startswith("http"):
                clear = " ".join(html.unescape(single).split())
                clear = re.sub(r"^(?:by|von|par|por|di)\s+|\s*\([\w.]{1,5}\)$", "", clear, flags=re.IGNORECASE)
                named += names.people(clear) or [clear[:80]]
    return tuple(dict.fromkeys(named))


def _published(page: Page, tongue: str | None, url: str | None) -> When | None:
    for value in (page.data.get("datePublished"), *(page.metas.get(key) for key in _PUBLISHED)):
        found = given_date(value, tongue, url) if isinstance(value, str) else None
        if found:
            return When(found.value, found.grain, "stated", None, "in the page's metadata")
    day = dates.in_address(url) if url else None
    if day:
        return dates.stated(day, "it stands in the page's address")
    if page.markup.count("<") > opinions.MANY_TAGS:
        return None
    from htmldate import find_date

    try:
        guess = find_date(page.markup, extensive_search=False, original_date=True, url=url)
    except Exception:  # a page that breaks the finder has no date that we know of
        return None
    return dates.stated(guess, "printed on the page") if guess else None
