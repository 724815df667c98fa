"""What only lists where articles are: OPML and sitemaps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.articles import opml, sitemaps
from variorum.articles.opml import FeedAddress
from variorum.articles.sitemaps import PageAddress

LIST = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
 <outline text="Local"><outline text="Papers">
  <outline type="rss" text="Gazette" title="Falls Gazette" xmlUrl="https://gazette.example/rss" htmlUrl="https://gazette.example/"/></outline></outline>
 <outline text="Heron Radio" XMLURL="feed://heron.example/atom"/>
 <outline text="again" xmlUrl="https://gazette.example/rss"/>
</body></opml>"""

NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
 <url><loc> https://gazette.example/a?x=1&amp;y=2 </loc><lastmod>2023-04-02T23:30:00-05:00</lastmod>
  <image:image><image:loc>https://gazette.example/a.jpg</image:loc></image:image>
  <news:news><news:publication><news:name>Falls Gazette</news:name><news:language>en</news:language></news:publication>
   <news:publication_date>2023-04-02</news:publication_date><news:title>Reservoir &amp; rain</news:title></news:news></url>
 <url><loc>https://gazette.example/b</loc></url><url><loc>https://gazette.example/b</loc></url>
</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <sitemap><loc>https://gazette.example/2023.xml</loc><lastmod>2023-04-02</lastmod></sitemap></sitemapindex>"""


def test_a_list_of_feeds_is_read_however_it_is_nested_each_feed_once() -> None:
    assert opml.is_opml(LIST.encode())
    assert opml.addresses(LIST.encode(), "mine.opml") == (
        (
            FeedAddress("Falls Gazette", "https://gazette.example/rss", "https://gazette.example/"),
            FeedAddress("Heron Radio", "http://heron.example/atom"),
        ),
        [],
    )


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("https://a.example/rss", "https://a.example/rss"),
        ("feed:https://a.example/rss", "https://a.example/rss"),
        ("feed://a.example/rss", "http://a.example/rss"),
        (" HTTP://A.example ", "HTTP://A.example"),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("ftp://a.example/rss", None),
        ("https:///rss", None),
        ("a.example/rss", None),
        ("https://a.example/" + "x" * 5000, None),
        ("", None),
        (None, None),
    ],
)
def test_only_the_web_is_followed(given: str | None, url: str | None) -> None:
    assert opml.address(given) == url


def test_feeds_that_are_not_followed_are_counted() -> None:
    found, problems = opml.addresses(
        b"<opml><body><outline xmlUrl='file:///a'/><outline xmlUrl='x:y'/></body></opml>", "o"
    )
    assert found == ()
    assert [problem.kind for problem in problems] == ["not_followed"]
    assert problems[0].message.startswith("2 ")


@pytest.mark.parametrize(
    ("raw", "kind"), [(b"<opml><body/></opml>", "empty"), (b"<opml><body><outline", "broken_xml"), (b"", "empty")]
)
def test_a_list_without_feeds_says_so(raw: bytes, kind: str) -> None:
    found, problems = opml.addresses(raw, "o")
    assert (found, [problem.kind for problem in problems]) == ((), [kind])


def test_a_sitemap_gives_its_pages_with_what_google_news_is_told() -> None:
    assert sitemaps.is_sitemap(NEWS.encode())
    found, problems = sitemaps.addresses(NEWS.encode(), "s")
    assert problems == []
    assert found.sitemaps == ()
    assert found.pages == (
        PageAddress(
            "https://gazette.example/a?x=1&y=2", "2023-04-03T04:30:00Z", "Reservoir & rain", "Falls Gazette", "en", "2023-04-02"
        ),
        PageAddress("https://gazette.example/b"),
    )  # fmt: skip


def test_an_index_gives_further_sitemaps_and_no_pages() -> None:
    assert sitemaps.is_sitemap(INDEX.encode())
    found, problems = sitemaps.addresses(INDEX.encode(), "s")
    assert problems == []
    assert found.pages == ()
    assert found.sitemaps == (PageAddress("https://gazette.example/2023.xml", "2023-04-02T00:00:00Z"),)


def test_a_sitemap_gives_no_more_pages_than_its_protocol_allows() -> None:
    raw = (
        b"<urlset>" + b"".join(b"<url><loc>https://a.example/%d</loc></url>" % n for n in range(50_003)) + b"</urlset>"
    )
    found, problems = sitemaps.addresses(raw, "s")
    assert len(found.pages) == 50_000
    assert [problem.message.startswith("3 addresses") for problem in problems] == [True]


@pytest.mark.parametrize("raw", [b"<urlset/>", b"<urlset><url/><loc>https://a.example/</loc></urlset>", b"<urlset><a>"])
def test_a_sitemap_without_pages_says_so(raw: bytes) -> None:
    found, problems = sitemaps.addresses(raw, "s")
    assert found.pages == ()
    assert len(problems) == 1


@given(order=st.permutations(range(6)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_a_list_does_not_change_what_it_gives(order: list[int]) -> None:
    feeds = b"".join(b"<outline xmlUrl='https://a.example/%d'/>" % n for n in order)
    pages = b"".join(b"<url><loc>https://a.example/%d</loc></url>" % n for n in order)
    wanted = [f"https://a.example/{n}" for n in range(6)]
    assert sorted(feed.url for feed in opml.addresses(b"<opml>" + feeds + b"</opml>", "o")[0]) == wanted
    assert sorted(page.url for page in sitemaps.addresses(b"<urlset>" + pages + b"</urlset>", "s")[0].pages) == wanted
