"""Compressed files → their bytes, a chunk at a time: never more at once, and never far more than news can shrink to."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO, NamedTuple

from variorum.settings import DEFAULT

CHUNK = 262_144
_WINDOW = 2**27  # bytes that a zstd file may ask us to keep: what `zstd --long` takes
_WARC = b"WARC/"
# Damaged members of a web archive that are passed over at most, and bytes of one that are looked through for the next.
_MOST_DAMAGED, _KEPT = 1_000, 4 * CHUNK
# Set where a part of a web archive is lost: it is no record, and the next one begins on a line of its own.
_BREAK = b"\r\n\r\n?\r\n"


class Unsound(Exception):  # it says more than UnsoundError
    """A compressed file that cannot be unpacked to its end; ``kind`` and the message are those of the Problem."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Counted:
    """A file read forward, which knows how many of its bytes were read; ``head`` is what was read of it before."""

    def __init__(self, file: BinaryIO, head: bytes = b"") -> None:
        self._file = file
        self._head = head
        self.count = 0

    def read(self, size: int) -> bytes:
        """Give so many bytes, fewer only at the end, as pipes do not."""
        parts = [self._head[:size]]
        self._head = self._head[size:]
        missing = size - len(parts[0])
        while missing > 0 and (more := self._file.read(missing)):
            parts.append(more)
            missing -= len(more)
        given = b"".join(parts)
        self.count += len(given)
        return given


class _Packing(NamedTuple):
    """A way of compressing: how its members begin, what unpacks one, and how many bytes it may be given at once.

    So few that what comes out of them fits into memory, at the most that either format can shrink.
    """

    magic: bytes
    machine: Callable[[], Any]
    at_once: int


def unpacked(file: Counted) -> Iterator[bytes]:
    """Give a file's bytes, unpacked if it is compressed by gzip or zstd. Raises ``Unsound`` where that ends too early."""
    head = file.read(CHUNK)
    packing = next((packing for packing in (_GZIP, _ZSTD) if head.startswith(packing.magic)), None)
    if packing is None:
        yield from plain(file, head)
    else:
        yield from _bounded(_unpack(packing, head, file), file)


def plain(file: Counted, head: bytes = b"") -> Iterator[bytes]:
    """Give a file's bytes as they are; ``head`` was read of them already."""
    head = head or file.read(CHUNK)
    while head:
        yield head
        head = file.read(CHUNK)


def _bounded(chunks: Iterable[bytes], file: Counted) -> Iterator[bytes]:
    given = 0
    for chunk in chunks:
        given += len(chunk)
        if given > DEFAULT.largest_unpacked or given > DEFAULT.largest_file + file.count * DEFAULT.most_expansion:
            times = given / max(1, file.count)
            message = (
                f"It unpacks to more than {times:,.0f} times its size, which no news does; it was read no further."
            )
            raise Unsound("bomb", message)
        yield chunk


def _unpack(packing: _Packing, data: bytes, file: Counted) -> Iterator[bytes]:
    """Unpack one member after another; in a web archive a damaged one is passed over, and the next ones are read."""
    mends, first, damaged = False, True, 0
    while data:
        held = [data]
        try:
            for chunk in _member(packing, held, file):
                mends, first = mends or (first and chunk.startswith(_WARC)), False
                yield chunk
            data = held[0] or file.read(CHUNK)
        except _errors() as error:
            damaged += 1
            if not mends or damaged > _MOST_DAMAGED:
                reason = "it ends too early" if isinstance(error, EOFError) else "its bytes are damaged"
                raise Unsound("broken_archive", f"It cannot be unpacked: {reason}. Fetch or pack it again.") from error
            yield _BREAK
            data = _next_member(packing, held[0][1:], file)
            continue
        if mends and not data.startswith(packing.magic):
            if data.strip(b"\x00"):
                yield _BREAK
            data = _next_member(packing, data, file)
        elif not data.startswith(packing.magic[:1]):
            return  # zeros that fill the last block of a tape, or whatever else other tools pass over, too


def _member(packing: _Packing, held: list[bytes], file: Counted) -> Iterator[bytes]:
    """Unpack one member of the input that is ``held``; what follows it is left there, or after an error the member itself.

    Of a large one that is damaged only its last part is left: the next member begins after it.
    """
    machine = packing.machine()
    data = held[0]
    while True:
        for start in range(0, len(data), packing.at_once):
            chunk = machine.decompress(data[start : start + packing.at_once])
            if chunk:
                yield chunk
            if machine.eof:
                held[0] = machine.unused_data + data[start + packing.at_once :]
                return
        data = file.read(CHUNK)
        if not data:
            raise EOFError
        held[0] = held[0] + data if len(held[0]) < _KEPT else data


def _next_member(packing: _Packing, data: bytes, file: Counted) -> bytes:
    """Find where the next member may begin, in what was read and then in what follows."""
    while True:
        place = data.find(packing.magic)
        if place >= 0:
            return data[place:]
        more = file.read(CHUNK)
        if not more:
            return b""
        data = data[1 - len(packing.magic) :] + more


def _errors() -> tuple[type[Exception], ...]:
    from zstandard import ZstdError

    return (zlib.error, ZstdError, EOFError, MemoryError)


def _zstd() -> Any:
    from zstandard import ZstdDecompressor

    return ZstdDecompressor(max_window_size=_WINDOW).decompressobj()


_GZIP = _Packing(b"\x1f\x8b\x08", partial(zlib.decompressobj, 31), 1024)
_ZSTD = _Packing(b"\x28\xb5\x2f\xfd", _zstd, 256)
