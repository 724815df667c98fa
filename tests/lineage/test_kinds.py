"""What the desks make of invented texts, and what lineage calls it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from variorum.lineage import trace
from variorum.model import Article, Copy, Lineage

from .cutter import brought_up_to_date, cut, from_release, quoting, under_every_article
from .merger import merge
from .spun_passages import spin_passages
from .tellings import LIBRARY, ORCHARD, RELEASE, WIRE, lines, told


def link(lineage: Lineage, one: str, other: str) -> Copy | None:
    found = [copy for copy in lineage.copies if {copy.source, copy.target} == {one, other}]
    return found[0] if found else None


def kinds(lineage: Lineage) -> dict[str, str]:
    return {"".join(sorted((copy.source, copy.target))): copy.kind for copy in lineage.copies}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("text", [RELEASE, ORCHARD])
def test_paragraphs_kept_among_own_ones_are_an_edit(text: str, seed: int) -> None:
    made = cut(text, 0.7, lines(LIBRARY)[:1], seed=seed)
    lineage = trace((told("a", made.text), told("m", text)))
    copy = link(lineage, "a", "m")
    assert copy is not None
    assert copy.kind == "edit"
    if copy.directed:
        assert copy.source == "m"
        assert copy.share == pytest.approx(made.share, abs=0.05)
    assert len(lineage.voices) == 1


@pytest.mark.parametrize("strength", [0.5, 0.8])
@pytest.mark.parametrize("text", [RELEASE, ORCHARD, LIBRARY])
def test_the_rarer_words_are_the_spinners(text: str, strength: float) -> None:
    copy = link(trace((told("a", spin_passages(text, strength, cut=0).text), told("m", text))), "a", "m")
    assert copy is not None
    assert (copy.kind, copy.source, copy.directed) == ("rewrite", "m", True)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("blocks", [True, False])
def test_a_text_put_together_of_two_is_from_both_and_makes_them_no_one_voice(blocks: bool, seed: int) -> None:
    merged = merge(RELEASE, ORCHARD, (0.6, 0.75), blocks=blocks, seed=seed)
    lineage = trace((told("m", RELEASE), told("p", ORCHARD), told("a", merged.text)))
    assert kinds(lineage) == {"am": "edit", "ap": "edit"}
    for copy, source, share in zip(lineage.copies, "mp", merged.shares, strict=True):
        assert (copy.source, copy.target, copy.directed) == (source, "a", True)
        assert copy.share == pytest.approx(share, abs=0.05)
    assert len(lineage.voices) == 2


@pytest.mark.parametrize("seed", range(6))
def test_two_desks_with_one_release_share_a_source_that_is_not_there(seed: int) -> None:
    own = (lines(ORCHARD)[:6], lines(LIBRARY)[:6])
    one, other = from_release(RELEASE, own, (0.6, 0.65), seed=seed)
    copy = link(trace((told("a", one.text), told("b", other.text))), "a", "b")
    assert copy is not None
    assert (copy.kind, copy.directed) == ("shared_source", False)
    assert "neither is the other's copy" in copy.reason


def test_a_credit_to_the_other_outlet_makes_it_a_copy_all_the_same() -> None:
    one, other = from_release(RELEASE, (lines(ORCHARD)[:6], lines(LIBRARY)[:6]), (0.6, 0.65), seed=1)
    first = replace(told("a", one.text), outlet="Korvik Courier")
    second = told("b", other.text, credited=("Korvik Courier",))
    copy = link(trace((first, second)), "a", "b")
    assert copy is not None
    assert copy.kind in {"edit", "shared_source"}
    assert "names the source's outlet, Korvik Courier" in copy.reason


def test_a_copy_of_a_copy_says_by_which_way_it_came() -> None:
    second = cut(RELEASE, 0.8, lines(ORCHARD)[:1], seed=3).text
    third = cut(second, 0.7, lines(LIBRARY)[:1], seed=5).text
    days = {"a": "2024-03-14", "b": "2024-03-15", "c": "2024-03-16"}
    texts = {"a": RELEASE, "b": second, "c": third}
    lineage = trace(tuple(told(name, texts[name], day=days[name], outlet=f"{name} Post") for name in "abc"))
    direct, indirect = link(lineage, "b", "c"), link(lineage, "a", "c")
    assert direct is not None
    assert indirect is not None
    assert "by way of b Post" in indirect.reason
    assert (indirect.source, indirect.directed) == ("a", True)
    assert direct.confidence > indirect.confidence
    assert lineage.voices == (("a", "b", "c"),)


def test_two_cuts_of_one_text_are_not_taken_from_one_another() -> None:
    cuts = [cut(RELEASE, 0.75, lines(other)[:1], seed=seed).text for other, seed in ((ORCHARD, 7), (LIBRARY, 5))]
    lineage = trace(
        (
            told("m", RELEASE, day="2024-03-14"),
            told("a", cuts[0], day="2024-03-15"),
            told("b", cuts[1], day="2024-03-16"),
        )
    )
    copy = link(lineage, "a", "b")
    assert copy is not None
    assert not copy.directed
    assert "neither from the other" in copy.reason
    assert len(lineage.voices) == 1


def test_a_speech_that_both_print_is_no_copying() -> None:
    said = ["Nobody on this coast will be left without a doctor, and I say so as the daughter of a nurse.",
            "We shall dig the channel twice if the sea fills it once, and the bill is mine to sign.",
            "Whoever sold you a quiet winter has never heaved a rope at the mole of Sund."]  # fmt: skip
    one, other = (quoting(text, said, "Ilse Varga", seed=at).text for at, text in enumerate((ORCHARD, LIBRARY)))
    lineage = trace((told("a", one), told("b", other)))
    assert kinds(lineage) == {"ab": "shared_quote"}
    assert not lineage.copies[0].directed
    assert len(lineage.voices) == 2


def test_what_outlets_print_under_every_article_is_nothing_in_common() -> None:
    pair = (told("a", under_every_article(ORCHARD)), told("b", under_every_article(LIBRARY)))
    assert trace(pair).copies == ()


@pytest.mark.parametrize("text", [RELEASE, ORCHARD])
def test_an_outlets_later_version_comes_from_its_earlier_one(text: str) -> None:
    made = brought_up_to_date(text, lines(LIBRARY))
    copy = link(trace((told("m", text, outlet="Sund Herald"), told("a", made.text, outlet="Sund Herald"))), "a", "m")
    assert copy is not None
    assert (copy.kind, copy.source, copy.directed) == ("edit", "m", True)
    assert "news on top" in copy.reason


def test_two_passages_too_few_for_a_source_are_unknown_and_merge_nothing() -> None:
    shared = [line.replace("Some 212", "About 200") for line in lines(RELEASE)[2:5]]
    facts = "The Halcyon carries sailors, cooks and mechanics, and two new catamarans with batteries come from a yard in Korvik."
    one = told("a", "\n".join([*lines(ORCHARD)[:5], shared[0], facts, *lines(ORCHARD)[5:]]))
    other = told("b", "\n".join([*lines(LIBRARY)[:5], lines(RELEASE)[2], *lines(LIBRARY)[5:]]))
    lineage = trace((one, other))
    assert {copy.kind for copy in lineage.copies} <= {"unknown"}
    assert len(lineage.voices) == 2


def test_the_outlet_that_the_longer_text_alone_introduces_people_in_is_the_source() -> None:
    text = "\n".join(
        [
            "The board of the ferry met Karl Brandt, its engineer, in Sund.",
            *lines(ORCHARD),
            "The pears survived, Brandt told the growers, who had asked Brandt for his gauge.",
        ]
    )
    short = "\n".join([*lines(LIBRARY)[:2], *text.split("\n")[1:]])
    copy = link(trace((told("a", short), told("m", text))), "a", "m")
    assert copy is not None
    assert (copy.source, copy.directed) == ("m", True)
    assert "only the source introduces Brandt" in copy.reason


def test_same_words_from_end_to_end_do_not_tell_which_was_first() -> None:
    (copy,) = trace((told("a", WIRE), told("b", WIRE))).copies
    assert (copy.kind, copy.directed) == ("copy", False)
    assert "direction unsure" in copy.reason


def test_dates_and_credits_direct_a_copy() -> None:
    dated = trace((told("a", WIRE, day="2024-03-15"), told("b", WIRE, day="2024-03-14"))).copies[0]
    assert (dated.source, dated.directed) == ("b", True)
    credited = trace((told("a", WIRE, credited=("AFP",)), told("b", WIRE, outlet="Agence France-Presse"))).copies[0]
    assert (credited.source, credited.directed) == ("b", True)


def test_sister_papers_are_named_as_such() -> None:
    one, other = from_release(RELEASE, (lines(ORCHARD)[:6], lines(LIBRARY)[:6]), (0.6, 0.65), seed=1)
    pair: tuple[Article, ...] = (
        told("a", one.text, outlet="Manchester Evening News"),
        told("b", other.text, outlet="www.liverpoolecho.co.uk"),
    )
    assert "both outlets are Reach's" in trace(pair).copies[0].reason
