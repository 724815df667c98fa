"""The words of an article as names need them: offsets, sentence, capital, and what the parser thinks, if there is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.languages import sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_SHOUTED = 4
_OPENING = frozenset('"“‘«„‹([:•*–—')


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``opens`` a sentence, a quotation or a headline, so that its capital says nothing; ``label`` is spaCy's."""

    text: str
    start: int
    end: int
    sentence: int
    capital: bool
    opens: bool
    loud: bool = False
    proper: bool | None = None
    label: str = ""
    entity: int = -1


def words_of(text: str, doc: Doc | None, language: str | None) -> list[Word]:
    """Give the words of a text in order, from the parse if there is one, else by their shape alone."""
    return _parsed(doc) if doc is not None else _shaped(text, language)


def _capital(text: str) -> bool:
    return text[:1].isupper() or (len(text) > 2 and text[0].islower() and text[1].isupper())


def _parsed(doc: Doc) -> list[Word]:
    found: list[Word] = []
    labels = {
        token: (entity.label_, number)
        for number, entity in enumerate(doc.ents)
        for token in range(entity.start, entity.end)
    }
    for sentence, span in enumerate(doc.sents):
        loud = _loud([token.text for token in span])
        shouted = _shouted([token.text for token in span])
        whole = loud
        opens = True
        for number, token in enumerate(span):
            label, entity = labels.get(token.i, ("", -1))
            text = token.text
            loud = whole or number in shouted
            proper = token.pos_ == "PROPN"
            start = token.idx
            found.append(
                Word(
                    text, start, start + len(text), sentence, _capital(text), opens or loud, loud, proper, label, entity
                )
            )
            if not text.isspace():
                opens = _still_opens(text, opens)
    return found


def _shaped(text: str, language: str | None) -> list[Word]:
    found: list[Word] = []
    for sentence, (start, end) in enumerate(sentences(text, language)):
        matches = list(_WORD.finditer(text, start, end))
        loud = whole = _loud([match.group() for match in matches])
        shouted = _shouted([match.group() for match in matches])
        opens = True
        for number, match in enumerate(matches):
            word = match.group()
            loud = whole or number in shouted
            found.append(Word(word, match.start(), match.end(), sentence, _capital(word), opens or loud, loud))
            opens = _still_opens(word, opens)
    return found


def _still_opens(word: str, opens: bool) -> bool:
    """Tell whether the next word opens: a mark that opens something makes the next word a first word; a closing mark at the start changes nothing."""
    if word[0] in _OPENING or word in {"'", "''", "``"}:
        return True
    return opens and not any(sign.isalnum() for sign in word)


def _shouted(words: list[str]) -> frozenset[int]:
    """Give the places of words in a row of capitals alone, long enough to be a headline that ran into its sentence."""
    found: list[int] = []
    row: list[int] = []
    for number, word in enumerate([*words, ""]):
        if word and (word.isupper() or not any(sign.isalnum() for sign in word) or word.isdigit()):
            row.append(number)
            continue
        spelt = sum(len(words[place]) > 1 and words[place].isalpha() for place in row)
        if spelt >= _SHOUTED and any(words[place].isalpha() and len(words[place]) > 4 for place in row):
            found += row
        row = []
    return frozenset(found)


def _loud(words: list[str]) -> bool:
    """Say whether a sentence is a headline: no full stop at its end, and a capital on nearly every long word."""
    if any(word in {".", "。"} for word in words[-3:]):
        return False
    long = [word for word in words if len(word) > 3 and word.isalpha()]
    return len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)
