"""Which quotes of several tellings are one utterance: cut, spun, turned into indirect speech or put in another mouth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Literal

from variorum.collation.alignment import Alignment, Weigh, align
from variorum.collation.facts import Fact
from variorum.collation.likeness import candidates
from variorum.collation.mouths import relation
from variorum.collation.phrasing import Phrasing, Word
from variorum.model import ArticleId, EntityId, EntityKind, Lineage, Span

Kinds = Mapping[EntityId, EntityKind]
View = tuple[Word, ...]

_LEAST_WORDS = 3
# So many words on end that are the same, and so many full words in all, are one utterance wherever they stand.
_RUN, _FULL, _FEWEST = 7, 3, 2
_RUN_COVER = 0.45
# Else this share of the shorter one must answer to the longer one, this close together.
_COVER, _DENSITY = 0.55, 0.5
_OTHER_MOUTH = 0.85
_ALL = 0.95
# Where lineage found that the one passage is made from the other, less will do.
_MADE_FROM = 0.4
# A word in marks that both tellings put in marks ("even") is worth so much more.
_MARKED_WORD = 0.15
_CLOSEST = 0.4
_ALIKE = 0.6


@dataclass(frozen=True)
class Heard:
    """One telling's rendering of an utterance: the quote, the words of it that were compared, and how they answer to the first."""

    phrasing: Phrasing
    words: View
    aligned: Alignment = field(default_factory=Alignment)

    @property
    def fact(self) -> Fact:
        """The quote as a fact."""
        return self.phrasing.fact


