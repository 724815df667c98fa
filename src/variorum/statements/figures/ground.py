"""One article laid out for reading: its lexemes, its sentences and, where there is one, its parse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from variorum.languages import sentences
from variorum.model import Article, FigureKind
from variorum.statements.figures.amounts import Grammar, grammar
from variorum.statements.figures.lexemes import Lexeme, lexemes
from variorum.statements.figures.money import money_words, purse_of
from variorum.statements.figures.number_words import number_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


@dataclass(frozen=True)
class Found:
    """A figure before it is dated and told what it measures; ``first`` .. ``after - 1`` are its lexemes."""

    kind: FigureKind
    low: float | None
    high: float | None
    first: int
    after: int
    unit: str | None = None
    hedge: str | None = None
    part: bool = False
    change: Literal["level", "rise", "fall", "difference"] = "level"
    measures: str | None = None


@dataclass(frozen=True)
class Ground:
    """An article's text as lexemes, with the sentence and the token each stands in."""

    article: Article
    language: str
    doc: Doc | None
    lex: tuple[Lexeme, ...]
    grammar: Grammar

    @cached_property
    def _token_starts(self) -> Sequence[int]:
        return [token.idx for token in self.doc] if self.doc is not None else ()

    @cached_property
    def sentence_bounds(self) -> tuple[tuple[int, int], ...]:
        """The sentences as character offsets."""
        return sentences(self.article.text, self.article.language)

    @cached_property
    def _sentence_starts(self) -> Sequence[int]:
        return [start for start, _ in self.sentence_bounds]

    def low(self, at: int) -> str:
        """Give a lexeme's text in lower case, or nothing outside the text."""
        return self.lex[at].low if 0 <= at < len(self.lex) else ""

    def sentence_of(self, at: int) -> tuple[int, int]:
        """Give the character offsets of the sentence in which a lexeme stands."""
        place = bisect_right(self._sentence_starts, self.lex[at].start) - 1
        return self.sentence_bounds[place] if place >= 0 else (0, len(self.article.text))

    def same_sentence(self, left: int, right: int) -> bool:
        """Say whether two lexemes stand in one sentence."""
        return self.sentence_of(left)[0] == self.sentence_of(right)[0]

    def token(self, at: int) -> Token | None:
        """Give the parser's token that holds a lexeme's first character."""
        if self.doc is None or not 0 <= at < len(self.lex):
            return None
        place = bisect_right(self._token_starts, self.lex[at].start) - 1
        return self.doc[place] if place >= 0 else None

    def tokens(self, first: int, after: int) -> Span | None:
        """Give the parser's tokens that cover some lexemes."""
        left, right = self.token(first), self.token(after - 1)
        if self.doc is None or left is None or right is None:
            return None
        return self.doc[left.i : right.i + 1]

    def anchor(self, first: int, after: int) -> Token | None:
        """Give the token on which the rest of the sentence hangs these lexemes."""
        span = self.tokens(first, after)
        return span.root if span is not None else None


def lay_out(doc: Doc | None, article: Article) -> Ground:
    """Cut an article into lexemes and settle what "$" means in it."""
    language = article.language or "en"
    numbers = number_words(language)
    purse = purse_of(article.text, article.url or article.input, money_words(language))
    return Ground(
        article, language, doc, lexemes(article.text, numbers.group, numbers.decimal), grammar(language, purse)
    )
