"""A finding in a few lines of plain text, to be put into a story, a note or a mail."""

from __future__ import annotations

from variorum.edition import wording
from variorum.edition.anchors import web_address
from variorum.edition.finding import Finding
from variorum.edition.lookup import Lookup
from variorum.edition.visible import one_line, shortened
from variorum.model import Point, Span

LONGEST = 600
"""Characters of the words that are cited; more is cut."""
MOST = 8
"""Tellings that are cited of a finding that is no Point."""


def cited(found: Lookup, span: Span) -> str:
    """Give words with where they stand: “…” – Outlet, date, address."""
    article = found.articles.get(span.article)
    parts = [found.label(span.article)]
    if article is not None:
        parts += [wording.when(article.published), web_address(article.url) or ""]
    return f"“{shortened(span.words, LONGEST)}” – {', '.join(filter(None, parts))}"


def citation(found: Lookup, finding: Finding, version: str) -> list[str]:
    """Give the lines that cite a finding: what it says, the words, the story and the finding's id, and the program's version."""
    value = finding.value
    lines = _of_point(found, value) if isinstance(value, Point) else _of_words(found, finding)
    story = found.story
    return [
        *lines,
        f"Finding {one_line(finding.id)} of “{shortened(story.title, 120)}” (story {one_line(story.id)}). Variorum {version}.",
    ]


def _of_point(found: Lookup, point: Point) -> list[str]:
    verdict = wording.difference(point) if point.difference else wording.VERDICT[point.verdict]
    lines = [f"{wording.capital(one_line(point.about))}: {verdict[:1].lower()}{verdict[1:]}."]
    for version in point.versions:
        spans = version.spans or version.decisive
        words = cited(found, spans[0]) if spans else wording.listed(found.labels(version.articles))
        lines.append(f"{shortened(version.value, 160)} ({wording.counted(version.voices, 'voice')}): {words}")
    return lines


def _of_words(found: Lookup, finding: Finding) -> list[str]:
    first: dict[str, Span] = {}
    for span in finding.spans:
        first.setdefault(span.article, span)
    return [cited(found, span) for span in list(first.values())[:MOST]]
