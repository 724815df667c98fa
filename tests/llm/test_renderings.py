"""What a model added is told apart in every form, under its name; what was refused is counted."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from rich.console import Console

from tests.llm.conftest import Ask, of_courier, refused, story
from tests.llm.test_claims import MET, said
from variorum import edition as rendered
from variorum.edition.proposals import PROPOSAL, REFUSAL
from variorum.llm.limits import Limits
from variorum.model import Edition, Judgement, ProposalKind, RefusalReason

NAME = "liar"
GLOSS = {"point": "p1", "words": "The repair"}
LIE = said(MET, "Mayor Ruth Dahl", "met", "a thief at noon")


@pytest.fixture
def added(ask: Ask) -> Edition:
    return ask(claims=of_courier(LIE), glosses=[GLOSS])


def terminal(edition: Edition, *, everything: bool = False) -> str:
    console = Console(file=io.StringIO(), width=100)
    rendered.to_terminal(edition, console, everything=everything)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("everything", [False, True])
def test_every_form_names_the_model_and_what_was_refused(added: Edition, everything: bool) -> None:
    forms = [
        terminal(added, everything=everything),
        rendered.to_markdown(added, everything=everything),
        rendered.to_html(added, everything=everything),
    ]
    for form in forms:
        assert f"Proposed by {NAME}, a language model" in flat(form)
        assert "The repair" in form
        assert f"{NAME} was asked 4 questions: 1 proposal kept, 1 refused" in flat(form)
    document = json.loads(rendered.to_json(added))
    assert [one["model"] for one in document["stories"][0]["proposals"]] == [NAME]
    assert document["reader"]["model"] == NAME
    tables = rendered.to_csv(added)
    assert NAME in tables["proposals.csv"]
    assert "words" in tables["refusals.csv"]


def test_the_rest_of_every_form_is_as_without(added: Edition) -> None:
    """Taking the proposals out of the pages leaves the pages of a run without a model."""
    without = story()
    assert terminal(added).startswith(terminal(without)[: terminal(without).index("Only one telling says")])
    assert {
        name: table for name, table in rendered.to_csv(added).items() if name not in {"proposals.csv", "refusals.csv"}
    } == rendered.to_csv(without)


def test_a_proposal_on_a_dismissed_point_goes_with_it(added: Edition) -> None:
    (one,) = added.stories
    dismissed = replace(added, stories=(replace(one, judgements=(Judgement("p1", "dismissed"),)),))
    assert "Proposed by" not in rendered.to_markdown(dismissed)
    assert "Proposed by" in rendered.to_markdown(dismissed, everything=True)


def test_a_proposal_on_an_unsure_point_is_not_among_the_sure(added: Edition) -> None:
    (one,) = added.stories
    unsure = replace(
        added, stories=(replace(one, points=tuple(replace(point, confidence=0.1) for point in one.points)),)
    )
    assert rendered.only_sure(unsure).stories[0].proposals == ()
    assert added.stories[0].proposals != ()


def test_a_proposal_whose_words_are_gone_is_named(added: Edition) -> None:
    texts = {article.id: article.text.replace("The repair costs", "The work costs") for article in added.articles}
    gone = [finding.id for finding in rendered.verify(added, texts) if finding.kind == "proposal"]
    assert gone == ["m1"]


def test_an_edition_with_proposals_is_read_back_as_it_was(added: Edition) -> None:
    from pydantic import TypeAdapter

    assert TypeAdapter(Edition).validate_json(rendered.to_json(added)) == added


def test_a_model_s_name_is_no_markup(ask: Ask) -> None:
    edition = ask(glosses=[GLOSS])
    assert edition.reader is not None
    name = "<script>alert(1)</script>"
    (one,) = edition.stories
    evil = replace(
        edition,
        reader=replace(edition.reader, model=name),
        stories=(replace(one, proposals=tuple(replace(each, model=name) for each in one.proposals)),),
    )
    assert name not in rendered.to_html(evil)
    assert name not in rendered.to_markdown(evil)


def test_every_kind_and_reason_has_plain_words(ask: Ask) -> None:
    assert set(PROPOSAL) == set(get_args(ProposalKind))
    assert set(REFUSAL) == set(get_args(RefusalReason))
    assert refused(ask()) == ()


def test_every_reason_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "llm.md").read_text(encoding="utf-8")
    assert [reason for reason in get_args(RefusalReason) if f"`{reason}`" not in page] == []


def test_the_bounds_in_the_documentation_are_those_of_the_program() -> None:
    page = (Path(__file__).parents[2] / "docs" / "llm.md").read_text(encoding="utf-8")
    limits = Limits()
    told = [f"first {limits.article:,} characters", f"first {limits.points} findings", f"{limits.statements} findings"]
    told += [
        f"At most {limits.questions} questions",
        f"{limits.answer:,} bytes",
        f"more than {limits.proposals} proposals",
    ]
    assert [words for words in told if words not in page] == []
