"""Stories for tests: a few invented tellings, from dicts to an edition, and short ways to ask what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from variorum import collation, lineage, statements
from variorum.articles import from_dict
from variorum.model import Article, Figure, Lineage, Point, Reading, Silence, Story, Version
from variorum.settings import Merging

Telling = Mapping[str, Any]


def articles(tellings: Iterable[Telling]) -> tuple[Article, ...]:
    """Articles of dicts; a telling without an ``id`` is called ``a``, ``b``, ``c`` … by its place."""
    found = []
    for number, telling in enumerate(tellings):
        name = chr(ord("a") + number)
        article, problems = from_dict({"id": name, "published": "2031-03-05", "language": "en", **telling}, input=name)
        assert article is not None, problems
        found.append(article)
    return tuple(found)


def collated(
    *tellings: Telling | str,
    trace: Callable[[tuple[Article, ...]], Lineage] | None = None,
    merging: Merging | None = None,
) -> Story:
    """One story of the tellings given, whatever the grouping of stories would make of such short texts."""
    members = articles({"text": telling} if isinstance(telling, str) else telling for telling in tellings)
    readings = {article.id: _read(article) for article in members}
    members = collation.date_articles(members, readings)
    dated = {article.id: statements.redate(readings[article.id], article) for article in members}
    story = Story("s1", "a story", tuple(article.id for article in members))
    return collation.collate(story, dated, (trace or lineage.trace)(members), merging)


def read_all(tellings: Iterable[Telling]) -> dict[str, Reading]:
    """The readings of these tellings by the id of the article."""
    return {article.id: _read(article) for article in articles(tellings)}


@cache
def _read(article: Article) -> Reading:
    return statements.read(article)[0]


def figures(story: Story, point: Point) -> list[Figure]:
    known = story.statements
    found = (known[one] for version in point.versions for one in version.statements)
    return [figure for figure in found if isinstance(figure, Figure)]


def with_values(story: Story, *values: float) -> list[Point]:
    """The Points on figures that hold all of these values."""
    return [
        point
        for point in story.points
        if point.kind == "figure"
        and set(values) <= {end for figure in figures(story, point) for end in (figure.low, figure.high)}
    ]


def telling_of(story: Story, kind: str, words: str) -> list[Point]:
    """The Points of a kind of which a version rests on a sentence with these words."""
    return [
        point
        for point in story.points
        if point.kind == kind and any(words in span.words for version in point.versions for span in version.spans)
    ]


def joining(story: Story, kind: str, *articles: str) -> list[Point]:
    """The Points of a kind that all these articles carry."""
    return [
        point
        for point in story.points
        if point.kind == kind and set(articles) <= {a for version in point.versions for a in version.articles}
    ]


def differences(points: Iterable[Point]) -> list[str | None]:
    return [point.difference for point in points]


def silence(point: Point, article: str) -> Silence | None:
    return next((one for one in point.silences if one.article == article), None)


def carrying(point: Point, words: str) -> Version:
    """The version of a Point whose value holds these words."""
    return next(version for version in point.versions if words in version.value)
