"""``diff`` tells two editions apart by what they say."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from variorum.edition import diff
from variorum.model import Edition, Story

from .build import COURIER, article, sample, tellings
from .strategies import editions


def lines(story: Story, edition: Edition | None = None) -> list[str]:
    return str(diff(sample(), replace(edition or sample(), stories=(story,)))).splitlines()


def the_story() -> Story:
    return sample().stories[0]


@given(edition=editions)
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_an_edition_does_not_differ_from_itself(edition: Edition) -> None:
    assert not diff(edition, edition)
    assert str(diff(edition, edition)) == "The two editions say the same."


def test_other_ids_are_no_difference() -> None:
    story = the_story()
    renamed = {one.id: f"x-{one.id}" for one in story.statements.values()}
    versions = {
        point.id: tuple(
            replace(one, statements=tuple(renamed[key] for key in one.statements)) for one in point.versions
        )
        for point in story.points
    }
    other = replace(
        story,
        id="another",
        quotes=tuple(replace(one, id=renamed[one.id]) for one in story.quotes),
        figures=tuple(replace(one, id=renamed[one.id]) for one in story.figures),
        points=tuple(replace(one, id=f"x-{one.id}", versions=versions[one.id]) for one in story.points),
    )
    assert not diff(sample(), replace(sample(), stories=(other,)))


def test_a_point_that_is_settled_is_a_changed_point() -> None:
    story = the_story()
    conflict = story.points[0]
    settled = replace(conflict, versions=conflict.versions[1:], difference=None)
    changed = lines(replace(story, points=(settled, *story.points[1:])))
    assert len(changed) == 1
    assert changed[0].startswith(
        "~ point: figure, silos destroyed (agreed) | verdict: They differ → Independent tellings agree"
    )
    assert "difference: cannot both be true → none" in changed[0]


def test_another_count_of_voices_is_a_changed_point() -> None:
    story = the_story()
    point = story.points[6]
    fewer = replace(point, versions=(replace(point.versions[0], voices=2),))
    changed = lines(replace(story, points=(*story.points[:6], fewer, *story.points[7:])))
    assert len(changed) == 1
    assert "3 voices" in changed[0]
    assert "2 voices" in changed[0]


def test_a_statement_read_otherwise_is_changed_and_a_missing_one_gone() -> None:
    story = the_story()
    nine = replace(story.figures[0], low=9.0)
    assert lines(replace(story, figures=(nine, *story.figures[1:]))) == [
        "~ figure: Osterby Courier: “two silos” | low: 2 → 9"
    ]
    assert lines(replace(story, quotes=story.quotes[:-1])) == ["- quote: reader-notes: “at 4 in the morning”"]


def test_a_span_that_grew_is_one_changed_statement() -> None:
    story = the_story()
    courier = tellings()[0]
    figure = story.figures[7]
    longer = replace(figure, span=courier.span(figure.span.start, figure.span.end + len(" of barley")))
    changed = lines(replace(story, figures=(*story.figures[:7], longer, *story.figures[8:])))
    assert changed == [
        "~ figure: Osterby Courier: “1,940 tonnes of barley” | words: 1,940 tonnes → 1,940 tonnes of barley"
    ]


def test_a_speaker_is_told_by_name() -> None:
    story = the_story()
    quote = story.quotes[0]
    assert quote.said_by is not None
    other = replace(quote, said_by=replace(quote.said_by, entity="e1"))
    changed = lines(replace(story, quotes=(other, *story.quotes[1:])))
    assert changed[0].endswith("said by: Maren Holt → Tove Lindqvist")


def test_lineage_and_voices_are_told() -> None:
    story = the_story()
    alone = tuple((one,) for one in story.articles)
    changed = lines(replace(story, lineage=replace(story.lineage, voices=alone, copies=story.lineage.copies[1:])))
    assert changed[0] == "- copy: The Daily Lantern reworded from Nordwire"
    assert changed[1].startswith("~ voices: Grain silos burn at Osterby harbour | voices: ")


def test_an_article_with_another_text_at_the_same_place_is_changed_not_gone_and_new() -> None:
    text = COURIER.replace("Seven people", "Nine people")
    courier = tellings()[0]
    fresh = replace(article(text, courier.input), outlet=courier.outlet, title=courier.title, published=courier.published,
                    language=courier.language, url=courier.url)  # fmt: skip
    edition = Edition((fresh, *tellings()[1:]))
    changes = diff(Edition(tellings()), edition).changes
    assert [(one.how, one.kind) for one in changes] == [("changed", "article")]
    assert [name for name, _, _ in changes[0].fields] == ["text"]


def test_articles_and_stories_come_and_go() -> None:
    empty = diff(sample(), Edition())
    assert {one.how for one in empty.changes} == {"gone"}
    back = diff(Edition(), sample())
    assert {one.how for one in back.changes} == {"new"}
    assert len(back.changes) == len(empty.changes)


def test_changes_are_plain_json_too() -> None:
    story = the_story()
    nine = replace(story.figures[0], low=9.0)
    changes = diff(sample(), replace(sample(), stories=(replace(story, figures=(nine, *story.figures[1:])),)))
    plain = json.loads(json.dumps(changes.to_dict()))
    assert plain["changes"] == [
        {
            "how": "changed",
            "kind": "figure",
            "what": "Osterby Courier: “two silos”",
            "fields": [{"field": "low", "before": "2", "after": "9"}],
        }
    ]


def test_a_problem_solved_is_told() -> None:
    solved = replace(sample(), problems=sample().problems[:1])
    assert str(diff(sample(), solved)) == "- problem: fire/empty.txt: no words in it"
