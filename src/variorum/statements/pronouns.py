"""Whom "he", "she" and "it" mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.languages.names import Lexicon
from variorum.statements.grouping import Group

if TYPE_CHECKING:
    from spacy.tokens import Doc


def resolve(doc: Doc, groups: list[Group], meant: dict[int, Group], known: Lexicon) -> None:
    """Say whom the pronouns of the text mean."""
