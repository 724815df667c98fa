"""How much of a line stands in another text: what one extractor of a page's body says of each of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Words; in scripts without spaces, single characters.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]|[^\W_]+?(?=[\u3040-\u30ff\u3400-\u9fff]|[\W_]|$)"
)
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
# The same where there are none of those, in a tenth of the time.
_SPACED_WORD = re.compile(r"[^\W_]+")
_WIDTH = 4


class Ballot:
    """One extractor's text, ready to be asked about any number of lines."""

    def __init__(self, text: str) -> None:
        self.lines: set[tuple[str, ...]] = set()
        self.runs: set[int] = set()
        for line in text.split("\n"):
            words = words_of(line)
            self.lines.add(tuple(words))
            self.runs.update(_runs(words))

    def share(self, words: list[str]) -> float:
        """Give the share of a line's runs of four words that stand in the text; a shorter line must be a line of it."""
        if tuple(words) in self.lines:
            return 1.0
        runs = list(_runs(words))
        return sum(run in self.runs for run in runs) / len(runs) if runs else 0.0


def words_of(text: str) -> list[str]:
    """Cut a text into the words by which texts are compared."""
    folded = text.casefold()
    plain = folded.isascii() or not _UNSPACED.search(folded)
    return (_SPACED_WORD if plain else _WORD).findall(folded)


def _runs(words: list[str]) -> Iterable[int]:
    return (hash(tuple(words[at : at + _WIDTH])) for at in range(len(words) - _WIDTH + 1))
