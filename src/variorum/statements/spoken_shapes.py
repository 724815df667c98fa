"""Who speaks marked words by the order of the words alone, where the parser took the verb for something else.

``“…,” NAME CUE``, ``“…,” CUE NAME`` and ``NAME CUE, “…”`` are the commonest frames of news; the parser reads a rare
verb in them as an adjective and the name as the verb ("Brandt informed journalists").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from variorum.languages.words import stem
from variorum.statements.frames import Piece
from variorum.statements.reporting_words import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = frozenset("he she they we i".split())
_DETERMINERS = frozenset("the a an one another his her their its our my".split())
_LONGEST_NAME, _LONGEST_DESCRIPTION = 6, 6
_ENDINGS = ("ed", "s")

Shape = tuple[Piece, "Token"]


def behind(after: Sequence[Token], words: Lexicon) -> Shape | None:
    """Read the source and the cue that follow a closing mark directly: "Brandt informed …", "quipped the minister"."""
    tokens = [token for token in after if not token.is_space]
    while tokens and (tokens[0].text == "," or tokens[0].is_quote):
        tokens = tokens[1:]
    if not tokens:
        return None
    if is_saying(tokens[0], words):
        length = _source(tokens[1:])
        return (_piece(tokens[1], tokens[length]), tokens[0]) if length else None
    length = _source(tokens)
    if not length or length >= len(tokens) or not is_saying(tokens[length], words):
        return None
    return _piece(tokens[0], tokens[length - 1]), tokens[length]


def ahead(before: Sequence[Token], words: Lexicon) -> Shape | None:
    """Read the source and the cue just before an opening mark that a comma or colon introduces: "Brandt said, “…”"."""
    tokens = [token for token in before if not token.is_space]
    if len(tokens) < 3 or tokens[-1].text not in {",", ":"} or not is_saying(tokens[-2], words):
        return None
    for start in range(max(0, len(tokens) - 2 - _LONGEST_NAME), len(tokens) - 2):
        if start and (tokens[start - 1].text[:1].isupper() or tokens[start - 1].lower_ in _DETERMINERS):
            continue  # the name or description began before
        if _source(tokens[start:-2]) == len(tokens) - 2 - start:
            return _piece(tokens[start], tokens[-3]), tokens[-2]
    return None


def is_saying(token: Token, words: Lexicon) -> bool:
    """Say whether a word looks like a finite form of a verb of saying, whatever the parser takes it for."""
    form = token.lower_
    if words.has("speech.irregular", form):
        return True
    return form.endswith(_ENDINGS) and not token.text[:1].isupper() and words.has("speech.stems", stem(form))


def _source(tokens: Sequence[Token]) -> int:
    """Count the words of the pronoun, name or description that opens here; 0 if none does."""
    if not tokens:
        return 0
    if tokens[0].lower_ in _PRONOUNS:
        return 1
    described = tokens[0].lower_ in _DETERMINERS
    length = 1 if described else 0
    limit = 1 + _LONGEST_DESCRIPTION if described else _LONGEST_NAME
    while length < min(len(tokens), limit):
        token = tokens[length]
        plain = token.is_alpha and token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}
        named = token.text[:1].isupper() or token.text in {"-", ".", "’s", "'s"}
        if not named and not (described and plain):
            break
        if described and token.pos_ == "ADJ" and length + 1 < len(tokens) and tokens[length - 1].pos_ == "NOUN":
            break  # "the minister informed": an adjective behind its noun is a verb misread
        length += 1
    return length if length > described else 0


def _piece(first: Token, last: Token) -> Piece:
    return int(first.idx), int(last.idx + len(last.text))
