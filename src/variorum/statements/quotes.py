"""Quotes of one article: direct, mixed and indirect, each with the words that name its source and the cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import Article, Quote, SaidBy, Span
from variorum.statements.dialogue import marks_in
from variorum.statements.quoted import Draft, carried
from variorum.statements.quotes_heard import heard
from variorum.statements.quotes_marked import marked_quotes
from variorum.statements.quotes_ruled import ruled
from variorum.statements.reporting_words import Lexicon, lexicon
from variorum.statements.settled import settled
from variorum.statements.spoken import Voice
from variorum.statements.tagging import tagged, tags
from variorum.statements.transcripts import turns, without_turns

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["marked_quotes", "quotes_in"]


def quotes_in(doc: Doc, article: Article) -> tuple[Quote, ...]:
    """Find every quote of a parsed article, in the order of the text, with ids ``q1``, ``q2`` … and speakers as words.

    ``doc`` is the parse of ``article.text``. Entities are left open: who "he" is, is settled by the names.
    """
    language = article.language or "en"
    words = lexicon(language)
    marks = marks_in(article.text, words)
    drafts = ruled(doc, article.text, marks, words)
    if tags(language):
        drafts = settled(heard(doc, article.text, marks, tagged(doc), words), drafts)
    drafts = carried(article.text, drafts)
    if spoken := turns(article.text, marks):
        drafts = [*spoken, *without_turns(article.text, drafts, spoken)]
    return _numbered(drafts, article, words)


def _numbered(drafts: list[Draft], article: Article, words: Lexicon) -> tuple[Quote, ...]:
    ordered = sorted(drafts, key=lambda draft: (draft.start, -draft.end, draft.voice.cue if draft.voice else (0, 0)))
    return tuple(_quote(f"q{number}", draft, article, words) for number, draft in enumerate(ordered, start=1))


def _quote(name: str, draft: Draft, article: Article, words: Lexicon) -> Quote:
    pieces = tuple(article.span(start, end) for start, end in draft.pieces)
    span = article.span(draft.start, draft.end)
    content = span.words
    if draft.kind == "direct" and len(pieces) > 1:
        content = " ".join(piece.words for piece in pieces)
    first, _, rest = content.partition(" ")
    if rest and draft.kind != "direct" and words.has("clause.openers", first):
        content = rest  # "that the dam holds" is said of the dam, and read as "the dam holds"
    confidence = round(draft.voice.confidence if draft.voice else 0.5, 3)
    kept = pieces if len(pieces) > 1 or draft.kind == "mixed" else ()
    return Quote(name, draft.kind, content, span, _said_by(draft.voice, article), kept, confidence, draft.asserts)


def _said_by(voice: Voice | None, article: Article) -> SaidBy | None:
    if voice is None or voice.source is None:
        return None
    span: Span = article.span(*voice.source)
    via = article.text[voice.via[0] : voice.via[1]] if voice.via else None
    return SaidBy(span.words, span, cue=article.text[voice.cue[0] : voice.cue[1]], via=via)
