"""Two renderings of one utterance, word by word: which word of the one answers to which of the other, in order."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from variorum.collation.phrasing import Word
from variorum.languages import table
from variorum.languages.words import stem

Weigh = Callable[[str], float]
Pair = tuple[int, int]

# How far two words answer to each other: the same word, a form or a relative of it, a synonym that a spinner puts.
_INFLECTED, _RELATED, _SPUN = 0.9, 0.8, 0.7
_STEM = 5
_ALIKE = 0.6
# A function word says nearly nothing; a word of saying or wanting little.
_LITTLE = 0.1
# Words of each side that are aligned: no utterance in the news is longer.
LONGEST = 240
_ENOUGH = 4.0
# More than sums in another order can differ by.
_HAIR = 1e-9
# Common ends shorter than this may belong elsewhere.
_LEAST_COMMON = 12


@dataclass(frozen=True)
class Alignment:
    """The pairs of words that answer to each other, and what they come to.

    ``cover`` is the share (0..1) of the shorter rendering's weight that the longer one has, ``evidence`` the weight
    itself, ``density`` the share of what stands between the first and the last pair that is paired, on the side where
    less is; ``content`` counts the full words among the pairs, ``words`` those that are no names, ``run`` the most words
    on end that are the same.
    """

    pairs: tuple[Pair, ...] = ()
    cover: float = 0.0
    evidence: float = 0.0
    density: float = 0.0
    content: int = 0
    words: int = 0
    run: int = 0

    @property
    def trust(self) -> float:
        """How far the shared words can be trusted, 0..1."""
        return trusted(self.evidence)


def align(one: Sequence[Word], other: Sequence[Word], weigh: Weigh) -> Alignment:
    """Align two renderings by the heaviest common subsequence (Needleman and Wunsch 1970, without a price for gaps).

    Words weigh their rarity in the story. Takes time in the number of pairs of words that answer to each other, of
    ``LONGEST`` words each.
    """
    before, after = _alike_at_the_ends(one, other)
    middle_one, middle_other = one[before : len(one) - after][:LONGEST], other[before : len(other) - after][:LONGEST]
    mine, theirs = [weight_of(word, weigh) for word in one], [weight_of(word, weigh) for word in other]
    matches = [
        {j: near * min(mine[before + i], theirs[before + j]) for j, near in found}
        for i, found in enumerate(_answering(middle_one, middle_other))
    ]
    inner = _heaviest(matches, len(middle_other))
    pairs = [(at, at) for at in range(before)] + [(before + i, before + j) for i, j in inner]
    pairs = _settled([*pairs, *((len(one) - at, len(other) - at) for at in range(after, 0, -1))], one, other)
    if not pairs:
        return Alignment()
    evidence = sum(answers(one[i], other[j]) * min(mine[i], theirs[j]) for i, j in pairs)
    least = min(sum(mine), sum(theirs))
    (a, b), (c, d) = pairs[0], pairs[-1]
    spread = max(sum(mine[a : c + 1]), sum(theirs[b : d + 1]))
    full = [(one[i], other[j]) for i, j in pairs if one[i].content]
    return Alignment(
        tuple(pairs),
        min(1.0, evidence / least) if least else 0.0,
        evidence,
        min(1.0, evidence / spread) if spread else 0.0,
        len(full),
        sum(not (a.entity and b.entity) for a, b in full),
        _run(pairs, one, other),
    )


@dataclass(frozen=True)
class Sought:
    """One rendering's words by what each can be found by and what it weighs, so that hopeless alignments are not made."""

    signs: tuple[tuple[Hashable, ...], ...]
    held: frozenset[Hashable]
    weights: tuple[float, ...]
    forms: frozenset[str]

    @classmethod
    def of(cls, words: Sequence[Word], weigh: Weigh) -> Sought:
        """Take down some words."""
        each = tuple(signs(word) for word in words)
        weights = tuple(weight_of(word, weigh) for word in words)
        return cls(each, frozenset(chain.from_iterable(each)), weights, frozenset(word.form for word in words))

    def most(self, other: Sought) -> Most:
        """The most that an alignment with another rendering can come to: every word answered that has a sign in common."""
        evidence = min(self._answered(other), other._answered(self)) + _HAIR
        least = min(sum(self.weights), sum(other.weights))
        return Most(min(1.0, evidence / least) if least else 0.0, evidence)

    def _answered(self, other: Sought) -> float:
        return sum(
            weight for weight, found in zip(self.weights, self.signs, strict=True) if not other.held.isdisjoint(found)
        )


@dataclass(frozen=True)
class Most:
    """Upper bounds of an alignment's ``cover`` and ``evidence``."""

    cover: float
    evidence: float

    @property
    def trust(self) -> float:
        """How far the shared words can be trusted at best, 0..1."""
        return trusted(self.evidence)


def trusted(evidence: float) -> float:
    """How far shared words of some weight can be trusted, 0..1: a few common words are little to go by."""
    return 1.0 - math.exp(-evidence / _ENOUGH)


