"""Points that tell one thing twice are tidied away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from variorum.collation.drafts import Draft, Told
from variorum.collation.facts import Fact
from variorum.collation.tidying import tidied
from variorum.model import Claim, Commitment, Difference, Span, Statement


def span(article: str, start: int, end: int) -> Span:
    return Span(article, start, end, "x" * (end - start))


def claim(article: str, start: int = 0, end: int = 40) -> Fact:
    return fact(Claim(f"k{article}{start}", None, "opened", None, span(article, start, end)))


def pledge(article: str, start: int = 0, end: int = 40) -> Fact:
    words = span(article, start, end)
    return fact(Commitment(f"c{article}{start}", None, None, "pledge", "to open", words, "pledged", "x"))


def fact(statement: Statement) -> Fact:
    return Fact(statement, statement.span, statement.span, {})


def claims(*facts: Fact) -> Draft:
    return Draft("claim", "claim", (Told("v", facts),))


def pledges(*facts: Fact, difference: Difference | None = None) -> Draft:
    return Draft("commitment", "pledge", (Told("v", facts),), difference)


def test_a_claim_that_a_commitment_tells_as_well_goes() -> None:
    typed = pledges(pledge("a"), pledge("b"))
    assert tidied([claims(claim("a"), claim("b")), typed]) == [typed]


def test_a_claim_that_more_articles_make_drops_the_commitment() -> None:
    wide = claims(claim("a"), claim("b"), claim("c"))
    assert tidied([wide, pledges(pledge("a"), pledge("b"))]) == [wide]


def test_a_commitment_with_a_difference_is_never_dropped() -> None:
    wide = claims(claim("a"), claim("b"), claim("c"))
    differs = pledges(pledge("a"), pledge("b"), difference="wording")
    assert tidied([wide, differs]) == [wide, differs]


@pytest.mark.parametrize("other", [(60, 100), (30, 70)])
def test_other_words_of_the_same_articles_stay(other: tuple[int, int]) -> None:
    drafts = [claims(claim("a"), claim("b")), pledges(pledge("a", *other), pledge("b", *other))]
    assert tidied(drafts) == drafts


def test_what_one_telling_alone_makes_stays() -> None:
    drafts = [claims(claim("a")), pledges(pledge("a"))]
    assert tidied(drafts) == drafts


def test_two_values_of_one_telling_are_two_points() -> None:
    draft = Draft("figure", "cost", (Told("4", (claim("a"),)), Told("9", (claim("a", 50, 90),))), "conflict", "why")
    first, second = tidied([draft])
    assert (first.told, second.told) == (draft.told[:1], draft.told[1:])
    assert first.difference is second.difference is None
    assert (first.reason, second.reason) == ("", "")


def test_two_values_of_two_tellings_are_one_point() -> None:
    draft = Draft("figure", "cost", (Told("4", (claim("a"),)), Told("9", (claim("b"),))), "conflict", "why")
    assert tidied([draft, replace(draft, about="other")]) == [draft, replace(draft, about="other")]
