"""What happened in a library, some at a time."""

from __future__ import annotations

from variorum.library.cursors import cursor, place_of
from variorum.store import history
from variorum.store.history import Event
from variorum.store.opening import OpenLibrary

__all__ = ["Event", "happened"]

_ORDER = "happened"


def happened(
    library: OpenLibrary, since: str = "", limit: int = 50, after: str | None = None
) -> tuple[tuple[Event, ...], str | None]:
    """Give some of what happened since a moment (ISO 8601, or its beginning), the latest last, and the cursor of what follows.

    Raises ``WrongSearch`` for what is no cursor.
    """
    place = place_of(after, _ORDER, (int,))
    with library.reading() as connection:
        found = history.behind(connection, since, int(place[0]) if place else 0, limit + 1)
    shown = found[:limit]
    return shown, cursor(_ORDER, (shown[-1].number,)) if len(found) > limit else None
