"""News as agencies send it: NewsML-G2 and NITF."""

from __future__ import annotations

import pytest

from variorum.articles import newsml
from variorum.model import Article

SPOKEN = "The reservoir above Kestrel Falls is full for the first time in six years, the water board said."
XHTML = f"""<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head>
 <body><p>{SPOKEN}</p><p>Nobody was <b>moved</b>.</p></body></html></inlineXML>"""
NITF = f"""<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" xml:lang="en"><head><title>A tab</title><docdata><doc-id id-string="n-7"/>
  <date.issue norm="20230402T101112Z"/></docdata><pubdata name="Falls Gazette"/></head>
 <body><body.head><hedline><hl1>Reservoir is full</hl1><hl2>First time in years</hl2></hedline><byline>By <person>Ann Lee</person></byline>
   <distributor>Osprey Wire</distributor><dateline><location>Kestrel Falls</location></dateline></body.head>
  <body.content><block><p>{SPOKEN}</p><media><media-caption>The dam.</media-caption></media><hl2>Rain</hl2><p>Nobody was moved.</p></block></body.content>
  <body.end><tagline>Ends.</tagline></body.end></body></nitf>"""


def item(content: str, status: str = "usable", guid: str = "urn:x-kestrel:1") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="2" xml:lang="en-GB">
 <itemMeta><itemClass qcode="ninat:text"/><provider qcode="kpa:x"><name>Kestrel Press</name></provider>
  <versionCreated>2023-04-02T23:30:00-05:00</versionCreated><pubStatus qcode="stat:{status}"/><title>a working title</title></itemMeta>
 <contentMeta><infoSource qcode="s:1"><name>Heron Radio</name></infoSource><infoSource literal="Moss Times"/><by>By Ann Lee and Bo Chu</by>
  <headline role="hld:subHeadline">First time in years</headline><headline>Reservoir is full</headline><creditline>Osprey Wire</creditline>
  <dateline>KESTREL FALLS</dateline><language tag="en-GB"/></contentMeta>
 <contentSet>{content}</contentSet></newsItem>"""


def only(document: str) -> Article:
    articles, problems = newsml.read(document.encode(), "n.xml")
    assert problems == []
    assert len(articles) == 1
    return articles[0]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (XHTML, f"{SPOKEN}\n\nNobody was moved."),
        (f"<inlineXML>{NITF}</inlineXML>", f"{SPOKEN}\n\nRain\n\nNobody was moved."),
        (f'<inlineData contenttype="text/plain">{SPOKEN}\nNobody was moved.</inlineData>', f"{SPOKEN}\nNobody was moved."),
        (f'<inlineData contenttype="text/html">&lt;p>{SPOKEN}&lt;/p>&lt;p>Rain.</inlineData>', f"{SPOKEN}\n\nRain."),
        (f'<remoteContent href="file:///etc/passwd"/><inlineData encoding="x:base64">eA==</inlineData>{XHTML}', f"{SPOKEN}\n\nNobody was moved."),
    ],
)  # fmt: skip
def test_an_item_is_read_whatever_its_text_comes_as(content: str, text: str) -> None:
    found = only(item(content))
    assert found.text == text
    assert (found.id, found.input, found.title, found.outlet) == (
        "urn:x-kestrel:1",
        "n.xml",
        "Reservoir is full",
        "Kestrel Press",
    )
    assert (found.authors, found.language) == (("Ann Lee", "Bo Chu"), "en")
    assert found.credits[:3] == ("Heron Radio", "Moss Times", "Osprey Wire")
    assert found.published is not None
    assert found.published.value == "2023-04-02"


def test_a_bare_nitf_document_is_an_article() -> None:
    found = only(NITF)
    assert found.text == f"{SPOKEN}\n\nRain\n\nNobody was moved."
    assert (found.id, found.title, found.outlet, found.authors) == (
        "n-7",
        "Reservoir is full",
        "Falls Gazette",
        ("Ann Lee",),
    )
    assert (found.credits, found.language) == (("Osprey Wire",), "en")
    assert found.published is not None
    assert found.published.value == "2023-04-02"


def message(*items: str) -> bytes:
    return f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>{"".join(items)}</itemSet></newsMessage>'.encode()


def test_a_message_gives_each_of_its_items_with_a_text() -> None:
    raw = message(
        item(XHTML, guid="a"),
        '<packageItem guid="p"/>',
        item('<remoteContent href="a.jpg"/>', guid="b"),
        item(XHTML, guid="c"),
    )
    articles, problems = newsml.read(raw, "n.xml")
    assert problems == []
    assert [(article.id, article.input) for article in articles] == [("a", "n.xml#1"), ("c", "n.xml#3")]


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_what_its_sender_withdrew_is_not_read(status: str) -> None:
    articles, problems = newsml.read(message(item(XHTML), item(XHTML, status)), "n.xml")
    assert [article.input for article in articles] == ["n.xml#1"]
    assert [(problem.input, problem.kind) for problem in problems] == [("n.xml#2", "withdrawn")]


def test_an_item_is_seen_when_its_version_was_made() -> None:
    assert [moment for _, moment in newsml.read_seen(item(XHTML).encode(), "n")[0]] == ["2023-04-03T04:30:00Z"]


@pytest.mark.parametrize(
    "raw", [b'<packageItem guid="p"/>', item('<remoteContent href="a.jpg"/>').encode(), b"<newsMessage/>", b"<nitf/>"]
)
def test_what_has_no_text_says_so(raw: bytes) -> None:
    assert newsml.is_newsml(raw)
    articles, problems = newsml.read(raw, "n")
    assert articles == []
    assert len(problems) == 1
    assert problems[0].kind in {"no_text", "empty"}


def test_elements_of_no_known_kind_do_no_harm() -> None:
    body = f"<p>{SPOKEN} &what; <x:y.z>Nobody was <é>moved</é></x:y.z>.</p>"
    articles, _ = newsml.read(item(f"<inlineXML><html><body>{body}</body></html></inlineXML>").encode(), "n")
    assert [article.text for article in articles] == [f"{SPOKEN} Nobody was moved."]


def test_a_broken_item_is_read_as_far_as_it_goes() -> None:
    articles, problems = newsml.read(item(XHTML).partition("</contentSet>")[0].encode(), "n")
    assert [article.id for article in articles] == ["urn:x-kestrel:1"]
    assert [problem.kind for problem in problems] == ["broken_xml"]
