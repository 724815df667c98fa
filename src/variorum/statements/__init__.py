"""Stage 4, statements: one article in, everything it says out, independent of every other article."""

from __future__ import annotations

from dataclasses import replace

from variorum.languages import INSTALL, parse, reach, reads, sentences, table
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
    and a Problem of kind ``language_not_read`` that says so. One that is longer than any report is read as far as ``reach``
    goes, with a Problem of kind ``text_cut``.
    """
    near, problems = _near(article)
    reading, doubts = _read(near)
    return replace(reading, article=article), (*problems, *doubts)


def _near(article: Article) -> tuple[Article, tuple[Problem, ...]]:
    """Give as much of an article as is read, and say so if that is not all."""
    end = reach(article.text, article.language)
    if end == len(article.text):
        return article, ()
    return replace(article, text=article.text[:end]), (_text_cut(article, end),)


def _read(article: Article) -> tuple[Reading, tuple[Problem, ...]]:
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
    near, _ = _near(article)
    doc = parse(near.text, near.language) if near.language and reads(near.language) else None
    return replace(reading, article=article, dates=redate_mentions(reading.dates, doc, near))


def _text_cut(article: Article, end: int) -> Problem:
    last = " ".join(article.text[max(0, end - 60) : end].split())
    return Problem(
        article.input,
        "text_cut",
        f"only the first {end:,} of its {len(article.text):,} characters are read for names, quotes, figures, dates, commitments"
        f" and claims, up to “… {last}”; it is kept whole, and its beginning is grouped and compared for copying; if it holds several articles,"
        " split it into them",
    )


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
