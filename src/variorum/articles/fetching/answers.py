"""What a server gave: a resource with what is needed to ask for it again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from variorum.model import Problem

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:+-]{1,40})", re.ASCII | re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,80}", re.ASCII)
_LONGEST_VALIDATOR = 1_000


@dataclass(frozen=True)
class Validators:
    """What a server said of a resource so that it can be asked "has it changed?": its ETag and Last-Modified, as they came."""

    etag: str | None = None
    modified: str | None = None

    def __bool__(self) -> bool:
        """Say whether there is anything to ask by."""
        return bool(self.etag or self.modified)

    def headers(self) -> list[tuple[str, str]]:
        """Give the request headers that ask by them."""
        found = [("If-None-Match", self.etag), ("If-Modified-Since", self.modified)]
        return [(name, value) for name, value in found if value]


NOTHING_SAID = Validators()
"""What is known of a resource whose server says nothing to ask again by."""


@dataclass(frozen=True)
class Fetched:
    """A resource as a server gave it: ``body`` holds its bytes, unpacked; ``seen`` is the moment, ISO 8601 in UTC.

    ``url`` is where it was found after all redirects, ``moved`` where it is to be asked for from now on, if the server said so.
    ``unchanged`` means that what was known holds still; there is no body then. ``notes`` say what was not as it should be.
    """

    requested: str
    url: str
    status: int
    seen: str
    body: bytes = b""
    content_type: str | None = None
    charset: str | None = None
    validators: Validators = NOTHING_SAID
    unchanged: bool = False
    moved: str | None = None
    notes: tuple[Problem, ...] = ()


def media_type(headers: Mapping[str, str]) -> str | None:
    """Give the media type that a server states, in small letters and without parameters."""
    stated = headers.get("content-type", "")[:300].partition(";")[0].strip().lower()
    return stated if _MEDIA_TYPE.fullmatch(stated) else None


def charset(headers: Mapping[str, str]) -> str | None:
    """Give the encoding that a server states, in small letters; it need not be true, nor exist."""
    found = _CHARSET.search(headers.get("content-type", "")[:300])
    return found[1].lower() if found else None


def validators(headers: Mapping[str, str]) -> Validators:
    """Give what a server said to ask again by; what could not be sent back as it is is left out."""
    return Validators(_sendable(headers.get("etag")), _sendable(headers.get("last-modified")))


def _sendable(value: str | None) -> str | None:
    """Give a header's value, unless it is too long or holds anything but plain signs."""
    return value if value and len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable() else None
