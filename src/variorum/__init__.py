"""Variorum: every telling of a news story, side by side.

``compare`` is the main job; ``read`` reads one article, ``group`` makes stories, ``trace`` finds who copied whom. ``Stream`` makes
stories of articles as they come in, ``likeness`` says how alike two articles are. ``Library`` keeps articles and their stories on disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from variorum.library import Library
    from variorum.model import Article, Edition, Lineage, Problem, Reading, Story
    from variorum.pipeline import Stream, compare, group, likeness, read, trace

__all__ = [
    "Article", "Edition", "Library", "Lineage", "Problem", "Reading", "Story", "Stream", "compare", "group", "likeness", "read", "trace"
]  # fmt: skip
__version__ = "0.1.0"

_NOUNS = {"Article", "Edition", "Lineage", "Problem", "Reading", "Story"}


def __getattr__(name: str) -> Any:
    """Import the program only when it is used: ``variorum --help`` must not wait for spaCy."""
    if name not in __all__:
        raise AttributeError(f"module 'variorum' has no attribute {name!r}")
    from importlib import import_module

    home = "variorum.library" if name == "Library" else "variorum.model" if name in _NOUNS else "variorum.pipeline"
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
