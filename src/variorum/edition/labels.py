"""What a reader calls each telling: a short label, the same in every output, and no two alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from variorum.edition.visible import shortened
from variorum.model import Article, ArticleId

LONGEST = 36
"""Characters; a longer outlet name is cut."""


def labels(articles: Iterable[Article]) -> dict[ArticleId, str]:
    """Call each article by its outlet, else by its site, else by its file; namesakes are numbered by their days, undated ones last."""
    # Whatever the order: a story on its own must call its tellings as the whole edition does.
    ordered = sorted(
        articles, key=lambda one: (one.published is None, one.published.value if one.published else "", one.id)
    )
    wanted = [(article.id, _wanted(article)) for article in ordered]
    uses = Counter(name.casefold() for _, name in wanted)
    given: dict[ArticleId, str] = {}
    following: dict[str, int] = {}
    taken = {name.casefold() for _, name in wanted if uses[name.casefold()] == 1}
    for identifier, name in wanted:
        given[identifier] = name if uses[name.casefold()] == 1 else _numbered(name, taken, following)
    return given


def _wanted(article: Article) -> str:
    outlet = shortened(article.outlet or "", LONGEST)
    return (
        outlet or shortened(_site(article.url) or _site(article.input) or _stem(article.input), LONGEST) or "untitled"
    )


def _site(address: str | None) -> str:
    if not address or not re.match(r"https?://", address, re.IGNORECASE):
        return ""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _stem(path: str) -> str:
    if path == "-":
        return "standard input"
    name = PurePosixPath(path.replace("\\", "/")).name
    return name.split(".", 1)[0] if name and not name.startswith(".") and "#" not in name else name or path


def _numbered(name: str, taken: set[str], following: dict[str, int]) -> str:
    """Give a namesake the first free number from that of the one before it: a corpus has thousands of one name."""
    number = following.get(name.casefold(), 1)
    while (called := f"{name} {number}").casefold() in taken:
        number += 1
    taken.add(called.casefold())
    following[name.casefold()] = number + 1
    return called
