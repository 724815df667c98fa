"""What a user typed, understood: words that must occur, phrases, alternatives, beginnings, and what must not occur.

Nothing that is typed can be an error of syntax: what is no operator is a word, and signs between words are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.store.search_words import WORD, is_unspaced, pairs, plain

# A quotation mark left open closes at the end.
_PIECE = re.compile(r"(?P<minus>-)?(?:[\"“”„«»](?P<phrase>[^\"“”„«»]*)[\"“”„«»]?|(?P<word>[^\s\"“”„«»]+))")
_LONGEST = 10_000  # characters that are read
_MOST = 32  # words and phrases that are looked for


@dataclass(frozen=True)
class Unit:
    """One word or phrase: its words in order. ``exact`` takes no other forms, ``begins`` the last word's longer ones."""

    words: tuple[str, ...]
    exact: bool = False
    begins: bool = False


@dataclass(frozen=True)
class Query:
    """One of each of ``wanted`` must occur, nothing of ``unwanted`` may; ``plain`` is what it means as a sentence."""

    wanted: tuple[tuple[Unit, ...], ...]
    unwanted: tuple[Unit, ...] = ()
    plain: str = ""


def parsed(typed: str) -> Query:
    """Understand what was typed; ``wanted`` is empty if there is no word in it that is to be found."""
    wanted: list[tuple[Unit, ...]] = []
    unwanted: list[Unit] = []
    told: list[str] = []
    joins = False
    for piece in _PIECE.finditer(typed[:_LONGEST]):
        if piece["word"] == "OR" and not piece["minus"]:
            joins = bool(wanted)
            continue
        unit = _unit(piece)
        if unit is None:
            continue
        if piece["minus"]:
            unwanted.append(unit)
            continue
        told.append(piece["phrase"] or piece["word"].rstrip("*"))
        if joins:
            wanted[-1] = (*wanted[-1], unit)
        else:
            wanted.append((unit,))
        joins = False
        if sum(map(len, wanted)) >= _MOST:
            break
    return Query(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted))[:_MOST], " ".join(" ".join(told).split()))


def _unit(piece: re.Match[str]) -> Unit | None:
    phrase = piece["phrase"]
    source = phrase if phrase is not None else piece["word"]
    words = tuple(WORD.findall(plain(source)))
    if not words:
        return None
    if phrase is None and len(words) == 1 and is_unspaced(words[0]):
        # No spaces are set between these words, and none are known to end where the run does.
        return Unit(tuple(pairs(words[0])), exact=True, begins=len(words[0]) == 1)
    cut = tuple(part for word in words for part in (pairs(word) if is_unspaced(word) else [word]))
    return Unit(cut[:_MOST], exact=phrase is not None, begins=phrase is None and source.endswith("*"))
