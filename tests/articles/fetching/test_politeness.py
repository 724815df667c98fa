"""Rules, pauses and second attempts, by a clock that never waits."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.articles.fetching.server import HOME, FakeTiming, Request, Script, Site, answer, fetcher
from variorum.articles.fetching import Fetched, Limits
from variorum.articles.fetching.patience import backoff, wanted_wait
from variorum.articles.fetching.robots import PRODUCT, parse
from variorum.model import Problem


def kinds(site: Site, *paths: str, timing: FakeTiming | None = None) -> list[str]:
    with fetcher(site, timing) as found:
        results = [found.get(HOME + path) for path in paths]
    return ["" if isinstance(result, Fetched) else result.kind for result in results]


def first_then(*scripts: bytes) -> Script:
    def page(asked: Request) -> Iterator[bytes]:
        yield scripts[min(asked.number, len(scripts) - 1)]

    return page


# robots.txt


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /a", [False, True]),
        ("User-agent: variorum\nDisallow: /b\n\nUser-agent: *\nDisallow: /a", [True, False]),
        ("User-agent: Variorum/0.1\nDisallow: /", [True, True]),
        ("User-agent: *\nDisallow: /\nAllow: /b$", [False, True]),
        ("User-agent: *\nDisallow: /*a", [False, True]),
        ("\ufeffUser-agent: *\r\nDisallow: /a\r\n", [False, True]),
        ("<html>not found</html>", [True, True]),
        ("", [True, True]),
    ],
)
def test_a_site_is_asked_only_for_what_its_robots_txt_allows(site: Site, rules: str, allowed: list[bool]) -> None:
    site.pages |= {"/robots.txt": answer(rules.encode()), "/a": answer(b"words"), "/b": answer(b"words")}
    assert kinds(site, "/a", "/b") == ["" if each else "disallowed" for each in allowed]
    assert len(site.asked) == 1 + sum(allowed)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_without_a_robots_txt_everything_is_allowed(site: Site, status: int) -> None:
    site.pages |= {"/robots.txt": answer(b"User-agent: *\nDisallow: /", status), "/a": answer(b"words")}
    assert kinds(site, "/a") == [""]


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (answer(status=500), "later"),
        (answer(status=503), "later"),
        (answer(status=429), "later"),
        (b"garbage", "broken_answer"),
        (b"", "broken_answer"),
    ],
)
def test_a_site_whose_robots_txt_is_out_of_reach_is_asked_for_nothing(site: Site, script: bytes, kind: str) -> None:
    site.pages |= {"/robots.txt": script, "/a": answer(b"words"), "/b": answer(b"words")}
    assert kinds(site, "/a", "/b") == [kind, kind]
    assert site.paths() == []


def test_a_robots_txt_is_fetched_once_a_day_and_one_out_of_reach_after_ten_minutes(site: Site) -> None:
    site.pages |= {
        "/robots.txt": first_then(answer(b"", 404), answer(b"User-agent: *\nDisallow: /")),
        "/a": answer(b"words"),
    }
    timing = FakeTiming()
    with fetcher(site, timing) as found:
        assert isinstance(found.get(HOME + "/a"), Fetched)
        assert isinstance(found.get(HOME + "/a"), Fetched)
        timing.elapsed += 24 * 3600
        assert isinstance(found.get(HOME + "/a"), Problem)
    assert len(site.asked) == 4


def test_a_robots_txt_may_be_redirected(site: Site) -> None:
    site.pages |= {
        "/robots.txt": answer(status=301, location="http://www.news.example/rules"),
        "/rules": answer(b"User-agent: *\nDisallow: /a"),
        "/a": answer(b"words"),
    }
    assert kinds(site, "/a") == ["disallowed"]


@pytest.mark.parametrize("location", ["/robots.txt", "file:///etc/passwd", "http://127.0.0.1/robots.txt"])
def test_a_robots_txt_that_is_redirected_to_nothing_is_none(site: Site, location: str) -> None:
    site.pages |= {"/robots.txt": answer(status=301, location=location), "/a": answer(b"words")}
    assert kinds(site, "/a") == [""]


def test_of_an_endless_robots_txt_the_beginning_is_read(site: Site) -> None:
    def endless(asked: Request) -> Iterator[bytes]:
        del asked
        yield b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /a\n"
        for _ in range(1_000_000):
            yield b"Disallow: /elsewhere\n" * 1_000

    site.pages |= {"/robots.txt": endless, "/a": answer(b"words"), "/b": answer(b"words")}
    assert kinds(site, "/a", "/b") == ["disallowed", ""]


@given(st.binary(max_size=400), st.text(max_size=40))
def test_no_robots_txt_makes_reading_it_fail(raw: bytes, path: str) -> None:
    parse(raw, 300).can_fetch("http://news.example/" + path, PRODUCT)


# Pauses


def test_a_host_is_left_alone_for_a_second_after_each_request(site: Site) -> None:
    site.pages["/a"] = answer(b"words")
    timing = FakeTiming()
    kinds(site, "/a", "/a", "/a", timing=timing)
    assert timing.slept == [1, 1, 1]


@pytest.mark.parametrize(
    ("rule", "pause"),
    [
        ("Crawl-delay: 7", 7),
        ("Crawl-delay: 900", 60),
        ("Crawl-delay: 0.1", 1),
        ("Request-rate: 1/5", 5),
        ("Crawl-delay: -3", 1),
    ],
)
def test_longer_pauses_are_kept_where_a_site_wants_them(site: Site, rule: str, pause: float) -> None:
    site.pages |= {"/robots.txt": answer(f"User-agent: *\n{rule}".encode()), "/a": answer(b"words")}
    timing = FakeTiming()
    kinds(site, "/a", "/a", "/a", timing=timing)
    assert timing.slept[-2:] == [pause, pause]


def test_one_host_is_asked_one_thing_at_a_time_and_other_hosts_meanwhile(site: Site) -> None:
    open_now: dict[str, int] = {}
    most: dict[str, int] = {}

    def page(asked: Request) -> Iterator[bytes]:
        open_now[asked.host] = open_now.get(asked.host, 0) + 1
        most[asked.host] = max(most.get(asked.host, 0), open_now[asked.host])
        yield answer(b"words")[:-1]
        open_now[asked.host] -= 1
        yield b"s"

    site.pages["/a"] = page
    with fetcher(site) as found, ThreadPoolExecutor(8) as pool:
        urls = [f"http://{host}.example/a" for host in ("one", "two", "three") for _ in range(8)]
        assert all(isinstance(result, Fetched) for result in pool.map(found.get, urls))
    assert most == {"one.example": 1, "two.example": 1, "three.example": 1}


# Second attempts


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_after_longer_and_longer_pauses(site: Site, status: int) -> None:
    site.pages["/a"] = first_then(answer(status=status), answer(status=status), answer(b"words"))
    timing = FakeTiming()
    assert kinds(site, "/a", timing=timing) == [""]
    assert timing.slept == [1, 2, 4]


def test_attempts_are_few(site: Site) -> None:
    site.pages["/a"] = answer(status=503)
    assert kinds(site, "/a") == ["later"]
    assert len(site.paths()) == 3


@pytest.mark.parametrize("after", ["30", "Sun, 01 Jun 2031 12:00:31 GMT", "Sunday, 01-Jun-31 12:00:31 GMT"])
def test_a_server_that_says_when_to_come_back_is_heeded(site: Site, after: str) -> None:
    site.pages["/a"] = first_then(answer(status=429, retry_after=after), answer(b"words"))
    timing = FakeTiming()
    assert kinds(site, "/a", timing=timing) == [""]
    assert timing.slept == [1, 30]


def test_a_host_that_wants_to_be_left_alone_for_long_is_not_asked_again_before(site: Site) -> None:
    site.pages |= {"/a": answer(status=503, retry_after="7200"), "/b": answer(b"words")}
    timing = FakeTiming()
    with fetcher(site, timing) as found:
        first = found.get(HOME + "/a")
        assert isinstance(first, Problem)
        assert "7200 seconds" in first.message
        assert isinstance(found.get(HOME + "/b"), Problem)
        assert site.paths() == ["/a"]
        assert found.wait_for("news.example") == 7200
        timing.elapsed += 7200
        assert isinstance(found.get(HOME + "/b"), Fetched)
    assert max(timing.slept) <= Limits().patience


def test_a_host_that_cannot_be_reached_is_left_alone_for_a_while(site: Site) -> None:
    dialled: list[str] = []

    def refuse(address: str, port: int, timeout: float) -> object:
        del port, timeout
        dialled.append(address)
        raise ConnectionRefusedError("refused")

    from variorum.articles.fetching import Network

    with fetcher(site, network=Network(site.resolve, refuse)) as found:  # type: ignore[arg-type]
        for number in range(50):
            result = found.get(f"{HOME}/{number}")
            assert isinstance(result, Problem)
            assert result.kind == "unreachable"
    assert len(dialled) == 3


NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [(None, None), ("5", 5), (" 5 ", 5), ("-5", None), ("soon", None), ("", None), ("٥", None), ("Sun, 01 Jun 2031 11:00:00 GMT", 0),
     ("Sun, 01 Jun 2031 13:00:00 +0000", 3600), ("99999999999999999999", 1e20)],
)  # fmt: skip
def test_when_to_come_back_is_read_as_seconds_or_a_moment(value: str | None, seconds: float | None) -> None:
    assert wanted_wait(value, NOON) == seconds


@given(st.text(max_size=50))
def test_no_header_makes_reading_it_fail(value: str) -> None:
    wanted = wanted_wait(value, NOON)
    assert wanted is None or wanted >= 0
    assert backoff(2, 2.0, wanted) >= 4


def test_a_host_that_drips_is_left_alone_for_a_while(site: Site) -> None:
    def drip(asked: Request) -> Iterator[bytes]:
        del asked
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        for _ in range(200_000):
            yield b"w"

    site.pages |= {f"/{number}": drip for number in range(10)} | {"/robots.txt": answer(b"")}
    found = kinds(site, *(f"/{number}" for number in range(10)), timing=FakeTiming(tick=1))
    assert found == ["too_slow"] * 3 + ["later"] * 7
    assert len(site.paths()) == 3
