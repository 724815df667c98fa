"""The geometry of the drawn lineage: tellings in rows, grouped by voice, with an arc from each source to its copy."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.edition.arrangement import TAKEN
from variorum.edition.lookup import Lookup
from variorum.edition.visible import shortened
from variorum.edition.wording import day, is_directed, percent, taken
from variorum.model import ArticleId, Copy

WIDTH = 340
"""Units of the drawing; it is narrow so that its letters stay readable on a telephone."""
ROW = 46
GAP = 12
LEFT = 62
MOST = 12
"""Tellings; of a story with more only the voices that have several are drawn."""
_LONGEST_LABEL = 27
_LONGEST_NOTE = 43


@dataclass(frozen=True)
class Node:
    """A telling: the middle of its row, its label, and one line on where it comes from."""

    article: ArticleId
    y: int
    label: str
    note: str


@dataclass(frozen=True)
class Band:
    """A voice: the box around its rows."""

    number: int
    y: int
    height: int


@dataclass(frozen=True)
class Arc:
    """A copy: a curve from its source's row to its target's row, and the head of its arrow."""

    path: str
    head: str
    directed: bool
    title: str


@dataclass(frozen=True)
class Drawing:
    """A drawn lineage in units of its view box; ``left_out`` are the voices of one telling each that it has no room for."""

    width: int
    height: int
    left: int
    bands: tuple[Band, ...]
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    left_out: int = 0


def lineage_drawing(found: Lookup) -> Drawing:
    """Lay out the lineage of a story; sources stand above what was made from them."""
    bands: list[Band] = []
    nodes: list[Node] = []
    y = GAP // 2
    numbered = list(enumerate(found.voices, 1))
    if len(found.story.articles) > MOST:
        numbered = [one for one in numbered if len(one[1]) > 1]
    for number, voice in numbered:
        bands.append(Band(number, y, ROW * len(voice)))
        for article in _sources_first(voice, found.story.lineage.copies):
            nodes.append(
                Node(article, y + ROW // 2, shortened(found.label(article), _LONGEST_LABEL), _note(found, article))
            )
            y += ROW
        y += GAP
    rows = {node.article: node.y for node in nodes}
    drawn = [
        copy
        for copy in found.story.lineage.copies
        if copy.kind in TAKEN and {copy.source, copy.target} <= rows.keys() and copy.source != copy.target
    ]
    arcs = tuple(_arc(found, copy, rows) for copy in drawn)
    left_out = len(found.voices) - len(numbered)
    return Drawing(WIDTH, y - GAP // 2, LEFT, tuple(bands), tuple(nodes), arcs, left_out)


def _sources_first(voice: list[ArticleId], copies: tuple[Copy, ...]) -> list[ArticleId]:
    """Order the tellings of a voice so that a source stands before its copies, else as given; a circle is cut."""
    sources = {
        article: {copy.source for copy in copies if copy.target == article and is_directed(copy)} for article in voice
    }
    waiting, ordered = list(voice), list[ArticleId]()
    while waiting:
        chosen = next((one for one in waiting if not sources[one] & set(waiting) - {one}), waiting[0])
        waiting.remove(chosen)
        ordered.append(chosen)
    return ordered


def _note(found: Lookup, article: ArticleId) -> str:
    """Say in a line where a telling comes from, by the copy that explains most of it; else when it was published."""
    copies = [copy for copy in found.story.lineage.copies if copy.target == article and is_directed(copy)]
    if copies:
        best = max(copies, key=lambda copy: copy.share)
        return shortened(f"{taken(best)} {found.label(best.source)}, {percent(best.share)}", _LONGEST_NOTE)
    telling = found.articles.get(article)
    return day(telling.published.value) if telling and telling.published else "no date"


def _arc(found: Lookup, copy: Copy, rows: dict[ArticleId, int]) -> Arc:
    start, end = rows[copy.source], rows[copy.target]
    # Two arcs that meet at a row leave it at different heights, and a longer one runs further out.
    start, end = start + (6 if end > start else -6), end + (-6 if end > start else 6)
    reach = max(6, LEFT - 8 - 10 * min(5, 1 + abs(rows[copy.target] - rows[copy.source]) // ROW))
    title = f"{found.label(copy.target)} {taken(copy)} {found.label(copy.source)}, {percent(copy.share)}"
    curve = f"M{LEFT - 2} {start}C{reach} {start} {reach} {end} {LEFT - 6} {end}"
    return Arc(curve, f"M{LEFT - 14} {end - 4}l9 4l-9 4z", is_directed(copy), title)
