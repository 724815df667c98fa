"""The lines of a page with their markup, the trees that judge them, and what others take for the body."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.articles.test_pages import PARAGRAPHS, page, paragraphs
from variorum import forest
from variorum.articles import blocks, opinions, page_body
from variorum.articles.lines import cut
from variorum.articles.tree import parse, visible_text
from variorum.articles.votes import Ballot, words_of

MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            ["<p>", "</p>", "<div class='a b'>", "</div>", "<br>", "<a href=x>", "</a>", "<li>", "<b>", "</b>"]
        ),
        st.text(max_size=20),
    ),
    max_size=40,
).map("".join)


def picked(markup: str) -> list[str]:
    tree = parse(markup)
    lines = blocks.cut(tree)
    chosen = page_body.pick(lines, opinions.gather(markup, opinions.linked_data(tree)))
    return [block.line.words for block, yes in zip(lines, chosen, strict=True) if yes]


def test_a_line_knows_its_element_its_links_and_what_the_names_around_it_hint_at() -> None:
    markup = page('<div class="relatedStories"><ul><li><a href="/x">Flood at the mill</a> today</li></ul></div>')
    (block,) = blocks.cut(parse(markup))
    assert block.line.words == "Flood at the mill today"
    assert block.tag == "li"
    assert 0.5 < block.linked < 0.9
    assert {"li", "ul", "a"} - block.around.tags == {"a"}
    assert "teaser" in block.around.hints


@settings(max_examples=60, deadline=None)
@given(MARKUP)
def test_lines_with_markup_are_the_visible_lines(markup: str) -> None:
    tree = parse(f"<html><body>{markup}</body></html>")
    if tree is None:
        return
    assert [block.line.words for block in blocks.cut(tree)] == [line.words for line in cut(visible_text(tree))]


def test_a_ballot_counts_runs_of_four_words_and_whole_short_lines() -> None:
    ballot = Ballot("The valley railway will run again from Monday\nTolven")
    assert ballot.share(words_of("the valley railway will run again from Monday")) == 1.0
    assert ballot.share(words_of("Tolven")) == 1.0
    assert ballot.share(words_of("railway")) == 0.0
    assert 0.3 < ballot.share(words_of("The valley railway will run late today, they say")) < 0.6


def test_a_forest_adds_the_leaves_that_a_line_falls_into() -> None:
    trees = forest.unpack(
        {"names": ["words", "stopped"], "trees": [[[0, 5.5, 2], [-1.0], [1, 0.5, 4], [0.5], [2.0]], [[0.25]]]}
    )
    sure = trees.sureness([{"words": 3}, {"words": 9}, {"words": 9, "stopped": 1.0}])
    assert [round(float(value), 3) for value in sure] == [0.321, 0.679, 0.905]


def test_a_related_story_between_two_paragraphs_is_left_out_and_a_list_of_facts_kept() -> None:
    inner = (
        f"<p>{PARAGRAPHS[0]}</p><div class='related-inline'><a href='/mill'>Read more: flood at the mill</a></div>"
        f"<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
    )
    found = picked(page(f"<main><article><h1>Valley railway runs again</h1>{inner}</article></main>"))
    assert found == list(PARAGRAPHS)


def test_linked_data_with_the_longest_body_counts() -> None:
    script = '<script type="application/ld+json">%s</script>'
    head = (
        script % '{"@type": "NewsArticle", "headline": "A"}'
        + script % '{"@type": "Article", "articleBody": "Long words"}'
    )
    assert opinions.linked_data(parse(page(paragraphs(), head))) == {
        "@type": "NewsArticle",
        "headline": "A",
        "articleBody": "Long words",
    }


def test_a_page_that_breaks_every_extractor_has_no_opinion() -> None:
    assert opinions.gather("", {"articleBody": ["no text"]}) == {"default": "", "precise": "", "linked": ""}
