"""What of an article is compared: its words with their emphasis, its names and its numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from variorum.languages.words import Word, calendar_words, function_words, words
from variorum.model import Article

# News puts the event first: the headline counts three times, the opening twice.
_TITLE_WEIGHT = 2
_OPENING = 400  # characters
_LONGEST = 200_000  # characters read of one article: beyond that no article says what it is about


@dataclass(frozen=True)
class Counts:
    """The counted stems of an article; its capitalised words that are names; what stays the same in translation."""

    counts: Mapping[str, int]
    names: Mapping[str, int]
    anchors: Mapping[str, int]


@lru_cache(maxsize=4096)
def count(article: Article) -> Counts:
    """Count an article."""
    title = words(article.title or "", article.language)
    body = words(article.text[:_LONGEST], article.language)
    counts: Counter[str] = Counter(word.stem for word in body)
    counts.update(word.stem for word in body if word.start < _OPENING)
    # without a headline of its own, an article's first words are all there is
    for word in title:
        counts[word.stem] += _TITLE_WEIGHT
    return Counts(counts, _names(article, body), _anchors((*title, *body)))


def _names(article: Article, body: tuple[Word, ...]) -> dict[str, int]:
    """Count the words that are written with a capital inside a sentence and never without one, but for days and months."""
    inside: Counter[str] = Counter()
    small: set[str] = set()
    for word, following in zip_longest(body, body[1:]):
        if word.form[0].islower():
            small.add(word.stem)
        elif word.form[0].isupper() and len(word.form) > 1:
            inside[word.stem] += _inside(article.text, word.start) or _leads(word, following)
    nobody = small | calendar_words(article.language) | function_words(article.language)
    return {name: count for name, count in inside.items() if count and name not in nobody}


def _leads(word: Word, following: Word | None) -> bool:
    """The first word of a sentence is a name if another follows: "Hedda Moen said"."""
    return following is not None and following.form[0].isupper() and following.start == word.end + 1


_BEGINS = re.compile(r"[.!?:;…\"“”„«»\n\r•|>-]\s*$|^\s*$")


def _inside(text: str, start: int) -> bool:
    return _BEGINS.search(text[max(0, start - 3) : start]) is None


def _anchors(found: tuple[Word, ...]) -> dict[str, int]:
    """Count names by their first five letters and numbers by their value: what a translation leaves alone."""
    anchors: Counter[str] = Counter()
    for word in found:
        if word.form[0].isdigit():
            anchors[_value(word.form)] += 1
        elif word.form[0].isupper() and len(word.form) > 2:
            anchors[word.form.lower()[:5]] += 1
    return dict(anchors)


def _value(number: str) -> str:
    """Bring "10,000" and "10.000", "14.9" and "14,9" together."""
    return re.sub(r"[.,](?=\d{3}(?:\D|$))", "", number).replace(",", ".")
