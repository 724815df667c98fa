"""``verify``: whether every finding of an edition still stands where it says it does."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from variorum.edition.alignment import Alignment, align
from variorum.edition.visible import shortened
from variorum.model import Article, ArticleId, Edition, Span, Story

_HASH = re.compile(r"([0-9a-f]{16})(?:-\d+)?")


@dataclass(frozen=True)
class Finding:
    """Something that no longer holds: its kind and id, the story it belongs to, why, and the words that are gone."""

    kind: str
    id: str
    what: str
    spans: tuple[Span, ...] = ()
    story: str | None = None

    def __str__(self) -> str:
        where = f" of story {self.story}" if self.story else ""
        gone = "; ".join(f"“{shortened(span.words, 80)}”" for span in self.spans[:3])
        more = f" and {len(self.spans) - 3} more" if len(self.spans) > 3 else ""
        return f"{self.kind} {self.id}{where}: {self.what}{': ' + gone if gone else ''}{more}"

    def to_dict(self) -> dict[str, Any]:
        """Give this finding as plain JSON types."""
        spans = [span.to_dict() for span in self.spans]
        return {"story": self.story, "kind": self.kind, "id": self.id, "what": self.what, "spans": spans}


def verify(edition: Edition, texts: Mapping[ArticleId, str | None] | None = None) -> tuple[Finding, ...]:
    """Name exactly the findings that no longer hold; nothing for an untouched edition.

    Every span is held against the article text that the edition brings, and every article id against the hash of that
    text. ``texts`` maps article ids to their freshly read texts, ``None`` for a source that cannot be read any more;
    articles it does not name are not checked against their source. A finding then holds when the words of each of its
    spans still stand together at their own place in the new text: the two texts are aligned word by word, a sentence
    that moved as a whole is followed, white space does not count. An entity holds while one of its
    mentions does; its roles are held to their own words.
    """
    articles = {article.id: article for article in edition.articles}
    alignments: dict[ArticleId, Alignment] = {}
    found: list[Finding] = []
    for article in edition.articles:
        found += _check_article(article)
        if texts is not None and article.id in texts:
            found += _check_source(article, texts[article.id], alignments)
        stated = article.published.span if article.published else None
        if stated:
            found += _judge("publication date", article.id, [stated], articles, alignments, None)
    for story in edition.stories:
        for kind, identifier, value in _findings(story):
            found += _judge(kind, identifier, list(_spans(value)), articles, alignments, story.id)
        found += _check_references(story, articles)
    return tuple(found)


def _check_article(article: Article) -> Iterator[Finding]:
    match = _HASH.fullmatch(article.id)  # an article given with an id of its own has no hash to hold
    if match and match[1] != hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]:
        yield Finding("article", article.id, "its text is not the one that its id was made from")


def _check_source(article: Article, fresh: str | None, alignments: dict[ArticleId, Alignment]) -> Iterator[Finding]:
    if fresh is None:
        yield Finding("article", article.id, f"its source {shortened(article.input, 120)} can no longer be read")
    elif fresh != article.text:
        alignments[article.id] = align(article.text, fresh)
        yield Finding("article", article.id, f"the text of {shortened(article.input, 120)} has changed")


def _findings(story: Story) -> Iterator[tuple[str, str, Any]]:
    for kind, statements in (
        ("quote", story.quotes),
        ("figure", story.figures),
        ("date", story.dates),
        ("commitment", story.commitments),
        ("claim", story.claims),
        ("point", story.points),
    ):
        for statement in statements:
            yield kind, statement.id, statement
    for entity in story.entities:
        yield "entity", entity.id, entity.mentions
        yield "role", entity.id, entity.roles
    for one in story.proposals:
        yield "proposal", one.id, one
    for copy in story.lineage.copies:
        yield "copy", f"{copy.source}→{copy.target}", copy
    for number, happening in enumerate(story.timeline, 1):
        yield "timeline", str(number), happening
    for number, sentence in enumerate(story.brief, 1):
        yield "brief", str(number), sentence


def _spans(value: Any) -> Iterator[Span]:
    """Give every span inside a value, in the order of its fields."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _spans(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _spans(getattr(value, one.name))


def _judge(
    kind: str,
    identifier: str,
    spans: list[Span],
    articles: Mapping[ArticleId, Article],
    alignments: Mapping[ArticleId, Alignment],
    story: str | None,
) -> Iterator[Finding]:
    spans = list(dict.fromkeys(spans))
    false = [span for span in spans if not _quotes(span, articles)]
    if false:
        yield Finding(kind, identifier, "these are not the words of the article at that place", tuple(false), story)
        return
    gone = [
        span
        for span in spans
        if span.article in alignments and not alignments[span.article].keeps(span.start, span.end)
    ]
    if gone and (kind != "entity" or len(gone) == len(spans)):
        yield Finding(kind, identifier, "the source no longer has these words there", tuple(gone), story)


def _quotes(span: Span, articles: Mapping[ArticleId, Article]) -> bool:
    article = articles.get(span.article)
    if article is None or not 0 <= span.start < span.end <= len(article.text):
        return False
    return article.text[span.start : span.end] == span.words


def _check_references(story: Story, articles: Mapping[ArticleId, Article]) -> Iterator[Finding]:
    known = story.statements.keys()
    for article in story.articles:
        if article not in articles:
            yield Finding("article", article, "the edition does not bring this article", (), story.id)
    for point in story.points:
        missing = [one for version in point.versions for one in version.statements if one not in known]
        if missing:
            yield Finding(
                "point", point.id, f"it rests on statements that are not there: {', '.join(missing)}", (), story.id
            )
    for number, line in enumerate(story.brief, 1):
        if not line.spans:
            yield Finding("brief", str(number), "no telling is named as its source", (), story.id)
