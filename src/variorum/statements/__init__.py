"""Stage 4, statements: one article in, everything it says out, independent of every other article."""

from __future__ import annotations

from dataclasses import replace

from variorum.languages import INSTALL, parse, reads, sentences, table
from variorum.model import Article, Problem, Reading
from variorum.statements.attributed import attribute
from variorum.statements.claims import claims_in
from variorum.statements.commitments import commitments_in
from variorum.statements.dates import dates_in
from variorum.statements.dates import redate as redate_mentions
from variorum.statements.figures import figures_in
from variorum.statements.names import names_in
from variorum.statements.quotes import marked_quotes, quotes_in

__all__ = ["read", "redate"]


def read(article: Article) -> tuple[Reading, tuple[Problem, ...]]:
    """Find the names, quotes, figures, dates, commitments and claims of one article.

    An article in a language without a parser gives marked quotes, figures, dates and capitalised names only,
    and a Problem of kind ``language_not_read`` that says so.
    """
    doc = parse(article.text, article.language) if article.language and reads(article.language) else None
    names = names_in(doc, article)
    reading = Reading(
        article=article,
        sentences=tuple(article.span(start, end) for start, end in sentences(article.text, article.language)),
        entities=names.entities,
        quotes=quotes_in(doc, article) if doc else marked_quotes(article.text, article),
        figures=figures_in(doc, article),
        dates=dates_in(doc, article),
        commitments=commitments_in(doc, article) if doc else (),
        claims=claims_in(doc, article) if doc else (),
    )
    return attribute(reading, names), () if doc or not article.text else (_unread(article),)


def redate(reading: Reading, article: Article) -> Reading:
    """Give a reading its article as dated from the story, with every relative date resolved against that."""
    if article.published == reading.article.published:
        return reading
    doc = parse(article.text, article.language) if article.language and reads(article.language) else None
    return replace(reading, article=article, dates=redate_mentions(reading.dates, doc, article))


def _unread(article: Article) -> Problem:
    language = article.language or ""
    figures = "figures" if table(language, "figures") else ""
    kept = ["marked quotes", figures, "dates" if table(language, "dates") else "", "names by their capitals"]
    line = INSTALL.get(language)
    remedy = (
        f"install its model to have them read: {line}" if line else "translate it, or leave it out, if you need them"
    )
    return Problem(
        article.input,
        "language_not_read",
        f"no reader for the language {article.language or 'of this text'!r} is installed: the article is grouped and"
        f" compared for copying, and its {', '.join(part for part in kept if part)} are kept, but its claims, commitments,"
        f" indirect speech{'' if figures else ', figures'} and who is meant by pronouns are not read; {remedy}",
    )
