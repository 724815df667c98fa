"""Law 5: nothing for an untouched edition; after a change exactly the findings that no longer hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.edition import verify
from variorum.model import Article, Edition, Figure, Quote, Story

from .build import at, sample, tellings

COURIER, WIRE, LANTERN, BLOG, PREVIEW = tellings()


def named(texts: dict[str, str | None], edition: Edition | None = None) -> set[str]:
    return {f"{finding.kind} {finding.id}" for finding in verify(edition or sample(), texts)}


def test_an_untouched_edition_has_no_findings() -> None:
    assert verify(sample()) == ()
    assert verify(sample(), {article.id: article.text for article in sample().articles}) == ()


def test_a_changed_number_takes_its_figure_its_points_and_its_copy_with_it() -> None:
    fresh = LANTERN.text.replace("destroyed three silos", "destroyed five silos")
    # p1 and p2 show that sentence, and the aligned passage holds it; all else in the telling still stands.
    wire_to_lantern = f"copy {WIRE.id}→{LANTERN.id}"
    assert named({LANTERN.id: fresh}) == {f"article {LANTERN.id}", "figure f3", "point p1", "point p2", wire_to_lantern}


def test_a_number_that_also_stands_elsewhere_does_not_hide_the_change() -> None:
    article = Article("own", "a.txt", "12 people died. The ferry sank on 12 March.")
    edition = Edition(
        (article,), (Story("s", "t", ("own",), figures=(Figure("f1", "count", 12, 12, article.span(0, 2)),)),)
    )
    assert named({"own": "13 people died. The ferry sank on 12 March."}, edition) == {"article own", "figure f1"}


@pytest.mark.parametrize(
    "fresh",
    [
        "A new first line.\n\n" + COURIER.text,
        COURIER.text + "\n\nA new last line.",
        COURIER.text.replace("\n\n", "\n"),
        COURIER.text.replace("before noon", "by noon"),
        "\n\n".join([*COURIER.text.split("\n\n")[3:], *COURIER.text.split("\n\n")[:3]]),
    ],
    ids=["begun", "added", "rewrapped", "reworded", "moved"],
)
def test_figures_whose_words_only_moved_still_hold(fresh: str) -> None:
    assert not {one for one in named({COURIER.id: fresh}) if one.startswith(("figure", "quote", "date", "commitment"))}


def test_white_space_within_the_words_does_not_count() -> None:
    fresh = COURIER.text.replace("the ministry pay for a second", "the ministry\npay  for a second")
    assert "commitment c4" not in named({COURIER.id: fresh})


def test_an_entity_holds_while_one_mention_does() -> None:
    assert "entity e2" in named({COURIER.id: COURIER.text.replace("fire chief Maren Holt", "the fire chief")})
    assert "role e1" in named({COURIER.id: COURIER.text.replace("Mayor Tove Lindqvist", "The mayor")})
    assert "entity e1" not in named({COURIER.id: COURIER.text.replace("Mayor Tove Lindqvist", "The mayor")})


def test_a_source_that_is_gone_is_named_once_and_its_findings_are_not_doubted() -> None:
    assert named({BLOG.id: None}) == {f"article {BLOG.id}"}


def test_a_text_that_is_not_what_its_id_was_made_from_is_named() -> None:
    tampered = replace(WIRE, text=WIRE.text.replace("three silos", "trees silos"))
    edition = replace(sample(), articles=(COURIER, tampered, *sample().articles[2:]))
    found = named({}, edition)
    assert {f"article {WIRE.id}", "figure f2", "point p1"} <= found
    assert "figure f12" not in found


@pytest.mark.parametrize("identifier", [WIRE.id + "-2", WIRE.id + "-13", "my-own-id", "7"])
def test_a_repeated_text_and_an_id_of_ones_own_are_fine(identifier: str) -> None:
    assert verify(Edition((replace(WIRE, id=identifier),))) == ()


def test_a_hash_of_another_text_is_not_fine() -> None:
    assert named({}, Edition((replace(WIRE, id=COURIER.id),))) == {f"article {COURIER.id}"}


def test_a_false_span_and_a_missing_statement_are_named() -> None:
    quote = Quote("q1", "direct", "not there", replace(at(WIRE, "three silos"), words="nine silos"))
    story = replace(sample().stories[0], quotes=(quote, *sample().stories[0].quotes[1:]), figures=())
    found = {f"{one.kind} {one.id}": one for one in verify(replace(sample(), stories=(story,)))}
    assert found["quote q1"].what == "these are not the words of the article at that place"
    assert "f2, f3" in found["point p1"].what


def test_a_finding_says_what_is_gone() -> None:
    fresh = LANTERN.text.replace("Some 2,000 tonnes", "Some 900 tonnes")
    lines = [str(finding) for finding in verify(sample(), {LANTERN.id: fresh})]
    assert "figure f10 of story fire: the source no longer has these words there: “Some 2,000 tonnes”" in lines


@given(text=st.text("ab .\n", max_size=60), fresh=st.text("ab .\n", max_size=60), data=st.data())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_words_that_are_nowhere_in_the_new_text_are_always_named(text: str, fresh: str, data: st.DataObject) -> None:
    filled = [number for number, letter in enumerate(text) if letter.isalpha()]
    if not filled:
        return
    start = data.draw(st.sampled_from(filled))
    end = data.draw(st.sampled_from([number + 1 for number in filled if number >= start]))
    article = Article("own", "a.txt", text)
    figure = Figure("f1", "vague", None, None, article.span(start, end))
    edition = Edition((article,), (Story("s", "t", ("own",), figures=(figure,)),))
    assert verify(edition, {"own": text}) == ()
    gone = "".join(figure.span.words.split()) not in "".join(fresh.split())
    if gone:
        assert "figure f1" in named({"own": fresh}, edition)


@given(before=st.text("ab .\n", max_size=30), after=st.text("ab .\n", max_size=30))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_what_is_added_around_a_line_takes_nothing_away(before: str, after: str) -> None:
    article = Article("own", "a.txt", "Forty ships came.")
    figure = Figure("f1", "count", 40, 40, article.span(0, 11))
    edition = Edition((article,), (Story("s", "t", ("own",), figures=(figure,)),))
    assert "figure f1" not in named({"own": f"{before}\n{article.text}\n{after}"}, edition)
