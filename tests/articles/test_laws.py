"""What must hold for any input at all."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.articles import collect, from_text
from variorum.articles.cleaning import clean
from variorum.articles.identity import text_id
from variorum.articles.lines import cut
from variorum.articles.plain import read

LINES = st.lists(
    st.one_of(
        st.text(max_size=80),
        st.sampled_from(
            ["Read more »", "Comments (0)", "By Ann Lee", "10/02/2025", "![x](y)", "https://example.org", "Tags",
             "The council said on Friday that the long bridge over the river would be closed for two weeks."]
        ),
    ),
    max_size=25,
)  # fmt: skip


@given(raw=st.binary(max_size=2000))
@settings(max_examples=60, deadline=None)
def test_no_bytes_end_the_run(raw: bytes) -> None:
    articles, problems = collect(["-"], io.BytesIO(raw))
    assert articles or problems


@given(lines=LINES)
@settings(max_examples=100, deadline=None)
def test_every_line_is_kept_as_body_or_as_furniture(lines: list[str]) -> None:
    text = "\n".join(lines).encode("utf-8", "replace").decode()
    article, problems = read(text, "x")
    if article is None:
        assert problems
        return
    said = [line.words for line in cut(clean(text))]
    kept = article.text.split("\n")
    assert sorted([*(line.strip() for line in kept), *(piece.words for piece in article.furniture)]) == sorted(
        line.strip() for line in said
    )
    assert all(line in said for line in kept)


@given(lines=LINES)
@settings(max_examples=40, deadline=None)
def test_the_same_text_gives_the_same_article(lines: list[str]) -> None:
    text = "\n".join(lines).encode("utf-8", "replace").decode()
    assert read(text, "x") == read(text, "x")


@given(text=st.text(max_size=300))
@settings(max_examples=80, deadline=None)
def test_a_text_read_alone_is_never_changed(text: str) -> None:
    article = from_text(text)
    assert article.text == text
    assert article.id == text_id(text)


@given(text=st.text(max_size=300))
@settings(max_examples=80, deadline=None)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
