"""Which stories are near to which, kept up to date on a shelf: only those that a change can reach are looked at.

A story keeps its nearest (``relations.TRIED``), each with the mean over all pairs and the two articles that speak for it. What a
story tells of comes from its own nearest and from those that have it among theirs.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from variorum.model import Relation, RelationKind, Story
from variorum.sharing import Work
from variorum.stories.desk import Desk
from variorum.stories.records import place, read
from variorum.stories.relations import FLOOR, TRIED, Beside, likest, nearest, nearness, relation
from variorum.stories.retelling import Retold
from variorum.stories.shelf import Near


def renew(desk: Desk, gone: set[str], retold: Retold, shaken: set[str], work: Work) -> list[Story]:
    """Bring up to date what the stories on a shelf are near to; give those that are new or differ from before.

    ``shaken`` are stories with articles that are linked otherwise than before, be they told again or not.
    """
    shelf, now = desk.shelf, retold.now
    renewed = shaken | now.keys()
    altered = gone | renewed
    own, back = (list(map(Near._make, rows)) for rows in (shelf.near(altered), shelf.near_to(altered)))
    shelf.drop_stories(gone)
    shelf.put_stories(record.row() for record in now.values())
    field = _Field(desk)
    found = field.around(renewed)
    others = {near.story for near in back} | {near.other for near in (*own, *found)}
    rows, concerned = _renewed(field, found, others - altered, altered)
    concerned |= renewed | rows.keys()
    shelf.put_near(rows.keys(), [near for story in sorted(rows) for near in rows[story]])
    return _related(desk, concerned, retold, work)


class _Field:
    """The stories on a shelf, by their place and size, as far as they were asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.shelf = desk.shelf
        self._known: dict[str, tuple[tuple[str, str], int]] = {}

    def _read(self, stories: Collection[str]) -> None:
        rows = self._desk.shelf.stories({story for story in stories if story not in self._known})
        self._known.update((story, (place(opened, story), size)) for story, opened, size, _ in rows)

    def rank(self, near: Near) -> tuple[float, tuple[str, str], tuple[str, str]]:
        """Give by what the stories near to one are put in order."""
        self._read((near.story, near.other))
        first, second = sorted((self._known[near.story][0], self._known[near.other][0]))
        return -near.mean, first, second

    def around(self, stories: Collection[str]) -> list[Near]:
        """Give all stories that are near to some, from the side of these, in order."""
        shelf = self._desk.shelf
        names = {name for row in shelf.stories(stories) for name in read(row).story.articles}
        own = shelf.numbers(names).values()
        links = {(later, earlier): score for later, earlier, score in (*shelf.links_from(own), *shelf.links_to(own))}
        cards = self._desk.cards({end for pair in links for end in pair})
        between: dict[tuple[str, str], list[tuple[float, int, int]]] = {}
        for (later, earlier), score in links.items():
            for one, other in ((later, earlier), (earlier, later)):
                pair = cards[one].story, cards[other].story
                if pair[0] in stories and pair[0] != pair[1]:
                    between.setdefault(pair, []).append((score, one, other))
        between = {pair: held for pair, held in between.items() if max(held)[0] >= FLOOR}
        self._read({story for pair in between for story in pair})
        found = (self._near(story, other, held) for (story, other), held in between.items())
        return sorted((near for near in found if near), key=self.rank)

    def _near(self, story: str, other: str, links: Sequence[tuple[float, int, int]]) -> Near | None:
        (mine, size), (theirs, their_size) = self._known[story], self._known[other]
        mean = nearness([score for score, _, _ in links], size * their_size)
        if mean is None:
            return None
        most = max(links)[0]
        ends = [(one, far) if mine < theirs else (far, one) for score, one, far in links if score == most]
        cards = self._desk.cards({end for pair in ends for end in pair})
        named = {(cards[one].id, cards[far].id): (one, far) for one, far in ends}
        first, second, _ = likest((one, far, most) for one, far in named)
        return Near(story, other, mean, *named[first, second])

    def merged(self, before: Sequence[Near], altered: Collection[str], fresh: Sequence[Near]) -> list[Near] | None:
        """Give the nearest of a story to which only some altered stories stand otherwise; nothing if that cannot be told."""
        kept = [near for near in before if near.other not in altered]
        held = sorted([*kept, *fresh], key=self.rank)[:TRIED]
        if len(before) < TRIED:
            return held
        # what comes after the last of before is not known
        last = min(near.mean for near in before)
        sure = len(held) == TRIED and all(near in kept or near.mean > last for near in held)
        return held if sure else None


