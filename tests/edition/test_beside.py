"""Two tellings side by side: nothing is lost, pairs are found by what is the same, by copies and by Points, and changes are marked."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.edition.build import sample, tellings
from variorum.edition.beside import Row, beside, compared, versions_beside
from variorum.edition.lookup import lookup
from variorum.model import Article, Copy, Passage, Point, Span, Version

WORDS = "Harbour gate lamp rope tide broke held 12 40 . ! ; one two".split()
texts = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(lambda words: " ".join(words) + "."),
    min_size=1,
    max_size=8,
).map("\n".join)


def article(text: str) -> Article:
    return Article(hashlib.sha256(text.encode()).hexdigest()[:16], "tide.txt", text, language="en")


def written(rows: list[Row], side: str) -> str:
    return "".join("".join(word for word, _ in getattr(row, side)) for row in rows)


def marked(row: Row, side: str) -> list[str]:
    return [word for word, is_marked in getattr(row, side) if is_marked]


def bare(text: str) -> str:
    return "".join(text.split())


def passage(a: Article, b: Article, words: str, other: str) -> Passage:
    one, two = a.text.index(words), b.text.index(other)
    return Passage(a.span(one, one + len(words)), b.span(two, two + len(other)))


BEFORE = article("The gate broke at noon. Forty lamps went out.\nNobody was hurt. The mayor slept.")
AFTER = article("Nobody was hurt. The gate broke at one. A rope held.\nIn all 40 lights failed.")


@given(one=texts, other=texts)
@settings(max_examples=60, deadline=None)
def test_no_word_of_either_is_lost_or_told_twice(one: str, other: str) -> None:
    a, b = article(one), article(f"{other}\nThe end.")
    whole = Copy(a.id, b.id, "rewrite", 0.5, "", (Passage(a.span(0, len(one)), b.span(0, len(b.text))),))
    for rows in (beside(a, b), beside(a, b, (whole,)), versions_beside(a, b)):
        assert bare(written(rows, "left")) == bare(one), "the left side keeps its order"
        assert sorted(bare(written(rows, "right"))) == sorted(bare(b.text))
        assert [row.number for row in rows if row.number] == list(
            range(1, sum(row.number is not None for row in rows) + 1)
        )


def test_sentences_of_a_copy_stand_beside_what_they_became_with_the_changed_words_marked() -> None:
    copy = Copy(
        BEFORE.id,
        AFTER.id,
        "rewrite",
        0.5,
        "",
        (passage(BEFORE, AFTER, "The gate broke at noon.", "The gate broke at one."),),
    )
    pair = next(row for row in beside(BEFORE, AFTER, (copy,)) if row.number == 1)

    assert marked(pair, "left") == ["noon"]
    assert marked(pair, "right") == ["one"]


def test_a_copy_is_read_in_both_directions() -> None:
    back = Copy(
        AFTER.id,
        BEFORE.id,
        "rewrite",
        0.5,
        "",
        (passage(AFTER, BEFORE, "The gate broke at one.", "The gate broke at noon."),),
    )

    assert any(marked(row, "left") == ["noon"] for row in beside(BEFORE, AFTER, (back,)))


def test_the_same_sentence_elsewhere_is_said_to_have_moved() -> None:
    rows = beside(BEFORE, AFTER, (Copy(BEFORE.id, AFTER.id, "rewrite", 0.5, "", (passage(BEFORE, AFTER, "The gate broke at noon.", "The gate broke at one."),)),))  # fmt: skip
    same = next(row for row in rows if row.same)

    assert "".join(word for word, _ in same.left) == "Nobody was hurt."
    assert same.moved


def test_where_hardly_a_word_is_common_what_decides_the_point_is_marked() -> None:
    left, right = BEFORE.span(24, 45), AFTER.span(AFTER.text.index("In all"), len(AFTER.text))
    forty, number = BEFORE.span(24, 29), AFTER.span(AFTER.text.index("40"), AFTER.text.index("40") + 2)
    point = Point("p1", "figure", "lamps", (Version("40", ("f1", "f2"), (BEFORE.id, AFTER.id), 2, (left, right), (forty, number)),))  # fmt: skip
    pair = next(row for row in beside(BEFORE, AFTER, (), (point,)) if row.points)

    assert pair.reworded
    assert pair.points == ("p1",)
    assert (marked(pair, "left"), marked(pair, "right")) == (["Forty"], ["40"])


def test_a_sentence_cut_in_two_stands_beside_both() -> None:
    whole = article("The gate broke at noon and forty lamps went out all over the harbour.")
    cut = article("The gate broke at noon. Forty lamps went out all over the harbour.")
    end = len(cut.text)
    copy = Copy(whole.id, cut.id, "edit", 0.9, "", (Passage(whole.span(0, len(whole.text)), cut.span(0, end)),))
    rows = beside(whole, cut, (copy,))

    assert len(rows) == 1
    assert bare(written(rows, "right")) == bare(cut.text)


def test_a_new_version_is_set_beside_the_old_one() -> None:
    rows = versions_beside(BEFORE, article(BEFORE.text.replace("Forty lamps", "Fifty lamps")))

    assert [marked(row, "right") for row in rows if row.marked] == [["Fifty"]]
    assert sum(row.same for row in rows) == 3


def test_a_version_that_is_the_same_has_nothing_marked() -> None:
    assert all(row.same for row in versions_beside(BEFORE, BEFORE))


def test_the_points_of_a_story_are_sorted_by_what_two_tellings_say() -> None:
    story = sample().stories[0]
    courier, wire, *_ = tellings()
    pair = compared(lookup(sample(), story), courier.id, wire.id, story.points)

    def versions(point: Point, one: Article) -> set[str]:
        return {version.value for version in point.versions if one.id in version.articles}

    assert pair.differ
    assert all(versions(point, courier) and versions(point, wire) for point in (*pair.agree, *pair.differ))
    assert not any(versions(point, courier) & versions(point, wire) for point in pair.differ)
    assert all(not versions(point, wire) for point in pair.only_a)
    assert all(not versions(point, courier) for point in pair.only_b)
    turned = compared(lookup(sample(), story), wire.id, courier.id, story.points)
    assert (turned.only_a, turned.only_b, turned.agree) == (pair.only_b, pair.only_a, pair.agree)


@pytest.mark.parametrize("text", ["", "   ", "no sentence at all", "“”"])
def test_a_telling_with_hardly_a_text_can_stand_beside_another(text: str) -> None:
    rows = beside(replace(BEFORE, id="a", text=text), AFTER)

    assert bare(written(rows, "left")) == bare(text)


def test_a_passage_of_a_whole_long_text_takes_no_forever() -> None:
    long = article("\n".join(f"The lamp number {n} went out." for n in range(2000)))
    other = replace(long, id="b")
    copy = Copy(long.id, other.id, "copy", 1.0, "", (Passage(long.span(0, len(long.text)), Span("b", 0, len(long.text), long.text)),))  # fmt: skip

    assert all(row.same for row in beside(long, other, (copy,)))
