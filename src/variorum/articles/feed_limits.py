"""What a feed may have of anything, so that feedparser reads it in seconds.

Its time grows with the square of some counts, and, where a feed is not sound, out of all proportion. Measured with 6.0.
"""

from __future__ import annotations

import re

# feedparser looks for an address in every run of such signs, in time that grows with the square of its length.
_RUN = re.compile(rb"[A-Za-z0-9_.+-]{50,}")
_MOST_SQUARES = 500_000_000
# And with the square of the number of attributes of a tag.
_MOST_ATTRIBUTES = 10_000_000
# A feed that is not sound goes through feedparser's patient reader, whose time is out of all proportion on some of what it meets.
_UNSOUND = {"2 MB": 2_000_000, "50,000 tags": 50_000, "200,000 attributes": 200_000, "200,000 ampersands": 200_000}
_LONG_TAG = re.compile(rb"<[^<>]{20000}")


def beyond(raw: bytes) -> str | None:
    """Say of what a feed (in UTF-8) has too much; ``None`` if it has not."""
    if sum(len(run) ** 2 for run in _RUN.findall(raw)) > _MOST_SQUARES:
        return "words of thousands of letters"
    sound, squares = _survey(raw)
    if squares > _MOST_ATTRIBUTES:
        return "tags of thousands of attributes"
    return None if sound else _unsound(raw)


def _survey(raw: bytes) -> tuple[bool, int]:
    """Say whether the parser that feedparser uses for sound XML will take it, and sum the squares of the tags' attributes."""
    from xml.parsers import expat

    squares = 0

    def start(_: str, attributes: dict[str, str]) -> None:
        nonlocal squares
        squares += len(attributes) ** 2

    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.StartElementHandler = start
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, ValueError):
        return False, squares
    return True, squares


def _unsound(raw: bytes) -> str | None:
    """Say of what there is too much in a feed that is not sound XML."""
    counts = (len(raw), raw.count(b"<"), raw.count(b"="), raw.count(b"&"))
    over = (what for count, (what, most) in zip(counts, _UNSOUND.items(), strict=True) if count > most)
    found = next(over, "20,000 characters in one tag" if _LONG_TAG.search(raw) else None)
    return f"more than {found}, and is not sound XML" if found else None
