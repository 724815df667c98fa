"""What the user says of a finding is found again, left out or marked, and never lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from rich.console import Console

from variorum.edition import (
    finding_of,
    judged,
    to_csv,
    to_html,
    to_json,
    to_markdown,
    to_terminal,
    why,
    without_dismissed,
)
from variorum.edition.judging import dismissed
from variorum.edition.tables import tables
from variorum.model import Decision, DecisionKind, Edition, Judgement, Span, Story

from .build import sample
from .strategies import editions


def the_story() -> Story:
    return sample().stories[0]


CURRENT = {f"https://{article}": article for article in the_story().articles}
"""An address for each telling."""


def decision(kind: DecisionKind, finding: str, made: str = "2026-03-20", **more: object) -> Decision:
    found = finding_of(the_story(), finding)
    assert found is not None
    spans = tuple(replace(span, article=f"https://{span.article}") for span in found[1])
    return Decision(f"{kind}-{finding}-{made}", kind, made, finding=found[0], spans=spans, **more)  # type: ignore[arg-type]


def judgements(*decisions: Decision, story: Story | None = None) -> list[tuple[str, str, str | None]]:
    found = judged(story or the_story(), decisions, CURRENT).judgements
    return [(one.finding, one.kind, one.note) for one in found]


def edition(*those: Judgement) -> Edition:
    return replace(sample(), stories=(replace(the_story(), judgements=those),))


def terminal(edition: Edition, *, everything: bool = False) -> str:
    shown = io.StringIO()
    to_terminal(edition, Console(file=shown, width=200, color_system=None), everything=everything)
    return shown.getvalue()


def page(edition: Edition, *, everything: bool = False) -> str:
    return to_html(edition, everything=everything)


RENDERERS: list[Callable[..., str]] = [terminal, to_markdown, page]


@pytest.mark.parametrize("finding", [*(point.id for point in the_story().points), *the_story().statements])
def test_every_finding_is_found_again(finding: str) -> None:
    assert judgements(decision("dismiss", finding, note="no")) == [(finding, "dismissed", "no")]


def test_a_finding_is_called_by_its_kind() -> None:
    assert finding_of(the_story(), "p1") is not None
    assert [(finding_of(the_story(), name) or ("",))[0] for name in ("p1", "f1", "q1", "d1", "c1", "k1")] == [
        "figure point", "figure", "quote", "date", "commitment", "claim"
    ]  # fmt: skip
    assert finding_of(the_story(), "l1") is None, "an entry of the ledger is judged by its Point or its statements"
    assert finding_of(the_story(), "p99") is None


def test_the_last_decision_holds_and_one_that_was_undone_does_not() -> None:
    first, last = decision("dismiss", "p1", "2026-03-20"), decision("confirm", "p1", "2026-03-21", note="seen")
    assert judgements(last, first) == [("p1", "confirmed", "seen")]
    assert judgements(first, replace(last, undone="2026-03-22")) == [("p1", "dismissed", None)]
    assert judgements(replace(first, undone="2026-03-22")) == []
    assert judged(replace(the_story(), judgements=(Judgement("p1", "dismissed"),)), (), CURRENT) == the_story()


def test_other_kinds_of_decision_say_nothing_of_findings() -> None:
    assert judgements(Decision("1", "rename", "2026-03-20", title="Fire"), Decision("2", "merge", "2026-03-20")) == []


def moved(span: Span, by: int) -> Span:
    return replace(span, start=span.start + by, end=span.end + by)


def test_a_statement_is_known_by_its_words_when_its_text_changed() -> None:
    story = the_story()
    shifted = replace(story, figures=tuple(replace(one, span=moved(one.span, 40)) for one in story.figures))
    assert judgements(decision("dismiss", "f1"), story=shifted) == [("f1", "dismissed", None)]
    twice = replace(shifted.figures[0], id="f99", span=moved(shifted.figures[0].span, 200))
    assert judgements(decision("dismiss", "f1"), story=replace(shifted, figures=(*shifted.figures, twice))) == []
    gone = replace(story, figures=story.figures[1:])
    assert judgements(decision("dismiss", "f1"), story=gone) == []


def test_a_point_is_known_by_two_thirds_of_what_carried_it() -> None:
    story, said = the_story(), decision("dismiss", "p1")
    point = story.points[0]
    assert len(said.spans) == 4

    def with_versions(*kept: str) -> Story:
        versions = (replace(point.versions[0], statements=kept),)
        return replace(story, points=(replace(point, id="p50", versions=versions), *story.points[1:]))

    names = [name for version in point.versions for name in version.statements]
    assert judgements(said, story=with_versions(*names[:3])) == [("p50", "dismissed", None)]
    assert judgements(said, story=with_versions(*names[:2])) == []
    assert judgements(said, story=with_versions(*names, "f14")) == [("p50", "dismissed", None)], "it may grow"


def test_a_point_of_another_kind_on_the_same_words_is_another_point() -> None:
    story = the_story()
    assert (
        judgements(decision("dismiss", "p1"), story=replace(story, points=(replace(story.points[0], kind="claim"),)))
        == []
    )


@pytest.mark.parametrize("render", RENDERERS)
def test_what_was_dismissed_is_left_out_counted_and_shown_with_all(render: Callable[..., str]) -> None:
    shown = render(edition(Judgement("p1", "dismissed", "two <b>fires</b>"), Judgement("f8", "dismissed")))
    assert "2 findings dismissed by the user are left out" in shown.replace("\\", "")
    assert "silos destroyed" in render(sample())
    everything = render(edition(Judgement("p1", "dismissed", "two <b>fires</b>")), everything=True)
    assert "dismissed by the user: two" in everything
    assert "left out" not in everything.replace("Looked at and left out", "").replace("Left out of the text", "")
    assert "5 differences" in everything, "of six, one does not count"
    assert (render is terminal) == ("<b>fires" in everything), "the note is nobody's markup"


@pytest.mark.parametrize("render", RENDERERS)
def test_what_was_confirmed_is_marked(render: Callable[..., str]) -> None:
    assert "confirmed by the user: seen in the register" in render(
        edition(Judgement("p1", "confirmed", "seen in the register"))
    )


def test_a_dismissed_point_takes_with_it_what_refers_to_it() -> None:
    story = without_dismissed(edition(Judgement("p7", "dismissed"), Judgement("p4", "dismissed"))).stories[0]
    assert not {"p4", "p7"} & {point.id for point in story.points}
    assert not {"p4", "p7"} & {name for point in story.points for name in point.related}
    assert "p7" not in [line.point for line in story.brief]
    assert dismissed(story) == {"p4", "p7"}


def test_a_dismissed_statement_is_taken_out_of_its_point() -> None:
    before = the_story().points[0]
    (point, *_) = without_dismissed(edition(Judgement(before.versions[0].statements[0], "dismissed"))).stories[0].points
    lost = before.versions[0].statements[0]
    assert lost not in [name for version in point.versions for name in version.statements]
    every = [Judgement(name, "dismissed") for name in before.versions[0].statements]
    (left, *_) = without_dismissed(edition(*every)).stories[0].points
    assert len(left.versions) == len(before.versions) - 1
    assert (left.difference is None) == (len(left.versions) == 1)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_tables_leave_out_what_was_dismissed_and_one_names_it() -> None:
    told = edition(Judgement("p1", "dismissed", "=two fires"), Judgement("f8", "confirmed"))
    found = to_csv(told)
    assert "p1" not in [row["id"] for row in rows(found["points.csv"])]
    assert "p1" in [row["id"] for row in rows(to_csv(told, everything=True)["points.csv"])]
    assert [(row["finding"], row["noun"], row["judgement"], row["note"]) for row in rows(found["judgements.csv"])] == [
        ("p1", "figure point", "dismissed", "'=two fires"), ("f8", "figure", "confirmed", "")
    ]  # fmt: skip
    assert len(list(tables(told)["points"][1])) == len(the_story().points), "who keeps tables keeps everything"


def test_json_has_everything_and_why_says_what_the_user_said() -> None:
    told = edition(Judgement("p1", "dismissed", "two fires"))
    assert to_json(told) != to_json(sample())
    assert '"id": "p1"' in to_json(told)
    assert "Dismissed by the user: two fires" in str(why(told, "p1"))


SOME = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@given(edition=editions)
@SOME
def test_an_edition_without_judgements_is_rendered_as_if_there_were_none(edition: Edition) -> None:
    plain = replace(edition, stories=tuple(replace(story, judgements=()) for story in edition.stories))
    assert without_dismissed(plain) is plain
    words = [render(plain) for render in RENDERERS]
    assert not [one for one in words if " by the user" in one]
    again = replace(plain, stories=tuple(judged(story, (), {}) for story in plain.stories))
    assert [render(again) for render in RENDERERS] == words


@given(edition=editions)
@SOME
def test_nothing_that_was_dismissed_is_left_and_to_ask_twice_changes_nothing(edition: Edition) -> None:
    once = without_dismissed(edition)
    assert without_dismissed(once) == once
    # What is made up here may be no difference to begin with.
    before = {point.id for point in edition.points if point.difference and len(point.versions) < 2}
    for story in once.stories:
        gone = dismissed(story)
        assert not gone & {point.id for point in story.points}
        assert not gone & story.statements.keys()
        assert not gone & set(used(story))
        assert all(bool(point.difference) <= (len(point.versions) > 1) or point.id in before for point in story.points)


def used(story: Story) -> Iterable[str]:
    for point in story.points:
        for version in point.versions:
            yield from version.statements
        yield from (one.statement for one in point.considered)
    yield from (term.statement for entry in story.ledger for term in entry.terms)
    yield from (each.statement for one in story.utterances for each in one.renderings)
