"""Whether two quotes are one utterance, by the words that answer to each other, the mouths and the marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from variorum.collation.alignment import Alignment, Sought, Weigh, align
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
# A telling repeats a quote in its own words only.
_REPEATED = 0.9
# Where lineage found that the one passage is made from the other, less will do.
_MADE_FROM = 0.4
# A word in marks that both tellings put in marks ("even") is worth so much more.
_MARKED_WORD = 0.15
_CLOSEST = 0.4
_ALIKE = 0.6
_NEVER = 2.0


class Judge:
    """The quotes of a story in some order, asked of two of them (by number) whether they are one utterance.

    Most pairs cannot be, by the words they have in common at all: those are never aligned.
    """

    def __init__(self, quotes: Sequence[Phrasing], weigh: Weigh, kinds: Kinds, lineage: Lineage) -> None:
        self._quotes, self._weigh, self._kinds = quotes, weigh, kinds
        self._made_from = _Passages(lineage)
        self._sought = [tuple(Sought.of(view, weigh) for view in one.views) for one in quotes]

    def worth(self, one: int, other: int, beyond: float = 0.0) -> float:
        """How sure it is that two quotes are one utterance, 0..1; 0 if they are not, or surely no surer than ``beyond``."""
        mine, theirs = self._quotes[one], self._quotes[other]
        known = _Known(
            relation(mine.quote.said_by, theirs.quote.said_by, self._kinds),
            self._made_from(mine.quote.span, theirs.quote.span),
            mine.fact.article == theirs.fact.article,
        )
        views = product(
            zip(mine.views, self._sought[one], strict=True), zip(theirs.views, self._sought[other], strict=True)
        )
        best = 0.0
        for (a, sought_a), (b, sought_b) in views:
            if _hopeless(a, b, sought_a, sought_b, known, beyond):
                continue
            aligned = align(a, b, self._weigh)
            shares = _marked_alike(aligned, a, b)
            cover = aligned.cover + (_MARKED_WORD if shares else 0.0)
            if known.same_article and cover < _REPEATED:
                continue
            if _one(aligned, cover, known.mouth, _pair(a, b, known.linked, shares)):
                best = max(best, min(1.0, cover) * (0.5 + aligned.density / 2) * (0.5 + aligned.trust / 2))
        return best


@dataclass(frozen=True)
class _Known:
    """What is known of two quotes besides their words: whose mouths, whether one is made from the other, whether one telling has both."""

    mouth: Literal["same", "open", "other"]
    linked: bool
    same_article: bool


def _hopeless(one: View, other: View, sought: Sought, others: Sought, known: _Known, beyond: float) -> bool:
    """Say whether two views cannot be one utterance, or not more surely than ``beyond``, however well they align."""
    may_share = bool(_few_marked(one, other)[0])
    pair = _pair(one, other, known.linked, may_share)
    if pair.shorter < _LEAST_WORDS or (pair.title and known.mouth != "same"):
        return True
    most = sought.most(others)
    cover = min(1.0, most.cover + (_MARKED_WORD if may_share else 0.0))
    if cover * (0.5 + most.trust / 2) <= beyond:
        return True
    return cover < _least(pair, known) and not _may_hold_all(pair, sought, others)


def _least(pair: _Pair, known: _Known) -> float:
    """The least cover with which ``_one`` can be true, but where one view holds all words of the other on end."""
    least = _MADE_FROM if pair.linked else _RUN_COVER
    if known.mouth == "other" or pair.marks == "none" or (known.mouth == "open" and pair.marks == "one"):
        least = _OTHER_MOUTH
    return max(least, _REPEATED) if known.same_article else least


def _may_hold_all(pair: _Pair, sought: Sought, others: Sought) -> bool:
    return pair.marks == "both" and (sought.forms <= others.forms or others.forms <= sought.forms)


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


def _few_marked(one: View, other: View) -> tuple[list[int], int]:
    """The few words that the side with fewer of them has in marks, and which side that is; none if they are all of it."""
    fewer, side = min(((one, 0), (other, 1)), key=lambda each: sum(word.marked for word in each[0]))
    short = [at for at, word in enumerate(fewer) if word.marked]
    return ([] if len(short) >= _LEAST_WORDS or len(short) == len(fewer) else short), side


def _marked_alike(aligned: Alignment, one: View, other: View) -> bool:
    """Say whether the few words that one side has in marks are in marks on the other side, too."""
    short, side = _few_marked(one, other)
    paired = {pair[side] for pair in aligned.pairs if one[pair[0]].marked and other[pair[1]].marked}
    return bool(short) and paired.issuperset(short)


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
