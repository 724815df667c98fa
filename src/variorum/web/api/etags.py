"""Entity tags (RFC 9110): who has an answer already is told so, and nothing is rendered."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Header, Response

from variorum import __version__

_TAG = re.compile(r'(?:W/)?"([^"]*)"')
JSON = "application/json"


class Known:
    """The tags of the answers that the one who asks has already; ``*`` stands for any."""

    def __init__(
        self,
        if_none_match: Annotated[
            str | None, Header(max_length=2_000, description="The ETag of an answer that is known already.")
        ] = None,
    ) -> None:
        self.any = (if_none_match or "").strip() == "*"
        self.tags = frozenset(_TAG.findall(if_none_match or ""))

    def has(self, tag: str) -> bool:
        """Say whether the answer with this tag is known."""
        return self.any or tag in self.tags


KnownTags = Annotated[Known, Depends()]


def tag_of(*parts: object) -> str:
    """Give the tag of what depends on nothing but some words, and on the program."""
    return "-".join(re.sub(r"[^A-Za-z0-9.]+", ".", str(part)) for part in (*parts, __version__))


def answered(known: Known, tag: str, make: Callable[[], bytes | tuple[bytes, dict[str, str]]]) -> Response:
    """Answer with what is made, JSON with its headers; or say that it is known, then nothing is made."""
    headers = {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"}
    if known.has(tag):
        return Response(status_code=304, headers=headers)
    made = make()
    body, more = made if isinstance(made, tuple) else (made, {})
    return Response(body, headers={**headers, **more}, media_type=JSON)
