"""The words of a quote in order, made comparable with those of another telling."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from variorum.collation.facts import Fact
from variorum.collation.gather import Gathered
from variorum.languages import parse, reads, table
from variorum.languages.concepts import concept
from variorum.languages.words import function_words
from variorum.model import Article, EntityId, Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"\w+(?:['’]\w+)?|[%$€£]")
_SIGNS = frozenset("%$€£")
_EMPTY = frozenset(["AUX", "PRON", "PART", "DET", "CCONJ", "SCONJ"])
_WEAK = 0.35
# Fewer marked words say nothing without the words around them.
_LEAST_MARKED = 3


@dataclass(frozen=True)
class Word:
    """One word of a rendering: its form in lower case, its concept or entity, and whether it turns the sense."""

    span: Span
    form: str
    key: str
    content: bool
    share: float = 1.0
    turn: str | None = None
    """The class of a word that turns the sense: ``negation``, ``condition`` …"""
    entity: EntityId | None = None
    amount: tuple[float, float] | None = None
    sentence: int = 0
    opens: bool = False
    """Whether it is the first word of its sentence."""
    piece: Span | None = None
    """The stretch of the quote that it stands in."""
    marked: bool = True

    @property
    def surface(self) -> str:
        """The word as it stands, in lower case and with a straight apostrophe."""
        return self.span.words.casefold().replace("’", "'")


@dataclass(frozen=True)
class Phrasing:
    """One quote's words: those within its marks, and those of the whole clause where that says more."""

    fact: Fact
    marked: tuple[Word, ...]
    whole: tuple[Word, ...]
    language: str = "en"

    @property
    def quote(self) -> Quote:
        """The quote itself."""
        assert isinstance(self.fact.statement, Quote)  # noqa: S101  # phrasings are made of quotes only
        return self.fact.statement

    @property
    def direct(self) -> bool:
        """Whether it gives marked words."""
        return self.quote.kind != "indirect"

    @property
    def views(self) -> tuple[tuple[Word, ...], ...]:
        """The ways to read it: the marked words alone if they are enough to go by, and the whole clause."""
        if self.quote.kind != "mixed":
            return (self.marked or self.whole,)
        return (self.marked, self.whole) if len(self.marked) >= _LEAST_MARKED else (self.whole,)


def phrasings(known: Iterable[Fact], gathered: Gathered) -> tuple[Phrasing, ...]:
    """Give the words of every quote that somebody puts forward, marked or not."""
    quotes = [fact for fact in known if isinstance(fact.statement, Quote)]
    readers = {article.id: _Reader(article, gathered) for article in gathered.articles}
    return tuple(readers[fact.article].phrasing(fact) for fact in quotes)


@cache
def turning(language: str) -> Mapping[str, str]:
    """The words of a language that turn the sense of a sentence, each with its class; English if it has no list."""
    classes = table(language, "collation").get("turning_words") or table("en", "collation").get("turning_words", {})
    return {word: name for name, words in classes.items() for word in words}


class _Reader:
    """One article's parse, names and numbers, asked for each of its quotes."""

    def __init__(self, article: Article, gathered: Gathered) -> None:
        self.article = article
        self.language = article.language or "en"
        self.starts: list[int] = []
        self.tokens: list[Token] = []
        if reads(article.language):
            self.tokens = list(parse(article.text, self.language))
            self.starts = [token.idx for token in self.tokens]
        words = table(self.language, "collation") or table("en", "collation")
        self.small = function_words(self.language) | frozenset(words.get("light", ()))
        self.weak = frozenset(words.get("weak", ()))
        self.turning = turning(self.language)
        self.sentences = [span.start for span in gathered.readings[article.id].sentences]
        self.named: dict[int, EntityId] = {}
        own = gathered.own[article.id]
        for entity, span in own.names:
            self.named.update(dict.fromkeys(range(span.start, span.end), entity.id))
        self.amounts: dict[int, tuple[float, float]] = {}
        for figure in own.figures:
            if figure.low is not None and figure.high is not None:
                self.amounts.update(dict.fromkeys(range(figure.span.start, figure.span.end), (figure.low, figure.high)))

    def phrasing(self, fact: Fact) -> Phrasing:
        quote = fact.statement
        assert isinstance(quote, Quote)  # noqa: S101  # see phrasings
        pieces = quote.pieces or (quote.span,)
        marked = tuple(word for piece in pieces for word in self._words(piece)) if quote.kind != "indirect" else ()
        inside = {word.span for word in marked}
        whole = tuple(
            word if word.span in inside else replace(word, marked=False)
            for piece in ((quote.span,) if quote.kind == "mixed" else pieces)
            for word in self._words(piece)
        )
        return Phrasing(fact, marked, whole, self.language)

    def _words(self, span: Span) -> Iterable[Word]:
        if not self.tokens:
            for found in _WORD.finditer(span.words):
                yield self._bare(span.start + found.start(), span.start + found.end(), span)
            return
        for at in range(max(0, bisect_right(self.starts, span.start) - 1), len(self.tokens)):
            token = self.tokens[at]
            if token.idx >= span.end:
                return
            end = token.idx + len(token.text)
            if (
                token.idx >= span.start
                and end <= span.end
                and (token.text in _SIGNS or any(map(str.isalnum, token.text)))
            ):
                yield self._word(token, span)

    def _word(self, token: Token, piece: Span) -> Word:
        start, end = token.idx, token.idx + len(token.text)
        form = (token.norm_ or token.text).lower().replace("’", "'")
        entity = self.named.get(start)
        lemma = token.lemma_.lower() or form
        content = entity is not None or not (form in self.small or lemma in self.small or token.pos_ in _EMPTY)
        key = f"@{entity}" if entity else (lemma if token.pos_ == "PROPN" else concept(lemma, pos=token.pos_))
        return Word(
            self.article.span(start, end),
            form,
            key,
            content or start in self.amounts,
            _WEAK if key in self.weak else 1.0,
            self.turning.get(form),
            entity,
            self.amounts.get(start),
            bisect_right(self.sentences, start),
            token.is_sent_start is True or start == piece.start,
            piece,
        )

    def _bare(self, start: int, end: int, piece: Span) -> Word:
        span = self.article.span(start, end)
        form = span.words.lower().replace("’", "'")
        entity = self.named.get(start)
        return Word(
            span,
            form,
            f"@{entity}" if entity else form,
            form not in self.small,
            turn=self.turning.get(form),
            entity=entity,
            amount=self.amounts.get(start),
            sentence=bisect_right(self.sentences, start),
            piece=piece,
        )
