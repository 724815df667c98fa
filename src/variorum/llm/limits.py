"""How much is asked of a language model, and how much of its answer is looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The bounds of one run; what lies beyond them is left out, and the edition says how much was asked."""

    questions: int = 200
    """Questions of one run, those of the stories told by most first."""
    article: int = 6_000
    """Characters of an article that are sent."""
    points: int = 12
    """Points of a story for which a gloss is asked."""
    statements: int = 24
    """Statements of a story of which pairs are asked."""
    proposals: int = 20
    """Proposals of one answer that are looked at."""
    tokens: int = 1_024
    """Tokens that the model may answer."""
    answer: int = 256_000
    """Bytes of an answer; a longer one is not read to its end."""
    seconds: float = 120.0
    """Seconds that an answer may take from its first to its last byte, and that a server may be silent."""
    failures: int = 3
    """After so many questions in a row without an answer no more are asked."""
    words: int = 600
    """Characters of a proposal's evidence, and of its other parts together."""


DEFAULT = Limits()
