"""A rendering of an utterance beside the first one: which of its words are new, which are gone, and what that may mean."""

from __future__ import annotations

from variorum.edition.marking import marked
from variorum.edition.visible import one_line
from variorum.edition.wording import CHANGE
from variorum.model import Rendering, WordChange


def changed(rendering: Rendering) -> list[tuple[str, bool]]:
    """Cut a rendering's words at those that the first rendering does not have; the pieces together are its words."""
    return marked(rendering.span, [change.after for change in rendering.changes if change.after is not None])


def told(change: WordChange) -> str:
    """Say one change in words: leaves out “only”; has “three” instead of “four”."""
    before, after = (f"“{one_line(span.words)}”" if span else "" for span in (change.before, change.after))
    if change.kind == "replaced" and before and after:
        return f"has {after} instead of {before}"
    return f"{CHANGE[change.kind]} {after if change.kind == 'added' else before or after}".rstrip()


def changes(rendering: Rendering) -> list[tuple[str, str | None]]:
    """Give every change in words, those that may turn the sense first, each with why it may."""
    ordered = sorted(rendering.changes, key=lambda change: change.weighty is None)
    return [(told(change), one_line(change.weighty) if change.weighty else None) for change in ordered]
