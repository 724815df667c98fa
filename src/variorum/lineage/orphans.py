"""Names that a telling takes for known though it never introduces them: traces of what was cut away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from variorum.languages import table
from variorum.languages.words import Word
from variorum.lineage.tellings import Sentence, Telling

_SHORTEST = 3  # letters of a name


@dataclass(frozen=True, eq=False)
class _Read:
    """A telling to be read for its names, held for equal only to itself: comparing its text would cost more than reading."""

    telling: Telling

    def __hash__(self) -> int:
        return id(self.telling)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Read) and self.telling is other.telling


@dataclass(frozen=True)
class _Names:
    """The family names that a telling uses but never in full, and those it brings with a first name, where it does so first.

    ``stems`` are those of all words with a capital within a sentence.
    """

    bare: frozenset[str]
    brought: Mapping[str, int]
    stems: frozenset[str]


def orphans(telling: Telling, other: Telling, taken: Set[int]) -> list[str]:
    """Give the family names that one telling uses alone and that only the other brings with a first name, in text of its own.

    ``taken`` are the numbers of the other's sentences that answer to the telling. In the order of the alphabet.
    """
    bare, brought = _names(_Read(telling)).bare, _names(_Read(other)).brought
    return sorted(name for name in bare & brought.keys() if brought[name] not in taken)


@lru_cache(maxsize=512)
def _names(read: _Read) -> _Names:
    telling = read.telling
    full: set[str] = set()
    brought: dict[str, int] = {}
    for at, sentence in enumerate(telling.sentences):
        for row in _rows(telling, sentence):
            full.add(row[-1])
            if not given_names().isdisjoint(row[:-1]):
                brought.setdefault(row[-1], at)
    stems = frozenset(word.stem for sentence in telling.sentences for word in sentence.words[1:] if _is_name(word))
    return _Names(frozenset(_alone(telling) - full), brought, stems)


def names_in(telling: Telling) -> frozenset[str]:
    """Give the stems of the words that a telling writes with a capital within a sentence."""
    return _names(_Read(telling)).stems


@cache
def given_names() -> frozenset[str]:
    """Give the first names of many countries that the program knows, with their capital."""
    listed: dict[str, str] = table("en", "names").get("given", {})
    return frozenset(
        name.strip().capitalize() for key in ("male", "female") for name in re.split(r"[|\s]+", listed.get(key, ""))
    )


def _alone(telling: Telling) -> set[str]:
    """The capitalised words that stand alone within a sentence."""
    found = set()
    for sentence in telling.sentences:
        held = sentence.words
        for at in range(1, len(held)):
            before = _joined(telling, held[at - 1], held[at])
            after = at + 1 < len(held) and _joined(telling, held[at], held[at + 1])
            if _is_name(held[at]) and not before and not after:
                found.add(held[at].form)
    return found


def _rows(telling: Telling, sentence: Sentence) -> Iterator[list[str]]:
    """Give each row of two capitalised words or more."""
    row: list[str] = []
    for before, word in pairwise((None, *sentence.words)):
        if before is not None and word is not None and _joined(telling, before, word):
            row = row or [before.form]
            row.append(word.form)
        else:
            yield from [row] if row else ()
            row = []
    yield from [row] if row else ()


def _joined(telling: Telling, one: Word, other: Word) -> bool:
    """Say whether two words are of one name: both capitalised, with a space between."""
    return _is_name(one) and _is_name(other) and telling.article.text[one.end : other.start] == " "


def _is_name(word: Word) -> bool:
    return len(word.form) >= _SHORTEST and word.form[0].isupper() and not word.form.isupper()
