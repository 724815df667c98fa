"""Repairs of what the parser often gets wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.languages import parse
from variorum.model import Article
from variorum.statements.claims import claims_in


def facts_of(text: str) -> list[tuple[str | None, str, str | None]]:
    found = claims_in(parse(text), Article(id="a", input="a.txt", text=text, language="en"))
    return [(claim.subject, claim.predicate, claim.object) for claim in found]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Lind announced progress on Mori Steel's blocked $9 billion attempt to take over Acme Steel.",
            ("Lind", "announced", "progress on Mori Steel's blocked $9 billion attempt to take over Acme Steel"),
        ),
        (
            "The council told reporters it would meet the envoys and promised a report.",
            ("The council", "promised", "a report"),
        ),
        ("Olsen told Mori Norway was ready to sell the port.", ("Norway", "was", "ready to sell the port")),
        ("The council informed Mori Norway would sell the port.", ("Norway", "would sell", "the port")),
        (
            "The mayor's joy at meeting the U.S. President set a friendly tone.",
            ("The mayor's joy at meeting the U.S. President", "set", "a friendly tone"),
        ),
        (
            "With the results achieved in May and being the first to visit, the envoy showed that ties are strong.",
            ("the envoy", "being", "the first to visit"),
        ),
    ],
)
def test_a_slip_of_the_parser_is_mended(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in facts_of(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "Lind announced progress on Mori Steel's blocked $9 billion attempt to take over Acme Steel.",
            ("Lind", "blocked"),
        ),
        ("Olsen told Mori Norway was ready to sell the port.", ("Mori Norway", "was")),
        ("The mayor's joy at meeting the U.S. President set a friendly tone.", ("the U.S. President", "set")),
    ],
)
def test_nobody_is_said_to_have_done_what_another_did(text: str, wrong: tuple[str, str]) -> None:
    assert wrong not in [(subject, predicate) for subject, predicate, _ in facts_of(text)]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from("Mori 's told Norway was blocked $ 9 billion bid and , at meeting set being to . with".split()),
        max_size=25,
    )
)
def test_every_sentence_keeps_its_bounds_and_one_way_up(words: list[str]) -> None:
    doc = parse(" ".join(words))
    for token in doc:
        top = token
        for _ in range(len(doc)):
            if top.head == top:
                break
            top = top.head
        assert top.head == top
        assert top.sent == token.sent
