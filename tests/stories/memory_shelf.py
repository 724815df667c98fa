"""A shelf of plain dicts and lists, with nothing clever about it: what every other shelf must agree with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np

from variorum.stories.shelf import Packed, Place

Row = tuple[Any, ...]


class MemoryShelf:
    def __init__(self) -> None:
        self.notes: dict[str, str] = {}
        self.held: dict[int, list[Any]] = {}
        self.packed: dict[int, tuple[bytes, bytes]] = {}
        # rows of index, term, day, id, number, weight, told
        self.postings: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)
        self.edges: dict[tuple[int, int], float] = {}
        self.asked: dict[tuple[int, int], float] = {}
        self.told: dict[str, Row] = {}
        self.nearest: list[Row] = []
        self.related: dict[tuple[int, int], str] = {}

    def note(self, key: str) -> str | None:
        return self.notes.get(key)

    def set_note(self, key: str, content: str) -> None:
        self.notes[key] = content

    def free_number(self) -> int:
        return max(self.held, default=0) + 1

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        wanted = set(ids)
        return {card[1]: number for number, card in self.held.items() if card[1] in wanted}

    def cards(self, numbers: Collection[int]) -> list[Any]:
        return [tuple(self.held[number]) for number in numbers if number in self.held]

    def knotted(self, knots: Collection[int]) -> list[int]:
        return [number for number, card in self.held.items() if card[6] in knots]

    def add(self, card: Sequence[int | str | float], profile: bytes, leaves: bytes) -> None:
        number = int(card[0])
        self.held[number] = list(card)
        self.packed[number] = profile, leaves

    def place(self, rows: Iterable[tuple[int, str, int]]) -> None:
        for knot, story, number in rows:
            self.held[number][6:] = [knot, story]

    def set_bars(self, rows: Iterable[tuple[float, int]]) -> None:
        for bar, number in rows:
            self.held[number][5] = bar

    def remove(self, numbers: Collection[int]) -> None:
        gone = set(numbers)
        for held in (self.held, self.packed):
            for number in gone:
                del held[number]
        for pairs in (self.edges, self.asked, self.related):
            for pair in [pair for pair in pairs if gone.intersection(pair)]:
                del pairs[pair]

    def profiles(self, numbers: Collection[int]) -> list[tuple[int, bytes]]:
        return [(number, self.packed[number][0]) for number in numbers if number in self.packed]

    def leaves(self, numbers: Collection[int]) -> list[tuple[int, bytes]]:
        return [(number, self.packed[number][1]) for number in numbers if number in self.packed]

    def indices(self) -> list[str]:
        return sorted({index for (index, _), rows in self.postings.items() if rows})

    def enter(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.postings[row[:2]].append(row)

    def drop_postings(self, rows: Iterable[Row]) -> None:
        for gone in rows:
            self.postings[gone[:2]] = [row for row in self.postings[gone[:2]] if row[:4] != gone]

    def latest(self, index: str, term: int, before: Place, depth: int, told: tuple[int, int]) -> Packed | None:
        rows = self._bearers(index, term, before)[:depth]
        found = [row[4] * 256 + row[5] for row in rows if row[6] == 0 or told[0] <= row[6] <= told[1]]
        return np.array(found, np.int64) if found else None

    def _bearers(self, index: str, term: int, before: Place) -> list[Row]:
        rows = [row for row in self.postings[index, term] if row[2:4] < before]
        return sorted(rows, key=lambda row: row[2:4], reverse=True)

    def before(self, index: str, term: int, place: Place, count: int) -> list[int]:
        return [row[4] for row in self._bearers(index, term, place)[:count]]

    def after(self, index: str, term: int, place: Place, count: int, until: Place | None = None) -> list[Any]:
        rows = [row for row in self.postings[index, term] if row[2:4] > place]
        rows = sorted((row for row in rows if until is None or row[2:4] <= until), key=lambda row: row[2:4])
        return [(row[4], row[5], row[2], row[3]) for row in (rows if count < 0 else rows[:count])]

    def links_from(self, numbers: Collection[int]) -> list[tuple[int, int, float]]:
        return [(*pair, score) for pair, score in self.edges.items() if pair[0] in numbers]

    def links_to(self, numbers: Collection[int]) -> list[tuple[int, int, float]]:
        return [(*pair, score) for pair, score in self.edges.items() if pair[1] in numbers]

    def link(self, rows: Iterable[tuple[int, int, float]]) -> None:
        for later, earlier, score in rows:
            assert (later, earlier) not in self.edges
            self.edges[later, earlier] = score

    def unlink(self, rows: Iterable[tuple[int, int]]) -> None:
        for pair in rows:
            del self.edges[pair]

    def answers(self, numbers: Collection[int]) -> list[tuple[int, int, float]]:
        return [(*pair, score) for pair, score in self.asked.items() if pair[0] in numbers]

    def answer(self, rows: Iterable[tuple[int, int, float]]) -> None:
        self.asked.update(((one, other), score) for one, other, score in rows)

    def stories(self, ids: Collection[str]) -> list[Any]:
        return [self.told[story] for story in ids if story in self.told]

    def put_stories(self, rows: Iterable[Row]) -> None:
        self.told.update((row[0], row) for row in rows)

    def drop_stories(self, ids: Collection[str]) -> None:
        for story in ids:
            del self.told[story]
        self.put_near(ids, ())

    def near(self, ids: Collection[str]) -> list[Any]:
        return [row for row in self.nearest if row[0] in ids]

    def near_to(self, ids: Collection[str]) -> list[Any]:
        return [row for row in self.nearest if row[1] in ids]

    def put_near(self, ids: Collection[str], rows: Iterable[Row]) -> None:
        self.nearest = [row for row in self.nearest if row[0] not in ids] + list(rows)

    def relations(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int, str]]:
        return [(*pair, self.related[pair]) for pair in pairs if pair in self.related]

    def put_relations(self, rows: Iterable[tuple[int, int, str]]) -> None:
        self.related.update(((one, other), content) for one, other, content in rows)