def _alike_at_the_ends(one: Sequence[Word], other: Sequence[Word]) -> Pair:
    """How many words the two have in common at the front and, of the rest, at the back: most renderings are one copied."""
    shorter = min(len(one), len(other))
    front = next((n for n in range(shorter) if one[n].form != other[n].form), shorter)
    back = next((n for n in range(shorter) if one[-1 - n].form != other[-1 - n].form), shorter)
    if front + back > shorter:  # the longer end keeps the words that could belong to both
        front, back = (front, shorter - front) if front >= back else (shorter - back, back)
    if front + back == shorter or front + back >= _LEAST_COMMON:
        return front, back
    return 0, 0


def weight_of(word: Word, weigh: Weigh) -> float:
    """What a word weighs in an alignment."""
    return weigh(word.key) * word.share if word.content else _LITTLE


def signs(word: Word) -> tuple[Hashable, ...]:
    """What a word can be found by: two words that answer to each other at all share one of these."""
    return _signs(word.form, word.key if word.content else None, word.amount)


@lru_cache(maxsize=65536)
def _signs(form: str, key: str | None, amount: tuple[float, float] | None) -> tuple[Hashable, ...]:
    found: list[Hashable] = [form, *([amount] if amount else ())]
    if key is not None:
        found.append(("key", key))
        if len(key) >= _STEM and not key.startswith("@"):
            found.append(("stem", key[:_STEM]))
        found += sorted(_groups(form))
    return tuple(found)


def _answering(one: Sequence[Word], other: Sequence[Word]) -> Iterator[list[tuple[int, float]]]:
    """For each word of one side the places on the other that answer to it, each with how far."""
    places: dict[Hashable, list[int]] = {}
    for at, word in enumerate(other):
        for sign in signs(word):
            places.setdefault(sign, []).append(at)
    for word in one:
        near = {at for sign in signs(word) for at in places.get(sign, ())}
        yield [(at, sure) for at in sorted(near) if (sure := answers(word, other[at]))]


@lru_cache(maxsize=65536)
def _answer(form: str, key: str, other_form: str, other_key: str) -> float:
    if form == other_form:
        return 1.0
    if key == other_key:
        return _INFLECTED
    shared = next(
        (n for n, (a, b) in enumerate(zip(key, other_key, strict=False)) if a != b), min(len(key), len(other_key))
    )
    if not key.startswith("@") and shared >= max(_STEM, _ALIKE * max(len(key), len(other_key))):
        return _RELATED
    return _SPUN if _groups(form) & _groups(other_form) else 0.0


def answers(one: Word, other: Word) -> float:
    """How far one word answers to another, 0..1."""
    if one.content != other.content and one.form != other.form:
        return 0.0
    if one.amount and other.amount:
        return 1.0 if one.amount == other.amount else 0.0
    if not one.content:
        return 1.0 if one.form == other.form else 0.0
    return _answer(one.form, one.key, other.form, other.key)


def _heaviest(matches: Sequence[Mapping[int, float]], columns: int) -> list[Pair]:
    """The heaviest chain of matches that runs forward on both sides; neighbours that both match weigh a little more.

    ``matches`` holds for each word of one side its matches on the other, with their weight.
    """
    rows = len(matches)

    def joined(i: int, j: int) -> float:
        """What a match is worth with the best chain behind it."""
        beside = i + 1 < rows and j + 1 in matches[i + 1]
        return best[i + 1][j + 1] + matches[i][j] + (_LITTLE / 2 if beside else 0.0)

    # What is best from a place on never rises along a row, so a match changes only the places before it.
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        row = best[i] = best[i + 1].copy()
        for j in matches[i]:
            worth, at = joined(i, j), j
            while at >= 0 and row[at] < worth:
                row[at] = worth
                at -= 1
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if j in matches[i]:
            worth = joined(i, j)
            if worth >= best[i + 1][j] and worth >= best[i][j + 1]:
                pairs.append((i, j))
                i, j = i + 1, j + 1
                continue
        i, j = (i + 1, j) if best[i + 1][j] >= best[i][j + 1] else (i, j + 1)
    return pairs


def _settled(pairs: list[Pair], one: Sequence[Word], other: Sequence[Word]) -> list[Pair]:
    """Without the small words that answer to each other by chance, far from any other pair."""
    chosen = set(pairs)

    def stands(pair: Pair) -> bool:
        i, j = pair
        if one[i].content or (one[i].turn and one[i].turn == other[j].turn):
            return True
        return any((i + step, j + step) in chosen for step in (-1, 1)) or any(
            (i + a, j + b) in full for a in (-2, -1, 1, 2) for b in (-2, -1, 1, 2)
        )

    full = {pair for pair in pairs if one[pair[0]].content}
    return [pair for pair in pairs if stands(pair)]


def _run(pairs: Sequence[Pair], one: Sequence[Word], other: Sequence[Word]) -> int:
    longest = run = 0
    before: Pair | None = None
    for i, j in pairs:
        same = one[i].form == other[j].form
        run = (run + 1 if before == (i - 1, j - 1) else 1) if same else 0
        before = (i, j) if same else None
        longest = max(longest, run)
    return longest


@cache
def _groups(word: str) -> frozenset[int]:
    return _spun().get(stem(word, "en"), frozenset())


@cache
def _spun() -> dict[str, frozenset[int]]:
    """For each English stem the synonym groups it stands in, by number."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(table("en", "synonyms").get("groups", "").strip().splitlines()):
        for word in line.split():
            found.setdefault(stem(word, "en"), set()).add(number)
    return {word: frozenset(groups) for word, groups in found.items()}
