"""No bytes that a server sends make fetching fail otherwise than by a Problem."""

from __future__ import annotations

from typing import Any

import httpcore
from hypothesis import given
from hypothesis import strategies as st

from tests.articles.fetching.server import HOME, PUBLIC, TRUSTED, FakeTiming, answer
from variorum.articles.fetching import Fetched, Fetcher, Limits, Network
from variorum.articles.fetching.robots import PRODUCT, Rules, parse
from variorum.model import Problem


class Canned(httpcore.NetworkStream):
    """A connection on which some bytes come, whatever is asked."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Give the next bytes."""
        del timeout
        given, self._raw = self._raw[:max_bytes], self._raw[max_bytes:]
        return given

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Take no notice."""

    def close(self) -> None:
        """Do nothing."""

    def get_extra_info(self, info: str) -> Any:
        """Know nothing."""


def fetched(rules: bytes, *answers: bytes) -> Fetched | Problem:
    """Fetch from a host that gives these bytes one connection after another, and then nothing."""
    waiting = [rules, *answers]

    def dial(address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        del port, timeout
        assert address == PUBLIC
        return Canned(waiting.pop(0) if waiting else b"")

    def resolve(host: str, port: int) -> list[str]:
        del host, port
        return [PUBLIC]

    network = Network(resolve, dial)
    with Fetcher(timing=FakeTiming(), network=network, limits=Limits(largest=100_000), tls=TRUSTED) as found:
        return found.get(HOME + "/a")


NAMES = st.sampled_from(
    [
        "content-length",
        "transfer-encoding",
        "content-encoding",
        "content-type",
        "location",
        "etag",
        "last-modified",
        "retry-after",
        "connection",
        "x",
    ]
)
VALUES = st.one_of(
    st.sampled_from(
        ["0", "5", "99999999999999999999", "-1", "chunked", "gzip", "br", "zstd", "deflate", "gzip, br", "identity", "text/html; charset=", "/a", "//", "http:",
         "http://[", "https://other.example", "?", "close", "keep-alive", "Sun, 31 Feb 2031 99:00:00 GMT", "\x85", "W/\"", ""]
    ),
    st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=30),
)  # fmt: skip
STATUS = st.sampled_from(
    [100, 101, 200, 203, 204, 205, 206, 226, 301, 302, 304, 307, 401, 404, 410, 418, 429, 500, 503, 999]
)


@st.composite
def answers(draw: st.DrawFn) -> bytes:
    """Answers that are nearly right."""
    head = (
        f"HTTP/1.{draw(st.integers(0, 1))} {draw(STATUS)} {draw(st.text(st.characters(max_codepoint=255), max_size=5))}"
    )
    lines = [f"{name}: {value}" for name, value in draw(st.lists(st.tuples(NAMES, VALUES), max_size=6))]
    raw = "\r\n".join([head, *lines, "", ""]).encode("latin-1") + draw(st.binary(max_size=60))
    return raw[: draw(st.integers(0, len(raw)))] if draw(st.booleans()) else raw


@given(st.lists(st.one_of(answers(), st.binary(max_size=80)), min_size=1, max_size=6))
def test_no_row_of_answers_makes_fetching_fail(given_answers: list[bytes]) -> None:
    found = fetched(answer(b"", 404), *given_answers)
    assert found.requested == HOME + "/a" if isinstance(found, Fetched) else found.input == HOME + "/a"


@given(st.one_of(answers(), st.binary(max_size=80)))
def test_no_answer_for_the_rules_makes_fetching_fail(rules: bytes) -> None:
    assert isinstance(fetched(rules, answer(b"words")), Fetched | Problem)


LINES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["User-agent", "Disallow", "Allow", "Crawl-delay", "Request-rate", "Visit-time", "Sitemap", "Host", "#"]),
    st.sampled_from([": ", ":", " ", "::", ""]),
    st.one_of(st.sampled_from(["*", "variorum", "/", "/*$", "$", "%", "%zz", "1/0", "9/9s 1-2", "nan", "inf", "-1", "1e400", "http://["]), st.text(max_size=12)),
)  # fmt: skip


@given(st.lists(LINES, max_size=12), st.text(max_size=20))
def test_no_robots_txt_makes_reading_it_fail(lines: list[str], path: str) -> None:
    rules = Rules(0, parse("\n".join(lines).encode("utf-8", "surrogatepass"), 100_000))
    rules.forbid(f"http://news.example/{path}", "news.example")
    assert rules.delay >= 0
    assert PRODUCT == "variorum"
