"""Web pages → articles."""

from __future__ import annotations

from pathlib import Path

from variorum.articles import collect
from variorum.model import Article, Problem

PARAGRAPHS = (
    (
        "The valley railway will run again from Monday, eleven months after a landslide buried its track near Tolven,"
        " the operator said on Thursday."
    ),
    "Engineers rebuilt 3.2 kilometres of line and a bridge, and the first trains will go at half their usual speed.",
    "“We promised the valley a train before the snow, and here it is,” said the railway's director, Edda Krall.",
    "The regional government paid most of the bill, which grew from 18 million to 27 million crowns while the work went on.",
)
LINKED = (
    '{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Valley railway runs again",'
    ' "datePublished": "2024-10-17T08:30:00+02:00", "author": [{"@type": "Person", "name": "Jonas Feld"}],'
    ' "publisher": {"@type": "Organization", "name": "Tolven Courier"}}]}'
)


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'


def paragraphs() -> str:
    return "".join(f"<p>{words}</p>" for words in PARAGRAPHS)


def read(tmp_path: Path, markup: str) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    path = tmp_path / "page.html"
    path.write_text(markup, encoding="utf-8")
    return collect([path])


def test_a_page_gives_its_paragraphs_and_not_its_frame(tmp_path: Path) -> None:
    frame = "<nav><ul><li>Home</li><li>Sport</li></ul></nav>"
    footer = "<footer><p>Subscribe to our newsletter</p><p>All rights reserved</p></footer>"
    markup = page(f"{frame}<main><article><h1>Valley railway runs again</h1>{paragraphs()}</article></main>{footer}")
    articles, problems = read(tmp_path, markup)
    assert problems == ()
    assert articles[0].text == "\n".join(PARAGRAPHS)
    assert articles[0].title == "Valley railway runs again"
    assert articles[0].language == "en"


def test_linked_data_says_who_when_and_where(tmp_path: Path) -> None:
    head = (
        f'<script type="application/ld+json">{LINKED}</script>'
        '<link rel="canonical" href="https://courier.example/2024/10/railway"><title>Valley railway runs again | Tolven Courier</title>'
    )
    articles, _ = read(tmp_path, page(f"<article>{paragraphs()}</article>", head))
    found = articles[0]
    assert (found.title, found.outlet, found.authors) == (
        "Valley railway runs again",
        "Tolven Courier",
        ("Jonas Feld",),
    )
    assert found.url == "https://courier.example/2024/10/railway"
    assert found.published is not None
    assert (found.published.value, found.published.reason) == ("2024-10-17", "in the page's metadata")


def test_open_graph_stands_in_for_linked_data(tmp_path: Path) -> None:
    head = (
        '<meta property="og:title" content="Valley railway runs again"><meta property="og:site_name" content="Tolven Courier">'
        '<meta property="article:published_time" content="2024-10-17"><meta name="author" content="By Jonas Feld">'
    )
    articles, _ = read(tmp_path, page(f"<article>{paragraphs()}</article>", head))
    found = articles[0]
    assert (found.title, found.outlet, found.authors) == (
        "Valley railway runs again",
        "Tolven Courier",
        ("Jonas Feld",),
    )
    assert found.published is not None
    assert found.published.value == "2024-10-17"


def test_a_page_with_a_million_tags_is_refused(tmp_path: Path) -> None:
    articles, problems = read(tmp_path, page("<b></b>" * 500_000))
    assert articles == ()
    assert [problem.kind for problem in problems] == ["too_large"]
    assert "tags" in problems[0].message


def test_a_page_with_many_tags_is_read_by_its_lines(tmp_path: Path) -> None:
    articles, problems = read(tmp_path, page("<i></i>" * 30_000 + paragraphs()))
    assert problems == ()
    assert articles[0].text == "\n".join(PARAGRAPHS)


def test_a_page_without_words_has_no_body(tmp_path: Path) -> None:
    _, problems = read(tmp_path, page("<div></div>"))
    assert [problem.kind for problem in problems] == ["no_body"]


def test_a_declared_encoding_is_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    markup = page(
        f"<article>{paragraphs()}<p>Čekání skončilo, řekla ředitelka železnice.</p></article>",
        '<meta charset="windows-1250">',
    )
    path.write_bytes(markup.replace("“", '"').replace("”", '"').encode("cp1250"))
    articles, problems = collect([path])
    assert problems == ()
    assert "Čekání skončilo, řekla ředitelka" in articles[0].text


def test_a_page_nested_deeper_than_parsers_go_still_has_its_words(tmp_path: Path) -> None:
    articles, problems = read(tmp_path, page("<div>" * 30_000 + paragraphs()))
    assert problems == ()
    assert "\n".join(PARAGRAPHS) in articles[0].text


def test_a_page_of_a_few_words_keeps_them(tmp_path: Path) -> None:
    articles, _ = read(tmp_path, page("<p>The valley railway will run again from Monday, its operator said.</p>"))
    assert articles[0].text == "The valley railway will run again from Monday, its operator said."
