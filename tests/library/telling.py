"""Captures of invented reports, as they come from pages and feeds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.articles import from_dict
from variorum.library import Library
from variorum.model import Capture, Problem

BRIDGE = (
    "The Tern bridge was opened by President Maria Olsen on Tuesday. The bridge cost $41 million, the ministry said."
)
BRIDGE_LATER = (
    "The Tern bridge was opened by President Maria Olsen on Tuesday. The bridge cost $47 million, the ministry said."
)
BRIDGE_TOO = (
    "President Maria Olsen opened the Tern bridge on Tuesday. The bridge cost $43 million, the town of Larn said."
)
STORM = (
    "A storm flooded the harbour of Norrby and sank two boats on Friday. At least 12 people were hurt, the police said."
)
TRIAL = "A jury in Brent found the banker Ivo Brand guilty of fraud. He denies the charges and will appeal, his lawyer said."


@dataclass(frozen=True)
class Portion:
    """What one source brought."""

    source: str
    captures: tuple[Capture, ...] = ()
    problems: tuple[Problem, ...] = ()


def capture(
    address: str, text: str, seen: str | None = None, published: str | None = "2031-03-04", **more: str
) -> Capture:
    """One article as it stood at an address."""
    article, _ = from_dict({"text": text, "published": published, **more}, input=address)
    assert article is not None
    return Capture(article, address, seen)


def take(library: Library, *captures: Capture) -> None:
    """Take in some captures at once."""
    intake = library.intake()
    intake.add(Portion("test", captures))
    intake.keep()


def take_each(library: Library, portions: Iterable[Sequence[Capture]]) -> None:
    """Take in some captures, one portion after another."""
    for portion in portions:
        take(library, *portion)


def finish(library: Library) -> None:
    """Read and collate all that is to be."""
    for _ in library.finish():
        pass
