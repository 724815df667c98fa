"""From a URL to its articles, through feeds, lists of feeds and sitemaps."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from typing import Any

from tests.articles.fetching.server import HOME, FakeTiming, Site, answer, fetcher
from variorum.articles.fetching import Followed, Limits, Remembered, Validators, follow
from variorum.model import Article, Problem

WORDS = (
    "The harbour council of Larnby voted on Tuesday to close the old ferry pier for two years. "
    "Engineers found cracks in nine of its forty pillars, the council's chair, Ada Moen, said. "
)
NOW = "2031-06-01T12:00:0"


@dataclass
class Memory:
    """What earlier runs remember, in a dictionary."""

    remembered: dict[str, Remembered] = field(default_factory=dict)

    def validators(self, url: str) -> Validators | None:
        """Give what a server said of a URL."""
        found = self.remembered.get(url)
        return found.validators if found else None

    def last_seen(self, url: str) -> str | None:
        """Give when a URL was fetched."""
        found = self.remembered.get(url)
        return found.seen if found else None


@dataclass
class Outcome:
    """A whole run."""

    portions: list[Followed]

    @property
    def articles(self) -> dict[str, Article]:
        """The articles by their address."""
        return {capture.address: capture.article for portion in self.portions for capture in portion.captures}

    @property
    def problems(self) -> list[Problem]:
        """All that was wrong."""
        return [problem for portion in self.portions for problem in portion.problems]

    @property
    def kinds(self) -> list[str]:
        """The kinds of what was wrong."""
        return [problem.kind for problem in self.problems]


def run(
    site: Site, *urls: str, memory: Memory | None = None, timing: FakeTiming | None = None, **options: Any
) -> Outcome:
    memory = memory if memory is not None else Memory()
    with fetcher(
        site, timing or FakeTiming(elapsed=0), limits=Limits(read=5, at_once=options.pop("at_once", 2))
    ) as found:
        portions = list(follow(urls, found, memory, **options))
    for portion in portions:
        memory.remembered |= {each.url: each for each in portion.remembered}
    return Outcome(portions)


def page(title: str, words: str = WORDS, **headers: Any) -> bytes:
    paragraphs = "".join(f"<p>{words} This is paragraph {number} of {title}.</p>" for number in range(6))
    markup = f"<!doctype html><html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    return answer(markup.encode(), content_type="text/html; charset=utf-8", **headers)


def rss(*entries: str, **headers: Any) -> bytes:
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Larnby Post</title><link>{HOME}</link>{items}</channel></rss>'
    return answer(feed.encode(), content_type="application/rss+xml", **headers)


def test_a_page_is_read_and_named_by_its_url(site: Site) -> None:
    site.pages["/pier"] = page("Pier closes", etag='"1"')
    found = run(site, HOME + "/pier?utm_source=x#top")
    site.pages["/pier?utm_source=x"] = site.pages["/pier"]
    found = run(site, HOME + "/pier?utm_source=x#top")
    (portion,) = found.portions
    (capture,) = portion.captures
    assert capture.address == "https://news.example/pier"
    assert capture.seen is not None
    assert capture.seen.startswith(NOW)
    assert capture.article.url == HOME + "/pier?utm_source=x"
    assert "nine of its forty pillars" in capture.article.text
    assert portion.remembered == (Remembered("https://news.example/pier", capture.seen, Validators('"1"')),)
    assert (portion.source, portion.done, portion.total) == (HOME + "/pier?utm_source=x#top", 1, 1)


def test_what_a_page_says_of_its_encoding_elsewhere_does_not_spoil_it(site: Site) -> None:
    markup = (
        "<html><body><article><h1>Fähre</h1>"
        + "<p>Die Fähre von Örby fährt nicht mehr, sagte die Fährgesellschaft am Montag.</p>" * 5
    )
    site.pages["/a"] = answer(markup.encode("utf-8"), content_type="text/html; charset=iso-8859-1")
    site.pages["/b"] = answer(markup.encode("iso-8859-1"), content_type="text/html; charset=iso-8859-1")
    site.pages["/c"] = answer(markup.encode("iso-8859-1"), content_type="text/html; charset=no-such-thing")
    for article in run(site, HOME + "/a", HOME + "/b", HOME + "/c").articles.values():
        assert "Örby" in article.text


def test_a_page_that_has_not_changed_gives_nothing_new(site: Site) -> None:
    memory = Memory()
    site.pages["/pier"] = page("Pier closes", etag='"1"')
    assert run(site, HOME + "/pier", memory=memory).articles
    site.pages["/pier"] = answer(status=304)
    found = run(site, HOME + "/pier", memory=memory)
    assert not found.articles
    assert not found.problems
    assert site.asked[-1].headers["if-none-match"] == '"1"'
    assert memory.remembered["https://news.example/pier"].validators == Validators('"1"')


def test_a_feed_leads_to_its_pages_with_their_source_as_credit(site: Site) -> None:
    site.pages |= {
        "/feed": rss(
            f"<title>Pier closes</title><link>{HOME}/pier</link><source url='http://wire.example/feed'>Coast Wire</source>"
            "<pubDate>Sun, 01 Jun 2031 08:00:00 GMT</pubDate><description>Short.</description>",
            "<title>Bakery opens</title><link>http://other.example/bakery</link><source url='http://other.example/'>Other</source>",
            etag='"f"',
        ),
        "/pier": page("Pier closes"),
        "/bakery": page("Bakery opens"),
    }
    memory = Memory()
    found = run(site, HOME + "/feed", memory=memory)
    assert set(found.articles) == {"https://news.example/pier", "https://other.example/bakery"}
    pier, bakery = found.articles["https://news.example/pier"], found.articles["https://other.example/bakery"]
    assert "Coast Wire" in pier.credits
    assert pier.published is not None
    assert pier.published.value.startswith("2031-06-01")
    assert bakery.credits == ()
    assert {portion.source for portion in found.portions} == {HOME + "/feed"}
    assert found.portions[-1].remembered[0].url == "https://news.example/feed"
    assert (found.portions[-1].done, found.portions[-1].total) == (3, 3)


def test_a_feed_is_remembered_only_when_all_its_pages_have_come(site: Site) -> None:
    site.pages |= {
        "/feed": rss(f"<link>{HOME}/a</link>", f"<link>{HOME}/b</link>", etag='"f"'),
        "/a": answer(status=503),
        "/b": page("Bakery opens"),
    }
    memory = Memory()
    assert run(site, HOME + "/feed", memory=memory).kinds == ["later"]
    assert "https://news.example/feed" not in memory.remembered
    site.pages["/a"] = page("Pier closes")
    site.asked.clear()
    assert set(run(site, HOME + "/feed", memory=memory).articles) == {"https://news.example/a"}
    assert site.paths() == ["/feed", "/a"]
    assert memory.remembered["https://news.example/feed"].validators == Validators('"f"')


def test_a_page_is_asked_for_again_only_if_its_feed_says_that_it_changed(site: Site) -> None:
    memory = Memory()
    entries = [f"<link>{HOME}/a</link><pubDate>{{}}</pubDate>", f"<link>{HOME}/b</link>"]
    site.pages |= {
        "/feed": rss(entries[0].format("Sun, 01 Jun 2031 08:00:00 GMT"), entries[1]),
        "/a": page("A"),
        "/b": page("B"),
    }
    assert len(run(site, HOME + "/feed", memory=memory).articles) == 2
    site.asked.clear()
    assert not run(site, HOME + "/feed", memory=memory).articles
    assert site.paths() == ["/feed"]
    site.pages["/feed"] = rss(entries[0].format("Sun, 01 Jun 2031 18:00:00 GMT"), entries[1])
    assert set(run(site, HOME + "/feed", memory=memory).articles) == {"https://news.example/a"}


def test_where_a_page_will_not_come_the_feed_s_own_text_is_taken_if_it_is_whole(site: Site) -> None:
    whole = f"<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[<p>{WORDS * 10}</p>]]></content:encoded>"
    site.pages |= {
        "/feed": rss(
            f"<title>Pier closes</title><link>{HOME}/gone</link>{whole}",
            f"<title>Refused</title><link>http://10.0.0.1/x</link>{whole.replace('Larnby', 'Ostby')}",
            f"<title>Bakery opens</title><link>{HOME}/gone-too</link><description>A teaser …</description>",
            f"<title>Later</title><link>{HOME}/later</link>{whole}",
        ),
        "/later": answer(status=503),
    }
    memory = Memory()
    found = run(site, HOME + "/feed", memory=memory)
    assert sorted(found.articles) == ["https://10.0.0.1/x", "https://news.example/gone"]
    assert "nine of its forty pillars" in found.articles["https://news.example/gone"].text
    assert sorted(found.kinds) == ["gone", "gone", "later", "refused"]
    site.asked.clear()
    run(site, HOME + "/feed", memory=memory)
    assert site.paths() == ["/feed", "/later", "/later", "/later"]


def test_the_text_of_a_feed_is_enough_if_the_user_says_so(site: Site) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Larnby Post",
        "items": [
            {"id": "1", "url": HOME + "/a", "content_text": WORDS * 10, "date_modified": "2031-06-01T09:00:00Z"},
            {"id": "2", "url": HOME + "/b", "summary": "A teaser"},
            {"id": "3", "content_text": WORDS.replace("Larnby", "Ostby") * 10},
        ],
    }
    site.pages |= {
        "/feed": answer(json.dumps(feed).encode(), content_type="application/feed+json"),
        "/b": page("Bakery opens"),
    }
    found = run(site, HOME + "/feed", full_feeds=True)
    assert site.paths() == ["/feed", "/b"]
    assert len(found.articles) == 3
    assert {"https://news.example/a", "https://news.example/b"} <= set(found.articles)
    assert found.portions[0].captures[0].seen == "2031-06-01T09:00:00Z"


def test_a_list_of_feeds_leads_to_their_pages_and_is_read_anew_each_time(site: Site) -> None:
    opml = f'<opml version="2.0"><body><outline text="x"><outline xmlUrl="{HOME}/f1"/><outline xmlUrl="http://other.example/f2"/></outline></body></opml>'
    site.pages |= {
        "/feeds.opml": answer(opml.encode(), content_type="text/x-opml", etag='"o"'),
        "/f1": rss(f"<link>{HOME}/a</link>", etag='"1"'),
        "/f2": rss(f"<link>{HOME}/b</link>", f"<link>{HOME}/a</link>", etag='"2"'),
        "/a": page("A"),
        "/b": page("B"),
    }
    memory = Memory()
    assert set(run(site, HOME + "/feeds.opml", memory=memory).articles) == {
        "https://news.example/a",
        "https://news.example/b",
    }
    assert sorted(site.paths()) == ["/a", "/b", "/f1", "/f2", "/feeds.opml"]
    site.asked.clear()
    run(site, HOME + "/feeds.opml", memory=memory)
    asked = {request.path: request.headers.get("if-none-match") for request in site.asked}
    assert (asked["/feeds.opml"], asked["/f1"], asked["/f2"]) == (None, '"1"', '"2"')


def test_of_a_sitemap_the_latest_pages_come_first_and_the_rest_in_the_next_run(site: Site) -> None:
    index = f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>{HOME}/s.xml.gz</loc></sitemap></sitemapindex>"
    urls = "".join(f"<url><loc>{HOME}/{day}</loc><lastmod>2031-05-0{day}</lastmod></url>" for day in (1, 3, 2, 5, 4))
    sitemap = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"
    site.pages |= {
        "/index.xml": answer(index.encode()),
        "/s.xml.gz": answer(gzip.compress(sitemap.encode()), content_type="application/gzip"),
    }
    site.pages |= {f"/{day}": page(f"Day {day}") for day in range(1, 6)}
    memory = Memory()
    found = run(site, HOME + "/index.xml", memory=memory, most=2)
    assert site.paths() == ["/index.xml", "/s.xml.gz", "/5", "/4"]
    assert found.kinds == ["not_followed"]
    assert run(site, HOME + "/index.xml", memory=memory, most=2).kinds == ["not_followed"]
    assert run(site, HOME + "/index.xml", memory=memory, most=2).kinds == []
    assert site.paths().count("/1") == 1
    assert "https://news.example/s.xml.gz" in memory.remembered


def test_sitemaps_that_lead_to_one_another_come_to_an_end(site: Site) -> None:
    for number in range(20):
        site.pages[f"/{number}"] = answer(
            f"<sitemapindex><sitemap><loc>{HOME}/{number + 1}</loc></sitemap></sitemapindex>".encode()
        )
    found = run(site, HOME + "/0")
    assert site.paths() == ["/0", "/1", "/2", "/3"]
    assert found.kinds == ["only_addresses"]


def test_what_has_moved_for_good_is_told_and_remembered(site: Site) -> None:
    site.pages |= {"/old": answer(status=301, location="/new"), "/new": rss(f"<link>{HOME}/a</link>"), "/a": page("A")}
    memory = Memory()
    found = run(site, HOME + "/old", memory=memory)
    assert found.kinds == ["moved"]
    assert memory.remembered["https://news.example/old"].moved == HOME + "/new"


def test_formats_go_by_what_they_are(site: Site) -> None:
    site.pages |= {
        "/text": answer((WORDS * 5).encode(), content_type="text/plain"),
        "/records": answer(
            json.dumps([{"title": title, "text": f"{title}. {WORDS * 3}"} for title in "AB"]).encode(),
            content_type="application/json",
        ),
        "/picture": answer(b"\x89PNG\r\n\x1a\n" + bytes(500), content_type="text/html"),
        "/web.warc": answer(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
        "/bomb.gz": answer(gzip.compress(bytes(30_000_000)), content_type="application/gzip"),
        "/broken.gz": answer(gzip.compress(WORDS.encode())[:-12], content_type="application/gzip"),
        "/blank": answer(b"   \n", content_type="text/html"),
    }
    found = run(site, *(HOME + path for path in site.pages))
    (text,) = [article for address, article in found.articles.items() if address == "https://news.example/text"]
    assert text.url == HOME + "/text"
    assert len([address for address in found.articles if address.startswith("https://news.example/records#")]) == 2
    assert {problem.input.removeprefix(HOME) for problem in found.problems} >= {
        "/picture",
        "/web.warc",
        "/bomb.gz",
        "/broken.gz",
        "/blank",
    }


def test_wrong_urls_are_told_and_the_others_unaffected(site: Site) -> None:
    site.pages["/a"] = page("A")
    found = run(site, "file:///etc/passwd", "http://[", "http://127.0.0.1/", HOME + "/a", HOME + "/missing")
    assert set(found.articles) == {"https://news.example/a"}
    assert sorted(found.kinds) == ["gone", "refused", "refused", "refused"]
    assert found.portions[-1].total == 5


def test_many_hosts_are_asked_and_each_only_once_a_second(site: Site) -> None:
    urls = [f"http://h{host}.example/{number}" for host in range(5) for number in range(4)]
    site.pages |= {f"/{number}": page(f"Number {number}") for number in range(4)}
    timing = FakeTiming()
    assert len(run(site, *urls, timing=timing, at_once=4).articles) == 20
    assert len([request for request in site.asked if request.path == "/robots.txt"]) == 5
    assert set(timing.slept) <= {1.0} | {each for each in timing.slept if each < 1}


def test_who_breaks_off_is_not_kept_waiting(site: Site) -> None:
    import threading

    ended = threading.Event()

    def silent(asked: object) -> Any:
        del asked
        ended.wait(20)
        yield b""

    site.pages |= {"/a": page("A"), "/silent": silent}
    with fetcher(site, limits=Limits(read=20)) as found:
        portions = follow([HOME + "/a", "http://other.example/silent"], found, Memory())
        assert next(portions).captures
        portions.close()  # type: ignore[attr-defined]
    names = [thread for thread in threading.enumerate() if thread.name.startswith("fetching")]
    for thread in names:
        thread.join(10)
        assert not thread.is_alive()
    ended.set()
