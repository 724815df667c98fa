"""When the tellings say that one thing happens."""

from __future__ import annotations

from .stories import collated, joining

OPENED = "The Tern bridge opened to traffic"


def test_two_days_of_one_event_are_a_conflict() -> None:
    story = collated(f"{OPENED} on 3 March. Bands played.", f"{OPENED} on 4 March. It was cold.")
    (point,) = joining(story, "date", "a", "b")
    assert point.difference == "conflict"
    assert {version.value for version in point.versions} == {"2031-03-03", "2031-03-04"}


def test_a_day_still_to_come_that_a_later_telling_moves_is_no_conflict() -> None:
    opens = "Mayor Maria Olsen will open the Tern bridge at Larn"
    story = collated(
        {"published": "2031-03-01", "text": f"{opens} on 3 May. Bands will play."},
        {"published": "2031-03-09", "text": f"{opens} on 9 May. It will be cold."},
    )
    (point,) = joining(story, "date", "a", "b")
    assert point.difference == "superseded"
    assert [version.value for version in point.versions if version.latest] == ["2031-05-09"]


def test_two_days_to_come_told_on_one_day_are_a_conflict() -> None:
    opens = "Mayor Maria Olsen will open the Tern bridge at Larn"
    (point,) = joining(collated(f"{opens} on 3 May. Bands will play.", f"{opens} on 9 May."), "date", "a", "b")
    assert point.difference == "conflict"


def test_a_week_day_and_a_date_are_one_day() -> None:
    # 5 March 2031, when both were printed, is a Wednesday.
    story = collated(f"{OPENED} on Monday. Bands played.", f"{OPENED} on 3 March. It was cold.")
    (point,) = joining(story, "date", "a", "b")
    assert (point.verdict, point.versions[0].value) == ("agreed", "2031-03-03")


def test_a_month_is_rougher_than_its_day() -> None:
    story = collated(f"{OPENED} on 3 March 2031. Bands played.", f"{OPENED} in March 2031. It was cold.")
    (point,) = joining(story, "date", "a", "b")
    assert point.difference == "precision"
    assert {version.value for version in point.versions} == {"2031-03-03", "2031-03-01/2031-03-31"}


def test_days_that_may_be_of_two_events_stay_two_points() -> None:
    story = collated(
        "The Tern bridge opened to traffic on 3 March. Bands played.",
        "The harbour council met on 4 March over the price of herring.",
    )
    assert not joining(story, "date", "a", "b")
    assert not any(point.difference for point in story.points)


def test_durations_date_nothing() -> None:
    story = collated("Work on the bridge took six years.", "Work on the bridge took seven years.")
    assert not [point for point in story.points if point.kind == "date"]


def test_an_event_told_in_the_passive_is_the_same_event() -> None:
    story = collated(
        "President Maria Olsen opened the Tern bridge on Tuesday. Crowds waved flags.",
        "The Tern bridge was opened on Tuesday by President Maria Olsen. Shops hope for trade.",
    )
    assert [point.verdict for point in joining(story, "date", "a", "b")] == ["agreed"]


def test_the_month_of_march_is_a_date() -> None:
    story = collated(f"{OPENED} in March. It was cold.")
    assert [point for point in story.points if point.kind == "date"]


def test_a_season_that_only_names_a_sport_dates_nothing() -> None:
    story = collated(
        "Larn is adding stamps themed around winter sports, the post office said. They cost a crown.",
        "The post office of Larn adds new stamps themed around winter sports. Collectors cheered.",
    )
    assert not joining(story, "date", "a", "b")


def test_the_reason_of_a_difference_names_both_days() -> None:
    story = collated(f"{OPENED} on 3 March. Bands played.", f"{OPENED} on 4 March. It was cold.")
    (point,) = joining(story, "date", "a", "b")
    assert "2031-03-03 and 2031-03-04" in point.reason
