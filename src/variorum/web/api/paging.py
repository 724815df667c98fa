"""Lists in pages: at most a hundred items at a time, a cursor for those that follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar
from urllib.parse import quote, urlencode

from fastapi import Depends, Query, Request
from pydantic import BaseModel, Field, TypeAdapter
from pydantic_core import to_json

from variorum.errors import WrongSearch
from variorum.library.cursors import cursor, place_of

MOST = 100
_USUAL = 50
_ORDER = "place"
_FURTHEST = 1_000_000

Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """Some items of a list; ``next`` is the address of those that follow, if there are any."""

    items: list[Item]
    total: int | None = Field(description="How many items there are in all, where that is known.")
    next: str | None


@dataclass(frozen=True)
class Paging:
    """Which items of a list are wanted, and the request that wants them."""

    request: Request
    cursor: str | None
    limit: int

    @property
    def start(self) -> int:
        """The place of the first item in a list that is counted through. Raises ``WrongSearch`` for a cursor of another list."""
        place = place_of(self.cursor, _ORDER, (int,))
        at = int(place[0]) if place else 0
        if not 0 <= at <= _FURTHEST:
            raise WrongSearch("the list cannot go on from there: take the link that came with it, or begin anew")
        return at

    @property
    def end(self) -> int:
        """The place behind the last item that is wanted."""
        return self.start + self.limit

    def of(self, items: Sequence[bytes]) -> tuple[bytes, dict[str, str]]:
        """Cut a page out of a whole list, whose items are JSON; give its JSON and its headers."""
        start = self.start
        return self.slice(items[start : start + self.limit], total=len(items))

    def slice(self, items: Iterable[bytes], *, total: int) -> tuple[bytes, dict[str, str]]:
        """Write the items at the place asked for, of so many in all; give their JSON and the headers."""
        return self.page(items, total=total, cursor=cursor(_ORDER, (self.end,)) if self.end < total else None)

    def page(
        self, items: Iterable[bytes], *, total: int | None = None, cursor: str | None
    ) -> tuple[bytes, dict[str, str]]:
        """Write some items, which are JSON, and where it goes on; give their JSON and the headers."""
        following = self.address(cursor) if cursor else None
        body = b'{"items":[%s],"total":%s,"next":%s}' % (b",".join(items), to_json(total), to_json(following))
        return body, self.link(following)

    @property
    def following(self) -> str:
        """The address of the page behind this one, in a list that is counted through."""
        return self.address(cursor(_ORDER, (self.end,)))

    @staticmethod
    def link(following: str | None) -> dict[str, str]:
        """Give the header that leads to another page (RFC 8288)."""
        return {"Link": f'<{following}>; rel="next"'} if following else {}

    def address(self, following: str) -> str:
        """Give the address of another page of the same list."""
        asked = [(name, value) for name, value in self.request.query_params.multi_items() if name != "cursor"]
        path = quote(self.request.scope["path"], safe="/:@!$&'()*+,;=-._~", errors="replace")
        return f"{path}?{urlencode([*asked, ('cursor', following)], errors='replace')}"


Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many items.")]
Cursor = Annotated[
    str | None,
    Query(pattern="^[A-Za-z0-9_-]{1,800}$", description="Where to go on: it stands in the address of the next page."),
]


def _paging(request: Request, limit: Limit = _USUAL, cursor: Cursor = None) -> Paging:
    return Paging(request, cursor, limit)


Pages = Annotated[Paging, Depends(_paging)]


def written(kind: TypeAdapter[Item], values: Iterable[Item]) -> list[bytes]:
    """Write each value as JSON."""
    return [kind.dump_json(value, by_alias=True) for value in values]
