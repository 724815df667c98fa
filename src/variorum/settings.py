"""The few numbers that a user may want to change, each with its meaning and where it was tuned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from variorum.errors import UnknownMerge
from variorum.model import MergeKind

MERGES: tuple[MergeKind, ...] = tuple(kind for kind in get_args(MergeKind) if kind != "settled")
"""The kinds of reason for which the program counts tellings as one voice; ``settled`` is the user's own."""


@dataclass(frozen=True)
class Settings:
    """Limits on the input and how cautious the output is."""

    largest_file: int = 20_000_000
    """Bytes of one article, page, mail or document, unpacked; a larger one becomes a Problem. A file of many (JSON lines, CSV,
    Parquet, a web archive) may be of any size, since it is read a part at a time: the limit is that of each of its articles."""
    largest_unpacked: int = 200_000_000_000
    """Bytes that are read of a compressed file of many, unpacked."""
    most_expansion: int = 250
    """Times its size to which a compressed file may unpack, ``largest_file`` aside: news shrinks to a fifth, repeated to a hundredth."""
    longest_text: int = 20_000_000
    """Characters of body; a longer one becomes a Problem."""
    longest_reading: int = 300_000
    """Characters of an article that are read for names, quotes, figures, dates, commitments and claims: far more than any
    report has. The rest is grouped and compared for copying only, and a Problem says so."""
    most_words: int = 60_000
    """Words and signs, each sign for itself, that are read of an article at most. spaCy needs about 1 GB for each 100,000."""

    shown: float = 0.65
    """The least confidence of a finding that is shown as one; below it the tellings are shown apart, unless all is asked for
    (``--all``). A confidence is the calibrated probability that the finding is true."""
    sure: float = 0.8
    """The least confidence of what is shown when only the sure is asked for (``--sure``)."""


@dataclass(frozen=True)
class Merging:
    """Which reasons for counting tellings as one voice are switched off, and which tellings are settled to be one or several.

    ``off`` names kinds of merge (``lineage``, ``outlet``, ``credit``, ``passage``, ``source``, ``utterance``);
    ``independent`` and ``together`` pairs of tellings by their input or id; of two that are said to be both, ``independent``
    holds. Raises ``UnknownMerge`` for a kind there is not.
    """

    off: frozenset[str] = frozenset()
    independent: frozenset[tuple[str, str]] = frozenset()
    together: frozenset[tuple[str, str]] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a kind that no merge has."""
        for kind in sorted(self.off):
            if kind not in MERGES:
                raise UnknownMerge(kind, MERGES)


DEFAULT = Settings()
