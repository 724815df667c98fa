"""Whatever a server says, the edition satisfies the laws."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.llm.conftest import COURIER, forgetful, story
from variorum import edition as rendered
from variorum.edition import schema, to_json, verify
from variorum.llm import Reader, propose
from variorum.llm.asking import Asking
from variorum.llm.prompts import Question
from variorum.llm.refusals import No
from variorum.model import Edition

WORDS = COURIER.split()
pieces = st.one_of(
    st.text(max_size=40),
    st.builds(
        lambda start, length: " ".join(WORDS[start : start + length]), st.integers(0, len(WORDS)), st.integers(0, 12)
    ),
    st.sampled_from(["p1", "p5", "p14", "p21", "not", "<script>alert(1)</script>", "\ud800", "\u202e", "=1+1", "](x)"]),
)
claims = st.fixed_dictionaries(
    {"evidence": pieces, "subject": pieces, "predicate": pieces}, optional={"object": pieces}
)
glosses = st.fixed_dictionaries({"point": pieces, "words": pieces})
pairs = st.fixed_dictionaries({"one": pieces, "other": pieces})
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | pieces,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
answers = st.one_of(
    st.text(max_size=60),
    plain.map(json.dumps),
    st.fixed_dictionaries(
        {
            "claims": st.lists(claims | plain, max_size=4),
            "glosses": st.lists(glosses, max_size=4),
            "pairs": st.lists(pairs, max_size=4),
        }
    ).map(json.dumps),
)


VALID = Draft202012Validator(schema())


def _small(document: dict[str, Any]) -> dict[str, Any]:
    """What the model added, without what it did not: validating takes a while."""
    stories = [
        {key: [] if key in ("claims", "points", "entities") else its for key, its in one.items()}
        for one in document["stories"]
    ]
    return {**document, "stories": stories, "articles": []}


class Saying(Asking):
    """Asks nobody: every answer is the one given."""

    said = ""

    def _asked(self, question: Question) -> str | No:
        del question
        return self.said


def proposed(edition: Edition, answer: str) -> Edition:
    Saying.said = answer
    with TemporaryDirectory() as cache, patch("variorum.llm.reading.Asking", Saying):
        return propose(edition, Reader("http://127.0.0.1:9/v1", "any", cache=Path(cache)))


def bare(edition: Edition) -> Edition:
    return replace(edition, reader=None, stories=tuple(replace(one, proposals=()) for one in edition.stories))


@settings(max_examples=30, deadline=None)
@given(answers)
def test_every_law_holds_whatever_is_said(answer: str) -> None:
    for before in (story(), forgetful()):
        edition = proposed(before, answer)
        texts = {article.id: article.text for article in edition.articles}
        assert bare(edition) == before
        for one in edition.stories[0].proposals:
            assert one.model == "any"
            assert one.spans
            assert all(texts[span.article][span.start : span.end] == span.words for span in one.spans)
        assert verify(edition) == verify(before)
        document: dict[str, Any] = json.loads(to_json(edition).encode())
        VALID.validate(_small(document))
        assert proposed(before, answer) == edition


@settings(max_examples=10, deadline=None)
@given(answers)
def test_no_word_of_a_model_becomes_markup(answer: str) -> None:
    edition = proposed(story(), answer)
    page = rendered.to_html(edition)
    assert page.count("<script") == rendered.to_html(story()).count("<script")
    assert "<script>alert" not in page
    rendered.to_markdown(edition).encode()
    for table in rendered.to_csv(edition).values():
        table.encode()


def test_off_means_no_trace() -> None:
    document = json.loads(to_json(story()))
    assert "reader" not in document
    assert "proposals" not in document["stories"][0]
    assert "proposals.csv" not in rendered.to_csv(story())
