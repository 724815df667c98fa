"""``compare``: two tellings of a story side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from variorum.edition.caution import is_doubtful
from variorum.edition.wording import DIFFERENCE, SILENCE
from variorum.mcp import copies
from variorum.mcp.answers import Comparison, CopyFound, Finding, More, Only
from variorum.mcp.asked import Asked, story_asked, telling_asked
from variorum.mcp.bounds import MOST, Allowance, WrongQuestion
from variorum.mcp.findings import Detail, between, finding
from variorum.mcp.here import Here
from variorum.mcp.quoting import line, telling
from variorum.model import Article, ArticleId, Point

_ROOM = 2_600
"""Bytes for the two tellings and what stands around the lists."""
_ONE = Detail(values=1, tellings=2, words=1)
_WEIGHT = {difference: weight for weight, difference in enumerate(DIFFERENCE)}


@dataclass
class _Sides:
    """The findings that touch two tellings, by how they stand to each other."""

    differ: list[Point] = field(default_factory=list)
    agree: list[Point] = field(default_factory=list)
    only_a: list[Point] = field(default_factory=list)
    only_b: list[Point] = field(default_factory=list)


def compare(here: Here, story: str, a: str, b: str) -> Comparison:
    """Answer with what two tellings agree and differ on, what only one says, and what one took. Raises ``WrongQuestion``."""
    return side_by_side(story_asked(here, story), a, b)


def side_by_side(asked: Asked, a: str, b: str) -> Comparison:
    """Compare two tellings of a story that was found. Raises ``WrongQuestion`` for one that it does not have."""
    one, other = telling_asked(asked, a), telling_asked(asked, b)
    if one.id == other.id:
        raise WrongQuestion(f"both are the telling {one.id}: give two tellings of story {asked.id}")
    sides = _sides(asked, one.id, other.id)
    pair = (one.id, other.id)
    room = Allowance(MOST - _ROOM)
    taken: list[CopyFound] = room.take(copies.copied(asked, each, 2) for each in copies.between(asked, *pair))
    differ = room.take((between(asked, point, pair) for point in sides.differ), 4_000)
    agree = room.take((between(asked, point, pair) for point in sides.agree), 2_500)
    only_a = room.take(_only(asked, sides.only_a, one, other), room.left // 2)
    only_b = room.take(_only(asked, sides.only_b, other, one))
    return Comparison(
        id=asked.id,
        title=line(asked.found.story.title) or "untitled",
        a=telling(asked, one.id),
        b=telling(asked, other.id),
        one_voice=asked.found.voice_of.get(one.id) == asked.found.voice_of.get(other.id),
        copies=taken,
        differ=differ,
        agree=agree,
        only_a=only_a,
        only_b=only_b,
        more=list(_more(asked, sides, (differ, agree, only_a, only_b))),
        link=asked.links.compared(asked.id, *pair),
    )


def _sides(asked: Asked, a: ArticleId, b: ArticleId) -> _Sides:
    sides = _Sides()
    for point in asked.found.story.points:
        if is_doubtful(point):
            continue
        of_a, of_b = ({at for at, one in enumerate(point.versions) if each in one.articles} for each in (a, b))
        if of_a and of_b:
            (sides.agree if of_a & of_b else sides.differ).append(point)
        elif of_a:
            sides.only_a.append(point)
        elif of_b:
            sides.only_b.append(point)
    sides.differ.sort(key=lambda point: _WEIGHT.get(point.difference or "wording", 0))
    for only in (sides.only_a, sides.only_b):
        only.sort(key=lambda point: point.verdict == "single")
    return sides


def _only(asked: Asked, points: Sequence[Point], who: Article, other: Article) -> Iterator[Only]:
    """Give what one telling says and the other does not; as others have it, it stands in the finding itself."""
    for point in points:
        reasons = [line(one.note) or SILENCE[one.reason] for one in point.silences if one.article == other.id]
        told = between(asked, point, (who.id,)) if point.verdict != "single" else finding(asked, point, _ONE)
        yield Only(finding=told, other_is_silent=reasons[0] if reasons else None)


def _more(asked: Asked, sides: _Sides, shown: tuple[Sequence[Finding | Only], ...]) -> Iterator[More]:
    sections = ("differences", "agreements", "singles", "singles")
    for (name, points), given, section in zip(vars(sides).items(), shown, sections, strict=True):
        if left := len(points) - len(given):
            ids = ", ".join(point.id for point in points[len(given) : len(given) + 12])
            how = f"get_story(story={asked.id!r}, section=ID) with {ids}{' …' if left > 12 else ''}, or section={section!r}"
            yield More(what=name, number=left, how=how)
