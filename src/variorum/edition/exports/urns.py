"""Names for things that hold outside the edition: the same article and the same words have the same name in every export."""

from __future__ import annotations

from collections import Counter
from urllib.parse import quote, urlsplit

from variorum.edition.anchors import web_address
from variorum.edition.exports.plain import paired
from variorum.model import Article, Span

PROGRAM = "urn:variorum:program"
"""Who found what is exported."""


def urn(*parts: str) -> str:
    """Name something by the parts of its name, whatever characters they have."""
    return ":".join(("urn:variorum", *(quote(paired(part), safe="") for part in parts)))


def of_span(span: Span, *kind: str) -> str:
    """Name a finding by its kind and its words' place, which does not change when the story grows."""
    return urn(*kind, span.article, f"{span.start}-{span.end}")


def address(article: Article | None) -> str | None:
    """Give the article's web address if it is one that every reader can take apart."""
    url = web_address(article.url) if article else None
    try:
        return quote(paired(url), safe="!#$%&'()*+,/:;=?@[]~") if url and urlsplit(url).hostname else None
    except ValueError:
        return None


class Names:
    """Names that are given once: a second finding of the same kind and words is called ``…:2``."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def give(self, name: str) -> str:
        """Give the name, with a number behind it if it was given before."""
        self._given[name] += 1
        return name if self._given[name] == 1 else f"{name}:{self._given[name]}"
