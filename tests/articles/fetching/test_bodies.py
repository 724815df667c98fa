"""Bodies that are slow, endless, cut, packed or broken: a Problem or the part that is of use, never a hang."""

from __future__ import annotations

import gzip
import itertools
import zlib
from collections.abc import Iterator

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tests.articles.fetching.server import HOME, FakeTiming, Request, Script, Site, answer, fetcher
from variorum.articles.fetching import Fetched, Limits, Validators
from variorum.articles.fetching.unpacking import ACCEPTED, Damaged, UnknownEncoding, unpack
from variorum.model import Problem

brotli = pytest.importorskip("brotli")
TEXT = b"The ferry will sail again on Monday. " * 50


def get(site: Site, script: Script, timing: FakeTiming | None = None, **limits: float) -> Fetched | Problem:
    site.pages["/a"] = script
    allowed = Limits(**{"read": 5, "attempts": 1} | limits)  # type: ignore[arg-type]
    with fetcher(site, timing, limits=allowed) as found:
        return found.get(HOME + "/a")


def deflate(raw: bytes, bits: int = zlib.MAX_WBITS) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, bits)
    return packer.compress(raw) + packer.flush()


PACKED = [
    ("gzip", gzip.compress(TEXT)),
    ("x-gzip", gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:])),
    ("GZIP", gzip.compress(TEXT) + b"\0\0\0"),
    ("deflate", deflate(TEXT)),
    ("deflate", deflate(TEXT, -zlib.MAX_WBITS)),
    ("br", brotli.compress(TEXT)),
    ("zstd", zstandard.compress(TEXT)),
    ("zstd", zstandard.compress(TEXT[:100]) + zstandard.compress(TEXT[100:])),
    ("identity", TEXT),
    ("gzip, br", brotli.compress(gzip.compress(TEXT))),
    ("gzip", TEXT),
]


@pytest.mark.parametrize(("encoding", "raw"), PACKED)
def test_a_packed_body_is_unpacked(site: Site, encoding: str, raw: bytes) -> None:
    found = get(site, answer(raw, content_encoding=encoding))
    assert isinstance(found, Fetched)
    assert found.body == TEXT


@pytest.mark.parametrize(("encoding", "raw"), PACKED)
def test_it_does_not_matter_how_a_packed_body_is_cut_into_pieces(encoding: str, raw: bytes) -> None:
    assert b"".join(unpack((bytes([byte]) for byte in raw), encoding)) == TEXT


@pytest.mark.parametrize(
    ("encoding", "bomb"),
    [
        ("gzip", gzip.compress(bytes(30_000_000))),
        ("deflate", deflate(bytes(30_000_000))),
        ("br", brotli.compress(bytes(30_000_000), quality=5)),
        ("zstd", zstandard.compress(bytes(30_000_000))),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(30_000_000)))),
    ],
)
def test_a_bomb_is_stopped_while_it_unpacks(site: Site, encoding: str, bomb: bytes) -> None:
    found = get(site, answer(bomb, content_encoding=encoding))
    assert isinstance(found, Problem)
    assert found.kind == "too_large"
    pieces = unpack(iter([bomb]), encoding)
    assert max(len(piece) for piece in itertools.islice(pieces, 50)) <= 1_000_000


@pytest.mark.parametrize("encoding", ["compress", "gzip, gzip, gzip, gzip", "x" * 500, "gzip;q=1"])
def test_an_encoding_that_nobody_asked_for_is_told(site: Site, encoding: str) -> None:
    found = get(site, answer(TEXT, content_encoding=encoding))
    assert isinstance(found, Problem)
    assert found.kind == "broken_answer"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
@given(raw=st.binary(max_size=300), cut=st.integers(1, 40))
def test_no_bytes_make_unpacking_fail_otherwise_than_told(encoding: str, raw: bytes, cut: int) -> None:
    pieces = (raw[start : start + cut] for start in range(0, len(raw), cut))
    try:
        assert sum(map(len, unpack(pieces, encoding))) < 10_000_000
    except (Damaged, UnknownEncoding):
        return


