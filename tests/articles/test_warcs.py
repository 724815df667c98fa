"""Web archives: pages only, and a damaged record costs only itself."""

from __future__ import annotations

import gzip
from collections.abc import Sequence

import pytest
from bench.saved import URL, page, record, warc
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.articles import unpacking, warcs
from variorum.articles.unpacking import Counted, unpacked
from variorum.articles.warcs import Page, pages
from variorum.model import Problem
from variorum.settings import Settings


class Bytes:
    def __init__(self, raw: bytes, size: int = 100) -> None:
        self.raw, self.size = raw, size

    def read(self, _size: int = -1) -> bytes:
        given, self.raw = self.raw[: self.size], self.raw[self.size :]
        return given


def found(raw: bytes, size: int = 100_000) -> tuple[list[Page], list[Problem]]:
    items = list(pages(unpacked(Counted(Bytes(raw, size))), "a.warc"))  # type: ignore[arg-type]  # all it asks for is read()
    return [one for one in items if isinstance(one, Page)], [one for one in items if isinstance(one, Problem)]


def told(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    return [(problem.input, problem.kind) for problem in problems]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_come_with_their_address_and_moment(packed: bool) -> None:
    given, problems = found(warc(packed=packed))
    assert [(one.url, one.seen) for one in given] == [(f"{URL}-{n}", f"2031-03-05T10:00:0{n}Z") for n in range(3)]
    assert given[1].markup.decode() == page(1)
    (passed,) = problems
    assert passed.kind == "passed_over"
    assert "1 × revisit" in passed.message
    assert "1 × status 404" in passed.message


@pytest.mark.parametrize("length", [0, 60, 500, 2_000, 5_000, 10**9, 10**17])
def test_a_wrong_length_costs_only_that_record(length: int) -> None:
    given, problems = found(record(0) + record(1, length=length) + record(2) + record(3))
    assert [one.url for one in given if one.url != f"{URL}-1"] == [f"{URL}-0", f"{URL}-2", f"{URL}-3"]
    assert all(problem.input == "a.warc#2" or problem.kind == "broken_record" for problem in problems)
    assert problems


@pytest.mark.parametrize("at", [0, 3, 40, -10])
def test_a_damaged_member_is_named_and_the_next_ones_are_read(at: int) -> None:
    members = [bytearray(gzip.compress(record(n))) for n in range(4)]
    members[1][at] ^= 0xFF
    given, problems = found(b"".join(members))
    assert [one.url for one in given] == [f"{URL}-0", f"{URL}-2", f"{URL}-3"]
    assert told(problems)[0] == ("a.warc#2", "broken_record")


def test_an_archive_that_is_cut_off_says_so() -> None:
    given, problems = found(record(0) + record(1)[:-100])
    assert len(given) == 1
    assert told(problems) == [("a.warc#2", "broken_record")]
    given, problems = found(gzip.compress(record(0)) + gzip.compress(record(1))[:-30])
    assert len(given) == 1
    assert told(problems) == [("a.warc#2", "broken_record")]


@pytest.mark.parametrize("between", [b"garbage\r\nWARC no\r\n", b"\r\n\r\n\r\n", b"\x00" * 70_000, b"x" * 200_000])
def test_what_stands_between_records_is_passed_over(between: bytes) -> None:
    given, _ = found(record(0) + between + record(1))
    assert [one.url for one in given] == [f"{URL}-0", f"{URL}-1"]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Type: text/html\r\nTransfer-Encoding: chunked", b"5\r\n<html\r\n4\r\n>abc\r\n0\r\n\r\n"),
        ("Content-Type: text/html\r\nContent-Encoding: gzip", gzip.compress(b"<html>abc")),
        # Crawlers unpack and leave the headers as they were.
        ("Content-Type: text/html\r\nTransfer-Encoding: chunked", b"<html>abc"),
        ("Content-Type: text/html\r\nContent-Encoding: gzip", b"<html>abc"),
        ("Content-Type: text/html\r\nContent-Encoding: unheard-of", b"<html>abc"),
    ],
)
def test_an_answer_is_unpacked_if_it_is_packed(headers: str, body: bytes) -> None:
    given, problems = found(record(0, body, headers=headers))
    assert [one.markup for one in given] == [b"<html>abc"]
    assert problems == []


@pytest.mark.parametrize(
    "one",
    [
        record(0, kind="warcinfo"), record(0, kind="request"), record(0, headers="Content-Type: image/png"),
        record(0, status="301 Moved"), record(0, headers="X: y"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_counted(one: bytes) -> None:
    given, problems = found(one + record(1))
    assert [found_page.url for found_page in given] == [f"{URL}-1"]
    assert all(problem.kind == "passed_over" for problem in problems)


def test_a_record_that_unpacks_to_far_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (warcs, unpacking):
        monkeypatch.setattr(module, "DEFAULT", Settings(largest_file=200_000))
    bomb = record(1, gzip.compress(b"a" * 30_000_000), headers="Content-Type: text/html\r\nContent-Encoding: gzip")
    given, problems = found(record(0) + bomb + record(2))
    assert [one.url for one in given] == [f"{URL}-0", f"{URL}-2"]
    assert told(problems) == [("a.warc#2", "broken_record")]


@given(data=st.data(), size=st.integers(1, 3000))
@settings(max_examples=60, deadline=None)
def test_any_damage_ends_no_run_and_spares_what_is_behind_it(data: st.DataObject, size: int) -> None:
    packed = data.draw(st.booleans())
    members = [gzip.compress(record(n)) if packed else record(n) for n in range(4)]
    broken = bytearray(members[1])
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    given, _ = found(b"".join([members[0], bytes(broken), *members[2:]]), size)
    assert {f"{URL}-0", f"{URL}-2", f"{URL}-3"} <= {str(one.url) for one in given} or not packed


def test_an_archive_that_keeps_its_reader_busy_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warcs, "DEFAULT", Settings(largest_file=100_000))
    busy = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 90000\r\n\r\n" * 20_000
    with pytest.raises(unpacking.Unsound, match="read no further"):
        found(busy)
