"""``variorum stories``: which articles tell of one event, and why they stand together."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from variorum.cli.rendering import report
from variorum.cli.working import Working
from variorum.edition import to_json
from variorum.edition.arrangement import by_weight
from variorum.edition.labels import labels
from variorum.edition.visible import one_line, shortened
from variorum.edition.wording import counted
from variorum.model import Article, Edition, Story
from variorum.pipeline import arrange, gather, with_lineage

_RELATIONS = {"follows": "follows", "followed_by": "is followed by", "near": "kept apart from"}
_TITLE = 80  # characters
_CERTAIN = 0.99


def run(
    paths: list[str],
    *,
    json: bool,
    parquet: Path | None = None,
    lineage: bool = False,
    quiet: bool = False,
    working: Working | None = None,
) -> int:
    """Group the articles and print their stories, or write them as tables."""
    stdin = sys.stdin.buffer if "-" in paths else None
    with (working or Working()).opened(quiet) as engine:
        gathered = gather(paths, stdin=stdin, engine=engine)
        grouped = arrange(gathered.articles, problems=gathered.problems, engine=engine)
        if lineage:
            grouped = with_lineage(grouped, engine=engine)
    if parquet is not None:
        from variorum.cli.story_tables import story_tables
        from variorum.store import Tables

        with Tables(parquet) as out:
            out.add(story_tables(grouped, lineage=lineage))
        if not quiet:
            typer.echo(f"wrote {parquet}/*.parquet", err=True)
    if json:
        typer.echo(to_json(grouped), nl=False)
    elif parquet is None:
        for line in told(grouped):
            typer.echo(line)
    return report(grouped.problems, quiet)


def told(grouped: Edition) -> Iterator[str]:
    """Tell each story, that told by most first: its days, its tellings, why each belongs to it, and which others are near.

    Stories that one article alone tells are only listed, at the end.
    """
    called = labels(grouped.articles)
    articles = {article.id: article for article in grouped.articles}
    titles = {story.id: shortened(story.title, _TITLE) for story in grouped.stories}
    yield f"{counted(len(grouped.articles), 'article')} in {counted(len(grouped.stories), 'story')}"
    ordered = by_weight(grouped.stories)
    several = [story for story in ordered if len(story.articles) > 1]
    if any(story.joins for story in several):
        yield "in brackets: the probability that both tell of one event"
    for story in several:
        yield ""
        yield from _told(story, called, articles, titles)
    if alone := ordered[len(several) :]:
        yield ""
        yield "told by one article only"
    for story in alone:
        yield f"  {_days(story)} · {_telling(articles[story.articles[0]], called)} · story {story.id}"
        yield from (f"  {line}" for line in _near(story, titles))


def _told(story: Story, called: dict[str, str], articles: dict[str, Article], titles: dict[str, str]) -> Iterator[str]:
    yield one_line(story.title)
    yield f"  {_days(story)} · {counted(len(story.articles), 'telling')} · story {story.id}"
    joins = {join.article: join for join in story.joins}
    for article in story.articles:
        yield f"  {_telling(articles[article], called)}"
        if join := joins.get(article):
            yield f"    with {called[join.partner]} ({_probability(join.score)}): {one_line(join.reason)}"
    for copy in story.lineage.copies:
        ends = f"{called[copy.source]} {'→' if copy.directed else '–'} {called[copy.target]}"
        yield f"  {copy.kind.replace('_', ' ')}: {ends} ({copy.share:.0%}): {one_line(copy.reason)}"
    yield from _near(story, titles)


def _days(story: Story) -> str:
    return " to ".join({story.opened: None, story.latest or story.opened: None}) if story.opened else "undated"


def _telling(article: Article, called: dict[str, str]) -> str:
    """Name a telling by its label with its title, or without one by where it was read."""
    title = f"“{shortened(article.title, _TITLE)}”" if article.title else one_line(article.url or article.input)
    return f"{called[article.id]}: {title}"


def _near(story: Story, titles: dict[str, str]) -> Iterator[str]:
    for near in story.related:
        other = titles.get(near.story, near.story)
        yield f"  {_RELATIONS[near.kind]} “{other}” ({_probability(near.score)}): {one_line(near.reason)}"


def _probability(score: float) -> str:
    """Give a probability with two digits; nothing is certain."""
    return "over 0.99" if score > _CERTAIN else f"{score:.2f}"