@dataclass(frozen=True)
class Saying:
    """One utterance with its renderings, the fullest first, and how sure it is that they are one (0..1)."""

    heard: tuple[Heard, ...]
    strength: float = 1.0

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The quotes, the first rendering first."""
        return tuple(one.fact for one in self.heard)


def sayings(found: Sequence[Phrasing], weigh: Weigh, kinds: Kinds, lineage: Lineage) -> tuple[Saying, ...]:
    """Gather the quotes of a story by utterance; a quote with marked words that nobody else gives is one by itself.

    The quotes are taken fullest first, marked words before reported ones, and each joins the utterance whose first
    rendering it answers to best. So two cuts of one long quote meet through it, and no chain of weak links forms.
    """
    ordered = sorted(found, key=_fullness)
    made_from = _Passages(lineage)
    near = _candidates(ordered)
    firsts: list[int] = []
    members: dict[int, list[tuple[int, float]]] = {}
    for position, phrasing in enumerate(ordered):
        best, home = 0.0, None
        for first in firsts:
            if (first, position) in near:
                worth = _worth(ordered[first], phrasing, weigh, kinds, made_from)
                if worth > best:
                    best, home = worth, first
        if home is not None:
            members[home].append((position, best))
        elif phrasing.direct:
            firsts.append(position)
            members[position] = []
    return tuple(
        _saying(ordered[first], [(ordered[position], worth) for position, worth in members[first]], weigh)
        for first in firsts
    )


def _fullness(one: Phrasing) -> tuple[object, ...]:
    """Marked words first, those of a plain telling before spun ones, then the longest; ties by the words themselves."""
    span = one.quote.span
    words = one.marked if one.direct else one.whole
    few = one.direct and len(one.marked) < _LEAST_WORDS
    return (not one.direct, few, not one.fact.plain, -len(words), span.words, span.article, span.start)


def _candidates(ordered: Sequence[Phrasing]) -> set[tuple[int, int]]:
    """Pairs worth aligning: they share an uncommon word, or open with the same words."""
    pairs = set(candidates([one.fact for one in ordered]))
    opening: dict[tuple[str, ...], list[int]] = {}
    for position, one in enumerate(ordered):
        for view in one.views:
            opening.setdefault(tuple(word.form for word in view[:_LEAST_WORDS]), []).append(position)
    for holders in opening.values():
        pairs.update(pair for pair in combinations(dict.fromkeys(holders[:50]), 2))
    return pairs


def _worth(first: Phrasing, other: Phrasing, weigh: Weigh, kinds: Kinds, made_from: _Passages) -> float:
    """How sure it is that two quotes are one utterance, 0..1; 0 if they are not."""
    same_article = first.fact.article == other.fact.article
    mouth = relation(first.quote.said_by, other.quote.said_by, kinds)
    linked = made_from(first.quote.span, other.quote.span)
    best = 0.0
    for mine, theirs in product(first.views, other.views):
        aligned = align(mine, theirs, weigh)
        shares = _marked_alike(aligned, mine, theirs)
        cover = aligned.cover + (_MARKED_WORD if shares else 0.0)
        if same_article and cover < 0.9:  # a telling repeats a quote in its own words only
            continue
        if _one(aligned, cover, mouth, _pair(mine, theirs, linked, shares)):
            best = max(best, min(1.0, cover) * (0.5 + aligned.density / 2) * (0.5 + aligned.trust / 2))
    return best


def _one(aligned: Alignment, cover: float, mouth: str, pair: _Pair) -> bool:
    """Say whether an alignment is of one utterance."""
    if pair.shorter < _LEAST_WORDS or aligned.words < _FEWEST or (pair.title and mouth != "same"):
        return False
    if mouth == "other":
        return pair.marks == "both" and cover >= _OTHER_MOUTH and aligned.words > _FULL
    run = aligned.run >= _RUN and aligned.words >= _FULL and aligned.density >= _DENSITY
    if run and cover >= (
        _OTHER_MOUTH if pair.marks == "none" or (mouth == "open" and pair.marks == "one") else _RUN_COVER
    ):
        return True
    if pair.marks == "none" or (pair.marks == "one" and mouth != "same"):
        return False
    if pair.linked and cover >= _MADE_FROM and aligned.density >= _MADE_FROM:
        return True
    if aligned.run == pair.shorter and pair.marks == "both":
        return mouth == "same" or aligned.content >= _FULL or aligned.run >= _RUN - 1
    if mouth == "same" and pair.marks == "both" and cover >= _ALL and aligned.run >= _LEAST_WORDS:
        return True  # all of it stands in the other, with gaps ("The comet … was brighter than Venus")
    if mouth == "open" and aligned.words < _FULL:
        return False
    close = aligned.density >= _DENSITY if aligned.words >= _FULL else pair.alike and aligned.density >= _CLOSEST
    return cover >= _COVER and (close or (pair.shares and mouth == "same"))


@dataclass(frozen=True)
class _Pair:
    """What is known of two views besides their alignment.

    ``marks`` says how many of them are mostly marked words (both also where they share the few marked words);
    ``linked`` whether lineage found one made from the other, ``shares`` whether they share a word that both put in marks,
    ``alike`` whether they are about as long, ``title`` whether the shorter looks like the name of a work.
    """

    marks: Literal["none", "one", "both"]
    linked: bool
    shares: bool
    shorter: int
    alike: bool
    title: bool


def _pair(one: View, other: View, linked: bool, shares: bool) -> _Pair:
    marked = sum(2 * sum(word.marked for word in view) >= len(view) for view in (one, other))
    shorter, longer = sorted((one, other), key=len)
    title = all(word.span.words[:1].isupper() or not word.span.words[:1].isalpha() for word in shorter if word.content)
    alike = len(shorter) >= _ALIKE * len(longer)
    marks: Literal["none", "one", "both"] = "both" if shares or marked > 1 else "one" if marked else "none"
    return _Pair(marks, linked, shares, len(shorter), alike, title)


def _marked_alike(aligned: Alignment, one: View, other: View) -> bool:
    """Say whether the few words that one side has in marks are in marks on the other side, too."""
    fewer, side = min(((one, 0), (other, 1)), key=lambda each: sum(word.marked for word in each[0]))
    short = [at for at, word in enumerate(fewer) if word.marked]
    if not short or len(short) >= _LEAST_WORDS or all(word.marked for word in fewer):
        return False
    paired = {pair[side] for pair in aligned.pairs if one[pair[0]].marked and other[pair[1]].marked}
    return paired.issuperset(short)


def _saying(first: Phrasing, others: list[tuple[Phrasing, float]], weigh: Weigh) -> Saying:
    view = max(
        first.views,
        key=lambda view: sum(max(align(view, mine, weigh).cover for mine in other.views) for other, _ in others),
    )
    heard = [Heard(first, view)]
    for other, _ in others:
        aligned, words = max(((align(view, mine, weigh), mine) for mine in other.views), key=lambda pair: pair[0].cover)
        heard.append(Heard(other, words, aligned))
    links = [worth for _, worth in others]
    return Saying(tuple(heard), round(sum(links) / len(links), 3) if links else 1.0)


class _Passages:
    """The aligned passages of a story's lineage, asked whether two quotes stand in one."""

    def __init__(self, lineage: Lineage) -> None:
        self._between: dict[frozenset[ArticleId], list[tuple[Span, Span]]] = {}
        for copy in lineage.copies:
            if copy.kind != "shared_quote":
                pairs = [(passage.source, passage.target) for passage in copy.passages]
                self._between.setdefault(frozenset((copy.source, copy.target)), []).extend(pairs)

    def __call__(self, one: Span, other: Span) -> bool:
        pairs = self._between.get(frozenset((one.article, other.article)), ())
        return any((one.overlaps(a) and other.overlaps(b)) or (one.overlaps(b) and other.overlaps(a)) for a, b in pairs)
