"""``variorum stories``: which articles tell of one event, and why they stand together."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from variorum.cli.compare import INFORMATIVE, report
from variorum.cli.working import Working
from variorum.edition import to_json
from variorum.edition.labels import labels
from variorum.edition.visible import one_line
from variorum.edition.wording import counted
from variorum.model import Edition, Story
from variorum.pipeline import arrange, gather, with_lineage

_RELATIONS = {"follows": "follows", "followed_by": "is followed by", "near": "is not"}


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
        gathered = gather(paths, stdin=stdin)
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
    report(grouped, quiet)
    return 1 if any(problem.kind not in INFORMATIVE for problem in grouped.problems) else 0


def told(grouped: Edition) -> Iterator[str]:
    """Tell each story in a few lines: its title, days and tellings, why each belongs to it, and which others are near."""
    called = labels(grouped.articles)
    titles = {story.id: one_line(story.title) for story in grouped.stories}
    yield f"{counted(len(grouped.articles), 'article')} in {counted(len(grouped.stories), 'story')}"
    for story in grouped.stories:
        yield ""
        yield from _told(story, called, titles)


def _told(story: Story, called: dict[str, str], titles: dict[str, str]) -> Iterator[str]:
    yield titles[story.id]
    days = {story.opened: None, story.latest: None} if story.opened else {"undated": None}
    tellings = counted(len(story.articles), "telling")
    yield f"  {' to '.join(str(day) for day in days)} · {tellings} · story {story.id}"
    yield f"  {', '.join(called[article] for article in story.articles)}"
    for join in story.joins:
        yield f"  {called[join.article]} with {called[join.partner]} ({join.score:.2f}): {one_line(join.reason)}"
    for copy in story.lineage.copies:
        ends = f"{called[copy.source]} {'→' if copy.directed else '–'} {called[copy.target]}"
        yield f"  {copy.kind.replace('_', ' ')}: {ends} ({copy.share:.0%}): {one_line(copy.reason)}"
    for near in story.related:
        other = titles.get(near.story, near.story)
        yield f"  {_RELATIONS[near.kind]} “{other}” ({near.score:.2f}): {one_line(near.reason)}"
