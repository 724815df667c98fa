"""What is wanted of an export beside its format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Wanted:
    """``full_text`` adds the texts of the articles; ``everything`` the findings that the user dismissed and the doubtful Points."""

    full_text: bool = False
    everything: bool = False


PLAIN: Final = Wanted()
"""Findings without the texts, and without what was dismissed or is doubtful."""
