"""What must hold of every lineage, whatever the desks make."""

from __future__ import annotations

import random
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.lineage import trace
from variorum.model import Article

from .cutter import brought_up_to_date, cut, from_release, quoting
from .merger import merge
from .spun_passages import spin_passages
from .tellings import LIBRARY, ORCHARD, RELEASE, lines, told

UNRELATED = """\
A chess club in Pelm met on a barge. The lamps swung, and somebody kept score on a slate. Two grandfathers drew.
The barge drifted as far as the lock, where the keeper asked for silence because of the herons."""

days = st.sampled_from([None, "2024-03-14", "2024-03-15", "2024-03"])
outlets = st.sampled_from([None, "Sund Herald", "Korvik Courier"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """One of three texts, or what a desk makes of one."""
    seed = draw(st.integers(0, 50))
    base, other = draw(st.permutations([RELEASE, ORCHARD, LIBRARY]))[:2]
    makers: tuple[Callable[[], str], ...] = (
        lambda: base,
        lambda: cut(base, 0.7, lines(other)[:2], seed=seed).text,
        lambda: spin_passages(base, 0.6, seed=seed).text,
        lambda: merge(base, other, (0.6, 0.6), seed=seed).text,
        lambda: brought_up_to_date(base, lines(other)[:3], seed=seed).text,
        lambda: from_release(base, (lines(other)[:5], []), (0.5, 0.5), seed=seed)[0].text,
        lambda: quoting(base, lines(other)[:3], "Ada Lind", seed=seed).text,
    )
    return draw(st.sampled_from(makers))()


@st.composite
def stories(draw: st.DrawFn) -> tuple[Article, ...]:
    held = draw(st.lists(st.tuples(texts(), days, outlets), min_size=1, max_size=4))
    return tuple(told(f"t{at}", text, day=day, outlet=outlet) for at, (text, day, outlet) in enumerate(held))


seldom = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@seldom
@given(stories())
def test_passages_are_spans_shares_are_parts_and_what_came_from_nowhere_has_no_direction(
    articles: tuple[Article, ...],
) -> None:
    known = {article.id: article for article in articles}
    for copy in trace(articles).copies:
        assert copy.passages
        assert 0 <= copy.share <= 1
        assert 0 < copy.confidence <= 1
        assert not (copy.directed and copy.kind in {"shared_source", "shared_quote", "unknown"})
        for passage in copy.passages:
            assert passage.source == known[copy.source].span(passage.source.start, passage.source.end)
            assert passage.target == known[copy.target].span(passage.target.start, passage.target.end)


@seldom
@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_the_tellings_does_not_matter(articles: tuple[Article, ...], draw: random.Random) -> None:
    assert trace(articles) == trace(tuple(draw.sample(articles, len(articles))))


@seldom
@given(stories(), st.integers(0, 3))
def test_one_copy_more_never_adds_a_voice(articles: tuple[Article, ...], which: int) -> None:
    again = articles[which % len(articles)]
    more = told("again", again.text)
    assert len(trace((*articles, more)).voices) <= len(trace(articles).voices)


@seldom
@given(stories())
def test_an_unrelated_telling_changes_no_link_between_others(articles: tuple[Article, ...]) -> None:
    before, after = trace(articles), trace((*articles, told("x", UNRELATED)))

    def links(copies: object) -> list[tuple[str, str, str, bool]]:
        assert isinstance(copies, tuple)
        return [(copy.source, copy.target, copy.kind, copy.directed) for copy in copies]

    assert links(after.copies) == links(before.copies)
    assert after.voices == tuple(sorted((*before.voices, ("x",))))
