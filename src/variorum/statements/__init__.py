"""Stage 4, statements: one article in, everything it says out, independent of every other article."""

from __future__ import annotations

from dataclasses import replace

from variorum.languages import parse, reads, sentences
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
    return Problem(
        article.input,
        "language_not_read",
        f"no reader for the language {article.language or 'of this text'!r}: the article is grouped and compared for"
        " copying, and its marked quotes, figures and dates are kept, but its claims, commitments and indirect speech"
        " are not read; translate it, or leave it out, if you need them",
    )
