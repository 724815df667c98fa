"""Web pages → articles: trafilatura finds the body, the page's own metadata says the rest; the line model stands by."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from variorum.articles import body, dates, language, names, origins, plain
from variorum.articles.cleaning import clean
from variorum.articles.lines import cut
from variorum.articles.records import given_date
from variorum.articles.tree import Node, by_tag, parse, text_of, visible_text
from variorum.model import Article, Furniture, Problem, When
from variorum.settings import DEFAULT

# No page of an article has so many; a browser would choke on it too.
MOST_TAGS = 200_000
# Above this many tags the careful extraction takes long; then only the line model reads the page.
MANY_TAGS = 40_000
_LEAST = 200
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
    text = _best(_main_text(markup) or "", _by_lines(tree), page.data.get("articleBody"))
    if not any(character.isalpha() for character in text):
        return None, (plain.no_body(name),)
    if len(text) > DEFAULT.longest_text:
        return None, (plain.too_long(name, len(text)),)
    return _article(page, text, name), ()


def _best(main: str, by_lines: str, said: object) -> str:
    """Choose the body: the extractor's, unless it came out nearly empty or is no part of what the lines say."""
    if len(main) >= _LEAST:
        known = set(by_lines.split("\n"))
        shared = sum(len(line) for line in main.split("\n") if line in known)
        if len(by_lines) < _LEAST or shared >= 0.1 * len(main) or len(by_lines) < 3 * len(main):
            return main
    return max(by_lines, main, strip_tags(said) if isinstance(said, str) else "", key=len)


def strip_tags(markup: str) -> str:
    """Turn markup into text: one block a line, no tags, entities resolved."""
    tree = parse(markup)
    return visible_text(tree) if tree is not None else ""


def _main_text(markup: str) -> str | None:
    if markup.count("<") > MANY_TAGS:
        return None
    import trafilatura  # half a second to import: only who reads pages pays

    try:
        found: str | None = trafilatura.extract(
            markup, output_format="txt", include_comments=False, include_tables=False, include_formatting=False
        )
    except Exception:  # whatever a broken page does to the extractor, the line model still reads it
        return None
    return found


def _by_lines(tree: Node | None) -> str:
    lines = cut(visible_text(tree)) if tree is not None else []
    if len(lines) > plain.MOST_LINES:
        return ""
    return "\n".join(line.words for line, state in zip(lines, body.states(lines), strict=True) if state == body.BODY)


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
        data=next(_data(tree), {}),
        headline=headline or next((text_of(node) for node in by_tag(tree, "h1", most=1)), None),
        name=next((text_of(node) for node in by_tag(tree, "title", most=1)), None),
        canonical=canonical,
        language=language.normalise(tree.get("lang")),
    )


def _data(tree: Node) -> Iterator[dict[str, Any]]:
    """Give every object of the page's JSON-LD that is an article, or might be."""
    scripts = [n for n in by_tag(tree, "script", most=1000) if "ld+json" in (n.get("type") or "")]
    for script in scripts[:20]:
        try:
            pending = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(200):
            if not pending:
                break
            item = pending.pop(0)
            if isinstance(item, list):
                pending.extend(item)
            elif isinstance(item, dict):
                kind = str(item.get("@type")).lower()
                if "article" in kind or "posting" in kind:
                    yield item
                pending.extend(
                    value for key, value in item.items() if key in {"@graph", "mainEntity", "mainEntityOfPage"}
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
    if page.markup.count("<") > MANY_TAGS:
        return None
    from htmldate import find_date

    try:
        guess = find_date(page.markup, extensive_search=False, original_date=True, url=url)
    except Exception:  # a page that breaks the finder has no date that we know of
        return None
    return dates.stated(guess, "printed on the page") if guess else None
