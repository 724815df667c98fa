"""The few numbers that a user may want to change, each with its meaning and where it was tuned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Limits on the input and how cautious the output is."""

    largest_file: int = 20_000_000
    """Bytes; a larger file becomes a Problem."""
    longest_text: int = 1_000_000
    """Characters of body; a longer one becomes a Problem. spaCy needs about 1 GB for each 100,000 words."""


DEFAULT = Settings()
