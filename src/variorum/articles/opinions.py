"""What others take for the body of a page: trafilatura in two moods, and the page's own linked data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from variorum.articles import moods
from variorum.articles.tree import Node, by_tag, parse, visible_text

# Above this many tags the careful extraction takes long; then the page is read without it.
MANY_TAGS = 40_000
_LONGEST = 1_000_000


def gather(markup: str, linked: Mapping[str, Any]) -> dict[str, str]:
    """Give each opinion by its name, as text with a block a line; an empty text is no opinion."""
    said = linked.get("articleBody")
    read = _parsed(markup) if markup.count("<") <= MANY_TAGS else ""
    return {
        **moods.texts(read),
        "linked": text_of_markup(said[:_LONGEST]) if isinstance(said, str) else "",
    }


def _parsed(markup: str) -> str | Node:
    """Parse a page as trafilatura does, once for both moods; the markup itself where that needs more than one attempt."""
    from lxml import html  # type: ignore[import-untyped]  # lxml ships no types
    from trafilatura.utils import is_dubious_html, repair_faulty_html

    beginning = markup[:50].lower()
    try:
        tree = html.fromstring(repair_faulty_html(markup, beginning), parser=_parser())
    except Exception:  # an encoding declared in Unicode, nothing to parse: trafilatura knows what to do next
        return markup
    return markup if tree is None or len(tree) < 1 + is_dubious_html(beginning) else tree


@cache
def _parser() -> Any:
    """Make trafilatura's parser, but of one class for all elements: it asks Python for the class of every single one."""
    from lxml import etree, html

    parser = html.HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    return parser


def text_of_markup(markup: str) -> str:
    """Turn markup into text: one block a line, no tags, entities resolved."""
    tree = parse(markup)
    return visible_text(tree) if tree is not None else ""


def linked_data(tree: Node | None) -> dict[str, Any]:
    """Give the page's JSON-LD object that is an article, or might be; the one with the longest body of several."""
    found = list(_objects(tree)) if tree is not None else []
    bodies = [item for item in found if isinstance(item.get("articleBody"), str)]
    if not bodies or not found:
        return found[0] if found else {}
    body = max((item["articleBody"] for item in bodies), key=len)
    return {**found[0], "articleBody": body}


def _objects(tree: Node) -> Iterator[dict[str, Any]]:
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
