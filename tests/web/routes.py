"""What a server answers to: each address of its pages and of its API, filled in so that it fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi.routing import iter_route_contexts
from starlette.routing import Mount, compile_path

_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")


@dataclass(frozen=True)
class Way:
    """An address with its placeholders, and the methods by which it is asked."""

    path: str
    methods: frozenset[str]

    @property
    def shows(self) -> bool:
        """Say whether it can be looked at."""
        return "GET" in self.methods

    @property
    def placeholders(self) -> list[str]:
        """Name what is to be filled in."""
        return _PARAMETER.findall(self.path)

    def filled(self, value: str = "x", *, only: int | None = None, others: str = "x") -> str:
        """Put one value for every placeholder, or for that of a number and ``others`` for the others."""
        numbers = iter(range(len(self.placeholders)))
        return _PARAMETER.sub(lambda _: value if only in {None, next(numbers)} else others, self.path)

    def fits(self, path: str) -> bool:
        """Say whether an address is one of these."""
        return bool(compile_path(self.path)[0].match(path))


def ways(app: Any) -> list[Way]:
    """Every address that an application answers, and those of what is mounted in it."""
    return sorted(_ways(app.routes), key=lambda way: (way.path, sorted(way.methods)))


def _ways(routes: Iterable[Any], above: str = "") -> Iterator[Way]:
    for context in iter_route_contexts(list(routes)):
        route = context.original_route
        if isinstance(route, Mount):
            yield from _ways(route.routes, above + route.path)
        elif context.path is not None:
            yield Way(above + context.path, frozenset(context.methods or ()))


def unsafe(app: Any) -> list[tuple[str, Way]]:
    """Every method and address by which something may be changed."""
    return [(method, way) for way in ways(app) for method in sorted(way.methods - {"GET", "HEAD", "OPTIONS"})]
