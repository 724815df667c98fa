"""What is made of an answer, and what is asked for."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path

import httpcore
import pytest

from tests.articles.fetching.server import HOME, PUBLIC, TRUSTED, FakeTiming, Site, answer, fetcher
from variorum.articles.fetching import Fetched, Fetcher, Limits, Network, Validators
from variorum.model import Problem


def get(
    site: Site, path: str = "/a", known: Validators | None = None, timing: FakeTiming | None = None
) -> Fetched | Problem:
    with fetcher(site, timing) as open_fetcher:
        return open_fetcher.get(HOME + path, known)


def good(found: Fetched | Problem) -> Fetched:
    assert isinstance(found, Fetched)
    return found


def bad(found: Fetched | Problem) -> Problem:
    assert isinstance(found, Problem)
    return found


def test_a_page_comes_with_what_is_to_be_remembered_of_it(site: Site) -> None:
    site.pages["/a"] = answer(
        b"<p>Ja",
        content_type="Text/HTML; Charset=ISO-8859-1",
        etag='"7"',
        last_modified="Sun, 01 Jun 2031 10:00:00 GMT",
    )
    found = good(get(site))
    assert (found.requested, found.url, found.status, found.body) == (HOME + "/a", HOME + "/a", 200, b"<p>Ja")
    assert (found.content_type, found.charset, found.seen) == ("text/html", "iso-8859-1", "2031-06-01T12:00:01Z")
    assert found.validators == Validators('"7"', "Sun, 01 Jun 2031 10:00:00 GMT")
    assert (found.unchanged, found.moved, found.notes) == (False, None, ())
    assert site.dialled == [PUBLIC, PUBLIC]


def test_a_request_says_who_asks_and_how_to_reach_them(site: Site) -> None:
    with fetcher(site, contact="mailto:desk@paper.example") as found:
        found.get(HOME + "/a#part")
    request = site.asked[-1]
    assert request.path == "/a"
    assert request.headers["user-agent"].startswith("variorum/")
    assert "(+mailto:desk@paper.example)" in request.headers["user-agent"]
    assert "cookie" not in request.headers
    assert "referer" not in request.headers


@pytest.mark.parametrize("contact", ["a\r\nX: y", "", "ü@x.example", "a)b", "a" * 300])
def test_a_contact_that_no_header_can_hold_is_wrong_use(contact: str) -> None:
    with pytest.raises(ValueError, match="contact"):
        Fetcher(contact=contact)


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    site.pages["/a"] = lambda asked: iter(
        [answer(status=304, etag='"8"') if asked.headers.get("if-none-match") == '"7"' else answer(b"new")]
    )
    found = good(get(site, known=Validators('"7"', "Sun, 01 Jun 2031 10:00:00 GMT")))
    assert found.unchanged
    assert found.body == b""
    assert found.validators == Validators('"8"', "Sun, 01 Jun 2031 10:00:00 GMT")
    assert good(get(site)).body == b"new"


def test_a_304_that_nobody_asked_for_is_no_answer(site: Site) -> None:
    site.pages["/a"] = answer(status=304)
    assert bad(get(site)).kind == "broken_answer"


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, "gone"), (410, "gone"), (401, "forbidden"), (403, "forbidden"), (451, "forbidden"), (400, "broken_answer"), (206, "broken_answer"),
     (300, "broken_answer"), (302, "broken_answer"), (599, "broken_answer"), (503, "later"), (429, "later")],
)  # fmt: skip
def test_each_status_is_a_problem_of_its_kind(site: Site, status: int, kind: str) -> None:
    site.pages["/a"] = answer(b"words", status)
    assert bad(get(site)).kind == kind


@pytest.mark.parametrize("validator", ["x" * 2_000, '"a\tb"', "\xff\xff"])
def test_a_validator_that_could_not_be_sent_back_is_not_kept(site: Site, validator: str) -> None:
    site.pages["/a"] = answer(b"words", etag=validator)
    assert good(get(site)).validators == Validators()


# Redirects


def test_a_lasting_redirect_tells_where_to_ask_from_now_on_and_a_passing_one_does_not(site: Site) -> None:
    site.pages |= {
        "/a": answer(status=301, location="/b"),
        "/b": answer(status=308, location="http://other.example/c"),
        "/c": answer(status=302, location="/d"),
        "/d": answer(status=301, location="/e"),
        "/e": answer(b"words"),
    }
    found = good(get(site))
    assert found.url == "http://other.example/e"
    assert found.moved == "http://other.example/c"
    assert good(get(site, "/c")).moved is None
    assert [request.host for request in site.asked if request.path == "/robots.txt"][:2] == [
        "news.example",
        "other.example",
    ]


def test_redirects_in_a_circle_are_told(site: Site) -> None:
    site.pages |= {"/a": answer(status=302, location="/b"), "/b": answer(status=302, location="/a")}
    assert bad(get(site)) == Problem(HOME + "/a", "redirects", f"its redirects go in a circle, back to {HOME}/a")
    assert site.paths() == ["/a", "/b"]


def test_redirects_without_end_are_told(site: Site) -> None:
    for number in range(20):
        site.pages[f"/{number}"] = answer(status=302, location=f"/{number + 1}")
    assert bad(get(site, "/0")).kind == "redirects"
    assert len(site.paths()) == 11


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "http://127.0.0.1/", "http://169.254.169.254/latest/", "//2130706433/", "http://news.example:25/", "http://a:b@news.example/",
     "ftp://news.example/", "http://[::1]/", "data:text/html,x", "gopher://news.example/", "http://localhost/"],
)  # fmt: skip
def test_a_redirect_out_of_the_public_web_is_refused(site: Site, location: str) -> None:
    site.pages["/a"] = answer(status=302, location=location)
    assert bad(get(site)).kind == "refused"
    assert site.paths() == ["/a"]


@pytest.mark.parametrize("location", ["http://[", "http://\xff\xfe|/", "http://a:b:c/"])
def test_a_redirect_to_what_is_no_url_is_told(site: Site, location: str) -> None:
    site.pages["/a"] = answer(status=302, location=location)
    assert bad(get(site)).kind in {"refused", "redirects"}


def test_a_redirect_is_held_to_the_robots_txt_of_where_it_leads(site: Site) -> None:
    site.pages |= {
        "/a": answer(status=302, location="http://other.example/b"),
        "/b": answer(b"words"),
        "/robots.txt": lambda asked: iter(
            [answer(b"User-agent: *\nDisallow: /" if asked.host == "other.example" else b"")]
        ),
    }
    assert bad(get(site)).kind == "disallowed"
    assert site.paths() == ["/a"]


# Addresses


def test_a_name_that_leads_into_the_private_network_is_refused(site: Site) -> None:
    for address in (
        "127.0.0.1",
        "10.0.0.8",
        "169.254.169.254",
        "::1",
        "fe80::1%eth0",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "nonsense",
    ):
        site.names["news.example"] = [address]
        assert bad(get(site)).kind == "refused"
    assert not site.dialled


def test_of_several_addresses_only_a_public_one_is_used(site: Site) -> None:
    site.pages["/a"] = answer(b"words")
    site.names["news.example"] = ["10.0.0.1", PUBLIC]
    assert good(get(site)).body == b"words"
    assert set(site.dialled) == {PUBLIC}


def test_an_address_that_does_not_answer_is_followed_by_the_next_four_at_most(site: Site) -> None:
    site.pages["/a"] = answer(b"words")
    addresses = [f"93.184.216.{number}" for number in range(40, 50)]
    site.names["news.example"] = addresses
    tried: list[str] = []

    def dial(address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        tried.append(address)
        if address not in answering:
            raise httpcore.ConnectTimeout("silence")
        return site.dial(address, port, timeout)

    answering = {addresses[2]}
    with fetcher(site, network=Network(site.resolve, dial)) as found:
        assert good(found.get(HOME + "/a")).body == b"words"
    assert tried == addresses[:3] * 2
    answering, tried = set(), []
    with fetcher(site, network=Network(site.resolve, dial), limits=Limits(attempts=1)) as found:
        assert bad(found.get(HOME + "/a")).kind == "unreachable"
    assert tried == addresses[:4]


def test_a_name_that_changes_its_meaning_is_looked_at_each_time_and_connected_to_as_it_was_looked_at(
    site: Site,
) -> None:
    site.pages["/a"] = answer(b"words")
    meanings = iter([[PUBLIC], [PUBLIC], ["127.0.0.1"]])
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(f"{host}:{port}")
        return next(meanings)

    with fetcher(site, network=Network(resolve, site.dial)) as found:
        assert good(found.get(HOME + "/a")).body == b"words"
        assert bad(found.get(HOME + "/a")).kind == "refused"
    assert site.dialled == [PUBLIC, PUBLIC]
    assert asked == ["news.example:80"] * 3


def test_a_private_network_may_be_allowed_but_never_metadata(site: Site) -> None:
    site.pages |= {"/a": answer(b"words"), "/b": answer(status=302, location="http://169.254.169.254/")}
    site.names["intranet"] = ["10.0.0.8"]
    site.names["cloud.example"] = ["169.254.169.254"]
    with fetcher(site, allow_private=True) as found:
        assert good(found.get("http://intranet/a")).body == b"words"
        assert bad(found.get("http://intranet/b")).kind == "refused"
        assert bad(found.get("http://cloud.example/")).kind == "refused"
    assert set(site.dialled) == {"10.0.0.8"}


def test_a_name_that_nobody_knows_is_not_asked_for_twice(site: Site) -> None:
    timing = FakeTiming()
    with fetcher(site, timing) as found:
        assert bad(found.get("http://nowhere.example/")).kind == "unreachable"
    assert not timing.slept


def test_a_proxy_that_the_environment_names_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    site.pages["/a"] = answer(b"words")
    assert good(get(site)).body == b"words"


def test_a_proxy_that_the_user_names_is_asked_for_the_whole_url(site: Site) -> None:
    site.pages |= {HOME + "/a": answer(b"words"), HOME + "/robots.txt": answer(b"")}
    site.names["proxy.example"] = ["10.0.0.1"]
    with fetcher(site, proxy="http://me:secret@proxy.example:3128") as found:
        assert good(found.get(HOME + "/a")).body == b"words"
        assert bad(found.get("http://127.0.0.1/")).kind == "refused"
    assert set(site.dialled) == {"10.0.0.1"}
    assert site.asked[-1].headers["proxy-authorization"].startswith("Basic ")


@pytest.mark.parametrize("proxy", ["", "proxy.example:3128", "socks5://proxy.example", "http://"])
def test_a_proxy_that_is_none_is_wrong_use(proxy: str) -> None:
    with pytest.raises(ValueError, match="proxy"):
        Fetcher(proxy=proxy, tls=TRUSTED)


# Encryption


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate that nobody vouches for."""
    made = tmp_path / "both.pem"
    line = "openssl req -x509 -newkey rsa:2048 -nodes -days 30000 -subj /CN=news.example -addext subjectAltName=DNS:news.example"
    try:
        subprocess.run([*line.split(), "-keyout", made, "-out", tmp_path / "cert.pem"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no openssl here to make a certificate with")
    made.write_text(made.read_text() + (tmp_path / "cert.pem").read_text())
    return made


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(site: Site, certificate: Path) -> None:
    site.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    site.tls.load_cert_chain(certificate)
    with fetcher(site) as found:
        problem = bad(found.get("https://news.example/a"))
    assert problem.kind == "unreachable"
    assert "certificate is not trusted" in problem.message


def test_a_redirect_from_https_to_http_is_followed_and_told(site: Site, certificate: Path) -> None:
    site.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    site.tls.load_cert_chain(certificate)
    trusting = ssl.create_default_context(cafile=str(certificate))

    def page(asked: object) -> list[bytes]:
        del asked
        site.tls = None
        return [answer(status=301, location="http://news.example/b")]

    site.pages |= {"/a": lambda asked: iter(page(asked)), "/b": answer(b"words")}
    with fetcher(site, tls=trusting) as found:
        page_found = good(found.get("https://news.example/a"))
    assert page_found.body == b"words"
    assert [note.kind for note in page_found.notes] == ["not_encrypted"]


def test_once_closed_nothing_is_asked_for(site: Site) -> None:
    found = fetcher(site)
    found.close()
    assert bad(found.get(HOME + "/a")).kind == "stopped"
    assert not site.asked


def test_limits_are_what_the_documentation_says() -> None:
    assert Limits() == Limits(
        connect=10, read=20, total=60, largest=20_000_000, redirects=10, attempts=3, pause=1, longest_pause=60
    )
