from __future__ import annotations

import pytest

from variorum.lineage.voices import merges, voices
from variorum.model import Copy, CopyKind


def link(
    source: str, target: str, kind: CopyKind = "edit", share: float = 0.5, *, sure: float = 0.9, directed: bool = True
) -> Copy:
    return Copy(source, target, kind, share, "", confidence=sure, directed=directed)


@pytest.mark.parametrize(
    ("kind", "share", "sure", "one_voice"),
    [
        ("copy", 0.3, 0.5, True),
        ("edit", 0.29, 0.9, False),
        ("rewrite", 0.9, 0.49, False),
        ("translation", 0.3, 0.5, True),
        ("shared_source", 0.25, 0.8, True),
        ("shared_source", 0.9, 0.79, False),
        ("shared_source", 0.24, 0.97, False),
        ("shared_quote", 0.9, 0.97, False),
        ("unknown", 0.9, 0.97, False),
    ],
)
def test_each_kind_merges_from_its_own_share_and_sureness(
    kind: CopyKind, share: float, sure: float, one_voice: bool
) -> None:
    assert merges(link("a", "b", kind, share, sure=sure)) is one_voice


def test_copies_of_copies_are_one_voice() -> None:
    assert voices("abcd", [link("a", "b"), link("b", "c")]) == (("a", "b", "c"), ("d",))


def test_several_made_from_one_are_one_voice_though_they_share_nothing() -> None:
    assert voices("abm", [link("m", "a"), link("m", "b")]) == (("a", "b", "m"),)


def test_a_text_made_of_two_goes_with_the_one_that_gives_more() -> None:
    assert voices("abt", [link("a", "t", share=0.4), link("b", "t", share=0.6)]) == (("a",), ("b", "t"))


def test_a_text_made_of_two_that_hang_together_is_one_voice_with_them() -> None:
    links = [link("a", "t"), link("b", "t"), link("a", "b", "rewrite")]
    assert voices("abt", links) == (("a", "b", "t"),)


def test_two_texts_made_of_the_same_two_do_not_join_these_by_way_of_one_another() -> None:
    links = [link(source, target, share=share) for target in "tu" for source, share in (("a", 0.6), ("b", 0.4))]
    assert voices("abtu", [*links, link("t", "u", directed=False)]) == (("a", "t", "u"), ("b",))


def test_where_the_direction_is_open_nothing_is_taken_for_put_together() -> None:
    links = [link("a", "t", directed=False), link("b", "t", directed=False)]
    assert voices("abt", links) == (("a", "b", "t"),)
