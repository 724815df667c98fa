"""A text as numbered lines, each with the plain facts about its shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_SPACES = re.compile(r"[^\S\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Scripts written without spaces: about two characters make a word.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_ADDRESS = re.compile(r"https?://\S+")
_KEY = re.compile(r"[\W\d_]+")
_STOPPED = re.compile(r"[.!?…。！？।॥։؟۔]['\"”’»“)\]）」』›]*$")
_STOP_INSIDE = re.compile(r"[.!?…]['\"”’»)\]]*\s+['\"“‘«(\[]?[A-ZÀ-ÞĀ-ŽА-ЯΑ-Ω\d]|[。！？।]\S")
# How a caption ends: "(Photo: Agency)", "© Agency", "via Agency", "Person/Agency".
_CREDITED = re.compile(
    r"[(\[][^()\[\]]{0,80}[:/©][^()\[\]]{0,80}[)\]]\W?$|[©®][^.!?]{0,80}\W?$|\b(?:via|par|by|von)\s[A-Z][\w /-]{1,40}\W?$"
    r"|[A-Z]\w+/[A-Z]\w+\W?$"
)
# Long enough to know any line by; no feature needs more, and a gigantic line must not cost more than a long one.
_ENOUGH = 4000


@dataclass(frozen=True)
class Line:
    """One non-blank line: its words as they stood, and whether a blank line stands above it."""

    words: str
    blank_above: bool = False

    @cached_property
    def plain(self) -> str:
        """The line without outer space, its inner space single, cut to the first 4,000 characters."""
        words = self.words[:_ENOUGH]
        return _SPACES.sub(" ", words).strip() if "\n" in words else " ".join(words.split())

    @cached_property
    def key(self) -> str:
        """Lower case letters only, words parted by one space, addresses aside: what phrases are compared with."""
        words = self.plain.casefold()
        return _KEY.sub(" ", _ADDRESS.sub(" ", words)).strip() or _KEY.sub(" ", words).strip()

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words; in a script without spaces, each pair of characters."""
        found = _WORD.findall(self.plain)
        if not _UNSPACED.search(self.plain):
            return tuple(found)
        cut: list[str] = []
        for word in found:
            unspaced = _UNSPACED.search(word)
            cut.extend(word[at : at + 2] for at in range(0, len(word), 2)) if unspaced else cut.append(word)
        return tuple(cut)

    @cached_property
    def stopped(self) -> bool:
        """Whether the line ends as a sentence does."""
        return bool(_STOPPED.search(self.plain[-40:])) or (self.plain.endswith("다") and len(self.plain) > 30)

    @cached_property
    def sentences_inside(self) -> bool:
        """Whether a sentence ends within the line."""
        return bool(_STOP_INSIDE.search(self.plain))

    @cached_property
    def credited(self) -> bool:
        """Whether the line ends as the credit of a picture does."""
        return len(self.plain) <= 400 and bool(_CREDITED.search(self.plain[-180:]))

    @cached_property
    def prose(self) -> bool:
        """Whether the line has the shape of a paragraph: long, and made of sentences."""
        return len(self.tokens) >= 12 and (self.stopped or self.sentences_inside) and not self.credited


def cut(text: str) -> list[Line]:
    """Cut a text (its line ends newlines) into its non-blank lines, in order."""
    lines: list[Line] = []
    blank = True
    for words in text.split("\n"):
        if words.strip():
            lines.append(Line(words, blank))
        blank = not words.strip()
    return lines
