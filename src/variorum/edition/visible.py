"""Text from outside made safe to show: nothing hidden, nothing that turns the reading direction, one character for one."""

from __future__ import annotations

import re

# Embeddings, overrides and isolates reorder what follows them; tag characters, non-characters and a byte order mark cannot be seen at all.
_HIDDEN = re.compile(
    "[\x80-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]|\r(?!\n)")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_WHITE = re.compile(r"\s+")


def visible(text: str) -> str:
    """Replace what cannot be shown by a sign of the same length, so that every offset still holds.

    Control characters become their pictures (``␀``), every kind of line break becomes a newline, and bidirectional
    overrides, isolates, tag characters, non-characters and lone surrogates become the replacement character.
    """
    text = _BREAKS.sub("\n", text).replace("\r", " ")
    return _HIDDEN.sub("\ufffd", _CONTROLS.sub(_picture, text))


def one_line(text: str) -> str:
    """Give the text as one visible line without white space around it."""
    return _WHITE.sub(" ", visible(text)).strip()


def shortened(text: str, length: int) -> str:
    """Give the text as one visible line of at most ``length`` characters, cut at a word where that is possible."""
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > length // 2 else cut).rstrip(" ,;:–-") + "…"


def _picture(control: re.Match[str]) -> str:
    code = ord(control.group())
    return "\u2421" if code == 0x7F else chr(0x2400 + code)
