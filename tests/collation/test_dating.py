"""Undated articles get their day from their own words and from the other tellings."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.collation.dating import date_articles
from variorum.languages import parse
from variorum.model import Article, Reading, When
from variorum.statements.dates import dates_in

SEEDS = (Path(__file__).parents[2] / ".." / "shared" / "seeds").resolve()


def telling(name: str, text: str, published: str | None = None) -> Article:
    return Article(name, name, text, language="en", published=When(published, "day") if published else None)


def date(*articles: Article) -> dict[str, When | None]:
    readings = {one.id: Reading(one, dates=dates_in(parse(one.text, "en"), one)) for one in articles}
    return {one.id: one.published for one in date_articles(articles, readings)}


def day(when: When | None) -> str | None:
    return when.value if when else None


# 11 June 2021 was a Friday.
FULL = telling(
    "full",
    "King Harald met President Ana Duarte at the castle in Oslo on June 11. They signed a fishing treaty.",
    "2021-06-13",
)


def test_a_stated_date_stays_as_it_is() -> None:
    assert date(FULL)["full"] == When("2021-06-13", "day")


def test_a_week_day_is_that_of_the_same_event_in_another_telling() -> None:
    undated = telling("undated", "King Harald met President Ana Duarte at the castle on Friday. Both were smiling.")
    when = date(FULL, undated)["undated"]
    assert when is not None
    assert (when.value, when.grain, when.basis) == ("2021-06-11", "day", "inferred")
    assert 'its "Friday" is of what another telling puts on "June 11" (2021-06-11, a Friday)' in (when.reason or "")


def test_what_has_passed_and_what_is_to_come_on_one_day_leave_that_day() -> None:
    undated = telling(
        "undated",
        "King Harald met President Ana Duarte on Friday. The two are to hold a press conference on Friday afternoon.",
    )
    assert day(date(FULL, undated)["undated"]) == "2021-06-11"


def test_an_article_before_the_event_is_of_the_week_day_before_it() -> None:
    undated = telling(
        "undated",
        "President Ana Duarte left for Oslo on Thursday. The meeting with King Harald at the castle will focus on fish.",
    )
    when = date(FULL, undated)["undated"]
    assert day(when) == "2021-06-10"
    assert when is not None
    assert "still to come" in (when.reason or "")


def test_a_date_with_its_week_day_gets_the_year_from_the_story() -> None:
    undated = telling("undated", "King Harald met President Ana Duarte at the castle on Friday, June 11.")
    assert day(date(FULL, undated)["undated"]) == "2021-06-11"


def test_a_week_day_beside_a_date_gives_the_year_where_nothing_else_does() -> None:
    alone = telling("alone", "The envoy came on Friday, June 11. Exports in 2020 were a record.")
    assert day(date(alone)["alone"]) == "2021-06-11"


def test_an_article_that_names_no_time_keeps_no_date() -> None:
    undated = telling("undated", "King Harald met President Ana Duarte at the castle. Both were smiling.")
    assert date(FULL, undated)["undated"] is None


def test_a_story_that_names_no_year_keeps_its_articles_undated() -> None:
    assert date(telling("a", "The envoy came on Friday."), telling("b", "She left on June 11.")) == {
        "a": None,
        "b": None,
    }


def test_a_month_that_is_known_is_made_a_day() -> None:
    rough = telling("rough", "King Harald met President Ana Duarte at the castle on Friday.")
    rough = Article("rough", "rough", rough.text, language="en", published=When("2021-06", "month"))
    assert day(date(FULL, rough)["rough"]) == "2021-06-11"


def test_the_order_of_the_articles_does_not_matter() -> None:
    undated = telling("undated", "King Harald met President Ana Duarte at the castle on Friday. Both were smiling.")
    assert date(FULL, undated) == date(undated, FULL)


def test_nothing_comes_of_nothing() -> None:
    assert date_articles((), {}) == ()
    assert date(telling("empty", "")) == {"empty": None}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside this checkout")
def test_the_seeds_are_dated_as_a_careful_reader_would() -> None:
    texts = {name: (SEEDS / f"{name}.txt").read_text(encoding="utf-8") for name in ("s0", "s1", "s2", "s3", "s4")}
    texts["s4"] = texts["s4"][: texts["s4"].index("Similar News")]
    stated = {"s0": "2025-02-10", "s3": "2025-02-08"}
    dated = date(*(telling(name, text, stated.get(name)) for name, text in texts.items()))
    assert day(dated["s1"]) == "2025-02-07"
    assert day(dated["s2"]) in {"2025-02-07", "2025-02-08"}
    assert day(dated["s4"]) in {"2025-02-06", "2025-02-07"}
