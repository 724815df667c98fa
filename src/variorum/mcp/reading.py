"""One telling: its particulars, and its text as far as an answer holds."""

from __future__ import annotations

from variorum.mcp.answers import TellingAnswer
from variorum.mcp.asked import story_asked, telling_asked
from variorum.mcp.bounds import MOST, WrongQuestion
from variorum.mcp.here import Here
from variorum.mcp.quoting import telling, words
from variorum.model import Span

_ROOM = 1_500
"""Bytes for what stands beside the text."""


def get_telling(here: Here, story: str, name: str) -> TellingAnswer:
    """Answer with a telling and the beginning of its text. Raises ``WrongQuestion``."""
    asked = story_asked(here, story)
    article = telling_asked(asked, name)
    if not article.text:
        raise WrongQuestion(f"the telling {article.id} has no text")
    whole = Span(article.id, 0, len(article.text), article.text)
    return TellingAnswer(
        story=asked.id,
        telling=telling(asked, article.id),
        text=words(whole, asked.found.label(article.id), MOST - _ROOM),
    )
