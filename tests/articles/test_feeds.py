"""Feeds: what they announce, and the articles that they hold themselves."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.articles import feeds
from variorum.articles.feeds import Entry
from variorum.model import Article

SPOKEN = "The reservoir above Kestrel Falls is full for the first time in six years, the water board said."
MARKED = f"&lt;p&gt;{SPOKEN}&lt;/p&gt;&lt;p&gt;Nobody was moved.&lt;/p&gt;"

RSS2 = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:media="http://search.yahoo.com/mrss/">
 <channel><title>Falls Gazette</title><link>https://gazette.example/</link><language>en-gb</language><ttl>30</ttl>
  <item><title>Reservoir &amp;amp; rain</title><link>https://gazette.example/a</link><guid isPermaLink="false">g-1</guid>
   <dc:creator>Ann Lee</dc:creator><dc:creator>Bo Chu</dc:creator><pubDate>Sun, 02 Apr 2023 23:30:00 -0500</pubDate>
   <source url="https://wire.example/rss">Osprey Wire</source><description>The reservoir is full…</description>
   <content:encoded>{MARKED}</content:encoded>
   <media:content url="https://gazette.example/a.jpg"><media:title>A dam</media:title><media:credit>Cy Dow</media:credit></media:content></item>
 </channel></rss>"""
