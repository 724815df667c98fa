"""What lists have in common: addresses with what was asked for in them, and a sparkline of when a story was told."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from variorum.edition.labels import labels
from variorum.library.coverage import Coverage
from variorum.model import Article
from variorum.web.places import Pages

WIDTH, GAP, HEIGHT = 7, 2, 28
"""Of the bars of a sparkline, and the space between them, in CSS pixels."""
_LONGEST_FRAGMENT = 8  # words that a browser looks for in a page


def address(path: str, **asked: str | int | bool | None) -> str:
    """Give the address of a list with what was asked for; what was not is left out."""
    told = {
        name: "1" if value is True else str(value) for name, value in asked.items() if value not in {None, "", False}
    }
    return f"{path}?{urlencode(told, errors='replace')}" if told else path


def given(words: str) -> str | None:
    """Give what a field of a form brought; nothing for an empty one."""
    return words.strip() or None


def called(outlet: str | None, place: str | None) -> str:
    """Call a telling as stories do: by its outlet, else by the site or the file that it came from."""
    bare = Article("", (place or "").removeprefix("file:"), "", outlet=outlet)
    return labels([bare])[""]


@dataclass(frozen=True)
class Bar:
    """One step of a sparkline: where it begins, and how high it is; nothing where nothing was told."""

    x: int
    height: int


@dataclass(frozen=True)
class Sparkline:
    """When a story was told, small: its bars, its width, and the same in words."""

    bars: tuple[Bar, ...]
    width: int
    words: str


def sparkline(told: Coverage) -> Sparkline:
    """Draw how many tellings there were in each step; one telling is never too low to be seen."""
    peak = max(told.tellings, default=1)
    bars = tuple(
        Bar(at * (WIDTH + GAP), max(4, round(many / peak * (HEIGHT - 2))) if many else 0)
        for at, many in enumerate(told.tellings)
    )
    return Sparkline(bars, max(1, len(bars) * (WIDTH + GAP) - GAP), told.words)


def at_words(story: str, telling: str, words: str, finding: str | None = None) -> str:
    """Give the address of a telling at a finding of it, else at words, which browsers that can look for and mark."""
    places = Pages(story)
    if finding is not None:
        return places.words(finding, telling)
    some = " ".join(words.split()[:_LONGEST_FRAGMENT])
    return f"{places.telling(telling)}#:~:text={quote(some, safe='', errors='replace').replace('-', '%2D')}"
