"""The one way in which XML is parsed: what is hostile is refused, what is broken is read as far as it goes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.articles import feeds, newsml, opml, sitemaps, xml_tree

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
ENTITIES = {
    "billion laughs": f'<!DOCTYPE {{0}} [<!ENTITY l0 "ha">{LAUGHS}]>{{1}}&l29;',
    "quadratic blowup": f'<!DOCTYPE {{0}} [<!ENTITY a "{"a" * 100_000}">]>{{1}}{"&a;" * 50_000}',
    "a file of this machine": '<!DOCTYPE {0} [<!ENTITY a SYSTEM "file:///etc/hostname">]>{1}&a;',
    "an address": '<!DOCTYPE {0} [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]>{1}&a;',
    "a parameter entity": '<!DOCTYPE {0} [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]>{1}',
    "behind a comment with an element": '<!-- <rss> --><?x <opml>?><!DOCTYPE {0} [<!ENTITY a "b">]>{1}&a;',
    "in a second DOCTYPE": '<!DOCTYPE {0}><!DOCTYPE {0} [<!ENTITY a SYSTEM "file:///etc/hostname">]>{1}&a;',
    "in a DOCTYPE without end": '<!DOCTYPE {0} [<!ENTITY a "b"',
}
READERS = {
    "rss": ("<rss><channel><item><title>", feeds.read),
    "opml": ("<opml><body><outline>", opml.addresses),
    "urlset": ("<urlset><url><loc>", sitemaps.addresses),
    "newsItem": ("<newsItem><contentSet><inlineData>", newsml.read),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("root", READERS)
@pytest.mark.parametrize("bomb", ENTITIES)
def test_a_document_that_declares_entities_is_refused(bomb: str, root: str, encoding: str) -> None:
    opening, reader = READERS[root]
    _, problems = reader(ENTITIES[bomb].format(root, opening).encode(encoding), "x.xml")
    assert [problem.kind for problem in problems] == ["xml_entities"]
    assert "DOCTYPE" in problems[0].message


@pytest.mark.parametrize("root", READERS)
def test_elements_a_hundred_thousand_deep_are_no_harm(root: str) -> None:
    opening, reader = READERS[root]
    first = opening.partition(">")[0] + ">"
    _, problems = reader((first + "<a>" * 100_000).encode(), "x.xml")
    assert problems


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("<a>" * 300, "nested too deeply"),
        ("<a>" + "x" * 11_000_000 + "</a>", "too long"),
        ("<a><b>x</a>", "in line 1"),
        ("no element", "not sound XML"),
        ("<" * 1_000_001, "Split it"),
        ("<a " + "b='c' " * 2_000_001 + "/>", "Split it"),
        ("", "nothing in it"),
    ],
)
def test_what_is_too_much_or_broken_is_said(document: str, said: str) -> None:
    _, problems = xml_tree.parse(document.encode(), "x.xml")
    assert [said in problem.message for problem in problems] == [True]
    assert problems[0].input == "x.xml"


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ('<?xml version="1.0"?><a>Pão &amp; &#225;gua&nbsp;&mdash; sim</a>', "Pão & água — sim"),
        ("<!DOCTYPE a PUBLIC \"-//X//DTD [a] > b//EN\" 'http://dtd.example/a.dtd'><a>one</a>", "one"),
        ("<!DOCTYPE a [<!ELEMENT a (#PCDATA)>]>\n<a>two</a>", "two"),
        ("<!-- <b> --><?p <c>?><a><!-- aside -->three<?q r?></a>", "three"),
        ("<a><![CDATA[<!ENTITY x> is a word, &lt; two]]></a>", "<!ENTITY x> is a word, &lt; two"),
        ("<a><x:b>four</x:b></a>", "four"),
    ],
)
def test_sound_documents_are_read_whole(document: str, words: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        tree, problems = xml_tree.parse(document.encode(encoding), "x.xml")
        assert problems == []
        assert xml_tree.words(tree) == words


@pytest.mark.parametrize(
    ("document", "root"),
    [
        (b'<?xml version="1.0"?>\n<!-- <opml> -->\n<!DOCTYPE rss SYSTEM "a>b"><rss version="2.0">', ("rss", ' version="2.0"')),
        (b'<rdf:RDF xmlns="http://purl.org/rss/1.0/"/>', ("rdf", ' xmlns="http://purl.org/rss/1.0/"')),
        ("<urlset>".encode("utf-16"), ("urlset", "")),
        (b"plain words", ("", "")),
        (b"", ("", "")),
        (b"<!DOCTYPE", ("", "")),
    ],
)  # fmt: skip
def test_the_root_is_told_from_the_first_bytes(document: bytes, root: tuple[str, str]) -> None:
    assert xml_tree.root(document) == root


TOKENS = st.lists(
    st.sampled_from(
        ["<rss>", "<rss version='2.0'><channel>", "<item>", "</item>", "<title>", "<link>https://a.example/", "</link>", "<description>",
         "<![CDATA[", "]]>", "&amp;", "&nbsp;", "&", "<", ">", "<!--", "-->", "<!DOCTYPE rss", "[", "]", "<!ENTITY a 'b'>", "&a;", "<?xml", "?>",
         "<opml><body>", "<outline xmlUrl='https://a.example'/>", "<urlset>", "<url>", "<loc>", "<newsItem guid='a'>", "<contentSet>", "<inlineData>",
         "<nitf><body><body.content>", "<p>", "</p>", "The dam is full, it said.", "\0", "\u202e", "é", "<feed xmlns='http://www.w3.org/2005/Atom'>",
         "<entry>", "<content type='xhtml'>", "<pubDate>", "Fri, 31 Feb 2025 99:00:00 +9900", "<guid>", "<source url='x'>", "<dc:creator>",
         '{"version":"https://jsonfeed.org/version/1.1","items":[', '{"id":1,"content_html":"<p>x"}', "]}"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(raw=st.one_of(st.binary(max_size=600), TOKENS.map(lambda text: text.encode("utf-8", "surrogatepass"))))
@settings(max_examples=150, deadline=None)
def test_no_bytes_end_a_reader(raw: bytes) -> None:
    for _, reader in READERS.values():
        found, problems = reader(raw, "x")
        assert found or problems
    assert isinstance(
        feeds.is_feed(raw) or newsml.is_newsml(raw) or opml.is_opml(raw) or sitemaps.is_sitemap(raw), bool
    )
