"""Which of two tellings came first: by date, by credit, by what each leaves out, by which wording reads stranger."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.lineage.aligning import Pairs
from variorum.lineage.evidence import Evidence, Side
from variorum.lineage.families import forms, one_outlet, plain
from variorum.lineage.orphans import names_in, orphans
from variorum.lineage.strangeness import stranger_of
from variorum.lineage.tellings import Telling
from variorum.model import Article, When

_LESS_EXPLAINED = 0.15  # difference in explained parts from which one telling is the fuller one
_AT_ONE_END = 0.6  # part of what the fuller one has besides that must stand at its end, or at its top, to tell
# Where it stands between, the whole of the other must be in it, and it must have so much more as nobody adds.
_CONTAINED, _MUCH_MORE = 0.9, 0.42
_BORNE_OUT = 3  # swapped words on which other tellings must bear one side out
_NAMES, _NAMED = 2, 0.2  # of the names that two tellings share, those that a third must have: so many, and this part
_ORPHANS = 1  # names without an introduction that show a cut
# Swapped words must be rarer on one side so often, and so many standard deviations more often than a coin would have it.
_SWAPPED, _DEVIATIONS = 6, 1.6
_SHORTEST_OPENING = 8  # letters of the first words of an outlet's name that stand for it
_SHORTEST_OUTLET, _SHORTEST_INITIALS = 4, 3  # letters of an outlet's name before its mention in a text says anything


@dataclass(frozen=True)
class Direction:
    """Whether the first of two tellings is the source, why, and whether that is more than a guess."""

    first_is_source: bool
    reason: str
    sure: bool


def direction(evidence: Evidence, others: Sequence[Telling]) -> Direction:
    """Tell source from target; where nothing decides, the fuller telling is taken for the source and not sure."""
    one, other = evidence.one.article, evidence.other.article
    return (
        by_date(one, other)
        or by_credit(one, other)
        or _by_orphans(evidence)
        or _by_company(evidence, others)
        or _by_strangeness(evidence)
        or _by_extras(evidence)
        or Direction(
            (-len(one.text), one.id) <= (-len(other.text), other.id),
            "direction unsure: neither dates, credits nor contents tell which was first",
            sure=False,
        )
    )


def by_date(one: Article, other: Article) -> Direction | None:
    """Take the telling with the earlier date for the source, if both are dated and the dates do not overlap."""
    if one.published is None or other.published is None:
        return None
    first, second = _moments(one.published), _moments(other.published)
    if first is None or second is None or not (first[1] < second[0] or second[1] < first[0]):
        return None
    basis = "inferred " if "inferred" in {one.published.basis, other.published.basis} else ""
    return Direction(first[1] < second[0], f"the source has the earlier {basis}date", sure=True)


_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?")


def _moments(when: When) -> tuple[str, str] | None:
    """Give the earliest and latest text an ISO moment may stand for; coarser moments reach further."""
    first, _, last = when.value.partition("/")
    begin, end = _ISO.match(first), _ISO.match(last or first)
    return (begin.group(), end.group() + "~") if begin and end else None  # "~" sorts after every digit and "-"


def by_credit(one: Article, other: Article) -> Direction | None:
    """Take the telling whose outlet the other names for the source."""
    onward, backward = _names_outlet(other, one), _names_outlet(one, other)
    if onward == backward:
        return None
    return Direction(onward, f"the target names the source's outlet, {(one if onward else other).outlet}", sure=True)


def _names_outlet(article: Article, source: Article) -> bool:
    outlet = source.outlet
    if not outlet or one_outlet(article, source):
        return False
    names = forms(outlet)
    credited = [plain(credit) for credit in article.credits]
    if any(credit in names or _opens(credit, outlet) for credit in credited):
        return True
    if len(outlet) < _SHORTEST_OUTLET:
        return False
    short = "".join(re.findall(r"\b[A-Z]", outlet))  # "TNA" is the Talvian News Agency
    said = [outlet, short] if len(short) >= _SHORTEST_INITIALS else [outlet]
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", article.text) for name in said) or any(
        outlet.lower() in credit.lower() for credit in article.credits
    )


def _opens(credit: str, outlet: str) -> bool:
    """Say whether an outlet is called by the first words of its name: "La Gazette" of La Gazette de Vaubrun."""
    return credit.count(" ") > 0 and len(credit) >= _SHORTEST_OPENING and plain(outlet).startswith(f"{credit} ")


def _by_extras(evidence: Evidence) -> Direction | None:
    """See what the fuller telling has besides: more at the end is what a cut took away, more at the top is news."""
    of_one, of_other = evidence.of_one.partly, evidence.of_other.partly
    if abs(of_one - of_other) < _LESS_EXPLAINED:
        return None
    fuller_is_one = of_one < of_other
    fuller, side = (evidence.one, evidence.of_one) if fuller_is_one else (evidence.other, evidence.of_other)
    above, between, below = _extras(fuller, side)
    extra = above + between + below
    if above >= _AT_ONE_END * extra:
        return Direction(not fuller_is_one, "the target has news on top of what the source has", sure=True)
    if one_outlet(evidence.one.article, evidence.other.article):
        return None  # a later version may be cut or filled up
    contained = max(of_one, of_other) >= _CONTAINED
    if below >= _AT_ONE_END * extra or (contained and extra >= _MUCH_MORE * fuller.length):
        return Direction(fuller_is_one, "the target is the shorter cut: the source has more besides", sure=True)
    return None


def _extras(telling: Telling, side: Side) -> tuple[int, int, int]:
    """Count the characters that the other telling does not explain: above, between and below those that it does."""
    first, last = min(side.taken, default=0), max(side.taken, default=0)
    above = between = below = 0
    for at, sentence in enumerate(telling.sentences):
        length = sentence.end - sentence.start
        if at < first:
            above += length
        elif at > last:
            below += length
        elif at not in side.taken:
            between += length
    return above, between, below


def _by_orphans(evidence: Evidence) -> Direction | None:
    """Take the telling that speaks of people as known whom only the other introduces for the cut one."""
    of_one = orphans(evidence.one, evidence.other, evidence.of_other.taken)
    of_other = orphans(evidence.other, evidence.one, evidence.of_one.taken)
    if min(len(of_one), len(of_other)) > 0 or max(len(of_one), len(of_other)) < _ORPHANS:
        return None
    named = ", ".join((of_one or of_other)[:3])
    return Direction(not of_one, f"only the source introduces {named}, whom the target names as known", sure=True)


def _by_company(evidence: Evidence, others: Sequence[Telling]) -> Direction | None:
    """Where the two put different words for one another, see whose word other tellings use: a rewriter's reads stranger."""
    named = names_in(evidence.one) & names_in(evidence.other)
    least = max(_NAMES, len(named) * _NAMED)
    known = [each.vocabulary for each in others if len(named & each.vocabulary) >= least]
    first = second = 0
    for match in evidence.matches:
        mine, theirs = evidence.one.sentences[match.one].stems, evidence.other.sentences[match.other].stems
        for row, column in _swaps(mine, theirs, match.pairs):
            first += sum(mine[row] in words and theirs[column] not in words for words in known)
            second += sum(theirs[column] in words and mine[row] not in words for words in known)
    if max(first, second) < _BORNE_OUT or max(first, second) < 2 * min(first, second):
        return None
    return Direction(first > second, "where their words differ, the other tellings have the source's", sure=True)


def _swaps(mine: Sequence[str], theirs: Sequence[str], pairs: Pairs) -> Iterator[tuple[int, int]]:
    """Find the places where one word stands for another: listed synonyms, and single words between two matched ones."""
    yield from (pair for pair in pairs if mine[pair[0]] != theirs[pair[1]])
    for (row, column), (next_row, next_column) in pairwise(pairs):
        if next_row - row == next_column - column == 2:
            yield row + 1, column + 1


def _by_strangeness(evidence: Evidence) -> Direction | None:
    """Where the two put different words for one another, a rewriter's are the rarer ones of the language."""
    if evidence.one.article.language not in (None, "en"):
        return None
    first = second = 0
    for match in evidence.matches:
        mine, theirs = evidence.one.sentences[match.one], evidence.other.sentences[match.other]
        for row, column in _swaps(mine.stems, theirs.stems, match.pairs):
            stranger = stranger_of(mine.words[row].form, theirs.words[column].form)
            first += stranger > 0
            second += stranger < 0
    if max(first, second) < _SWAPPED or abs(first - second) < _DEVIATIONS * math.sqrt(first + second):
        return None
    return Direction(second > first, "where their words differ, the target has the rarer ones", sure=True)
