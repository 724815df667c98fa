"""Which URLs and addresses are refused before anything is asked for."""

from __future__ import annotations

import ipaddress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.articles.fetching import check
from variorum.articles.fetching.permitted import literal, permitted
from variorum.model import Problem


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a?b=c",
        "http://93.184.216.34/",
        "http://[2606:2800:220:1::1]:8080/",
        "https://bücher.example/ü",
        "https://news.example:8443/",
        "  https://news.example/ \n",
    ],
)
def test_a_public_url_may_be_asked_for(url: str) -> None:
    assert isinstance(check(url), httpx.URL)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://news.example/",
        "javascript:alert(1)",
        "news.example/a",
        "//news.example/",
        "",
        "http://",
        "http:///a",
        "http://user:secret@news.example/",
        "http://news.example@127.0.0.1/",
        "http://news.example:22/",
        "http://news.example:6667/",
        "http://news.example:99999/",
        "http://localhost/",
        "http://a.localhost./",
        "http://metadata.google.internal/",
        "http://printer.local/",
        "http://a b.example/",
        "http://news.example\\@127.0.0.1/",
        "http://news.example\r\nX: y/",
        "http://%31%32%37.0.0.1/",
        "http://news.example/" + "a" * 9_000,
        "http://\ud800.example/",
        "http://[::1/",
        "http://" + "é" * 7_000,
        "http://\x1b[31m/",
    ],
)
def test_what_is_no_web_address_or_not_safe_is_refused(url: str) -> None:
    found = check(url)
    assert isinstance(found, Problem)
    assert found.kind == "refused"
    assert len(found.input) <= 200
    assert found.input.isprintable()
    assert len(found.message) < 400


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.0.0.1.", "0", "0.0.0.0",  # noqa: S104  # nothing is bound
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "192.88.99.1", "0xA9FEA9FE", "2852039166", "0251.0376.0251.0376",
        "[::1]", "[::]", "[fe80::1]", "[fe80::1%25eth0]", "[fe80::1%eth0]", "[fd00:ec2::254]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
        "[::ffff:93.184.216.34]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]", "[64:ff9b::5db8:d822]", "[2001::1]", "[ff02::1]", "[::127.0.0.1]",
        "[2001:db8::1]", "[fec0::1]", "[100::1]", "①②⑦.0.0.1", "１２７.0.0.1", "127。0。0。1",
    ],
)  # fmt: skip
def test_a_private_address_is_refused_however_it_is_spelt(host: str) -> None:
    assert isinstance(check(f"http://{host}/"), Problem)


def test_private_addresses_may_be_allowed_but_those_of_metadata_never() -> None:
    assert isinstance(check("http://192.168.1.1/", private=True), httpx.URL)
    assert isinstance(check("http://localhost:8000/", private=True), httpx.URL)
    assert isinstance(check("http://[::1]/", private=True), httpx.URL)
    assert isinstance(check("http://169.254.169.254/", private=True), Problem)
    assert isinstance(check("http://[::ffff:169.254.169.254]/", private=True), Problem)
    assert isinstance(check("http://127.1/", private=True), Problem)


def _spellings(address: ipaddress.IPv4Address) -> list[str]:
    number, parts = int(address), address.packed
    dotted = [str(part) for part in parts]
    return [
        str(address),
        str(number),
        hex(number),
        f"0{number:o}",
        ".".join(hex(part) for part in parts),
        ".".join(f"0{part:o}" for part in parts),
        f"{dotted[0]}.{number & 0xFFFFFF}",
        f"{dotted[0]}.{dotted[1]}.{number & 0xFFFF}",
        f"{address}.",
        f"[::ffff:{address}]",
        f"[::{address}]",
        f"[64:ff9b::{address}]",
        f"[2002:{parts[0]:02x}{parts[1]:02x}:{parts[2]:02x}{parts[3]:02x}::1]",
    ]


_PRIVATE = st.sampled_from(
    [
        "10.0.0.0/8",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "224.0.0.0/4",
        "0.0.0.0/8",
    ]
).flatmap(lambda network: st.ip_addresses(v=4, network=network))


@given(_PRIVATE, st.integers(0, 12), st.sampled_from(["http://{}/", "HTTPS://{}:8080/x", "http://{}#a", "http://{}?q"]))
def test_no_spelling_of_a_private_address_passes(address: ipaddress.IPv4Address, way: int, form: str) -> None:
    assert isinstance(check(form.format(_spellings(address)[way])), Problem)


@given(
    st.one_of(st.text(), st.text(alphabet="htp:/[]@%.0123456789abcdefx#?\\ \n"), st.from_regex(r"https?://[^/]*/.*"))
)
def test_no_text_makes_the_check_fail_or_pass_a_private_address(url: str) -> None:
    found = check(url)
    if isinstance(found, httpx.URL):
        host = found.raw_host.decode("ascii")
        assert found.scheme in {"http", "https"}
        assert not found.userinfo
        address = literal(host)
        assert address is None or permitted(address)


@given(st.ip_addresses())
def test_only_global_unicast_is_permitted(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if permitted(str(address)):
        assert address.is_global
        assert not any((address.is_multicast, address.is_private, address.is_reserved, address.is_loopback))
