"""Lineage as a graph: tellings are nodes, copies are edges (GraphML, for networkx and Gephi)."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from typing import Final

from variorum.edition.exports.wanted import Wanted
from variorum.edition.lookup import Lookup, lookups
from variorum.edition.wording import is_directed
from variorum.model import ArticleId, Copy, Edition

Attribute = str | int | float | bool | None

_NODE: Final = {
    "article": "string",
    "label": "string",
    "title": "string",
    "outlet": "string",
    "published": "string",
    "published_grain": "string",
    "published_basis": "string",
    "language": "string",
    "url": "string",
    "story": "string",
    "story_title": "string",
    "voice": "string",
    "characters": "int",
}
_EDGE: Final = {
    "kind": "string",
    "way_known": "boolean",
    "weight": "double",
    "share": "double",
    "confidence": "double",
    "passages": "int",
    "reason": "string",
}
_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def graphml(parts: Iterable[Edition], wanted: Wanted) -> Iterator[str]:
    """Write the tellings of all stories as one directed graph.

    GraphML can mark a single edge undirected, but readers refuse that (networkx) or drop it; so every edge has a direction,
    from source to target, and ``way_known`` says whether it means anything. ``weight`` is ``share``.
    """
    del wanted  # lineage has nothing that is dismissed, and no texts
    yield _HEAD
    for name, keys in (("node", _NODE), ("edge", _EDGE)):
        for key, kind in keys.items():
            yield f'  <key id="{name}_{key}" for="{name}" attr.name="{key}" attr.type="{kind}"/>\n'
    yield '  <graph id="lineage" edgedefault="directed">\n'
    known: set[ArticleId] = set()
    for part in parts:
        for found in lookups(part):
            copies = found.story.lineage.copies
            ends = (end for copy in copies for end in (copy.source, copy.target))
            for article in dict.fromkeys((*found.story.articles, *ends)):
                if article not in known:
                    known.add(article)
                    yield _element("node", f'id="{_name(article)}"', _telling(found, article))
            for number, copy in enumerate(copies, 1):
                ends_of = f'source="{_name(copy.source)}" target="{_name(copy.target)}"'
                yield _element("edge", f'id="{_name(found.story.id)}.{number}" {ends_of}', _copy(copy))
    yield "  </graph>\n</graphml>\n"


def _telling(found: Lookup, identifier: ArticleId) -> dict[str, Attribute]:
    article = found.articles.get(identifier)
    voice = found.voice_of.get(identifier)
    of_story: dict[str, Attribute] = {
        "article": identifier,
        "label": found.label(identifier),
        "story": found.story.id,
        "story_title": found.story.title,
        "voice": f"{found.story.id}/{voice}" if voice is not None else None,
    }
    if article is None:
        return of_story
    when = article.published
    return {
        **of_story,
        "title": article.title,
        "outlet": article.outlet,
        "published": when.value if when else None,
        "published_grain": when.grain if when else None,
        "published_basis": when.basis if when else None,
        "language": article.language,
        "url": article.url,
        "characters": len(article.text),
    }


def _copy(copy: Copy) -> dict[str, Attribute]:
    return {
        "kind": copy.kind,
        "way_known": is_directed(copy),
        "weight": copy.share,
        "share": copy.share,
        "confidence": copy.confidence,
        "passages": len(copy.passages),
        "reason": copy.reason,
    }


def _element(name: str, head: str, values: dict[str, Attribute]) -> str:
    order = _NODE if name == "node" else _EDGE
    told = ((key, values.get(key)) for key in order)
    data = "".join(f'      <data key="{name}_{key}">{_text(one)}</data>\n' for key, one in told if one is not None)
    return f"    <{name} {head}>\n{data}    </{name}>\n"


def _text(value: Attribute) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return f"{value:.15g}"
    return html.escape(_ILLEGAL.sub("", value), quote=False).replace("\r", "&#13;")


def _name(identifier: str) -> str:
    """Give an id that GraphML allows (an NMTOKEN): itself where it is one, else a hash of it."""
    if _NAME.fullmatch(identifier):
        return identifier
    return "x" + hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:16]
