"""Names that a telling takes for known though it never introduces them: traces of what was cut away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache
from itertools import pairwise

from variorum.languages import table
from variorum.languages.words import Word
from variorum.lineage.tellings import Sentence, Telling

_SHORTEST = 3  # letters of a name


def orphans(telling: Telling, other: Telling, taken: Set[int]) -> list[str]:
    """Give the family names that one telling uses alone and that only the other brings with a first name, in text of its own.

    ``taken`` are the numbers of the other's sentences that answer to the telling. In the order of the alphabet.
    """
    bare = _alone(telling) - {row[-1] for sentence in telling.sentences for row in _rows(telling, sentence)}
    if not bare:
        return []
    brought: dict[str, bool] = {}
    for at, sentence in enumerate(other.sentences):
        for row in _rows(other, sentence):
            if not given_names().isdisjoint(row[:-1]):
                brought.setdefault(row[-1], at in taken)
    return sorted(last for last, common in brought.items() if not common and last in bare)


def names_in(telling: Telling) -> frozenset[str]:
    """Give the stems of the words that a telling writes with a capital within a sentence."""
    return frozenset(word.stem for sentence in telling.sentences for word in sentence.words[1:] if _is_name(word))


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
