"""News as agencies send it in XML: NewsML-G2 (items, messages of several, text inline as XHTML, NITF or plain) and bare NITF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from variorum.articles import moments, records, xml_tree
from variorum.articles.opinions import text_of_markup
from variorum.articles.tree import visible_text
from variorum.articles.xml_tree import Node, child, local, words
from variorum.model import Article, Problem

ROOTS = frozenset({"newsitem", "newsmessage", "packageitem", "nitf"})
_XML = "{http://www.w3.org/XML/1998/namespace}lang"
# What NITF calls the blocks of a text, as HTML calls them; what is not of the text is made invisible.
_AS_HTML = {
    "hl1": "h1", "hl2": "h2", "block": "div", "bq": "blockquote", "nitf-table": "table", "body.content": "div",
    "media": "noscript", "note": "noscript", "fn": "noscript",
}  # fmt: skip
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
Found = tuple[list[tuple[Article, str | None]], list[Problem]]


def is_newsml(raw: bytes) -> bool:
    """Say whether bytes begin as NewsML-G2 or NITF does."""
    return xml_tree.root(raw)[0] in ROOTS


def read(raw: bytes, name: str) -> tuple[list[Article], list[Problem]]:
    """Read every item that has a text; packages, pictures and what its sender withdrew are none."""
    found, problems = read_seen(raw, name)
    return [article for article, _ in found], problems


def read_seen(raw: bytes, name: str) -> Found:
    """As ``read``, each article with the moment at which this version of it was made (ISO 8601 in UTC)."""
    tree, problems = xml_tree.parse(raw, name)
    found: list[tuple[Article, str | None]] = []
    if tree is None:
        return found, problems
    items = list(_items(tree))
    for number, item in enumerate(items, start=1):
        where = f"{name}#{number}" if len(items) > 1 else name
        row, wrong = _row(item, where)
        problems += wrong
        if row:
            article, wrong = records.from_mapping(row, where)
            problems += wrong
            found += [(article, moments.utc(row.get("seen")))] if article else []
    if not found and not problems:
        problems.append(Problem(name, "no_text", "No item in it has a text: it lists others, or holds pictures only."))
    return found, problems


def _items(tree: Node) -> Iterator[Node]:
    if local(tree).lower() in {"newsitem", "nitf"}:
        yield tree
    elif local(tree) == "newsMessage":
        for group in tree:
            yield from (each for each in group if local(each) == "newsItem")


def _row(item: Node, where: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    if local(item) == "nitf":
        return _of_nitf(item), []
    meta, content = child(item, "itemMeta"), child(item, "contentMeta")
    status = _code(child(meta, "pubStatus"))
    if status in _WITHDRAWN:
        return None, [Problem(where, "withdrawn", f"Its sender has marked it as {status}; it was not read.")]
    inline = _inline(child(item, "contentSet"))
    if inline is None:
        return None, []
    own = _first(content, "headline") or words(child(meta, "title"))
    created = words(child(content, "contentCreated")) or words(child(meta, "firstCreated"))
    version = words(child(meta, "versionCreated"))
    row = {
        **inline,
        "id": item.get("guid"),
        "published": created or version or inline.get("published"),
        "seen": version,
        "outlet": _named(child(meta, "provider")) or inline.get("outlet"),
        "language": _language(item, content) or inline.get("language"),
        "credits": [*_sources(content), *inline.get("credits", [])],
    }
    row["title"] = own or inline.get("title")
    row["authors"] = _authors(content) or inline.get("authors")
    return row, []


def _inline(content: Node | None) -> dict[str, Any] | None:
    """Give the text of the first rendition that has one, and what NITF says beside it."""
    for part in content if content is not None else ():
        if local(part) == "inlineXML":
            nitf = next((each for each in part if local(each) == "nitf"), None)
            row = _of_nitf(nitf) if nitf is not None else {"text": _visible(part)}
            if row.get("text"):
                return row
        elif local(part) == "inlineData" and not part.get("encoding") and "".join(part.itertext()).strip():
            text = "".join(part.itertext())
            return {"text": text_of_markup(text) if "html" in part.get("contenttype", "") else text.strip()}
    return None


def _of_nitf(nitf: Node) -> dict[str, Any]:
    head, front = child(nitf, "head"), child(nitf, "body", "body.head")
    issued, told = child(head, "docdata", "date.issue"), child(front, "dateline", "story.date")
    key, printed = child(head, "docdata", "doc-id"), child(head, "pubdata")
    body = child(nitf, "body", "body.content")
    dates = (each.get("norm") for each in (issued, told) if each is not None)
    line = words(child(front, "byline", "person")) or words(child(front, "byline"))
    return {
        "text": _visible(body) if body is not None else "",
        "title": words(child(front, "hedline", "hl1")) or words(child(head, "title")),
        "authors": line,
        "published": next((each for each in dates if each), None),
        "id": key.get("id-string") if key is not None else None,
        "outlet": printed.get("name") if printed is not None else words(child(front, "distributor")),
        "language": nitf.get(_XML),
        "credits": [line for line in (words(child(front, "distributor")),) if line],
    }


def _visible(node: Node) -> str:
    """Give the text of a body, a block a line; the elements lose their namespaces for it."""
    for each in node.iter("*"):
        name = local(each)
        each.tag = _AS_HTML.get(name) or (name if name.isascii() and name.isalnum() and name[0].isalpha() else "span")
    return visible_text(node)


def _first(content: Node | None, name: str) -> str | None:
    """Give the main one of several headlines: without a role, or with the role of the main one."""
    found = [node for node in (content if content is not None else ()) if local(node) == name]
    main = [node for node in found if (node.get("role") or "main").rpartition(":")[2].lower() in {"main", "headline"}]
    return next((said for node in (*main, *found) if (said := words(node))), None)


def _named(node: Node | None) -> str | None:
    """Give the name of a party: its name element, else its literal, else the tail of its code."""
    if node is None:
        return None
    literal: str | None = node.get("literal")
    return words(child(node, "name")) or literal or _code(node)


def _code(node: Node | None) -> str | None:
    """Give the tail of a party's or a status' code: "usable" of ``stat:usable``."""
    if node is None:
        return None
    code: str = node.get("qcode") or node.get("uri") or ""
    return code.rstrip("/").replace("/", ":").rpartition(":")[2] or None


def _sources(content: Node | None) -> list[str]:
    found = [words(node) if local(node) == "creditline" else _named(node)
             for node in (content if content is not None else ()) if local(node) in {"infoSource", "creditline"}]  # fmt: skip
    return [name for name in found if name]


def _authors(content: Node | None) -> list[str] | str | None:
    line = words(child(content, "by"))
    named = [_named(node) for node in (content if content is not None else ()) if local(node) == "creator"]
    return line or [name for name in named if name] or None


def _language(item: Node, content: Node | None) -> str | None:
    stated = child(content, "language")
    found: str | None = (stated.get("tag") if stated is not None else None) or item.get(_XML)
    return found
