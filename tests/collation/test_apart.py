"""A merge that the user does not believe is switched off: a kind of reason, or a pair of tellings."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum import compare
from variorum.collation import resolve
from variorum.errors import UnknownMerge, UnknownTelling
from variorum.settings import MERGES, Merging

from .stories import articles, collated, joining, with_values

BRIDGE = "The Tern bridge cost $40 million and took six years to build. Crowds waved flags by the river."
OTHER = "Larn has paid $40 million for its bridge over the Tern. Maria Olsen cut the ribbon while a band played."
SAID = "“We will not close the harbour before the last boat is home,” harbour master Ida Holm said."


def one_outlet(merging: Merging | None) -> int:
    story = collated({"text": BRIDGE, "source": "Post"}, {"text": OTHER, "source": "Post"}, merging=merging)
    (point,) = with_values(story, 40e6)
    return point.versions[0].voices


@pytest.mark.parametrize(
    ("merging", "voices"),
    [
        (None, 1),
        (Merging(), 1),
        (Merging(off=frozenset(["outlet"])), 2),
        (Merging(off=frozenset(["utterance"])), 1),
        (Merging(independent=frozenset([("a", "b")])), 2),
        (Merging(independent=frozenset([("b", "a")])), 2),
    ],
)
def test_a_kind_or_a_pair_is_switched_off(merging: Merging | None, voices: int) -> None:
    assert one_outlet(merging) == voices


def test_two_that_are_independent_are_not_joined_through_a_third() -> None:
    tellings = [{"text": text, "source": "Post"} for text in (BRIDGE, OTHER, "The Tern bridge cost $40 million.")]
    (point,) = with_values(collated(*tellings), 40e6)
    assert point.versions[0].voices == 1
    (apart,) = with_values(collated(*tellings, merging=Merging(independent=frozenset([("a", "b")]))), 40e6)
    assert apart.versions[0].voices == 2


def test_an_utterance_heard_by_two_counts_twice_if_the_user_says_so() -> None:
    tellings = ({"text": SAID, "source": "Courier"}, {"text": f"It rained. {SAID}", "source": "Post"})
    off = Merging(off=frozenset(["utterance", "lineage", "passage"]))
    found = [joining(collated(*tellings, merging=one), "quote", "a", "b")[0].versions[0].voices for one in (None, off)]
    assert found == [1, 2]


def test_a_telling_is_named_by_id_input_or_file_name() -> None:
    known = articles([{"text": BRIDGE}, {"text": OTHER}])
    for pair in (("a", "b"), (known[0].input, known[1].id)):
        assert resolve(Merging(independent=frozenset([pair])), known).independent == {("a", "b")}


@pytest.mark.parametrize("pair", [("a", "z"), ("a", "a"), ("", "b")])
def test_a_name_that_no_telling_has_is_an_error(pair: tuple[str, str]) -> None:
    with pytest.raises(UnknownTelling):
        resolve(Merging(independent=frozenset([pair])), articles([{"text": BRIDGE}, {"text": OTHER}]))


def test_a_kind_that_no_merge_has_is_an_error() -> None:
    with pytest.raises(UnknownMerge, match="choose one of lineage, outlet"):
        Merging(off=frozenset(["hearsay"]))
    assert len(MERGES) == 6


def test_compare_takes_it_by_file_name(tmp_path: Path) -> None:
    for name, text in (("one.txt", f"Larn Post\n\n{BRIDGE}"), ("two.txt", f"Larn Post\n\n{BRIDGE} It rained.")):
        (tmp_path / name).write_text(text, encoding="utf-8")

    def most(merging: Merging | None) -> int:
        edition = compare(tmp_path, merging=merging)
        return max(version.voices for point in edition.points for version in point.versions)

    assert most(None) == 1
    assert most(Merging(independent=frozenset([("one.txt", "two.txt")]))) == 2
    with pytest.raises(UnknownTelling, match=r"one\.txt"):
        compare(tmp_path, merging=Merging(independent=frozenset([("one.txt", "three.txt")])))
