"""Mutated inputs over every format: samples made by code, damaged as transport, programs and ill will damage them; seeded."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from bench import saved

_NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"9999999999999999999999", b"1e308", b"NaN", b"%s")
_TOKENS = (
    b"<", b">", b"&", b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<script>", b"</p>", b"<p>",
    b'"', b"'", b"\\", b"\\ud800", b"{", b"}", b"[", b"]", b",", b":", b"null", b"true", b'{"text":', b"\n", b"\r\n", b"\r\n\r\n",
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xfe\xff", b"\xc3", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"WARC/1.0\r\n", b"Content-Length: ",
    b"HTTP/1.1 200 OK\r\n", b"--boundary", b"boundary=", b"Content-Type: multipart/mixed; boundary=", b"=?utf-8?q?=", b"=\n",
    b"obj", b"endobj", b"stream", b"endstream", b"/Kids", b"/Count ", b"<<", b">>", b"xref", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd",
    b"PK\x03\x04", b"../", b"charset=", b"encoding='utf-16'", b"https://", b"javascript:", b"2031-03-05", b"99999-99-99",
)  # fmt: skip


def mutated(count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """Give so many damaged files, each with the name of the sample it was; the same seed gives the same."""
    samples = saved.every()
    names = sorted(samples)
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        name = rng.choice(names)
        yield name, mutant(name, samples[name], rng, samples)


def mutant(name: str, raw: bytes, rng: random.Random, others: Mapping[str, bytes]) -> bytes:
    """Damage one file: what it holds packed is in half of the cases unpacked, damaged, and packed again."""
    if rng.random() < 0.5:
        if name.endswith(".gz"):
            return gzip.compress(damaged(_unpacked(raw), rng, others), mtime=0)
        if name.endswith(".zst"):
            return saved.zst(damaged(_unpacked(raw), rng, others))
        if name.endswith(".docx"):
            return _repacked(raw, rng, others)
    return damaged(raw, rng, others)


def _unpacked(raw: bytes) -> bytes:
    """Unpack what can be unpacked: what is damaged already stays as it is."""
    import zstandard

    try:
        if raw.startswith(b"\x1f\x8b"):
            return gzip.decompress(raw)
        return zstandard.ZstdDecompressor().decompressobj().decompress(raw)
    except (OSError, EOFError, ValueError, zlib.error, zstandard.ZstdError):
        return raw


def _undated(part: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Give the name of a part without a moment, which would be now."""
    return zipfile.ZipInfo(part.filename)


def _repacked(raw: bytes, rng: random.Random, others: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
            hurt = rng.choice(["word/document.xml", "docProps/core.xml", "word/styles.xml", "[Content_Types].xml"])
            for part in old.infolist():
                held = old.read(part)
                new.writestr(_undated(part), damaged(held, rng, others) if part.filename == hurt else held)
    except Exception:  # what is damaged already is not unpacked; zipfile raises a dozen kinds
        return damaged(raw, rng, others)
    return out.getvalue()


def damaged(raw: bytes, rng: random.Random, others: Mapping[str, bytes]) -> bytes:
    """Damage some bytes in one way or a few."""
    made = bytearray(raw)
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        _WAYS[rng.randrange(len(_WAYS))](made, rng, others)
        del made[2_000_000:]
    return bytes(made)


def _place(made: bytearray, rng: random.Random) -> int:
    return rng.randrange(len(made) + 1)


def _stretch(made: bytearray, rng: random.Random) -> slice:
    start = _place(made, rng)
    return slice(start, min(len(made), start + int(2 ** rng.uniform(0, 12))))


def _flip(made: bytearray, rng: random.Random, others: Mapping[str, bytes]) -> None:  # noqa: ARG001  # all ways are called alike
    for _ in range(min(len(made), rng.choice((1, 2, 16)))):
        made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)


def _overwrite(made: bytearray, rng: random.Random, _: Mapping[str, bytes]) -> None:
    where = _stretch(made, rng)
    made[where] = rng.randbytes(where.stop - where.start)


def _cut_off(made: bytearray, rng: random.Random, _: Mapping[str, bytes]) -> None:
    del made[_place(made, rng) :]


def _take_out(made: bytearray, rng: random.Random, _: Mapping[str, bytes]) -> None:
    del made[_stretch(made, rng)]


def _repeat(made: bytearray, rng: random.Random, _: Mapping[str, bytes]) -> None:
    where = _stretch(made, rng)
    made[where.start : where.start] = made[where] * rng.choice((1, 2, 10, 200))


def _put_in(made: bytearray, rng: random.Random, _: Mapping[str, bytes]) -> None:
    at = _place(made, rng)
    made[at:at] = rng.choice(_TOKENS) * rng.choice((1, 1, 1, 3, 1000))


def _renumber(made: bytearray, rng: random.Random, _: Mapping[str, bytes]) -> None:
    digits = [at for at in range(len(made)) if 48 <= made[at] <= 57]
    if digits:
        start = end = rng.choice(digits)
        while end < len(made) and 48 <= made[end] <= 57:
            end += 1
        made[start:end] = rng.choice(_NUMBERS)


def _splice(made: bytearray, rng: random.Random, others: Mapping[str, bytes]) -> None:
    other = others[rng.choice(sorted(others))]
    start = rng.randrange(len(other) + 1)
    made[_stretch(made, rng)] = other[start : start + int(2 ** rng.uniform(0, 12))]


_WAYS = (_flip, _overwrite, _cut_off, _take_out, _repeat, _put_in, _put_in, _renumber, _splice)
