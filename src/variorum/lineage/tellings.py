"""An article as lineage reads it: sentences of words, with what is somebody's utterance told from the teller's own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from variorum.languages import sentences, table
from variorum.languages.words import Word, stem, words
from variorum.model import Article

_LONGEST = 60  # words of a sentence that are compared as one: longer ones are cut
_MOST = 15_000  # words of one article that are read: more than any report has

# Anything between a pair of quotation marks, on one line. A straight single mark opens after a space and before a letter.
# No quotation is looked for further than these many characters: a mark that is never closed must not cost the text.
_QUOTED = re.compile(
    r"“[^”\n]{0,2000}”?|„[^“”\n]{0,2000}[“”]?|«[^»\n]{0,2000}»?|\"[^\"\n]{0,2000}\"?"
    r"|「[^」\n]{0,2000}」?|『[^』\n]{0,2000}』?"
    r"|(?<!\w)[‘'](?=\w)[^\n‘]{0,600}?(?<=[\w.,!?…])[’'](?!\w)"
)
# A post on a social network, as pages carry it over into their text.
_POST = re.compile(r"pic\.twitter\.com|\(@\w+\)|https?://t\.co/")
_ATTRIBUTION = 6  # words after which "…, the official said" still speaks for the whole sentence


@dataclass(frozen=True)
class Sentence:
    """One sentence (or one stretch of a very long one). ``quoted`` and ``spoken`` say so of each word in turn."""

    start: int
    end: int
    words: tuple[Word, ...]
    quoted: tuple[bool, ...]
    spoken: tuple[bool, ...]

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """What is compared."""
        return tuple(word.stem for word in self.words)

    @property
    def mostly_quoted(self) -> bool:
        """Whether more than half of its words stand between quotation marks."""
        return sum(self.quoted) * 2 > len(self.quoted)


@dataclass(frozen=True)
class Telling:
    """An article with its sentences; what outlets print under everything is left out."""

    article: Article
    sentences: tuple[Sentence, ...]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(word for sentence in self.sentences for word in sentence.stems)

    @cached_property
    def length(self) -> int:
        """Characters of all its sentences."""
        return sum(sentence.end - sentence.start for sentence in self.sentences)

    @cached_property
    def own_length(self) -> int:
        """Characters of the sentences that are not mostly quotation."""
        return sum(each.end - each.start for each in self.sentences if not each.mostly_quoted)


def telling(article: Article) -> Telling:
    """Cut an article into the sentences that are compared."""
    return Telling(article, tuple(_sentences(article)))


def _sentences(article: Article) -> Iterator[Sentence]:
    text, language = article.text, article.language
    found = words(text, language)
    starts = [word.start for word in found]
    quoted = [match.span() for match in _QUOTED.finditer(text) if match.end() - match.start() > 2]
    openings = [start for start, _ in quoted]
    cues = speech_cues(language)
    for start, end in sentences(text, language):
        left, right = bisect_left(starts, start), min(_MOST, bisect_left(starts, end))
        if left >= right or is_boilerplate(text[start:end], language):
            continue
        for begin in range(left, right, _LONGEST):
            inside = found[begin : min(begin + _LONGEST, right)]
            marks = tuple(_covered(word.start, quoted, openings) for word in inside)
            if _POST.search(text, start, end) or _first_person(inside, marks, language):
                marks = (True,) * len(inside)
            yield Sentence(
                start if begin == left else inside[0].start,
                end if begin + _LONGEST >= right < _MOST else inside[-1].end,
                inside,
                marks,
                _spoken(inside, marks, cues),
            )


def _covered(place: int, ranges: list[tuple[int, int]], openings: list[int]) -> bool:
    at = bisect_left(openings, place + 1) - 1
    return at >= 0 and place < ranges[at][1]


def _first_person(inside: tuple[Word, ...], quoted: tuple[bool, ...], language: str | None) -> bool:
    own = _first_persons(language)
    return any(
        word.form.lower() in own and word.form != "US" for word, mark in zip(inside, quoted, strict=True) if not mark
    )


@cache
def _first_persons(language: str | None) -> frozenset[str]:
    listed: str = table(language or "en", "lineage").get("first_person", "")
    return frozenset(listed.split())


def _spoken(inside: tuple[Word, ...], quoted: tuple[bool, ...], cues: frozenset[str]) -> tuple[bool, ...]:
    """Mark what is quoted, what follows a word of speech, and all of a sentence that ends in "…, the official said"."""
    places = [at for at, word in enumerate(inside) if word.stem in cues and not quoted[at]]
    if places and places[-1] >= len(inside) - _ATTRIBUTION and places[-1] > _ATTRIBUTION:
        return (True,) * len(inside)
    first = places[0] if places else len(inside)
    return tuple(mark or at > first for at, mark in enumerate(quoted))


@cache
def speech_cues(language: str | None) -> frozenset[str]:
    """Give the stems of a language's verbs of public speech."""
    listed: str = table(language or "en", "lineage").get("speech", "")
    return frozenset(stem(word, language) for word in listed.split())


@cache
def _boilerplate(language: str | None) -> re.Pattern[str] | None:
    phrases: list[str] = table(language or "en", "lineage").get("boilerplate", [])
    return re.compile("|".join(re.escape(phrase) for phrase in phrases)) if phrases else None


def is_boilerplate(words_of_it: str, language: str | None) -> bool:
    """Say whether a sentence is one that outlets put under every article."""
    pattern = _boilerplate(language)
    return pattern is not None and pattern.search(words_of_it.lower()) is not None
