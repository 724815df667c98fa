"""A page as lines that remember their markup: one block element a line, with the elements and names around it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from variorum.articles.lines import Line
from variorum.articles.tree import BLOCKS, UNSEEN, Node

_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Elements whose presence above a line says something of it.
_TELLING = frozenset(
    "article aside blockquote button caption dd details dialog dl fieldset figcaption figure footer form header li main"
    " menu nav ol p pre section table td th ul h1 h2 h3 h4 h5 h6 a strong b em i small span time label".split()
)
_FRAME = frozenset(("html", "body"))
# Blocks that hold no line of their own.
_WITHIN_LINES = frozenset(("br", "hr", "img", "input"))
_NOTHING: frozenset[str] = frozenset()
_STRESS = frozenset("strong b em i u".split())
# How many elements up a name still counts as near.
_NEAR = 3


class Around(NamedTuple):
    """What surrounds a place in the tree: telling elements, what names hint at (near and anywhere), containers."""

    tags: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()
    near: tuple[frozenset[str], ...] = ()
    boxes: tuple[int, int, int] = (0, 0, 0)
    """Numbers of the innermost block elements above: parent, grandparent, great-grandparent."""
    make: tuple[str, ...] = ()
    """Tag and class of the innermost block element and of its parent: lines of one make are often of one kind."""
    hidden: bool = False
    linked: bool = False
    stressed: bool = False


@dataclass(frozen=True)
class Block:
    """One line of a page, its element, what is around it, and the shares of its letters in links and in stress."""

    line: Line
    tag: str
    around: Around
    linked: float
    stressed: float
    links: int


class _Pieces:
    """The pieces of the line that is being gathered."""

    __slots__ = ("around", "linked", "links", "size", "stressed", "tag", "words")

    def __init__(self, tag: str, around: Around) -> None:
        self.tag, self.around = tag, around
        self.words: list[str] = []
        self.size = self.linked = self.stressed = self.links = 0

    def add(self, words: str | None, around: Around) -> None:
        if not words:
            return
        self.words.append(words)
        size = len(words) - words.count(" ")
        self.size += size
        self.linked += size * around.linked
        self.stressed += size * around.stressed

    def block(self) -> Block | None:
        if not self.words:
            return None
        words = " ".join("".join(self.words).split())
        if not words:
            return None
        size = max(1, self.size)
        line = Line(words, blank_above=True)
        return Block(line, self.tag, self.around, self.linked / size, self.stressed / size, self.links)


def cut(tree: Node) -> list[Block]:
    """Give all text that a reader could see as lines, one block element a line, in document order."""
    found: list[Block] = []
    numbers = 0
    pieces = _Pieces("html", Around())
    # Open elements and closed ones in document order, without recursion: pages may be nested without end.
    pending: list[tuple[Node, bool, Around]] = [(tree, True, Around())]
    while pending:
        node, opening, outside = pending.pop()
        tag = node.tag
        seen = isinstance(tag, str) and tag not in UNSEEN
        breaks = seen and tag in BLOCKS
        if breaks:
            block = pieces.block()
            if block:
                found.append(block)
        if opening and seen:
            numbers += 1
            inside = _enter(node, outside, numbers)
            if breaks:
                pieces = _Pieces(tag, inside)
            pieces.links += tag == "a"
            pieces.add(node.text, inside)
            pending.append((node, False, outside))
            pending.extend([(child, True, inside) for child in reversed(node)])
            continue
        if breaks:
            pieces = _Pieces("tail" if tag != "br" else "br", outside)
        if node is not tree:
            pieces.add(node.tail, outside)
    block = pieces.block()
    return found + ([block] if block else [])


def _enter(node: Node, outside: Around, number: int) -> Around:
    tag = node.tag
    name, style = node.get("class"), node.get("style")
    own = _NOTHING if tag in _FRAME else _hints(name, node.get("id"))
    tags, hints, near, boxes, make, hidden, linked, stressed = outside
    if tag in BLOCKS and tag not in _WITHIN_LINES:
        boxes, make = (number, boxes[0], boxes[1]), (tag, (name or "")[:100], *make[:2])
    return Around(
        tags | {tag} if tag in _TELLING and tag not in tags else tags,
        hints if own <= hints else hints | own,
        (own, *near[: _NEAR - 1]),
        boxes,
        make,
        hidden or node.get("hidden") is not None or bool(style and _HIDDEN.search(style)),
        linked or tag == "a",
        stressed or tag in _STRESS,
    )


@cache
def _table() -> dict[str, str]:
    """Word of a class or id → what it hints at."""
    place = resources.files("variorum.articles") / "names_in_markup.toml"
    groups: dict[str, list[str]] = tomllib.loads(place.read_text(encoding="utf-8"))
    return {word: kind for kind, words in groups.items() for word in words}


@lru_cache(maxsize=8192)  # the elements of an outlet's pages bear the same names again and again
def _hints(*names: str | None) -> frozenset[str]:
    found: set[str] = set()
    table = _table()
    for name in names:
        for word in _NAME.findall(name[:400]) if name else ():
            kind = table.get(word.lower())
            if kind:
                found.add(kind)
    return frozenset(found)
