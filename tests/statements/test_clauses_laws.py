"""Laws of clause cutting, over any text: true spans, the same every time, no crash, time that grows with length."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.languages import parse, parser
from variorum.model import Article, Claim, Commitment, Span
from variorum.statements.claims import claims_in
from variorum.statements.commitments import commitments_in

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
_WORDS = (
    "the minister Norway pledged to cut tariffs that which who whose and but if would will not said “ ” ' ( ) , . – ; ?"
    " : urged called on offer plan commitment of by is was expected ready imposed \n \t \x00 \x1b 2027 March $5 %"
).split(" ")
TEXTS = st.one_of(
    st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=120),
)


def read(text: str) -> tuple[tuple[Commitment, ...], tuple[Claim, ...]]:
    doc, article = parse(text), Article(id="a", input="a.txt", text=text, language="en")
    return commitments_in(doc, article), claims_in(doc, article)


def spans_of(found: Commitment | Claim) -> list[Span]:
    if isinstance(found, Commitment):
        parts = [found.span, found.actor_span, found.to_span, found.due.span if found.due else None]
    else:
        parts = [found.span, found.subject_span, found.predicate_span, found.object_span, *found.inner]
    return [span for span in parts if span is not None]


def check(text: str) -> None:
    commitments, claims = read(text)
    found: list[Commitment | Claim] = [*commitments, *claims]
    for statement in found:
        for span in spans_of(statement):
            assert text[span.start : span.end] == span.words
            assert span.words.strip() == span.words
    for commitment in commitments:
        assert commitment.what in text
        assert commitment.condition is None or commitment.condition in text
        assert commitment.actor_words is None or commitment.actor_words in text
    assert [c.id for c in commitments] == [f"c{n}" for n in range(1, len(commitments) + 1)]
    assert [k.id for k in claims] == [f"k{n}" for n in range(1, len(claims) + 1)]
    for claim in claims:
        assert all(claim.span.contains(part) for part in claim.inner)
        assert claim.subject_span is not None or claim.object_span is not None
        assert list(claim.terms) == sorted(set(claim.terms))
        assert claim.predicate


@given(TEXTS)
@settings(max_examples=120, deadline=None, derandomize=True)
def test_every_span_quotes_any_text(text: str) -> None:
    check(text)


@given(TEXTS)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    first = read(text)
    parser._parsed.cache_clear()
    assert read(text) == first


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed reports are not beside this checkout")
@pytest.mark.parametrize("name", ["s0", "s1", "s2", "s3", "s4"])
def test_every_span_quotes_a_seed(name: str) -> None:
    text = (SEEDS / f"{name}.txt").read_text(encoding="utf-8")
    check(text)
    commitments, claims = read(text)
    assert commitments
    assert len(claims) > len(commitments)


def seconds(text: str) -> float:
    doc, article = parse(text), Article(id="a", input="a.txt", text=text, language="en")
    start = time.process_time()
    commitments_in(doc, article)
    claims_in(doc, article)
    return time.process_time() - start


@pytest.mark.parametrize(
    "piece",
    [
        "the minister pledged to cut tariffs and ",
        "the man who said that ",
        "a plan to ask the firm to plan ",
        "“ ( ",
        "if ",
    ],
)
def test_time_grows_with_the_length_of_one_endless_sentence(piece: str) -> None:
    words = 4000 // len(piece.split())
    short, long = seconds(piece * (words // 4)), seconds(piece * words)
    assert long < 12 * short + 0.5  # four times the text; quadratic work would take sixteen times as long
