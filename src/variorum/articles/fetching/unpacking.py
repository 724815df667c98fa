"""Content encodings undone as the bytes come: never more is unpacked than is asked for."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Any

import zstandard

try:
    import brotli  # type: ignore[import-untyped]  # it has no types
except ImportError:  # pragma: no cover  # it comes with another package
    brotli = None

# Only from its version 1.2 on can brotli be told to stop.
_BROTLI = brotli is not None and hasattr(brotli.Decompressor, "can_accept_more_data")
_PIECE = 64 * 1024
_MOST_LAYERS = 3
# A window that every decoder for the web must have (RFC 9659); a larger one is only there to use up memory.
_ZSTD_WINDOW = 8 * 1024 * 1024

ACCEPTED = "gzip, deflate, br, zstd" if _BROTLI else "gzip, deflate, zstd"
"""What is said to servers in ``Accept-Encoding``."""


class Damaged(Exception):
    """What came cannot be unpacked further; what was unpacked before it is sound."""


class UnknownEncoding(Exception):
    """A body is packed in a way that was not asked for."""


def unpack(pieces: Iterator[bytes], encodings: str) -> Iterator[bytes]:
    """Undo the encodings that ``Content-Encoding`` lists, piece by piece.

    A body that is not packed at all, though said to be, comes as it is. Raises ``UnknownEncoding`` at once and ``Damaged`` on the way.
    """
    layers = [name for part in encodings.lower().split(",") if (name := part.strip()) not in {"", "identity"}]
    if len(layers) > _MOST_LAYERS:
        raise UnknownEncoding(f"packed {len(layers)} times over")
    for name in reversed(layers):
        if name not in _WAYS:
            raise UnknownEncoding(f"packed as {name[:40]!r}")
        pieces = _WAYS[name](pieces)
    return pieces


def _gzip(pieces: Iterator[bytes]) -> Iterator[bytes]:
    return _inflated(pieces, 16 + zlib.MAX_WBITS, starts=lambda head: head[:2] == b"\x1f\x8b")


def _deflate(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """With zlib's header as the standard has it, or without as some servers do."""
    head, pieces = _head(pieces)
    if len(head) < 2 or head[0] & 0x0F != 8 or (head[0] * 256 + head[1]) % 31:
        return _inflated(pieces, -zlib.MAX_WBITS)
    return _inflated(pieces, zlib.MAX_WBITS)


def _inflated(pieces: Iterator[bytes], bits: int, starts: Callable[[bytes], bool] = lambda _: True) -> Iterator[bytes]:
    head, pieces = _head(pieces)
    if not starts(head):
        yield from pieces
        return
    unpacker = zlib.decompressobj(bits)
    for piece in pieces:
        waiting = piece
        while waiting:
            if unpacker.eof:
                if bits < 16 or waiting[:1] != b"\x1f":  # what follows the last member of a gzip file means nothing
                    return
                unpacker = zlib.decompressobj(bits)
            try:
                found = unpacker.decompress(waiting, _PIECE)
            except zlib.error as error:
                raise Damaged(str(error)) from None
            if found:
                yield found
            waiting = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    if not unpacker.eof:
        raise Damaged("it ends too early")


def _brotli(pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = brotli.Decompressor()
    for piece in pieces:
        waiting = piece
        while waiting or not unpacker.can_accept_more_data():
            try:
                found: bytes = unpacker.process(waiting, output_buffer_limit=_PIECE)
            except brotli.error as error:
                raise Damaged(str(error)) from None
            waiting = b""
            if found:
                yield found
            if unpacker.is_finished():
                return
    raise Damaged("it ends too early")


class _Source:
    """Pieces as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""

    def read(self, size: int) -> bytes:
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._held = piece
        given, self._held = self._held[:size], self._held[size:]
        return given


def _zstd(pieces: Iterator[bytes]) -> Iterator[bytes]:
    source: Any = _Source(pieces)
    unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    with unpacker.stream_reader(source, read_across_frames=True) as reader:
        while True:
            try:
                found = reader.read(_PIECE)
            except zstandard.ZstdError as error:
                raise Damaged(str(error)) from None
            if not found:
                return
            yield found


def _head(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Give the first two bytes, and all pieces as if none had been taken."""
    taken: list[bytes] = []
    while sum(map(len, taken)) < 2 and (piece := next(pieces, None)) is not None:
        taken.append(piece)
    return b"".join(taken)[:2], _chained(taken, pieces)


def _chained(taken: list[bytes], pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield b"".join(taken)
    yield from pieces


_WAYS: dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "zstd": _zstd,
    **({"br": _brotli} if _BROTLI else {}),
}
