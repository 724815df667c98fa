"""Where the words that a model gives as its evidence stand in an article: verbatim, or nowhere."""

from __future__ import annotations

import re

from variorum.model import Article, Span

_WHITE = re.compile(r"\s+")


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def stand(words: str, article: Article) -> Span | None:
    """Find words in an article, to the letter but for white space; the first place, as a Span of the article, or nothing."""
    pieces = _WHITE.split(words.strip())
    if not pieces[0]:
        return None
    pattern = r"\s+".join(re.escape(piece) for piece in pieces)
    # Not in the middle of a word; but where sentences run together, one ends right before the next.
    before, after = (r"(?<!\w)" if _is_word(pieces[0][0]) else "", r"(?!\w)" if _is_word(pieces[-1][-1]) else "")
    found = re.search(before + pattern + after, article.text)
    return article.span(*found.span()) if found else None
