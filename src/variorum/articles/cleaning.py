"""One form for every text: line ends are newlines, no control characters, no invisible ones."""

from __future__ import annotations

import re

_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
# Zero-width joiners stay: Persian and the scripts of India need them.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# The same in UTF-8, apart from the controls of one byte: bytes are searched several times as fast as characters.
_UNWANTED_BYTES = re.compile(rb"\xe2(?:\x80[\x8b\x8e\x8f\xaa-\xae]|\x81[\xa0-\xa9])")
_CONTROL_BYTES = re.compile(rb"\xc2[\x80-\x9f\xad]")
_MARK_BYTES = "\ufeff".encode()
_CONTROLS = bytes([*range(9), *range(0x0E, 0x20), 0x7F])
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Normalise line ends and drop control and invisible characters; nothing else changes."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for line_end in _LINE_ENDS:
        if line_end in text:
            text = text.replace(line_end, "\n")
    if _may_hold_unwanted(text):
        text = _SURROGATES.sub("\ufffd", _UNWANTED.sub("", text))
    return text


def _may_hold_unwanted(text: str) -> bool:
    try:
        raw = text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return True
    if _UNWANTED_BYTES.search(raw) or _CONTROL_BYTES.search(raw) or _MARK_BYTES in raw:
        return True
    return len(raw.translate(None, _CONTROLS)) < len(raw)
