"""Words, tellings and names as answers give them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum.edition.anchors import web_address
from variorum.edition.lookup import Lookup
from variorum.edition.visible import shortened
from variorum.mcp.answers import Telling, Words
from variorum.mcp.asked import Asked
from variorum.mcp.bounds import within
from variorum.model import ArticleId, Span

SHORT, LONG = 240, 600
"""Bytes of a quotation in a list, and of one where a single finding is shown."""
LABEL = 48
LINE = 160
"""Characters of a title, a value, a reason."""
_URL = 300


def words(span: Span, telling: str, most: int = SHORT) -> Words:
    """Quote a span; of one that is longer than ``most`` bytes the beginning, and where the whole ends."""
    quoted = within(span.words, most)
    end = span.start + len(quoted)
    return Words(
        article=span.article,
        telling=shortened(telling, LABEL),
        start=span.start,
        end=end,
        words=quoted,
        whole_end=span.end if end < span.end else None,
    )


def quoted(found: Lookup, spans: Iterable[Span], number: int, most: int = SHORT) -> tuple[list[Words], int | None]:
    """Quote some spans, those of different tellings first; give how many more there are."""
    known = [span for span in dict.fromkeys(spans) if span.article in found.articles]
    seen: set[ArticleId] = set()
    leading: list[Span] = []
    rest: list[Span] = []
    for span in known:
        (rest if span.article in seen else leading).append(span)
        seen.add(span.article)
    chosen = [*leading, *rest][:number]
    return [words(span, found.label(span.article), most) for span in chosen], len(known) - len(chosen) or None


def several(found: Lookup, articles: Iterable[ArticleId], number: int) -> tuple[list[str], int | None]:
    """Give the labels of some tellings, and how many more there are."""
    labels = [shortened(label, LABEL) for label in found.labels(articles)]
    return labels[:number], len(labels) - number if len(labels) > number else None


def line(text: str | None, most: int = LINE) -> str | None:
    """Give a name, title or reason as one visible line of at most so many characters; nothing for nothing."""
    return (within(shortened(text, most), 3 * most) if text else None) or None


def some(lines: Iterable[str], number: int, most: int = LINE) -> list[str] | None:
    """Give some lines, each once; nothing if there is none."""
    told = [one for one in (line(each, most) for each in dict.fromkeys(lines)) if one]
    return told[:number] or None


def telling(asked: Asked, article: ArticleId) -> Telling:
    """Give a telling of a story as an answer names it."""
    found = asked.found
    one = found.articles[article]
    address = web_address(one.url)
    return Telling(
        id=one.id,
        telling=shortened(found.label(one.id), LABEL),
        outlet=line(one.outlet, 80),
        title=line(one.title),
        published=line(one.published.value, 40) if one.published else None,
        published_inferred=True if one.published and one.published.basis == "inferred" else None,
        voice=found.voice_of.get(one.id, 0),
        url=address if address and len(address) <= _URL else None,
        characters=len(one.text),
        link=asked.links.telling(asked.id, one.id),
    )


def tellings(asked: Asked, articles: Sequence[ArticleId] | None = None) -> Iterable[Telling]:
    """Give the tellings of a story one by one."""
    for article in asked.found.story.articles if articles is None else articles:
        if article in asked.found.articles:
            yield telling(asked, article)
