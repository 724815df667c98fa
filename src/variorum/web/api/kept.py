"""Parts of stories that were asked for lately, as JSON: the pages of a list are cut from the same bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from threading import Lock

from variorum.library.sections import FACETS, Item

_MOST = 12_000_000  # bytes of JSON that are held in memory
Key = tuple[str, str, str]
"""A story, its state, and the name of a part of it."""


@dataclass(frozen=True)
class Listing:
    """The items of a part of a story: what they are chosen by, and their JSON."""

    names: tuple[str, ...]
    facets: tuple[tuple[str | None, ...], ...]
    json: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """How much memory this takes, about."""
        return sum(map(len, self.json)) + 200 * len(self.json)

    def chosen(self, wanted: Mapping[str, str | None]) -> list[bytes]:
        """Give the items whose facets have the values wanted; ``None`` takes any."""
        asked = [(self.names.index(name), value) for name, value in wanted.items() if value is not None]
        return [
            json
            for facets, json in zip(self.facets, self.json, strict=True)
            if all(facets[at] == value for at, value in asked)
        ]


def listing(section: str, items: Iterable[Item]) -> Listing:
    """Hold the items of a section."""
    held = tuple(items)
    return Listing(
        FACETS[section], tuple(item.facets for item in held), tuple(item.json.encode("utf-8") for item in held)
    )


def whole(json: bytes) -> Listing:
    """Hold a part of a story that is no list."""
    return Listing((), ((),), (json,))


class Kept:
    """What was asked for last, up to a size in bytes; threads may share it."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._size = 0
        self._held: OrderedDict[Key, Listing] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, make: Callable[[], Listing]) -> Listing:
        """Give what is kept under a key, else make it and keep it."""
        with self._lock:
            if (held := self._held.get(key)) is not None:
                self._held.move_to_end(key)
                return held
        made = make()  # two threads may make the same: the one that is kept last is as good
        with self._lock:
            before = self._held.pop(key, None)
            self._size += made.size - (before.size if before else 0)
            self._held[key] = made
            while self._size > self._most and len(self._held) > 1:
                self._size -= self._held.popitem(last=False)[1].size
        return made
