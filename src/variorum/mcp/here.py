"""What a question is answered from: the library as it is now, where links lead, and the stories that were looked at last."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from variorum.edition.lookup import Lookup
from variorum.library import Library
from variorum.mcp.links import Links

_MOST = 3


class Kept:
    """The stories that were looked at last, by their state: a large one takes a second to unpack, and is asked about again."""

    def __init__(self) -> None:
        self._stories: OrderedDict[str, Lookup] = OrderedDict()
        self._lock = Lock()

    def get(self, state: str) -> Lookup | None:
        """Give the story of a state, if it is kept."""
        with self._lock:
            found = self._stories.get(state)
            if found is not None:
                self._stories.move_to_end(state)
            return found

    def put(self, state: str, story: Lookup) -> Lookup:
        """Keep a story, and let go of the one that was not looked at for longest."""
        with self._lock:
            self._stories[state] = story
            while len(self._stories) > _MOST:
                self._stories.popitem(last=False)
            return story


@dataclass(frozen=True)
class Here:
    """An open library, with the links and the kept stories of the server."""

    library: Library
    links: Links = field(default_factory=Links)
    kept: Kept = field(default_factory=Kept)
