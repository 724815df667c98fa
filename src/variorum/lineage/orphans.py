"""Names that a telling takes for known though it never introduces them: traces of what was cut away."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import pairwise

from variorum.languages.words import Word, calendar_words, says_little
from variorum.lineage.tellings import Sentence, Telling

_SHORTEST = 3  # letters of a name


def orphans(telling: Telling, other: Telling, taken: Set[int]) -> list[str]:
    """Give the last names that one telling uses alone and that only the other brings in full, in text of its own.

    ``taken`` are the numbers of the other's sentences that answer to the telling. In the order of the alphabet.
    """
    bare = _alone(telling) - {last for sentence in telling.sentences for last in _in_full(telling, sentence)}
    if not bare:
        return []
    brought: dict[str, bool] = {}
    for at, sentence in enumerate(other.sentences):
        for last in _in_full(other, sentence):
            brought.setdefault(last, at in taken)
    days = calendar_words(telling.article.language)
    return sorted(last for last, common in brought.items() if not common and last in bare and not _is_day(last, days))


def _is_day(name: str, days: frozenset[str]) -> bool:
    return any(day.startswith(name.lower()) for day in days)  # "Dec." too


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


def _in_full(telling: Telling, sentence: Sentence) -> Iterator[str]:
    """Give the last of each row of capitalised words."""
    rows = [False, *(_joined(telling, one, other) for one, other in pairwise(sentence.words)), False]
    for at, word in enumerate(sentence.words):
        if (
            rows[at]
            and not rows[at + 1]
            and not says_little(sentence.words[at - 1].form.lower(), telling.article.language)
        ):
            yield word.form


def _joined(telling: Telling, one: Word, other: Word) -> bool:
    """Say whether two words are of one name: both capitalised, with a space between."""
    return _is_name(one) and _is_name(other) and telling.article.text[one.end : other.start] == " "


def _is_name(word: Word) -> bool:
    return len(word.form) >= _SHORTEST and word.form[0].isupper() and not word.form.isupper()
