"""The tree of an HTML page, and its visible text: one block element a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeAlias

# An lxml element; lxml ships no types.
Node: TypeAlias = Any

BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe img input label li main menu nav ol option p pre"
    " section select summary table tbody td textarea tfoot th thead title tr ul video".split()
)
UNSEEN = frozenset("script style noscript template svg head option select iframe object canvas audio".split())


def parse(markup: str) -> Node | None:
    """Parse a page, however broken; ``None`` if there is nothing in it to parse."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    try:
        # The plain elements, not those of ``lxml.html``: their class is asked of Python for every single one.
        tree: Node = etree.fromstring(markup.encode("utf-8"), etree.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def by_tag(tree: Node, tag: str, most: int) -> Iterator[Node]:
    """Give the first ``most`` elements of a tag, in document order."""
    return islice(tree.iter(tag), most)


def text_of(node: Node) -> str:
    """Give the words inside an element on one line."""
    return " ".join(" ".join(islice(node.itertext(), 1000)).split())


def visible_text(tree: Node) -> str:
    """Give all text that a reader could see, one block element a line, blank lines between."""
    lines: list[list[str]] = [[]]
    # Open elements and closed ones in document order, without recursion: pages may be nested without end.
    pending: list[tuple[Node, bool]] = [(tree, True)]
    while pending:
        node, opening = pending.pop()
        element = isinstance(node.tag, str)
        seen = element and node.tag not in UNSEEN
        if seen and node.tag in BLOCKS:
            lines.append([])
        if opening and seen:
            lines[-1].append(node.text or "")
            pending.append((node, False))
            pending.extend((child, True) for child in reversed(node))
        elif node is not tree:
            lines[-1].append(node.tail or "")
    clean = (" ".join("".join(line).split()) for line in lines)
    return "\n\n".join(line for line in clean if line)
