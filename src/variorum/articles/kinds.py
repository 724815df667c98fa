"""Name the kind of each line that is not the body: caption, byline, navigation, teaser and so on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.articles import dates, names, phrases
from variorum.articles.body import BODY, HEAD, INNER, TAIL
from variorum.articles.header import Header
from variorum.articles.lines import Line

_IMAGE = re.compile(r"!\[[^\]]*\]\(|^\S+\.(?:jpe?g|png|gif|webp)\S*$", re.IGNORECASE)
_NETWORK = re.compile(
    r"\b(?:twitter|facebook|instagram|youtube|linkedin|whatsapp|telegram|tiktok|pinterest|bluesky|mastodon|threads)\b|@\w{3,}",
    re.IGNORECASE,
)
# The order in which a phrase decides when a line has several.
_BY_PHRASE = (
    "comments",
    "tags",
    "social",
    "boilerplate",
    "promo",
    "source",
    "caption",
    "teaser",
    "navigation",
    "byline",
)


def name_kinds(lines: Sequence[Line], states: Sequence[int], header: Header) -> list[str | None]:
    """Give each line its kind; ``None`` for the lines of the body."""
    found: list[str | None] = []
    block: str | None = None
    for number, line in enumerate(lines):
        if states[number] == BODY:
            found.append(None)
            block = None
            continue
        opened = phrases.whole(line) | phrases.opening(line)
        kind = _kind(line, number, states[number], header, block)
        if "teaser" in opened:
            block = "teaser"
        elif kind == "comments":
            block = "comments"
        found.append(kind)
    return found


def _kind(line: Line, number: int, state: int, header: Header, block: str | None) -> str:
    if number == header.title_line:
        return "title"
    if _IMAGE.search(line.plain[:2000]):
        return "image"
    if number in header.byline_lines or names.doubled(line):
        return "byline"
    if (
        header.outlet
        and state == HEAD
        and names.fold(header.outlet) in names.fold(line.plain)
        and len(line.tokens) < 15
    ):
        return "masthead"
    certain = _by_phrase(line, alone=state == TAIL and len(line.tokens) == 1) or _by_shape(line, state)
    if certain:
        return certain
    return _by_place(line, number, state, header, block)


def _by_phrase(line: Line, *, alone: bool) -> str | None:
    """Name the kind by its phrase; a single word in the tail ("Photo", "Author") is an entry of a menu."""
    whole, some = phrases.whole(line) | phrases.opening(line), phrases.kinds(line)
    for held in (whole, some):
        for kind in _BY_PHRASE:
            if kind in held and not (alone and kind in {"caption", "byline", "source"}):
                return kind
    return "dateline" if "published" in some and dates.find(line.plain) else None


def _by_shape(line: Line, state: int) -> str | None:
    if len(line.tokens) <= 12 and _NETWORK.search(line.plain):
        return "social"
    if state == HEAD and len(line.tokens) <= 8 and dates.find(line.plain):
        return "dateline"
    if line.credited and len(line.tokens) >= 2:
        return "caption"
    if re.match(r"(?:https?://|www\.)\S+", line.plain):
        return "boilerplate"
    return None


def _by_place(line: Line, number: int, state: int, header: Header, block: str | None) -> str:
    words = len(line.tokens)
    if state == HEAD:
        if header.title_line is not None and number < header.title_line:
            return "masthead" if number == 0 else "category"
        return "caption" if words >= 6 else "category"
    if state == INNER:
        return "caption" if words >= 5 else "navigation"
    upper = sum(word[:1].isupper() for word in line.tokens)
    if block is None and words >= 4 and not line.stopped and upper >= 0.7 * words:
        return "tags"
    if words < (4 if block else 7):
        return "navigation"
    if header.outlet and header.outlet in line.plain:
        return "boilerplate"
    return "comments" if block == "comments" else "boilerplate" if block is None and line.stopped else "teaser"
