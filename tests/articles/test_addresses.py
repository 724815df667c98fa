"""The address of a telling: one spelling for one page, whatever the link that led there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.articles.addresses import address_of, canonical
from variorum.articles.identity import text_id
from variorum.model import Article

PAGE = "https://larncourier.example/news/bridge"
URLS = st.one_of(
    st.text(max_size=60),
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["http://", "HTTPS://", "https://user:pw@", "ftp://", "//", "javascript:", "https:"]),
        st.text(alphabet="aB.é中-_%[]:@ 0٣\x00", max_size=20),
        st.sampled_from(["", "/", ":80", ":443/", ":99999/", ":x/", "/a%2fb%7e%zz/é/../", "/%", "/%E9"]),
        st.text(alphabet="?&=#+utm_a1%é; ", max_size=25),
    ),
)


@pytest.mark.parametrize(
    "link",
    [
        "http://larncourier.example/news/bridge",
        "HTTPS://LarnCourier.Example:443/news/bridge#comments",
        "https://larncourier.example./news/bridge?utm_source=mail&utm_medium=x&fbclid=1&gclid=2",
        " https://larncourier.example/news/\nbridge ",
        "https://larncourier.example/ne%77s/bridge?",
        "http://reader@larncourier.example:80/news/bridge",
    ],
)
def test_links_to_one_page_have_one_spelling(link: str) -> None:
    assert canonical(link) == PAGE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PAGE, PAGE.replace("//", "//www.")),
        (f"{PAGE}?page=1", f"{PAGE}?page=2"),
        (PAGE, PAGE.upper()),
        (f"{PAGE}/a%2Fb", f"{PAGE}/a/b"),
        (f"{PAGE}?q=a%26b", f"{PAGE}?q=a&b"),
        (PAGE, f"{PAGE}/"),
        (PAGE, PAGE.replace("example/", "example:8080/")),
    ],
)
def test_what_may_be_another_page_is_kept_apart(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("link", "spelt"),
    [
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://a.example/?b=2&a=1&a=0", "https://a.example/?a=0&a=1&b=2"),
        ("https://[2001:DB8::1]/x", "https://[2001:db8::1]/x"),
        ("https://a.example", "https://a.example/"),
    ],
)
def test_names_and_queries_have_one_form(link: str, spelt: str) -> None:
    assert canonical(link) == spelt


@pytest.mark.parametrize(
    "link", ["", "mailto:a@b.example", "javascript:alert(1)", "https://", "/news", "https://a b.example:x/", "file:///etc/passwd", "https://[::1"]
)  # fmt: skip
def test_what_is_no_web_address_is_none(link: str) -> None:
    assert canonical(link) is None


@given(url=URLS)
@settings(max_examples=400, deadline=None)
def test_spelling_it_twice_changes_nothing_more(url: str) -> None:
    once = canonical(url)
    assert once is None or canonical(once) == once


@given(url=URLS)
@settings(max_examples=200, deadline=None)
def test_an_address_is_one_line_of_ascii(url: str) -> None:
    found = canonical(url)
    assert found is None or (found.isascii() and found.isprintable() and " " not in found and "#" not in found)


def article(url: str | None = None, own: str = "") -> Article:
    return Article(id=own, input="x", text="Words.", url=url)


@pytest.mark.parametrize(
    ("told", "place", "address"),
    [
        (article(f"{PAGE}?utm_source=a", "7"), "#3", PAGE),
        (article(), None, "file:/a/b.jsonl"),
        (article(own="7"), "#3", "file:/a/b.jsonl#7"),
        (article(own="7"), None, "file:/a/b.jsonl#7"),
        (article(), "#3", f"file:/a/b.jsonl#{text_id('Words.')}"),
        (article("no address"), None, "file:/a/b.jsonl"),
    ],
)
def test_without_a_url_the_file_and_the_place_in_it_name_a_telling(
    told: Article, place: str | None, address: str
) -> None:
    assert address_of(told, "/a/b.jsonl", place) == address


def test_what_came_through_standard_input_is_named_by_its_words() -> None:
    assert address_of(article(), "-", None) == f"-#{text_id('Words.')}"
