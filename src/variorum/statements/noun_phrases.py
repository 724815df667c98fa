"""The noun phrases of a parse, found once for all who ask."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


# spaCy walks the whole parse anew each time it is asked, and three readers of one article ask in turn.
@lru_cache(maxsize=1)
def noun_phrases(doc: Doc) -> tuple[Span, ...]:
    """Give the noun phrases of a parsed text, in order (spaCy's ``noun_chunks``)."""
    return tuple(doc.noun_chunks)
