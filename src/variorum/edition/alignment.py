"""Where the words of an old text stand in a new one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from variorum.languages import sentences

_TOKEN = re.compile(r"\w+|[^\w\s]")
LARGEST_HUNK = 4_000_000
"""Old words times new words: a changed stretch beyond this is not aligned word by word (it took 4 s at this size)."""


@dataclass(frozen=True)
class Token:
    """A word or a sign with its place in the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Alignment:
    """For each token of the old text the number of the token of the new one that it became, or -1."""

    tokens: tuple[Token, ...]
    place: tuple[int, ...]

    def keeps(self, start: int, end: int) -> bool:
        """Say whether the words in ``start:end`` of the old text still stand together in the new text, white space aside."""
        first = bisect_right(self.tokens, start, key=lambda token: token.end)
        last = bisect_left(self.tokens, end, key=lambda token: token.start)
        places = self.place[first:last]
        return bool(places) and places[0] >= 0 and all(b == a + 1 for a, b in pairwise(places))


def align(old: str, new: str) -> Alignment:
    """Align two texts by sentences, then word by word where sentences changed; a sentence that moved is found again.

    The method is Python's ``difflib`` (Ratcliff and Obershelp 1988) on two levels, so that its time stays near linear.
    """
    before, after = _tokens(old), _tokens(new)
    old_units, new_units = _units(old, before), _units(new, after)
    place = [-1] * len(before)
    old_words = [tuple(token.word for token in before[first:last]) for first, last in old_units]
    new_words = [tuple(token.word for token in after[first:last]) for first, last in new_units]
    matcher = SequenceMatcher(None, old_words, new_words)
    for tag, i, j, k, m in matcher.get_opcodes():
        first, last = _extent(old_units, i, j)
        start, end = _extent(new_units, k, m)
        if tag == "equal":
            place[first:last] = range(start, end)
        elif tag == "replace" and (last - first) * (end - start) <= LARGEST_HUNK:
            _align_words(before, after, (first, last), (start, end), place)
    _find_moved(old_units, old_words, new_units, new_words, place)
    return Alignment(before, tuple(place))


def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text))


def _units(text: str, tokens: tuple[Token, ...]) -> list[tuple[int, int]]:
    """Cut the tokens into sentences: (first, beyond the last), every token in exactly one."""
    ends = [bisect_left(tokens, end, key=lambda token: token.start) for _, end in sentences(text)]
    ends = sorted({*ends, len(tokens)} - {0})
    return list(zip([0, *ends], ends, strict=False))


def _extent(units: list[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    return (units[first][0], units[last - 1][1]) if first < last else (0, 0)


def _align_words(
    before: tuple[Token, ...],
    after: tuple[Token, ...],
    old: tuple[int, int],
    new: tuple[int, int],
    place: list[int],
) -> None:
    a = [token.word for token in before[slice(*old)]]
    b = [token.word for token in after[slice(*new)]]
    for i, j, size in SequenceMatcher(None, a, b).get_matching_blocks():
        place[old[0] + i : old[0] + i + size] = range(new[0] + j, new[0] + j + size)


def _find_moved(
    old_units: list[tuple[int, int]],
    old_words: list[tuple[str, ...]],
    new_units: list[tuple[int, int]],
    new_words: list[tuple[str, ...]],
    place: list[int],
) -> None:
    """Give a sentence that stands whole elsewhere its new place."""
    first_place = {words: start for words, (start, _) in reversed(list(zip(new_words, new_units, strict=True)))}
    for words, (first, last) in zip(old_words, old_units, strict=True):
        start = first_place.get(words)
        if start is not None:
            whole = all(b == a + 1 for a, b in pairwise(place[first:last]))
            if not (whole and place[first] >= 0):
                place[first:last] = range(start, start + last - first)
