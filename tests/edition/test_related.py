"""Stories kept apart although near, and copies whose direction nobody knows: as every renderer tells them."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from tests.edition.build import sample as edition
from variorum.edition import to_csv, to_html, to_markdown, to_terminal
from variorum.model import Copy, CopyKind, Edition, Relation, Story


def with_a_funeral() -> Edition:
    told = edition()
    funeral = Story("funeral", "Osterby <b>buries</b> its watchman", ())
    said = Relation("funeral", "followed_by", 0.31, "6 days later, both name Osterby")
    return replace(told, stories=(replace(told.stories[0], related=(said,)), funeral))


def terminal(told: Edition) -> str:
    out = io.StringIO()
    to_terminal(told, Console(file=out, width=200))
    return out.getvalue()


def test_a_related_story_is_named_with_its_title_and_the_reason() -> None:
    told = with_a_funeral()

    assert "Followed by: Osterby <b>buries</b> its watchman (6 days later, both name Osterby)" in terminal(told)
    assert "**Followed by:** Osterby" in to_markdown(told)
    assert ",funeral,Osterby <b>buries</b> its watchman,followed_by,0.31," in to_csv(told)["related.csv"]


def test_a_page_links_to_the_related_story_and_escapes_its_title() -> None:
    page = to_html(with_a_funeral())

    assert '<a href="#story-funeral-top">Osterby &lt;b&gt;buries&lt;/b&gt; its watchman</a>' in page
    assert 'id="story-funeral-top"' in page


def test_a_related_story_that_is_not_in_the_edition_is_called_by_its_id() -> None:
    told = with_a_funeral()
    alone = replace(told, stories=told.stories[:1])

    assert "Followed by: funeral" in terminal(alone)
    assert 'href="#story-funeral-top"' not in to_html(alone)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("copy", "is the same text as"),
        ("rewrite", "is the same text, in other words, as"),
        ("translation", "is the same text, in another language, as"),
        ("unknown", "has more words than chance in common with"),
    ],
)
def test_a_copy_without_direction_does_not_say_who_took_from_whom(kind: CopyKind, words: str) -> None:
    told = edition()
    story = told.stories[0]
    one, other = story.articles[:2]
    copies = (Copy(one, other, kind, 0.5, "nothing says which was first", (), 0.9, directed=False),)
    lineage = replace(story.lineage, copies=copies)
    changed = replace(told, stories=(replace(story, lineage=lineage),))

    for rendered in (to_markdown(changed), to_html(changed)):
        assert words in rendered
        assert "copied from" not in rendered
        assert "reworded from" not in rendered
    assert ",false,0,nothing says" in to_csv(changed)["copies.csv"]
