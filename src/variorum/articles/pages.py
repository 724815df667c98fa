"""Web pages → articles: trafilatura finds the body, the page's own metadata says the rest; the line model stands by."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from variorum.articles import body, dates, language, names, origins, plain
from variorum.articles.cleaning import clean
from variorum.articles.lines import cut
from variorum.articles.records import given_date
from variorum.model import Article, Furniture, Problem, When
from variorum.settings import DEFAULT

# Above this many tags the careful extraction takes minutes; then only the line model reads the page.
MOST_TAGS = 40_000
_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|body|br|button|caption|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|h[1-6]|header|hr|iframe|img|input|label|li|main|menu|nav|ol|option|p|pre|section|select|summary|table"
    r"|tbody|td|textarea|tfoot|th|thead|title|tr|ul|video)\b[^>]*>",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"<(script|style|noscript|template|svg|head|select|iframe|object|canvas)\b[^>]*>.*?</\1\s*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^<>]*>")
_META = re.compile(r"<meta\b[^>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_LINKED_DATA = re.compile(
    r"""<script\b[^>]{0,300}application/ld\+json[^>]{0,300}>(.*?)</script\s*>""", re.IGNORECASE | re.DOTALL
)
_CANONICAL = re.compile(r"""<link\b(?=[^>]{0,1000}rel\s*=\s*["']?canonical)[^>]{0,1000}>""", re.IGNORECASE)
_HTML_LANGUAGE = re.compile(r"""<html\b[^>]{0,500}?\blang\s*=\s*["']?([\w-]{2,12})""", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title\s*>", re.IGNORECASE | re.DOTALL)
_HEADLINE = re.compile(r"<h1\b[^>]*>(.*?)</h1\s*>", re.IGNORECASE | re.DOTALL)
_LEAST = 200


def read(markup: str, name: str) -> tuple[Article | None, tuple[Problem, ...]]:
    """Make an article (without its id) of a page's markup; ``name`` is the input as the user gave it."""
    markup = clean(markup)
    text = _main_text(markup)
    if text is None or len(text) < _LEAST:
        text = max(_by_lines(markup), text or "", _from_data(markup), key=len)
    if not any(character.isalpha() for character in text):
        return None, (plain.no_body(name),)
    if len(text) > DEFAULT.longest_text:
        return None, (plain.too_long(name, len(text)),)
    return _article(markup, text, name), ()


def strip_tags(markup: str) -> str:
    """Turn markup into text: one block a line, no tags, entities resolved."""
    seen = _BLOCK.sub("\n", _UNSEEN.sub("\n", markup))
    lines = (re.sub(r"\s+", " ", html.unescape(line)).strip() for line in _TAG.sub("", seen).split("\n"))
    return "\n".join(line for line in lines if line)


def _main_text(markup: str) -> str | None:
    if markup.count("<") > 2 * MOST_TAGS:
        return None
    import trafilatura  # half a second to import: only who reads pages pays

    try:
        found: str | None = trafilatura.extract(
            markup, output_format="txt", include_comments=False, include_tables=False, include_formatting=False
        )
    except Exception:  # whatever a broken page does to the extractor, the line model still reads it
        return None
    return found


def _by_lines(markup: str) -> str:
    lines = cut(strip_tags(markup))
    if len(lines) > plain.MOST_LINES:
        return ""
    return "\n".join(line.words for line, state in zip(lines, body.states(lines), strict=True) if state == body.BODY)


def _from_data(markup: str) -> str:
    return max(
        (str(item["articleBody"]) for item in _data(markup) if isinstance(item.get("articleBody"), str)),
        key=len,
        default="",
    )


def _data(markup: str) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD that is an article, or might be."""
    for match in list(_LINKED_DATA.finditer(markup))[:20]:
        try:
            found = json.loads(html.unescape(match[1]) if "&quot;" in match[1] else match[1], strict=False)
        except (ValueError, RecursionError):
            continue
        pending, left = [found], 200
        while pending and left:
            item = pending.pop(0)
            left -= 1
            if isinstance(item, list):
                pending.extend(item)
            elif isinstance(item, dict):
                kind = " ".join(item["@type"]) if isinstance(item.get("@type"), list) else str(item.get("@type"))
                if "article" in kind.lower() or "posting" in kind.lower():
                    yield item
                pending.extend(
                    value for key, value in item.items() if key in {"@graph", "mainEntity", "mainEntityOfPage"}
                )


def _metas(markup: str) -> dict[str, str]:
    """Give the page's meta elements by lower-case name; the first of each name counts."""
    found: dict[str, str] = {}
    for match in list(_META.finditer(markup))[:500]:
        attributes = {
            m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(match.group())
        }
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if key and attributes.get("content", "").strip():
            found.setdefault(key.lower(), attributes["content"].strip())
    return found


def _article(markup: str, text: str, name: str) -> Article:
    metas = _metas(markup)
    data = next(_data(markup), {})
    tongue = language.detect(text) or language.normalise((_HTML_LANGUAGE.search(markup) or [None, None])[1])
    url = _url(markup, metas, data)
    outlet = _outlet(metas, data) or (names.hosts(url)[0] if url and names.hosts(url) else None)
    title = _title(markup, metas, data, outlet)
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and title and names.fold(lines[0]) == names.fold(title):
        lines = lines[1:]
    kept = "\n".join(lines)
    return Article(
        id="",
        input=name,
        text=kept,
        title=title,
        outlet=outlet,
        authors=_authors(metas, data),
        published=_published(markup, metas, data, tongue, url),
        language=tongue,
        url=url,
        credits=origins.credits_in(kept, tongue, outlet),
        furniture=(Furniture("title", title),) if title and title != text else (),
    )


def _url(markup: str, metas: dict[str, str], data: dict[str, Any]) -> str | None:
    canonical = _CANONICAL.search(markup)
    attributes = (
        {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(canonical.group())} if canonical else {}
    )
    for value in (attributes.get("href"), metas.get("og:url"), data.get("url"), metas.get("twitter:url")):
        if isinstance(value, str) and value.startswith("http"):
            return html.unescape(value)
    return None


def _outlet(metas: dict[str, str], data: dict[str, Any]) -> str | None:
    publisher = data.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    named = publisher.get("name") if isinstance(publisher, dict) else publisher
    for value in (metas.get("og:site_name"), named, metas.get("application-name")):
        if isinstance(value, str) and value.strip():
            return " ".join(html.unescape(value).split())[:120]
    return None


def _title(markup: str, metas: dict[str, str], data: dict[str, Any], outlet: str | None) -> str | None:
    headline = _HEADLINE.search(markup)
    whole = _TITLE.search(markup)
    choices = (
        strip_tags(headline[1]).replace("\n", " ") if headline else None,
        data.get("headline"),
        metas.get("og:title"),
        strip_tags(whole[1]).replace("\n", " ") if whole else None,
    )
    usable = [" ".join(html.unescape(value).split()) for value in choices if isinstance(value, str) and value.strip()]
    usable = [_without_outlet(value, outlet) for value in usable if len(value) <= 300]
    # The name of the paper is often the first h1: a headline has three words, and metadata that agrees with it.
    long = [value for value in usable if len(value.split()) >= 3 or len(value) >= 15] or usable
    return long[0] if long else None


def _without_outlet(title: str, outlet: str | None) -> str:
    match = re.match(r"^(.{8,}?)\s+[|–—•·-]\s+([^|–—•·]{2,60})$", title)
    if match and outlet and (names.fold(match[2]) in names.fold(outlet) or names.fold(outlet) in names.fold(match[2])):
        return match[1]
    return title


def _authors(metas: dict[str, str], data: dict[str, Any]) -> tuple[str, ...]:
    given = data.get("author")
    items = given if isinstance(given, list) else [given]
    found = [item.get("name") if isinstance(item, dict) else item for item in items]
    named: list[str] = []
    for value in [*found, *([] if any(found) else [metas.get("author"), metas.get("article:author")])]:
        for single in value if isinstance(value, list) else [value]:
            if isinstance(single, str) and single.strip() and not single.startswith("http"):
                clear = " ".join(html.unescape(single).split())
                named += names.people(re.sub(r"^(?:by|von|par|por|di)\s+", "", clear, flags=re.IGNORECASE)) or [
                    clear[:80]
                ]
    return tuple(dict.fromkeys(named))


def _published(
    markup: str, metas: dict[str, str], data: dict[str, Any], tongue: str | None, url: str | None
) -> When | None:
    keys = ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime")  # fmt: skip
    given = [data.get("datePublished"), *(metas.get(key) for key in keys)]
    for value in given:
        found = given_date(value, tongue, url) if isinstance(value, str) else None
        if found:
            return dates.stated(found.value, "in the page's metadata") if found.grain == "day" else found
    day = dates.in_address(url) if url else None
    if day:
        return dates.stated(day, "it stands in the page's address")
    if markup.count("<") > 2 * MOST_TAGS:
        return None
    from htmldate import find_date

    try:
        guess = find_date(markup, extensive_search=False, original_date=True, url=url)
    except Exception:  # a page that breaks the finder has no date that we know of
        return None
    return dates.stated(guess, "printed on the page") if guess else None
