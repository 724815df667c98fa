"""The stories of groups that were settled anew: told again as far as they are others than before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from variorum.model import Article, ArticleId
from variorum.sharing import Work
from variorum.stories.desk import Desk
from variorum.stories.joining import why
from variorum.stories.naming import identify, title_of
from variorum.stories.records import Record, read
from variorum.stories.regions import Region
from variorum.stories.shelf import Card
from variorum.stories.sparse import Pair
from variorum.stories.telling import Outline, join, outline, story, unlinked


class Retold(NamedTuple):
    """Stories that were told again, each as it was before (if it was there) and as it is now."""

    before: dict[str, Record]
    now: dict[str, Record]


class _Part(NamedTuple):
    """The articles of a story by number, with the links between them by place, and what the user had to do with it."""

    id: str
    numbers: tuple[int, ...]
    links: dict[Pair, float]
    units: tuple[tuple[int, ...], ...]
    parted: bool


def retell(
    desk: Desk, region: Region, moved: Collection[int], lost: Iterable[str], work: Work
) -> tuple[set[str], Retold]:
    """Tell the stories of a region; give the ids of those that are gone, and those that were told again.

    ``moved`` are the articles whose links or decisions are others, ``lost`` the stories of articles that are gone. Where the
    articles go is noted on the shelf.
    """
    numbers = [region.order[at] for formed in region.formed for part in formed.parts for at in part]
    cards = desk.cards(numbers)
    ids = {card.story for card in cards.values()} | set(lost)
    before = {row[0]: read(row) for row in desk.shelf.stories(ids - {""})}
    parts = _parts(region, cards)
    _move(desk, region, parts)
    again = [part for part in parts if _differs(part, before.get(part.id), cards, moved)]
    told = _tell(desk, again, cards, before, work)
    gone = before.keys() - {part.id for part in parts}
    return set(gone), Retold(before, told)


def _move(desk: Desk, region: Region, parts: Sequence[_Part]) -> None:
    """Note where the articles went."""
    knots = {}
    for formed in region.formed:
        for group in formed.groups:
            chosen = [region.order[at] for at in group]
            knots.update(dict.fromkeys(chosen, min(chosen)))
    desk.move((knots[number], part.id, number) for part in parts for number in part.numbers)


def _parts(region: Region, cards: Mapping[int, Card]) -> list[_Part]:
    """Give the stories of a region, with the links within each."""
    home = {at: number for number, formed in enumerate(region.formed) for part in formed.parts for at in part}
    links: list[dict[Pair, float]] = [{} for _ in region.formed]
    for (one, other), score in region.links.items():
        if one in home and home[one] == home.get(other):
            links[home[one]][one, other] = score
    found = []
    for formed, held in zip(region.formed, links, strict=True):
        for part in formed.parts:
            numbers = tuple(region.order[at] for at in part)
            name = identify(cards[number].id for number in numbers)
            inside = formed.links(part, held)
            found.append(_Part(name, numbers, inside, region.bound.places(part), len(formed.parts) > 1))
    return found


def _units(part: _Part, cards: Mapping[int, Card]) -> tuple[tuple[ArticleId, ...], ...]:
    return tuple(tuple(cards[part.numbers[at]].id for at in unit) for unit in part.units)


def _differs(part: _Part, before: Record | None, cards: Mapping[int, Card], moved: Collection[int]) -> bool:
    if before is None or any(number in moved for number in part.numbers):
        return True
    return (before.parted, before.units) != (part.parted, _units(part, cards))


def _tell(
    desk: Desk, parts: Sequence[_Part], cards: Mapping[int, Card], before: Mapping[str, Record], work: Work
) -> dict[str, Record]:
    """Tell some stories; a reason that was given before is given again, as it hangs on the two articles alone."""
    profiles = desk.profiles([number for part in parts for number in part.numbers])
    drawn: list[Outline] = []
    for part in parts:
        ids = [cards[number].id for number in part.numbers]
        drawn.append(outline(ids, [profiles[number].days for number in part.numbers], part.links, part.units))
    reasons = _reasons(desk, _pairs(parts, drawn), cards, before.values(), work)
    found: dict[str, Record] = {}
    for part, lines in zip(parts, drawn, strict=True):
        names = [cards[number].id for number in part.numbers]
        joins = []
        for tie in lines.ties:
            one, other = part.numbers[tie.article], part.numbers[tie.partner]
            score = tie.score if tie.score is not None else _unlinked(desk, one, other)
            said = reasons[one, other]
            joins.append(join(cards[one].id, cards[other].id, score, said, tie.together, part.parted))
        title = title_of(desk.articles([part.numbers[at]])[part.numbers[at]] for at in lines.likest)
        days = [profiles[number].days for number in part.numbers]
        told = story([names[at] for at in lines.order], title, joins, days)
        found[part.id] = Record(told, part.parted, _units(part, cards))
    return found


def _pairs(parts: Sequence[_Part], drawn: Sequence[Outline]) -> list[tuple[int, int]]:
    """Give the articles that go together, by number."""
    return [
        (part.numbers[tie.article], part.numbers[tie.partner])
        for part, lines in zip(parts, drawn, strict=True)
        for tie in lines.ties
    ]


def _unlinked(desk: Desk, one: int, other: int) -> float:
    told = desk.told([one, other], [one, other] if desk.foreign([one, other]) else ())
    return unlinked(told[one], told[other])


def _reasons(
    desk: Desk, pairs: Sequence[tuple[int, int]], cards: Mapping[int, Card], before: Iterable[Record], work: Work
) -> dict[tuple[int, int], str]:
    """Say why articles go together."""
    known = {
        (held.article, held.partner): held.reason
        for record in before
        if not record.decided
        for held in record.story.joins
    }
    found = {pair: known[names] for pair in pairs if (names := (cards[pair[0]].id, cards[pair[1]].id)) in known}
    unknown = [pair for pair in pairs if pair not in found]
    articles = desk.articles({number for pair in unknown for number in pair})
    said = work(_why, [(articles[one], articles[other]) for one, other in unknown])
    return found | dict(zip(unknown, said, strict=True))


def _why(pair: tuple[Article, Article]) -> str:
    return why(*pair)
