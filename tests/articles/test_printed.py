"""PDF files: paragraphs as they were before they were printed."""

from __future__ import annotations

import re
import zlib

import pytest
from bench.saved import PARAGRAPHS, TITLE, pdf
from fpdf import FPDF

from variorum.articles import printed
from variorum.articles.printed import Printed, paragraphs

LONG = [f"{words} That was the {number}th report of it that day." for number, words in enumerate(PARAGRAPHS * 8)]


def asked(words: str) -> str:
    return words.replace("“", '"').replace("”", '"').replace("—", "-")


def test_paragraphs_are_whole_and_what_stands_on_every_page_is_dropped() -> None:
    article, problems = printed.read(pdf(LONG), "a.pdf")
    assert article is not None
    assert problems == []
    everything = [*article.text.split("\n"), *(piece.words for piece in article.furniture)]
    assert sum(asked(words) in everything for words in LONG) >= len(LONG) - 2  # one or two run over a page's end
    assert "Larn Courier, Wednesday" not in article.text
    assert not re.search(r"Page \d", article.text)
    assert (article.title, article.authors) == (TITLE, ("Ola Vik",))
    assert article.published is not None
    assert (article.published.value, article.published.basis) == ("2031-03-05", "inferred")


def lines(*words: str) -> list[Printed]:
    return [Printed(line, 50, 50 + 5 * len(line), 700 - 14 * n, 690 - 14 * n) for n, line in enumerate(words)]


@pytest.mark.parametrize(
    ("given", "joined"),
    [
        (("The new bridge was opened by the min-", "istry of transport on Tuesday."), "The new bridge was opened by the ministry of transport on Tuesday."),
        (("The new bridge was opened by the min\x02", "istry of transport on Tuesday."), "The new bridge was opened by the ministry of transport on Tuesday."),
        (("The bridge was opened by the Anglo-", "French company on Tuesday it said."), "The bridge was opened by the Anglo-French company on Tuesday it said."),
    ],
)  # fmt: skip
def test_words_cut_at_the_end_of_a_line_are_whole_again(given: tuple[str, ...], joined: str) -> None:
    assert paragraphs([lines(*given)]) == [joined]


def test_a_sentence_goes_on_over_a_page() -> None:
    first, second = lines("The bridge was opened on"), lines("Tuesday by the ministry.")
    assert paragraphs([first, lines("and the council.")]) == ["The bridge was opened on and the council."]
    assert len(paragraphs([lines("The bridge was opened."), second])) == 2


def test_what_cannot_be_read_is_said() -> None:
    blank = FPDF()
    blank.add_page()
    blank.rect(10, 10, 50, 50)
    told = {
        "encrypted": pdf(password="secret"),
        "no_text": bytes(blank.output()),
        "broken_pdf": pdf()[:400],
    }
    assert {kind: [one.kind for one in printed.read(raw, "a.pdf")[1]] for kind, raw in told.items()} == {
        kind: [kind] for kind in told
    }


def test_a_pdf_of_far_too_many_pages_is_refused() -> None:
    paper = FPDF()
    for _ in range(printed.MOST_PAGES + 1):
        paper.add_page()
    assert [one.kind for one in printed.read(bytes(paper.output()), "a.pdf")[1]] == ["too_large"]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_pages_that_unpack_to_gigabytes_are_not_opened(times: int) -> None:
    packed = b" " * 60_000_000
    for _ in range(times):
        packed = zlib.compress(packed)
    filters = b"/FlateDecode" * times
    raw = b"%PDF-1.4\n4 0 obj<</Length 9/Filter[" + filters + b"]>>stream\n" + packed + b"\nendstream endobj"
    assert [one.kind for one in printed.read(raw, "a.pdf")[1]] == ["bomb"]


@pytest.mark.parametrize(
    "tree",
    [
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 100000>>endobj",
        b"2 0 obj<</Type/Pages/Kids[3 0 R 3 0 R]/Count 3>>endobj 3 0 obj<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 3>>endobj",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1000000000>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/Contents 3 0 R>>endobj",
    ],
)
def test_a_page_tree_that_goes_in_circles_ends(tree: bytes) -> None:
    raw = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj " + tree + b"\ntrailer<</Root 1 0 R>>\n%%EOF"
    article, problems = printed.read(raw, "a.pdf")
    assert article is None
    assert len(problems) == 1