def test_of_a_body_that_is_cut_short_the_part_is_used_and_the_rest_still_wanted(site: Site) -> None:
    for script in (
        answer(TEXT, content_length="5000", etag='"1"'),
        answer(b"5\r\nwords\r\n100\r\nmo", content_length="0", transfer_encoding="chunked").replace(
            b"content-length: 0\r\n", b""
        ),
        answer(gzip.compress(TEXT)[:-30], content_encoding="gzip"),
    ):
        found = get(site, script)
        assert isinstance(found, Fetched)
        assert found.body
        assert [(note.input, note.kind) for note in found.notes] == [(HOME + "/a", "cut_short")]
        assert found.validators == Validators()


def test_what_comes_after_the_length_that_was_stated_is_not_taken(site: Site) -> None:
    found = get(site, answer(b"wordsHTTP/1.1 200 OK\r\n\r\nforged", content_length="5"))
    assert isinstance(found, Fetched)
    assert found.body == b"words"
    assert get(site, answer(b"others")) == get(site, answer(b"others"))


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (answer(b""), "empty"),
        (answer(b"", 204), "empty"),
        (answer(b"", content_length="500"), "broken_answer"),
        (answer(b"words", content_length="-1"), "broken_answer"),
        (answer(b"words", content_length="many"), "broken_answer"),
        (answer(b"words", transfer_encoding="chunked"), "broken_answer"),
        (b"", "broken_answer"),
        (b"just words, as in HTTP/0.9\n", "broken_answer"),
        (b"HTTP/0.9 200 OK\r\n\r\n", "empty"),
        (b"\x00\xff" * 5_000, "broken_answer"),
        (b"HTTP/1.1 999999 OK\r\n\r\n", "broken_answer"),
        (answer(b"words")[:20], "broken_answer"),
        (b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 100_000, "broken_answer"),
        (b"HTTP/1.1 200 OK\r\nx: " + b"y" * 1_000_000, "broken_answer"),
        (answer(b"words" * 5_000_000), "too_large"),
    ],
)
def test_what_is_no_answer_is_told(site: Site, script: bytes, kind: str) -> None:
    found = get(site, script)
    assert isinstance(found, Problem)
    assert found.kind == kind
    assert found.input == HOME + "/a"


def test_a_body_without_end_is_given_up(site: Site) -> None:
    def endless(asked: Request) -> Iterator[bytes]:
        del asked
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        yield from itertools.repeat(b"words " * 10_000)

    found = get(site, endless)
    assert isinstance(found, Problem)
    assert found.kind == "too_large"


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nx: "])
def test_a_body_or_head_that_drips_for_ever_is_given_up(site: Site, start: bytes) -> None:
    def drip(asked: Request) -> Iterator[bytes]:
        del asked
        yield start
        yield from itertools.repeat(b"w", 200_000)

    found = get(site, drip, FakeTiming(tick=1))
    assert isinstance(found, Problem)
    assert found.kind == "too_slow"


def test_an_endless_row_of_promises_is_given_up(site: Site) -> None:
    def promises(asked: Request) -> Iterator[bytes]:
        del asked
        yield from itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)

    found = get(site, promises, largest=100_000)
    assert isinstance(found, Problem)
    assert found.kind == "too_large"


def test_a_server_that_says_nothing_is_given_up(site: Site) -> None:
    def silent(asked: Request) -> Iterator[bytes]:
        del asked
        ended.wait(10)
        yield b""

    import threading

    ended = threading.Event()
    found = get(site, silent, read=0.05)
    ended.set()
    assert isinstance(found, Problem)
    assert found.kind == "unreachable"


def test_servers_are_told_what_can_be_unpacked() -> None:
    assert ACCEPTED == "gzip, deflate, br, zstd"
