"""Laws of the alignment of renderings: the quick way finds what a slow one finds, and a bound is never too low."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from variorum.collation.alignment import Sought, align, answers
from variorum.collation.phrasing import Word
from variorum.model import Span

FORMS = "the of rope ropes rescue save rescued climbed climber 40 forty Olsen not".split()


def word(form: str) -> Word:
    content = form not in ("the", "of", "not")
    amount = (40.0, 40.0) if form in ("40", "forty") else None
    return Word(Span("a", 0, len(form), form), form, form.rstrip("s"), content, amount=amount)


def weigh(key: str) -> float:
    return 1.0 + len(key) % 3


renderings = st.lists(st.sampled_from(FORMS), max_size=9).map(lambda forms: [word(form) for form in forms])


def heaviest(one: list[Word], other: list[Word]) -> float:
    """The weight of the best chain of answering words, by trying every place: no bonus for neighbours, no early end."""
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in reversed(range(len(one))):
        for j in reversed(range(len(other))):
            least = min(weigh(w.key) * w.share if w.content else 0.1 for w in (one[i], other[j]))
            joined = best[i + 1][j + 1] + answers(one[i], other[j]) * least
            best[i][j] = max(best[i + 1][j], best[i][j + 1], joined)
    return best[0][0]


@given(renderings, renderings)
def test_no_alignment_comes_to_more_than_the_slow_way_finds_or_the_bound_allows(
    one: list[Word], other: list[Word]
) -> None:
    aligned = align(one, other, weigh)
    most = Sought.of(one, weigh).most(Sought.of(other, weigh))
    assert aligned.evidence <= heaviest(one, other) + 1e-9
    assert aligned.evidence <= most.evidence
    assert aligned.cover <= most.cover
    assert aligned.trust <= most.trust


@given(renderings)
def test_a_rendering_answers_to_itself_word_for_word(one: list[Word]) -> None:
    full = {(at, at) for at, each in enumerate(one) if each.content}
    assert full <= set(align(one, one, weigh).pairs) <= {(at, at) for at in range(len(one))}


@given(renderings, renderings)
def test_pairs_run_forward_on_both_sides_and_answer(one: list[Word], other: list[Word]) -> None:
    pairs = align(one, other, weigh).pairs
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert all(answers(one[i], other[j]) > 0 for i, j in pairs)
