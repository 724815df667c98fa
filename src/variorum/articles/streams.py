"""A stream of bytes cut where its lines end; each cut holds whole ones and is small."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from variorum.articles.decoding import decode, wide
from variorum.articles.inputs import too_large
from variorum.model import Problem
from variorum.settings import DEFAULT

LINES = 64
_BYTES = 4_000_000


class Cut(NamedTuple):
    """Some whole lines, and how many come before them; without bytes, one that was too long."""

    raw: bytes
    lines: int


def lines(chunks: Iterable[bytes]) -> Iterator[Cut]:
    """Cut a stream of lines after every 64 of them, or 4 MB. A line beyond the limit gives a cut without bytes."""
    held: list[bytes] = []
    weight = before = 0
    for line in _whole_lines(_in_utf8(chunks)):
        if held and (line is None or weight + len(line) > _BYTES or len(held) == LINES):
            yield Cut(b"".join(held), before)
            before += len(held)
            held, weight = [], 0
        if line is None:
            yield Cut(b"", before)
            before += 1
        else:
            held.append(line)
            weight += len(line)
    if held:
        yield Cut(b"".join(held), before)


def text_lines(chunks: Iterable[bytes], name: str) -> Iterator[str | Problem]:
    """Give a stream as text, line by line with their ends; what is wrong with its encoding comes between as Problems."""
    for cut in lines(chunks):
        if not cut.raw:
            yield too_large(f"{name} line {cut.lines + 1}", None)
            continue
        text, notes = decode(cut.raw, name) if cut.raw.strip() else ("", ())
        yield from notes
        yield from io.StringIO(text or "", newline="\n")


def _whole_lines(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    """Give one line after another with its end; ``None`` for one beyond the limit."""
    held: list[bytes] = []
    weight = 0
    for chunk in chunks:
        start = 0
        while start < len(chunk):
            place = chunk.find(b"\n", start)
            end = len(chunk) if place < 0 else place + 1
            weight += end - start
            if weight <= DEFAULT.largest_file:
                held.append(chunk[start:end])
            else:
                held.clear()
            start = end
            if place >= 0:
                yield b"".join(held) if held else None
                held, weight = [], 0
    if weight:
        yield b"".join(held) if held else None


def _in_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Write a stream in UTF-16 or UTF-32 anew, since a line's end is not one byte there."""
    decoder = None
    for number, chunk in enumerate(chunks):
        if number == 0 and (encoding := wide(chunk)):
            decoder = codecs.getincrementaldecoder(encoding)("replace")
        yield decoder.decode(chunk).encode("utf-8", "replace") if decoder else chunk
    if decoder:
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")
