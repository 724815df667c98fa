"""``variorum verify``: whether every finding still stands in its source."""

from __future__ import annotations

import json as _json
from collections.abc import Mapping
from pathlib import Path

import typer

from variorum.articles import collect
from variorum.edition import verify
from variorum.model import ArticleId, Edition
from variorum.store import load


def run(place: str, sources: list[str], *, json: bool, quiet: bool) -> int:
    """Print what changed and each finding that no longer holds; 1 if there is one, 0 if all findings stand."""
    edition = load(place)
    texts = _fresh(edition, sources or _where(edition))
    findings = verify(edition, texts)
    if json:
        typer.echo(_json.dumps([finding.to_dict() for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            typer.echo(str(finding))
    if not quiet:
        checked = sum(text is not None for text in texts.values())
        missing = [article.input for article in edition.articles if texts.get(article.id, "") is None]
        typer.echo(
            f"{len(findings)} findings no longer hold; {checked} of {len(edition.articles)} sources read again",
            err=True,
        )
        for source in missing:
            typer.echo(
                f"not found any more: {source} (say where the tellings are: variorum verify {place} FOLDER)", err=True
            )
    return 1 if any(finding.kind != "article" for finding in findings) else 0


def _where(edition: Edition) -> list[str]:
    """The files the articles came from; an article within a file is named FILE#number."""
    named = (
        article.input.rsplit("#", 1)[0] if not Path(article.input).exists() else article.input
        for article in edition.articles
    )
    return list(dict.fromkeys(named))


def _fresh(edition: Edition, sources: list[str]) -> Mapping[ArticleId, str | None]:
    """The text of each source as it reads now; ``None`` where there is no such source any more."""
    articles, _ = collect([source for source in sources if source != "-" and Path(source).exists()])
    by_input = {article.input: article.text for article in articles}
    by_name = {Path(article.input).name: article.text for article in articles}
    by_id = {article.id: article.text for article in articles}
    return {
        article.id: by_input.get(article.input, by_id.get(article.id, by_name.get(Path(article.input).name)))
        for article in edition.articles
        # What came through standard input cannot be asked again.
        if article.input != "-"
    }
