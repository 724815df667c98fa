"""Which of two tellings came first: by date, by credit, by containment, by which wording others bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.lineage.aligning import Pairs
from variorum.lineage.evidence import Evidence
from variorum.lineage.tellings import Telling
from variorum.model import Article, When

_LESS_EXPLAINED = 0.15  # difference in explained parts from which the more explained telling is the cut one
_BORNE_OUT = 3  # swapped words on which other tellings must bear one side out
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
        or _by_containment(evidence)
        or _by_company(evidence, others)
        or Direction(
            (-len(one.text), one.id) <= (-len(other.text), other.id),
            "direction unsure: neither dates, credits nor contents decide, so the fuller text is given as the source",
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
    if not outlet or outlet == article.outlet or len(outlet) < _SHORTEST_OUTLET:
        return False
    short = "".join(re.findall(r"\b[A-Z]", outlet))  # "TNA" is the Talvian News Agency
    names = [outlet, short] if len(short) >= _SHORTEST_INITIALS else [outlet]
    credited = {credit.lower() for credit in article.credits}
    return any(
        name.lower() in credited or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", article.text) for name in names
    ) or any(outlet.lower() in credit for credit in credited)


def _by_containment(evidence: Evidence) -> Direction | None:
    of_one, of_other = evidence.of_one.partly, evidence.of_other.partly
    if abs(of_one - of_other) < _LESS_EXPLAINED:
        return None
    return Direction(of_other > of_one, "the target is the shorter cut: the source has more besides", sure=True)


def _by_company(evidence: Evidence, others: Sequence[Telling]) -> Direction | None:
    """Where the two put different words for one another, see whose word other tellings use: a rewriter's reads stranger."""
    known = [each.vocabulary for each in others]
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
