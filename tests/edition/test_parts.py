"""The small parts that the renderings share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.edition.anchors import slug, web_address
from variorum.edition.drawing import lineage_drawing
from variorum.edition.labels import labels
from variorum.edition.lookup import joined, lookup
from variorum.edition.marking import marked
from variorum.edition.telling import Mark, paragraphs
from variorum.edition.visible import one_line, shortened, visible
from variorum.edition.wording import counted, day, listed
from variorum.model import Article, Merge, Span

from .build import sample


@given(st.text())
def test_visible_text_is_as_long_as_the_text(text: str) -> None:
    assert len(visible(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\x00b", "a␀b"), ("\x1b[31m", "␛[31m"), ("a\u202eb", "a\ufffdb"), ("a\r\nb", "a \nb"), ("a\rb", "a\nb"), ("a\u2028b", "a\nb"),
     ("\x7f", "␡"), ("\U000e0041", "\ufffd"), ("a\tb", "a\tb"), ("عربي", "عربي"), ("👩‍🚒", "👩‍🚒")],
)  # fmt: skip
def test_what_hides_or_turns_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(), st.integers(1, 50))
def test_shortened_text_keeps_to_its_length(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length
    if len(one_line(text)) <= length:
        assert shortened(text, length) == one_line(text)


@pytest.mark.parametrize(
    ("articles", "called"),
    [
        ([("a.txt", "Gazette", None), ("b.txt", "Gazette", None)], ["Gazette 1", "Gazette 2"]),
        (
            [("a.txt", "Gazette 1", None), ("b.txt", "Gazette", None), ("c.txt", "gazette", None)],
            ["Gazette 1", "Gazette 2", "gazette 3"],
        ),
        ([("in/s0.txt", None, None), ("-", None, None)], ["s0", "standard input"]),
        ([("x.json", None, "https://www.example.org/a")], ["example.org"]),
        ([("https://news.example.net/q", None, None)], ["news.example.net"]),
        ([("corpus.jsonl#3", None, None)], ["corpus.jsonl#3"]),
        ([("http://[bad", None, None)], ["[bad"]),
        ([("", None, None)], ["untitled"]),
    ],
)
def test_a_telling_is_called_by_outlet_site_or_file_and_no_two_alike(
    articles: list[tuple[str, str | None, str | None]], called: list[str]
) -> None:
    given_articles = [
        Article(str(number), path, "text", outlet=outlet, url=url)
        for number, (path, outlet, url) in enumerate(articles)
    ]
    assert list(labels(given_articles).values()) == called


@given(st.lists(st.sampled_from(["A", "a", "A 1", "A 2", "B"]), max_size=8))
def test_labels_are_always_distinct(outlets: list[str]) -> None:
    articles = [Article(str(number), "x", "text", outlet=outlet) for number, outlet in enumerate(outlets)]
    called = [name.casefold() for name in labels(articles).values()]
    assert len(called) == len(set(called))


@pytest.mark.parametrize(
    ("value", "words"),
    [("2025", "2025"), ("2025-02", "February 2025"), ("2025-02-07", "7 February 2025"), ("2025-02-07T09:30", "7 February 2025, 09:30"),
     ("2025-02-06/2025-02-08", "6 February 2025 to 8 February 2025"), ("2025-02-07/2025-02-07", "7 February 2025"),
     ("2013-W11", "2013-W11"), ("P6M", "P6M"), ("PRESENT_REF", "PRESENT_REF"), ("2025-99", "2025-99"), ("", ""), (None, "")],
)  # fmt: skip
def test_a_date_reads_as_a_person_writes_it(value: str | None, words: str) -> None:
    assert day(value) == words


def test_counts_and_lists_read_as_english() -> None:
    assert (counted(1, "voice"), counted(2, "voice"), counted(0, "story")) == ("1 voice", "2 voices", "0 stories")
    assert (listed([]), listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])) == (
        "",
        "A",
        "A and B",
        "A, B and C",
    )


@pytest.mark.parametrize(
    ("url", "link"),
    [("https://example.org/a?b=c#d", True), ("HTTP://EXAMPLE.ORG", True), ("javascript:alert(1)", False), ("data:text/html,x", False),
     ("//example.org", False), ("https://a b", False), ('https://a"onclick=', False), ("https://a\u202eb", False), ("", False), (None, False)],
)  # fmt: skip
def test_only_an_address_of_the_web_becomes_a_link(url: str | None, link: bool) -> None:
    assert (web_address(url) == url and url is not None) is link


@given(st.text())
def test_an_anchor_can_stand_in_an_address(identifier: str) -> None:
    assert slug(identifier).isascii()
    assert not set(slug(identifier)) & set(" <>\"'#&%/")


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-3, 33), st.integers(-3, 33)), max_size=5))
def test_marked_pieces_are_together_the_words(words: str, places: list[tuple[int, int]]) -> None:
    span = Span("a", 0, len(words), words)
    pieces = marked(span, [Span("a", start, end, "") for start, end in places])
    assert "".join(piece for piece, _ in pieces) == words


@given(st.text("ab\n \r", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_segments_are_together_the_lines_and_know_their_findings(text: str, places: list[tuple[int, int]]) -> None:
    found = [
        Mark(start, end, f"k{n}", f"#{n}", "", f"at{n}")
        for n, (start, end) in enumerate(places)
        if start < end <= len(text)
    ]
    lines = list(paragraphs(text, found))
    joined = ["".join(segment.words for segment in line) for line in lines]
    assert joined == [line for line in text.replace("\r", "\n").split("\n") if line.strip()]
    anchors = [anchor for line in lines for segment in line for anchor in segment.anchors]
    assert len(anchors) == len(set(anchors))
    covered = [mark.anchor for mark in found if text[mark.start : mark.end].strip()]
    assert set(covered) <= set(anchors)


def test_where_findings_overlap_each_part_has_all_and_links_to_the_closest() -> None:
    quote, figure = Mark(0, 10, "quote", "#q1", "", "w1"), Mark(4, 6, "figure", "#f1", "", "w2")
    (line,) = paragraphs("abcdefghijkl", [figure, quote])
    assert [(one.words, one.kinds, one.link and one.link.href) for one in line] == [
        ("abcd", ("quote",), "#q1"),
        ("ef", ("figure", "quote"), "#f1"),
        ("ghij", ("quote",), "#q1"),
        ("kl", (), None),
    ]


def test_the_drawing_puts_a_source_above_its_copy_in_one_box() -> None:
    drawing = lineage_drawing(lookup(sample(), sample().stories[0]))
    rows = {node.label: node.y for node in drawing.nodes}
    assert rows["Nordwire"] < rows["The Daily Lantern"]
    assert len(drawing.bands) == 4
    box = drawing.bands[1]
    assert box.y < rows["Nordwire"] < rows["The Daily Lantern"] < box.y + box.height
    assert [arc.directed for arc in drawing.arcs] == [True]  # words that are merely in common are not drawn
    assert drawing.arcs[0].title == "The Daily Lantern reworded from Nordwire, 81\u00a0%"


@pytest.mark.parametrize(
    ("merges", "said"),
    [
        ([("ab", "copied"), ("ac", "copied")], [("abc", "copied")]),
        ([("ab", "copied"), ("cd", "copied"), ("bc", "copied")], [("abcd", "copied")]),
        ([("ab", "copied"), ("cd", "copied")], [("ab", "copied"), ("cd", "copied")]),
        ([("ab", "copied"), ("ac", "same quote")], [("ab", "copied"), ("ac", "same quote")]),
        ([], []),
    ],
)
def test_one_reason_for_the_same_voice_is_said_once(merges: list[tuple[str, str]], said: list[tuple[str, str]]) -> None:
    found = joined(Merge(tuple(articles), reason) for articles, reason in merges)
    assert [("".join(one.articles), one.reason) for one in found] == said