RSS1 = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
 <channel rdf:about="https://gazette.example/rss"><title>Falls Gazette</title><link>https://gazette.example/</link>
  <dc:language>en</dc:language><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel>
 <item rdf:about="g-1"><title>Reservoir &amp; rain</title><link>https://gazette.example/a</link><description>{SPOKEN}</description>
  <dc:creator>Ann Lee</dc:creator><dc:date>2023-04-02T23:30:00-05:00</dc:date></item></rdf:RDF>"""
RSS091 = f"""<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Falls Gazette</title><link>https://gazette.example/</link><language>en</language>
 <item><title>Reservoir &amp; rain</title><link>https://gazette.example/a</link><description>{SPOKEN}</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Falls Gazette</title><link href="https://gazette.example/"/>
 <updated>2023-04-03T10:00:00Z</updated>
 <entry><title type="html">Reservoir &amp;amp; rain</title><link rel="alternate" href="/a"/><id>g-1</id>
  <author><name>Ann Lee</name></author><author><name>Bo Chu</name></author><published>2023-04-02T23:30:00-05:00</published>
  <updated>2023-04-03T05:00:00-05:00</updated><source><title>Osprey Wire</title><link href="https://wire.example/"/></source>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SPOKEN}</p><p>Nobody was moved.</p></div></content></entry></feed>"""
JSON = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "title": "Falls Gazette", "home_page_url": "https://gazette.example/", "language": "en",
     "items": [{"id": "g-1", "url": "https://gazette.example/a", "external_url": "https://wire.example/1", "title": "Reservoir & rain",
                "authors": [{"name": "Ann Lee"}, {"name": "Bo Chu"}], "date_published": "2023-04-02T23:30:00-05:00",
                "date_modified": "2023-04-03T05:00:00-05:00", "content_html": f"<p>{SPOKEN}</p><p>Nobody was moved.</p>"}]}
)  # fmt: skip
FEEDS = {"RSS 2.0": RSS2, "RSS 1.0": RSS1, "RSS 0.91": RSS091, "Atom": ATOM, "JSON Feed": JSON}


def only(feed: str) -> Article:
    articles, _ = feeds.read(feed.encode(), "f.xml")
    assert len(articles) == 1
    return articles[0]


@pytest.mark.parametrize("kind", FEEDS)
def test_every_kind_of_feed_gives_its_article(kind: str) -> None:
    assert feeds.is_feed(FEEDS[kind].encode())
    found = only(FEEDS[kind])
    assert (found.title, found.outlet, found.language) == ("Reservoir & rain", "Falls Gazette", "en")
    assert found.url == "https://gazette.example/a"
    assert found.text.split("\n\n")[0] == SPOKEN


@pytest.mark.parametrize("kind", ["RSS 2.0", "Atom", "JSON Feed"])
def test_the_whole_text_is_taken_from_a_feed_that_has_it_without_its_markup(kind: str) -> None:
    found = only(FEEDS[kind])
    assert found.text == f"{SPOKEN}\n\nNobody was moved."
    assert found.authors == ("Ann Lee", "Bo Chu")
    assert found.published is not None
    assert found.published.value == "2023-04-02"  # the outlet's own day
    assert feeds.read(FEEDS[kind].encode(), "f.xml")[1] == []


@pytest.mark.parametrize(
    ("kind", "source"), [("RSS 2.0", "Osprey Wire"), ("Atom", "Osprey Wire"), ("JSON Feed", "wire.example")]
)
def test_the_source_that_an_entry_names_is_a_credit_beside_the_outlet(kind: str, source: str) -> None:
    assert only(FEEDS[kind]).credits == (source,)


@pytest.mark.parametrize(
    ("kind", "seen"), [("RSS 2.0", None), ("Atom", "2023-04-03T10:00:00Z"), ("JSON Feed", "2023-04-03T10:00:00Z")]
)
def test_an_entry_is_seen_when_it_was_last_changed(kind: str, seen: str | None) -> None:
    assert [moment for _, moment in feeds.read_seen(FEEDS[kind].encode(), "f.xml")[0]] == [seen]


def test_an_article_is_called_by_its_guid_wherever_it_stands_in_the_feed() -> None:
    assert only(RSS2).input == "f.xml#g-1"


@pytest.mark.parametrize(("kind", "minutes"), [("RSS 2.0", 30), ("RSS 1.0", 30), ("Atom", None)])
def test_a_feed_says_how_often_it_is_renewed(kind: str, minutes: int | None) -> None:
    assert feeds.entries(FEEDS[kind].encode(), "f")[0].ttl == minutes


def test_a_feed_is_given_as_values() -> None:
    feed, problems = feeds.entries(RSS2.encode(), "f")
    assert problems == []
    assert (feed.title, feed.site, feed.language) == ("Falls Gazette", "https://gazette.example/", "en-gb")
    assert feed.entries == (
        Entry(
            url="https://gazette.example/a", guid="g-1", title="Reservoir & rain", authors=("Ann Lee", "Bo Chu"),
            published="2023-04-02T23:30:00-05:00", summary="The reservoir is full…", content=f"{SPOKEN}\n\nNobody was moved.",
            source="Osprey Wire", source_url="https://wire.example/rss",
        ),
    )  # fmt: skip


def rss(*items: str) -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0'><channel><title>Falls Gazette</title><link>https://gazette.example/</link>{inside}</channel></rss>"


@pytest.mark.parametrize(
    ("item", "teaser"),
    [
        (f"<description>{SPOKEN}</description>", True),
        (f"<description>{SPOKEN * 20}</description>", False),
        (f"<description>{SPOKEN * 20} […]</description>", True),
        (f"<c:encoded xmlns:c='http://purl.org/rss/1.0/modules/content/'>{SPOKEN}</c:encoded>", False),
        (f"<c:encoded xmlns:c='http://purl.org/rss/1.0/modules/content/'>{SPOKEN} [&#8230;]</c:encoded>", True),
    ],
)
def test_a_teaser_is_an_article_and_is_said_to_be_one(item: str, teaser: bool) -> None:
    articles, problems = feeds.read(rss(item).encode(), "f")
    assert len(articles) == 1
    assert [problem.kind for problem in problems] == ["teaser"] * teaser


def test_entries_without_a_text_are_announced_but_no_articles() -> None:
    raw = rss(
        "<title>One</title><link>https://gazette.example/1</link>", f"<description>{SPOKEN}</description>"
    ).encode()
    assert [entry.url for entry in feeds.entries(raw, "f")[0].entries] == ["https://gazette.example/1", None]
    articles, problems = feeds.read(raw, "f")
    assert [article.text for article in articles] == [SPOKEN]
    assert [problem.kind for problem in problems] == ["teaser"]
    assert "1 entry has no text" in problems[0].message


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://gazette.example/1?a=1&amp;b=2", "https://gazette.example/1?a=1&b=2"),
        ("/1", "https://gazette.example/1"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_only_addresses_on_the_web_are_followed(link: str, url: str | None) -> None:
    feed, _ = feeds.entries(rss(f"<title>One</title><link>{link}</link>").encode(), "f")
    assert [entry.url for entry in feed.entries] == [url]


@pytest.mark.parametrize(
    ("author", "named"),
    [
        ("<author>ann@gazette.media (Ann Lee)</author>", ("Ann Lee",)),
        ("<author>Ann Lee</author>", ("Ann Lee",)),
        ("<author>ann@gazette.example</author>", ()),
        ("", ()),
    ],
)
def test_authors_are_people_and_no_addresses(author: str, named: tuple[str, ...]) -> None:
    assert feeds.entries(rss(f"<title>One</title>{author}").encode(), "f")[0].entries[0].authors == named


@pytest.mark.parametrize(
    "date", ["Sun, 02 Apr 2023 23:30:00 EST", "2023-04-02", "2 Apr 2023 23:30 -0500", "02.04.2023 in the evening"]
)
def test_dates_are_read_in_the_forms_they_come_in(date: str) -> None:
    articles, _ = feeds.read(
        rss(f"<description>{SPOKEN}</description><pubDate>{date}</pubDate><link>https://g.de/1</link>").encode(), "f"
    )
    assert articles[0].published is not None
    assert articles[0].published.value[:7] == "2023-04"


def test_a_broken_feed_gives_what_can_be_read() -> None:
    broken = rss(f"<title>Reservoir & <b>rain</title><description>{SPOKEN}</description>", "<title>Cut o").partition(
        "Cut o"
    )[0]
    assert [article.text for article in feeds.read(broken.encode(), "f")[0]] == [SPOKEN]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"<rss><channel></channel></rss>", "empty"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', "empty"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": ', "broken_feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items":' + b"[" * 100_000, "broken_feed"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "broken_feed"),
        (b"<rss", "broken_feed"),
        (b"<rss>" + b"<item/>" * 200_000, "too_large"),
        (b"<rss>" + b"<item>" * 60_000, "too_large"),
        (b"<rss><channel><item><author>" + b"a" * 200_000 + b"</author></item></channel></rss>", "too_large"),
        (b"<rss><item " + b"".join(b"a%d='1' " % n for n in range(5000)) + b"/></rss>", "too_large"),
        (b"<rss>" + b"x" * 10_000_000, "too_large"),
    ],
)
def test_what_is_no_feed_or_too_much_is_said(raw: bytes, kind: str) -> None:
    articles, problems = feeds.read(raw, "f.xml")
    assert articles == []
    assert [(problem.input, problem.kind) for problem in problems] == [("f.xml", kind)]


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b"[]", b'{"version": "1"}', b"<html><rss></html>", b"<urlset/>", b"<feed>", b"<rdf:RDF xmlns:rdf='x'/>", b"words <rss>"],
)  # fmt: skip
def test_what_is_no_feed_is_told_apart(raw: bytes) -> None:
    assert not feeds.is_feed(raw)


ITEMS = [
    f"<guid>g-{n}</guid><title>No. {n}</title><description>{SPOKEN} It was no. {n}.</description>" for n in range(6)
]


@given(order=st.permutations(ITEMS))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_entries_does_not_change_the_articles(order: list[str]) -> None:
    def articles(items: list[str]) -> list[Article]:
        return sorted(feeds.read(rss(*items).encode(), "f")[0], key=lambda article: article.input)

    assert articles(order) == articles(ITEMS)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(fields=st.dictionaries(st.sampled_from(["id", "url", "external_url", "title", "content_html", "content_text", "summary",
                                               "date_published", "date_modified", "authors", "author", "language"]), VALUES), head=VALUES)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_no_values_end_the_reading_of_a_json_feed(fields: dict[str, object], head: object) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "title": head,
        "language": head,
        "home_page_url": head,
        "items": [fields, head],
    }
    found, problems = feeds.read(json.dumps(feed).encode(), "f")
    assert found or problems