def _renewed(
    field: _Field, found: Sequence[Near], others: Collection[str], altered: Collection[str]
) -> tuple[dict[str, list[Near]], set[str]]:
    """Give the nearest of altered stories and of others that are near to them, and the stories that this concerns."""
    shelf = field.shelf
    before = _by_story(map(Near._make, shelf.near(others)))
    back = _by_story(near._replace(story=near.other, other=near.story) for near in found if near.other in others)
    rows = {story: held[:TRIED] for story, held in _by_story(found).items()}
    unsure: list[str] = []
    for story in sorted(others):
        held = field.merged(before.get(story, ()), altered, back.get(story, ()))
        if held is None:
            unsure.append(story)
        else:
            rows[story] = held
    rows |= {story: held[:TRIED] for story, held in _by_story(field.around(unsure)).items()}
    rows |= {story: [] for story in (*altered, *unsure) if story not in rows}
    concerned = {
        other
        for story in others
        for other in {near.other for near in before.get(story, ())} ^ {near.other for near in rows[story]}
    }
    return rows, concerned.difference(altered)


def _by_story(found: Iterable[Near]) -> dict[str, list[Near]]:
    held: dict[str, list[Near]] = {}
    for near in found:
        held.setdefault(near.story, []).append(near)
    return held


def _related(desk: Desk, concerned: Collection[str], retold: Retold, work: Work) -> list[Story]:
    """Say of some stories what they are near to."""
    shelf = desk.shelf
    held = {row[0]: read(row) for row in shelf.stories(concerned)}
    nears = {Near._make(row) for row in (*shelf.near(held.keys()), *shelf.near_to(held.keys()))}
    places = {
        row[0]: place(row[1], row[0])
        for row in shelf.stories({near.story for near in nears} | {near.other for near in nears})
    }
    pairs: dict[tuple[str, str], Near] = {}
    for near in nears:
        first, second = sorted((near.story, near.other), key=places.__getitem__)
        pairs[first, second] = near
    said = _relations(desk, pairs, work)
    relations: dict[str, list[Relation]] = {}
    for (first, second), near in pairs.items():
        for story, other, kind in zip((first, second), (second, first), said[near.one, near.another][0], strict=False):
            relations.setdefault(story, []).append(
                Relation(other, kind, round(near.mean, 3), said[near.one, near.another][1])
            )
    changed: list[Story] = []
    rows = []
    for name, record in sorted(held.items()):
        told = replace(record.story, related=nearest(relations.get(name, ())))
        if told != record.story:
            rows.append(record._replace(story=told).row())
        before = retold.before.get(name, None if name in retold.now else record)
        if before is None or before.story != told:
            changed.append(told)
    shelf.put_stories(rows)
    return changed


def _relations(
    desk: Desk, pairs: Mapping[tuple[str, str], Near], work: Work
) -> dict[tuple[int, int], tuple[Sequence[RelationKind], str]]:
    """Say how pairs of articles are related: the kind from either side (none if they are not) and the reason."""
    wanted = sorted({(near.one, near.another) for near in pairs.values()})
    said = {(one, other): json.loads(content) for one, other, content in desk.shelf.relations(wanted)}
    unknown = [pair for pair in wanted if pair not in said]
    told = desk.told({end for pair in unknown for end in pair})
    found = work(relation, [Beside(told[one], told[other], ("", ""), 0.0) for one, other in unknown])
    fresh = {
        pair: ([side.kind for side in both], both[0].reason) if both else ([], "")
        for pair, both in zip(unknown, found, strict=True)
    }
    desk.shelf.put_relations((*pair, json.dumps(held)) for pair, held in fresh.items())
    return said | fresh
